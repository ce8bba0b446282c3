import type { ModelPath } from '../../expression/node.js';
import { parseExpression } from '../../expression/parse-expression.js';
import { rewriteCondition } from '../../expression/rewrite-condition.js';
import type { JsonObject, JsonValue } from '../../model/task.js';
import { YaqlMemo } from '../../yaql/memo.js';
import { parseYaql } from '../../yaql/parse-yaql.js';
import type { Dependencies, FactState } from './fact-table.js';

/** An expression of a task, read once and evaluated on many nodes. */
export interface Program {
	/** As written. */
	readonly text: string;
	readonly dependencies: Dependencies;
	/** Why it cannot be read; then it is never run. */
	readonly unreadable?: string;
	/** Throws with the reason where it has no value. `onRead` hears of looked up values, where the language tells. */
	run(current: FactState, past: FactState, onRead?: (path: string, value: JsonValue) => void): JsonValue;
}

const NO_DEPENDENCIES: Dependencies = { keys: new Set(), node: false, hasPast: false };

/** Reads each text once, in either language. */
export class ProgramCache {
	readonly #yaql = new Map<string, Program>();
	readonly #memo = new YaqlMemo();
	readonly #conditions = new Map<string, Program>();

	/** A YAQL expression. */
	yaql(text: string): Program {
		return remember(this.#yaql, text, (written) => readYaql(written, this.#memo));
	}

	/** A condition in the old language, written for raw settings and evaluated on facts (reference, section 3.1). */
	condition(text: string): Program {
		return remember(this.#conditions, text, readCondition);
	}
}

function remember(known: Map<string, Program>, text: string, read: (text: string) => Program): Program {
	let program = known.get(text);
	if (program === undefined) {
		try {
			program = read(text);
		} catch (error) {
			program = unreadableProgram(text, reasonOf(error));
		}
		known.set(text, program);
	}
	return program;
}

/** Stands for an expression that cannot be read. */
export function unreadableProgram(text: string, reason: string): Program {
	return { text, dependencies: NO_DEPENDENCIES, unreadable: reason, run: () => null };
}

function readYaql(text: string, memo: YaqlMemo): Program {
	const program = parseYaql(text);
	const { touches } = program;
	return {
		text,
		dependencies: touches,
		run: (current, past) => program.evaluate({ current, past, memo }),
	};
}

function readCondition(text: string): Program {
	const expression = parseExpression(rewriteCondition(text));
	return {
		text,
		dependencies: { keys: keysOf(expression.paths), node: false, hasPast: false },
		run: ({ root }, _past, onRead) => {
			const models: JsonObject = { cluster: root['cluster'] ?? {}, settings: root };
			return expression.evaluate(models, onRead === undefined ? { strict: false } : { strict: false, onRead });
		},
	};
}

function keysOf(paths: readonly ModelPath[]): ReadonlySet<string> | 'all' {
	const keys = new Set<string>();
	for (const path of paths) {
		const [first] = path.keys;
		if (path.model === 'cluster') {
			keys.add('cluster');
		} else if (first === undefined) {
			return 'all';
		} else {
			keys.add(first);
		}
	}
	return keys;
}

/** What went wrong, in words. */
export function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
