import type { JsonValue } from '@stoker/shared/model/task.js';
import { canonicalText, isList, isObject } from './json.js';

const MAX_LINES = 40;
const MAX_TEXT = 400;

/** Where two values differ, one line for each place; empty when they are equal. */
export function difference(expected: JsonValue, actual: JsonValue): readonly string[] {
	const lines: string[] = [];
	compare('', expected, actual, lines);
	return lines.length > MAX_LINES
		? [...lines.slice(0, MAX_LINES), `and ${lines.length - MAX_LINES} more differences`]
		: lines;
}

function compare(path: string, expected: JsonValue, actual: JsonValue, lines: string[]): void {
	if (isObject(expected) && isObject(actual)) {
		for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
			compareEntries(`${path}/${key}`, [expected[key], actual[key]], lines);
		}
		return;
	}
	if (isList(expected) && isList(actual)) {
		compareLists(path, [expected, actual], lines);
		return;
	}
	if (canonicalText(expected) !== canonicalText(actual)) {
		lines.push(`${path || '/'}: expected ${show(expected)}, got ${show(actual)}`);
	}
}

function compareEntries(
	path: string,
	[expected, actual]: readonly [JsonValue | undefined, JsonValue | undefined],
	lines: string[],
): void {
	if (actual === undefined) {
		lines.push(`${path}: expected ${show(expected ?? null)}, got nothing`);
	} else if (expected === undefined) {
		lines.push(`${path}: expected nothing, got ${show(actual)}`);
	} else {
		compare(path, expected, actual, lines);
	}
}

/** Lists of one length are compared place by place, others by what only one of them has. */
function compareLists(
	path: string,
	[expected, actual]: readonly [readonly JsonValue[], readonly JsonValue[]],
	lines: string[],
): void {
	if (expected.length === actual.length) {
		for (const [index, item] of expected.entries()) {
			compare(`${path}/${index}`, item, actual[index] ?? null, lines);
		}
		return;
	}
	const before = lines.length;
	const texts = { expected: new Set(expected.map(canonicalText)), actual: new Set(actual.map(canonicalText)) };
	lines.push(
		...[...texts.expected].filter((text) => !texts.actual.has(text)).map((text) => `${path}: missing ${cut(text)}`),
	);
	lines.push(
		...[...texts.actual].filter((text) => !texts.expected.has(text)).map((text) => `${path}: too many ${cut(text)}`),
	);
	if (lines.length === before) {
		lines.push(`${path || '/'}: expected ${expected.length} entries, got ${actual.length}`);
	}
}

function show(value: JsonValue): string {
	return cut(canonicalText(value));
}

function cut(text: string): string {
	return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}… (${text.length} characters)` : text;
}
