import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { JsonValue } from '../model/task.js';
import { YaqlMemo } from './memo.js';
import { parseYaql } from './parse-yaql.js';
import type { YaqlContext } from './run.js';
import { UNDEFINED } from './value.js';
import { YaqlError } from './yaql-error.js';

const FACTS = { a: 1, nodes: [{ uid: '1' }, { uid: '2' }], network: { vips: { x: 1 } } };

function contextOf(root: JsonValue, past?: JsonValue, memo?: YaqlMemo): YaqlContext {
	return {
		current: { root, node: { uid: '7' }, common: { c: 3 } },
		past: past === undefined ? undefined : { root: past, node: {}, common: {} },
		...(memo === undefined ? {} : { memo }),
	};
}

const evaluate = (text: string, root: JsonValue = FACTS, past?: JsonValue) =>
	parseYaql(text).evaluate(contextOf(root, past));

function refusal(text: string, context: YaqlContext = contextOf(FACTS)): string {
	try {
		return `value ${JSON.stringify(parseYaql(text).evaluate(context))}`;
	} catch (error) {
		if (error instanceof YaqlError) {
			return `${error.kind} at ${error.position}`;
		}
		throw error;
	}
}

describe('the past', () => {
	test('on a first deployment everything has changed, even what is null', () => {
		expect(evaluate('changed($.nul)', { nul: null })).toBe(true);
		expect(evaluate('[changedAny(), changedAll(), added($.a), deleted($.a)]')).toEqual([false, true, 1, null]);
		expect(evaluate('old($.a)')).toBe(UNDEFINED);
		expect(evaluate('len(old($))')).toBe(0);
	});

	test('what `old` cannot find is undefined, however late it would be looked for', () => {
		expect(evaluate('old($.nodes.where($.zone)).isUndef()', FACTS, FACTS)).toBe(true);
		expect(evaluate('old($.nodes.uid).isUndef()', FACTS, FACTS)).toBe(false);
		expect(refusal('{x => old($.zz)}.toJson()')).toBe('type at 17');
	});

	test('equal facts have not changed, whoever holds them; but a missing key is still an error', () => {
		const same: unknown = JSON.parse(JSON.stringify(FACTS));
		expect(evaluate('changedAny($.nodes, $.network.vips, $.nodes.where($.uid = "1"))', FACTS, same as JsonValue)).toBe(
			false,
		);
		expect(evaluate('changed($.nodes)', FACTS, FACTS)).toBe(false);
		expect(evaluate('changedAny($.a, $.nodes)', FACTS, { ...FACTS, nodes: [] })).toBe(true);
		expect(evaluate('changedAll($.a, $.nodes)', FACTS, { ...FACTS, nodes: [] })).toBe(false);
		expect(refusal('changed($.missing)', contextOf(FACTS, FACTS))).toBe('key at 10');
	});

	test('`$node` and `$common` are those of now, also within `old`', () => {
		expect(evaluate('[$node.uid, $common.c, old($common.c)]', FACTS, {})).toEqual(['7', 3, 3]);
	});

	test.each([
		['added', { x: [1, 2, 3] }, { x: [2, 3, 1] }, [1]],
		['deleted', { x: [1, 2, 3] }, { x: [2, 3, 1] }, [1]],
		['added', { x: { a: 1, b: 1 } }, { x: { a: 1, b: 2, c: 3 } }, { b: 2, c: 3 }],
		['deleted', { x: { a: 1, b: 1 } }, { x: { a: 1, b: 2, c: 3 } }, { b: 1 }],
		['added', { x: 'a\nb' }, { x: 'a\nc\n' }, ['c']],
		['deleted', { x: 'a\nb' }, { x: 'a\nc\n' }, ['b']],
		['added', { x: 1 }, { x: '1' }, '1'],
		['deleted', { x: 1 }, { x: true }, 1],
		['added', { x: 1 }, { x: 1.5 }, 1.5],
		['added', { x: [] }, { x: [] }, []],
		['added', { x: null }, { x: null }, null],
	] as const)('%s from %j to %j', (name, before, now, expected) => {
		expect(evaluate(`${name}($.x)`, now, before)).toEqual(expected);
	});

	test('sets differ by member', () => {
		expect(evaluate('[added($.x.toSet()), deleted($.x.toSet())]', { x: [1, 2] }, { x: [2, 3, 4] })).toEqual([
			[1],
			[3, 4],
		]);
	});
});

describe('what an expression touches', () => {
	test.each([
		['$.a and $.b.c', ['a', 'b']],
		["$.get('a') or $['b']", ['a', 'b']],
		['$.get(a, $.b)', ['a', 'b']],
		['changedAny($.a, $.nodes.where($.uid = new($.uid)))', ['a', 'nodes', 'uid']],
		['$.nodes.where($.x.any($ = 1)).select($.y)', ['nodes']],
		['old($).get(a)', ['a']],
		['$.a.where($) + [1]', ['a']],
		['$', 'all'],
		['len($)', 'all'],
		['$.get($.a)', 'all'],
		['[$].select($.a)', 'all'],
		['let(x => $.a) -> $x.b', ['a']],
		['1 + 1', []],
	] as const)('%s', (text, keys) => {
		const { touches } = parseYaql(text);
		expect(touches.keys === 'all' ? 'all' : [...touches.keys]).toEqual(keys);
	});

	test('the node, the common part and the past are told apart', () => {
		const of = (text: string) => {
			const { node, common, hasPast } = parseYaql(text).touches;
			return { node, common, hasPast };
		};
		expect(of('$node.uid')).toEqual({ node: true, common: false, hasPast: false });
		expect(of('new($common.x)')).toEqual({ node: false, common: true, hasPast: false });
		expect(of('$.x.any(changed($.y))')).toEqual({ node: false, common: false, hasPast: true });
	});

	test('a memo changes no answer', () => {
		const value = fc.oneof(fc.integer({ min: 0, max: 2 }), fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 3 }));
		const facts = fc.record({ a: value, b: value, c: fc.array(fc.record({ k: value }), { maxLength: 3 }) });
		const texts = [
			'changed($.a)',
			'changedAny($.a, $.b)',
			'changed($.c.where($.k = new($.a)))',
			'added($.c)',
			'deleted($.c.k)',
			'changed($)',
		];
		const memo = new YaqlMemo();
		const programs = texts.map(parseYaql);
		fc.assert(
			fc.property(facts, facts, (now, before) => {
				for (const program of programs) {
					expect(program.evaluate(contextOf(now, before, memo))).toEqual(program.evaluate(contextOf(now, before)));
				}
			}),
		);
	});
});

describe('errors have places', () => {
	test.each([
		['$.a + ', 'parse at 6'],
		['$.a $.b', 'parse at 4'],
		['[1, 2', 'parse at 5'],
		["$.a = 'x", 'parse at 6'],
		['$.a # b', 'parse at 4'],
		['$.network.vips.y', 'key at 15'],
		['$.nodes[7]', 'key at 7'],
		['$.a.b', 'function at 4'],
		['1 + foo(2)', 'function at 4'],
		["$.a + 'x'", 'function at 4'],
		["int('x')", 'type at 0'],
		['1 / 0', 'type at 2'],
		["'a' =~ '(?=b)'", 'type at 4'],
		["'\\N{DASH}'", 'parse at 1'],
		['9007199254740993', 'parse at 0'],
		['9007199254740991 + 1', 'limit at 17'],
	])('%s', (text, expected) => {
		expect(refusal(text)).toBe(expected);
	});
});

describe('hostile input', () => {
	test('nesting and length are bounded', () => {
		expect(evaluate(`${'('.repeat(190)}1${')'.repeat(190)}`)).toBe(1);
		for (const [open, close] of [
			['(', ')'],
			['[', ']'],
			['not ', ''],
			['{a=>', '}'],
			['len(', ')'],
			['-', ''],
		] as const) {
			expect(refusal(`${open.repeat(300)}1${close.repeat(300)}`)).toMatch(/^parse/);
			expect(refusal(`${open.repeat(20_000)}1`)).toMatch(/^parse/);
		}
		expect(refusal(`1${' + 1'.repeat(900)}`)).toBe('value 901');
		expect(refusal(`1${' + 1'.repeat(5000)}`)).toMatch(/^parse/);
		expect(refusal(`${' '.repeat(70_000)}1`)).toMatch(/^parse/);
	});

	const list = Array.from({ length: 9_999 }, (_, index) => ({ index, text: `text ${index}`, roles: ['x', 'y'] }));
	const past = { list: list.toReversed(), text: 'a'.repeat(100_000) };

	test.each([
		'range(10000).select(range(10000).select($ + 1).sum()).sum()',
		'$.list.join($.list, $1 = $2, $1).len()',
		'$.list.select(new($.text).toUpper()).len()',
		'$.list.select(new($.text).trim(a)).len()',
		'$.list.select(new($.text).startsWith(new($.text))).len()',
		"$.list.select(new($.text) =~ '(a|a)*c').len()",
		"$.list.select(regex('(a+)+').searchAll(new($.text)).len())",
		'$.list.select(new($.text).replace(a, bb)).len()',
		'$.list.select(new($.list).toSet().len())',
		'$.list.select(str(new($.list))).len()',
		'$.list.select(added($.list).len())',
		'$.list.select(new($).toJson().len()).len()',
		'$.list.aggregate($1 + {$2.text => 1}, {}).len()',
		'$.list.select(new($.list).indexOf(5))',
		"'x' * 100000000",
		'[1] * 100000000',
		'sequence().where(false).len()',
		'[1].cycle().where(false)',
		'1.repeat()',
		'range(10001)',
		'generate(1, true, $ + 1).len()',
		'def(f, f($ + 1)) -> f(1)',
		'def(f, [f($), f($)]) -> f(1)',
	])('%s ends soon, its budget spent', (text) => {
		const program = parseYaql(text);
		const before = process.cpuUsage();
		expect(() => program.evaluate(contextOf({ list, text: past.text }, past))).toThrow(
			expect.objectContaining({ kind: 'limit' }) as Error,
		);
		// Ten times what it takes on an idle machine, for those that are not.
		expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000);
	});

	test('facts nested beyond the stack spend the budget', () => {
		let deep: JsonValue = 1;
		for (let level = 0; level < 100_000; level++) {
			deep = [deep];
		}
		expect(refusal('$.deep', contextOf({ deep }))).toMatch(/^limit/);
		expect(refusal('changed($.deep)', contextOf({ deep }, { deep: [deep] }))).toMatch(/^(?:limit|value)/);
	});

	test('keys of objects in JavaScript are no keys of facts', () => {
		for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
			expect(refusal(`$['${name}']`)).toBe('key at 1');
		}
		const value = evaluate("{'__proto__' => 1, a => 2}");
		expect([Object.keys(value as object), Object.getPrototypeOf(value)]).toEqual([
			['__proto__', 'a'],
			Object.prototype,
		]);
	});

	test('any text is read or refused, and any expression has a value or an error', () => {
		const piece = fc.oneof(
			fc.constantFrom(
				'$',
				'.',
				'(',
				')',
				'[',
				']',
				'{',
				'}',
				',',
				'=>',
				'=',
				' and ',
				' or ',
				' not ',
				' in ',
				'->',
				'?.',
			),
			fc.constantFrom(
				'a',
				'nodes',
				'where(',
				'select(',
				'changed(',
				'old(',
				'let(',
				'len(',
				'1',
				'0.5',
				"'x'",
				'null',
				'+',
				'*',
			),
			fc.string({ maxLength: 3 }),
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
				expect(refusal(pieces.join(''), contextOf(FACTS, {}))).toMatch(
					/^(?:value|(?:parse|key|type|function|limit) at \d+$)/,
				);
			}),
			{ numRuns: 3000 },
		);
	});
});

test('a program is read once and evaluated on any facts', () => {
	const program = parseYaql('$.nodes.where($.uid = $node.uid)');
	expect(program.evaluate(contextOf({ nodes: [{ uid: '7' }, { uid: '8' }] }))).toEqual([{ uid: '7' }]);
	expect(program.evaluate(contextOf({ nodes: [] }))).toEqual([]);
});

test('any data survives being written and read', () => {
	fc.assert(
		fc.property(fc.jsonValue({ maxDepth: 4, noUnicodeString: false }), (value) => {
			const root = { value: JSON.parse(JSON.stringify(value)) as JsonValue };
			expect(parse(evaluate('$.toYaml()', root) as string)).toEqual(root);
			expect(JSON.parse(evaluate('$.toJson()', root) as string)).toEqual(root);
			expect(evaluate('$.value', root)).toEqual(root.value);
			expect(evaluate('$.value = new($.value) and not changed($.value)', root, structuredClone(root))).toBe(
				root.value !== undefined,
			);
		}),
	);
});
