import { describe, expect, it } from 'vitest';
import { ClockGuard } from './clock-guard.js';

const HOUR_MS = 3_600_000;
const NOW_MS = 1_800_000_000_000;

class Clock {
	wall = NOW_MS;
	monotonic = 0;
	wallMs = () => this.wall;
	monotonicMs = () => this.monotonic;
	pass(ms: number): void {
		this.wall += ms;
		this.monotonic += ms;
	}
}

describe('the clock guard', () => {
	it('trusts a clock that goes on from where it was, however long the controller was off', () => {
		const clock = new Clock();
		const guard = new ClockGuard(clock, NOW_MS - 1000 * HOUR_MS);
		expect(guard.hasJumped()).toBe(false);
		clock.pass(100 * HOUR_MS);
		expect(guard.hasJumped()).toBe(false);
	});

	it('distrusts a clock behind the last time stored, until it is set right', () => {
		const clock = new Clock();
		const guard = new ClockGuard(clock, NOW_MS + HOUR_MS);
		expect(guard.hasJumped()).toBe(true);
		clock.wall += 2 * HOUR_MS;
		expect(guard.hasJumped()).toBe(false);
	});

	it.each([HOUR_MS, -HOUR_MS])('notices a jump of %d ms while it watches, and the way back', (jump) => {
		const clock = new Clock();
		const guard = new ClockGuard(clock, 0);
		expect(guard.hasJumped()).toBe(false);
		clock.wall += jump;
		expect(guard.hasJumped()).toBe(true);
		clock.wall -= jump;
		clock.pass(HOUR_MS);
		expect(guard.hasJumped()).toBe(false);
	});

	it('lets a clock be set by a minute', () => {
		const clock = new Clock();
		const guard = new ClockGuard(clock, NOW_MS + 60_000);
		expect(guard.hasJumped()).toBe(false);
		clock.wall -= 60_000;
		expect(guard.hasJumped()).toBe(false);
	});
});
