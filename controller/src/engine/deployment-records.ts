import type { RunCounts } from '@stoker/shared/model/deployment.js';
import type { EventBody } from '@stoker/shared/model/event.js';
import type { DeploymentId, EnvironmentId, NodeId } from '@stoker/shared/model/ids.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { type DeploymentStep, isActiveDeployment, nextDeploymentState } from '../domain/deployment-state.js';
import type { Store, WriteTransaction } from '../store/store.js';
import { type DeploymentFacts, endNodes, type NodeVerdict, nodesOfEnvironment, startNodes } from './node-records.js';

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

/** Makes a prepared deployment run, with its environment and the nodes that take part, unless it is a rehearsal. */
export async function recordStarted(
	store: Store,
	deploymentId: DeploymentId,
	nodeIds: readonly NodeId[],
	nowMs: number,
): Promise<void> {
	await store.write(async (transaction) => {
		const row = await loadDeployment(transaction, deploymentId);
		await setDeployment(transaction, row, { step: 'started', nowMs, message: '' });
		await startNodes(transaction, row, nodeIds, nowMs);
	});
}

/** Who asks for something, and what else the transaction that keeps it shall hold. */
export interface OperatorWish {
	/** For people. */
	readonly actor: string;
	/** Records it for its caller. */
	readonly record?: (transaction: WriteTransaction) => Promise<void>;
}

/** Keeps who asked for something that the next turn of a deployment at work carries out. */
export async function recordWish(store: Store, deploymentId: DeploymentId, wish: OperatorWish): Promise<void> {
	await store.write(async (transaction) => {
		const row = await loadDeployment(transaction, deploymentId);
		if (!isActiveDeployment(row.state)) {
			throw endedError(row);
		}
		await wish.record?.(transaction);
	});
}

/**
 * Makes a deployment that did not end well run again, with its environment and nodes.
 * Throws DEPLOYMENT_ENDED when it ended well, DEPLOYMENT_ACTIVE when another one holds the environment, and
 * DEPLOYMENT_SUPERSEDED when a later one of its graph was started.
 */
export async function recordReopened(
	store: Store,
	deploymentId: DeploymentId,
	{ wish, nodeIds }: { readonly wish: OperatorWish; readonly nodeIds: readonly NodeId[] },
	nowMs: number,
): Promise<void> {
	await store.write(async (transaction) => {
		const row = await loadDeployment(transaction, deploymentId);
		if (row.state !== 'failed' && row.state !== 'stopped') {
			throw endedError(row);
		}
		await requireLatest(transaction, row);
		await setDeployment(transaction, row, { step: 'reopened', nowMs, message: `taken up again by ${wish.actor}` });
		await startNodes(transaction, row, nodeIds, nowMs);
		await wish.record?.(transaction);
	});
}

async function requireLatest({ db }: WriteTransaction, row: DeploymentFacts): Promise<void> {
	const later = await db
		.selectFrom('deployment')
		.innerJoin('plan', 'plan.id', 'deployment.plan_id')
		.select(['deployment.id', 'deployment.state', 'deployment.kind', 'plan.graph_type'])
		.where('deployment.environment_id', '=', row.environmentId)
		.where('deployment.id', '!=', row.id)
		.orderBy('deployment.id', 'desc')
		.execute();
	const active = later.find(({ state }) => isActiveDeployment(state));
	if (active !== undefined) {
		throw new StokerError('DEPLOYMENT_ACTIVE', `deployment ${active.id} is at work in this environment`, {
			subject: { environment: row.environmentId, deployment: active.id },
		});
	}
	const next = later.find(({ id, kind, graph_type }) => id > row.id && kind === 'full' && graph_type === row.graphType);
	if (next !== undefined) {
		throw new StokerError('DEPLOYMENT_SUPERSEDED', `deployment ${next.id} took the place of ${row.id}`, {
			subject: { deployment: next.id },
		});
	}
}

/** A wish to stop. */
export interface StopWish extends OperatorWish {
	/** Ends what runs too. */
	readonly now: boolean;
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
			throw endedError(row);
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
		await endNodes(transaction, row, verdict, nowMs);
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
			const ids = await nodesOfEnvironment(transaction, row.environmentId);
			const nodes = ids.map((nodeId) => ({ nodeId, step: 'deployment_failed', message: HALTED }) as const);
			await endNodes(transaction, row, { state: 'failed', nodes }, nowMs);
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

function endedError({ id, state }: DeploymentFacts): StokerError {
	return new StokerError('DEPLOYMENT_ENDED', `Deployment ${id} has ended as ${state}.`, {
		subject: { deployment: id },
	});
}

async function loadDeployment(transaction: WriteTransaction, id: DeploymentId): Promise<DeploymentFacts> {
	const row = await transaction.db
		.selectFrom('deployment')
		.innerJoin('plan', 'plan.id', 'deployment.plan_id')
		.select(['deployment.environment_id', 'deployment.state', 'deployment.kind', 'plan.summary', 'plan.graph_type'])
		.where('deployment.id', '=', id)
		.executeTakeFirst();
	if (row === undefined) {
		throw new StokerError('DEPLOYMENT_NOT_FOUND', `there is no deployment ${id}`, { subject: { deployment: id } });
	}
	const { state, kind, summary, graph_type: graphType } = row;
	return { id, environmentId: row.environment_id as EnvironmentId, state, kind, graphType, summary };
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
