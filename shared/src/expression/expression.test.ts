import { expect, test } from 'vitest';
import type { JsonValue } from '../model/task.js';
import { ExpressionError } from './expression-error.js';
import { MAX_EXPRESSION_LENGTH, MAX_EXPRESSION_NESTING, parseExpression } from './parse-expression.js';
import { showPosition } from './show-position.js';

const MODELS: Readonly<Record<string, JsonValue>> = {
	settings: { common: { n: { value: 3 } }, list: ['x', 1, ['y'], { k: null }], empty: {}, text: 'qemu', nothing: null },
	cluster: { mode: 'ha', 'net-провайдер': 1, '': { '': 2 } },
	trueish: { a: 1 },
	'': { a: 5 },
};

const evaluate = (text: string, strict = true) => parseExpression(text).evaluate(MODELS, { strict });

function failure(text: string, strict = true): string {
	try {
		return `value ${JSON.stringify(evaluate(text, strict))}`;
	} catch (error) {
		if (error instanceof ExpressionError) {
			return `${error.kind} ${error.position}: ${error.message}`;
		}
		throw error;
	}
}

test.each<[string, JsonValue]>([
	['1 and 2', 2],
	['0 or "z"', 'z'],
	['"" or settings:empty', {}],
	['not settings:empty and not settings:nothing and not "" and not 0', true],
	['true == 1 and false == 0 and not (null == false) and not (null == 0)', true],
	['not 1 == 2', false],
	["not ('z' in settings:list)", true],
	["not 'z' in settings:list", false],
	['1 in settings:list and true in settings:list and null in settings:list', false],
	["'em' in settings:text and ''in'x'", true],
	["'n' in settings:common and not ('m' in settings:common) and not (1 in settings:common)", true],
	['settings:list == settings:list and settings:list != settings:empty', true],
	['1==1and 2!=3or false', true],
	['not not not true', false],
	['true or false and false', true],
	['false == false == false', false],
	['2 == 2 in settings:list', false],
	['trueish:a == :a or trueish:a == 1', true],
	['cluster:net-провайдер', 1],
	['cluster:.', 2],
	['-0', 0],
	['false and settings:nope and nomodel:x', false],
	['true or nomodel:x', true],
	['\t( 1 )\r\n', 1],
])('%s', (text, value) => {
	expect(evaluate(text)).toEqual(value);
});

test.each([
	['', 'parse 0: Expected a value, found the end'],
	['1 > 0', 'parse 2: ">" has no meaning in a condition'],
	['a', 'parse 0: a has no meaning in a condition; texts stand in quotes, settings are written settings:…'],
	['trueish', 'parse 4: ish has no meaning in a condition; texts stand in quotes, settings are written settings:…'],
	['1 2', 'parse 2: Expected an operator or the end, found 2'],
	['(1', 'parse 2: Expected an operator or the ")" for the "(" at character 1, found the end'],
	['1)', 'parse 1: Expected an operator or the end, found ")"'],
	['1 ==', 'parse 4: Expected a value, found the end'],
	['1 in not', 'parse 8: Expected a value, found the end'],
	["'a", "parse 0: The text that starts with ' does not end on its line"],
	["'a\n'", "parse 0: The text that starts with ' does not end on its line"],
	['"a" settings:b.c', 'parse 4: Expected an operator or the end, found the path settings:b.c'],
	['9007199254740993', 'limit 0: The number 9007199254740993 is too large to be exact'],
	['nomodel:x == 1', 'key 0: There is no model "nomodel"; known: settings, cluster, trueish, '],
	['__proto__:x', 'key 0: There is no model "__proto__"; known: settings, cluster, trueish, '],
	['1 == settings:common.m.value', 'type 5: settings:common.m is undefined'],
	['settings:common.constructor', 'type 0: settings:common.constructor is undefined'],
	['settings:common.n.value.deep', 'type 0: settings:common.n.value is a number, so it has no "deep"'],
	['settings:list.0', 'type 0: settings:list is a list, so it has no "0"'],
	["'x' in 5", 'type 4: a text cannot be looked for in a number'],
	["'x' in settings:nothing", 'type 4: a text cannot be looked for in null'],
	["1 in 'x1'", 'type 2: a number cannot be looked for in a text'],
	['settings:list in settings:empty', 'type 14: a list cannot be looked for in a map'],
])('%s fails at its place', (text, message) => {
	expect(failure(text)).toBe(message);
});

test('when not strict a path that leads nowhere is null, but nothing can be looked up in a scalar', () => {
	expect(evaluate('settings:nope.value == null', false)).toBe(true);
	expect(evaluate('settings:common.m.value.x', false)).toBe(null);
	expect(failure('settings:text.x', false)).toMatch(/^type/);
	expect(failure('settings:nothing.x', false)).toMatch(/^type/);
	expect(failure('nomodel:x', false)).toMatch(/^key/);
});

test('tells which paths it may read and which it did', () => {
	const expression = parseExpression("cluster:mode == 'ha' or settings:text == 'x' and cluster:mode");
	expect(expression.paths).toEqual([
		{ model: 'cluster', keys: ['mode'] },
		{ model: 'settings', keys: ['text'] },
	]);
	const reads: (readonly [string, JsonValue])[] = [];
	expression.evaluate(MODELS, { strict: true, onRead: (path, value) => reads.push([path, value]) });
	expect(reads).toEqual([['cluster:mode', 'ha']]);
});

test('bounds length, nesting and steps', () => {
	const nested = (depth: number) => '('.repeat(depth) + 'true' + ')'.repeat(depth);
	expect(evaluate(nested(MAX_EXPRESSION_NESTING))).toBe(true);
	expect(failure(nested(MAX_EXPRESSION_NESTING + 1))).toMatch(/^limit 200: /);
	expect(failure('not '.repeat(1000))).toMatch(/^limit 800: /);
	expect(failure('1 '.repeat(MAX_EXPRESSION_LENGTH))).toMatch(/^limit 4096: /);
	expect(evaluate(`1${' and 1'.repeat(600)}`)).toBe(1);

	const huge = { m: { a: Array.from({ length: 100_000 }, (_, index) => index), t: 'a'.repeat(20_000_000) } };
	for (const text of [
		`m:a == m:a${' and m:a == m:a'.repeat(200)}`,
		"'b' in m:t",
		`-1 in m:a${' or -1 in m:a'.repeat(200)}`,
	]) {
		const started = performance.now();
		expect(() => parseExpression(text).evaluate(huge, { strict: true })).toThrow(/takes more than/);
		expect(performance.now() - started).toBeLessThan(500);
	}
});

test('shows the place of an error', () => {
	expect(showPosition('1 > 0', 2)).toBe('1 > 0\n  ^');
	expect(showPosition('', 0)).toBe('\n^');
	expect(showPosition('true and\n\tfalse or', 18)).toBe(' false or\n         ^');
	const long = showPosition(`${'a'.repeat(500)}!${'b'.repeat(500)}`, 500);
	expect(long.split('\n').map((line) => line.length)).toEqual([74, 38]);
	expect(long.split('\n')[0]?.[37]).toBe('!');
	expect(showPosition('a\u001b[31m?', 6)).toBe('a [31m?\n      ^');
});
