/** Seconds within which latencies lie. */
export const LATENCY_BOUNDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];
/** Seconds that tasks take. */
export const DURATION_BOUNDS = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600];

/** Counts values by upper bound: a few comparisons and additions, nothing is allocated. */
export class Histogram {
	/** Ascending; what is larger than the last one is counted beyond them. */
	readonly bounds: readonly number[];
	/** Values up to each bound and above the one before it; the last one is beyond all bounds. */
	readonly counts: Float64Array;
	sum = 0;

	constructor(bounds: readonly number[]) {
		this.bounds = bounds;
		this.counts = new Float64Array(bounds.length + 1);
	}

	/** Counts a value, so many times. */
	observe(value: number, times = 1): void {
		let at = 0;
		while (at < this.bounds.length && value > (this.bounds[at] ?? 0)) {
			at++;
		}
		this.counts[at] = (this.counts[at] ?? 0) + times;
		this.sum += value * times;
	}

	get count(): number {
		return this.counts.reduce((sum, count) => sum + count, 0);
	}
}
