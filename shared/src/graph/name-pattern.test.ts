import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compilePattern, isPattern } from './name-pattern.js';

const matches = (pattern: string, name: string): boolean | string => {
	const compiled = compilePattern(pattern);
	return typeof compiled === 'function' ? compiled(name) : compiled.problem;
};

test('text between slashes is a pattern, the lone slash too', () => {
	expect(['/a/', '/', '//', 'a', '/a', 'a/'].map(isPattern)).toEqual([true, true, true, false, false, false]);
});

test('a pattern matches from the start and need not reach the end', () => {
	expect(matches('/controller/', 'primary-controller')).toBe(false);
	expect(matches('/^(primary-)?controller$/', 'primary-controller')).toBe(true);
	expect(matches('/a|b/', 'bc')).toBe(true);
	expect(matches('/', 'anything')).toBe(true);
	expect(matches('/top-role-(primary-)?mongo/', 'top-role-mongo-x')).toBe(true);
});

test("spellings of the old libraries' dialect are understood", () => {
	expect(matches('/(?P<kind>a)b\\Z/', 'ab')).toBe(true);
	expect([matches('/\\A(?!ab)a/', 'ac'), matches('/(?!ab)a/', 'ab')]).toEqual([true, false]);
});

test('patterns that make backtracking explode are ordinary patterns here', () => {
	for (const pattern of ['/(a+)+$/', '/(a|a)*$/', '/((ab)*)*/', '/(a?a?){30}/', '/.*a.*a.*a.*a.*$/']) {
		expect(matches(pattern, 'a'.repeat(255))).toBe(true);
	}
	expect(matches('/(a+)+$/', `${'a'.repeat(255)}!`)).toBe(false);
});

test('what cannot be read, or not in linear time, is refused with a reason', () => {
	expect(matches('/(a/', 'a')).toMatch('a "(" is not closed');
	expect(matches('/(a)\\1/', 'aa')).toBe('it refers back to a group');
	expect(matches('/a(?!b)/', 'ac')).toBe('it looks ahead elsewhere than right after a leading ^');
	expect(matches('/(?<=a)b/', 'b')).toBe('it looks behind');
	expect(matches('/(?:a{1,99}){1,99}/', 'a')).toMatch('more than 4000 parts');
	expect(matches(`/${'a'.repeat(300)}/`, 'a')).toBe('it is longer than 256 characters');
});

test('repetition marks inside brackets and behind a backslash are just characters', () => {
	expect(matches('/([+*])+x/', '+*x')).toBe(true);
	expect(matches('/(\\+)+x/', '++x')).toBe(true);
	expect(matches('/[]a]+$/', ']a')).toBe(true);
});

test('any text is answered or refused, quickly', () => {
	const piece = fc.constantFrom('(', ')', '*', '+', '?', '{2,}', '|', '[', ']', '^', '\\', 'a', '.', '(?:', '(?=');
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
			const started = performance.now();
			matches(`/${pieces.join('')}/`, 'a'.repeat(60));
			expect(performance.now() - started).toBeLessThan(1000);
		}),
		{ numRuns: 5000 },
	);
});
