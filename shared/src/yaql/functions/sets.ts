import type { Call } from '../call.js';
import { type BuiltIn, define } from '../signature.js';
import { UniqueSet, type Value } from '../value.js';

/** Functions of sets. */
export const SETS: readonly BuiltIn[] = [
	define('method', 'union left right', (call) =>
		call.makeSet([...call.set(0).members.values(), ...call.set(1).members.values()]),
	),
	define('method', 'intersect left right', (call) => filterSet(call, (isInRight) => isInRight)),
	define('method', 'difference left right', (call) => filterSet(call, (isInRight) => !isInRight)),
	define('method', 'symmetricDifference left right', (call) => {
		const [left, right] = [call.set(0).members, call.set(1).members];
		return new UniqueSet(new Map([...left, ...right].filter(([key]) => left.has(key) !== right.has(key))));
	}),
	define('method', 'add set ...value', (call) => call.makeSet([...call.set(0).members.values(), ...call.rest])),
	define('method', 'remove set ...value', (call) => {
		const removed = call.makeSet(call.rest).members;
		return new UniqueSet(new Map([...call.set(0).members].filter(([key]) => !removed.has(key))));
	}),
];

function filterSet(call: Call, keep: (isInRight: boolean) => boolean): Value {
	const right = call.set(1).members;
	return new UniqueSet(new Map([...call.set(0).members].filter(([key]) => keep(right.has(key)))));
}
