import type { InventoryChange } from '@stoker/shared/model/compare-inventories.js';
import type { InventoryRecordView } from '@stoker/shared/model/inventory.js';
import { formatBytes } from '@stoker/shared/picture/disks/format-bytes.js';
import { hintValues } from '@stoker/shared/storage/disk-hints.js';
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
		{ key: 'before', cell: (change) => valueText(change, change.before), isFlexible: true },
		{ key: 'after', cell: (change) => valueText(change, change.after), isFlexible: true },
	],
};

/** Sizes are read in units, unless they differ by less than those tell. */
function valueText({ field, before, after }: InventoryChange, value: string): string {
	const isSize = /bytes$/i.test(field) && value !== '';
	return isSize && formatBytes(Number(before)) !== formatBytes(Number(after)) ? formatBytes(Number(value)) : value;
}

/** What the other columns show already. */
const SHOWN_HINTS: ReadonlySet<string> = new Set(['name', 'size', 'model', 'serial']);

function describeMissed(hint: string, disk: DiskInventory): string {
	const value = SHOWN_HINTS.has(hint) ? undefined : hintValues(hint, disk)[0];
	return value === undefined ? hint : `${hint} ${value}`;
}

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
			cell: ({ disk, missed }) => missed.map((name) => describeMissed(name.replace(/^hints\./, ''), disk)).join(', '),
			isFlexible: true,
		},
	],
};
