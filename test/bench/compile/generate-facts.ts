import type { Facts } from '@stoker/shared/graph/facts.js';
import type { PlanGraphNode } from '@stoker/shared/graph/plan-graph.js';
import { MASTER_NODE_ID, type NodeId, SYNC_NODE_ID } from '@stoker/shared/model/ids.js';
import type { JsonObject } from '@stoker/shared/model/task.js';
import { randomNumbers } from '../../support/random-numbers.js';
import { nodeFacts, nodeMetadata } from './node-facts.js';
import { settings } from './settings.js';

const CONTROLLERS = 3;
const CONTROLLER_TAGS = ['controller', 'rabbitmq', 'database', 'keystone', 'neutron'];

/** A cluster to compile graphs for. */
export interface BenchCluster {
	readonly nodes: readonly PlanGraphNode[];
	readonly facts: Facts;
}

/**
 * Three controllers and as many compute nodes, with facts of the shape that the real library's expressions read: all
 * nodes are in `network_metadata`, each has its networks and disks. The seed determines every value.
 */
export function generateCluster(computes: number, seed: number): BenchCluster {
	const random = randomNumbers(seed);
	const nodes = Array.from({ length: CONTROLLERS + computes }, (_, index): PlanGraphNode => {
		const id = String(index + 1) as NodeId;
		return { id, name: `node-${id}`, roles: [index < CONTROLLERS ? 'controller' : 'compute'], tags: tagsOf(index) };
	});
	const byName = nodes.map(({ name, id, tags }): [string, JsonObject] => [name, nodeMetadata(id, tags)]);
	const common = settings(Object.fromEntries(byName), nodes.map(legacyNode));
	const parts = nodes.map(({ id, tags }): [string, JsonObject] => [id, nodeFacts(id, tags, random)]);
	const master = { uid: MASTER_NODE_ID, roles: ['master'], name: 'master', fqdn: 'fuel.domain.tld', status: 'ready' };
	const empty = { network_scheme: { endpoints: {}, transformations: [] }, vms_conf: [] };
	return {
		nodes,
		facts: {
			common,
			nodes: { ...Object.fromEntries(parts), [MASTER_NODE_ID]: { ...master, ...empty }, [SYNC_NODE_ID]: {} },
		},
	};
}

function tagsOf(index: number): readonly string[] {
	if (index >= CONTROLLERS) {
		return ['compute'];
	}
	return index === 0 ? CONTROLLER_TAGS.map((tag) => `primary-${tag}`) : CONTROLLER_TAGS;
}

function legacyNode({ id, name, tags }: PlanGraphNode): JsonObject {
	return { uid: id, role: tags[0] ?? '', name, fqdn: `${name}.domain.tld` };
}
