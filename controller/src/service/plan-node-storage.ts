import type { PlanTask } from '@stoker/shared/graph/plan-graph.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { PlannedNodeStorageView } from '@stoker/shared/model/storage-views.js';
import { storageTasks } from '../domain/storage/storage-tasks.js';
import { graphDocuments } from './environment-graphs.js';
import { findNode } from './lookups.js';
import { planRecord } from './plan-storage.js';
import { loadPlanInput } from './plans.js';
import type { ServicePorts } from './ports.js';
import { checkConsents } from './storage-inputs.js';
import { loadStorageRecord } from './storage-record.js';

/** The graph whose tasks say what else a node gets. */
const GRAPH_TYPE = 'provision';

type Ports = Pick<ServicePorts, 'store' | 'newId'>;

export interface PlanNodeStorage {
	/** Id or name. */
	readonly node: string;
	readonly consents: readonly string[];
	readonly isForced: boolean;
}

/**
 * What must be done to the disks of a node, as the plan of the graph `provision` of its environment would do it. Problems
 * are part of the answer. Throws NODE_NOT_FOUND.
 */
export async function planNodeStorage(ports: Ports, request: PlanNodeStorage): Promise<PlannedNodeStorageView> {
	checkConsents(request.consents);
	const { node, record } = await ports.store.read(async ({ db }) => {
		const row = await findNode(db, request.node);
		return { node: row, record: await loadStorageRecord(db, row) };
	});
	const tasks = node.environment_id === null ? [] : await tasksOf(ports, node.environment_id, node.id as NodeId);
	const seed = request.isForced ? ports.newId() : record.intent.seed;
	const { storage, layout, diagnostics } = await planRecord(record, { tasks, seed, consents: request.consents });
	return { nodeName: node.name, plan: storage?.plan, layout, inventory: record.inventory, diagnostics };
}

/** What the environment's tasks say about the node; nothing where it has no such graph. */
async function tasksOf(
	{ store }: Pick<Ports, 'store'>,
	environment: string,
	nodeId: NodeId,
): Promise<readonly PlanTask[]> {
	const documents = await graphDocuments();
	const { input } = await store.read(({ db }) => loadPlanInput(db, environment, GRAPH_TYPE, documents));
	const { compilePlan } = await import('../domain/compute-plan.js');
	try {
		const compiled = compilePlan({ ...input, graphType: GRAPH_TYPE, onlyNodes: [nodeId], selection: {}, run: {} });
		return storageTasks(compiled.graph).get(nodeId) ?? [];
	} catch (error) {
		if (error instanceof StokerError && error.code === 'INVALID_REQUEST') {
			return [];
		}
		throw error;
	}
}
