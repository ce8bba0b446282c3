import type { NodeId } from '../model/ids.js';
import type {
	LayoutSourceName,
	NodeLayoutView,
	PlannedNodeStorageView,
	VolumeDiskView,
} from '../model/storage-views.js';
import type { Layout } from '../storage/layout.js';
import type { StoragePlan } from '../storage/storage-plan.js';
import * as wire from '../wire/stoker/v1/storage.js';
import { decodeDiagnostic, encodeDiagnostic } from './diagnostic.js';
import { decodeInventory, encodeInventory } from './inventory.js';
import { decodeTime, encodeTime, enumCodec } from './values.js';

const source = enumCodec<LayoutSourceName, wire.LayoutSource>()('source of a layout', {
	none: wire.LayoutSource.LAYOUT_SOURCE_NONE,
	roles: wire.LayoutSource.LAYOUT_SOURCE_ROLES,
	schema: wire.LayoutSource.LAYOUT_SOURCE_SCHEMA,
});

/** Writes what is to be on the disks of a node. */
export function encodeNodeLayout(layout: NodeLayoutView): wire.NodeLayout {
	return {
		nodeId: layout.nodeId,
		nodeName: layout.nodeName,
		source: source.encode(layout.source),
		format: layout.format,
		schema: layout.schema,
		version: layout.version,
		edits: layout.edits.volumes.map((edit) => ({ ...edit })),
		bootDiskId: layout.edits.bootDiskId ?? '',
		disks: layout.disks.map(encodeVolumeDisk),
		diagnostics: layout.diagnostics.map(encodeDiagnostic),
		updatedAt: encodeTime(layout.updatedAtMs),
		updatedBy: layout.updatedBy,
	};
}

/** Reads what is to be on the disks of a node. */
export function decodeNodeLayout(message: wire.NodeLayout): NodeLayoutView {
	const { edits: volumes, bootDiskId } = message;
	return {
		nodeId: message.nodeId as NodeId,
		nodeName: message.nodeName,
		source: source.decode(message.source),
		format: message.format,
		schema: message.schema,
		version: message.version,
		edits: bootDiskId === '' ? { volumes } : { volumes, bootDiskId },
		disks: message.disks,
		diagnostics: message.diagnostics.map(decodeDiagnostic),
		updatedAtMs: decodeTime(message.updatedAt),
		updatedBy: message.updatedBy,
	};
}

/** Writes a disk as people edit it. */
export function encodeVolumeDisk(disk: VolumeDiskView): wire.VolumeDisk {
	return { ...disk, volumes: disk.volumes.map((volume) => ({ ...volume })) };
}

/** Writes what would be done to the disks of a node. */
export function encodePlannedStorage(planned: PlannedNodeStorageView): wire.PlanNodeStorageResponse {
	const { nodeName, plan, layout, inventory, diagnostics } = planned;
	return {
		nodeName,
		planJson: plan === undefined ? '' : JSON.stringify(plan),
		layoutJson: layout === undefined ? '' : JSON.stringify(layout),
		inventory: inventory && encodeInventory(inventory),
		diagnostics: diagnostics.map(encodeDiagnostic),
	};
}

/** Reads what would be done to the disks of a node. */
export function decodePlannedStorage(message: wire.PlanNodeStorageResponse): PlannedNodeStorageView {
	const { nodeName, planJson, layoutJson, inventory, diagnostics } = message;
	return {
		nodeName,
		plan: planJson === '' ? undefined : (JSON.parse(planJson) as StoragePlan),
		layout: layoutJson === '' ? undefined : (JSON.parse(layoutJson) as Layout),
		inventory: inventory && decodeInventory(inventory),
		diagnostics: diagnostics.map(decodeDiagnostic),
	};
}
