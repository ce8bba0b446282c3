import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { LayoutItemId } from '../../model/ids.js';
import { MEBIBYTE } from '../disk-space.js';
import type { PartitionContent, TableContent } from '../inventory.js';
import type { LayoutDisk, LayoutPartition } from '../layout.js';
import { PARTITION_TYPE_CODES, PARTITION_TYPE_GUIDS, partitionType } from '../partition-types.js';
import type { DiskRegion, TablePartition } from '../storage-action.js';
import type { DiskChange, SelectedDisk } from '../storage-plan.js';
import type { PlanIdentity } from './plan-identity.js';
import { describeDisk, overlapping } from './select-disks.js';

/** A kept partition may lie so far from where the layout has it: old tools rounded to MiB. */
const TOLERANCE_BYTES = MEBIBYTE;
/** Partitions that one message names. */
const MOST_SHOWN = 16;

/** A disk of the layout compared with what is on it. */
export interface DiskState extends SelectedDisk {
	readonly change: DiskChange;
	/** Current partitions that stay, by item. */
	readonly kept: ReadonlyMap<LayoutItemId, PartitionContent>;
	/** Current partitions that go. */
	readonly lost: readonly PartitionContent[];
	/** The table as it will be, by start. */
	readonly rows: readonly TablePartition[];
	/** GUID of the table once it is sealed. */
	readonly sealedGuid: string;
	readonly diagnostics: readonly Diagnostic[];
}

/** What the rest of the layout says about a disk. */
export interface DiskWish {
	readonly keptIds: ReadonlySet<LayoutItemId>;
	readonly identity: PlanIdentity;
	/** It carries no table, and everything of the layout is seen on it. */
	readonly isComplete: boolean;
	/** Something is made anew on it: because of another disk, or for an array that lacks a member. */
	readonly isForced: boolean;
}

/** What is to become of a disk, and every reason why what must be kept cannot be. */
export function diskState(selected: SelectedDisk, wish: DiskWish): DiskState {
	const { keptIds, identity, isComplete, isForced } = wish;
	const { layoutDisk, disk, partitions } = selected;
	const { table } = disk.content;
	const wanted = partitions.filter(({ id }) => keptIds.has(id));
	const kept = new Map(
		wanted.flatMap((partition) => {
			const found = partitionAt(partition, table);
			return found === undefined ? [] : [[partition.id, found] as const];
		}),
	);
	const rows = partitions
		.map((partition) => tableRow(partition, kept.get(partition.id), layoutDisk.table, identity))
		.toSorted((a, b) => a.startBytes - b.startBytes);
	const sealedGuid = identity.tableGuid(layoutDisk.id, layoutDisk.table, 'sealed');
	const found = diskChange(selected, { rows, keptIds, sealedGuid, isComplete });
	const change = found === 'unchanged' && isForced ? (layoutDisk.table === 'none' ? 'emptied' : 'rebuilt') : found;
	const staying = new Set(kept.values());
	const lost = change === 'rebuilt' || change === 'emptied' ? table.partitions.filter((one) => !staying.has(one)) : [];
	const isTableKept = isTableFixed(layoutDisk) && layoutDisk.table !== 'none';
	const diagnostics = [
		...(table.label === '' && (wanted.length > 0 || isTableKept)
			? [diagnose('KEPT_NOT_FOUND', `${describeDisk(disk)} has no partition table: nothing of it can be kept`)]
			: wanted
					.filter(({ id }) => !kept.has(id))
					.map((partition) => diagnose('KEPT_NOT_FOUND', notThere(partition, selected)))),
		...(wanted.length > 0 && table.label !== '' && table.label !== layoutDisk.table
			? [
					diagnose(
						'KEPT_IN_THE_WAY',
						`${describeDisk(disk)} has a table of type ${table.label}: partitions are kept only in one of type ${layoutDisk.table}`,
					),
				]
			: []),
		...overlapping(rows.filter(({ place }) => place !== 'extended')).map(([a, b]) =>
			diagnose('KEPT_IN_THE_WAY', `${a.itemId} and ${b.itemId} overlap where the kept one lies now`),
		),
		...(change !== 'unchanged' && disk.isReadOnly
			? [diagnose('DISK_READ_ONLY', `${describeDisk(disk)} cannot be written to`)]
			: []),
	];
	return { ...selected, change, kept, lost, rows, sealedGuid, diagnostics };
}

interface Wanted {
	readonly rows: readonly TablePartition[];
	readonly keptIds: ReadonlySet<LayoutItemId>;
	readonly sealedGuid: string;
	readonly isComplete: boolean;
}

function diskChange({ layoutDisk, disk, partitions }: SelectedDisk, wanted: Wanted): DiskChange {
	const { rows, keptIds, sealedGuid, isComplete } = wanted;
	const { table } = disk.content;
	if (layoutDisk.table === 'none' ? keptIds.has(layoutDisk.id) : isTableFixed(layoutDisk)) {
		return 'refilled';
	}
	if (layoutDisk.table === 'none') {
		return isComplete ? 'unchanged' : 'emptied';
	}
	const isSame =
		table.label === layoutDisk.table &&
		table.partitions.length === rows.length &&
		rows.every((row) => table.partitions.some((current) => isRow(row, current)));
	if (isSame && table.guid === sealedGuid) {
		return 'unchanged';
	}
	// What grows is finished by the seal, so the table is written though it may be the same.
	const areAllKept = partitions.length > 0 && partitions.every(({ id, canGrow }) => keptIds.has(id) && !canGrow);
	return isSame && areAllKept ? 'refilled' : 'rebuilt';
}

/** A table that is verified is not written; one whose partitions are kept is written around them. */
export function isTableFixed({ preserve }: LayoutDisk): boolean {
	return preserve === 'verify';
}

/** The partition of a table that is where a layout has it, or begins there and may grow. */
export function partitionAt(
	{ startBytes, sizeBytes, canGrow }: LayoutPartition,
	{ partitions }: TableContent,
): PartitionContent | undefined {
	const end = startBytes + sizeBytes;
	const isNear = (a: number, b: number) => Math.abs(a - b) <= TOLERANCE_BYTES;
	return partitions.find((current) => {
		const currentEnd = current.startBytes + current.sizeBytes;
		return isNear(startBytes, current.startBytes) && (isNear(end, currentEnd) || (canGrow && currentEnd < end));
	});
}

function isRow(row: TablePartition, current: PartitionContent): boolean {
	return (
		row.number === current.number &&
		row.startBytes === current.startBytes &&
		row.sizeBytes === current.sizeBytes &&
		row.typeGuid.toLowerCase() === current.typeGuid.toLowerCase()
	);
}

/** A kept partition keeps its beginning, its type, its name and its GUID; its end too, unless it grows. */
function tableRow(
	partition: LayoutPartition,
	current: PartitionContent | undefined,
	table: 'gpt' | 'msdos' | 'none',
	identity: PlanIdentity,
): TablePartition {
	const { id, number, purpose, flags, place } = partition;
	const { startBytes, name } = current ?? partition;
	const types = table === 'msdos' ? PARTITION_TYPE_CODES : PARTITION_TYPE_GUIDS;
	const typeGuid = current?.typeGuid ?? partitionType(partition.typeGuid, table) ?? types[purpose];
	const end = partition.startBytes + partition.sizeBytes;
	const grown = partition.canGrow && current !== undefined ? end - current.startBytes : 0;
	const sizeBytes = Math.max(grown, (current ?? partition).sizeBytes);
	const guid = current?.guid ?? (table === 'gpt' ? identity.uuid(id) : '');
	const isKept = current !== undefined;
	return { itemId: id, number, purpose, flags, place, startBytes, sizeBytes, typeGuid, guid, name, isKept };
}

function notThere(partition: LayoutPartition, { disk }: SelectedDisk): string {
	const { partitions } = disk.content.table;
	const found = partitions.slice(0, MOST_SHOWN).map((one) => `${one.number} at ${showPlace(one)}`);
	const more = partitions.length > MOST_SHOWN ? ` and ${partitions.length - MOST_SHOWN} more` : '';
	const there = found.length === 0 ? 'there is no partition' : `there are ${found.join(', ')}${more}`;
	return `${partition.id} is to be kept at ${showPlace(partition)} of ${describeDisk(disk)}; ${there}`;
}

/** For example `1-513 MiB`; in bytes where an end is no whole MiB. */
function showPlace({ startBytes, sizeBytes }: DiskRegion): string {
	const ends = [startBytes, startBytes + sizeBytes];
	return ends.every((end) => end % MEBIBYTE === 0)
		? `${ends.map((end) => end / MEBIBYTE).join('-')} MiB`
		: `${ends.join('-')} bytes`;
}
