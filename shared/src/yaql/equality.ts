import type { Payer } from './hash-key.js';
import { lookUp, type Mapping, sizeOf } from './mapping.js';
import type { Run } from './run.js';
import {
	Boxed,
	Dictionary,
	isCollection,
	isList,
	isMapping,
	isPlainMapping,
	Real,
	type Stream,
	UniqueSet,
	type Value,
} from './value.js';

/** Cheap, since every part of facts may have to be compared once; a memo keeps it at once. */
const STEPS_PER_PART = 1 / 8;
const STEPS_PER_COLLECTION = 1;
const MEMBERS_PER_STEP = 4;
/** Objects this far down from the compared pair are remembered as pairs. */
const REMEMBERED_LEVELS = 2;

/** Python's `==`: true equals 1, collections by content, but a lazy collection only itself. */
export function isEqual(left: Value, right: Value, run: Run): boolean {
	if (typeof left !== 'object' || typeof right !== 'object') {
		run.charge(STEPS_PER_PART, 0);
		return left === right || isSameNumber(left, right);
	}
	run.charge(STEPS_PER_COLLECTION, 0);
	return new Comparison(run, false).compare(left, right, 0);
}

/** Whether two values come out alike, lazy collections read to their end. */
export function isSameOutcome(left: Value, right: Value, run: Run): boolean {
	return new Comparison(run, true).compare(left, right, 0);
}

class Comparison {
	readonly #run: Run;
	readonly #readsStreams: boolean;

	constructor(run: Run, readsStreams: boolean) {
		this.#run = run;
		this.#readsStreams = readsStreams;
	}

	compare(left: Value, right: Value, level: number): boolean {
		if (left === right) {
			return true;
		}
		this.#run.charge(STEPS_PER_PART, 0);
		if (typeof left !== 'object' || left === null || typeof right !== 'object' || right === null) {
			return isSameNumber(left, right);
		}
		this.#run.charge(STEPS_PER_COLLECTION, 0);
		if (left instanceof Boxed || right instanceof Boxed) {
			return this.#compareBoxed(left, right, level);
		}
		if (level >= REMEMBERED_LEVELS || this.#run.memo === undefined) {
			return this.#compareContent(left, right, level);
		}
		const known = this.#run.memo.knownEqual(left, right);
		if (known !== undefined) {
			return known;
		}
		const isSame = this.#compareContent(left, right, level);
		this.#run.memo.rememberEqual(left, right, isSame);
		return isSame;
	}

	#compareContent(left: Value, right: Value, level: number): boolean {
		if (isList(left) || isList(right)) {
			return isList(left) && isList(right) && this.#compareLists(left, right, level);
		}
		return isPlainMapping(left) && isPlainMapping(right) && this.#compareMappings(left, right, level);
	}

	#compareBoxed(left: Value, right: Value, level: number): boolean {
		if (isMapping(left) || isMapping(right)) {
			return isMapping(left) && isMapping(right) && this.#compareMappings(left, right, level);
		}
		if (left instanceof UniqueSet && right instanceof UniqueSet) {
			this.#run.charge(left.members.size / MEMBERS_PER_STEP, 0);
			return (
				left.members.size === right.members.size && [...left.members.keys()].every((key) => right.members.has(key))
			);
		}
		if (this.#readsStreams && isCollection(left) && isCollection(right)) {
			return this.#compareLists(this.#read(left), this.#read(right), level);
		}
		return isSameNumber(left, right);
	}

	#read(collection: readonly Value[] | UniqueSet | Stream): readonly Value[] {
		return isList(collection) ? collection : [...itemsOf(collection)];
	}

	#compareLists(left: readonly Value[], right: readonly Value[], level: number): boolean {
		return (
			left.length === right.length && left.every((item, index) => this.compare(item, right[index] ?? null, level + 1))
		);
	}

	#compareMappings(left: Mapping, right: Mapping, level: number): boolean {
		if (left instanceof Dictionary || right instanceof Dictionary) {
			return sizeOf(left) === sizeOf(right) && this.#holdsAll(left, right, level);
		}
		let count = 0;
		for (const key in left) {
			if (!Object.hasOwn(right, key) || !this.compare(left[key] ?? null, right[key] ?? null, level + 1)) {
				return false;
			}
			count++;
		}
		return count === Object.keys(right).length;
	}

	#holdsAll(left: Mapping, right: Mapping, level: number): boolean {
		const payer: Payer = { charge: (steps) => this.#run.charge(steps, 0) };
		const entries = left instanceof Dictionary ? [...left.entries.values()] : Object.entries(left);
		return entries.every(([key, value]) => {
			const other = lookUp(right, key, payer);
			return other !== undefined && this.compare(value, other, level + 1);
		});
	}
}

function isSameNumber(left: Value, right: Value): boolean {
	const number = numeric(left);
	return number !== undefined && number === numeric(right);
}

/** Truth values are numbers to Python's `==`. */
function numeric(value: Value): number | undefined {
	if (typeof value === 'number' || typeof value === 'boolean') {
		return Number(value);
	}
	return value instanceof Real ? value.value : undefined;
}

/** The items of a collection. */
export function itemsOf(collection: readonly Value[] | UniqueSet | Stream): Iterable<Value> {
	return collection instanceof UniqueSet ? collection.members.values() : collection;
}
