import type { LayoutItemId } from '../model/ids.js';
import { MEBIBYTE } from './disk-space.js';
import type { LayoutPhysicalVolume, LayoutRaid, RaidLevel } from './layout.js';
import type { LayoutIndex } from './layout-index.js';

/** LVM gives room in pieces of this size. */
export const EXTENT_BYTES = 4 * MEBIBYTE;

/** Kept at the head of an array member for its superblock, its bitmap and its data offset. */
const RAID_HEAD_BYTES = 128 * MEBIBYTE;
const SMALL_RAID_HEAD_BYTES = 2 * MEBIBYTE;
const SMALL_RAID_BYTES = 256 * 1024 * MEBIBYTE;
/** Header of LUKS 2. */
const ENCRYPTION_HEAD_BYTES = 16 * MEBIBYTE;
/** Items rest on others less deep than this in anything but a circle. */
const MAX_DEPTH = 16;

/** Room that an item offers to what lies on it, in bytes; 0 when it cannot be told. */
export function itemSizeBytes(items: LayoutIndex, id: LayoutItemId, depth = 0): number {
	const indexed = items.get(id);
	if (indexed === undefined || depth > MAX_DEPTH) {
		return 0;
	}
	const { list, item } = indexed;
	switch (list) {
		case 'disks':
		case 'partitions':
		case 'logicalVolumes':
			return item.sizeBytes;
		case 'raids':
			return raidSizeBytes(
				item,
				item.memberIds.map((member) => itemSizeBytes(items, member, depth + 1)),
			);
		case 'encryptions':
			return Math.max(0, itemSizeBytes(items, item.onId, depth + 1) - ENCRYPTION_HEAD_BYTES);
		case 'caches':
			return itemSizeBytes(items, item.backingId, depth + 1);
		default:
			return 0;
	}
}

function raidSizeBytes({ level, memberIds }: LayoutRaid, sizes: readonly number[]): number {
	const smallest = Math.min(...sizes);
	if (!Number.isFinite(smallest)) {
		return 0;
	}
	const head = smallest < SMALL_RAID_BYTES ? SMALL_RAID_HEAD_BYTES : RAID_HEAD_BYTES;
	return Math.max(0, smallest - head) * dataMembers(level, memberIds.length);
}

/** How many members' worth of data an array holds. */
function dataMembers(level: RaidLevel, members: number): number {
	switch (level) {
		case 0:
			return members;
		case 1:
			return 1;
		case 5:
			return members - 1;
		case 6:
			return members - 2;
		case 10:
			return members / 2;
	}
}

/** Room that a physical volume gives to its group: whole extents between its copies of the metadata. */
export function extentBytesOf(volume: LayoutPhysicalVolume, sizeBytes: number): number {
	const head = MEBIBYTE + volume.metadataSizeBytes * volume.metadataCopies;
	return Math.max(0, Math.floor((sizeBytes - head) / EXTENT_BYTES) * EXTENT_BYTES);
}
