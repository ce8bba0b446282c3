import type { Style } from './style.js';
import type { Cell } from './table.js';
import { padText, sanitizeLine, textWidth, wrapText } from './text.js';

/** A labelled value of a record; what is empty is left out. */
export type Field = readonly [label: string, value: Cell | string];

const GAP = 2;
const NARROWEST = 24;

/** Draws labelled values below each other, long ones wrapped under themselves. */
export function renderRecord(fields: readonly Field[], style: Style): string {
	const shown = fields.filter(([, value]) => (typeof value === 'string' ? value : value.text) !== '');
	const labelWidth = Math.max(0, ...shown.map(([label]) => textWidth(label)));
	const valueWidth = Math.max(NARROWEST, (style.columns ?? Infinity) - labelWidth - GAP);
	return shown
		.map(([label, value]) => {
			const { text, tone = 'plain' } = typeof value === 'string' ? { text: value } : value;
			const [first = '', ...rest] = wrapText(sanitizeLine(text), valueWidth);
			const indent = ' '.repeat(labelWidth + GAP);
			const head = style.paint.dim(padText(label, labelWidth + GAP)) + style.paint[tone](first);
			return [head, ...rest.map((line) => indent + style.paint[tone](line))].map((line) => `${line}\n`).join('');
		})
		.join('');
}

/** A heading with a blank line before it. */
export function renderHeading(text: string, style: Style): string {
	return `\n${style.paint.strong(text)}\n`;
}
