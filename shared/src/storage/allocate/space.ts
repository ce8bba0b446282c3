/** A part of the storage of a machine that a dynamic schema asks for (reference a.6). */
export interface Space {
	readonly id: string;
	/** Over all disks together. */
	readonly minMebibytes: number;
	/** Over all disks together; Infinity: as much as there is. */
	readonly maxMebibytes: number;
	/** Share among spaces that ask for the same; 0: no share is kept to. */
	readonly weight: number;
	/** Disks it goes to first; none: those that no space prefers. */
	readonly bestDiskIds: readonly string[];
	/** It takes its place among the others whatever its order; room left over is such a space. */
	readonly hasNoOrder: boolean;
	/** Where the schema has what it asks for at least, for example `[2].min_size`. */
	readonly sizePath: string;
}

/** Room that spaces can have on a disk. */
export interface RoomOnDisk {
	readonly diskId: string;
	readonly mebibytes: number;
}

/** What every disk gives to every space, in the order of both; room left over is the last space of each disk. */
export interface DiskAllocation {
	readonly diskId: string;
	readonly mebibytes: number;
	readonly spaces: readonly { readonly spaceId: string; readonly mebibytes: number }[];
}

/** The space that takes what no other space may have. */
export const UNALLOCATED: Space = {
	id: 'unallocated',
	minMebibytes: 0,
	maxMebibytes: Number.POSITIVE_INFINITY,
	weight: 0,
	bestDiskIds: [],
	hasNoOrder: true,
	sizePath: '',
};
