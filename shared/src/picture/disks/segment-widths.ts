/**
 * Divides a width among parts to scale, none narrower than `least`: what small parts take beyond their share is taken
 * from the large ones. Whole numbers whose sum is the width, or all at `least` where they do not fit at all.
 */
export function segmentWidths(sizes: readonly number[], width: number, least: number): readonly number[] {
	if (sizes.length * least >= width) {
		return sizes.map(() => least);
	}
	let small = new Set<number>();
	for (;;) {
		const room = width - small.size * least;
		const total = sizes.reduce((sum, size, index) => sum + (small.has(index) ? 0 : size), 0);
		const grown = new Set(
			sizes.flatMap((size, index) => (small.has(index) || (size / total) * room < least ? [index] : [])),
		);
		if (grown.size === small.size) {
			return roundTo(
				sizes.map((size, index) => (small.has(index) ? least : (size / total) * room)),
				width,
			);
		}
		small = grown;
	}
}

/** Rounds so that running sums are off by less than one, and the last one by nothing. */
function roundTo(widths: readonly number[], width: number): readonly number[] {
	let sum = 0;
	const ends = widths.map((one) => {
		sum += one;
		return Math.round(sum);
	});
	return ends.map((end, index) => (index === ends.length - 1 ? width : end) - (ends[index - 1] ?? 0));
}
