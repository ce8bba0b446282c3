import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.js';

test('equal values have one text, whatever the order of their keys', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			expect(canonicalJson(turned(value))).toBe(canonicalJson(value));
			expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
		}),
	);
});

test('a key that means something to the language is a key like others', () => {
	const written = JSON.parse('{"b": 1, "__proto__": {"y": [2, {"d": 1, "c": 2}], "x": 1}}') as unknown;
	expect(canonicalJson(written)).toBe('{"__proto__":{"x":1,"y":[2,{"c":2,"d":1}]},"b":1}');
	expect(canonicalJson({ a: 1 })).not.toBe(canonicalJson({ a: 2 }));
});

function turned(value: unknown): unknown {
	if (Array.isArray(value)) {
		return value.map(turned);
	}
	return typeof value === 'object' && value !== null
		? Object.fromEntries(
				Object.entries(value)
					.reverse()
					.map(([key, entry]) => [key, turned(entry)]),
			)
		: value;
}
