import { hashKey, type Payer } from './hash-key.js';
import { Dictionary, type PlainMapping, type Value } from './value.js';

export type Mapping = PlainMapping | Dictionary;

/** The value under a key; undefined where there is none (a present null is null). */
export function lookUp(mapping: Mapping, key: Value, payer: Payer): Value | undefined {
	if (mapping instanceof Dictionary) {
		return mapping.entries.get(hashKey(key, payer))?.[1];
	}
	return typeof key === 'string' && Object.hasOwn(mapping, key) ? mapping[key] : undefined;
}

export function entriesOf(mapping: Mapping): readonly (readonly [Value, Value])[] {
	return mapping instanceof Dictionary ? [...mapping.entries.values()] : Object.entries(mapping);
}

export function keysOf(mapping: Mapping): readonly Value[] {
	return mapping instanceof Dictionary ? entriesOf(mapping).map(([key]) => key) : Object.keys(mapping);
}

export function valuesOf(mapping: Mapping): readonly Value[] {
	return mapping instanceof Dictionary ? entriesOf(mapping).map(([, value]) => value) : Object.values(mapping);
}

export function sizeOf(mapping: Mapping): number {
	return mapping instanceof Dictionary ? mapping.entries.size : Object.keys(mapping).length;
}

/** Later entries replace earlier ones of the same key, in their place. */
export function dictionaryOf(entries: Iterable<readonly [Value, Value]>, payer: Payer): Dictionary {
	const byHash = new Map<string, readonly [Value, Value]>();
	for (const [key, value] of entries) {
		const hash = hashKey(key, payer);
		byHash.set(hash, [byHash.get(hash)?.[0] ?? key, value]);
	}
	return new Dictionary(byHash);
}
