import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeWithShared } from '../../../test/support/shared-data.js';
import type { JsonValue } from '../model/task.js';
import { allowedFailures, isFaultTolerance } from './fault-tolerance.js';

test('a tolerance is a number of nodes, a share of them, or how many must not fail', () => {
	const written = [0, 2, '2', ' 2 ', '+2', '20%', ' 20 % ', '-2', '-20%', -20, '120%', true, false];
	expect(written.map((value) => allowedFailures(value, 10))).toEqual([0, 2, 2, 2, 2, 2, 2, 8, 8, 0, 12, 1, 0]);
	expect(allowedFailures('50%', 0)).toBe(0);
});

test('fractions of a node do not count, fractions below zero do', () => {
	expect([2.7, -2.7, '50%', '-10%', -0.4].map((value) => allowedFailures(value, 5))).toEqual([2, 3, 2, 4, 0]);
});

test('without a tolerance that can be read, any number may fail; such a tolerance is found', () => {
	const unreadable = [null, 'abc', '', '%', '2.7', '2.5%', '1e3', '--1', '5%%', [1], { a: 1 }, '9'.repeat(400)];
	expect(unreadable.map((value) => allowedFailures(value, 5))).toEqual(unreadable.map(() => 6));
	expect(unreadable.filter(isFaultTolerance)).toEqual([]);
	expect(allowedFailures(undefined, 5)).toBe(6);
	expect([0, '2%', -1, '-10%', 2.7].every(isFaultTolerance)).toBe(true);
});

test('the answer is a whole number and never below zero', () => {
	fc.assert(
		fc.property(fc.jsonValue() as fc.Arbitrary<JsonValue>, fc.nat({ max: 5000 }), (written, total) => {
			const allowed = allowedFailures(written, total);
			expect(Number.isInteger(allowed) && allowed >= 0).toBe(true);
		}),
	);
});

interface ToleranceCase {
	readonly id: string;
	readonly kind: string;
	readonly value: JsonValue;
	readonly total: number;
	readonly expect: number;
}

describeWithShared('fault tolerances of the old system', (shared) => {
	const file = readFileSync(resolve(shared, 'conformance/task-graph.json'), 'utf8');
	const { cases } = JSON.parse(file) as { readonly cases: readonly ToleranceCase[] };
	test.each(cases.filter(({ kind }) => kind === 'fault_tolerance'))('$id: $value of $total', (one) => {
		expect(allowedFailures(one.value, one.total)).toBe(one.expect);
	});
});
