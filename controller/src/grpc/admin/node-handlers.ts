import { encodeInventory } from '@stoker/shared/codec/inventory.js';
import { encodeInventoryRecord, encodeNode, encodeNodeDetail } from '@stoker/shared/codec/node.js';
import type { NodeServiceService } from '@stoker/shared/wire/stoker/v1/node.js';
import { declareNodeLost } from '../../service/declare-lost.js';
import type { IdentityContext } from '../../service/enrolment.js';
import { acceptNode, removeNode } from '../../service/node-admission.js';
import { acceptHardware, getInventory, listInventories } from '../../service/node-inventory.js';
import { getNode, listNodes } from '../../service/nodes.js';
import type { ServicePorts } from '../../service/ports.js';
import type { ServiceHandlers } from '../handlers.js';

/** Answers calls of the node service. */
export function nodeHandlers(ports: ServicePorts, identity: IdentityContext): ServiceHandlers<NodeServiceService> {
	return {
		listNodes: async (request) => {
			const { items, nextPageToken } = await listNodes(ports, request);
			return { nodes: items.map(encodeNode), nextPageToken };
		},
		getNode: async ({ node }) => encodeNodeDetail(await getNode(ports, node)),
		listNodeInventories: async ({ node }) => ({
			records: (await listInventories(ports, node)).map(encodeInventoryRecord),
		}),
		getNodeInventory: async ({ node, number }) => ({
			inventory: encodeInventory(await getInventory(ports, node, number)),
		}),
		acceptNode: async ({ node }, { audit }) => {
			const nodeId = await acceptNode(identity, node, audit);
			return { node: encodeNode((await getNode(ports, nodeId)).node) };
		},
		acceptNodeHardware: async ({ node }, { audit }) => {
			const nodeId = await acceptHardware(ports, node, audit);
			return { node: encodeNode((await getNode(ports, nodeId)).node) };
		},
		declareNodeLost: async ({ node }, { audit }) => {
			const lost = await declareNodeLost(ports, node, audit);
			return { ...lost, node: encodeNode(lost.node) };
		},
		removeNode: async ({ node }, { audit }) => {
			await removeNode(identity, node, audit);
			return {};
		},
	};
}
