import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { groupBy } from '../../model/group-by.js';
import { ALIGNMENT_BYTES, FIRST_PARTITION_BYTE, MAX_PARTITIONS, usableEndBytes } from '../disk-space.js';
import type { LayoutDisk, LayoutPartition } from '../layout.js';
import { type CheckedLayout, showMebibytes } from './checked-layout.js';

/** Partitions of a disk lie within it, apart from each other and aligned; their numbers are their own. */
export function checkPartitions(checked: CheckedLayout): readonly Diagnostic[] {
	const partitionsOf = groupBy(checked.layout.partitions, ({ diskId }) => diskId);
	return checked.layout.disks.flatMap((disk) => {
		const partitions = (partitionsOf.get(disk.id) ?? []).toSorted((a, b) => a.startBytes - b.startBytes);
		return [
			...checkRoom(disk, partitions, checked),
			...partitions.flatMap((partition) => checkPlace(partition, disk, checked)),
			...checkOverlaps(partitions, checked),
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

function checkNumbers(partitions: readonly LayoutPartition[], { pathOf }: CheckedLayout): readonly Diagnostic[] {
	const seen = new Set<number>();
	return partitions.flatMap(({ id, number }) => {
		const isFree = Number.isInteger(number) && number >= 1 && number <= MAX_PARTITIONS && !seen.has(number);
		seen.add(number);
		const message = `A partition number is from 1 to ${MAX_PARTITIONS} and used once; found ${number}`;
		return isFree ? [] : [diagnose('FIELD_INVALID', message, { path: pathOf(id, 'number') })];
	});
}
