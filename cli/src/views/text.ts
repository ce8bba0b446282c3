const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const COLOUR = /\u001b\[[0-9;]*m/g;
const WIDE =
	/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
const PLAIN = /^[ -~]*$/;
const MARK = /\p{Mark}/u;

/**
 * Makes text of others safe to show: a task's message or a node's name must not move the cursor, change colours
 * or turn the direction of writing.
 */
function sanitizeText(text: string): string {
	return text.replace(CONTROL, '\ufffd');
}

/** {@link sanitizeText} on one line. */
export function sanitizeLine(text: string): string {
	return sanitizeText(text.trim().replace(/\s+/g, ' '));
}

/** Columns the text takes in a terminal; colours take none. */
export function textWidth(text: string): number {
	if (PLAIN.test(text)) {
		return text.length;
	}
	let width = 0;
	for (const character of text.replace(COLOUR, '')) {
		width += MARK.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
	}
	return width;
}

/** Cuts plain text to a width, ending in `mark` when something was lost. */
export function truncateText(text: string, width: number, mark: string): string {
	if (textWidth(text) <= width) {
		return text;
	}
	let kept = '';
	let used = textWidth(mark);
	for (const character of text) {
		used += textWidth(character);
		if (used > width) {
			break;
		}
		kept += character;
	}
	return width < textWidth(mark) ? '' : kept + mark;
}

/** Fills with blanks up to a width. */
export function padText(text: string, width: number, align: 'left' | 'right' = 'left'): string {
	const blanks = ' '.repeat(Math.max(0, width - textWidth(text)));
	return align === 'left' ? text + blanks : blanks + text;
}

/** Breaks plain text at blanks into lines of at most `width`. */
export function wrapText(text: string, width: number): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ')) {
		if (line !== '' && textWidth(line) + 1 + textWidth(word) > width) {
			lines.push(line);
			line = word;
		} else {
			line = line === '' ? word : `${line} ${word}`;
		}
	}
	return [...lines, line];
}
