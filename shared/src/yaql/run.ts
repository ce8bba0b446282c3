import type { JsonValue } from '../model/task.js';
import type { YaqlMemo } from './memo.js';
import type { TextPattern } from './text-pattern.js';
import { YaqlError } from './yaql-error.js';

/** Facts of one moment. */
export interface YaqlState {
	/** `$` */
	readonly root: JsonValue;
	/** `$node` */
	readonly node: JsonValue;
	/** `$common` */
	readonly common: JsonValue;
}

export interface YaqlContext {
	readonly current: YaqlState;
	/** What was in force before; undefined: never, so that everything is new. */
	readonly past: YaqlState | undefined;
	readonly limits?: YaqlLimits;
	/** Shared by the evaluations of one plan. */
	readonly memo?: YaqlMemo;
}

/** What one evaluation may spend. */
export interface YaqlLimits {
	readonly steps?: number;
	/** Bytes of everything it makes, together. */
	readonly bytes?: number;
}

/** About 30 ms of work, whatever kind of step takes them. */
const DEFAULT_STEPS = 300_000;
const DEFAULT_BYTES = 100 * 1024 * 1024;
/** Making this many bytes takes at most as long as a step. */
const BYTES_PER_STEP = 64;
/** Functions of `def` that call each other, lambdas within lambdas, lazy collections of lazy collections. */
const MAX_DEPTH = 300;

const NOTHING: JsonValue = {};

function factsOf({ root, node, common }: YaqlState, pastRoot: JsonValue): readonly unknown[] {
	return [root, node, common, pastRoot].flatMap((part) =>
		typeof part === 'object' && part !== null ? [part, ...Object.values(part)] : [],
	);
}

/** One evaluation: what it reads and what it may still spend. */
export class Run {
	readonly current: YaqlState;
	readonly pastRoot: JsonValue;
	readonly memo: YaqlMemo | undefined;
	/** Of the program, so that a pattern within a lambda is compiled once. */
	readonly patterns: Map<string, TextPattern>;
	#steps: number;
	#bytes: number;
	#depth = 0;
	#facts: ReadonlySet<unknown> | undefined;
	readonly #taken = { converted: new Set<unknown>(), written: new Set<unknown>() };

	constructor(context: YaqlContext, patterns: Map<string, TextPattern>) {
		this.current = context.current;
		this.pastRoot = context.past?.root ?? NOTHING;
		this.memo = context.memo;
		this.patterns = patterns;
		this.#steps = context.limits?.steps ?? DEFAULT_STEPS;
		this.#bytes = context.limits?.bytes ?? DEFAULT_BYTES;
	}

	charge(steps: number, position: number): void {
		this.#steps -= steps;
		if (this.#steps < 0) {
			throw new YaqlError('limit', position, 'the expression takes too many steps');
		}
	}

	/** Accounts for `bytes` about to be made, and for the time it takes. */
	allocate(bytes: number, position: number): void {
		this.reserve(bytes, position);
		this.charge(bytes / BYTES_PER_STEP, position);
	}

	/** Accounts for memory alone. */
	reserve(bytes: number, position: number): void {
		this.#bytes -= bytes;
		if (this.#bytes < 0) {
			throw new YaqlError('limit', position, 'the expression needs too much memory');
		}
	}

	/**
	 * Whether a value is all facts of a moment, or all under one key of theirs, and comes here for the first time. Such
	 * work costs little: real tasks write out all facts, which takes as long as there are facts, but once.
	 */
	takeFacts(work: 'converted' | 'written', value: object): boolean {
		this.#facts ??= new Set(factsOf(this.current, this.pastRoot));
		const taken = this.#taken[work];
		if (!this.#facts.has(value) || taken.has(value)) {
			return false;
		}
		taken.add(value);
		return true;
	}

	enter(position: number): void {
		if (++this.#depth > MAX_DEPTH) {
			throw new YaqlError('limit', position, `functions are nested deeper than ${MAX_DEPTH} calls`);
		}
	}

	leave(): void {
		this.#depth--;
	}

	/** What `work` gives, or `otherwise` where it fails for any reason but a spent budget. */
	attempt<T>(work: () => T, otherwise: T): T {
		const depth = this.#depth;
		try {
			return work();
		} catch (error) {
			if (!(error instanceof YaqlError) || error.kind === 'limit') {
				throw error;
			}
			this.#depth = depth;
			return otherwise;
		}
	}
}
