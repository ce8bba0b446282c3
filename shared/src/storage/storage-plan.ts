import type { Diagnostic } from '../model/diagnostic.js';
import type { DiskInventory, SignatureContent, StorageInventory } from './inventory.js';
import type { Layout, LayoutDisk, LayoutPartition } from './layout.js';
import type { ActionDisk, DiskRegion, StorageAction, TablePartition } from './storage-action.js';

/** What a storage plan is made from. */
export interface StoragePlanInput {
	readonly inventory: StorageInventory;
	readonly layout: Layout;
	/**
	 * What makes the identifiers of this plan its own. Planned again with the same seed, disks that are already as the plan
	 * left them are left alone; with another seed what is not to be kept is made anew.
	 */
	readonly seed: string;
	/** Serial numbers or WWNs of disks whose shared file systems may be destroyed too. */
	readonly consents: readonly string[];
	/** Lower-case hexadecimal. */
	readonly sha256: (text: string) => string;
}

/** What is to be done to the disks of one machine, and what is lost by it. */
export interface StoragePlan {
	/** SHA-256 of everything else: who agrees to it agrees to the destroy list. */
	readonly digest: string;
	readonly disks: readonly PlannedDisk[];
	/** In the order in which they are carried out; none when the disks are already so. */
	readonly actions: readonly StorageAction[];
	/** By disk; none where nothing recognised is lost. */
	readonly destroys: readonly DiskLoss[];
}

/**
 * What becomes of a disk. `unchanged`: nothing is written. `rebuilt`: it gets a new table, around kept partitions where
 * there are any. `refilled`: its table stays, some of what is in it is made anew. `emptied`: it carries no table.
 */
export type DiskChange = 'unchanged' | 'rebuilt' | 'refilled' | 'emptied';

export interface PlannedDisk {
	readonly disk: ActionDisk;
	readonly model: string;
	readonly change: DiskChange;
	/** The table as it will be, by start; of disks that keep theirs what the layout knows of it. */
	readonly partitions: readonly TablePartition[];
}

/** What is lost on one disk. */
export interface DiskLoss {
	readonly serial: string;
	readonly wwn: string;
	readonly device: string;
	readonly model: string;
	readonly items: readonly LostItem[];
	/** Sum of the items. */
	readonly bytes: number;
}

export interface LostItem extends DiskRegion {
	/** Number of the partition, 0 for the disk itself. */
	readonly number: number;
	readonly name: string;
	readonly signatures: readonly SignatureContent[];
	/** Names of arrays, volumes and mounts that stand on it, from below. */
	readonly holders: readonly string[];
}

/** A plan, or why there is none. */
export interface PlannedStorage {
	/** Undefined when there are errors. */
	readonly plan: StoragePlan | undefined;
	readonly diagnostics: readonly Diagnostic[];
}

/** A disk of the layout and the one it is. */
export interface SelectedDisk {
	readonly layoutDisk: LayoutDisk;
	readonly disk: DiskInventory;
	readonly target: ActionDisk;
	/** By start. */
	readonly partitions: readonly LayoutPartition[];
}
