import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { groupBy } from '../../model/group-by.js';
import { ALIGNMENT_BYTES, FIRST_PARTITION_BYTE, MAX_PARTITIONS, usableEndBytes } from '../disk-space.js';
import type { LayoutDisk, LayoutPartition } from '../layout.js';
import { type CheckedLayout, showMebibytes } from './checked-layout.js';

const GROWING_TYPES: ReadonlySet<string> = new Set(['ext2', 'ext3', 'ext4', 'xfs', 'btrfs']);
/** An msdos table has so many rows. */
const MOST_PRIMARY = 4;
/** Starts and sizes of msdos tables are counted in sectors by 32 bits. */
const MSDOS_SECTORS = 2 ** 32;
/** In front of each logical partition lies the record of it: a sector at least. */
const LOGICAL_RECORD_BYTES = 512;

/** Partitions of a disk lie within it, apart from each other and aligned; their numbers are their own. */
export function checkPartitions(checked: CheckedLayout): readonly Diagnostic[] {
	const partitionsOf = groupBy(checked.layout.partitions, ({ diskId }) => diskId);
	// Of disks with one id the first is looked at: that there are more is a problem of its own.
	const disks = checked.layout.disks.filter((disk) => checked.items.get(disk.id)?.item === disk);
	return disks.flatMap((disk) => {
		const partitions = (partitionsOf.get(disk.id) ?? []).toSorted((a, b) => a.startBytes - b.startBytes);
		return [
			...checkRoom(disk, partitions, checked),
			...partitions.flatMap((partition) => checkPlace(partition, disk, checked)),
			...checkOverlaps(partitions, checked),
			...checkLogical(disk, partitions, checked),
			...partitions.flatMap((partition) => checkGrowth(partition, disk, checked)),
			...checkNumbers(partitions, checked),
		];
	});
}

/** One problem for a disk that is too small, however many of its partitions lie outside. */
function checkRoom(
	disk: LayoutDisk,
	partitions: readonly LayoutPartition[],
	{ pathOf }: CheckedLayout,
): readonly Diagnostic[] {
	const end = Math.max(0, ...partitions.map(({ startBytes, sizeBytes }) => startBytes + sizeBytes));
	const usable = usableEndBytes(disk.sizeBytes, disk.logicalSectorBytes);
	const reach = MSDOS_SECTORS * disk.logicalSectorBytes;
	if (disk.table === 'msdos' && end > reach && reach < usable) {
		const message = `The partitions of ${disk.device} end ${showMebibytes(end - reach)} behind what a table of type msdos reaches`;
		return [diagnose('DISK_TOO_SMALL', message, { path: pathOf(disk.id), hint: 'Choose a table of type gpt.' })];
	}
	if (end <= usable) {
		return [];
	}
	const missing = showMebibytes(end - usable);
	const message = `The partitions of ${disk.device} need ${missing} more than the disk has`;
	return [diagnose('DISK_TOO_SMALL', message, { path: pathOf(disk.id), hint: `Make them ${missing} smaller.` })];
}

function checkPlace(partition: LayoutPartition, disk: LayoutDisk, { pathOf }: CheckedLayout): readonly Diagnostic[] {
	const { id, startBytes, sizeBytes, place } = partition;
	const path = pathOf(id);
	const isSized = [startBytes, sizeBytes].every(Number.isSafeInteger) && sizeBytes > 0;
	if (!isSized || startBytes < FIRST_PARTITION_BYTE) {
		const message = `Partition ${partition.number} of ${disk.device} has no size, or begins before 1 MiB`;
		return [diagnose('PARTITION_MISPLACED', message, { path })];
	}
	// What is kept stays where it is, and logical partitions follow their own records.
	const isBound = partition.preserve === 'clean' && place === 'primary';
	if (isBound && startBytes % ALIGNMENT_BYTES !== 0) {
		const message = `Partition ${partition.number} of ${disk.device} does not begin at a multiple of 1 MiB`;
		return [diagnose('PARTITION_MISPLACED', message, { path })];
	}
	return [];
}

function checkOverlaps(partitions: readonly LayoutPartition[], { pathOf }: CheckedLayout): readonly Diagnostic[] {
	const apart = partitions.filter(({ place }) => place !== 'logical');
	return apart.flatMap((partition, index) => {
		const before = apart[index - 1];
		if (before === undefined || before.startBytes + before.sizeBytes <= partition.startBytes) {
			return [];
		}
		const message = `Partition ${partition.number} overlaps partition ${before.number}`;
		return [diagnose('PARTITION_MISPLACED', message, { path: pathOf(partition.id) })];
	});
}

/** Partitions of msdos tables: four of them, one of which may hold others, each behind a record of its own. */
function checkLogical(
	disk: LayoutDisk,
	partitions: readonly LayoutPartition[],
	{ pathOf }: CheckedLayout,
): readonly Diagnostic[] {
	const misplaced = ({ id }: LayoutPartition, message: string) =>
		diagnose('PARTITION_MISPLACED', message, { path: pathOf(id) });
	if (disk.table !== 'msdos') {
		const others = partitions.filter(({ place }) => place !== 'primary');
		return others.map((one) => misplaced(one, `Partition ${one.number} is ${one.place}, which only msdos tables have`));
	}
	const [outer, ...more] = partitions.filter(({ place }) => place === 'extended');
	const logical = partitions.filter(({ place }) => place === 'logical');
	return [
		...more.map((one) => misplaced(one, `Partition ${one.number} is a second extended one`)),
		...partitions
			.filter(({ number, place }) => (place === 'logical') === number <= MOST_PRIMARY)
			.map((one) =>
				misplaced(one, `Partition ${one.number} is ${one.place}: numbers up to 4 are of those that are not`),
			),
		...logical
			.filter((one) => outer === undefined || !isWithin(one, outer))
			.map((one) => misplaced(one, `Partition ${one.number} does not lie within an extended one, behind its record`)),
		...logical.slice(1).flatMap((one, index) => {
			const before = logical[index];
			const isBehind = before === undefined || endOf(before) + LOGICAL_RECORD_BYTES <= one.startBytes;
			return isBehind
				? []
				: [misplaced(one, `Partition ${one.number} leaves no room for its record behind partition ${before.number}`)];
		}),
	];
}

function isWithin(inner: LayoutPartition, outer: LayoutPartition): boolean {
	return inner.startBytes >= outer.startBytes + LOGICAL_RECORD_BYTES && endOf(inner) <= endOf(outer);
}

function endOf({ startBytes, sizeBytes }: LayoutPartition): number {
	return startBytes + sizeBytes;
}

/** Only a kept file system of a type that grows does, in a table that is written. */
function checkGrowth(
	partition: LayoutPartition,
	disk: LayoutDisk,
	{ layout, pathOf }: CheckedLayout,
): readonly Diagnostic[] {
	if (!partition.canGrow) {
		return [];
	}
	const fileSystem = layout.fileSystems.find(({ onId }) => onId === partition.id);
	const isKept = [partition, fileSystem].every((item) => item?.preserve === 'keep');
	const canGrow = fileSystem !== undefined && GROWING_TYPES.has(fileSystem.type) && disk.preserve !== 'verify';
	const message = `${partition.id} cannot grow: it must be kept with a file system of type ${[...GROWING_TYPES].join(', ')} on it, in a table that is not verified`;
	return isKept && canGrow ? [] : [diagnose('FIELD_INVALID', message, { path: pathOf(partition.id, 'canGrow') })];
}

function checkNumbers(partitions: readonly LayoutPartition[], { pathOf }: CheckedLayout): readonly Diagnostic[] {
	const seen = new Set<number>();
	return partitions.flatMap(({ id, number }) => {
		const isFree = Number.isInteger(number) && number >= 1 && number <= MAX_PARTITIONS && !seen.has(number);
		seen.add(number);
		const message = `A partition number is from 1 to ${MAX_PARTITIONS} and used once; found ${number}`;
		return isFree ? [] : [diagnose('FIELD_INVALID', message, { path: pathOf(id, 'number') })];
	});
}
