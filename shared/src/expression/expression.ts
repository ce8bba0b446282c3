import type { JsonValue } from '../model/task.js';
import { Evaluation, type EvaluationOptions, type Models } from './evaluation.js';
import type { ExpressionNode, ModelPath } from './node.js';
import { printNode } from './print-node.js';

/** An expression of the old condition language, ready to be evaluated any number of times. */
export class Expression {
	/** As it was written. */
	readonly text: string;
	/** Every path it could read, each once, in order: what the answer depends on. */
	readonly paths: readonly ModelPath[];
	readonly #root: ExpressionNode;

	constructor(text: string, root: ExpressionNode) {
		this.text = text;
		this.#root = root;
		this.paths = listPaths(root);
	}

	/**
	 * The value of the expression, which need not be true or false: `and` and `or` give one of their operands. Throws an
	 * `ExpressionError` of kind `key`, `type` or `limit`.
	 */
	evaluate(models: Models, options: EvaluationOptions): JsonValue {
		return new Evaluation(models, options).evaluate(this.#root);
	}

	/** The expression in its plainest spelling; it reads back as the same expression. */
	toString(): string {
		return printNode(this.#root);
	}
}

function listPaths(root: ExpressionNode): readonly ModelPath[] {
	const paths = new Map<string, ModelPath>();
	const visit = (node: ExpressionNode): void => {
		if (node.kind === 'path') {
			const { model, keys } = node;
			paths.set(printNode(node), { model, keys });
		} else if (node.kind === 'not') {
			visit(node.operand);
		} else if (node.kind === 'chain') {
			visit(node.first);
			for (const { operand } of node.rest) {
				visit(operand);
			}
		}
	};
	visit(root);
	return [...paths.values()];
}
