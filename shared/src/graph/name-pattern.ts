const MAX_PATTERN_LENGTH = 256;
/** Matching is polynomial of this degree in the length of a name at worst. */
const MAX_OPEN_REPEATS = 3;

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
 * A pattern matches from the start of a name but need not reach its end (reference, section 2.3).
 * Patterns that could take exponential time on any name are refused.
 */
export function compilePattern(pattern: string): NameMatcher | PatternProblem {
	const body = pattern.slice(1, -1);
	const problem =
		body.length > MAX_PATTERN_LENGTH ? `it is longer than ${MAX_PATTERN_LENGTH} characters` : findDanger(body);
	if (problem !== undefined) {
		return { problem };
	}
	try {
		const expression = new RegExp(`^(?:${translate(body)})`);
		return (name) => expression.test(name);
	} catch (error) {
		return { problem: error instanceof Error ? error.message : 'it cannot be read' };
	}
}

/** Old libraries are written in Python's dialect; these are the spellings that differ. */
function translate(body: string): string {
	return body.replaceAll('(?P<', '(?<').replaceAll('\\A', '^').replaceAll('\\Z', '$');
}

/** Parts of a pattern that matter for its worst case. A bracket expression counts as one character. */
const PARTS = /\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?[:=!]|\(\?<[=!]|\(\?P?<\w+>|[()|]|[*+]\??|\?\??|\{\d*,?\d*\}\??|./gs;

/** Repeating something that itself repeats or branches is what makes backtracking explode. */
function findDanger(body: string): string | undefined {
	const open: boolean[] = [];
	let isRisky = false;
	let closedRisky = false;
	let repeats = 0;
	for (const [part] of body.matchAll(PARTS)) {
		if (/^\\[1-9k]/.test(part)) {
			return 'it refers back to a group';
		}
		if (part.startsWith('(')) {
			open.push(isRisky);
			isRisky = false;
			closedRisky = false;
		} else if (part === ')') {
			closedRisky = isRisky;
			isRisky = (open.pop() ?? false) || closedRisky;
		} else if (isRepeat(part)) {
			if (closedRisky) {
				return 'it repeats a group that itself repeats or branches';
			}
			repeats++;
			isRisky = true;
		} else {
			isRisky ||= part === '|' || part.startsWith('?');
			closedRisky = false;
		}
	}
	return repeats > MAX_OPEN_REPEATS ? `it has more than ${MAX_OPEN_REPEATS} open repetitions` : undefined;
}

function isRepeat(part: string): boolean {
	return /^(?:[*+]|\{)/.test(part);
}
