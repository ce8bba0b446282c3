/** Deviations that have a recorded reason. */
export interface Deviations {
	/** Reason of a case; undefined when none is recorded. */
	reasonFor(file: string, id: string): string | undefined;
	/** Reason for following the recommendation of a case whose own id is not recorded. */
	readonly recommendation: string | undefined;
}

/** Stands in the column of ids for every case whose recommended answer is ours. */
const RECOMMENDED = 'recommended';

interface Row {
	/** File named by the heading above; undefined when none is. */
	readonly file: string | undefined;
	readonly ids: ReadonlySet<string>;
	readonly reason: string;
}

/**
 * Reads the tables of `docs/deviations.md`: the first column lists case ids and ranges of them (`K01-K06`), the last
 * gives the reason. Under a heading that names a file, rows are about that file only.
 */
export function parseDeviations(text: string): Deviations {
	const rows: Row[] = [];
	let file: string | undefined;
	for (const line of text.split('\n')) {
		if (line.startsWith('#')) {
			file = /([\w-]+\.json)/.exec(line)?.[1];
		} else {
			const row = parseRow(line, file);
			rows.push(...(row === undefined ? [] : [row]));
		}
	}
	return {
		reasonFor: (name, id) => rows.find((row) => (row.file ?? name) === name && row.ids.has(id))?.reason,
		recommendation: rows.find((row) => row.ids.has(RECOMMENDED))?.reason,
	};
}

function parseRow(line: string, file: string | undefined): Row | undefined {
	const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
	const reason = cells.at(-2);
	if (cells.length < 4 || cells[0] !== '' || reason === undefined || reason === '' || /^:?-+:?$/.test(reason)) {
		return undefined;
	}
	return { file, ids: new Set(parseIds(cells[1] ?? '')), reason };
}

function parseIds(cell: string): readonly string[] {
	return cell
		.replaceAll('`', '')
		.replaceAll('–', '-')
		.split(/[\s,;]+/)
		.flatMap(expandRange);
}

/** `K01-K03` is K01, K02, K03. */
function expandRange(id: string): readonly string[] {
	const [, prefix = '', first = '', other = '', last = ''] = /^(\D*)(\d+)-(\D*)(\d+)$/.exec(id) ?? [];
	if (first === '' || (other !== '' && other !== prefix) || Number(last) < Number(first)) {
		return [id];
	}
	return Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => {
		return `${prefix}${String(Number(first) + index).padStart(first.length, '0')}`;
	});
}
