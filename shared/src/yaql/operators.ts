import type { Call } from './call.js';
import { isEqual, itemsOf } from './equality.js';
import { hashKey } from './hash-key.js';
import { dictionaryOf, entriesOf } from './mapping.js';
import { TextPattern } from './text-pattern.js';
import {
	isCollection,
	isList,
	isMapping,
	isTruthy,
	numberOf,
	realOf,
	type Stream,
	UniqueSet,
	type Value,
} from './value.js';

/** An operator whose operands are both values; its call has them as arguments 0 and 1. */
export type Operation = (left: Value, right: Value, call: Call) => Value;

const ITEM_BYTES = 16;
const ENTRY_BYTES = 128;
const CHARACTERS_PER_STEP = 32;
const COMPARED_CHARACTERS_PER_STEP = 256;

/** Operators by their signs; those that choose what they evaluate are elsewhere. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
	'=': (left, right, call) => isEqual(left, right, call.run),
	'!=': (left, right, call) => !isEqual(left, right, call.run),
	'+': add,
	'-': (left, right, call) =>
		left instanceof UniqueSet && right instanceof UniqueSet
			? new UniqueSet(new Map([...paidMembers(left, call)].filter(([key]) => !right.members.has(key))))
			: calculate(left, right, call, (a, b) => a - b),
	'*': multiply,
	'/': divide,
	mod: (left, right, call) =>
		calculate(left, right, call, (a, b) => (b === 0 ? failDivision(call) : floorModulo(a, b))),
	'<': (left, right, call) => compare(left, right, call) < 0,
	'<=': (left, right, call) => compare(left, right, call) <= 0,
	'>': (left, right, call) => compare(left, right, call) > 0,
	'>=': (left, right, call) => compare(left, right, call) >= 0,
	in: isIn,
	'=~': matches,
	'!~': (left, right, call) => !matches(left, right, call),
};

/** Unary operators by their signs. */
export const UNARY_OPERATIONS: Readonly<Record<string, (operand: Value, call: Call) => Value>> = {
	not: (operand) => !isTruthy(operand),
	'+': (operand, call) => calculate(0, operand, call, (_, b) => b),
	'-': (operand, call) => calculate(0, operand, call, (a, b) => a - b),
};

/** Lists up to this long are searched without accounting for it. */
const SHORT_LIST = 32;

/** The answer for the commonest operands; undefined where the operation must be asked. */
export function quickly(operator: string, left: Value, right: Value): boolean | undefined {
	if (typeof left !== 'string') {
		return undefined;
	}
	if (typeof right === 'string' && (operator === '=' || operator === '!=')) {
		return (left === right) === (operator === '=');
	}
	return operator === 'in' && isList(right) && right.length <= SHORT_LIST && right.includes(left) ? true : undefined;
}

/** Steps that comparing two texts takes beside the one of the operator; nothing for other values. */
export function comparedTexts(left: Value, right: Value): number {
	return typeof left === 'string' && typeof right === 'string'
		? Math.min(left.length, right.length) / COMPARED_CHARACTERS_PER_STEP
		: 0;
}

function paidMembers({ members }: UniqueSet, call: Call): ReadonlyMap<string, Value> {
	call.charge(members.size);
	return members;
}

export function add(left: Value, right: Value, call: Call): Value {
	if (typeof left === 'string' && typeof right === 'string') {
		return call.makeText(left + right);
	}
	if (isMapping(left) && isMapping(right)) {
		const entries = [...entriesOf(left), ...entriesOf(right)];
		call.allocate(entries.length * ENTRY_BYTES);
		call.charge(entries.length);
		return dictionaryOf(entries, call);
	}
	if (isList(left) && isList(right)) {
		call.allocate((left.length + right.length) * ITEM_BYTES);
		return [...left, ...right];
	}
	if (left instanceof UniqueSet && right instanceof UniqueSet) {
		return new UniqueSet(new Map([...paidMembers(left, call), ...paidMembers(right, call)]));
	}
	if (isCollection(left) && isCollection(right)) {
		return call.stream(function* () {
			yield* itemsOf(left);
			yield* itemsOf(right);
		});
	}
	return calculate(left, right, call, (a, b) => a + b);
}

function multiply(left: Value, right: Value, call: Call): Value {
	const [repeated, times] = typeof left === 'number' ? [right, left] : [left, right];
	if (typeof repeated === 'string' || isList(repeated)) {
		const count = typeof times === 'number' && Number.isInteger(times) ? Math.max(0, times) : call.mismatch();
		call.allocate(count * repeated.length * ITEM_BYTES);
		call.charge(isList(repeated) ? count * repeated.length : 0);
		return typeof repeated === 'string' ? repeated.repeat(count) : Array.from({ length: count }, () => repeated).flat();
	}
	return calculate(left, right, call, (a, b) => a * b);
}

function divide(left: Value, right: Value, call: Call): Value {
	const isWhole = isIntegerValue(left) && isIntegerValue(right);
	return calculate(left, right, call, (a, b) => {
		if (b === 0) {
			return failDivision(call);
		}
		return isWhole ? Math.floor(a / b) : a / b;
	});
}

/** The remainder has the sign of the divisor, as in Python. */
function floorModulo(a: number, b: number): number {
	const remainder = a % b;
	return remainder !== 0 && remainder < 0 !== b < 0 ? remainder + b : remainder;
}

function failDivision(call: Call): never {
	return call.fail('type', 'division by zero');
}

function isIntegerValue(value: Value): boolean {
	return typeof value === 'number' && Number.isInteger(value);
}

/** Integers give integers, as long as they stay exact; one float makes a float. */
export function calculate(left: Value, right: Value, call: Call, operation: (a: number, b: number) => number): Value {
	const a = numberOf(left) ?? call.mismatch();
	const b = numberOf(right) ?? call.mismatch();
	const result = operation(a, b);
	if (isIntegerValue(left) && isIntegerValue(right)) {
		return Number.isSafeInteger(result) ? result + 0 : call.fail('limit', 'a number is too large to be exact');
	}
	return Number.isFinite(result) ? realOf(result) : call.fail('limit', 'a number is too large');
}

/** Negative, zero or positive; NaN where sets are neither. Null comes before everything. */
export function compare(left: Value, right: Value, call: Call): number {
	if (left === null || right === null) {
		return Number(left !== null) - Number(right !== null);
	}
	if (typeof left === 'string' && typeof right === 'string') {
		call.charge(comparedTexts(left, right));
		return left < right ? -1 : Number(left > right);
	}
	if (left instanceof UniqueSet && right instanceof UniqueSet) {
		const isWithin = [...paidMembers(left, call).keys()].every((key) => right.members.has(key));
		const isAround = [...paidMembers(right, call).keys()].every((key) => left.members.has(key));
		return isWithin ? Number(isAround) - 1 : isAround ? 1 : Number.NaN;
	}
	const a = numberOf(left) ?? call.mismatch();
	const b = numberOf(right) ?? call.mismatch();
	return a - b;
}

function isIn(left: Value, right: Value, call: Call): boolean {
	if (typeof right === 'string') {
		call.charge(right.length / CHARACTERS_PER_STEP);
		return typeof left === 'string' ? right.includes(left) : call.mismatch();
	}
	return isCollection(right) ? contains(right, left, call) : call.mismatch();
}

/** Whether a collection holds something equal to a value. */
export function contains(collection: readonly Value[] | UniqueSet | Stream, value: Value, call: Call): boolean {
	if (collection instanceof UniqueSet) {
		return collection.members.has(call.guard(() => hashKey(value, call)));
	}
	let count = 0;
	for (const item of call.itemsOf(collection)) {
		count++;
		if (item === value || (typeof item !== 'string' && isEqual(item, value, call.run))) {
			call.charge(count >> 2);
			return true;
		}
	}
	call.charge(count >> 2);
	return false;
}

function matches(left: Value, right: Value, call: Call): boolean {
	const text = typeof left === 'string' ? left : call.mismatch();
	const pattern =
		right instanceof TextPattern ? right : typeof right === 'string' ? call.pattern(right) : call.mismatch();
	call.charge(pattern.stepsToMatch(text.length));
	return pattern.matchesAnywhere(text);
}
