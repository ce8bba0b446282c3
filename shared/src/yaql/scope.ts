import type { Run } from './run.js';
import { Boxed, type Value } from './value.js';

/** A part of a program, ready to run. */
export type Evaluate = (scope: Scope) => Value;

/** A part of a program together with where its names mean something; its arguments become `$`, `$2`, and so on. */
export type Lambda = (...items: readonly Value[]) => Value;

/** A function made by `def`. */
export type DefinedFunction = (...items: readonly Value[]) => Value;

/** What a scope may hold beside `$`. */
interface ScopeNames {
	/** `$`, `$2`, … */
	readonly items?: readonly Value[];
	readonly names?: ReadonlyMap<string, Value>;
	readonly functions?: ReadonlyMap<string, DefinedFunction>;
}

const NO_NAMES: ScopeNames = {};

/** What names mean at one place of an expression. Also the value of `let` and its like. */
export class Scope extends Boxed {
	readonly run: Run;
	/** `$`, which is also `$1` */
	readonly item: Value;
	readonly #parent: Scope | undefined;
	readonly #own: ScopeNames;

	constructor(run: Run, item: Value, own: ScopeNames = NO_NAMES, parent?: Scope) {
		super();
		this.run = run;
		this.item = item;
		this.#own = own;
		this.#parent = parent;
	}

	/** A scope within this one whose `$`, `$2`, … are the items. */
	withItems(items: readonly Value[]): Scope {
		const [first] = items;
		const item = first === undefined ? this.item : first;
		return new Scope(this.run, item, items.length > 1 ? { items } : NO_NAMES, this);
	}

	within(item: Value, names: ScopeNames = NO_NAMES): Scope {
		return new Scope(this.run, item, names, this);
	}

	/** The value of `$name`; null where nobody set it. */
	get(name: string): Value {
		const { names, items } = this.#own;
		const own = items === undefined ? names?.get(name) : items[Number(name) - 1];
		return own === undefined ? (this.#parent?.get(name) ?? null) : own;
	}

	getFunction(name: string): DefinedFunction | undefined {
		return this.#own.functions?.get(name) ?? this.#parent?.getFunction(name);
	}
}
