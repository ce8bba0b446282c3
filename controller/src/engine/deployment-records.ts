import type { DeploymentState, RunCounts } from '@stoker/shared/model/deployment.js';
import type { EventBody, NewEvent } from '@stoker/shared/model/event.js';
import { SYSTEM_STREAM } from '@stoker/shared/model/event.js';
import { type DeploymentId, type EnvironmentId, MASTER_NODE_ID, type NodeId } from '@stoker/shared/model/ids.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { type DeploymentStep, isActiveDeployment, nextDeploymentState } from '../domain/deployment-state.js';
import { type EnvironmentStep, nextEnvironmentStatus } from '../domain/environment-state.js';
import { type NodeStep, nextNodeStatus } from '../domain/node-state.js';
import type { Store, WriteTransaction } from '../store/store.js';

/** How the runs of one node ended, for the node's status. */
export interface NodeVerdict {
	readonly nodeId: NodeId;
	readonly step: 'deployment_succeeded' | 'deployment_failed' | 'deployment_stopped';
	readonly message: string;
}

/** How a deployment ended. */
export interface DeploymentVerdict {
	readonly state: 'succeeded' | 'failed' | 'stopped';
	readonly message: string;
	readonly nodes: readonly NodeVerdict[];
}

const HALTED = 'the deployment halted';
const RUNS_PER_WRITE = 1_000;

/** What the runs of a node say about it: nothing that failed, and nothing that was left undone, makes it ready. */
export function nodeStepOf(counts: RunCounts, toleratedFailures: number): NodeVerdict['step'] {
	if (counts.failed > toleratedFailures || counts.dep_failed > 0) {
		return 'deployment_failed';
	}
	return counts.cancelled > 0 ? 'deployment_stopped' : 'deployment_succeeded';
}

/** Makes a prepared deployment run, with its environment and nodes. */
export async function recordStarted(store: Store, deploymentId: DeploymentId, nowMs: number): Promise<void> {
	await store.write(async (transaction) => {
		const row = await loadDeployment(transaction, deploymentId);
		await setDeployment(transaction, row, { step: 'started', nowMs, message: '' });
		const nodeIds = await nodesOfEnvironment(transaction, row.environmentId);
		for (const nodeId of nodeIds) {
			await setNode(transaction, { nodeId, step: 'deployment_started', message: '' }, nowMs);
		}
		await setEnvironment(transaction, row.environmentId, 'deployment_started', nowMs);
	});
}

/** A wish to stop, and what else its transaction shall hold. */
export interface StopWish {
	/** Ends what runs too. */
	readonly now: boolean;
	/** Who asks, for people. */
	readonly actor: string;
	/** Records it for its caller in the transaction that makes it durable. */
	readonly record?: (transaction: WriteTransaction) => Promise<void>;
}

/** Keeps the wish to stop, so that it outlives a crash. */
export async function recordStopping(
	store: Store,
	deploymentId: DeploymentId,
	wish: StopWish,
	nowMs: number,
): Promise<void> {
	const message = `stop${wish.now ? ' now' : ''} asked for by ${wish.actor}`;
	await store.write(async (transaction) => {
		const row = await loadDeployment(transaction, deploymentId);
		if (!isActiveDeployment(row.state)) {
			throw new StokerError('DEPLOYMENT_ENDED', `deployment ${deploymentId} has ended as ${row.state}`, {
				subject: { deployment: deploymentId },
			});
		}
		await setDeployment(transaction, row, { step: 'stop_requested', nowMs, message });
		await wish.record?.(transaction);
	});
}

/** Ends a deployment with its environment and nodes. Nothing happens when it has ended before. */
export async function recordEnded(
	store: Store,
	deploymentId: DeploymentId,
	verdict: DeploymentVerdict,
	nowMs: number,
): Promise<void> {
	await store.write(async (transaction) => {
		const row = await loadDeployment(transaction, deploymentId);
		if (!isActiveDeployment(row.state)) {
			return;
		}
		await setDeployment(transaction, row, { step: verdict.state, nowMs, message: verdict.message });
		for (const node of verdict.nodes) {
			await setNode(transaction, node, nowMs);
		}
		const isPartial = verdict.nodes.some((node) => node.step === 'deployment_succeeded');
		const failed = isPartial ? 'deployment_failed_partially' : 'deployment_failed';
		const step = verdict.state === 'failed' ? failed : (`deployment_${verdict.state}` as const);
		await setEnvironment(transaction, row.environmentId, step, nowMs);
	});
}

/**
 * Ends a deployment that cannot go on: what has not ended is cancelled, its nodes are in error. Nothing is taken from
 * the engine's memory, which is ahead of what was stored. Nothing happens when it has ended before.
 */
export async function recordHalted(
	store: Store,
	deploymentId: DeploymentId,
	message: string,
	nowMs: number,
): Promise<void> {
	for (let isDone = false; !isDone; ) {
		isDone = await store.write(async (transaction) => {
			const row = await loadDeployment(transaction, deploymentId);
			if (!isActiveDeployment(row.state)) {
				return true;
			}
			if ((await cancelRuns(transaction, row, nowMs)) > 0) {
				return false;
			}
			await setDeployment(transaction, row, { step: 'failed', nowMs, message });
			for (const nodeId of await nodesOfEnvironment(transaction, row.environmentId)) {
				await setNode(transaction, { nodeId, step: 'deployment_failed', message: HALTED }, nowMs);
			}
			await setEnvironment(transaction, row.environmentId, 'deployment_failed', nowMs);
			return true;
		});
	}
}

/** Cancels some of the runs that have not ended; answers with their number. */
async function cancelRuns(transaction: WriteTransaction, row: DeploymentFacts, nowMs: number): Promise<number> {
	const { db } = transaction;
	const runs = await db
		.selectFrom('task_run')
		.select(['vertex', 'task_id', 'node_id', 'state'])
		.where('deployment_id', '=', row.id)
		.where('state', 'in', ['pending', 'ready', 'running'])
		.orderBy('vertex')
		.limit(RUNS_PER_WRITE)
		.execute();
	const last = runs.at(-1);
	if (last !== undefined) {
		await db
			.updateTable('task_run')
			.set({ state: 'cancelled', ended_at: nowMs, message: HALTED })
			.where('deployment_id', '=', row.id)
			.where('state', 'in', ['pending', 'ready', 'running'])
			.where('vertex', '<=', last.vertex)
			.execute();
	}
	await transaction.appendEvents(
		runs.map((run) => ({
			stream: row.environmentId,
			atMs: nowMs,
			body: {
				kind: 'task_run_changed',
				deploymentId: row.id,
				vertex: run.vertex,
				taskId: run.task_id,
				nodeId: run.node_id as NodeId,
				from: run.state,
				to: 'cancelled',
				attempt: 0,
				message: HALTED,
			},
		})),
	);
	return runs.length;
}

interface DeploymentFacts {
	readonly id: DeploymentId;
	readonly environmentId: EnvironmentId;
	readonly state: DeploymentState;
}

async function loadDeployment(transaction: WriteTransaction, id: DeploymentId): Promise<DeploymentFacts> {
	const row = await transaction.db
		.selectFrom('deployment')
		.select(['environment_id', 'state'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (row === undefined) {
		throw new StokerError('DEPLOYMENT_NOT_FOUND', `there is no deployment ${id}`, { subject: { deployment: id } });
	}
	return { id, environmentId: row.environment_id as EnvironmentId, state: row.state };
}

async function setDeployment(
	transaction: WriteTransaction,
	row: DeploymentFacts,
	change: { readonly step: DeploymentStep; readonly nowMs: number; readonly message: string },
): Promise<void> {
	const state = nextDeploymentState(row.state, change.step);
	const ended_at = isActiveDeployment(state) ? null : change.nowMs;
	await transaction.db
		.updateTable('deployment')
		.set({ state, ended_at, message: change.message })
		.where('id', '=', row.id)
		.execute();
	const body: EventBody = { kind: 'deployment_changed', deploymentId: row.id, state, message: change.message };
	await transaction.appendEvents([{ stream: row.environmentId, atMs: change.nowMs, body }]);
}

async function nodesOfEnvironment(
	transaction: WriteTransaction,
	environmentId: EnvironmentId,
): Promise<readonly NodeId[]> {
	const rows = await transaction.db
		.selectFrom('node')
		.select('id')
		.where('environment_id', '=', environmentId)
		.execute();
	return rows.map((row) => row.id as NodeId);
}

async function setNode(
	transaction: WriteTransaction,
	change: { readonly nodeId: NodeId; readonly step: NodeStep; readonly message: string },
	nowMs: number,
): Promise<void> {
	const { nodeId, step, message } = change;
	const row = await transaction.db
		.selectFrom('node')
		.select(['status', 'environment_id'])
		.where('id', '=', nodeId)
		.executeTakeFirst();
	const isAtWork = row?.status === 'deploying';
	if (row === undefined || nodeId === MASTER_NODE_ID || (step !== 'deployment_started' && !isAtWork)) {
		return;
	}
	const status = nextNodeStatus(row.status, step);
	await transaction.db.updateTable('node').set({ status, status_message: message }).where('id', '=', nodeId).execute();
	const event: Omit<NewEvent, 'stream'> = {
		atMs: nowMs,
		body: { kind: 'node_changed', nodeId, status, message: message || step.replaceAll('_', ' ') },
	};
	const streams = [SYSTEM_STREAM, ...(row.environment_id ? [row.environment_id as EnvironmentId] : [])];
	await transaction.appendEvents(streams.map((stream) => ({ ...event, stream })));
}

async function setEnvironment(
	transaction: WriteTransaction,
	id: EnvironmentId,
	step: EnvironmentStep,
	nowMs: number,
): Promise<void> {
	const row = await transaction.db
		.selectFrom('environment')
		.select('status')
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	const status = nextEnvironmentStatus(row.status, step);
	await transaction.db.updateTable('environment').set({ status }).where('id', '=', id).execute();
	const body: EventBody = { kind: 'environment_changed', status, message: step.replaceAll('_', ' ') };
	await transaction.appendEvents([{ stream: id, atMs: nowMs, body }]);
}
