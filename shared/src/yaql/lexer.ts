import { decodeEscapes } from './decode-escapes.js';
import { realOf, type Value } from './value.js';
import { YaqlError } from './yaql-error.js';

export type TokenKind = 'number' | 'text' | 'word' | 'constant' | 'call' | 'variable' | 'operator' | 'mark' | 'end';

export interface Token {
	readonly kind: TokenKind;
	/** Operators and marks as written, names without `$` and `(`, texts decoded. */
	readonly text: string;
	/** Of numbers and of true, false and null. */
	readonly value: Value;
	readonly position: number;
}

const WORD_OPERATORS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'mod']);
const CONSTANTS: ReadonlyMap<string, Value> = new Map<string, Value>([
	['true', true],
	['false', false],
	['null', null],
]);

const BLANKS = /[ \t\r\n]*/y;
const PATTERNS: readonly (readonly [TokenKind, RegExp])[] = [
	['variable', /\$[\p{L}\p{N}_]*/uy],
	['number', /\d+(?:\.\d+)?(?![\p{L}\p{N}_])/uy],
	['call', /(?![\d])(?!__)[\p{L}\p{N}_]+\(/uy],
	['word', /(?![\d])(?!__)[\p{L}\p{N}_]+/uy],
	['text', /'(?:[^'\\]|\\[^\n])*'|"(?:[^"\\]|\\[^\n])*"|`(?:[^`\\]|\\[^\n])*`/uy],
	['operator', /\?\.|=~|!~|!=|>=|<=|->|=(?!>)|[.+\-*/<>]/y],
	['mark', /=>|[()[\]{},]/y],
];

/** Cuts an expression into tokens; the last one is `end`. */
export function tokenize(text: string): readonly Token[] {
	const tokens: Token[] = [];
	let position = skipBlanks(text, 0);
	while (position < text.length) {
		const token = readToken(text, position);
		tokens.push(token.token);
		position = skipBlanks(text, token.end);
	}
	tokens.push({ kind: 'end', text: '', value: null, position: text.length });
	return tokens;
}

function readToken(text: string, position: number): { readonly token: Token; readonly end: number } {
	for (const [kind, pattern] of PATTERNS) {
		pattern.lastIndex = position;
		const found = pattern.exec(text)?.[0];
		if (found !== undefined) {
			return { token: makeToken(kind, found, position), end: position + found.length };
		}
	}
	const isOpenText = /['"`]/.test(text.charAt(position));
	const what = isOpenText
		? 'a text without its closing quote'
		: `the character ${JSON.stringify(text.charAt(position))}`;
	throw new YaqlError('parse', position, `${what} has no meaning here`);
}

function makeToken(kind: TokenKind, found: string, position: number): Token {
	switch (kind) {
		case 'variable':
			return { kind, text: found.slice(1), value: null, position };
		case 'call':
			return { kind, text: found.slice(0, -1), value: null, position };
		case 'number':
			return { kind, text: found, value: readNumber(found, position), position };
		case 'text':
			return { kind, text: readText(found, position), value: null, position };
		case 'word':
			return makeWord(found, position);
		default:
			return { kind, text: found, value: null, position };
	}
}

function makeWord(found: string, position: number): Token {
	if (WORD_OPERATORS.has(found)) {
		return { kind: 'operator', text: found, value: null, position };
	}
	const constant = CONSTANTS.get(found);
	return constant === undefined
		? { kind: 'word', text: found, value: null, position }
		: { kind: 'constant', text: found, value: constant, position };
}

function readNumber(found: string, position: number): Value {
	const value = Number(found);
	if (found.includes('.')) {
		return realOf(value);
	}
	if (!Number.isSafeInteger(value)) {
		throw new YaqlError('parse', position, `the number ${found} is too large`);
	}
	return value;
}

function readText(found: string, position: number): string {
	const body = found.slice(1, -1);
	return found.startsWith('`') ? body.replaceAll('\\`', '`') : decodeEscapes(body, position + 1);
}

function skipBlanks(text: string, position: number): number {
	BLANKS.lastIndex = position;
	return position + (BLANKS.exec(text)?.[0].length ?? 0);
}
