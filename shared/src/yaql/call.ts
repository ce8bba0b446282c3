import { PatternError } from '../regex/pattern-error.js';
import { isEqual, itemsOf } from './equality.js';
import { hashKey, UnhashableError } from './hash-key.js';
import type { Mapping } from './mapping.js';
import type { Run } from './run.js';
import type { Lambda, Scope } from './scope.js';
import { TextPattern } from './text-pattern.js';
import {
	isCollection,
	isList,
	isMapping,
	MAX_ITEMS,
	nameOfKind,
	numberOf,
	Stream,
	UniqueSet,
	type Value,
} from './value.js';
import { YaqlError, type YaqlErrorKind } from './yaql-error.js';

/** A rule `key => value` whose sides are evaluated when asked for. */
export interface Rule {
	readonly key: () => Value;
	readonly value: () => Value;
	/** The key as a bare word, which is the name of an argument. */
	readonly word: string | undefined;
}

interface CallParts {
	readonly name: string;
	readonly position: number;
	readonly scope: Scope;
	readonly values: readonly (Value | undefined)[];
	readonly lambdas: readonly (Lambda | undefined)[];
	readonly rest: readonly Value[];
	readonly restLambdas: readonly Lambda[];
	readonly rules: readonly Rule[];
	readonly lambdaIn?: (index: number, scope: Scope) => Lambda | undefined;
}

/** Bytes that a collection needs for each of its items, and an object for itself. */
const ITEM_BYTES = 16;
/** Reading this much of a text, or this many items, takes at most as long as a step. */
const CHARACTERS_PER_STEP = 32;
const ITEMS_PER_STEP = 8;
/** Compiling a pattern takes as long as this many steps, and more for each instruction. */
const COMPILING_STEPS = 80;
const COMPILING_STEPS_PER_INSTRUCTION = 4;
/** Patterns a program keeps compiled. */
const MAX_PATTERNS = 64;

/** One call of a function: its arguments by index, read as the kinds it wants. */
export class Call {
	readonly scope: Scope;
	readonly rest: readonly Value[];
	readonly restLambdas: readonly Lambda[];
	readonly rules: readonly Rule[];
	readonly position: number;
	readonly #parts: CallParts;

	constructor(parts: CallParts) {
		this.#parts = parts;
		this.scope = parts.scope;
		this.rest = parts.rest;
		this.restLambdas = parts.restLambdas;
		this.rules = parts.rules;
		this.position = parts.position;
	}

	get run(): Run {
		return this.scope.run;
	}

	has(index: number): boolean {
		return this.#parts.values[index] !== undefined || this.#parts.lambdas[index] !== undefined;
	}

	value(index: number, fallback: Value = null): Value {
		return this.#parts.values[index] ?? (this.#parts.values[index] === undefined ? fallback : null);
	}

	lambda(index: number): Lambda {
		return this.#parts.lambdas[index] ?? this.mismatch();
	}

	/** A lambda whose names are those of another scope. */
	lambdaIn(index: number, scope: Scope): Lambda {
		return this.#parts.lambdaIn?.(index, scope) ?? this.mismatch();
	}

	optionalLambda(index: number): Lambda | undefined {
		return this.#parts.lambdas[index];
	}

	text(index: number, fallback?: string): string {
		const text = this.#typed(index, fallback, (value) => (typeof value === 'string' ? value : undefined));
		this.charge(text.length / CHARACTERS_PER_STEP);
		return text;
	}

	/** An integer; truth values count as they do in Python. */
	integer(index: number, fallback?: number): number {
		return this.#typed(index, fallback, (value) => {
			const number = typeof value === 'boolean' ? Number(value) : value;
			return typeof number === 'number' && Number.isInteger(number) ? number : undefined;
		});
	}

	number(index: number): number {
		return this.#typed(index, undefined, numberOf);
	}

	flag(index: number): boolean {
		return this.has(index) && this.value(index) === true;
	}

	mapping(index: number): Mapping {
		return this.#typed(index, undefined, (value) => (isMapping(value) ? value : undefined));
	}

	set(index: number): UniqueSet {
		const set = this.#typed(index, undefined, (value) => (value instanceof UniqueSet ? value : undefined));
		this.charge(set.members.size);
		return set;
	}

	/** The items of a list, a set or a lazy collection. */
	items(index: number): Iterable<Value> {
		return this.itemsOf(this.#typed(index, undefined, (value) => (isCollection(value) ? value : undefined)));
	}

	itemsOf(collection: readonly Value[] | UniqueSet | Stream): Iterable<Value> {
		const size = isList(collection) ? collection.length : collection instanceof UniqueSet ? collection.members.size : 0;
		if (size > MAX_ITEMS) {
			this.refuseSize();
		}
		this.charge(size / ITEMS_PER_STEP);
		return itemsOf(collection);
	}

	list(index: number): readonly Value[] {
		const items = this.items(index);
		return Array.isArray(items) ? (items as readonly Value[]) : this.collect(items);
	}

	collect(items: Iterable<Value>): readonly Value[] {
		const list = [...items];
		this.allocate(list.length * ITEM_BYTES);
		return list;
	}

	/** A lazy collection whose items are charged one by one. */
	stream(open: () => Iterator<Value>): Stream {
		return new Stream(
			() => this.deeper(() => this.#bounded(open())),
			(count) => this.countItem(count),
		);
	}

	/** Lazy collections of lazy collections are read as functions within functions are called. */
	#bounded(source: Iterator<Value>): Iterator<Value> {
		return { next: () => this.deeper(() => source.next()) };
	}

	/** Work that nests as functions that call each other do. */
	deeper<T>(work: () => T): T {
		this.run.enter(this.position);
		const made = work();
		this.run.leave();
		return made;
	}

	makeSet(items: Iterable<Value>): UniqueSet {
		const members = new Map<string, Value>();
		for (const item of items) {
			const hash = this.hash(item);
			if (!members.has(hash)) {
				members.set(hash, item);
			}
		}
		return new UniqueSet(members);
	}

	hash(value: Value): string {
		const hash = this.guard(() => hashKey(value, this));
		this.allocate(hash.length * 2 + ITEM_BYTES);
		return hash;
	}

	isEqual(left: Value, right: Value): boolean {
		return isEqual(left, right, this.run);
	}

	/** A pattern, compiled once for the program. */
	pattern(source: string, flags = ''): TextPattern {
		const { patterns } = this.run;
		const key = `${flags}:${source}`;
		const known = patterns.get(key);
		if (known !== undefined) {
			return known;
		}
		this.charge(source.length);
		const compiled = this.guard(() => new TextPattern(source, flags));
		this.charge(COMPILING_STEPS + COMPILING_STEPS_PER_INSTRUCTION * compiled.size);
		if (patterns.size >= MAX_PATTERNS) {
			patterns.clear();
		}
		patterns.set(key, compiled);
		return compiled;
	}

	/** Makes a text, which must be paid for by its length. */
	makeText(text: string): string {
		this.allocate(text.length * 2);
		return text;
	}

	charge(steps: number): void {
		this.run.charge(steps, this.position);
	}

	allocate(bytes: number): void {
		this.run.allocate(bytes, this.position);
	}

	/** Accounts for memory alone, where time is paid for otherwise. */
	reserve(bytes: number): void {
		this.run.reserve(bytes, this.position);
	}

	/** Gives errors of helpers that know no positions the place of this call. */
	guard<T>(work: () => T): T {
		try {
			return work();
		} catch (error) {
			if (error instanceof UnhashableError || error instanceof PatternError) {
				this.fail('type', `${this.#parts.name}: ${error.message}`);
			}
			throw error;
		}
	}

	fail(kind: YaqlErrorKind, message: string): never {
		throw new YaqlError(kind, this.position, message);
	}

	/** Pays for the next item of a lazy collection. */
	countItem(count: number): void {
		this.charge(1);
		if (count > MAX_ITEMS) {
			this.refuseSize();
		}
	}

	refuseSize(): never {
		return this.fail('limit', `a collection has more than ${MAX_ITEMS} items`);
	}

	/** The arguments are not of the kinds this function takes. */
	mismatch(): never {
		const kinds = this.#parts.values.filter((value) => value !== undefined).map(nameOfKind);
		return this.fail('function', `${this.#parts.name} takes other arguments than ${kinds.join(', ') || 'none'}`);
	}

	#typed<T>(index: number, fallback: T | undefined, read: (value: Value) => T | undefined): T {
		const value = this.#parts.values[index];
		if (value === undefined && fallback !== undefined) {
			return fallback;
		}
		return (value === undefined ? undefined : read(value)) ?? this.mismatch();
	}
}
