import type { Call } from '../call.js';
import { dictionaryOf, entriesOf, keysOf, lookUp, type Mapping, sizeOf, valuesOf } from '../mapping.js';
import { type BuiltIn, define } from '../signature.js';
import { isCollection, isList, isMapping, Stream, UniqueSet, type Value } from '../value.js';
import { countCharacters } from './texts.js';

/** Counting the keys of an object looks at each. */
const COUNTED_KEYS_PER_STEP = 4;
/** Two look-ups, a pair, a place in the new mapping. */
const STEPS_PER_MERGED_ENTRY = 4;
const ENTRY_BYTES = 128;

/** Functions of mappings, and those that mappings share with lists and texts. */
export const MAPPINGS: readonly BuiltIn[] = [
	define('method', 'get dict key default?', (call) => {
		const mapping = call.mapping(0);
		const held = call.guard(() => lookUp(mapping, call.value(1), call));
		return held === undefined ? call.value(2) : held;
	}),
	define('method', 'keys dict', (call) => paid(keysOf(call.mapping(0)), call)),
	define('method', 'values dict', (call) => paid(valuesOf(call.mapping(0)), call)),
	define('method', 'items dict', (call) => paid(entriesOf(call.mapping(0)), call)),
	define('method', 'containsKey dict key', (call) => {
		const mapping = call.mapping(0);
		return call.guard(() => lookUp(mapping, call.value(1), call)) !== undefined;
	}),
	define('method', 'containsValue dict value', (call) =>
		paid(valuesOf(call.mapping(0)), call).some((value) => call.isEqual(value, call.value(1))),
	),
	define('method', 'set dict key value', (call) => extend(call, [[call.value(1), call.value(2)]])),
	define('method', 'set dict replacements', (call) => extend(call, entriesOf(call.mapping(1)))),
	define('method', 'set dict ...rule', (call) =>
		extend(
			call,
			call.rules.map((rule) => [rule.key(), rule.value()] as const),
		),
	),
	define('method', 'delete collection ...value', (call) => {
		if (isMapping(call.value(0))) {
			return without(call, call.rest);
		}
		const [position = null, count = 1] = call.rest;
		return typeof position === 'number' && typeof count === 'number' && call.rest.length <= 2
			? call
					.list(0)
					.filter((_, index) => (count >= 0 ? index < position || index >= position + count : index < position))
			: call.mismatch();
	}),
	define('method', 'deleteAll dict keys', (call) => without(call, call.list(1))),
	define('method', 'insert collection position value', (call) => {
		const items = [...call.list(0)];
		items.splice(call.integer(1), 0, call.value(2));
		return items;
	}),
	define('method', 'mergeWith dict another listMerger:lambda? itemMerger:lambda? maxLevels?', (call) => {
		const mergers: Mergers = {
			list:
				call.optionalLambda(2) ??
				((left, right) => distinctItems([...listIn(left, call), ...listIn(right, call)], call)),
			item: call.optionalLambda(3) ?? ((_, right) => right ?? null),
		};
		return merge(call.mapping(0), call.mapping(1), { ...mergers, call, levels: call.integer(4, 0) });
	}),
	define('function', 'dict ...rule', (call) => {
		const entries = call.rules.map((rule) => [rule.key(), rule.value()] as const);
		return call.guard(() => dictionaryOf(entries, call));
	}),
	define('function', 'dict items', (call) => {
		const entries = call.list(0).map((pair): readonly [Value, Value] => {
			const [key, value] = isCollection(pair) ? [...call.itemsOf(pair)] : [];
			return key === undefined || value === undefined
				? call.fail('type', 'an entry is a key and a value')
				: [key, value];
		});
		call.allocate(entries.length * ENTRY_BYTES);
		return call.guard(() => dictionaryOf(entries, call));
	}),
	define('both', 'len value', (call) => {
		const value = call.value(0);
		if (isMapping(value)) {
			const size = sizeOf(value);
			call.charge(size / COUNTED_KEYS_PER_STEP);
			return size;
		}
		if (value instanceof UniqueSet) {
			return value.members.size;
		}
		return isCollection(value) ? countItems(value, call) : countCharacters(call.text(0), call);
	}),
];

function countItems(value: Value, call: Call): number {
	if (!(value instanceof Stream)) {
		return isList(value) ? value.length : 0;
	}
	let count = 0;
	for (const _ of call.itemsOf(value)) {
		count++;
	}
	return count;
}

function paid(items: readonly Value[], call: Call): readonly Value[] {
	call.allocate(items.length * ENTRY_BYTES);
	return items;
}

function extend(call: Call, entries: readonly (readonly [Value, Value])[]): Value {
	const all = [...entriesOf(call.mapping(0)), ...entries];
	call.allocate(all.length * ENTRY_BYTES);
	return call.guard(() => dictionaryOf(all, call));
}

function without(call: Call, keys: readonly Value[]): Value {
	const removed = call.makeSet(keys).members;
	const entries = entriesOf(call.mapping(0));
	call.allocate(entries.length * ENTRY_BYTES);
	return dictionaryOf(
		entries.filter(([key]) => !removed.has(call.hash(key))),
		call,
	);
}

interface Mergers {
	readonly list: (left: Value, right: Value) => Value;
	readonly item: (left: Value, right: Value) => Value;
}

interface Merging extends Mergers {
	readonly call: Call;
	/** Levels to go down; 0 for all. */
	readonly levels: number;
}

function merge(left: Mapping, right: Mapping, merging: Merging): Value {
	const { call } = merging;
	const merged = entriesOf(left).map(([key, value]): readonly [Value, Value] => {
		const other = lookUp(right, key, call);
		return [key, other === undefined ? value : mergeValues(value, other, merging)];
	});
	call.allocate((merged.length + sizeOf(right)) * ENTRY_BYTES);
	call.charge(merged.length * STEPS_PER_MERGED_ENTRY);
	const others = entriesOf(right).filter(([key]) => lookUp(left, key, call) === undefined);
	return dictionaryOf([...merged, ...others], call);
}

function mergeValues(left: Value, right: Value, merging: Merging): Value {
	const { call, levels } = merging;
	if (levels !== 1 && isMapping(right)) {
		return isMapping(left)
			? merge(left, right, { ...merging, levels: Math.max(0, levels - 1) })
			: call.fail('type', 'a mapping cannot be merged with something else');
	}
	if (levels !== 1 && Array.isArray(right)) {
		return Array.isArray(left)
			? merging.list(left, right)
			: call.fail('type', 'a list cannot be merged with something else');
	}
	return merging.item(left, right);
}

function listIn(value: Value, call: Call): readonly Value[] {
	return isCollection(value) ? [...call.itemsOf(value)] : [];
}

function distinctItems(items: readonly Value[], call: Call): Value {
	return [...call.makeSet(items).members.values()];
}
