/** What a run does with its time, in the order of its life. */
export const TIME_KINDS = ['dependency', 'slot', 'held', 'retrying', 'running', 'after'] as const;

/**
 * `dependency`: something before it had not ended. `slot`: its node was busy with other runs. `held`: its node was free,
 * and something else kept it back: a limit, a pause, a silent agent. `retrying`: attempts before the last one, and the
 * pauses between them. `running`: its last attempt was with the agent. `after`: it had ended.
 */
export type TimeKind = (typeof TIME_KINDS)[number];

/** Milliseconds by kind. */
export type TimeSplit = Readonly<Record<TimeKind, number>>;

/** Adds splits up, kind by kind. */
export function sumSplits(splits: Iterable<TimeSplit>): TimeSplit {
	const sum: Record<TimeKind, number> = { dependency: 0, slot: 0, held: 0, retrying: 0, running: 0, after: 0 };
	for (const split of splits) {
		for (const kind of TIME_KINDS) {
			sum[kind] += split[kind];
		}
	}
	return sum;
}
