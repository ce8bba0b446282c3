import type { Value } from './value.js';

/** Entries kept for one place in a program: nodes share their inputs in runs, so few suffice. */
const ENTRIES_PER_SITE = 4;

interface Entry {
	readonly inputs: readonly unknown[];
	readonly value: Value;
}

/**
 * What evaluations on many nodes share: comparisons of the same two objects, and parts that read the same inputs.
 * Facts must not change while one is in use. Give each plan its own and let it go with the plan.
 */
export class YaqlMemo {
	readonly #equal = new WeakMap<object, WeakMap<object, boolean>>();
	readonly #sites = new WeakMap<object, Entry[]>();
	readonly #data = new WeakSet<object>();
	readonly #texts = new WeakMap<object, Map<string, string>>();

	knownEqual(left: object, right: object): boolean | undefined {
		return this.#equal.get(left)?.get(right);
	}

	rememberEqual(left: object, right: object, isEqual: boolean): void {
		const known = this.#equal.get(left) ?? new WeakMap<object, boolean>();
		this.#equal.set(left, known.set(right, isEqual));
	}

	known(site: object, inputs: readonly unknown[]): Value | undefined {
		return this.#sites.get(site)?.find((entry) => entry.inputs.every((input, index) => input === inputs[index]))?.value;
	}

	remember(site: object, inputs: readonly unknown[], value: Value): void {
		const entries = this.#sites.get(site) ?? [];
		entries.unshift({ inputs, value });
		entries.length = Math.min(entries.length, ENTRIES_PER_SITE);
		this.#sites.set(site, entries);
	}

	/** Whether an object is known to be plain data all the way down. */
	isData(value: object): boolean {
		return this.#data.has(value);
	}

	rememberData(value: object): void {
		this.#data.add(value);
	}

	/** The lines written before for a part of facts that stood in the same place of a document. */
	knownText(value: object, place: string): string | undefined {
		return this.#texts.get(value)?.get(place);
	}

	rememberText(value: object, place: string, text: string): void {
		const known = this.#texts.get(value) ?? new Map<string, string>();
		this.#texts.set(value, known.set(place, text));
	}
}
