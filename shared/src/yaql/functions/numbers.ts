import type { Call } from '../call.js';
import { calculate } from '../operators.js';
import { type BuiltIn, define } from '../signature.js';
import { isInteger, isReal, Real, realOf, type Value } from '../value.js';

const INTEGER = /^\s*[+-]?\d+(?:_\d+)*\s*$/;
const NUMBER = /^\s*[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+)?\s*$/;
const DIGITS_PER_STEP = 16;
const MOST_BITS = 52;
const MODULAR_STEPS = 200;

/** Functions of numbers. Results stay exact or fail. */
export const NUMBERS: readonly BuiltIn[] = [
	define('function', 'int value', (call) => exact(Math.trunc(toNumber(call, INTEGER)), call)),
	define('function', 'float value', (call) => realOf(toNumber(call, NUMBER))),
	define('function', 'abs op', (call) => calculate(0, call.value(0), call, (_, number) => Math.abs(number))),
	define('function', 'sign num', (call) => Math.sign(call.number(0))),
	define('function', 'round number ndigits?', (call) => {
		const number = call.number(0);
		const rounded = roundHalfEven(number, call.integer(1, 0));
		return isInteger(call.value(0)) ? rounded : realOf(rounded);
	}),
	define('function', 'pow a b c?', (call) => {
		if (!call.has(2) || call.value(2) === null) {
			const isFloat = isInteger(call.value(1)) && call.number(1) < 0;
			return calculate(isFloat ? real(call.number(0)) : call.value(0), call.value(1), call, (a, b) => a ** b);
		}
		return modularPower(call);
	}),
	define('function', 'bitwiseAnd left right', (call) => bits(call, (a, b) => a & b)),
	define('function', 'bitwiseOr left right', (call) => bits(call, (a, b) => a | b)),
	define('function', 'bitwiseXor left right', (call) => bits(call, (a, b) => a ^ b)),
	define('function', 'bitwiseNot arg', (call) => -call.integer(0) - 1),
	define('function', 'shiftBitsLeft value bitsNumber', (call) =>
		bits(call, (value, by) => (by >= 0n && by <= MOST_BITS ? value << by : refuse(call))),
	),
	define('function', 'shiftBitsRight value bitsNumber', (call) =>
		bits(call, (value, by) => (by >= 0n ? value >> by : refuse(call))),
	),
	define('function', 'isInteger value', (call) => isInteger(call.value(0))),
	define('function', 'isNumber value', (call) => isInteger(call.value(0)) || isReal(call.value(0))),
];

/** The number a value stands for; null is zero. */
function toNumber(call: Call, pattern: RegExp): number {
	const value = call.value(0);
	if (value === null || typeof value === 'boolean' || typeof value === 'number') {
		return Number(value);
	}
	if (value instanceof Real) {
		return value.value;
	}
	call.charge(typeof value === 'string' ? value.length / DIGITS_PER_STEP : 0);
	if (typeof value === 'string' && pattern.test(value)) {
		const number = Number(value.replaceAll('_', ''));
		return Number.isFinite(number) ? number : refuse(call);
	}
	return call.fail('type', typeof value === 'string' ? `${JSON.stringify(value)} is no number` : 'this is no number');
}

function exact(number: number, call: Call): number {
	return Number.isSafeInteger(number) ? number + 0 : refuse(call);
}

function refuse(call: Call): never {
	return call.fail('limit', 'a number is too large to be exact');
}

function real(number: number): Value {
	return new Real(number);
}

/** Halves go to the even neighbour. */
function roundHalfEven(number: number, digits: number): number {
	const scale = 10 ** Math.min(Math.abs(digits), 15);
	const scaled = digits >= 0 ? number * scale : number / scale;
	const floor = Math.floor(scaled);
	const isHalf = Math.abs(scaled - floor) === 0.5;
	const rounded = isHalf ? floor + (floor % 2 === 0 ? 0 : 1) : Math.round(scaled);
	return digits >= 0 ? rounded / scale : rounded * scale;
}

function bits(call: Call, operation: (a: bigint, b: bigint) => bigint): number {
	return exact(Number(operation(BigInt(call.integer(0)), BigInt(call.integer(1)))), call);
}

function modularPower(call: Call): number {
	call.charge(MODULAR_STEPS);
	const modulus = BigInt(call.integer(2));
	let exponent = BigInt(call.integer(1));
	if (modulus === 0n || exponent < 0n) {
		return call.fail('type', 'the modulus is zero or the exponent negative');
	}
	let base = BigInt(call.integer(0)) % modulus;
	let result = 1n % modulus;
	for (; exponent > 0n; exponent >>= 1n) {
		result = exponent & 1n ? (result * base) % modulus : result;
		base = (base * base) % modulus;
	}
	return Number(result !== 0n && result < 0n !== modulus < 0n ? result + modulus : result);
}
