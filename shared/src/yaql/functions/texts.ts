import type { Call } from '../call.js';
import { formatText } from '../format-text.js';
import { entriesOf } from '../mapping.js';
import { textOf } from '../python-text.js';
import { type BuiltIn, define } from '../signature.js';
import { TextPattern } from '../text-pattern.js';
import { isCollection, isMapping, type Value } from '../value.js';
import { concatenate, splice } from './collections.js';
import { replaceMatches, splitByPattern } from './patterns.js';

const PART_BYTES = 64;
/** Work that goes character by character. */
const WRITTEN_CHARACTERS_PER_STEP = 4;
const STRIPPED_CHARACTERS_PER_STEP = 4;

/** Functions of texts, and those that texts share with lists and patterns. */
export const TEXTS: readonly BuiltIn[] = [
	define('function', 'concat ...value', (call) => {
		const isText = call.rest.every((part) => typeof part === 'string');
		return isText ? call.makeText(call.rest.join('')) : concatenate(call, call.rest);
	}),
	define('method', 'toUpper string', (call) => call.makeText(call.text(0).toUpperCase())),
	define('method', 'toLower string', (call) => call.makeText(call.text(0).toLowerCase())),
	define('method', 'split string separator? maxSplits?', (call) => {
		const [text, separator] = [call.value(0), call.value(1)];
		if (text instanceof TextPattern) {
			return splitByPattern(call, text, call.text(1));
		}
		if (separator instanceof TextPattern) {
			return splitByPattern(call, separator, call.text(0));
		}
		return paid(split(call, call.integer(2, -1)), call);
	}),
	define('method', 'rightSplit string separator? maxSplits?', (call) => {
		const most = call.integer(2, -1);
		const reversed = (text: string) => {
			call.charge(text.length);
			return [...text].reverse().join('');
		};
		const separator = call.value(1) === null ? undefined : call.text(1);
		const parts = splitText(
			reversed(call.text(0)),
			separator === undefined ? undefined : reversed(separator),
			most,
			call,
		);
		return paid(parts.map(reversed).reverse(), call);
	}),
	define('method', 'join sequence separator', (call) => {
		const isForward = isCollection(call.value(0));
		const parts = call.list(isForward ? 0 : 1).map((part) => textOf(part, call));
		const separator = call.text(isForward ? 1 : 0);
		call.allocate(parts.reduce((sum, part) => sum + part.length + separator.length, 0));
		return call.makeText(parts.join(separator));
	}),
	define('function', 'str value', (call) => {
		const text = textOf(call.value(0), call);
		call.charge(text.length / WRITTEN_CHARACTERS_PER_STEP);
		return call.makeText(text);
	}),
	define('method', 'trim string chars?', (call) => trim(call, 'both')),
	define('method', 'trimLeft string chars?', (call) => trim(call, 'left')),
	define('method', 'trimRight string chars?', (call) => trim(call, 'right')),
	define('both', 'norm string chars?', (call) => (call.value(0) === null ? null : trim(call, 'both') || null)),
	define('both', 'isEmpty string trim? chars?', (call) => {
		if (call.value(0) === null) {
			return true;
		}
		const isTrimmed = !call.has(1) || call.flag(1);
		return (isTrimmed ? trim(call, 'both', 2) : call.text(0)) === '';
	}),
	define('method', 'replace target old new? count?', replace),
	define('both', 'format string ...value **', (call) => {
		const names = new Map(call.rules.map((rule) => [rule.word ?? textOf(rule.key(), call), rule.value()] as const));
		return call.makeText(formatText(call.text(0), call.rest, names, call));
	}),
	define('method', 'substring string start length?', (call) => {
		const text = call.text(0);
		const start = call.integer(1);
		const from = start < 0 ? start + countCharacters(text, call) : start;
		const length = call.integer(2, -1);
		return call.makeText(sliceCharacters(text, [from, from + (length < 0 ? text.length : length)], call));
	}),
	define('method', 'indexOf string sub start length?', (call) => find(call, 'indexOf')),
	define('method', 'lastIndexOf string sub start length?', (call) => find(call, 'lastIndexOf')),
	define('method', 'toCharArray string', (call) => paid([...call.text(0)], call)),
	define('method', 'startsWith string ...value', (call) => {
		const text = call.text(0);
		return call.rest.some((part) => (typeof part === 'string' ? text.startsWith(part) : call.mismatch()));
	}),
	define('method', 'endsWith string ...value', (call) => {
		const text = call.text(0);
		return call.rest.some((part) => (typeof part === 'string' ? text.endsWith(part) : call.mismatch()));
	}),
	define('function', 'hex num', (call) => {
		const number = call.integer(0);
		return `${number < 0 ? '-' : ''}0x${Math.abs(number).toString(16)}`;
	}),
];

function sliceCharacters(text: string, [start, end]: readonly [number, number], call: Call): string {
	return hasPairs(text, call) ? [...text].slice(start, end).join('') : text.slice(start, end);
}

/** Characters as Python counts them, not halves of pairs. */
export function countCharacters(text: string, call: Call): number {
	return hasPairs(text, call) ? [...text].length : text.length;
}

/** Whether characters must be counted one by one, which is paid for. */
function hasPairs(text: string, call: Call): boolean {
	const found = /[\ud800-\udbff]/.test(text);
	call.charge(found ? text.length / 2 : 0);
	return found;
}

/** The one name with four meanings: on lists by position, on texts by text, by mapping or by pattern. */
function replace(call: Call): Value {
	const [target, old] = [call.value(0), call.value(1)];
	if (isCollection(target)) {
		return splice(call, [call.value(2)], call.integer(3, 1));
	}
	if (target instanceof TextPattern || old instanceof TextPattern) {
		return replaceMatches(call);
	}
	if (isMapping(old)) {
		const count = call.integer(2, -1);
		return entriesOf(old).reduce<string>(
			(text, [key, value]) => replaceText(text, [textOf(key, call), textOf(value, call)], count, call),
			call.text(0),
		);
	}
	return replaceText(call.text(0), [call.text(1), call.text(2)], call.integer(3, -1), call);
}

/** Replaces at most `count` places from the left; all where it is negative. */
function replaceText(text: string, [old, replacement]: readonly [string, string], count: number, call: Call): string {
	// An empty text stands before, between and after all characters.
	const parts = old === '' ? ['', ...text, ''] : text.split(old);
	call.charge(parts.length);
	const places = count < 0 ? parts.length - 1 : Math.min(count, parts.length - 1);
	call.allocate(2 * (text.length + places * replacement.length));
	const head = parts.slice(0, places + 1).join(replacement);
	return places < parts.length - 1 ? [head, ...parts.slice(places + 1)].join(old) : head;
}

function split(call: Call, most: number): readonly string[] {
	return splitText(call.text(0), call.value(1) === null ? undefined : call.text(1), most, call);
}

/** Without a separator any blanks separate, and none stand at the ends. */
function splitText(text: string, separator: string | undefined, most: number, call: Call): readonly string[] {
	if (separator === '') {
		return call.fail('type', 'the separator is empty');
	}
	const limit = most < 0 ? Number.POSITIVE_INFINITY : most;
	if (separator !== undefined) {
		const parts = text.split(separator);
		return parts.length - 1 <= limit ? parts : [...parts.slice(0, limit), parts.slice(limit).join(separator)];
	}
	const words = [...text.matchAll(/\S+/g)];
	const rest = words[limit];
	const first = words.slice(0, limit).map(([word]) => word);
	return rest === undefined ? first : [...first, text.slice(rest.index).trimEnd()];
}

function paid(parts: readonly string[], call: Call): readonly string[] {
	call.allocate(parts.reduce((sum, part) => sum + PART_BYTES + 2 * part.length, 0));
	return parts;
}

type Side = 'left' | 'right' | 'both';

function trim(call: Call, side: Side, index = 1): string {
	const text = call.text(0);
	const characters = call.value(index);
	call.charge(typeof characters === 'string' ? characters.length : 0);
	const stripped = strip(text, characters, side);
	call.charge((text.length - stripped.length) / STRIPPED_CHARACTERS_PER_STEP);
	return call.makeText(stripped);
}

function strip(text: string, characters: Value, side: Side): string {
	const given = typeof characters === 'string' ? new Set(characters) : undefined;
	const isStripped = (character: string) => given?.has(character) ?? /\s/.test(character);
	let [start, end] = [0, text.length];
	while (side !== 'right' && start < end && isStripped(text.charAt(start))) {
		start++;
	}
	while (side !== 'left' && end > start && isStripped(text.charAt(end - 1))) {
		end--;
	}
	return text.slice(start, end);
}

/** `indexOf` within a part of a text; both count from the start of the whole. */
function find(call: Call, method: 'indexOf' | 'lastIndexOf'): number {
	const text = call.text(0);
	const start = call.integer(2) < 0 ? Math.max(0, call.integer(2) + text.length) : call.integer(2);
	const length = call.integer(3, -1);
	const found = text
		.slice(0, length < 0 ? text.length : start + length)
		.slice(start)
		[method](call.text(1));
	return found < 0 ? -1 : found + start;
}
