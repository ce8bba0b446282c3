import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonValue } from '../model/task.js';
import type { Expression } from './expression.js';
import { ExpressionError } from './expression-error.js';
import { isTruthy } from './is-truthy.js';
import { parseExpression } from './parse-expression.js';
import { parseRestriction } from './parse-restriction.js';
import { rewriteCondition } from './rewrite-condition.js';
import { showPosition } from './show-position.js';

const MODELS = { settings: { a: { value: true }, list: ['x', 1], text: 'abc', '': 0 }, cluster: { id: 1 } };

const atom = fc.oneof(
	fc.constantFrom('true', 'false', 'null', '0', '-1', '7', "'x'", '"a b"', "''", `'"'`),
	fc.constantFrom('settings:a.value', 'settings:list', 'settings:text', 'cluster:id', 'settings:nope', 'm:x', ':k'),
);
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
	expression: fc.oneof(
		{ depthSize: 'medium', withCrossShrink: true },
		atom,
		tie('expression').map((one) => `not ${one}`),
		tie('expression').map((one) => `(${one})`),
		fc
			.tuple(tie('expression'), fc.constantFrom('or', 'and', '==', '!=', 'in'), tie('expression'))
			.map((parts) => parts.join(' ')),
	),
}));
const soup = fc
	.array(fc.oneof(atom, fc.constantFrom('(', ')', ' ', 'not', 'and', 'or', 'in', '==', '!=', "'", '"', ':', '\n')), {
		maxLength: 40,
	})
	.map((pieces) => pieces.join(''));

function answer(one: Expression, strict: boolean): JsonValue {
	try {
		return { value: one.evaluate(MODELS, { strict }) };
	} catch (error) {
		if (error instanceof ExpressionError) {
			return { kind: error.kind };
		}
		throw error;
	}
}

test('a printed expression reads back as the same expression', () => {
	fc.assert(
		fc.property(expression, fc.boolean(), (text, strict) => {
			const one = parseExpression(text);
			const again = parseExpression(one.toString());
			expect(again.toString()).toBe(one.toString());
			expect(again.paths).toEqual(one.paths);
			expect(answer(again, strict)).toEqual(answer(one, strict));
		}),
		{ numRuns: 1500 },
	);
});

test('where strictness finds nothing wrong it changes nothing', () => {
	fc.assert(
		fc.property(expression, (text) => {
			const strict = answer(parseExpression(text), true);
			fc.pre(Object.hasOwn(strict as object, 'value'));
			expect(answer(parseExpression(text), false)).toEqual(strict);
		}),
	);
});

test('any text is read or refused at a place within it', () => {
	fc.assert(
		fc.property(fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
			try {
				answer(parseExpression(text), false);
			} catch (error) {
				if (!(error instanceof ExpressionError)) throw error;
				expect(error.position).toBeLessThanOrEqual(text.length);
				expect(showPosition(text, error.position).split('\n')).toHaveLength(2);
			}
		}),
		{ numRuns: 5000 },
	);
});

test('the longest texts are read or refused in a moment', () => {
	for (const piece of [
		'1and ',
		'1and',
		'1==true or ',
		'true',
		'not',
		'(',
		'a',
		"'",
		'"a"==',
		'1 or ',
		'é',
		's:a.b in ',
		':',
		'-',
		'inin',
	]) {
		const text = piece.repeat(4096).slice(0, 4096);
		const started = performance.now();
		try {
			answer(parseExpression(text), false);
		} catch (error) {
			expect(error).toBeInstanceOf(ExpressionError);
		}
		rewriteCondition(text);
		expect(performance.now() - started).toBeLessThan(500);
	}
});

test('truth is what Python holds to be true', () => {
	const empty: readonly JsonValue[] = [null, false, 0, -0, '', [], {}];
	expect(empty.map(isTruthy)).toEqual(empty.map(() => false));
	const full: readonly JsonValue[] = [true, 1, -1, 0.5, '0', 'false', [0], [[]], { a: null }];
	expect(full.map(isTruthy)).toEqual(full.map(() => true));
	fc.assert(
		fc.property(fc.jsonValue() as fc.Arbitrary<JsonValue>, (value) => {
			const evaluated = parseExpression('not not m:v').evaluate({ m: { v: value } }, { strict: true });
			expect(evaluated).toBe(isTruthy(value));
		}),
	);
});

test('a value equals its copy, and is in a list that holds it', () => {
	fc.assert(
		fc.property(fc.jsonValue() as fc.Arbitrary<JsonValue>, (value) => {
			const copy = JSON.parse(JSON.stringify(value)) as JsonValue;
			const models = { m: { v: value, copy, list: [1, copy] } };
			const evaluate = (text: string) => parseExpression(text).evaluate(models, { strict: true });
			expect([evaluate('m:v == m:copy'), evaluate('m:v != m:copy'), evaluate('m:v in m:list')]).toEqual([
				true,
				false,
				true,
			]);
		}),
	);
});

test('rewriting keeps what can be read readable, and texts in quotes as they are', () => {
	const segment = fc.constantFrom('additional_components', 'common', 'value', 'a-b', 'key', 'default_value', 'x');
	const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((keys) => `settings:${keys.join('.')}`);
	fc.assert(
		fc.property(fc.array(path, { minLength: 1, maxLength: 3 }), (paths) => {
			const text = paths.join(" == 'settings:common.x.value' or ");
			const rewritten = rewriteCondition(text);
			expect(parseExpression(rewritten).paths.length).toBeGreaterThan(0);
			expect(rewritten.split("'settings:common.x.value'")).toHaveLength(paths.length);
		}),
	);
});

test('any value is a restriction or says what is wrong with it', () => {
	fc.assert(
		fc.property(fc.jsonValue() as fc.Arbitrary<JsonValue>, (written) => {
			const { restriction, problems } = parseRestriction(written);
			expect(restriction === undefined).toBe(problems.length > 0);
		}),
	);
});
