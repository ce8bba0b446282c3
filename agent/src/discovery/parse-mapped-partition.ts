/** Device mapper counts in these, whatever the sectors of a disk are. */
const SECTOR_BYTES = 512;
const NUMBER = /^part(\d+)-/;
const TABLE = /^0 (\d+) linear \S+ (\d+)/;

/** Where a partition of a multipath map lies on it. */
export interface MappedPartition {
	readonly number: number;
	readonly startBytes: number;
	readonly sizeBytes: number;
}

/** Whether a map, by its UUID, is a partition of another one. */
export function isMappedPartition(uuid: string): boolean {
	return NUMBER.test(uuid);
}

/** Out of the UUID of a map and what `dmsetup table` says of it; undefined where the map is no partition. */
export function parseMappedPartition(uuid: string, table: string): MappedPartition | undefined {
	const number = NUMBER.exec(uuid)?.[1];
	const [, size, start] = TABLE.exec(table) ?? [];
	return number === undefined || size === undefined
		? undefined
		: { number: Number(number), startBytes: Number(start) * SECTOR_BYTES, sizeBytes: Number(size) * SECTOR_BYTES };
}
