import type { NodeId } from '../model/ids.js';
import type { InventoryRecordView } from '../model/inventory.js';
import type { Connectivity, NodeStatus } from '../model/node.js';
import type { NodeDetailView, NodeView } from '../model/views.js';
import * as wire from '../wire/stoker/v1/node.js';
import { decodeInventory, encodeInventory } from './inventory.js';
import { decodeOptionalId, decodePresentTime, decodeTime, encodeTime, enumCodec, present } from './values.js';

/** Where a node is in its life, as words and numbers. */
export const nodeStatusCodec = enumCodec<NodeStatus, wire.NodeStatus>()('node status', {
	pending: wire.NodeStatus.NODE_STATUS_PENDING,
	discover: wire.NodeStatus.NODE_STATUS_DISCOVER,
	deploying: wire.NodeStatus.NODE_STATUS_DEPLOYING,
	ready: wire.NodeStatus.NODE_STATUS_READY,
	error: wire.NodeStatus.NODE_STATUS_ERROR,
	stopped: wire.NodeStatus.NODE_STATUS_STOPPED,
	provisioned: wire.NodeStatus.NODE_STATUS_PROVISIONED,
});

const connectivityCodec = enumCodec<Connectivity, wire.Connectivity>()('connectivity', {
	online: wire.Connectivity.CONNECTIVITY_ONLINE,
	unreachable: wire.Connectivity.CONNECTIVITY_UNREACHABLE,
	offline: wire.Connectivity.CONNECTIVITY_OFFLINE,
});

/** Writes a node for the wire. */
export function encodeNode(node: NodeView): wire.Node {
	return {
		id: node.id,
		name: node.name,
		status: nodeStatusCodec.encode(node.status),
		connectivity: connectivityCodec.encode(node.connectivity),
		environmentId: node.environmentId ?? '',
		roles: [...node.roles],
		lastSeenAt: encodeTime(node.lastSeenAtMs),
		agentVersion: node.agentVersion,
		certificateExpiresAt: encodeTime(node.certificateExpiresAtMs),
		createdAt: encodeTime(node.createdAtMs),
		cpuThreads: node.cpuThreads,
		memoryBytes: node.memoryBytes,
		diskBytes: node.diskBytes,
		environmentName: node.environmentName,
		statusMessage: node.statusMessage,
	};
}

/** Reads a node. */
export function decodeNode(message: wire.Node): NodeView {
	return {
		id: message.id as NodeId,
		name: message.name,
		status: nodeStatusCodec.decode(message.status),
		statusMessage: message.statusMessage,
		connectivity: connectivityCodec.decode(message.connectivity),
		environmentId: decodeOptionalId(message.environmentId),
		environmentName: message.environmentName,
		roles: message.roles,
		lastSeenAtMs: decodeTime(message.lastSeenAt),
		agentVersion: message.agentVersion,
		certificateExpiresAtMs: decodeTime(message.certificateExpiresAt),
		createdAtMs: decodePresentTime(message.createdAt),
		cpuThreads: message.cpuThreads,
		memoryBytes: message.memoryBytes,
		diskBytes: message.diskBytes,
	};
}

/** Writes a node and its hardware for the wire. */
export function encodeNodeDetail(detail: NodeDetailView): wire.GetNodeResponse {
	return {
		node: encodeNode(detail.node),
		inventory: detail.inventory === undefined ? undefined : encodeInventory(detail.inventory),
		inventoryDigest: detail.inventoryDigest,
		inventoryAt: encodeTime(detail.inventoryAtMs),
		drift: [...detail.drift],
		agreedAt: encodeTime(detail.agreedAtMs),
	};
}

/** Reads a node and its hardware. */
export function decodeNodeDetail(message: wire.GetNodeResponse): NodeDetailView {
	return {
		node: decodeNode(present(message.node, 'node')),
		inventory: message.inventory === undefined ? undefined : decodeInventory(message.inventory),
		inventoryDigest: message.inventoryDigest,
		inventoryAtMs: decodeTime(message.inventoryAt),
		drift: message.drift,
		agreedAtMs: decodeTime(message.agreedAt),
	};
}

/** Writes a record of an inventory for the wire. */
export function encodeInventoryRecord(record: InventoryRecordView): wire.InventoryRecord {
	return { number: record.number, digest: record.digest, foundAt: encodeTime(record.foundAtMs) };
}

/** Reads a record of an inventory. */
export function decodeInventoryRecord(message: wire.InventoryRecord): InventoryRecordView {
	return { number: message.number, digest: message.digest, foundAtMs: decodePresentTime(message.foundAt) };
}
