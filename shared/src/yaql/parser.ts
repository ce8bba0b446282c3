import { type Token, tokenize } from './lexer.js';
import { type BinaryOperator, childrenOf, type Input, type SyntaxNode, type UnaryOperator } from './syntax.js';
import type { Real } from './value.js';
import { YaqlError } from './yaql-error.js';

const MAX_TEXT_LENGTH = 64 * 1024;
const MAX_NESTING = 200;
/** A chain of dots or operators leans to one side without being nested. */
const MAX_HEIGHT = 1000;

/** How tightly operators hold their operands; all but `->` group to the left. */
const BINDING: Readonly<Record<BinaryOperator, number>> = {
	'->': 1,
	or: 2,
	and: 3,
	'>': 5,
	'<': 5,
	'>=': 5,
	'<=': 5,
	'!=': 5,
	'=': 5,
	in: 5,
	'+': 6,
	'-': 6,
	'*': 7,
	'/': 7,
	mod: 7,
	'=~': 8,
	'!~': 8,
};
const UNARY_BINDING: Readonly<Record<UnaryOperator, number>> = { not: 4, '+': 9, '-': 9 };

/** Reads an expression; throws a YaqlError of kind `parse` at the first place that cannot be read. */
export function parseSyntax(text: string): SyntaxNode {
	if (text.length > MAX_TEXT_LENGTH) {
		throw new YaqlError('parse', MAX_TEXT_LENGTH, `the expression is longer than ${MAX_TEXT_LENGTH} characters`);
	}
	const parser = new Parser(tokenize(text));
	return parser.readWhole();
}

type Unplaced<T> = T extends SyntaxNode ? Omit<T, 'height'> : never;

class Parser {
	readonly #tokens: readonly Token[];
	#next = 0;
	#nesting = 0;

	constructor(tokens: readonly Token[]) {
		this.#tokens = tokens;
	}

	readWhole(): SyntaxNode {
		const node = this.#readExpression(0);
		if (this.#peek().kind !== 'end') {
			this.#refuse();
		}
		return node;
	}

	#readExpression(binding: number): SyntaxNode {
		if (++this.#nesting > MAX_NESTING) {
			throw new YaqlError('parse', this.#peek().position, `nested deeper than ${MAX_NESTING} levels`);
		}
		let left = this.#readOperand();
		for (;;) {
			const { kind, text: operator, position } = this.#peek();
			if (kind !== 'operator' || !isBinary(operator) || BINDING[operator] <= binding) {
				break;
			}
			this.#next++;
			const right = this.#readExpression(operator === '->' ? BINDING[operator] - 1 : BINDING[operator]);
			left = this.#make({ kind: 'binary', operator, left, right, position });
		}
		this.#nesting--;
		return left;
	}

	#readOperand(): SyntaxNode {
		const { kind, text: operator, position } = this.#peek();
		if (kind === 'operator' && isUnary(operator)) {
			this.#next++;
			const operand = this.#readExpression(UNARY_BINDING[operator]);
			return this.#make({ kind: 'unary', operator, operand, position });
		}
		let node = this.#readPrimary();
		for (;;) {
			const { text, kind: nextKind, position: at } = this.#peek();
			if (nextKind === 'operator' && (text === '.' || text === '?.')) {
				this.#next++;
				node = this.#readMember(node, text === '?.', at);
			} else if (nextKind === 'mark' && text === '[') {
				this.#next++;
				node = this.#make({ kind: 'index', target: node, inputs: this.#readInputs(']'), position: at });
			} else {
				return node;
			}
		}
	}

	#readMember(target: SyntaxNode, isOptional: boolean, position: number): SyntaxNode {
		const token = this.#peek();
		if (token.kind === 'call') {
			this.#next++;
			const inputs = this.#readInputs(')');
			return this.#make({
				kind: 'call',
				name: token.text,
				receiver: target,
				isOptional,
				inputs,
				position: token.position,
			});
		}
		if (token.kind === 'word') {
			this.#next++;
			return this.#make({ kind: 'property', target, name: token.text, isOptional, position: token.position });
		}
		// The grammar takes any operand here; only evaluating it fails, as it did in the old system.
		this.#readPrimary();
		return this.#make({ kind: 'property', target, name: undefined, isOptional, position });
	}

	#readPrimary(): SyntaxNode {
		const token = this.#peek();
		const { kind, text, position } = token;
		this.#next++;
		switch (kind) {
			case 'number':
			case 'constant':
				return this.#make({
					kind: 'constant',
					value: token.value as null | boolean | number | Real,
					isWord: false,
					position,
				});
			case 'text':
			case 'word':
				return this.#make({ kind: 'constant', value: text, isWord: kind === 'word', position });
			case 'variable':
				return this.#make({ kind: 'variable', name: text === '1' ? '' : text, position });
			case 'call': {
				const inputs = this.#readInputs(')');
				return this.#make({ kind: 'call', name: text, receiver: undefined, isOptional: false, inputs, position });
			}
			default:
				return this.#readBracket(token);
		}
	}

	#readBracket({ kind, text, position }: Token): SyntaxNode {
		if (kind === 'mark' && text === '(') {
			const inner = this.#readExpression(0);
			this.#expect(')');
			return inner.kind === 'constant' ? { ...inner, isWord: false } : inner;
		}
		if (kind === 'mark' && (text === '[' || text === '{')) {
			const inputs = this.#readInputs(text === '[' ? ']' : '}');
			return this.#make({ kind: text === '[' ? 'list' : 'map', inputs, position });
		}
		this.#next--;
		return this.#refuse();
	}

	/** Arguments up to the closing bracket: values first, then rules. */
	#readInputs(closing: string): readonly Input[] {
		const inputs: Input[] = [];
		if (this.#takeMark(closing)) {
			return inputs;
		}
		for (;;) {
			const { kind, text } = this.#peek();
			const hasRules = inputs.at(-1)?.kind === 'rule';
			if (kind === 'mark' && text === ',' && !hasRules) {
				inputs.push({ kind: 'skipped' });
			} else {
				const input = this.#readInput();
				if (hasRules && input.kind !== 'rule') {
					this.#refuse();
				}
				inputs.push(input);
				if (this.#takeMark(closing)) {
					return inputs;
				}
			}
			this.#expect(',');
		}
	}

	#readInput(): Input {
		const value = this.#readExpression(0);
		return this.#takeMark('=>')
			? { kind: 'rule', key: value, value: this.#readExpression(0) }
			: { kind: 'value', value };
	}

	#make(node: Unplaced<SyntaxNode>): SyntaxNode {
		const made = { ...node, height: 1 } as SyntaxNode;
		const height = 1 + childrenOf(made).reduce((highest, child) => Math.max(highest, child.height), 0);
		if (height > MAX_HEIGHT) {
			throw new YaqlError('parse', node.position, `a chain is longer than ${MAX_HEIGHT} parts`);
		}
		return { ...made, height };
	}

	#takeMark(text: string): boolean {
		const token = this.#peek();
		const isThere = token.kind === 'mark' && token.text === text;
		this.#next += isThere ? 1 : 0;
		return isThere;
	}

	#expect(text: string): void {
		if (!this.#takeMark(text)) {
			this.#refuse(`; expected ${JSON.stringify(text)}`);
		}
	}

	#peek(): Token {
		const token = this.#tokens[this.#next] ?? this.#tokens.at(-1);
		return token ?? { kind: 'end', text: '', value: null, position: 0 };
	}

	#refuse(hint = ''): never {
		const { kind, text, position } = this.#peek();
		const what = kind === 'end' ? 'the expression ends too early' : `${JSON.stringify(text)} does not fit here`;
		throw new YaqlError('parse', position, `${what}${hint}`);
	}
}

function isBinary(operator: string): operator is BinaryOperator {
	return Object.hasOwn(BINDING, operator);
}

function isUnary(operator: string): operator is UnaryOperator {
	return Object.hasOwn(UNARY_BINDING, operator);
}
