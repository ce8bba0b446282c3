import { RE2JS } from 're2js';
import { compilePattern, type Pattern } from '../regex/compile-pattern.js';
import { PatternError } from '../regex/pattern-error.js';
import { translatePattern } from '../regex/translate-pattern.js';
import { Boxed } from './value.js';

/** What a pattern matched; group 0 is the whole. */
export interface Match {
	readonly groups: readonly MatchedGroup[];
	/** Numbers of the groups that have names. */
	readonly names: Readonly<Record<string, number>>;
}

export interface MatchedGroup {
	readonly text: string | null;
	readonly start: number;
	readonly end: number;
}

/** A character costs something even where the pattern is nearly nothing. */
const FEWEST_INSTRUCTIONS = 4;
const INSTRUCTIONS_PER_STEP = 32;

/** A regular expression as a value: Python's dialect, linear time. Throws a PatternError for what cannot be taken. */
export class TextPattern extends Boxed {
	readonly #source: string;
	readonly #pattern: Pattern;
	#groups: RE2JS | undefined;

	/** @param flags letters of i, m and s */
	constructor(source: string, flags = '') {
		super();
		this.#source = flags === '' ? source : `(?${flags})${source}`;
		this.#pattern = compilePattern(this.#source);
	}

	/** What reading so many characters may cost: each may meet every instruction of the pattern. */
	stepsToMatch(characters: number): number {
		return (characters * (FEWEST_INSTRUCTIONS + this.#pattern.size)) / INSTRUCTIONS_PER_STEP;
	}

	/** Instructions of the pattern, which reading it takes too. */
	get size(): number {
		return this.#pattern.size;
	}

	matchesAnywhere(text: string): boolean {
		return this.#pattern.matchesAnywhere(text);
	}

	/** Matches from the left, none overlapping; at most `limit`. */
	*matches(text: string, limit = Number.POSITIVE_INFINITY): Generator<Match> {
		this.#groups ??= compileGroups(this.#source);
		const matcher = this.#groups.matcher(text);
		const names = this.#groups.namedGroups();
		for (let count = 0; count < limit && matcher.find(); count++) {
			const groups: MatchedGroup[] = [];
			for (let group = 0; group <= matcher.groupCount(); group++) {
				const found = matcher.group(group);
				const isThere = found !== null;
				groups.push({
					text: found,
					start: isThere ? matcher.start(group) : -1,
					end: isThere ? matcher.end(group) : -1,
				});
			}
			yield { groups, names };
		}
	}
}

function compileGroups(source: string): RE2JS {
	try {
		return RE2JS.compile(translatePattern(source));
	} catch (error) {
		if (error instanceof PatternError) {
			throw error;
		}
		throw new PatternError('it looks ahead, which only tests for a match can take');
	}
}
