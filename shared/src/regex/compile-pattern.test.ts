import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { describeWithShared } from '../../../test/support/shared-data.js';
import { compilePattern } from './compile-pattern.js';
import { PatternError } from './pattern-error.js';

const starts = (pattern: string, text: string) => compilePattern(pattern).matchesStart(text);
const finds = (pattern: string, text: string) => compilePattern(pattern).matchesAnywhere(text);

function refusal(pattern: string): string {
	try {
		compilePattern(pattern);
		return 'taken';
	} catch (error) {
		if (error instanceof PatternError) {
			return error.position === undefined ? error.reason : `${error.position}: ${error.reason}`;
		}
		throw error;
	}
}

test('a pattern matches from the start, or anywhere', () => {
	expect([starts('b', 'ab'), starts('a', 'ab'), finds('b', 'ab'), finds('^b', 'ab')]).toEqual([
		false,
		true,
		true,
		false,
	]);
	expect([starts('a|b', 'bc'), starts('', ''), finds('', 'x'), starts('a|b$', 'bc')]).toEqual([
		true,
		true,
		true,
		false,
	]);
});

test("spellings of the old system's dialect are understood", () => {
	expect(starts('(?P<kind>a)b\\Z', 'ab')).toBe(true);
	expect([starts('a$', 'a\n'), starts('a\\Z', 'a\n'), starts('a$', 'a\nb'), starts('(?m)a$', 'a\nb')]).toEqual([
		true,
		false,
		false,
		true,
	]);
	expect([starts('a{,2}b', 'aab'), starts('a{,2}b', 'aaab')]).toEqual([true, false]);
	expect([starts('[[:a]', '['), starts('[[:a]', ':'), starts('[[:alpha:]]', 'p')]).toEqual([true, true, false]);
	expect([starts('[\\b]', '\b'), starts('\\é', 'é'), starts('[\\w-.]+$', 'a-.')]).toEqual([true, true, true]);
	expect([starts('(?i)A', 'a'), starts('.', '\n'), starts('(?s).', '\n'), starts('^.$', '😀')]).toEqual([
		true,
		false,
		true,
		true,
	]);
});

test('look-aheads right after the leading ^ are conditions beside the pattern', () => {
	const reserved = '^(?!services$)(?!nova$)(?![Gg]uest$)(?!.* +.*$).+';
	const allowed = (text: string) => finds(reserved, text);
	expect(['nova', 'Guest', 'a b', ''].map(allowed)).toEqual([false, false, false, false]);
	expect(['novac', 'admin', 'my-nova'].map(allowed)).toEqual([true, true, true]);
	const password = '^(?=.*[a-z])(?=.*(?:[0-9]|x)).{4,}$';
	expect(['abc1', 'ABC1', 'a1', 'abcd'].map((text) => finds(password, text))).toEqual([true, false, false, false]);
});

test.each([
	['(a', 'a "(" is not closed'],
	['a)', 'a ")" closes nothing'],
	['[a', '0: a "[" is not closed'],
	['*', 'a repetition has nothing to repeat'],
	['a**', 'a repetition is repeated again: **'],
	['a\\', 'it ends with a backslash'],
	['(a)\\1', '3: it refers back to a group'],
	['(?P<k>a)(?P=k)', '8: it refers back to a group'],
	['a(?!b)', '1: it looks ahead elsewhere than right after a leading ^'],
	['(?!b)', '0: it looks ahead elsewhere than right after a leading ^'],
	['^(?!b)c|d', '1: it looks ahead elsewhere than right after a leading ^'],
	['^(?!b)*c', '1: it looks ahead elsewhere than right after a leading ^'],
	['^(?!a(?!b))c', '5: it looks ahead elsewhere than right after a leading ^'],
	['^(?!a)b(?=c)', '7: it looks ahead elsewhere than right after a leading ^'],
	['(?<=a)b', '0: it looks behind'],
	['(?<!a)b', '0: it looks behind'],
	['(?>a)', '0: it holds an atomic group'],
	['(?#a)', '0: it holds a comment'],
	['(?(1)a|b)', '0: it depends on whether a group matched'],
	['(?x) a', '0: it sets a flag other than i, m and s'],
	['(?', '0: it has a group of unknown kind'],
	['a(?i)b', '1: it sets flags elsewhere than at its start'],
	['\\Qa.b\\E', '0: \\Q is not understood'],
	['\\pL', '0: \\p is not understood'],
	['[\\d\\pL]', '3: \\p is not understood'],
	['a{1000}a{1000}a{1000}a{1000}a{1000}', '28: it has more than 4000 parts once repetitions are written out'],
	['(?:(?:a{10}){100}b{3}){5}', '22: it has more than 4000 parts once repetitions are written out'],
	['('.repeat(201) + ')'.repeat(201), '200: it is nested more than 200 deep'],
	['a'.repeat(4097), 'it is longer than 4096 characters'],
])('%s is refused, saying why', (pattern, reason) => {
	expect(refusal(pattern)).toBe(reason);
});

test('patterns that make other engines take for ever take a moment', () => {
	const text = 'a'.repeat(20_000);
	for (const pattern of [
		'(a+)+$',
		'(a|a)*$',
		'((ab)*)*',
		'(?:a?){50}a{50}x?$',
		'(.*a.*a.*a)+$',
		'(?:a|b)*a(?:a|b){900}$',
	]) {
		const before = process.cpuUsage();
		starts(pattern, `${text}!`);
		finds(pattern, `${text}!`);
		expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000);
	}
});

test('any text is compiled or refused with a reason, quickly', () => {
	const piece = fc.oneof(
		fc.constantFrom('(', ')', '*', '+', '?', '{2,}', '{,3}', '{900}', '|', '[', ']', '^', '$', '\\', 'a', '.', '-'),
		fc.constantFrom('(?:', '(?=', '(?!', '(?P<a>', '(?i)', '\\Z', '\\b', '[^]', '\n', 'é', '😀'),
		fc.string({ unit: 'binary', maxLength: 3 }),
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
			const pattern = pieces.join('');
			const started = performance.now();
			if (refusal(pattern) === 'taken') {
				starts(pattern, 'ab'.repeat(100));
				finds(pattern, 'ab'.repeat(100));
			}
			expect(performance.now() - started).toBeLessThan(1000);
		}),
		{ numRuns: 2000 },
	);
});

test('plain patterns answer as the engine of JavaScript does', () => {
	const piece = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '(a|b)', '(?:ab)', '\\w', '\\d');
	const repeated = fc
		.tuple(piece, fc.constantFrom('', '', '*', '+', '?', '{1,2}', '*?'))
		.map(([one, mark]) => one + mark);
	const pattern = fc
		.array(fc.oneof(repeated, fc.constantFrom('|', '^')), { maxLength: 6 })
		.map((parts) => parts.join(''));
	const lookahead = fc.tuple(pattern, pattern).map(([inner, rest]) => `^(?!${inner})(?:${rest})`);
	fc.assert(
		fc.property(
			fc.oneof(pattern, lookahead),
			fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ') }),
			(source, text) => {
				fc.pre(refusal(source) === 'taken');
				expect(finds(source, text)).toBe(new RegExp(source, 'u').test(text));
				expect(starts(source, text)).toBe(new RegExp(`^(?:${source})`, 'u').test(text));
			},
		),
		{ numRuns: 1500 },
	);
});

describeWithShared('regular expressions of real releases and plugins', (shared) => {
	const sources = new Set<string>();
	const collect = (value: unknown): void => {
		if (typeof value === 'string') {
			if (/^\/.*\/$/.test(value)) sources.add(value.slice(1, -1));
		} else if (value !== null && typeof value === 'object') {
			for (const [key, item] of Object.entries(value)) {
				if (key === 'regex' && typeof item === 'string') sources.add(item);
				if (key === 'regex' && typeof (item as { source?: unknown }).source === 'string') {
					sources.add((item as { source: string }).source);
				}
				collect(item);
			}
		}
	};
	for (const name of readdirSync(resolve(shared, 'data'), { recursive: true, encoding: 'utf8' })) {
		if (!name.endsWith('.yaml')) continue;
		const text = readFileSync(resolve(shared, 'data', name), 'utf8');
		for (const document of parseAllDocuments(text, { uniqueKeys: false, merge: true, logLevel: 'silent' })) {
			if (document.errors.length === 0) collect(document.toJS({ maxAliasCount: -1 }));
		}
	}

	test('all compile', () => {
		expect(sources.size).toBeGreaterThan(30);
		const isPath = (source: string) => /^[\w./-]+$/.test(source);
		expect([...sources].filter((source) => !isPath(source)).filter((source) => refusal(source) !== 'taken')).toEqual(
			[],
		);
	});
});
