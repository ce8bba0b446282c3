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
		return `l${join(value.map(hashKey))}`;
	}
	if (isPlainMapping(value)) {
		return hashEntries(Object.keys(value).map((key) => [`s${key}`, value[key] ?? null]));
	}
	if (value instanceof Dictionary) {
		return hashEntries([...value.entries].map(([hash, [, held]]) => [hash, held]));
	}
	if (value instanceof Real) {
		return `n${value.value}`;
	}
	if (value instanceof UniqueSet) {
		return `e${join([...value.members.keys()].toSorted())}`;
	}
	throw new UnhashableError(value instanceof Boxed ? 'a lazy list or an object cannot be a key' : 'not a key');
}

function hashEntries(entries: readonly (readonly [string, Value])[]): string {
	const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
	return `d${join(sorted.flatMap(([key, held]) => [key, hashKey(held)]))}`;
}

/** Lengths first, so that no content can pass for a border. */
function join(parts: readonly string[]): string {
	return `${parts.map((part) => part.length).join(',')}:${parts.join('')}`;
}
