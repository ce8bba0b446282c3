import type { Style, Tone } from './style.js';
import { padText, sanitizeLine, textWidth, truncateText } from './text.js';

/** What a cell shows. */
export interface Cell {
	readonly text: string;
	readonly tone?: Tone;
}

/** A column of a table. */
export interface Column<Row> {
	/** Name for `--columns`, in lower case. */
	readonly key: string;
	readonly cell: (row: Row, style: Style) => Cell | string;
	readonly align?: 'right';
	/** Gives way when the table is too wide. */
	readonly isFlexible?: boolean;
	/** Left out when the table is too wide, the last such column first, before any other gives way. */
	readonly isExpendable?: boolean;
	/** Shown only when `--columns` names it. */
	readonly isHidden?: boolean;
}

export interface TableOptions {
	readonly style: Style;
	readonly hasHeaders: boolean;
	/** Widths of the rows shown before, which later rows keep. */
	readonly minimumWidths?: readonly number[];
}

export interface RenderedTable {
	readonly text: string;
	readonly widths: readonly number[];
}

const GAP = 2;
const NARROWEST_FLEXIBLE = 8;

/** Draws rows without borders, in the width of the terminal; each line ends with a line feed. */
export function renderTable<Row>(
	columns: readonly Column<Row>[],
	rows: readonly Row[],
	options: TableOptions,
): RenderedTable {
	const { style, hasHeaders, minimumWidths = [] } = options;
	const cells = rows.map((row) => columns.map((column) => readCell(column, row, style)));
	const titles: readonly Cell[] = columns.map(({ key }) => ({ text: titleOf(key), tone: 'dim' }));
	const lines = hasHeaders ? [titles, ...cells] : cells;
	const natural = columns.map((_, index) =>
		lines.reduce((widest, line) => Math.max(widest, textWidth(line[index]?.text ?? '')), minimumWidths[index] ?? 0),
	);
	const widths = shrinkWidths(columns, natural, style.columns);
	const text = lines.map((line) => `${drawLine(columns, line, widths, style)}\n`).join('');
	return { text, widths };
}

/** Leaves out expendable columns, last first, until the rows fit the terminal. */
export function dropExpendable<Row>(
	columns: readonly Column<Row>[],
	rows: readonly Row[],
	style: Style,
): readonly Column<Row>[] {
	const widthOf = (column: Column<Row>): number =>
		rows.reduce((widest, row) => Math.max(widest, textWidth(readCell(column, row, style).text)), column.key.length);
	const kept = columns.map((column) => ({ column, width: widthOf(column) }));
	const isTooWide = (): boolean =>
		kept.reduce((sum, { width }) => sum + width + GAP, -GAP) > (style.columns ?? Number.POSITIVE_INFINITY);
	while (isTooWide()) {
		const index = kept.findLastIndex(({ column }) => column.isExpendable === true);
		if (index === -1) {
			break;
		}
		kept.splice(index, 1);
	}
	return kept.map(({ column }) => column);
}

function titleOf(key: string): string {
	return key.toUpperCase().replaceAll('-', ' ');
}

function readCell<Row>(column: Column<Row>, row: Row, style: Style): Cell {
	const cell = column.cell(row, style);
	const { text, tone = 'plain' } = typeof cell === 'string' ? { text: cell } : cell;
	return text === '' ? { text: '-', tone: 'dim' } : { text: sanitizeLine(text), tone };
}

function drawLine<Row>(
	columns: readonly Column<Row>[],
	line: readonly Cell[],
	widths: readonly number[],
	style: Style,
): string {
	const drawn = columns.map(({ align }, index) => {
		const { text, tone = 'plain' } = line[index] ?? { text: '' };
		const width = widths[index] ?? 0;
		const shown = truncateText(text, width, style.symbols.ellipsis);
		const blanks = padText('', width - textWidth(shown));
		const painted = style.paint[tone](shown);
		return align === 'right' ? blanks + painted : painted + blanks;
	});
	return drawn.join(' '.repeat(GAP)).trimEnd();
}

/** Takes from the widest flexible column, a place at a time, until the table fits or nothing can give way. */
function shrinkWidths<Row>(
	columns: readonly Column<Row>[],
	natural: readonly number[],
	available: number | undefined,
): number[] {
	const widths = [...natural];
	let excess = widths.reduce((sum, width) => sum + width + GAP, -GAP) - (available ?? Number.POSITIVE_INFINITY);
	while (excess > 0) {
		let widest = -1;
		columns.forEach(({ isFlexible }, index) => {
			const width = widths[index] ?? 0;
			if (isFlexible === true && width > NARROWEST_FLEXIBLE && width > (widths[widest] ?? 0)) {
				widest = index;
			}
		});
		if (widest === -1) {
			break;
		}
		widths[widest] = (widths[widest] ?? 0) - 1;
		excess -= 1;
	}
	return widths;
}
