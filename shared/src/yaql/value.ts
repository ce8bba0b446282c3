/**
 * What `old` gives where the past has no answer; told by identity. It is true, as every object without a length is in
 * Python, and says what it is where it ends up in JSON.
 */
export const UNDEFINED: { readonly [key: string]: true } = Object.freeze({ $undefined: true });

/** Base of everything in an expression that is not JSON, so that one `instanceof` tells them apart. */
export abstract class Boxed {}

/** A float without a fraction, such as 2.0; every other float and every integer is a plain number. */
export class Real extends Boxed {
	readonly value: number;

	constructor(value: number) {
		super();
		this.value = value;
	}
}

/** A mapping made by an expression: its keys may be any value and keep their order. */
export class Dictionary extends Boxed {
	readonly entries: ReadonlyMap<string, readonly [Value, Value]>;

	/** @param entries by the hash key of their key */
	constructor(entries: ReadonlyMap<string, readonly [Value, Value]>) {
		super();
		this.entries = entries;
	}
}

/** A set; its members keep the order they came in. */
export class UniqueSet extends Boxed {
	readonly members: ReadonlyMap<string, Value>;

	/** @param members by their hash key */
	constructor(members: ReadonlyMap<string, Value>) {
		super();
		this.members = members;
	}
}

/** Most items a collection may give; the limit of the old system. */
export const MAX_ITEMS = 10_000;

/** A lazy collection. It may be read more than once. */
export class Stream extends Boxed {
	readonly #open: () => Iterator<Value>;
	readonly #onItem: (count: number) => void;

	/** @param onItem called with the number of each item; throws where there are too many */
	constructor(open: () => Iterator<Value>, onItem: (count: number) => void) {
		super();
		this.#open = open;
		this.#onItem = onItem;
	}

	[Symbol.iterator](): Iterator<Value> {
		const source = this.#open();
		let count = 0;
		return {
			next: () => {
				const step = source.next();
				if (step.done !== true) {
					this.#onItem(++count);
				}
				return step;
			},
		};
	}
}

/** A mapping as facts hold it. */
export interface PlainMapping {
	readonly [key: string]: Value;
}

/** Everything an expression can meet on its way. */
export type Value = null | boolean | number | string | readonly Value[] | PlainMapping | Boxed;

export function isList(value: Value): value is readonly Value[] {
	return Array.isArray(value);
}

export function isPlainMapping(value: Value): value is PlainMapping {
	return (
		typeof value === 'object' &&
		value !== null &&
		!Array.isArray(value) &&
		!(value instanceof Boxed) &&
		value !== UNDEFINED
	);
}

export function isMapping(value: Value): value is PlainMapping | Dictionary {
	return isPlainMapping(value) || value instanceof Dictionary;
}

/** Lists, sets and lazy collections; neither texts nor mappings. */
export function isCollection(value: Value): value is readonly Value[] | UniqueSet | Stream {
	return isList(value) || value instanceof Stream || value instanceof UniqueSet;
}

/** Python's truth. Lazy collections are true even where they turn out empty. */
export function isTruthy(value: Value): boolean {
	if (typeof value !== 'object' || value === null) {
		return Boolean(value);
	}
	if (isList(value)) {
		return value.length > 0;
	}
	if (value instanceof Real) {
		return value.value !== 0;
	}
	if (value instanceof UniqueSet) {
		return value.members.size > 0;
	}
	if (value instanceof Dictionary) {
		return value.entries.size > 0;
	}
	return value instanceof Boxed || hasKeys(value);
}

function hasKeys(mapping: PlainMapping): boolean {
	for (const key in mapping) {
		if (Object.hasOwn(mapping, key)) {
			return true;
		}
	}
	return false;
}

/** A number of Python's kind float: boxed where JavaScript would take it for an integer. */
export function realOf(value: number): Value {
	return Number.isInteger(value) ? new Real(value) : value;
}

/** The number behind an integer or a float, truth values left out as in arithmetic; undefined for the rest. */
export function numberOf(value: Value | undefined): number | undefined {
	if (typeof value === 'number') {
		return value;
	}
	return value instanceof Real ? value.value : undefined;
}

/** Whether a value is a number of Python's kind float. */
export function isReal(value: Value): boolean {
	return value instanceof Real || (typeof value === 'number' && !Number.isInteger(value));
}

export function isInteger(value: Value | undefined): value is number {
	return typeof value === 'number' && Number.isInteger(value);
}

/** What people call this kind of value. */
export function nameOfKind(value: Value): string {
	if (value === null || value === UNDEFINED) {
		return value === null ? 'null' : 'undefined';
	}
	if (isList(value)) {
		return 'a list';
	}
	if (isMapping(value)) {
		return 'a mapping';
	}
	if (value instanceof UniqueSet) {
		return 'a set';
	}
	if (value instanceof Boxed) {
		return value instanceof Stream ? 'a lazy list' : value instanceof Real ? 'a number' : 'an object';
	}
	return { boolean: 'a truth value', number: 'a number', string: 'a text' }[typeof value as string] ?? 'a value';
}
