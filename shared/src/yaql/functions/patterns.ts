import type { Call } from '../call.js';
import { type BuiltIn, define } from '../signature.js';
import { type Match, TextPattern } from '../text-pattern.js';
import type { Value } from '../value.js';

const STEPS_PER_MATCH = 4;
const ESCAPED_CHARACTERS_PER_STEP = 4;

/** Functions of regular expressions. */
export const PATTERNS: readonly BuiltIn[] = [
	define('function', 'regex pattern ignoreCase? multiLine? dotAll?', (call) => {
		const flags = `${call.flag(1) ? 'i' : ''}${call.flag(2) ? 'm' : ''}${call.flag(3) ? 's' : ''}`;
		return call.pattern(call.text(0), flags);
	}),
	define('method', 'matches target other', (call) => {
		const target = call.value(0);
		const isPattern = target instanceof TextPattern;
		const pattern = isPattern ? target : call.pattern(call.text(1));
		const text = call.text(isPattern ? 1 : 0);
		call.charge(pattern.stepsToMatch(text.length));
		return pattern.matchesAnywhere(text);
	}),
	define('method', 'search regexp string selector:lambda?', (call) => {
		const [match] = findMatches(call, 1);
		return match === undefined ? null : select(call, match);
	}),
	define('method', 'searchAll regexp string selector:lambda?', (call) =>
		findMatches(call, Number.POSITIVE_INFINITY).map((match) => select(call, match)),
	),
	define('method', 'replaceBy target other repl:lambda count?', (call) => {
		const count = call.integer(3, 0);
		const { text, pattern } = operands(call);
		return substitute(
			call,
			allMatches(call, pattern, [text, count > 0 ? count : Number.POSITIVE_INFINITY]),
			(match) => {
				const made = call.lambda(2)(...describe(match));
				return typeof made === 'string' ? made : call.mismatch();
			},
		);
	}),
	define('function', 'escapeRegex string', (call) => {
		const text = call.text(0);
		call.charge(text.length / ESCAPED_CHARACTERS_PER_STEP);
		return call.makeText(text.replace(/[^\p{L}\p{N}_!"%',/:;<=>@`]/gu, '\\$&'));
	}),
];

/** Parts between matches, and what groups matched, as Python's `re.split` gives them. */
export function splitByPattern(call: Call, pattern: TextPattern, text: string): Value {
	const most = call.integer(2, 0);
	const parts: Value[] = [];
	let end = 0;
	for (const { groups } of allMatches(call, pattern, [text, most > 0 ? most : Number.POSITIVE_INFINITY])) {
		const [whole, ...inner] = groups;
		parts.push(text.slice(end, whole?.start), ...inner.map((group) => group.text));
		end = whole?.end ?? end;
	}
	return [...parts, text.slice(end)];
}

/** `pattern.replace(text, replacement, count)` or `text.replace(pattern, replacement, count)`. */
export function replaceMatches(call: Call): string {
	const { text, pattern } = operands(call);
	const replacement = call.text(2);
	const count = call.integer(3, 0);
	const matches = allMatches(call, pattern, [text, count > 0 ? count : Number.POSITIVE_INFINITY]);
	return substitute(call, matches, (match) => expand(replacement, match, call));
}

function operands(call: Call): { readonly text: string; readonly pattern: TextPattern } {
	const [first, second] = [call.value(0), call.value(1)];
	if (first instanceof TextPattern) {
		return { text: call.text(1), pattern: first };
	}
	return { text: call.text(0), pattern: second instanceof TextPattern ? second : call.mismatch() };
}

function findMatches(call: Call, limit: number): readonly Match[] {
	const pattern = call.value(0);
	return pattern instanceof TextPattern ? allMatches(call, pattern, [call.text(1), limit]) : call.mismatch();
}

function allMatches(call: Call, pattern: TextPattern, [text, limit]: readonly [string, number]): readonly Match[] {
	return call.guard(() => {
		call.charge(text.length);
		const matches: Match[] = [];
		for (const match of pattern.matches(text, limit)) {
			// The next one may be looked for up to the end of the text, and be found at its start.
			call.charge(STEPS_PER_MATCH * (1 + match.groups.length));
			call.charge(pattern.stepsToMatch(text.length - (match.groups[0]?.end ?? 0)));
			matches.push(match);
		}
		return matches;
	});
}

function substitute(call: Call, matches: readonly Match[], replacementOf: (match: Match) => string): string {
	const { text } = operands(call);
	let end = 0;
	const parts: string[] = [];
	for (const match of matches) {
		const replacement = replacementOf(match);
		call.allocate(2 * replacement.length);
		parts.push(text.slice(end, match.groups[0]?.start), replacement);
		end = match.groups[0]?.end ?? end;
	}
	return call.makeText([...parts, text.slice(end)].join(''));
}

/** `\1`, `\g<1>` and `\g<name>` in a replacement stand for groups. */
function expand(replacement: string, { groups, names }: Match, call: Call): string {
	return replacement.replace(/\\(?:(\d{1,2})|g<(\w+)>|n|\\)/g, (written: string, digits?: string, name?: string) => {
		if (written === '\\n' || written === '\\\\') {
			return written === '\\n' ? '\n' : '\\';
		}
		const index = digits ?? (/^\d+$/.test(name ?? '') ? name : names[name ?? '']);
		const group = groups[Number(index)];
		return group === undefined
			? call.fail('type', `the pattern has no group ${digits ?? name ?? ''}`)
			: (group.text ?? '');
	});
}

function select(call: Call, match: Match): Value {
	return call.optionalLambda(2)?.(...describe(match)) ?? match.groups[0]?.text ?? null;
}

/** What a selector sees as `$1` (the whole match), `$2` (the first group), and so on. */
function describe({ groups }: Match): readonly Value[] {
	return groups.map(({ text, start, end }) => ({ value: text, start, end }));
}
