import type { PlanGraph } from '@stoker/shared/graph/plan-graph.js';
import type { TaskRunState } from '@stoker/shared/model/deployment.js';
import { groupBy } from '@stoker/shared/model/group-by.js';
import type { AssignmentId, NodeId } from '@stoker/shared/model/ids.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { AttemptView, Page, TaskRunView } from '@stoker/shared/model/views.js';
import type { Kysely, Selectable } from 'kysely';
import { outcomeOf } from '../store/ended-attempts.js';
import type { AttemptTable, Database, TaskRunTable } from '../store/schema.js';
import { findDeployment } from './lookups.js';
import { openPage, type PageRequest } from './paging.js';
import type { ServicePorts } from './ports.js';
import { boundedText } from './violations.js';

const PAGES = { standard: 500, most: 5_000 };
const MAX_ATTEMPTS = 20;
const VERTICES_PER_QUERY = 500;

type Ports = Pick<ServicePorts, 'store' | 'planGraphs'>;
export type RunRow = Selectable<TaskRunTable>;
export type AttemptRow = Selectable<AttemptTable>;

/** Which task runs to list. */
export interface ListTaskRuns extends PageRequest {
	readonly deploymentId: string;
	/** Id or name; empty for all. */
	readonly node: string;
	/** Empty for all. */
	readonly taskId: string;
	/** Empty for all. */
	readonly states: readonly TaskRunState[];
}

/** Task runs by vertex, with their last attempts. Throws DEPLOYMENT_NOT_FOUND or NODE_NOT_FOUND. */
export async function listTaskRuns(ports: Ports, request: ListTaskRuns): Promise<Page<TaskRunView>> {
	const states = request.states.toSorted();
	const scope = ['task-runs', request.deploymentId, request.node, request.taskId, ...states];
	const cursor = openPage<number>(request, scope, 'number', PAGES);
	const deployment = await ports.store.read(({ db }) => findDeployment(db, request.deploymentId));
	const { graph } = await ports.planGraphs.load(deployment.plan_id);
	const nodeId = request.node === '' ? undefined : findPlanNode(graph, request.node);
	const runs = await ports.store.read(({ db }) => {
		let query = db.selectFrom('task_run').selectAll().where('deployment_id', '=', deployment.id);
		query = cursor.after === undefined ? query : query.where('vertex', '>', cursor.after);
		query = nodeId === undefined ? query : query.where('node_id', '=', nodeId);
		query = request.taskId === '' ? query : query.where('task_id', '=', boundedText('task_id', request.taskId));
		query = states.length === 0 ? query : query.where('state', 'in', states);
		return query.orderBy('vertex').limit(cursor.limit).execute();
	});
	const shown = cursor.page(
		runs,
		(run) => run.vertex,
		(run) => run,
	);
	const attempts = await readAttempts(ports, deployment.id, shown.items);
	return { ...shown, items: shown.items.map((run) => runView(run, graph, attempts.get(run.vertex) ?? [])) };
}

/** The node of a plan with this id, or else this name. Throws NODE_NOT_FOUND. */
export function findPlanNode(graph: PlanGraph, idOrName: string): NodeId {
	const found = graph.nodes.find((node) => node.id === idOrName) ?? graph.nodes.find((node) => node.name === idOrName);
	if (found === undefined) {
		const wanted = idOrName.slice(0, 255);
		throw new StokerError('NODE_NOT_FOUND', `The plan has no node "${wanted}".`, { subject: { node: wanted } });
	}
	return found.id;
}

/** The attempts of these runs, by vertex, oldest first. */
export async function readAttempts(
	ports: Pick<ServicePorts, 'store'>,
	deploymentId: string,
	runs: readonly RunRow[],
): Promise<ReadonlyMap<number, readonly AttemptRow[]>> {
	// A run that never began has no attempts to look for.
	const vertices = runs.filter((run) => run.ready_at !== null).map((run) => run.vertex);
	const rows: AttemptRow[] = [];
	for (let from = 0; from < vertices.length; from += VERTICES_PER_QUERY) {
		const chunk = vertices.slice(from, from + VERTICES_PER_QUERY);
		rows.push(...(await ports.store.read(({ db }) => selectAttempts(db, deploymentId, chunk))));
	}
	return groupBy(rows, (row) => row.vertex);
}

async function selectAttempts(
	db: Kysely<Database>,
	deploymentId: string,
	vertices: readonly number[],
): Promise<readonly AttemptRow[]> {
	return db
		.selectFrom('attempt')
		.selectAll()
		.where('deployment_id', '=', deploymentId)
		.where('vertex', 'in', vertices)
		.orderBy('vertex')
		.orderBy('number')
		.execute();
}

/** What is shown of a run. */
export function runView(run: RunRow, graph: PlanGraph, attempts: readonly AttemptRow[]): TaskRunView {
	const task = graph.tasks[graph.vertexTask[run.vertex] ?? -1];
	const node = graph.nodes[graph.vertexNode[run.vertex] ?? -1];
	return {
		vertex: run.vertex,
		taskId: run.task_id,
		nodeId: run.node_id as NodeId,
		nodeName: node?.name ?? run.node_id,
		taskType: task?.type ?? '',
		state: run.state,
		attempts: attempts.slice(-MAX_ATTEMPTS).map(attemptView),
		readyAtMs: run.ready_at ?? undefined,
		endedAtMs: run.ended_at ?? undefined,
		message: run.message,
	};
}

function attemptView(row: AttemptRow): AttemptView {
	const outcome = row.detail === null ? undefined : outcomeOf(row.detail);
	return {
		number: row.number,
		assignmentId: row.assignment_id as AssignmentId,
		assignedAtMs: row.assigned_at,
		startedAtMs: row.started_at ?? (outcome?.startedAtMs || undefined),
		endedAtMs: row.ended_at ?? undefined,
		outcome: row.outcome ?? undefined,
		reason: outcome?.reason,
		exitCode: outcome?.exitCode ?? 0,
		signal: outcome?.signal ?? '',
		message: outcome?.message ?? '',
		logLength: outcome?.logLength ?? 0,
		durationMs: outcome?.durationMs ?? 0,
		...(outcome?.summary && { summary: outcome.summary }),
	};
}
