const SECONDS_PER_UNIT: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** Seconds of `90s`, `15m`, `1h30m`, `7d`; undefined when it is none of these. A bare number is refused: no unit, no guess. */
export function parseDurationSeconds(text: string): number | undefined {
	if (!/^(\d{1,9}[smhdw])+$/.test(text)) {
		return undefined;
	}
	let seconds = 0;
	for (const [, count, unit] of text.matchAll(/(\d+)([smhdw])/g)) {
		seconds += Number(count) * (SECONDS_PER_UNIT[unit ?? ''] ?? 0);
	}
	return seconds;
}
