import { itemsOf } from './equality.js';
import type { Payer } from './hash-key.js';
import { entriesOf } from './mapping.js';
import { isCollection, isList, isMapping, Real, Stream, UNDEFINED, UniqueSet, type Value } from './value.js';

/** Quoting reads a text several times. */
const QUOTED_CHARACTERS_PER_STEP = 8;

/** What `str` makes of a value: its own words for null and truth at the top, Python's within collections. */
export function textOf(value: Value, payer: Payer): string {
	if (typeof value === 'string') {
		return value;
	}
	return value === null || typeof value === 'boolean' ? String(value) : represent(value, payer);
}

/** Python's `repr`, lists as the tuples they were. */
export function represent(value: Value, payer: Payer): string {
	payer.charge(typeof value === 'string' ? 2 + value.length / QUOTED_CHARACTERS_PER_STEP : 2);
	switch (typeof value) {
		case 'string':
			return quote(value);
		case 'boolean':
			return value ? 'True' : 'False';
		case 'number':
			return writeNumber(value);
		default:
			return value === null ? 'None' : representObject(value, payer);
	}
}

function representObject(value: Value, payer: Payer): string {
	if (isMapping(value)) {
		return `{${entriesOf(value)
			.map(([key, held]) => `${represent(key, payer)}: ${represent(held, payer)}`)
			.join(', ')}}`;
	}
	if (value instanceof Real) {
		return `${writeNumber(value.value)}${Math.abs(value.value) < 1e16 ? '.0' : ''}`;
	}
	if (value instanceof UniqueSet) {
		const members = [...itemsOf(value)].map((item) => represent(item, payer)).join(', ');
		return members === '' ? 'frozenset()' : `frozenset({${members}})`;
	}
	if (isList(value)) {
		return value.length === 1
			? `(${represent(value[0] ?? null, payer)},)`
			: `(${value.map((item) => represent(item, payer)).join(', ')})`;
	}
	if (isCollection(value)) {
		return value instanceof Stream ? '<lazy list>' : '';
	}
	return value === UNDEFINED ? '<undefined>' : '<object>';
}

/** Python writes exponents with two digits at least, and switches to them at 1e16 and below 1e-4. */
export function writeNumber(value: number): string {
	const isSmall = value !== 0 && Math.abs(value) < 1e-4;
	const isLarge = Math.abs(value) >= 1e16;
	const text = isSmall || isLarge ? value.toExponential() : String(value);
	return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

function quote(text: string): string {
	const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
	const body = text
		.replaceAll('\\', '\\\\')
		.replaceAll(mark, `\\${mark}`)
		.replaceAll('\n', '\\n')
		.replaceAll('\r', '\\r')
		.replaceAll('\t', '\\t');
	return `${mark}${body}${mark}`;
}
