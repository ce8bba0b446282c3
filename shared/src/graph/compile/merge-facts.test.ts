import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../model/task.js';
import { mergeFacts, shareParts } from './merge-facts.js';

const facts = fc
	.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__'), fc.jsonValue())
	.map((value) => value as JsonObject);

test('mappings are merged at every depth, the node wins, lists replace', () => {
	const common = { a: { x: 1, y: { z: 1 } }, list: [1, 2], only: true };
	const node = { a: { y: { z: 2, w: 3 } }, list: [3] };
	expect(mergeFacts(common, node)).toEqual({ a: { x: 1, y: { z: 2, w: 3 } }, list: [3], only: true });
});

test('what is not merged is shared', () => {
	const deep = { big: { tree: [1] } };
	expect(mergeFacts({ deep }, { x: 1 })['deep']).toBe(deep);
});

test('merging with itself or with nothing changes nothing', () => {
	fc.assert(
		fc.property(facts, facts, (common, node) => {
			const merged = mergeFacts(common, node);
			expect(JSON.stringify(mergeFacts(merged, node))).toBe(JSON.stringify(merged));
			expect(JSON.stringify(mergeFacts(common, {}))).toBe(JSON.stringify(common));
		}),
	);
});

test('sharing keeps the value, and gives the model itself where both are equal', () => {
	fc.assert(
		fc.property(facts, facts, (value, model) => {
			expect(JSON.stringify(shareParts(value, model))).toBe(JSON.stringify(value));
			expect(shareParts(JSON.parse(JSON.stringify(model)) as JsonObject, model)).toBe(model);
		}),
	);
	const model = { same: { a: [1, 2] }, other: 1 };
	const shared = shareParts({ same: { a: [1, 2] }, other: 2 }, model) as typeof model;
	expect(shared.same).toBe(model.same);
	expect(shared.other).toBe(2);
});
