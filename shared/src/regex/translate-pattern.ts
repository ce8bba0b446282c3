import { PatternError } from './pattern-error.js';
import { opensGroup, type PatternPart, walkPattern } from './walk-pattern.js';

const MAX_NESTING = 200;
/** Once repetitions are written out; matching costs at most so many steps per character. */
const MAX_SIZE = 4000;
/** Escapes of the old dialect that are spelt with a letter; others meant that letter, or nothing. */
const ESCAPES = 'AbBdDsSwWZafnrtvx0';
const OPENERS = /^\((?:\?:|\?P?<\w+>|\?[ims]+\)|\?[ims]*(?:-[ims]+)?:)?$/u;
/** Why an opener is none of those above; the first that fits. */
const REFUSED_OPENERS: readonly (readonly [RegExp, string])[] = [
	[/^\(\?<[=!]/, 'it looks behind'],
	[/^\(\?[=!]/, 'it looks ahead elsewhere than right after a leading ^'],
	[/^\(\?P=/, 'it refers back to a group'],
	[/^\(\?\(/, 'it depends on whether a group matched'],
	[/^\(\?>/, 'it holds an atomic group'],
	[/^\(\?#/, 'it holds a comment'],
	[/^\(\?[a-zA-Z-]+[:)]/, 'it sets a flag other than i, m and s'],
];

/** Turns a pattern of the old dialect (Python's) into one of RE2 that matches the same texts, or says why not. */
export function translatePattern(pattern: string): string {
	const isMultiline = /\(\?[a-zA-Z]*m/.test(pattern);
	const size = new SizeEstimate();
	let translated = '';
	for (const part of walkPattern(pattern)) {
		size.add(part);
		translated += translatePart(part, isMultiline);
	}
	return translated;
}

function translatePart(part: PatternPart, isMultiline: boolean): string {
	switch (part.kind) {
		case 'escape':
			return translateEscape(part);
		case 'class':
			return translateClass(part);
		case 'open':
			return checkOpener(part);
		case 'repeat':
			return part.text.replace('{,', '{0,');
		case 'character':
			// Without flags the end is also before a last line feed.
			return part.text === '$' && !isMultiline ? '(?:\\n?\\z)' : part.text;
		default:
			return part.text;
	}
}

function translateEscape({ text, position }: PatternPart): string {
	const letter = text.slice(1);
	if (/^[1-9]$/.test(letter)) {
		throw new PatternError('it refers back to a group', position);
	}
	if (letter === 'Z') {
		return '\\z';
	}
	return checkEscape(text, position);
}

function checkEscape(text: string, position: number): string {
	const letter = text.slice(1);
	if (/^[a-zA-Z0-9]$/.test(letter) && !ESCAPES.includes(letter)) {
		throw new PatternError(`\\${letter} is not understood`, position);
	}
	// A sign beyond ASCII needs no backslash, and the engine takes none.
	return /^[^\0-\x7f]/u.test(letter) ? letter : text;
}

/** Inside brackets, [ is a character and \b a backspace. */
function translateClass({ text, position }: PatternPart): string {
	if (!/^\[\^?\]?(?:\\.|[^\]\\])*\]$/su.test(text)) {
		throw new PatternError('a "[" is not closed', position);
	}
	const inside = text.slice(1).replace(/\\(.)|\[/gsu, (part, letter: string | undefined, offset: number) => {
		if (letter === undefined) {
			return '\\[';
		}
		return letter === 'b' ? '\\x08' : checkEscape(part, position + 1 + offset);
	});
	return `[${inside}`;
}

function checkOpener({ text, position }: PatternPart): string {
	if (!OPENERS.test(text)) {
		const reason = REFUSED_OPENERS.find(([opener]) => opener.test(text))?.[1];
		throw new PatternError(reason ?? 'it has a group of unknown kind', position);
	}
	if (text.endsWith(')') && position > 0) {
		throw new PatternError('it sets flags elsewhere than at its start', position);
	}
	return text;
}

/** How large a pattern is once its repetitions are written out. */
class SizeEstimate {
	readonly #open: number[] = [];
	#total = 0;
	#last = 0;

	add(part: PatternPart): void {
		const { kind, text, position } = part;
		if (opensGroup(part)) {
			this.#open.push(this.#total);
			this.#total = 0;
			if (this.#open.length > MAX_NESTING) {
				throw new PatternError(`it is nested more than ${MAX_NESTING} deep`, position);
			}
		} else if (kind === 'close') {
			this.#last = this.#total + 1;
			this.#total = (this.#open.pop() ?? 0) + this.#last;
		} else if (kind === 'repeat') {
			const grown = this.#last * Math.max(1, ...(text.match(/\d+/g) ?? []).map(Number));
			this.#total += grown - this.#last;
			this.#last = grown;
		} else {
			this.#last = 1;
			this.#total += 1;
		}
		if (this.#total > MAX_SIZE) {
			throw new PatternError(`it has more than ${MAX_SIZE} parts once repetitions are written out`, position);
		}
	}
}
