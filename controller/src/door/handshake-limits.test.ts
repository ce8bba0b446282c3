import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HandshakeLimits } from './handshake-limits.js';

const BOUNDS = { perAddress: 3, inAll: 5 };

it('refuses an address that has as many as it may have, until one of them has ended', () => {
	const limits = new HandshakeLimits<number>(BOUNDS);
	for (const connection of [1, 2, 3]) {
		expect(limits.begin(connection, 'a')).toEqual({ kind: 'admitted' });
	}
	expect(limits.begin(4, 'a')).toEqual({ kind: 'refused' });
	expect(limits.begin(5, 'b')).toEqual({ kind: 'admitted' });
	limits.end(2, 'a');
	expect(limits.begin(6, 'a')).toEqual({ kind: 'admitted' });
});

it('lets the busiest address make room for another when all places are taken', () => {
	const limits = new HandshakeLimits<number>(BOUNDS);
	for (const [connection, address] of [
		[1, 'b'],
		[2, 'a'],
		[3, 'a'],
		[4, 'a'],
		[5, 'b'],
	] as const) {
		limits.begin(connection, address);
	}
	expect(limits.begin(6, 'c')).toEqual({ kind: 'admitted_instead_of', other: 2 });
	expect(limits.begin(7, 'a')).toEqual({ kind: 'admitted_instead_of', other: 1 });
});

it('never has more under way than it may, and forgets what has ended', () => {
	const step = fc.record({ connection: fc.nat(40), address: fc.constantFrom('a', 'b', 'c', 'd'), ends: fc.boolean() });
	fc.assert(
		fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
			const limits = new HandshakeLimits<string>(BOUNDS);
			const underWay = new Map<string, string>();
			for (const { connection, address, ends } of steps) {
				const name = `${address}${connection}`;
				if (ends) {
					limits.end(name, address);
					underWay.delete(name);
				} else if (!underWay.has(name)) {
					const admission = limits.begin(name, address);
					if (admission.kind === 'admitted_instead_of') {
						underWay.delete(admission.other);
					}
					if (admission.kind !== 'refused') {
						underWay.set(name, address);
					}
				}
				expect(limits.count).toBe(underWay.size);
				expect(underWay.size).toBeLessThanOrEqual(BOUNDS.inAll);
				for (const one of ['a', 'b', 'c', 'd']) {
					expect([...underWay.values()].filter((other) => other === one).length).toBeLessThanOrEqual(BOUNDS.perAddress);
				}
			}
			for (const [name, address] of underWay) {
				limits.end(name, address);
			}
			expect(limits.count).toBe(0);
		}),
	);
});
