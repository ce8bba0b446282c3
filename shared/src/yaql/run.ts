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
/** The same for bytes of a document that is written line by line. */
const DOCUMENT_BYTES_PER_STEP = 4;
/** And for those of the first document, which may hold all facts there are: at most 30 MB. */
const FIRST_DOCUMENT_BYTES_PER_STEP = 100;
/** Functions of `def` that call each other, and lambdas within lambdas. */
const MAX_DEPTH = 100;

const NOTHING: JsonValue = {};

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
	#documents = 0;

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
	 * How much of a step each byte of a text document takes. The first costs little: writing out all facts is what real
	 * tasks do, and takes as long as there are facts.
	 */
	beginDocument(): number {
		return 1 / (this.#documents++ === 0 ? FIRST_DOCUMENT_BYTES_PER_STEP : DOCUMENT_BYTES_PER_STEP);
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
