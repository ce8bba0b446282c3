import type { PlanGraph } from '@stoker/shared/graph/plan-graph.js';
import { timeoutSecondsOf } from '@stoker/shared/task-type/run-pace.js';
import type { Kysely, Selectable } from 'kysely';
import type { RunRecord } from '../domain/explain-runs.js';
import type { Database, TaskRunTable } from '../store/schema.js';

type Db = Kysely<Database>;
type RunRow = Pick<Selectable<TaskRunTable>, 'vertex' | 'state' | 'ready_at' | 'ended_at' | 'message'>;

/** Whose records are read. */
export interface RecordQuery {
	readonly deploymentId: string;
	readonly graph: PlanGraph;
	/** A run that is read whatever its state. */
	readonly vertex: number | undefined;
}

interface AttemptFacts {
	/** Number of the last attempt. */
	number: number;
	/** When the open one was handed out, or started. */
	openSinceMs: number | undefined;
}

/** Most runs read in each state; the times of others are not shown. */
const MOST_RUNS = 5_000;

/** What is stored of the runs that are ready, at work or failed, and of the one that is asked about. */
export async function readRunRecords(db: Db, query: RecordQuery): Promise<ReadonlyMap<number, RunRecord>> {
	const rows: RunRow[] = [];
	for (const state of ['ready', 'running', 'failed'] as const) {
		rows.push(...(await selectRuns(db, query.deploymentId).where('state', '=', state).limit(MOST_RUNS).execute()));
	}
	if (query.vertex !== undefined && !rows.some((row) => row.vertex === query.vertex)) {
		rows.push(...(await selectRuns(db, query.deploymentId).where('vertex', '=', query.vertex).execute()));
	}
	const attempts = await readAttempts(db, query.deploymentId, rows);
	return new Map(rows.map((row) => [row.vertex, recordOf(row, attempts.get(row.vertex), query.graph)]));
}

function selectRuns(db: Db, deploymentId: string) {
	return db
		.selectFrom('task_run')
		.select(['vertex', 'state', 'ready_at', 'ended_at', 'message'])
		.where('deployment_id', '=', deploymentId)
		.orderBy('vertex');
}

async function readAttempts(
	db: Db,
	deploymentId: string,
	runs: readonly RunRow[],
): Promise<ReadonlyMap<number, AttemptFacts>> {
	const found = new Map<number, AttemptFacts>();
	const vertices = runs.map((run) => run.vertex);
	for (let from = 0; from < vertices.length; from += 500) {
		const rows = await db
			.selectFrom('attempt')
			.select(['vertex', 'number', 'assigned_at', 'started_at', 'ended_at'])
			.where('deployment_id', '=', deploymentId)
			.where('vertex', 'in', vertices.slice(from, from + 500))
			.execute();
		for (const row of rows) {
			const known = found.get(row.vertex) ?? { number: 0, openSinceMs: undefined };
			known.number = Math.max(known.number, row.number);
			known.openSinceMs ??= row.ended_at === null ? (row.started_at ?? row.assigned_at) : undefined;
			found.set(row.vertex, known);
		}
	}
	return found;
}

function recordOf(row: RunRow, attempt: AttemptFacts | undefined, graph: PlanGraph): RunRecord {
	const task = graph.tasks[graph.vertexTask[row.vertex] ?? -1];
	const isRunning = row.state === 'running';
	const sinceMs = isRunning ? attempt?.openSinceMs : (row.ended_at ?? row.ready_at ?? undefined);
	const timeoutMs = task === undefined ? 0 : timeoutSecondsOf(task.type, task.timeoutSeconds) * 1_000;
	return {
		state: row.state,
		sinceMs,
		attempt: attempt?.number ?? 0,
		timeoutAtMs: isRunning && sinceMs !== undefined ? sinceMs + timeoutMs : undefined,
		message: row.message,
	};
}
