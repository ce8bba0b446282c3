import { opensGroup, type PatternPart, walkPattern } from './walk-pattern.js';

/** A condition on what follows the start of the text. */
export interface Lookahead {
	readonly body: string;
	/** Of the body within the pattern. */
	readonly position: number;
	/** Whether the body must match there or must not. */
	readonly wanted: boolean;
}

/** A pattern whose look-aheads, all at its start, stand beside it. */
export interface SplitPattern {
	readonly body: string;
	/** How much shorter the body is than the pattern, for positions. */
	readonly removed: number;
	readonly lookaheads: readonly Lookahead[];
}

/**
 * Linear-time engines know no look-ahead. Real settings use it in one way only, to forbid or ask for things right
 * after the `^`, which is the same as matching several patterns from the start of one text.
 */
export function splitLookaheads(pattern: string): SplitPattern {
	const start = pattern.startsWith('\\A') ? 2 : Number(pattern.startsWith('^'));
	const lookaheads: Lookahead[] = [];
	let end = start;
	for (let found = readLookahead(pattern, end); start > 0 && found !== undefined; found = readLookahead(pattern, end)) {
		lookaheads.push(found);
		end = found.position + found.body.length + 1;
	}
	const body = `^${pattern.slice(end)}`;
	if (lookaheads.length === 0 || hasOuterAlternative(body) || startsWithRepeat(pattern, end)) {
		return { body: pattern, removed: 0, lookaheads: [] };
	}
	return { body, removed: end - 1, lookaheads };
}

function readLookahead(pattern: string, start: number): Lookahead | undefined {
	const opening = pattern.slice(start, start + 3);
	if (opening !== '(?=' && opening !== '(?!') {
		return undefined;
	}
	let depth = 0;
	for (const part of walkPattern(pattern.slice(start))) {
		depth += changeOfDepth(part);
		if (depth === 0) {
			const body = pattern.slice(start + 3, start + part.position);
			return { body, position: start + 3, wanted: opening === '(?=' };
		}
	}
	return undefined;
}

/** The start would then belong to one alternative only. */
function hasOuterAlternative(body: string): boolean {
	let depth = 0;
	for (const part of walkPattern(body)) {
		if (part.kind === 'alternative' && depth === 0) {
			return true;
		}
		depth += changeOfDepth(part);
	}
	return false;
}

function changeOfDepth(part: PatternPart): number {
	return part.kind === 'close' ? -1 : Number(opensGroup(part));
}

function startsWithRepeat(pattern: string, position: number): boolean {
	return /^[*+?{]/.test(pattern.slice(position));
}
