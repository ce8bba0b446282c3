const STEPS_MS = [1, 2, 5, 10, 20, 50, 100, 200, 500].concat(
	[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400].map(
		(s) => s * 1_000,
	),
);
const DAY_MS = 86_400_000;

/** A mark of the axis. */
export interface Tick {
	readonly atMs: number;
	readonly label: string;
}

/** Marks at round times, at most so many. */
export function ticksOf(lengthMs: number, most: number): readonly Tick[] {
	const stepMs = STEPS_MS.find((step) => lengthMs / step <= most) ?? Math.ceil(lengthMs / most / DAY_MS) * DAY_MS;
	return Array.from({ length: Math.floor(lengthMs / stepMs) + 1 }, (_, index) => {
		const atMs = index * stepMs;
		return { atMs, label: labelOf(atMs, stepMs) };
	});
}

/** `+250 ms`, `+1.5 s`, `+4:30` (minutes and seconds), `+2:05:00` (hours). */
function labelOf(atMs: number, stepMs: number): string {
	if (stepMs < 1_000) {
		return atMs < 1_000 ? `+${atMs} ms` : `+${atMs / 1_000} s`;
	}
	const totalSeconds = Math.round(atMs / 1_000);
	const [hours, minutes, seconds] = [
		Math.floor(totalSeconds / 3_600),
		Math.floor(totalSeconds / 60) % 60,
		totalSeconds % 60,
	];
	const two = (value: number): string => String(value).padStart(2, '0');
	if (hours > 0) {
		return `+${hours}:${two(minutes)}:${two(seconds)}`;
	}
	return totalSeconds < 60 && stepMs < 60_000 ? `+${totalSeconds} s` : `+${minutes}:${two(seconds)}`;
}
