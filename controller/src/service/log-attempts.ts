import type { TaskRunState } from '@stoker/shared/model/deployment.js';
import type { AssignmentId, DeploymentId } from '@stoker/shared/model/ids.js';
import type { Kysely } from 'kysely';
import { outcomeOf } from '../store/ended-attempts.js';
import type { Database } from '../store/schema.js';

type Db = Kysely<Database>;

/** A task run. */
export interface RunKey {
	readonly deploymentId: DeploymentId;
	readonly vertex: number;
}

/** An attempt, as far as its output is concerned. */
export interface AttemptState {
	readonly assignmentId: AssignmentId;
	readonly number: number;
	readonly hasEnded: boolean;
	/** Whether its run has ended; an attempt that was lost may outlive it. */
	readonly hasRunEnded: boolean;
	/** Bytes of output, by its outcome. */
	readonly logLength: number | undefined;
}

const ENDED: ReadonlySet<TaskRunState> = new Set(['succeeded', 'failed', 'skipped', 'dep_failed', 'cancelled']);

/** An attempt of a run by its id or number; number 0 is the last one. */
export async function readAttempt(
	db: Db,
	run: RunKey,
	which: number | AssignmentId,
): Promise<AttemptState | undefined> {
	const query = selectAttempts(db, run).orderBy('number', 'desc').limit(1);
	if (typeof which === 'string') {
		return toState(await query.where('assignment_id', '=', which).executeTakeFirst());
	}
	return toState(await (which === 0 ? query : query.where('number', '=', which)).executeTakeFirst());
}

/** The first attempt from a number on, and whether there may still come one. */
export async function readNextAttempt(
	db: Db,
	run: RunKey,
	number: number,
): Promise<{ readonly attempt: AttemptState | undefined; readonly hasRunEnded: boolean }> {
	const row = await selectAttempts(db, run).where('number', '>=', number).orderBy('number').limit(1).executeTakeFirst();
	const current = await db
		.selectFrom('task_run')
		.select('state')
		.where('deployment_id', '=', run.deploymentId)
		.where('vertex', '=', run.vertex)
		.executeTakeFirst();
	return { attempt: toState(row), hasRunEnded: current === undefined || ENDED.has(current.state) };
}

function selectAttempts(db: Db, { deploymentId, vertex }: RunKey) {
	return db
		.selectFrom('attempt')
		.innerJoin('task_run', (join) =>
			join
				.onRef('task_run.deployment_id', '=', 'attempt.deployment_id')
				.onRef('task_run.vertex', '=', 'attempt.vertex'),
		)
		.select(['assignment_id', 'number', 'attempt.ended_at as ended_at', 'detail', 'task_run.state as state'])
		.where('attempt.deployment_id', '=', deploymentId)
		.where('attempt.vertex', '=', vertex);
}

interface Row {
	readonly assignment_id: string;
	readonly number: number;
	readonly ended_at: number | null;
	readonly detail: string | null;
	readonly state: TaskRunState;
}

function toState(row: Row | undefined): AttemptState | undefined {
	return (
		row && {
			assignmentId: row.assignment_id as AssignmentId,
			number: row.number,
			hasEnded: row.ended_at !== null,
			hasRunEnded: ENDED.has(row.state),
			logLength: row.detail === null ? undefined : outcomeOf(row.detail).logLength,
		}
	);
}
