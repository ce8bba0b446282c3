import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js';
import { PatternError } from './pattern-error.js';
import { type Lookahead, splitLookaheads } from './split-lookaheads.js';
import { translatePattern } from './translate-pattern.js';

const MAX_LENGTH = 4096;

/** A pattern ready to match; a match takes time linear in the text, whatever the pattern. */
export interface Pattern {
	/** Instructions that each character of a text may meet. */
	readonly size: number;
	/** Whether the pattern matches at the start of a text; it need not reach the end. */
	matchesStart(text: string): boolean;
	/** Whether the pattern matches anywhere in a text. */
	matchesAnywhere(text: string): boolean;
}

/**
 * Compiles a pattern of the old system's dialect, which is Python's. Throws a `PatternError` for syntax a linear-time
 * engine cannot take, and for patterns that are too large.
 */
export function compilePattern(text: string): Pattern {
	if (text.length > MAX_LENGTH) {
		throw new PatternError(`it is longer than ${MAX_LENGTH} characters`);
	}
	const { body, removed, lookaheads } = splitLookaheads(text);
	const main = compile(body, removed);
	if (lookaheads.length === 0) {
		return {
			size: main.programSize(),
			matchesStart: (name) => main.matcher(name).lookingAt(),
			matchesAnywhere: (name) => main.test(name),
		};
	}
	const compiled = lookaheads.map(compileLookahead);
	// The pattern begins with ^, so it matches anywhere only if it matches at the start.
	const matches = (name: string) => compiled.every((holds) => holds(name)) && main.matcher(name).lookingAt();
	return { size: main.programSize() * (1 + lookaheads.length), matchesStart: matches, matchesAnywhere: matches };
}

function compileLookahead({ body, position, wanted }: Lookahead): (text: string) => boolean {
	const expression = compile(body, position);
	return (text) => expression.matcher(text).lookingAt() === wanted;
}

function compile(body: string, offset: number): RE2JS {
	try {
		return RE2JS.compile(translatePattern(body));
	} catch (error) {
		if (error instanceof PatternError) {
			throw new PatternError(error.reason, error.position === undefined ? undefined : error.position + offset);
		}
		if (error instanceof RE2JSException) {
			throw new PatternError(explain(error, body));
		}
		throw error;
	}
}

const REASONS: ReadonlyMap<string, string> = new Map([
	['missing closing )', 'a "(" is not closed'],
	['unexpected )', 'a ")" closes nothing'],
	['missing closing ]', 'a "[" is not closed'],
	['missing argument to repetition operator', 'a repetition has nothing to repeat'],
	['invalid nested repetition operator', 'a repetition is repeated again'],
	['invalid repeat count', 'a repetition is too large or ends before it begins'],
	['trailing backslash at end of expression', 'it ends with a backslash'],
	['invalid character class range', 'a range of characters ends before it begins'],
	['duplicate capture group name', 'two groups have the same name'],
]);

function explain(error: RE2JSException, body: string): string {
	if (!(error instanceof RE2JSSyntaxException)) {
		return 'it cannot be compiled';
	}
	const reason = REASONS.get(error.getDescription()) ?? error.getDescription();
	const where = error.getPattern() ?? '';
	return where === '' || where === body || where.length > 40 ? reason : `${reason}: ${where}`;
}
