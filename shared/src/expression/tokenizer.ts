import { ExpressionError } from './expression-error.js';
import type { Literal, ModelPath, Operator } from './node.js';

/** A word of the language. */
export type Token =
	| { readonly kind: 'literal'; readonly value: Literal; readonly position: number }
	| ({ readonly kind: 'path'; readonly position: number } & ModelPath)
	| { readonly kind: 'sign'; readonly sign: Operator | 'not' | '(' | ')'; readonly position: number }
	| { readonly kind: 'end'; readonly position: number };

const CONSTANTS: ReadonlyMap<string, Literal> = new Map([
	['true', true],
	['false', false],
	['null', null],
]);

/**
 * Reads words one at a time; words need no blanks between them (reference, section 3.1). A model path is tried before
 * anything else, so that a model may be called `trueish`; where that matters the old order could only fail.
 */
export class Tokenizer {
	readonly #text: string;
	#position = 0;
	readonly #blanks = /[ \t\r\n]*/y;
	/** Names and keys may hold letters of any language, as they could in the old one. */
	readonly #path = /([\p{L}\p{N}_]*):([\p{L}\p{N}_.-]+)/uy;
	readonly #letters = /[\p{L}\p{N}_]*/uy;
	/** Words can follow each other without blanks; no path starts before here. */
	#pathlessUntil = 0;
	readonly #number = /-?[0-9]+/y;
	readonly #string = /"([^"\n]*)"|'([^'\n]*)'/y;
	readonly #word = /true|false|null|not|and|==|!=|or|in|\(|\)/y;

	constructor(text: string) {
		this.#text = text;
	}

	next(): Token {
		this.#match(this.#blanks);
		const position = this.#position;
		if (position === this.#text.length) {
			return { kind: 'end', position };
		}
		const path = this.#matchPath();
		if (path !== undefined) {
			return { kind: 'path', model: path[1] ?? '', keys: (path[2] ?? '').split('.'), position };
		}
		const number = this.#match(this.#number);
		if (number !== undefined) {
			return { kind: 'literal', value: readNumber(number[0], position), position };
		}
		const string = this.#match(this.#string);
		if (string !== undefined) {
			return { kind: 'literal', value: string[1] ?? string[2] ?? '', position };
		}
		const word = this.#match(this.#word)?.[0];
		if (word === undefined) {
			throw new ExpressionError('parse', describeStranger(this.#text, position), position);
		}
		const constant = CONSTANTS.get(word);
		return constant === undefined
			? { kind: 'sign', sign: word as Operator | 'not' | '(' | ')', position }
			: { kind: 'literal', value: constant, position };
	}

	#matchPath(): RegExpExecArray | undefined {
		if (this.#position < this.#pathlessUntil) {
			return undefined;
		}
		const path = this.#match(this.#path);
		if (path === undefined) {
			this.#letters.lastIndex = this.#position;
			this.#pathlessUntil = this.#position + (this.#letters.exec(this.#text)?.[0].length ?? 0);
		}
		return path;
	}

	#match(pattern: RegExp): RegExpExecArray | undefined {
		pattern.lastIndex = this.#position;
		const match = pattern.exec(this.#text);
		this.#position += match?.[0].length ?? 0;
		return match ?? undefined;
	}
}

function readNumber(digits: string, position: number): number {
	const value = Number(digits);
	if (!Number.isSafeInteger(value)) {
		throw new ExpressionError('limit', `The number ${shorten(digits)} is too large to be exact`, position);
	}
	return value === 0 ? 0 : value;
}

/** The old language skipped what it did not know and so gave answers nobody had asked for. */
function describeStranger(text: string, position: number): string {
	const stranger = String.fromCodePoint(text.codePointAt(position) ?? 0);
	if (stranger === '"' || stranger === "'") {
		return `The text that starts with ${stranger} does not end on its line`;
	}
	const word = /[\p{L}\p{N}_]+/uy;
	word.lastIndex = position;
	const found = word.exec(text)?.[0];
	return found === undefined
		? `${JSON.stringify(stranger)} has no meaning in a condition`
		: `${shorten(found)} has no meaning in a condition; texts stand in quotes, settings are written settings:…`;
}

function shorten(text: string): string {
	return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
