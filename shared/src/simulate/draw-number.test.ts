import { describe, expect, it } from 'vitest';
import { drawNumber } from './draw-number.js';

const KEYS = Array.from({ length: 10_000 }, (_, index) => `task-${index % 100}@node-${Math.floor(index / 100)}`);

describe('a drawn number', () => {
	it('is determined by seed and key', () => {
		expect(drawNumber(7, 'install@node-1')).toBe(drawNumber(7, 'install@node-1'));
		expect(drawNumber(7, 'install@node-1')).not.toBe(drawNumber(8, 'install@node-1'));
		expect(drawNumber(7, 'install@node-1')).not.toBe(drawNumber(7, 'install@node-2'));
	});

	it('is spread evenly over similar keys', () => {
		const tenths = Array.from({ length: 10 }, () => 0);
		for (const key of KEYS) {
			const tenth = Math.floor(drawNumber(1, key) * 10);
			tenths[tenth] = (tenths[tenth] ?? 0) + 1;
		}
		expect(Math.min(...tenths)).toBeGreaterThan(850);
		expect(Math.max(...tenths)).toBeLessThan(1_150);
	});

	it('does not follow from the number of another seed', () => {
		const both = KEYS.filter((key) => drawNumber(1, key) < 0.1 && drawNumber(2, key) < 0.1);
		expect(both.length).toBeGreaterThan(50);
		expect(both.length).toBeLessThan(150);
	});
});
