/** A stretch of a line, both ends included. */
export interface Interval {
	readonly start: number;
	readonly end: number;
}

/** Tracks for stretches. */
export interface Tracks {
	/** Track of each stretch, from 0. */
	readonly trackOf: readonly number[];
	readonly count: number;
}

/** Puts stretches that touch on different tracks, with as few tracks as there can be (left-edge rule). */
export function assignTracks(intervals: readonly Interval[], gap: number): Tracks {
	const order = [...intervals.keys()].sort((a, b) => startOf(intervals, a) - startOf(intervals, b) || a - b);
	const ends: number[] = [];
	const trackOf: number[] = intervals.map(() => 0);
	for (const index of order) {
		const { start, end } = intervals[index] ?? { start: 0, end: 0 };
		const free = ends.findIndex((taken) => taken + gap <= start);
		const track = free === -1 ? ends.length : free;
		ends[track] = end;
		trackOf[index] = track;
	}
	return { trackOf, count: ends.length };
}

function startOf(intervals: readonly Interval[], index: number): number {
	return intervals[index]?.start ?? 0;
}
