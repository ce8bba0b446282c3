import type { Run } from './run.js';
import { Boxed, type Value } from './value.js';

/** A part of a program, ready to run. */
export type Evaluate = (scope: Scope) => Value;

/** A part of a program together with where its names mean something; its arguments become `$`, `$2`, and so on. */
export type Lambda = (...items: readonly Value[]) => Value;

/** A function made by `def`. */
export type DefinedFunction = (...items: readonly Value[]) => Value;

/** What names mean at one place of an expression. Also the value of `let` and its like. */
export class Scope extends Boxed {
	readonly run: Run;
	/** `$`, which is also `$1` */
	readonly item: Value;
	readonly #parent: Scope | undefined;
	readonly #items: readonly Value[];
	readonly #names: ReadonlyMap<string, Value> | undefined;
	readonly #functions: ReadonlyMap<string, DefinedFunction> | undefined;

	constructor(run: Run, item: Value, options: ScopeOptions = {}) {
		super();
		this.run = run;
		this.item = item;
		this.#parent = options.parent;
		this.#items = options.items ?? [];
		this.#names = options.names;
		this.#functions = options.functions;
	}

	/** A scope within this one whose `$`, `$2`, … are the items. */
	withItems(items: readonly Value[]): Scope {
		return this.within(items[0] ?? (items.length === 0 ? this.item : null), { items });
	}

	within(item: Value, options: ScopeOptions = {}): Scope {
		return new Scope(this.run, item, { ...options, parent: this });
	}

	/** The value of `$name`; null where nobody set it. */
	get(name: string): Value {
		const named = this.#names?.get(name);
		const own = named === undefined && this.#items.length > 1 ? this.#items[Number(name) - 1] : named;
		return own === undefined ? (this.#parent?.get(name) ?? null) : own;
	}

	getFunction(name: string): DefinedFunction | undefined {
		return this.#functions?.get(name) ?? this.#parent?.getFunction(name);
	}
}

interface ScopeOptions {
	/** `$`, `$2`, … */
	readonly items?: readonly Value[];
	readonly parent?: Scope;
	readonly names?: ReadonlyMap<string, Value>;
	readonly functions?: ReadonlyMap<string, DefinedFunction>;
}
