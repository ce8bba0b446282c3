import type { RunCounts } from '@stoker/shared/model/deployment.js';
import { groupBy } from '@stoker/shared/model/group-by.js';
import { compareNodeIds, type DeploymentId, type NodeId, SYNC_NODE_ID } from '@stoker/shared/model/ids.js';
import type { NodeProgressView } from '@stoker/shared/model/views.js';
import type { Kysely } from 'kysely';
import { percentOf } from '../domain/measure-progress.js';
import { sumCounts } from '../domain/run-counts.js';
import type { Database } from '../store/schema.js';
import type { EngineNodeProgress } from './ports.js';

type Db = Kysely<Database>;

/** As plans call it. */
const SYNC_NODE_NAME = 'sync';

/** How far each node of a deployment is, by the store, the sync node last. */
export async function readProgress(db: Db, deploymentId: DeploymentId): Promise<readonly NodeProgressView[]> {
	const rows = await db
		.selectFrom('task_run')
		.select(({ fn }) => ['node_id', 'state', fn.countAll().as('count')])
		.where('deployment_id', '=', deploymentId)
		.groupBy(['node_id', 'state'])
		.execute();
	const running = await db
		.selectFrom('task_run')
		.select(['node_id', 'task_id'])
		.where('deployment_id', '=', deploymentId)
		.where('state', '=', 'running')
		.orderBy('vertex')
		.execute();
	const runningOf = groupBy(running, (run) => run.node_id);
	const nodes = [...groupBy(rows, (row) => row.node_id)].map(([nodeId, states]) => ({
		nodeId: nodeId as NodeId,
		counts: sumCounts(states.map((row) => [row.state, Number(row.count)])),
		runningTasks: (runningOf.get(nodeId) ?? []).map((run) => run.task_id),
	}));
	return nameNodes(db, nodes);
}

/** Adds the names of nodes and leaves out those without task runs. */
export async function nameNodes(db: Db, nodes: readonly EngineNodeProgress[]): Promise<readonly NodeProgressView[]> {
	const shown = nodes.filter((node) => Object.values(node.counts).some((count) => count > 0));
	const names = await readNodeNames(
		db,
		shown.map((node) => node.nodeId),
	);
	return shown
		.map((node) => ({
			...node,
			percent: percentOf(node.counts.succeeded, countWork(node.counts)),
			nodeName: names.get(node.nodeId) ?? (node.nodeId === SYNC_NODE_ID ? SYNC_NODE_NAME : node.nodeId),
		}))
		.toSorted((a, b) => compareNodeIds(a.nodeId, b.nodeId));
}

/** Runs that are not left out. */
function countWork(counts: RunCounts): number {
	return Object.values(counts).reduce((sum, count) => sum + count, 0) - counts.skipped;
}

/** Names by id, of the nodes that still exist. */
async function readNodeNames(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
	if (ids.length === 0) {
		return new Map();
	}
	const rows = await db.selectFrom('node').select(['id', 'name']).where('id', 'in', ids).execute();
	return new Map(rows.map((row) => [row.id, row.name]));
}

/** How many task runs of a deployment are in each state, by the store; without those of the sync node. */
export async function readCounts(db: Db, deploymentId: DeploymentId): Promise<RunCounts> {
	const rows = await db
		.selectFrom('task_run')
		.select(({ fn }) => ['state', fn.countAll().as('count')])
		.where('deployment_id', '=', deploymentId)
		.where('node_id', '!=', SYNC_NODE_ID)
		.groupBy('state')
		.execute();
	return sumCounts(rows.map((row) => [row.state, Number(row.count)]));
}
