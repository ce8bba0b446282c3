import { Boxed, Dictionary, isList, isPlainMapping, Real, UNDEFINED, UniqueSet, type Value } from './value.js';

/** Thrown for values that have no identity of their own to be a key by. */
export class UnhashableError extends Error {}

/** Who pays for work as it goes: a value may be small and have parts without end, each many times in it. */
export interface Payer {
	charge(steps: number): void;
}

/** Characters of a key that are compared, put together and looked up in one step. */
const CHARACTERS_PER_STEP = 8;
const STEPS_PER_ITEM = 1.5;

/** A text that two values share exactly when they are equal: Python's True, 1 and 1.0 are one key. */
export function hashKey(value: Value, payer: Payer): string {
	const hash = hashPart(value, payer);
	payer.charge(hash.length / CHARACTERS_PER_STEP);
	return hash;
}

function hashPart(value: Value, payer: Payer): string {
	switch (typeof value) {
		case 'string':
			return `s${value}`;
		case 'number':
		case 'boolean':
			return `n${Number(value)}`;
		default:
			return value === null ? 'z' : hashObject(value, payer);
	}
}

function hashObject(value: Value, payer: Payer): string {
	payer.charge(1);
	if (value === UNDEFINED) {
		return 'u';
	}
	if (isList(value)) {
		return value.reduce<string>((text, item) => text + withLength(hashItem(item, payer)), 'l');
	}
	if (isPlainMapping(value)) {
		const keys = Object.keys(value).sort();
		return keys.reduce(
			(text, key) => `${text}${withLength(`s${key}`)}${withLength(hashItem(value[key] ?? null, payer))}`,
			'd',
		);
	}
	if (value instanceof Dictionary) {
		const entries = [...value.entries].sort(([a], [b]) => (a < b ? -1 : 1));
		return entries.reduce((text, [hash, [, held]]) => text + withLength(hash) + withLength(hashItem(held, payer)), 'd');
	}
	if (value instanceof Real) {
		return `n${value.value}`;
	}
	if (value instanceof UniqueSet) {
		payer.charge(value.members.size);
		return [...value.members.keys()].sort().reduce((text, key) => text + withLength(key), 'e');
	}
	throw new UnhashableError(value instanceof Boxed ? 'a lazy list or an object cannot be a key' : 'not a key');
}

function hashItem(item: Value, payer: Payer): string {
	payer.charge(STEPS_PER_ITEM);
	return hashPart(item, payer);
}

/** Lengths first, so that no content can pass for a border. */
function withLength(part: string): string {
	return `${part.length}:${part}`;
}
