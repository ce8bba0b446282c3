import { describe, expect, it } from 'vitest';
import { Histogram } from './histogram.js';
import { Meters } from './meters.js';

describe('a histogram', () => {
	it('counts values up to their bound, and those beyond all of them', () => {
		const histogram = new Histogram([1, 10]);
		for (const value of [0.5, 1, 5, 10, 11]) {
			histogram.observe(value);
		}
		histogram.observe(2, 3);
		expect([...histogram.counts]).toEqual([2, 5, 1]);
		expect([histogram.count, histogram.sum]).toEqual([8, 33.5]);
	});
});

describe('meters', () => {
	it('are bounded: tasks and methods beyond a number are counted together', () => {
		const meters = new Meters();
		for (let index = 0; index < 500; index++) {
			meters.ofTask(`task-${index}`).observe(1);
			meters.called(`/service/Method${index}`, 'OK', 1);
		}
		expect(meters.taskSeconds.size).toBe(201);
		expect(meters.taskSeconds.get('(others)')?.count).toBe(300);
		expect(meters.ofTask('task-3').count).toBe(1);
		expect(meters.calls.size).toBe(201);
		expect(meters.calls.get('(others)')?.codes.get('OK')).toBe(300);
	});
});
