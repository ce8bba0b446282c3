import type { PictureBox } from '../picture.js';

/** Everything stands on this grid, in pixels, so that lines of different arrows never lie on each other by a hair. */
export const GRID = 6;
export const LABEL_SIZE = 12;
export const DETAIL_SIZE = 10;
/** Wider than any usual font's average, so that a label fits whatever font the reader has. */
const CHARACTER_WIDTH = 0.62;
const LABEL_LINE = 15;
const DETAIL_LINE = 13;
const PADDING_X = 10;
const PADDING_Y = 6;
const ANCHOR_HEIGHT = 20;
const MIN_WIDTH = 96;
const MAX_LINE = 26;

/** What is written into a box and the room it needs. */
export interface BoxSize {
	readonly width: number;
	readonly height: number;
	readonly lines: readonly string[];
	/** Empty for a bar. */
	readonly detail: string;
}

/** Sizes a box so that its text fits. */
export function measureBox({ label, detail, kind }: Pick<PictureBox, 'label' | 'detail' | 'kind'>): BoxSize {
	if (kind === 'anchor') {
		return {
			width: snapUp(textWidth(label, LABEL_SIZE) + 2 * PADDING_X),
			height: ANCHOR_HEIGHT,
			lines: [label],
			detail: '',
		};
	}
	const lines = wrap(label);
	const widest = Math.max(textWidth(detail, DETAIL_SIZE), ...lines.map((line) => textWidth(line, LABEL_SIZE)));
	return {
		width: snapUp(Math.max(widest + 2 * PADDING_X, MIN_WIDTH)),
		height: lines.length * LABEL_LINE + DETAIL_LINE + 2 * PADDING_Y,
		lines,
		detail,
	};
}

/** Room a text needs in any usual font. */
export function textWidth(text: string, fontSize: number): number {
	return text.length * fontSize * CHARACTER_WIDTH;
}

/** The next place on the grid that is even, so that half of it is on the grid too. */
function snapUp(length: number): number {
	return Math.ceil(length / (2 * GRID)) * 2 * GRID;
}

/** Where the text lines of a box stand, from its upper edge. */
export function baselines({ height, lines, detail }: BoxSize): {
	readonly lines: readonly number[];
	readonly detail: number;
} {
	if (detail === '') {
		return { lines: [height / 2 + LABEL_SIZE * 0.35], detail: height };
	}
	const first = PADDING_Y + LABEL_SIZE;
	return {
		lines: lines.map((_, index) => first + index * LABEL_LINE),
		detail: first + (lines.length - 1) * LABEL_LINE + DETAIL_LINE,
	};
}

/** Breaks a long name behind its hyphens and the like, into lines of about the same length. */
function wrap(label: string): readonly string[] {
	const lines: string[] = [];
	let rest = label;
	while (rest.length > MAX_LINE) {
		const wanted = rest.length / Math.ceil(rest.length / MAX_LINE);
		const breaks = [...rest.matchAll(/[-_.: ]/g)].map(({ index }) => index + 1).filter((at) => at <= MAX_LINE);
		const near = breaks.toSorted((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))[0] ?? 0;
		const length = near > MAX_LINE / 3 ? near : MAX_LINE;
		lines.push(rest.slice(0, length).trimEnd());
		rest = rest.slice(length);
	}
	return rest === '' ? lines : [...lines, rest];
}
