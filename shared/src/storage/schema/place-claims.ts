import {
	ALIGNMENT_BYTES,
	alignUp,
	FIRST_PARTITION_BYTE,
	startAlignmentBytes,
	tableBytes,
	usableEndBytes,
} from '../disk-space.js';
import type { DiskInventory } from '../inventory.js';
import { type Size, sizeBytes } from '../size.js';

/** Where a partition lies. */
export interface Extent {
	readonly startBytes: number;
	readonly sizeBytes: number;
}

/** What the last claim may be short of, where the end of the disk cuts it; and again for each percentage before it. */
const ACCURACY_BYTES = ALIGNMENT_BYTES;

type DiskGeometry = Pick<DiskInventory, 'sizeBytes' | 'logicalSectorBytes' | 'optimalIoBytes'>;

/**
 * Places what a disk is asked for (reference b.3): first what it needs to boot, then claims from its start; those after
 * `remaining` from its end, so that what remains lies between. At most one claim is `remaining`. The answer has an extent
 * for each size and each claim in turn, or says how many bytes are missing.
 */
export function placeClaims(
	disk: DiskGeometry,
	serviceBytes: readonly number[],
	claims: readonly Size[],
): readonly Extent[] | { readonly missingBytes: number } {
	const service = serviceBytes.reduce((total, bytes) => total + alignUp(bytes, ALIGNMENT_BYTES), 0);
	const { headBytes, tailBytes } = tableBytes(disk.logicalSectorBytes);
	const usable = Math.max(0, disk.sizeBytes - headBytes - tailBytes - service);
	const wanted = claims.map((claim) => (claim.kind === 'remaining' ? undefined : sizeBytes(claim, usable)));
	const all = [...serviceBytes, ...wanted];
	const rest = all.indexOf(undefined);
	const head = all.slice(0, rest < 0 ? all.length : rest).map((bytes) => bytes ?? 0);
	const tail = (rest < 0 ? [] : all.slice(rest + 1)).map((bytes) => bytes ?? 0);
	const percentages = claims.filter(({ kind }) => kind === 'percent').length;
	return placeBoth(disk, { head, tail, hasRest: rest >= 0, accuracyBytes: ACCURACY_BYTES * (1 + percentages) });
}

interface Sides {
	readonly accuracyBytes: number;
	readonly head: readonly number[];
	readonly tail: readonly number[];
	readonly hasRest: boolean;
}

function placeBoth(disk: DiskGeometry, sides: Sides): readonly Extent[] | { readonly missingBytes: number } {
	const { head, tail, hasRest } = sides;
	const alignment = startAlignmentBytes(disk.optimalIoBytes);
	const limit = usableEndBytes(disk.sizeBytes, disk.logicalSectorBytes);
	const before = placeFromStart(head, alignment);
	const after = placeFromEnd(tail, limit, alignment);
	const start = alignUp(endOf(before), alignment);
	const end = after[0]?.startBytes ?? limit;
	if (hasRest) {
		const missingBytes = start + ALIGNMENT_BYTES - end;
		const between = { startBytes: start, sizeBytes: end - start };
		return missingBytes > 0 ? { missingBytes } : [...before, between, ...after];
	}
	const last = before.at(-1);
	const missingBytes = endOf(before) - limit;
	if (last === undefined || missingBytes <= 0) {
		return before;
	}
	const { tailBytes } = tableBytes(disk.logicalSectorBytes);
	const shortage = last.startBytes + (head.at(-1) ?? 0) - (disk.sizeBytes - tailBytes);
	return shortage <= sides.accuracyBytes && last.startBytes < limit
		? [...before.slice(0, -1), { startBytes: last.startBytes, sizeBytes: limit - last.startBytes }]
		: { missingBytes };
}

function endOf(extents: readonly Extent[]): number {
	const last = extents.at(-1);
	return last === undefined ? FIRST_PARTITION_BYTE : last.startBytes + last.sizeBytes;
}

function placeFromStart(sizes: readonly number[], alignment: number): readonly Extent[] {
	const extents: Extent[] = [];
	for (const bytes of sizes) {
		const startBytes = alignUp(endOf(extents), alignment);
		extents.push({ startBytes, sizeBytes: alignUp(bytes, ALIGNMENT_BYTES) });
	}
	return extents;
}

function placeFromEnd(sizes: readonly number[], limit: number, alignment: number): readonly Extent[] {
	const extents: Extent[] = [];
	for (const bytes of sizes.toReversed()) {
		const end = extents[0]?.startBytes ?? limit;
		const startBytes = Math.floor((end - bytes) / alignment) * alignment;
		extents.unshift({ startBytes, sizeBytes: end - startBytes });
	}
	return extents;
}
