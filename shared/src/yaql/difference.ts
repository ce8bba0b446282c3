import type { JsonObject, JsonValue } from '../model/task.js';
import type { Call } from './call.js';
import { finalize } from './finalize.js';
import { findUnmatched } from './sequence-matcher.js';
import { isPlainMapping, isReal, UNDEFINED, UniqueSet, type Value } from './value.js';

/** What came and what went between two values; neither looks into parts that both have. */
export interface Difference {
	readonly added: Value;
	readonly deleted: Value;
}

/**
 * The difference by kind: mappings by key (a changed key is in both), texts by line, lists by the runs they share,
 * sets by member. Values of different kinds and changed scalars are exchanged whole; equal scalars give null.
 */
export function findDifference(before: Value, now: Value, call: Call): Difference {
	if (before === UNDEFINED || now === UNDEFINED) {
		return { added: now, deleted: before === UNDEFINED ? null : before };
	}
	if (before instanceof UniqueSet && now instanceof UniqueSet) {
		return { added: without(now, before, call), deleted: without(before, now, call) };
	}
	const isFloat = isReal(before) === isReal(now);
	return compareData(finalize(before, call), finalize(now, call), call, isFloat);
}

function without(set: UniqueSet, other: UniqueSet, call: Call): Value {
	call.charge(set.members.size);
	return [...set.members].filter(([key]) => !other.members.has(key)).map(([, member]) => member);
}

function compareData(before: JsonValue, now: JsonValue, call: Call, isSameNumberKind: boolean): Difference {
	if (Array.isArray(before) && Array.isArray(now)) {
		return compareSequences(before as readonly JsonValue[], now as readonly JsonValue[], call, (item) =>
			call.hash(item),
		);
	}
	if (typeof before === 'string' && typeof now === 'string') {
		return compareSequences(splitLines(before), splitLines(now), call, (line) => line);
	}
	if (isPlainMapping(before) && isPlainMapping(now)) {
		return {
			added: changedKeys(now, before, call),
			deleted: changedKeys(before, now, call),
		};
	}
	const isSame = typeof before === typeof now && isSameNumberKind && call.isEqual(before, now);
	return isSame ? { added: null, deleted: null } : { added: now, deleted: before };
}

function changedKeys(mapping: JsonObject, other: JsonObject, call: Call): JsonObject {
	const changed = Object.entries(mapping).filter(
		([key, value]) => !Object.hasOwn(other, key) || !call.isEqual(value, other[key] ?? null),
	);
	return Object.fromEntries(changed);
}

function compareSequences<Item extends JsonValue>(
	before: readonly Item[],
	now: readonly Item[],
	call: Call,
	identify: (item: Item) => string,
): Difference {
	if (call.isEqual(before, now)) {
		return { added: [], deleted: [] };
	}
	const { left, right } = findUnmatched(before.map(identify), now.map(identify), (pairs) => call.charge(pairs));
	return { added: right.map((index) => now[index] ?? null), deleted: left.map((index) => before[index] ?? null) };
}

/** Lines without their ends; the last may lack one. */
function splitLines(text: string): readonly string[] {
	const lines = text.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/);
	return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
