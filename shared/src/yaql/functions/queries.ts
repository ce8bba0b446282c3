import type { Call } from '../call.js';
import { isEqual } from '../equality.js';
import { add, compare, contains } from '../operators.js';
import { type BuiltIn, define } from '../signature.js';
import { isCollection, isTruthy, type Value } from '../value.js';

/** Functions that pick from, walk over and reduce collections. */
export const QUERIES: readonly BuiltIn[] = [
	...['where', 'filter'].map((name) =>
		define('method', `${name} collection predicate:lambda`, (call) => {
			const items = call.items(0);
			const holds = call.lambda(1);
			return call.stream(function* () {
				for (const item of items) {
					if (isTruthy(holds(item))) {
						yield item;
					}
				}
			});
		}),
	),
	...['select', 'map'].map((name) =>
		define('method', `${name} collection selector:lambda`, (call) => {
			const items = call.items(0);
			const convert = call.lambda(1);
			return call.stream(function* () {
				for (const item of items) {
					yield convert(item);
				}
			});
		}),
	),
	define('method', 'selectMany collection selector:lambda', (call) => {
		const items = call.items(0);
		const convert = call.lambda(1);
		return call.stream(function* () {
			for (const item of items) {
				const inner = convert(item);
				if (isCollection(inner)) {
					yield* call.itemsOf(inner);
				} else {
					yield inner;
				}
			}
		});
	}),
	define('both', 'any collection predicate:lambda?', (call) => {
		const holds = call.optionalLambda(1);
		for (const item of call.items(0)) {
			call.charge(1);
			if (holds === undefined || isTruthy(holds(item))) {
				return true;
			}
		}
		return false;
	}),
	define('both', 'all collection predicate:lambda?', (call) => {
		const holds = call.optionalLambda(1) ?? ((item: Value) => item);
		for (const item of call.items(0)) {
			call.charge(1);
			if (!isTruthy(holds(item))) {
				return false;
			}
		}
		return true;
	}),
	define('method', 'first collection default?', (call) => {
		for (const item of call.items(0)) {
			return item;
		}
		return orDefault(call);
	}),
	define('method', 'last collection default?', (call) => {
		const items = call.list(0);
		return items.length > 0 ? (items.at(-1) ?? null) : orDefault(call);
	}),
	define('method', 'single collection', (call) => {
		const items = call.list(0);
		return items.length === 1 ? (items[0] ?? null) : call.fail('type', `there are ${items.length} items, not one`);
	}),
	...['aggregate', 'reduce'].map((name) =>
		define('method', `${name} collection selector:lambda seed?`, (call) => {
			const step = call.lambda(1);
			return reduce(call, call.has(2) ? call.value(2) : undefined, (total, item) => step(total, item));
		}),
	),
	define('method', 'accumulate collection selector:lambda seed?', (call) => {
		const items = call.items(0);
		const step = call.lambda(1);
		const seed = call.has(2) ? call.value(2) : undefined;
		return call.stream(function* () {
			let total = seed;
			if (total !== undefined) {
				yield total;
			}
			for (const item of items) {
				total = total === undefined ? item : step(total, item);
				yield total;
			}
			if (total === undefined) {
				call.fail('type', 'there is nothing to begin with');
			}
		});
	}),
	define('method', 'sum collection initial?', (call) => reduceFrom(call, (total, item) => add(total, item, call))),
	define('method', 'max collection initial?', (call) => reduceFrom(call, (a, b) => larger(a, b, call))),
	define('method', 'min collection initial?', (call) => reduceFrom(call, (a, b) => smaller(a, b, call))),
	define('function', 'max a b', (call) => larger(call.value(0), call.value(1), call)),
	define('function', 'min a b', (call) => smaller(call.value(0), call.value(1), call)),
	define('method', 'count collection', (call) => call.list(0).length),
	define('method', 'indexOf collection item', (call) => {
		if (!isCollection(call.value(0))) {
			return call.text(0).indexOf(call.text(1));
		}
		return call.list(0).findIndex((item) => isEqual(item, call.value(1), call.run));
	}),
	define('method', 'lastIndexOf collection item', (call) => {
		if (!isCollection(call.value(0))) {
			return call.text(0).lastIndexOf(call.text(1));
		}
		return call.list(0).findLastIndex((item) => isEqual(item, call.value(1), call.run));
	}),
	define('method', 'indexWhere collection predicate:lambda', (call) => {
		const holds = call.lambda(1);
		return call.list(0).findIndex((item) => isTruthy(holds(item)));
	}),
	define('method', 'lastIndexWhere collection predicate:lambda', (call) => {
		const holds = call.lambda(1);
		return call.list(0).reduce<number>((last, item, index) => (isTruthy(holds(item)) ? index : last), -1);
	}),
	define('method', 'takeWhile collection predicate:lambda', (call) => {
		const items = call.items(0);
		const holds = call.lambda(1);
		return call.stream(function* () {
			for (const item of items) {
				if (!isTruthy(holds(item))) {
					return;
				}
				yield item;
			}
		});
	}),
	define('method', 'skipWhile collection predicate:lambda', (call) => {
		const items = call.items(0);
		const holds = call.lambda(1);
		return call.stream(function* () {
			let isSkipping = true;
			for (const item of items) {
				isSkipping &&= isTruthy(holds(item));
				if (!isSkipping) {
					yield item;
				}
			}
		});
	}),
	define('method', 'join collection1 collection2 predicate:lambda selector:lambda', (call) => {
		const lefts = call.items(0);
		const rights = call.list(1);
		const holds = call.lambda(2);
		const convert = call.lambda(3);
		return call.stream(function* () {
			for (const left of lefts) {
				for (const right of rights) {
					call.charge(1);
					if (isTruthy(holds(left, right))) {
						yield convert(left, right);
					}
				}
			}
		});
	}),
	define('method', 'defaultIfEmpty collection default', (call) => {
		const items = call.list(0);
		return items.length > 0 ? items : call.value(1);
	}),
	define('method', 'contains collection value', (call) => {
		const collection = call.value(0);
		return isCollection(collection) ? contains(collection, call.value(1), call) : call.mismatch();
	}),
];

function orDefault(call: Call): Value {
	return call.has(1) ? call.value(1) : call.fail('type', 'the collection is empty');
}

function reduceFrom(call: Call, step: (total: Value, item: Value) => Value): Value {
	return reduce(call, call.has(1) ? call.value(1) : undefined, step);
}

function reduce(call: Call, seed: Value | undefined, step: (total: Value, item: Value) => Value): Value {
	let total = seed;
	for (const item of call.items(0)) {
		call.charge(1);
		total = total === undefined ? item : step(total, item);
	}
	return total === undefined ? call.fail('type', 'the collection is empty and nothing stands in for it') : total;
}

function larger(a: Value, b: Value, call: Call): Value {
	return compare(b, a, call) > 0 ? b : a;
}

function smaller(a: Value, b: Value, call: Call): Value {
	return compare(b, a, call) > 0 ? a : b;
}
