import { Boxed, Dictionary, isList, isPlainMapping, Real, UNDEFINED, UniqueSet, type Value } from './value.js';

/** Thrown for values that have no identity of their own to be a key by. */
export class UnhashableError extends Error {}

/** A text that two values share exactly when they are equal: Python's True, 1 and 1.0 are one key. */
export function hashKey(value: Value): string {
	switch (typeof value) {
		case 'string':
			return `s${value}`;
		case 'number':
		case 'boolean':
			return `n${Number(value)}`;
		default:
			return value === null ? 'z' : hashObject(value);
	}
}

function hashObject(value: Value): string {
	if (value === UNDEFINED) {
		return 'u';
	}
	if (isList(value)) {
		return value.reduce<string>((text, item) => text + withLength(hashKey(item)), 'l');
	}
	if (isPlainMapping(value)) {
		const keys = Object.keys(value).sort();
		return keys.reduce((text, key) => `${text}${withLength(`s${key}`)}${withLength(hashKey(value[key] ?? null))}`, 'd');
	}
	if (value instanceof Dictionary) {
		const entries = [...value.entries].sort(([a], [b]) => (a < b ? -1 : 1));
		return entries.reduce((text, [hash, [, held]]) => text + withLength(hash) + withLength(hashKey(held)), 'd');
	}
	if (value instanceof Real) {
		return `n${value.value}`;
	}
	if (value instanceof UniqueSet) {
		return [...value.members.keys()].sort().reduce((text, key) => text + withLength(key), 'e');
	}
	throw new UnhashableError(value instanceof Boxed ? 'a lazy list or an object cannot be a key' : 'not a key');
}

/** Lengths first, so that no content can pass for a border. */
function withLength(part: string): string {
	return `${part.length}:${part}`;
}
