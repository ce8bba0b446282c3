import type { Layout } from '../storage/layout.js';
import type { StoragePlan } from '../storage/storage-plan.js';
import type { VolumeEdits } from '../storage/volumes/volume-edits.js';
import type { Diagnostic } from './diagnostic.js';
import type { NodeId } from './ids.js';
import type { Inventory } from './inventory.js';

/** What a plan does to the disks of a node. */
export interface PlanStorageView {
	readonly nodeId: NodeId;
	readonly nodeName: string;
	readonly digest: string;
	/** None when the disks are already as they shall be. */
	readonly actionCount: number;
	readonly losses: readonly PlanLossView[];
}

/** What is lost on a disk. */
export interface PlanLossView {
	readonly serial: string;
	readonly wwn: string;
	readonly device: string;
	readonly model: string;
	readonly bytes: number;
	/** One sentence each. */
	readonly items: readonly string[];
}

/** Where a layout comes from: from nobody, from the roles of its node, or from a schema that an operator wrote. */
export type LayoutSourceName = 'none' | 'roles' | 'schema';

/** What is to be on the disks of a node. */
export interface NodeLayoutView {
	readonly nodeId: NodeId;
	readonly nodeName: string;
	readonly source: LayoutSourceName;
	/** '' where the source is none. */
	readonly format: string;
	/** As an operator wrote it, or ks_spaces in JSON as the roles ask for. */
	readonly schema: string;
	/** Counts the changes that operators made. */
	readonly version: number;
	readonly edits: VolumeEdits;
	/** Sizes as they can be edited; none where a schema counts. */
	readonly disks: readonly VolumeDiskView[];
	/** What is wrong with it, on the disks that the node has now. */
	readonly diagnostics: readonly Diagnostic[];
	readonly updatedAtMs: number | undefined;
	readonly updatedBy: string;
}

/** A disk as people edit it. */
export interface VolumeDiskView {
	readonly id: string;
	readonly name: string;
	/** Room for volumes. */
	readonly sizeMib: number;
	readonly isBootable: boolean;
	readonly volumes: readonly { readonly name: string; readonly sizeMib: number; readonly isKept: boolean }[];
}

/** What would be done to the disks of a node. */
export interface PlannedNodeStorageView {
	readonly nodeName: string;
	/** Undefined when there are errors, as is the layout. */
	readonly plan: StoragePlan | undefined;
	readonly layout: Layout | undefined;
	readonly inventory: Inventory | undefined;
	readonly diagnostics: readonly Diagnostic[];
}
