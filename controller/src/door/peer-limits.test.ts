import { describe, expect, it } from 'vitest';
import { addressOf, PeerLimits } from './peer-limits.js';

describe('the limits of a peer', () => {
	it('let a burst through, then so many a second', () => {
		const limits = new PeerLimits({ burst: 3, perSecond: 2 });
		for (let number = 0; number < 3; number += 1) {
			limits.require('a', 0);
			limits.take('a', 0);
		}
		expect(() => limits.require('a', 100)).toThrow(
			expect.objectContaining({ code: 'RATE_LIMITED', retryAfterSeconds: 1 }),
		);
		limits.require('a', 500);
		limits.require('b', 0);
	});

	it('remember so many peers and no more', () => {
		const limits = new PeerLimits({ burst: 1, perSecond: 0.001 });
		limits.take('first', 0);
		for (let number = 0; number < 10_000; number += 1) {
			limits.take(`peer ${number}`, 0);
		}
		limits.require('first', 0);
		expect(() => limits.require('peer 9999', 0)).toThrow('Too many calls');
	});

	it('are kept by network where every machine has as many addresses as it likes', () => {
		expect(addressOf('2001:db8:1:2:aa::1:4711')).toBe('2001:db8:1:2::/64');
		expect(addressOf('2001:db8:1:2:bb:cc:dd:ee:4711')).toBe('2001:db8:1:2::/64');
		expect(addressOf('2001:db8::5:4711')).toBe('2001:db8:0:0::/64');
		expect(addressOf('::ffff:10.0.0.1:4711')).toBe('10.0.0.1');
	});

	it('are kept by address, not by port', () => {
		expect(addressOf('10.0.0.1:4711')).toBe('10.0.0.1');
		expect(addressOf('::1:4711')).toBe('0:0:0:0::/64');
		expect(addressOf('unknown')).toBe('unknown');
	});
});
