import type { InventoryChange } from '@stoker/shared/model/compare-inventories.js';
import type { InventoryRecordView } from '@stoker/shared/model/inventory.js';
import { formatBytes } from '@stoker/shared/picture/disks/format-bytes.js';
import type { DiskInventory } from '@stoker/shared/storage/inventory.js';
import { timeText } from './cells.js';
import type { Kind } from './printer.js';

/** A disk and the names of the hints it does not agree with. */
export interface MatchedDisk {
	readonly disk: DiskInventory;
	readonly missed: readonly string[];
}

export const INVENTORY_RECORD_KIND: Kind<InventoryRecordView> = {
	singular: 'inventory',
	plural: 'inventories',
	name: ({ number }) => String(number),
	columns: [
		{ key: 'number', cell: ({ number }) => String(number), align: 'right' },
		{ key: 'found', cell: ({ foundAtMs }, style) => timeText(foundAtMs, style) },
		{ key: 'digest', cell: ({ digest }) => digest.slice(0, 12) },
	],
};

export const INVENTORY_CHANGE_KIND: Kind<InventoryChange> = {
	singular: 'change',
	plural: 'changes',
	name: ({ item, field }) => `${item} ${field}`.trim(),
	columns: [
		{ key: 'item', cell: ({ item }) => ({ text: item, tone: 'strong' }), isFlexible: true },
		{ key: 'field', cell: ({ field }) => field, isFlexible: true },
		{ key: 'before', cell: ({ before }) => before, isFlexible: true },
		{ key: 'after', cell: ({ after }) => after, isFlexible: true },
	],
};

export const MATCHED_DISK_KIND: Kind<MatchedDisk> = {
	singular: 'disk',
	plural: 'disks',
	name: ({ disk }) => disk.name,
	columns: [
		{ key: 'disk', cell: ({ disk }) => disk.name },
		{
			key: 'match',
			cell: ({ missed }) => (missed.length === 0 ? { text: 'yes', tone: 'good' } : { text: 'no', tone: 'dim' }),
		},
		{ key: 'size', cell: ({ disk }) => formatBytes(disk.sizeBytes), align: 'right' },
		{ key: 'model', cell: ({ disk }) => disk.model, isFlexible: true },
		{ key: 'serial', cell: ({ disk }) => disk.serial, isFlexible: true },
		{
			key: 'differs',
			cell: ({ missed }) => missed.map((name) => name.replace(/^hints\./, '')).join(', '),
			isFlexible: true,
		},
	],
};
