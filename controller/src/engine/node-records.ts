import { type NodeEffects, nodeEffects } from '@stoker/shared/graph/node-effects.js';
import type { DeploymentKind, DeploymentState } from '@stoker/shared/model/deployment.js';
import type { EnvironmentStatus } from '@stoker/shared/model/environment.js';
import { type EventBody, SYSTEM_STREAM } from '@stoker/shared/model/event.js';
import { type DeploymentId, type EnvironmentId, MASTER_NODE_ID, type NodeId } from '@stoker/shared/model/ids.js';
import type { NodeStatus } from '@stoker/shared/model/node.js';
import { type EnvironmentStep, nextEnvironmentStatus } from '../domain/environment-state.js';
import { environmentEnd, type NodeVerdictStep, nodeEnd } from '../domain/node-end.js';
import { nextNodeStatus } from '../domain/node-state.js';
import type { WriteTransaction } from '../store/store.js';

/** How the runs of one node ended, for the node's status. */
export interface NodeVerdict {
	readonly nodeId: NodeId;
	readonly step: NodeVerdictStep;
	readonly message: string;
}

/** A deployment as its records are made. */
export interface DeploymentFacts {
	readonly id: DeploymentId;
	readonly environmentId: EnvironmentId;
	readonly state: DeploymentState;
	readonly kind: DeploymentKind;
	readonly graphType: string;
	/** JSON: the summary of its plan. */
	readonly summary: string;
}

/** What the end of a deployment says about its nodes. */
interface WholeVerdict {
	readonly state: 'succeeded' | 'failed' | 'stopped';
	readonly nodes: readonly NodeVerdict[];
}

export async function startNodes(
	transaction: WriteTransaction,
	row: DeploymentFacts,
	nodeIds: readonly NodeId[],
	nowMs: number,
): Promise<void> {
	if (row.kind !== 'full') {
		return;
	}
	const taking = new Set(nodeIds);
	for (const nodeId of await nodesOfEnvironment(transaction, row.environmentId)) {
		if (taking.has(nodeId)) {
			await startNode(transaction, nodeId, nowMs);
		}
	}
	await setEnvironment(transaction, row.environmentId, () => 'deployment_started', nowMs);
}

export async function nodesOfEnvironment(
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

async function startNode(transaction: WriteTransaction, nodeId: NodeId, nowMs: number): Promise<void> {
	const { db } = transaction;
	const row = await db
		.selectFrom('node')
		.select(['status', 'environment_id'])
		.where('id', '=', nodeId)
		.executeTakeFirst();
	if (row !== undefined) {
		const status = nextNodeStatus(row.status, 'deployment_started');
		const values = { status, status_before: row.status, status_message: '' };
		await db.updateTable('node').set(values).where('id', '=', nodeId).execute();
		await tellNode(transaction, { ...row, nodeId, status, message: 'deployment started' }, nowMs);
	}
}

/** What the end of a deployment makes of its nodes and environment, by what its graph says. Rehearsals change nothing. */
export async function endNodes(
	transaction: WriteTransaction,
	row: DeploymentFacts,
	verdict: WholeVerdict,
	nowMs: number,
): Promise<void> {
	if (row.kind !== 'full') {
		return;
	}
	// Plans of earlier versions have none.
	const { effects = nodeEffects({}) } = JSON.parse(row.summary) as { readonly effects?: NodeEffects };
	for (const node of verdict.nodes) {
		await endNode(transaction, node, effects, nowMs);
	}
	const isPartial = verdict.nodes.some((node) => node.step === 'deployment_succeeded');
	const isWhole = verdict.nodes.every((node) => node.step === 'deployment_succeeded');
	const { state } = verdict;
	const step = (before: EnvironmentStatus | undefined) =>
		environmentEnd(effects, { state, isPartial, isWhole, before });
	await setEnvironment(transaction, row.environmentId, step, nowMs);
}

async function endNode(
	transaction: WriteTransaction,
	{ nodeId, step: verdict, message }: NodeVerdict,
	effects: NodeEffects,
	nowMs: number,
): Promise<void> {
	const row = await transaction.db
		.selectFrom('node')
		.select(['status', 'status_before', 'environment_id'])
		.where('id', '=', nodeId)
		.executeTakeFirst();
	if (row?.status !== 'deploying' || nodeId === MASTER_NODE_ID) {
		return;
	}
	const end = nodeEnd(effects, verdict, row.status_before ?? undefined);
	const status = nextNodeStatus(row.status, end.step);
	const values = {
		status,
		status_message: end.message || message,
		...(end.errorType !== undefined && { error_type: end.errorType }),
		...(end.isLeaving && { environment_id: null, roles: '[]' }),
	};
	await transaction.db.updateTable('node').set(values).where('id', '=', nodeId).execute();
	const told = values.status_message || (end.isLeaving ? 'left its environment' : end.step.replaceAll('_', ' '));
	await tellNode(transaction, { ...row, nodeId, status, message: told }, nowMs);
}

async function tellNode(
	transaction: WriteTransaction,
	node: {
		readonly nodeId: NodeId;
		readonly status: NodeStatus;
		readonly message: string;
		readonly environment_id: string | null;
	},
	nowMs: number,
): Promise<void> {
	const { nodeId, status, message } = node;
	const body: EventBody = { kind: 'node_changed', nodeId, status, message };
	const streams = [SYSTEM_STREAM, ...(node.environment_id ? [node.environment_id as EnvironmentId] : [])];
	await transaction.appendEvents(streams.map((stream) => ({ stream, atMs: nowMs, body })));
}

async function setEnvironment(
	transaction: WriteTransaction,
	id: EnvironmentId,
	stepFrom: (before: EnvironmentStatus | undefined) => EnvironmentStep,
	nowMs: number,
): Promise<void> {
	const row = await transaction.db
		.selectFrom('environment')
		.select(['status', 'status_before'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	const step = stepFrom(row.status_before ?? undefined);
	const status = nextEnvironmentStatus(row.status, step);
	const values = { status, ...(step === 'deployment_started' && { status_before: row.status }) };
	await transaction.db.updateTable('environment').set(values).where('id', '=', id).execute();
	const body: EventBody = { kind: 'environment_changed', status, message: step.replaceAll('_', ' ') };
	await transaction.appendEvents([{ stream: id, atMs: nowMs, body }]);
}
