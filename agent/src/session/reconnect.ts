/** How long to wait before the next try to connect. */
export interface ReconnectSituation {
	/** Tries that failed since the last session that was welcomed. */
	readonly failures: number;
	/** Milliseconds since the last session was lost. */
	readonly sinceLostMs: number;
	/** From 0 to 1, fresh for each call. */
	readonly random: number;
}

const SHORTEST_MS = 200;
const EARLY_MS = 30_000;
const EARLY_LONGEST_MS = 3_000;
const LONGEST_MS = 60_000;
/** What somebody has to mend is looked at this often. */
const REFUSED_MS = 60_000;

/** Full jitter: 0.2 to 3 s in the first 30 s, then up to 60 s, growing with each failure. */
export function reconnectDelayMs(situation: ReconnectSituation): number {
	const { failures, sinceLostMs, random } = situation;
	const grown = EARLY_LONGEST_MS * 2 ** Math.min(failures, 10);
	const longest = sinceLostMs < EARLY_MS ? EARLY_LONGEST_MS : Math.min(grown, LONGEST_MS);
	return Math.round(SHORTEST_MS + random * (longest - SHORTEST_MS));
}

/** The wait after a refusal that nobody but a person can lift; spread a little, never a hot loop. */
export function refusedDelayMs(random: number): number {
	return Math.round(REFUSED_MS * (1 + random / 10));
}
