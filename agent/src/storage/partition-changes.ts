import { type DiskPartition, EXTENDED_TYPES } from './parse-table.js';

/** A partition as the kernel has it. */
export interface KernelPartition {
	readonly number: number;
	readonly startBytes: number;
	readonly sizeBytes: number;
	/** For example /dev/sda1. */
	readonly node: string;
}

/** What the kernel must be told; partitions that it has as they are stay in use all the while. */
export interface PartitionChanges {
	readonly removed: readonly KernelPartition[];
	readonly added: readonly Pick<KernelPartition, 'number' | 'startBytes' | 'sizeBytes'>[];
}

/** What the kernel shows of an extended partition: enough for a boot loader, so that nobody makes a file system there. */
const EXTENDED_SHOWN_BYTES = 1024;

export function partitionChanges(
	known: readonly KernelPartition[],
	wanted: readonly DiskPartition[],
): PartitionChanges {
	const isSame = (kernel: KernelPartition, row: DiskPartition) =>
		kernel.number === row.number &&
		kernel.startBytes === row.startBytes &&
		(EXTENDED_TYPES.has(row.typeGuid) || kernel.sizeBytes === row.sizeBytes);
	return {
		removed: known.filter((kernel) => !wanted.some((row) => isSame(kernel, row))),
		added: wanted
			.filter((row) => !known.some((kernel) => isSame(kernel, row)))
			.map(({ number, startBytes, sizeBytes, typeGuid }) => ({
				number,
				startBytes,
				sizeBytes: EXTENDED_TYPES.has(typeGuid) ? Math.min(EXTENDED_SHOWN_BYTES, sizeBytes) : sizeBytes,
			})),
	};
}
