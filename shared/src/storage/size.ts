/** How much room is asked for. */
export type Size =
	| { readonly kind: 'bytes'; readonly bytes: number }
	/** Of what a disk or a group has for its volumes. */
	| { readonly kind: 'percent'; readonly percent: number }
	/** What the others leave. */
	| { readonly kind: 'remaining' };

/** What a size is written like, after "must". */
export const SIZE_EXPECTED = 'be a size such as 10 GiB, 500 MB, 2048s or 50%, or `remaining`';

const SIZE = /^\s*(?<whole>\d{1,20})(?:\.(?<fraction>\d{1,12}))?\s*(?<unit>%|s|B|[KMGTPEZY]i?B)?\s*$/;
const PREFIXES = 'KMGTPEZY';
/** Of the unit `s`, whatever the sectors of a disk are. */
const SECTOR_BYTES = 512n;
const DEFAULT_UNIT = 'MiB';

/**
 * Reads a size of the generic format (reference a.4): a number and a unit, which is told by its case; without one, MiB.
 * Parts of a byte are dropped. Undefined: no size, none above 0, more than 100%, or not exact below 2^53.
 */
export function parseSize(text: string): Size | undefined {
	if (text === 'remaining') {
		return { kind: 'remaining' };
	}
	const { whole, fraction = '', unit = DEFAULT_UNIT } = SIZE.exec(text)?.groups ?? {};
	if (whole === undefined) {
		return undefined;
	}
	if (unit === '%') {
		const percent = Number(`${whole}.${fraction}`);
		return percent > 0 && percent <= 100 ? { kind: 'percent', percent } : undefined;
	}
	const bytes = Number((BigInt(whole + fraction) * unitBytes(unit)) / 10n ** BigInt(fraction.length));
	return bytes > 0 && Number.isSafeInteger(bytes) ? { kind: 'bytes', bytes } : undefined;
}

function unitBytes(unit: string): bigint {
	if (unit === 's' || unit === 'B') {
		return unit === 's' ? SECTOR_BYTES : 1n;
	}
	const power = BigInt(PREFIXES.indexOf(unit.charAt(0)) + 1);
	return (unit.includes('i') ? 1024n : 1000n) ** power;
}

/** Bytes of a size where `usableBytes` are there to be shared; `remaining` has none of its own. */
export function sizeBytes(size: Exclude<Size, { kind: 'remaining' }>, usableBytes: number): number {
	return size.kind === 'bytes' ? size.bytes : Math.floor(Math.floor(usableBytes / 100) * size.percent);
}
