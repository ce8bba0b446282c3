import { Expression } from './expression.js';
import { ExpressionError } from './expression-error.js';
import { type ChainLink, type ExpressionNode, OPERATOR_LEVELS, type Operator } from './node.js';
import { type Token, Tokenizer } from './tokenizer.js';

/** Conditions are written by hand; the longest of real packages has 300 characters. */
export const MAX_EXPRESSION_LENGTH = 4096;
export const MAX_EXPRESSION_NESTING = 200;

/**
 * Reads an expression of the old condition language (reference, section 3.1). Throws an `ExpressionError` of kind
 * `parse` or `limit`.
 */
export function parseExpression(text: string): Expression {
	assertLength(text);
	return new Expression(text, new Parser(text).parse());
}

/** Throws an `ExpressionError` for a text longer than conditions may be. */
export function assertLength(text: string): void {
	if (text.length > MAX_EXPRESSION_LENGTH) {
		const message = `The condition is ${text.length} characters long; at most ${MAX_EXPRESSION_LENGTH} are read`;
		throw new ExpressionError('limit', message, MAX_EXPRESSION_LENGTH);
	}
}

/** Recursive descent: one step down per level of binding, one more per bracket or `not`, which are bounded. */
class Parser {
	readonly #tokens: Tokenizer;
	#token: Token;
	#nesting = 0;

	constructor(text: string) {
		this.#tokens = new Tokenizer(text);
		this.#token = this.#tokens.next();
	}

	parse(): ExpressionNode {
		const node = this.#parseLevel(0);
		if (this.#token.kind !== 'end') {
			throw this.#unexpected('an operator or the end');
		}
		return node;
	}

	#parseLevel(level: number): ExpressionNode {
		const operators: readonly Operator[] | undefined = OPERATOR_LEVELS[level];
		if (operators === undefined) {
			return this.#parseOperand();
		}
		const first = this.#parseLevel(level + 1);
		const rest: ChainLink[] = [];
		for (;;) {
			const token = this.#token;
			const operator = token.kind === 'sign' ? operators.find((known) => known === token.sign) : undefined;
			if (operator === undefined) {
				return rest.length === 0 ? first : { kind: 'chain', first, rest, position: first.position };
			}
			this.#advance();
			rest.push({ operator, operand: this.#parseLevel(level + 1), position: token.position });
		}
	}

	/** `not` binds as tightly as `in` and to the left, so it takes the nearest operand only. */
	#parseOperand(): ExpressionNode {
		const token = this.#token;
		if (token.kind === 'literal' || token.kind === 'path') {
			this.#advance();
			return token;
		}
		if (token.kind !== 'sign' || (token.sign !== 'not' && token.sign !== '(')) {
			throw this.#unexpected('a value');
		}
		if (++this.#nesting > MAX_EXPRESSION_NESTING) {
			const message = `Brackets and nots are nested more than ${MAX_EXPRESSION_NESTING} deep`;
			throw new ExpressionError('limit', message, token.position);
		}
		this.#advance();
		const node = token.sign === 'not' ? this.#parseNot(token.position) : this.#parseBracket(token.position);
		this.#nesting--;
		return node;
	}

	#parseNot(position: number): ExpressionNode {
		return { kind: 'not', operand: this.#parseOperand(), position };
	}

	#parseBracket(position: number): ExpressionNode {
		const node = this.#parseLevel(0);
		if (this.#token.kind !== 'sign' || this.#token.sign !== ')') {
			throw this.#unexpected(`an operator or the ")" for the "(" at character ${position + 1}`);
		}
		this.#advance();
		return node;
	}

	#advance(): void {
		this.#token = this.#tokens.next();
	}

	#unexpected(expected: string): ExpressionError {
		const message = `Expected ${expected}, found ${describe(this.#token)}`;
		return new ExpressionError('parse', message, this.#token.position);
	}
}

function describe(token: Token): string {
	switch (token.kind) {
		case 'end':
			return 'the end';
		case 'sign':
			return `"${token.sign}"`;
		case 'path':
			return `the path ${token.model}:${token.keys.join('.')}`;
		case 'literal':
			return typeof token.value === 'string' ? 'a text' : String(token.value);
	}
}
