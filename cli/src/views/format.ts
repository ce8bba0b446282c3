import { formatElapsed } from '@stoker/shared/explain/format-elapsed.js';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A length of time as people read it: `0.4s`, `12.3s`, `1m 04s`, `2h 05m`, `3d 04h`. */
export function formatDuration(durationMs: number): string {
	const ms = Math.max(0, durationMs);
	// 59.96 s must not become "60.0s".
	if (Math.round(ms / 100) < MINUTE_MS / 100) {
		return `${(ms / SECOND_MS).toFixed(1)}s`;
	}
	return formatElapsed(ms);
}

/** The largest unit only: `4s`, `12m`, `3h`, `5d`. */
export function formatAge(ageMs: number): string {
	const ms = Math.max(0, ageMs);
	if (ms < MINUTE_MS) {
		return `${Math.floor(ms / SECOND_MS)}s`;
	}
	if (ms < HOUR_MS) {
		return `${Math.floor(ms / MINUTE_MS)}m`;
	}
	return ms < DAY_MS ? `${Math.floor(ms / HOUR_MS)}h` : `${Math.floor(ms / DAY_MS)}d`;
}

/** When something ends: `in 3d`, `5m ago`. */
export function formatUntil(leftMs: number): string {
	return leftMs > 0 ? `in ${formatAge(leftMs)}` : `${formatAge(-leftMs)} ago`;
}

/** Date and time at an offset from UTC: `2026-03-01 14:05:09`. */
export function formatTime(atMs: number, offsetMinutes: number): string {
	return new Date(atMs + offsetMinutes * MINUTE_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** A share as a whole percentage; 100 only when all is done. */
export function formatPercent(part: number, whole: number): string {
	const percent = whole === 0 ? 100 : Math.floor((part * 100) / whole);
	return `${percent}%`;
}

/** `1 task`, `2 tasks`. */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
	return `${count} ${count === 1 ? noun : plural}`;
}
