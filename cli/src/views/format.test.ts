import { formatElapsed } from '@stoker/shared/explain/format-elapsed.js';
import { formatBytes } from '@stoker/shared/picture/disks/format-bytes.js';
import { describe, expect, it } from 'vitest';
import { timeText } from './cells.js';
import { formatAge, formatCount, formatDuration, formatPercent, formatTime } from './format.js';
import type { Style } from './style.js';

describe('formats', () => {
	it('says of what was done a moment after the command began that it is over', () => {
		const style = { nowMs: 10_000, offsetMinutes: () => 0 } as unknown as Style;
		expect(timeText(10_400, style)).toMatch(/\(0s ago\)$/);
		expect(timeText(13_000, style)).toMatch(/\(in 3s\)$/);
	});

	it.each([
		[-5, '0.0s'],
		[0, '0.0s'],
		[449, '0.4s'],
		[59_940, '59.9s'],
		[59_960, '59s'],
		[60_000, '1m 00s'],
		[64_000, '1m 04s'],
		[3_599_999, '59m 59s'],
		[7_500_000, '2h 05m'],
		[3 * 86_400_000 + 4 * 3_600_000, '3d 04h'],
	])('shows %i ms as %s', (ms, text) => {
		expect(formatDuration(ms)).toBe(text);
	});

	it('counts whole seconds while something runs', () => {
		expect(formatElapsed(59_999)).toBe('59s');
		expect(formatElapsed(61_000)).toBe('1m 01s');
	});

	it.each([
		[0, '0s'],
		[59_999, '59s'],
		[60_000, '1m'],
		[86_399_999, '23h'],
		[5 * 86_400_000, '5d'],
	])('shows an age of %i ms as %s', (ms, text) => {
		expect(formatAge(ms)).toBe(text);
	});

	it.each([
		[0, '0 B'],
		[999, '999 B'],
		[1000, '0.98 KiB'],
		[1536, '1.50 KiB'],
		[16 * 1024 ** 3, '16.0 GiB'],
		[1_920_383_410_176, '1.75 TiB'],
		[480 * 1024 ** 3, '480 GiB'],
		[1023.9 * 1024 ** 2, '1.00 GiB'],
	])('shows %i bytes as %s', (bytes, text) => {
		expect(formatBytes(bytes)).toBe(text);
	});

	it('says 100% only when all is done', () => {
		expect(formatPercent(999, 1000)).toBe('99%');
		expect(formatPercent(1000, 1000)).toBe('100%');
		expect(formatPercent(0, 0)).toBe('100%');
	});

	it('shows local time at the offset of the instant', () => {
		expect(formatTime(Date.UTC(2026, 2, 1, 23, 30, 5), 60)).toBe('2026-03-02 00:30:05');
	});

	it('knows one from many', () => {
		expect(formatCount(1, 'dependency', 'dependencies')).toBe('1 dependency');
		expect(formatCount(0, 'task')).toBe('0 tasks');
	});
});
