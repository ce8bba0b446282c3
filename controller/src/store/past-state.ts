import type { Facts, PastFacts, PastState } from '@stoker/shared/graph/facts.js';
import type { NodeStatus } from '@stoker/shared/model/node.js';
import type { Kysely } from 'kysely';
import { decodeFacts } from './facts-blob.js';
import type { Database } from './schema.js';

type Db = Kysely<Database>;

/** Sorts after every id. */
const LATEST = '~';
/** Nodes in these states must be deployed anew: nothing of what they had counts. */
const FORGETFUL: ReadonlySet<NodeStatus> = new Set(['pending', 'discover', 'provisioned', 'error', 'stopped']);

/**
 * What was in force when each task last ended well on each node of an environment. Rehearsals do not count. A run that
 * was skipped does not
 * move the state forward, so an unchanged task keeps being compared with its last real run.
 *
 * @param before only deployments made before this one count
 */
export async function loadPastState(db: Db, environmentId: string, before = LATEST): Promise<PastState> {
	const runs = await lastSuccesses(db, environmentId, before);
	const facts = new Map<string, Facts>();
	for (const planId of new Set(runs.values())) {
		facts.set(planId, await factsOfPlan(db, planId));
	}
	const forgetful = await forgetfulNodes(db, environmentId);
	return {
		of(taskId, nodeId): PastFacts | undefined {
			const found = facts.get(runs.get(keyOf(taskId, nodeId)) ?? '');
			return found && { common: found.common, node: forgetful.has(nodeId) ? {} : (found.nodes[nodeId] ?? {}) };
		},
	};
}

/** The plan of the last deployment in which a task ended well on a node, by task and node. */
async function lastSuccesses(db: Db, environmentId: string, before: string): Promise<ReadonlyMap<string, string>> {
	const rows = await db
		.selectFrom('task_run')
		.innerJoin('deployment', 'deployment.id', 'task_run.deployment_id')
		.select(({ fn }) => ['task_run.task_id', 'task_run.node_id', fn.max('deployment.id').as('deployment_id')])
		.where('deployment.environment_id', '=', environmentId)
		.where('deployment.kind', '=', 'full')
		.where('task_run.state', '=', 'succeeded')
		.where('deployment.id', '<', before)
		.groupBy(['task_run.task_id', 'task_run.node_id'])
		.execute();
	const deployments = await db
		.selectFrom('deployment')
		.select(['id', 'plan_id'])
		.where('environment_id', '=', environmentId)
		.execute();
	const plans = new Map(deployments.map((deployment) => [deployment.id, deployment.plan_id]));
	return new Map(rows.map((row) => [keyOf(row.task_id, row.node_id), plans.get(row.deployment_id) ?? '']));
}

/** What a plan was computed on; empty when nothing was kept. */
async function factsOfPlan(db: Db, planId: string): Promise<Facts> {
	const row = await db.selectFrom('plan_facts').select('facts').where('plan_id', '=', planId).executeTakeFirst();
	return row === undefined ? { common: {}, nodes: {} } : decodeFacts(row.facts);
}

async function forgetfulNodes(db: Db, environmentId: string): Promise<ReadonlySet<string>> {
	const rows = await db
		.selectFrom('node')
		.select(['id', 'status'])
		.where('environment_id', '=', environmentId)
		.execute();
	return new Set(rows.filter((row) => FORGETFUL.has(row.status)).map((row) => row.id));
}

function keyOf(taskId: string, nodeId: string): string {
	return `${nodeId} ${taskId}`;
}
