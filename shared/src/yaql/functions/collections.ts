import type { Call } from '../call.js';
import { dictionaryOf } from '../mapping.js';
import { type BuiltIn, define } from '../signature.js';
import { isCollection, isList, isTruthy, Stream, type Value } from '../value.js';

/** Functions that make collections and change their shape. */
export const COLLECTIONS: readonly BuiltIn[] = [
	define('function', 'list ...value', (call) => call.collect(openStreams(call.rest))),
	define('function', 'set ...value', (call) => call.makeSet(openStreams(call.rest))),
	define('method', 'toList collection', (call) => call.list(0)),
	define('method', 'toSet collection', (call) => call.makeSet(call.items(0))),
	define('method', 'flatten collection', (call) => {
		const items = call.items(0);
		return call.stream(() => flatten(items, call));
	}),
	define('both', 'distinct collection keySelector:lambda?', (call) => {
		const items = call.items(0);
		const select = call.optionalLambda(1);
		return call.stream(function* () {
			const seen = new Set<string>();
			for (const item of items) {
				const hash = call.hash(select === undefined ? item : select(item));
				if (!seen.has(hash)) {
					seen.add(hash);
					yield item;
				}
			}
		});
	}),
	define('method', 'toDict collection keySelector:lambda valueSelector:lambda?', (call) => {
		const key = call.lambda(1);
		const value = call.optionalLambda(2);
		const entries: (readonly [Value, Value])[] = [];
		for (const item of call.items(0)) {
			entries.push([key(item), value === undefined ? item : value(item)]);
		}
		call.allocate(entries.length * 64);
		return call.guard(() => dictionaryOf(entries, call));
	}),
	define('method', 'skip collection count', (call) => {
		const items = call.items(0);
		const count = call.integer(1);
		return call.stream(function* () {
			let index = 0;
			for (const item of items) {
				if (index++ >= count) {
					yield item;
				}
			}
		});
	}),
	...['limit', 'take'].map((name) =>
		define('method', `${name} collection count`, (call) => {
			const items = call.items(0);
			const count = call.integer(1);
			return call.stream(() => take(items, count));
		}),
	),
	define('both', 'append collection ...value', (call) => {
		const items = call.items(0);
		return call.stream(function* () {
			yield* items;
			yield* call.rest;
		});
	}),
	define('both', 'enumerate collection start?', (call) => {
		const items = call.items(0);
		const start = call.integer(1, 0);
		return call.stream(function* () {
			let index = start;
			for (const item of items) {
				yield [index++, item];
			}
		});
	}),
	define('method', 'zip collection ...value', (call) => {
		const lists = [call.list(0), ...call.rest.map((other) => listOf(other, call))];
		const length = Math.min(...lists.map((list) => list.length));
		call.charge(length * lists.length);
		return Array.from({ length }, (_, index) => lists.map((list) => list[index] ?? null));
	}),
	define('method', 'zipLongest collection ...value **', (call) => {
		const lists = [call.list(0), ...call.rest.map((other) => listOf(other, call))];
		call.charge(Math.max(...lists.map((list) => list.length)) * lists.length);
		const filler = call.rules.find(({ word }) => word === 'default')?.value() ?? null;
		const length = Math.max(...lists.map((list) => list.length));
		return Array.from({ length }, (_, index) =>
			lists.map((list) => (index < list.length ? (list[index] ?? null) : filler)),
		);
	}),
	define('method', 'slice collection length', (call) => {
		const items = call.list(0);
		const length = call.integer(1);
		if (length <= 0) {
			return [];
		}
		const count = Math.ceil(items.length / length);
		call.charge(count);
		return Array.from({ length: count }, (_, index) => items.slice(index * length, (index + 1) * length));
	}),
	define('method', 'splitAt collection index', (call) => {
		const items = call.list(0);
		return [items.slice(0, call.integer(1)), items.slice(call.integer(1))];
	}),
	define('method', 'splitWhere collection predicate:lambda', (call) => {
		const holds = call.lambda(1);
		const parts: Value[][] = [[]];
		for (const item of call.items(0)) {
			if (isTruthy(holds(item))) {
				parts.push([]);
			} else {
				parts.at(-1)?.push(item);
			}
		}
		return parts.at(-1)?.length === 0 ? parts.slice(0, -1) : parts;
	}),
	define('method', 'sliceWhere collection predicate:lambda', (call) => {
		const holds = call.lambda(1);
		const parts: Value[][] = [];
		let last: Value | undefined;
		for (const item of call.items(0)) {
			const now = holds(item);
			if (last === undefined || !call.isEqual(now, last)) {
				parts.push([]);
			}
			parts.at(-1)?.push(item);
			last = now;
		}
		return parts;
	}),
	define('method', 'reverse collection', (call) => {
		const items = call.list(0);
		return call.stream(() => items.toReversed().values());
	}),
	define('method', 'memorize collection', (call) => call.list(0)),
	define('method', 'concat collection ...value', (call) => concatenate(call, [call.value(0), ...call.rest])),
	define('method', 'insertMany collection position values', (call) => {
		const items = call.list(0);
		const at = Math.max(0, call.integer(1));
		return [...items.slice(0, at), ...call.list(2), ...items.slice(at)];
	}),
	define('method', 'replaceMany collection position values count?', (call) =>
		splice(call, call.list(2), call.integer(3, 1)),
	),
	define('function', 'range stop', (call) => count(call, [0, call.integer(0), 1])),
	define('function', 'range start stop step?', (call) =>
		count(call, [call.integer(0), call.integer(1), call.integer(2, 1)]),
	),
	define('function', 'sequence start? step?', (call) =>
		count(call, [call.integer(0, 0), Number.POSITIVE_INFINITY, call.integer(1, 1)]),
	),
	define('method', 'repeat value times?', (call) => {
		const times = call.integer(1, -1);
		const value = call.value(0);
		return call.stream(function* () {
			for (let index = 0; times < 0 || index < times; index++) {
				yield value;
			}
		});
	}),
	define('method', 'cycle collection', (call) => {
		const items = call.list(0);
		return call.stream(function* () {
			while (items.length > 0) {
				yield* items;
			}
		});
	}),
	define('function', 'generate initial predicate:lambda producer:lambda selector:lambda? decycle?', (call) => {
		const seen = call.flag(4) ? new Set<string>() : undefined;
		return call.stream(function* () {
			for (let item = call.value(0); isTruthy(call.lambda(1)(item)); item = call.lambda(2)(item)) {
				if (seen?.has(call.hash(item)) === true) {
					return;
				}
				seen?.add(call.hash(item));
				yield call.optionalLambda(3)?.(item) ?? item;
			}
		});
	}),
];

/** Lists and sets stay whole; lazy collections among the items give theirs. */
function* openStreams(items: Iterable<Value>): Generator<Value> {
	for (const item of items) {
		if (item instanceof Stream) {
			yield* openStreams(item);
		} else {
			yield item;
		}
	}
}

/** Without recursion: each item would pass through all the generators around it. */
function* flatten(items: Iterable<Value>, call: Call): Generator<Value> {
	const open = [items[Symbol.iterator]()];
	for (let source = open.at(-1); source !== undefined; source = open.at(-1)) {
		call.charge(1);
		const step = source.next();
		if (step.done === true) {
			open.pop();
		} else if (isCollection(step.value)) {
			open.push(call.itemsOf(step.value)[Symbol.iterator]());
		} else {
			yield step.value;
		}
	}
}

function* take(items: Iterable<Value>, count: number): Generator<Value> {
	let left = count;
	if (left <= 0) {
		return;
	}
	for (const item of items) {
		yield item;
		if (--left <= 0) {
			return;
		}
	}
}

function count(call: Call, [start, stop, step]: readonly [number, number, number]): Value {
	if (step === 0) {
		return call.fail('type', 'a step of zero leads nowhere');
	}
	return call.stream(function* () {
		for (let value = start; step > 0 ? value < stop : value > stop; value += step) {
			call.charge(1);
			yield value;
		}
	});
}

/** One lazy collection of the items of several. */
export function concatenate(call: Call, collections: readonly Value[]): Value {
	const parts = collections.map((collection) => itemsOrRefuse(collection, call));
	return call.stream(function* () {
		for (const items of parts) {
			yield* items;
		}
	});
}

/** Items from `position` on are replaced; a negative count means all of them. */
export function splice(call: Call, values: readonly Value[], length: number): Value {
	const items = call.list(0);
	const start = call.integer(1);
	const end = length < 0 ? items.length : start + length;
	const isCut = (index: number) => index >= start && index < end;
	return items.flatMap((item, index) => (!isCut(index) ? [item] : index === Math.max(0, start) ? [...values] : []));
}

function listOf(value: Value, call: Call): readonly Value[] {
	return isList(value) ? value : call.collect(itemsOrRefuse(value, call));
}

function itemsOrRefuse(value: Value, call: Call): Iterable<Value> {
	return isCollection(value) ? call.itemsOf(value) : call.mismatch();
}
