const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A length of time in whole seconds, for what is counted while it runs: `12s`, `1m 04s`, `2h 05m`, `3d 04h`. */
export function formatElapsed(durationMs: number): string {
	const ms = Math.max(0, durationMs);
	if (ms < MINUTE_MS) {
		return `${Math.floor(ms / SECOND_MS)}s`;
	}
	if (ms < HOUR_MS) {
		return `${Math.floor(ms / MINUTE_MS)}m ${two((ms % MINUTE_MS) / SECOND_MS)}s`;
	}
	if (ms < DAY_MS) {
		return `${Math.floor(ms / HOUR_MS)}h ${two((ms % HOUR_MS) / MINUTE_MS)}m`;
	}
	return `${Math.floor(ms / DAY_MS)}d ${two((ms % DAY_MS) / HOUR_MS)}h`;
}

function two(value: number): string {
	return String(Math.floor(value)).padStart(2, '0');
}
