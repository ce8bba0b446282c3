import type { JsonValue } from '../model/task.js';
import { callOf } from './access.js';
import { Compiler } from './compile.js';
import { finalize } from './finalize.js';
import { FUNCTIONS } from './functions/table.js';
import { parseSyntax } from './parser.js';
import { Run, type YaqlContext } from './run.js';
import { Scope } from './scope.js';
import type { TextPattern } from './text-pattern.js';
import { type Touches, touchesOf } from './touches.js';
import type { Value } from './value.js';
import { YaqlError } from './yaql-error.js';

/** A compiled expression; it may be evaluated any number of times. */
export interface YaqlProgram {
	/** What it can read, so that expressions on shared facts are evaluated once. */
	readonly touches: Touches;
	/** Its value as JSON, `UNDEFINED` where it asks for a past that has no answer. Throws a YaqlError. */
	evaluate(context: YaqlContext): JsonValue;
}

/** Reads an expression. Throws a YaqlError of kind `parse`. */
export function parseYaql(text: string): YaqlProgram {
	const root = parseSyntax(text);
	const evaluate = new Compiler(FUNCTIONS, root).compile(root);
	const patterns = new Map<string, TextPattern>();
	return {
		touches: touchesOf([root]),
		evaluate: (context) => {
			const run = new Run(context, patterns);
			const { root: item, node, common } = context.current;
			const names = new Map<string, Value>([
				['node', node],
				['common', common],
			]);
			const scope = new Scope(run, item, { names });
			return withinStack(() => finalize(evaluate(scope), callOf('the expression', 0, scope, []), true));
		},
	};
}

/** Facts nested beyond what the stack holds spend the budget too. */
function withinStack<T>(work: () => T): T {
	try {
		return work();
	} catch (error) {
		if (error instanceof RangeError) {
			throw new YaqlError('limit', 0, 'the expression is nested too deeply to be evaluated');
		}
		throw error;
	}
}
