import type { DiskRegion } from '@stoker/shared/storage/storage-action.js';

/** What stays where a table is written anew around kept partitions. */
const TABLES: ReadonlySet<unknown> = new Set(['gpt', 'dos', 'PMBR']);

/** What is to be left alone on a disk. */
interface Left {
	readonly kept: readonly DiskRegion[];
	readonly isTableWiped: boolean;
}

/**
 * Signatures that somebody left on the disk itself, out of `wipefs --json`: an array that once was on the whole disk, for
 * example. One that lies within a kept partition belongs to that partition, whatever it looks like from outside.
 */
export function strayedSignatures(
	json: string,
	{ kept, isTableWiped }: Left,
): readonly { readonly type: string; readonly offsetBytes: number }[] {
	const { signatures = [] } = JSON.parse(json === '' ? '{}' : json) as {
		signatures?: readonly { type?: unknown; offset?: unknown }[];
	};
	return signatures
		.filter(({ type }) => isTableWiped || !TABLES.has(type))
		.map(({ type, offset }) => ({ type: String(type), offsetBytes: Number(offset) }))
		.filter(
			({ offsetBytes }) =>
				!kept.some(({ startBytes, sizeBytes }) => offsetBytes >= startBytes && offsetBytes < startBytes + sizeBytes),
		);
}
