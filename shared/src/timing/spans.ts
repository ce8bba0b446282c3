/** A stretch of time, milliseconds on one clock. */
export interface Span {
	readonly fromMs: number;
	readonly toMs: number;
}

/** Joins spans that touch or overlap; by time. Empty ones are left out. */
export function joinSpans(spans: readonly Span[]): readonly Span[] {
	const joined: { fromMs: number; toMs: number }[] = [];
	for (const { fromMs, toMs } of spans
		.filter((span) => span.toMs > span.fromMs)
		.toSorted((a, b) => a.fromMs - b.fromMs)) {
		const last = joined.at(-1);
		if (last !== undefined && fromMs <= last.toMs) {
			last.toMs = Math.max(last.toMs, toMs);
		} else {
			joined.push({ fromMs, toMs });
		}
	}
	return joined;
}

/** Time of the whole that at least one span covers. */
export function coveredMs(spans: readonly Span[], whole: Span): number {
	return overlapMs(joinSpans(spans), whole);
}

/** Time of the whole that joined spans cover; they may be many, so the first one that matters is searched for. */
export function overlapMs(joined: readonly Span[], { fromMs, toMs }: Span): number {
	let [low, high] = [0, joined.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((joined[middle]?.toMs ?? 0) <= fromMs) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	let sumMs = 0;
	for (let span = joined[low]; span !== undefined && span.fromMs < toMs; span = joined[++low]) {
		sumMs += Math.max(0, Math.min(span.toMs, toMs) - Math.max(span.fromMs, fromMs));
	}
	return sumMs;
}
