import { Call } from './call.js';
import { type Payer, UnhashableError } from './hash-key.js';
import { lookUp, type Mapping } from './mapping.js';
import type { Evaluate, Lambda, Scope } from './scope.js';
import { isCollection, isInteger, isList, isMapping, nameOfKind, type Value } from './value.js';
import { YaqlError, type YaqlErrorKind } from './yaql-error.js';

export function fail(kind: YaqlErrorKind, position: number, message: string): never {
	throw new YaqlError(kind, position, message);
}

/** A part that fails whenever it is evaluated. */
export function failing(kind: YaqlErrorKind, position: number, message: string): Evaluate {
	return () => fail(kind, position, message);
}

/** The call of an operator, or of whatever else has no lambdas. */
export function callOf(name: string, position: number, scope: Scope, values: readonly Value[]): Call {
	return new Call({ name, position, scope, values, lambdas: [], rest: [], restLambdas: [], rules: [] });
}

export function bindLambda(evaluate: Evaluate, scope: Scope, position: number): Lambda {
	const { run } = scope;
	return (...items) => {
		run.charge(1, position);
		run.enter(position);
		const value = evaluate(scope.withItems(items));
		run.leave();
		return value;
	};
}

function payerAt({ run }: Scope, position: number): Payer {
	return { charge: (steps) => run.charge(steps, position) };
}

/** `value.name`: of a mapping its key, of a collection the property of each item. */
export function readProperty(value: Value, name: string, scope: Scope, position: number): Value {
	if (isMapping(value)) {
		const held = lookUp(value, name, payerAt(scope, position));
		return held === undefined ? fail('key', position, `there is no key ${JSON.stringify(name)}`) : held;
	}
	if (isCollection(value)) {
		const call = callOf('.', position, scope, [value]);
		return call.stream(function* () {
			for (const item of call.itemsOf(value)) {
				call.charge(1);
				yield readProperty(item, name, scope, position);
			}
		});
	}
	return fail('function', position, `${nameOfKind(value)} has no ${name}`);
}

interface Index {
	readonly key: Value;
	/** What stands in for a missing key. */
	readonly fallback: Value | undefined;
	readonly position: number;
}

/** `value[key]`; indexes below zero count from the end. */
export function readIndex(value: Value, { key, fallback, position }: Index, scope: Scope): Value {
	if (isMapping(value)) {
		const held = lookUpSafely(value, key, scope, position);
		if (held !== undefined) {
			return held;
		}
		return fallback === undefined ? fail('key', position, `there is no key ${describe(key)}`) : fallback;
	}
	const index = typeof key === 'boolean' ? Number(key) : key;
	if (isList(value) && isInteger(index) && fallback === undefined) {
		const held = value.at(index);
		return held === undefined ? fail('key', position, `there is no item ${index}`) : held;
	}
	return fail('function', position, `${nameOfKind(value)} has no index ${describe(key)}`);
}

function lookUpSafely(mapping: Mapping, key: Value, scope: Scope, position: number): Value | undefined {
	try {
		return lookUp(mapping, key, payerAt(scope, position));
	} catch (error) {
		if (error instanceof UnhashableError) {
			return fail('type', position, error.message);
		}
		throw error;
	}
}

function describe(key: Value): string {
	return typeof key === 'string' ? JSON.stringify(key) : typeof key === 'number' ? String(key) : nameOfKind(key);
}
