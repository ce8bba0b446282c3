import type { DiskRegion } from '@stoker/shared/storage/storage-action.js';

/** What is left of a stretch without the others. */
export function subtractRegions(region: DiskRegion, others: readonly DiskRegion[]): readonly DiskRegion[] {
	return others.reduce<readonly DiskRegion[]>((left, other) => left.flatMap((one) => subtract(one, other)), [region]);
}

function subtract(region: DiskRegion, other: DiskRegion): readonly DiskRegion[] {
	const [start, end] = [region.startBytes, region.startBytes + region.sizeBytes];
	const [from, to] = [other.startBytes, other.startBytes + other.sizeBytes];
	return [
		{ startBytes: start, sizeBytes: Math.min(end, from) - start },
		{ startBytes: Math.max(start, to), sizeBytes: end - Math.max(start, to) },
	].filter(({ sizeBytes }) => sizeBytes > 0);
}
