import CliTable from 'cli-table3';
import type { Style, Tone } from './style.js';
import { sanitizeLine, textWidth } from './text.js';

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
const NO_BORDERS = Object.fromEntries(
	['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right']
		.concat(['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'])
		.map((edge) => [edge, '']),
);

/** Draws rows without borders, in the width of the terminal; each line ends with a line feed. */
export function renderTable<Row>(
	columns: readonly Column<Row>[],
	rows: readonly Row[],
	options: TableOptions,
): RenderedTable {
	const { style, hasHeaders, minimumWidths = [] } = options;
	const cells = rows.map((row) => columns.map((column) => readCell(column, row, style)));
	const titles = columns.map(({ key }) => key.toUpperCase().replaceAll('-', ' '));
	const natural = columns.map((_, index) =>
		Math.max(
			minimumWidths[index] ?? 0,
			textWidth(hasHeaders ? (titles[index] ?? '') : ''),
			...cells.map((line) => textWidth(line[index]?.text ?? '')),
		),
	);
	const widths = fitWidths(columns, natural, style.columns);
	const table = new CliTable({
		chars: NO_BORDERS,
		style: { 'padding-left': 0, 'padding-right': GAP, head: [], border: [], compact: true },
		colWidths: widths.map((width) => width + GAP),
		colAligns: columns.map(({ align }) => align ?? 'left'),
		truncate: style.symbols.ellipsis,
	});
	if (hasHeaders) {
		table.push(titles.map((title) => style.paint.dim(title)));
	}
	table.push(...cells.map((line) => line.map(({ text, tone = 'plain' }) => style.paint[tone](text))));
	const text = table
		.toString()
		.split('\n')
		.map((line) => `${line.trimEnd()}\n`)
		.join('');
	return { text: rows.length === 0 && !hasHeaders ? '' : text, widths };
}

function readCell<Row>(column: Column<Row>, row: Row, style: Style): Cell {
	const cell = column.cell(row, style);
	const { text, tone } = typeof cell === 'string' ? { text: cell, tone: undefined } : cell;
	return text === '' ? { text: '-', tone: 'dim' } : { text: sanitizeLine(text), ...(tone !== undefined && { tone }) };
}

/** Takes from the widest flexible column, a column at a time, until the table fits or nothing can give way. */
function fitWidths<Row>(
	columns: readonly Column<Row>[],
	natural: readonly number[],
	available: number | undefined,
): number[] {
	const widths = [...natural];
	let excess = widths.reduce((sum, width) => sum + width + GAP, -GAP) - (available ?? Infinity);
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
