import { compilePattern as compileRegex } from '../regex/compile-pattern.js';
import { PatternError } from '../regex/pattern-error.js';

const MAX_PATTERN_LENGTH = 256;

/** What a name in a relation or a role stands for, ready to compare. */
export type NameMatcher = (name: string) => boolean;

/** Why a pattern is refused. */
export interface PatternProblem {
	readonly problem: string;
}

/** Names between slashes are patterns; the lone "/" is the empty pattern, which matches everything. */
export function isPattern(name: string): boolean {
	return name.startsWith('/') && name.endsWith('/');
}

/**
 * A pattern matches from the start of a name but need not reach its end (reference, section 2.3). Patterns that an
 * engine of linear time cannot take are refused.
 */
export function compilePattern(pattern: string): NameMatcher | PatternProblem {
	const body = pattern.slice(1, -1);
	if (body.length > MAX_PATTERN_LENGTH) {
		return { problem: `it is longer than ${MAX_PATTERN_LENGTH} characters` };
	}
	try {
		// Matching begins at the start anyway; said aloud, look-aheads there are understood.
		const compiled = compileRegex(/^\(\?[=!]/.test(body) ? `^${body}` : body);
		return (name) => compiled.matchesStart(name);
	} catch (error) {
		if (error instanceof PatternError) {
			return { problem: error.reason };
		}
		throw error;
	}
}
