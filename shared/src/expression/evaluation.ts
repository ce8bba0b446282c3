import type { JsonObject, JsonValue } from '../model/task.js';
import { ExpressionError } from './expression-error.js';
import { isTruthy } from './is-truthy.js';
import type { ChainLink, ExpressionNode, ModelPath } from './node.js';

/** Trees that paths start from, by the name before the colon. */
export type Models = Readonly<Record<string, JsonValue>>;

export interface EvaluationOptions {
	/** True: a path that leads nowhere is an error; false: it counts as null. */
	readonly strict: boolean;
	/** Hears of every path that was really looked up, to explain the answer. */
	readonly onRead?: (path: string, value: JsonValue) => void;
}

/** Some 10 ms: comparing one value with another costs one step. */
const MAX_STEPS = 200_000;
/** Looking for a text in another costs one step per so many characters. */
const CHARACTERS_PER_STEP = 64;

type PathNode = ExpressionNode & { readonly kind: 'path' };
type ChainNode = ExpressionNode & { readonly kind: 'chain' };

/** One evaluation of one expression; its cost is bounded whatever the models hold. */
export class Evaluation {
	readonly #models: Models;
	readonly #options: EvaluationOptions;
	#steps = 0;

	constructor(models: Models, options: EvaluationOptions) {
		this.#models = models;
		this.#options = options;
	}

	evaluate(node: ExpressionNode): JsonValue {
		switch (node.kind) {
			case 'literal':
				return node.value;
			case 'path':
				return this.#look(node);
			case 'not':
				return !isTruthy(this.evaluate(node.operand));
			case 'chain':
				return this.#fold(node);
		}
	}

	/** `and` and `or` look at the next operand only if it can change the answer. */
	#fold({ first, rest }: ChainNode): JsonValue {
		let value = this.evaluate(first);
		for (const link of rest) {
			if (link.operator === 'or' || link.operator === 'and') {
				if (isTruthy(value) === (link.operator === 'or')) {
					return value;
				}
				value = this.evaluate(link.operand);
			} else {
				value = this.#compare(value, link);
			}
		}
		return value;
	}

	#compare(left: JsonValue, { operator, operand, position }: ChainLink): boolean {
		const right = this.evaluate(operand);
		if (operator === 'in') {
			return this.#isIn(left, right, position);
		}
		return this.#isEqual(left, right, position) === (operator === '==');
	}

	#look(node: PathNode): JsonValue {
		const value = this.#follow(node);
		this.#options.onRead?.(printPath(node), value);
		return value;
	}

	#follow(node: PathNode): JsonValue {
		const model = Object.hasOwn(this.#models, node.model) ? this.#models[node.model] : undefined;
		if (model === undefined) {
			const known = Object.keys(this.#models).join(', ') || 'none';
			throw new ExpressionError('key', `There is no model "${node.model}"; known: ${known}`, node.position);
		}
		let value: JsonValue = model;
		for (const [depth, key] of node.keys.entries()) {
			if (!isObject(value)) {
				const parent = printPath({ ...node, keys: node.keys.slice(0, depth) });
				const message = `${parent} is ${describe(value)}, so it has no "${key}"`;
				throw new ExpressionError('type', message, node.position);
			}
			const next: JsonValue | undefined = Object.hasOwn(value, key) ? value[key] : undefined;
			if (next === undefined) {
				return this.#miss(node, depth);
			}
			value = next;
		}
		return value;
	}

	#miss(node: PathNode, depth: number): null {
		if (!this.#options.strict) {
			return null;
		}
		const missing = printPath({ ...node, keys: node.keys.slice(0, depth + 1) });
		throw new ExpressionError('type', `${missing} is undefined`, node.position);
	}

	#isIn(left: JsonValue, right: JsonValue, position: number): boolean {
		if (typeof right === 'string' && typeof left === 'string') {
			this.#spend(1 + right.length / CHARACTERS_PER_STEP, position);
			return right.includes(left);
		}
		if (Array.isArray(right)) {
			return right.some((item: JsonValue) => this.#isEqual(left, item, position));
		}
		if (isObject(right) && (left === null || typeof left !== 'object')) {
			return typeof left === 'string' && Object.hasOwn(right, left);
		}
		throw new ExpressionError('type', `${describe(left)} cannot be looked for in ${describe(right)}`, position);
	}

	/** Equal as in Python: true is 1, false is 0, null only null, and containers by what they hold. */
	#isEqual(one: JsonValue, other: JsonValue, position: number): boolean {
		const pending: [JsonValue, JsonValue][] = [[one, other]];
		for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
			this.#spend(1, position);
			const [left, right] = pair;
			if (Array.isArray(left) && Array.isArray(right)) {
				if (left.length !== right.length) {
					return false;
				}
				this.#spend(left.length, position);
				pending.push(...zip(left, right));
			} else if (isObject(left) && isObject(right)) {
				const keys = Object.keys(left);
				if (keys.length !== Object.keys(right).length || !keys.every((key) => Object.hasOwn(right, key))) {
					return false;
				}
				this.#spend(keys.length, position);
				pending.push(
					...zip(
						Object.values(left),
						keys.map((key) => right[key] ?? null),
					),
				);
			} else if (asNumber(left) !== asNumber(right)) {
				return false;
			}
		}
		return true;
	}

	#spend(steps: number, position: number): void {
		this.#steps += steps;
		if (this.#steps > MAX_STEPS) {
			throw new ExpressionError('limit', `The condition takes more than ${MAX_STEPS} steps`, position);
		}
	}
}

function zip(left: readonly JsonValue[], right: readonly JsonValue[]): [JsonValue, JsonValue][] {
	return left.map((value, index) => [value, right[index] ?? null]);
}

function asNumber(value: JsonValue): JsonValue {
	return typeof value === 'boolean' ? Number(value) : value;
}

function isObject(value: JsonValue): value is JsonObject {
	return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function describe(value: JsonValue): string {
	if (value === null || typeof value === 'boolean') {
		return String(value);
	}
	if (typeof value !== 'object') {
		return typeof value === 'string' ? 'a text' : 'a number';
	}
	return Array.isArray(value) ? 'a list' : 'a map';
}

function printPath({ model, keys }: ModelPath): string {
	return keys.length === 0 ? model : `${model}:${keys.join('.')}`;
}
