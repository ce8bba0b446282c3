import type { JsonValue } from '../model/task.js';
import type { Call } from './call.js';
import { itemsOf } from './equality.js';
import { entriesOf, type Mapping } from './mapping.js';
import { textOf } from './python-text.js';
import type { Run } from './run.js';
import {
	Boxed,
	Dictionary,
	isCollection,
	isMapping,
	isPlainMapping,
	MAX_ITEMS,
	Real,
	Stream,
	UNDEFINED,
	type Value,
} from './value.js';

/** Cheap, since the result may be all facts. */
const STEPS_PER_PART = 1 / 4;
const STEPS_PER_COLLECTION = 2;
/** Its keys are listed and put together again. */
const STEPS_PER_MAPPING = 4;
const FACTS_DISCOUNT = 32;
const SETTLED_ITEMS_PER_STEP = 16;

/**
 * A value as JSON: sets and lazy collections as lists. Parts of facts are given back as they are, not copied.
 *
 * @param takesUndefined whether UNDEFINED may be a part of it
 */
export function finalize(value: Value, call: Call, takesUndefined = false): JsonValue {
	return new Finalizer(call, takesUndefined).convert(value);
}

class Finalizer {
	readonly #call: Call;
	readonly #takesUndefined: boolean;
	/** Within facts that come here for the first time. */
	#isInFacts = false;

	constructor(call: Call, takesUndefined: boolean) {
		this.#call = call;
		this.#takesUndefined = takesUndefined;
	}

	convert(value: Value): JsonValue {
		this.#charge(STEPS_PER_PART);
		if (value === UNDEFINED) {
			return this.#takesUndefined ? UNDEFINED : this.#call.fail('type', 'a part of the value is undefined');
		}
		if (typeof value !== 'object' || value === null) {
			return value;
		}
		if (isMapping(value)) {
			return this.#convertMapping(value);
		}
		if (isCollection(value)) {
			return this.#convertItems(value);
		}
		return value instanceof Real ? value.value : this.#call.fail('type', 'the value is no data');
	}

	#convertItems(value: Parameters<Call['itemsOf']>[0]): JsonValue {
		this.#charge(STEPS_PER_COLLECTION);
		return this.#call.deeper(() => this.#convertAll(value));
	}

	#convertAll(value: Parameters<Call['itemsOf']>[0]): JsonValue {
		const items = this.#call.itemsOf(value);
		const converted: JsonValue[] = [];
		let isSame = Array.isArray(items);
		for (const item of items) {
			const made = this.convert(item);
			isSame &&= made === item;
			converted.push(made);
		}
		return isSame ? (value as unknown as JsonValue) : converted;
	}

	#convertMapping(value: Mapping): JsonValue {
		const { memo } = this.#call.run;
		if (memo?.isData(value) === true) {
			return value as unknown as JsonValue;
		}
		if (this.#isInFacts || !this.#call.run.takeFacts('converted', value)) {
			return this.#call.deeper(() => this.#convertEntries(value));
		}
		this.#isInFacts = true;
		const converted = this.#convertEntries(value);
		this.#isInFacts = false;
		return converted;
	}

	/** Facts cost a fraction: they are no larger than they are, and visited once. */
	#charge(steps: number): void {
		this.#call.charge(this.#isInFacts ? steps / FACTS_DISCOUNT : steps);
	}

	#convertEntries(value: Mapping): JsonValue {
		const { memo } = this.#call.run;
		const entries = entriesOf(value);
		this.#charge(STEPS_PER_MAPPING + 2 * entries.length);
		if (entries.length > MAX_ITEMS) {
			this.#call.refuseSize();
		}
		const converted = entries.map(([key, held]) => [key, this.convert(held)] as const);
		const isSame = isPlainMapping(value) && converted.every(([, held], index) => held === entries[index]?.[1]);
		if (isSame) {
			if (!this.#takesUndefined) {
				memo?.rememberData(value);
			}
			return value as unknown as JsonValue;
		}
		return Object.fromEntries(converted.map(([key, held]) => [textOf(key, this.#call), held]));
	}
}

/** The same value with nothing lazy left in it, so that whatever can fail has failed. */
export function settle(value: Value, run: Run): Value {
	if (value instanceof Stream) {
		run.enter(0);
		const settled = settleItems([...itemsOf(value)], run);
		run.leave();
		return settled;
	}
	if (value instanceof Dictionary) {
		return new Dictionary(new Map([...value.entries].map(([hash, [key, held]]) => [hash, [key, settle(held, run)]])));
	}
	return Array.isArray(value) ? settleItems(value as readonly Value[], run) : value;
}

/** Facts hold nothing lazy, so mappings that are not ours need no visit. */
function settleItems(items: readonly Value[], run: Run): readonly Value[] {
	run.charge(STEPS_PER_COLLECTION + items.length / SETTLED_ITEMS_PER_STEP, 0);
	return items.some((item) => Array.isArray(item) || item instanceof Boxed)
		? items.map((item) => settle(item, run))
		: items;
}
