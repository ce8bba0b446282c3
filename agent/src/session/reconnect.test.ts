import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reconnectDelayMs, refusedDelayMs } from './reconnect.js';

const random = fc.double({ min: 0, max: 1, noNaN: true });

describe('the wait before the next connection', () => {
	it('is 0.2 to 3 s in the first 30 s, however often it failed', () => {
		fc.assert(
			fc.property(fc.nat(1000), fc.nat(29_999), random, (failures, sinceLostMs, chance) => {
				const delay = reconnectDelayMs({ failures, sinceLostMs, random: chance });
				expect(delay).toBeGreaterThanOrEqual(200);
				expect(delay).toBeLessThanOrEqual(3000);
			}),
		);
	});

	it('never exceeds a minute later, and reaches it', () => {
		expect(reconnectDelayMs({ failures: 1000, sinceLostMs: 1e9, random: 1 })).toBe(60_000);
		expect(reconnectDelayMs({ failures: 1, sinceLostMs: 31_000, random: 1 })).toBe(6_000);
		expect(reconnectDelayMs({ failures: 1000, sinceLostMs: 1e9, random: 0 })).toBe(200);
	});

	it('is about a minute after a refusal', () => {
		fc.assert(fc.property(random, (chance) => refusedDelayMs(chance) >= 60_000));
	});
});
