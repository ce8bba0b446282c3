/** Old formats count in these. */
export const MEBIBYTE = 1024 * 1024;

/** Partitions start and end at multiples of this. */
export const ALIGNMENT_BYTES = 1 * MEBIBYTE;

/** A GUID partition table has this many entries. */
export const MAX_PARTITIONS = 128;

/** Entries of the backup table at the end of a disk; its header is one sector more. */
const BACKUP_ENTRIES_BYTES = MAX_PARTITIONS * 128;

/** Some disks report their largest transfer as their best one; nothing real is wider than this. */
const WIDEST_STRIPE_BYTES = 64 * MEBIBYTE;

/** First byte at which a partition may start: the table lies before it. */
export const FIRST_PARTITION_BYTE = 1 * ALIGNMENT_BYTES;

/** What a GUID partition table takes at the ends of a disk: old record, header and entries; then a copy of those two. */
export function tableBytes(logicalSectorBytes: number): { readonly headBytes: number; readonly tailBytes: number } {
	const tailBytes = BACKUP_ENTRIES_BYTES + logicalSectorBytes;
	return { headBytes: tailBytes + logicalSectorBytes, tailBytes };
}

/** The byte after the last one that an aligned partition may use; 0 when a disk holds none. */
export function usableEndBytes(sizeBytes: number, logicalSectorBytes: number): number {
	const { tailBytes } = tableBytes(logicalSectorBytes);
	return Math.max(0, Math.floor((sizeBytes - tailBytes) / ALIGNMENT_BYTES) * ALIGNMENT_BYTES);
}

/** Where partitions of a disk are best started: at multiples of 1 MiB, or of the stripe of a wider array behind it. */
export function startAlignmentBytes(optimalIoBytes: number): number {
	const isStripe = optimalIoBytes % ALIGNMENT_BYTES === 0 && optimalIoBytes <= WIDEST_STRIPE_BYTES;
	return isStripe ? Math.max(ALIGNMENT_BYTES, optimalIoBytes) : ALIGNMENT_BYTES;
}

export function alignUp(bytes: number, alignmentBytes: number): number {
	return Math.ceil(bytes / alignmentBytes) * alignmentBytes;
}
