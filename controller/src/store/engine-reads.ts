import type { Facts, PastState } from '@stoker/shared/graph/facts.js';
import {
	type AttemptOutcome,
	type Deployment,
	type DeploymentState,
	TASK_RUN_STATES,
	type TaskRunState,
} from '@stoker/shared/model/deployment.js';
import { type DeploymentControl, type NodeExclusion, UNCONTROLLED } from '@stoker/shared/model/deployment-control.js';
import type {
	AssignmentId,
	BootId,
	DeploymentId,
	EnvironmentId,
	JournalId,
	NodeId,
	PlanId,
} from '@stoker/shared/model/ids.js';
import type { Insertable, Kysely, Selectable } from 'kysely';
import { type EndedAttempts, loadEndedAttempts, outcomeOf } from './ended-attempts.js';
import { decodeFacts } from './facts-blob.js';
import { loadPastState } from './past-state.js';
import type { AttemptTable, Database, DeploymentTable, TaskRunTable } from './schema.js';
import type { NewAttempt, Store } from './store.js';

/** Most rows one transaction writes. */
const ROWS_PER_WRITE = 1000;
/** Rows read at once: enough to be quick, few enough to let the event loop breathe. */
const ROWS_PER_READ = 4000;
const ACTIVE_STATES: readonly DeploymentState[] = ['preparing', 'running', 'stopping'];

/** The states of all task runs of a deployment, ordered by vertex; barriers have none. */
export interface RunStates {
	readonly vertices: Int32Array;
	/** Index into TASK_RUN_STATES. */
	readonly states: Uint8Array;
}

/** An attempt that has not ended. */
export interface StoredAttempt extends NewAttempt {
	readonly startedAtMs: number | undefined;
	readonly isCancelRequested: boolean;
}

/** Everything an actor is rebuilt from. */
export interface ActiveDeployment extends EndedAttempts {
	readonly deployment: Deployment;
	/** As `encodePlanGraph` made it. */
	readonly planGraph: Uint8Array;
	readonly runs: RunStates;
	readonly openAttempts: readonly StoredAttempt[];
	/** Highest attempt number of each vertex that was ever assigned. */
	readonly attemptCounts: ReadonlyMap<number, number>;
	/** Reasons of failed runs, by vertex. */
	readonly failureMessages: ReadonlyMap<number, string>;
	readonly control: DeploymentControl;
	readonly excluded: readonly NodeExclusion[];
	/** What parameters that the plan does not keep are rendered from; undefined when it was computed on no facts. */
	readonly evaluated: { readonly facts: Facts; readonly past: PastState | undefined } | undefined;
}

/** What is known of one attempt. */
export interface FoundAttempt {
	readonly deploymentId: DeploymentId;
	readonly vertex: number;
	readonly number: number;
	readonly nodeId: NodeId;
	readonly endedAtMs: number | undefined;
	readonly outcome: AttemptOutcome | undefined;
	/** Whether the outcome decided the run. */
	readonly isDecisive: boolean;
}

/** A task run as Start writes it. */
export interface NewTaskRun {
	readonly vertex: number;
	readonly taskId: string;
	readonly nodeId: NodeId;
	readonly state: TaskRunState;
	readonly message: string;
}

/** Loads every deployment that was not at its end, oldest first; each one is a snapshot of its own. */
export async function loadActiveDeployments(store: Store): Promise<readonly ActiveDeployment[]> {
	const ids = await store.read(({ db }) =>
		db
			.selectFrom('deployment')
			.select('id')
			.where('state', 'in', ACTIVE_STATES)
			.orderBy('started_at')
			.orderBy('id')
			.execute(),
	);
	const loaded: ActiveDeployment[] = [];
	for (const { id } of ids) {
		loaded.push(await store.read(({ db }) => loadDeployment(db, id)));
	}
	return loaded;
}

/** Loads one deployment as an actor is built from it. */
export function loadActiveDeployment(store: Store, id: DeploymentId): Promise<ActiveDeployment> {
	return store.read(({ db }) => loadDeployment(db, id));
}

async function loadDeployment(db: Kysely<Database>, id: string): Promise<ActiveDeployment> {
	const { graph, ...row } = await db
		.selectFrom('deployment')
		.innerJoin('plan', 'plan.id', 'deployment.plan_id')
		.selectAll('deployment')
		.select('plan.graph')
		.where('deployment.id', '=', id)
		.executeTakeFirstOrThrow();
	const open = await selectOpen(db).where('deployment_id', '=', id).orderBy('vertex').execute();
	const counts = await db
		.selectFrom('attempt')
		.select(({ fn }) => ['vertex', fn.max('number').as('count')])
		.where('deployment_id', '=', id)
		.groupBy('vertex')
		.execute();
	const failures = await db
		.selectFrom('task_run')
		.select(['vertex', 'message'])
		.where('deployment_id', '=', id)
		.where('state', '=', 'failed')
		.execute();
	return {
		control: storedControl(row),
		excluded: JSON.parse(row.excluded_nodes) as readonly NodeExclusion[],
		...(await loadEndedAttempts(db, id)),
		evaluated: await loadEvaluated(db, row),
		deployment: deploymentOf(row),
		failureMessages: new Map(failures.map(({ vertex, message }) => [vertex, message])),
		planGraph: graph,
		runs: await loadRunStates(db, id),
		openAttempts: open.map(openAttemptOf),
		attemptCounts: new Map(counts.map(({ vertex, count }) => [vertex, Number(count)])),
	};
}

async function loadEvaluated(
	db: Kysely<Database>,
	row: { readonly id: string; readonly environment_id: string; readonly plan_id: string },
): Promise<ActiveDeployment['evaluated']> {
	const plan = await db
		.selectFrom('plan')
		.innerJoin('plan_facts', 'plan_facts.plan_id', 'plan.id')
		.select(['plan.summary', 'plan_facts.facts'])
		.where('plan.id', '=', row.plan_id)
		.executeTakeFirst();
	if (plan === undefined) {
		return undefined;
	}
	const { isForced } = JSON.parse(plan.summary) as { readonly isForced?: boolean };
	const past = isForced === true ? undefined : await loadPastState(db, row.environment_id, row.id);
	return { facts: decodeFacts(plan.facts), past };
}

async function loadRunStates(db: Kysely<Database>, deploymentId: string): Promise<RunStates> {
	const vertices: number[] = [];
	const states: number[] = [];
	for (let after = -1; ; ) {
		const page = await db
			.selectFrom('task_run')
			.select(['vertex', 'state'])
			.where('deployment_id', '=', deploymentId)
			.where('vertex', '>', after)
			.orderBy('vertex')
			.limit(ROWS_PER_READ)
			.execute();
		for (const row of page) {
			vertices.push(row.vertex);
			states.push(TASK_RUN_STATES.indexOf(row.state));
		}
		const last = page.at(-1);
		if (last === undefined || page.length < ROWS_PER_READ) {
			return { vertices: Int32Array.from(vertices), states: Uint8Array.from(states) };
		}
		after = last.vertex;
	}
}

/** Writes a deployment under state `preparing`; its runs follow, then the engine makes it `running`. */
export async function insertDeployment(store: Store, deployment: Deployment): Promise<void> {
	await store.write(({ db }) =>
		db
			.insertInto('deployment')
			.values({
				id: deployment.id,
				environment_id: deployment.environmentId,
				plan_id: deployment.planId,
				state: deployment.state,
				started_at: deployment.startedAtMs,
				ended_at: deployment.endedAtMs ?? null,
				started_by: deployment.startedBy,
				message: deployment.message,
			})
			.execute(),
	);
}

/** Writes task runs in several transactions: only a `preparing` deployment may be half written. */
export async function insertTaskRuns(
	store: Store,
	deploymentId: DeploymentId,
	rows: readonly NewTaskRun[],
): Promise<void> {
	for (let from = 0; from < rows.length; from += ROWS_PER_WRITE) {
		const values = rows.slice(from, from + ROWS_PER_WRITE).map((row) => taskRunRow(deploymentId, row));
		await store.write(({ db }) => db.insertInto('task_run').values(values).execute());
	}
}

/** Deletes a deployment whose writing was interrupted, its row last, so that a second interruption is harmless. */
export async function deletePreparing(store: Store, deploymentId: DeploymentId): Promise<void> {
	for (let isGone = false; !isGone; ) {
		isGone = await store.write(({ db }) => deletePart(db, deploymentId));
	}
}

/** Deletes some runs, or the deployment when none is left; tells whether that was all. */
async function deletePart(db: Kysely<Database>, deploymentId: DeploymentId): Promise<boolean> {
	const preparing = db
		.selectFrom('deployment')
		.select('id')
		.where('id', '=', deploymentId)
		.where('state', '=', 'preparing');
	const page = await db
		.selectFrom('task_run')
		.select('vertex')
		.where('deployment_id', 'in', preparing)
		.orderBy('vertex')
		.limit(ROWS_PER_WRITE)
		.execute();
	const last = page.at(-1);
	if (last === undefined) {
		await db.deleteFrom('deployment').where('id', '=', deploymentId).where('state', '=', 'preparing').execute();
		return true;
	}
	await db
		.deleteFrom('task_run')
		.where('deployment_id', '=', deploymentId)
		.where('vertex', '<=', last.vertex)
		.execute();
	return false;
}

/** Finds an attempt by its assignment, whether it has ended or not. */
export async function findAttempt(store: Store, assignmentId: AssignmentId): Promise<FoundAttempt | undefined> {
	const row = await store.read(({ db }) =>
		db
			.selectFrom('attempt')
			.select(['deployment_id', 'vertex', 'number', 'node_id', 'ended_at', 'detail', 'is_decisive'])
			.where('assignment_id', '=', assignmentId)
			.executeTakeFirst(),
	);
	return (
		row && {
			deploymentId: row.deployment_id as DeploymentId,
			vertex: row.vertex,
			number: row.number,
			nodeId: row.node_id as NodeId,
			endedAtMs: row.ended_at ?? undefined,
			outcome: row.detail === null ? undefined : outcomeOf(row.detail),
			isDecisive: row.is_decisive === 1,
		}
	);
}

/** Every attempt of a node that has not ended, in any deployment, oldest first. */
export async function openAttemptsOfNode(store: Store, nodeId: NodeId): Promise<readonly StoredAttempt[]> {
	const rows = await store.read(({ db }) =>
		selectOpen(db).where('node_id', '=', nodeId).orderBy('assignment_id').execute(),
	);
	return rows.map(openAttemptOf);
}

function selectOpen(db: Kysely<Database>) {
	return db
		.selectFrom('attempt')
		.select([
			'assignment_id',
			'deployment_id',
			'vertex',
			'number',
			'node_id',
			'journal_id',
			'boot_id',
			'assigned_at',
			'started_at',
			'cancel_requested',
		])
		.where('ended_at', 'is', null);
}

function openAttemptOf(
	row: Omit<Selectable<AttemptTable>, 'ended_at' | 'outcome' | 'detail' | 'is_decisive'>,
): StoredAttempt {
	return {
		assignmentId: row.assignment_id as AssignmentId,
		deploymentId: row.deployment_id as DeploymentId,
		vertex: row.vertex,
		number: row.number,
		nodeId: row.node_id as NodeId,
		journalId: row.journal_id as JournalId,
		bootId: row.boot_id as BootId,
		assignedAtMs: row.assigned_at,
		startedAtMs: row.started_at ?? undefined,
		isCancelRequested: row.cancel_requested === 1,
	};
}

function deploymentOf(row: Omit<Selectable<DeploymentTable>, 'control' | 'excluded_nodes'>): Deployment {
	return {
		id: row.id as DeploymentId,
		environmentId: row.environment_id as EnvironmentId,
		planId: row.plan_id as PlanId,
		state: row.state,
		startedAtMs: row.started_at,
		endedAtMs: row.ended_at ?? undefined,
		startedBy: row.started_by,
		message: row.message,
	};
}

function taskRunRow(deploymentId: DeploymentId, row: NewTaskRun): Insertable<TaskRunTable> {
	return {
		deployment_id: deploymentId,
		vertex: row.vertex,
		task_id: row.taskId,
		node_id: row.nodeId,
		state: row.state,
		ready_at: null,
		ended_at: null,
		message: row.message,
	};
}

/** What operators have said of a deployment, as it is stored. */
export function storedControl(row: Pick<Selectable<DeploymentTable>, 'control'>): DeploymentControl {
	return { ...UNCONTROLLED, ...(JSON.parse(row.control) as Partial<DeploymentControl>) };
}
