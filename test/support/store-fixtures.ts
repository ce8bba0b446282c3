import { EMPTY_BATCH } from '../../controller/src/engine/orphan-attempts.js';
import type { CommitBatch, NewAttempt, RunUpdate, Store } from '../../controller/src/store/store.js';
import type { TaskRunState } from '../../shared/src/model/deployment.js';
import type { NewEvent } from '../../shared/src/model/event.js';
import type {
	AssignmentId,
	BootId,
	DeploymentId,
	EnvironmentId,
	InstanceId,
	JournalId,
	NodeId,
} from '../../shared/src/model/ids.js';

export const ENVIRONMENT = '1' as EnvironmentId;
export const DEPLOYMENT = '0190b5a0-0000-7000-8000-000000000001' as DeploymentId;

/** A batch of the rows named. */
export function batch(rows: Partial<CommitBatch>): CommitBatch {
	return { ...EMPTY_BATCH, ...rows };
}

export function run(vertex: number, state: TaskRunState, atMs = 1000): RunUpdate {
	return { deploymentId: DEPLOYMENT, vertex, state, atMs, message: '' };
}

export function assignment(vertex: number, number = 1): AssignmentId {
	return `0190b5a0-1111-7000-8000-${String(number).padStart(4, '0')}${String(vertex).padStart(8, '0')}` as AssignmentId;
}

export function attempt(vertex: number, number = 1): NewAttempt {
	return {
		assignmentId: assignment(vertex, number),
		deploymentId: DEPLOYMENT,
		vertex,
		number,
		nodeId: '1' as NodeId,
		journalId: 'journal' as JournalId,
		bootId: 'boot' as BootId,
		assignedAtMs: 1000,
	};
}

export function success(vertex: number, number = 1): CommitBatch['ends'][number] {
	return {
		assignmentId: assignment(vertex, number),
		endedAtMs: 2000,
		isDecisive: true,
		outcome: {
			outcome: 'succeeded',
			reason: undefined,
			exitCode: 0,
			signal: '',
			message: 'done "well"',
			startedAtMs: 1500,
			durationMs: 500,
			logLength: 12,
		},
	};
}

export function hello(epoch: number): CommitBatch['hellos'][number] {
	return {
		nodeId: '1' as NodeId,
		epoch,
		instanceId: 'instance' as InstanceId,
		bootId: 'boot' as BootId,
		journalId: 'journal' as JournalId,
		agentVersion: '0.1.0',
		atMs: 5000,
	};
}

/** An event whose `id` tells it apart. */
export function event(id: number | string, stream = ENVIRONMENT): NewEvent {
	return {
		stream,
		atMs: 1000,
		body: { kind: 'object_changed', object: 'thing', id: String(id), action: 'made "é\n"' },
	};
}

/** Stores an environment with one node, a plan and a running deployment of so many pending runs. */
export async function seed(store: Store, runCount = 4): Promise<void> {
	await store.write(async ({ db }) => {
		const named = { name: 'first', created_at: 1 };
		await db
			.insertInto('release')
			.values({ ...named, id: '1', version: '1', digest: '', content: '{}' })
			.execute();
		await db
			.insertInto('environment')
			.values({ ...named, id: ENVIRONMENT, status: 'new', release_id: '1' })
			.execute();
		await db
			.insertInto('node')
			.values({
				...named,
				id: '1',
				status: 'discover',
				status_message: '',
				environment_id: ENVIRONMENT,
				roles: '[]',
				hardware: '{}',
				hardware_key: 'key',
				agent_version: '',
				session_epoch: 0,
			})
			.execute();
		await db
			.insertInto('plan')
			.values({
				id: 'plan',
				environment_id: ENVIRONMENT,
				graph_type: 'default',
				digest: '',
				input_digest: '',
				summary: '{}',
				graph: new Uint8Array([1, 2, 3]),
				created_at: 1,
			})
			.execute();
		await db
			.insertInto('deployment')
			.values({
				id: DEPLOYMENT,
				environment_id: ENVIRONMENT,
				plan_id: 'plan',
				state: 'running',
				started_at: 1,
				ended_at: null,
				started_by: 'alice',
				message: '',
			})
			.execute();
		const rows = Array.from({ length: runCount }, (_, vertex) => ({
			deployment_id: DEPLOYMENT,
			vertex,
			task_id: `task-${vertex}`,
			node_id: '1',
			state: 'pending' as const,
			ready_at: null,
			ended_at: null,
			message: '',
		}));
		await db.insertInto('task_run').values(rows).execute();
	});
}
