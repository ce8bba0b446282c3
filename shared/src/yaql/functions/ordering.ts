import type { Call } from '../call.js';
import { compare } from '../operators.js';
import type { Lambda } from '../scope.js';
import { type BuiltIn, define } from '../signature.js';
import { Stream, type Value } from '../value.js';

/** A lazy collection in order, which further keys may refine. */
class Ordered extends Stream {
	readonly items: Iterable<Value>;
	readonly keys: readonly OrderKey[];

	constructor(items: Iterable<Value>, keys: readonly OrderKey[], call: Call) {
		super(
			() => sort(items, keys, call).values(),
			(count) => call.countItem(count),
		);
		this.items = items;
		this.keys = keys;
	}
}

interface OrderKey {
	readonly select: Lambda;
	readonly direction: 1 | -1;
}

/** Functions that put items in order and into groups. */
export const ORDERING: readonly BuiltIn[] = [
	define('method', 'orderBy collection selector:lambda', (call) => order(call, 1)),
	define('method', 'orderByDescending collection selector:lambda', (call) => order(call, -1)),
	define('method', 'thenBy collection selector:lambda', (call) => refine(call, 1)),
	define('method', 'thenByDescending collection selector:lambda', (call) => refine(call, -1)),
	define('method', 'groupBy collection keySelector:lambda valueSelector:lambda? aggregator:lambda?', groupBy),
];

function order(call: Call, direction: 1 | -1): Value {
	return new Ordered(call.items(0), [{ select: call.lambda(1), direction }], call);
}

function refine(call: Call, direction: 1 | -1): Value {
	const ordered = call.value(0);
	return ordered instanceof Ordered
		? new Ordered(ordered.items, [...ordered.keys, { select: call.lambda(1), direction }], call)
		: call.mismatch();
}

function sort(items: Iterable<Value>, keys: readonly OrderKey[], call: Call): readonly Value[] {
	const rows = [...items].map((item) => ({ item, values: keys.map(({ select }) => select(item)) }));
	call.allocate(rows.length * 64);
	rows.sort((a, b) => {
		call.charge(1);
		for (const [index, { direction }] of keys.entries()) {
			const order = compare(a.values[index] ?? null, b.values[index] ?? null, call);
			if (order !== 0 && !Number.isNaN(order)) {
				return order * direction;
			}
		}
		return 0;
	});
	return rows.map(({ item }) => item);
}

function groupBy(call: Call): Value {
	const key = call.lambda(1);
	const value = call.optionalLambda(2);
	const aggregate = call.optionalLambda(3);
	const groups = new Map<string, { readonly key: Value; readonly items: Value[] }>();
	for (const item of call.items(0)) {
		const found = key(item);
		const hash = call.hash(found);
		const group = groups.get(hash) ?? { key: found, items: [] };
		group.items.push(value === undefined ? item : value(item));
		groups.set(hash, group);
	}
	return call.stream(function* () {
		for (const group of groups.values()) {
			yield [group.key, aggregate === undefined ? group.items : aggregate(group.items)];
		}
	});
}
