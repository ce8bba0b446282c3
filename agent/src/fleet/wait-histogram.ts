const LEAST_MS = 0.05;
const GROWTH = 1.05;
const BUCKETS = 360;

/** Waits in buckets that grow by 5 %, from 0.05 ms to half an hour: a quantile within that, and bounded memory. */
export class WaitHistogram {
	readonly #counts = new Uint32Array(BUCKETS);
	#total = 0;

	add(milliseconds: number): void {
		const bucket = Math.ceil(Math.log(Math.max(milliseconds, LEAST_MS) / LEAST_MS) / Math.log(GROWTH));
		const index = Math.min(bucket, BUCKETS - 1);
		this.#counts[index] = (this.#counts[index] ?? 0) + 1;
		this.#total++;
	}

	/** Milliseconds below which a share of the waits lies, at most 5 % too much; undefined when there were none. */
	quantile(share: number): number | undefined {
		let seen = 0;
		for (const [bucket, count] of this.#counts.entries()) {
			seen += count;
			if (count > 0 && seen >= this.#total * share) {
				return LEAST_MS * GROWTH ** bucket;
			}
		}
		return undefined;
	}
}
