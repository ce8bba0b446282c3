import type { GlobalOptions } from '../arguments/global-options.js';
import { UsageError } from '../arguments/usage-error.js';
import type { Style } from './style.js';
import { type Column, dropExpendable, renderTable } from './table.js';

/** The version of everything printed for programs; a change that breaks readers changes it. */
export const OUTPUT_SCHEMA = 'stoker.v1';

/** How objects of one kind are shown. */
export interface Kind<Item> {
	/** In output for programs, for example `node`. */
	readonly singular: string;
	readonly plural: string;
	/** What `-o name` prints: something other commands take. */
	readonly name: (item: Item) => string;
	readonly columns: readonly Column<Item>[];
}

/** How one object is shown to people. */
export interface Details<Item> {
	readonly kind: Kind<Item>;
	readonly render: (item: Item, style: Style) => string;
}

export type Write = (text: string) => Promise<void>;

/** Rows drawn at once: widths are settled by the first lot, so memory stays bounded on any listing. */
const ROWS_PER_LOT = 1000;

/** Prints objects in the format asked for; data goes to one place only. */
export class Printer {
	readonly #write: Write;
	readonly #options: GlobalOptions;
	readonly style: Style;

	constructor(write: Write, options: GlobalOptions, style: Style) {
		this.#write = write;
		this.#options = options;
		this.style = style;
	}

	get isForPeople(): boolean {
		return this.#options.output === 'table';
	}

	/** Prints a listing as it comes in; nothing before its first row. Resolves to the number of rows. */
	async list<Item>(kind: Kind<Item>, items: AsyncIterable<Item> | Iterable<Item>): Promise<number> {
		switch (this.#options.output) {
			case 'table':
				return this.#table(kind, items);
			case 'name':
				return this.#each(items, (item) => this.#write(`${kind.name(item)}\n`));
			case 'jsonl':
				return this.#each(items, (item) => this.#write(jsonLine(kind.singular, item)));
			case 'json':
				return this.#json(kind, items);
			case 'yaml':
				return this.#yaml(kind, items);
		}
	}

	/** Prints one object. */
	async item<Item>(details: Details<Item>, item: Item): Promise<void> {
		const { kind, render } = details;
		await this.#write(
			this.isForPeople ? render(item, this.style) : await this.#machine(kind.singular, item, kind.name(item)),
		);
	}

	/** Prints one object of a stream on a line of its own; a JSON array would never close. */
	async line<Item>(details: Details<Item>, item: Item): Promise<void> {
		const { kind, render } = details;
		const { output } = this.#options;
		if (output === 'yaml') {
			await this.#write(`---\n${await this.#machine(kind.singular, item, kind.name(item))}`);
		} else if (output === 'json') {
			await this.#write(jsonLine(kind.singular, item));
		} else {
			await this.item({ kind, render }, item);
		}
	}

	async #machine(kind: string, data: unknown, name: string): Promise<string> {
		const envelope = { schema: OUTPUT_SCHEMA, kind, data };
		switch (this.#options.output) {
			case 'yaml':
				return (await import('./yaml-text.js')).yamlText(envelope);
			case 'jsonl':
				return jsonLine(kind, data);
			case 'name':
				return `${name}\n`;
			default:
				return `${JSON.stringify(envelope, null, 2)}\n`;
		}
	}

	async #each<Item>(
		items: AsyncIterable<Item> | Iterable<Item>,
		print: (item: Item, index: number) => Promise<void>,
	): Promise<number> {
		let count = 0;
		for await (const item of items) {
			await print(item, count);
			count += 1;
		}
		return count;
	}

	async #table<Item>(kind: Kind<Item>, items: AsyncIterable<Item> | Iterable<Item>): Promise<number> {
		const chosen = chooseColumns(kind, this.#options.columns);
		let columns: readonly Column<Item>[] | undefined;
		let lot: Item[] = [];
		let minimumWidths: readonly number[] = [];
		let hasHeaders = this.#options.hasHeaders;
		const flush = async (): Promise<void> => {
			columns ??= this.#options.columns === undefined ? dropExpendable(chosen, lot, this.style) : chosen;
			const { text, widths } = renderTable(columns, lot, { style: this.style, hasHeaders, minimumWidths });
			minimumWidths = widths;
			hasHeaders = false;
			lot = [];
			await this.#write(text);
		};
		const count = await this.#each(items, async (item) => {
			lot.push(item);
			if (lot.length === ROWS_PER_LOT) {
				await flush();
			}
		});
		if (lot.length > 0) {
			await flush();
		}
		return count;
	}

	async #json<Item>(kind: Kind<Item>, items: AsyncIterable<Item> | Iterable<Item>): Promise<number> {
		const head = `{\n  "schema": "${OUTPUT_SCHEMA}",\n  "kind": "${kind.plural}",\n  "data": [`;
		const count = await this.#each(items, (item, index) => {
			const text = JSON.stringify(item, null, 2).replaceAll('\n', '\n    ');
			return this.#write(`${index === 0 ? head : ','}\n    ${text}`);
		});
		await this.#write(count === 0 ? `${head}]\n}\n` : '\n  ]\n}\n');
		return count;
	}

	async #yaml<Item>(kind: Kind<Item>, items: AsyncIterable<Item> | Iterable<Item>): Promise<number> {
		const { yamlText } = await import('./yaml-text.js');
		const head = `schema: ${OUTPUT_SCHEMA}\nkind: ${kind.plural}\ndata:`;
		const count = await this.#each(items, (item, index) => {
			const text = yamlText([item]).trimEnd().replaceAll('\n', '\n  ');
			return this.#write(`${index === 0 ? `${head}\n` : ''}  ${text}\n`);
		});
		if (count === 0) {
			await this.#write(`${head} []\n`);
		}
		return count;
	}
}

function jsonLine(kind: string, data: unknown): string {
	return `${JSON.stringify({ schema: OUTPUT_SCHEMA, kind, data })}\n`;
}

function chooseColumns<Item>(kind: Kind<Item>, wanted: readonly string[] | undefined): readonly Column<Item>[] {
	if (wanted === undefined || wanted.length === 0) {
		return kind.columns.filter(({ isHidden }) => isHidden !== true);
	}
	const unknown = wanted.filter((key) => !kind.columns.some((column) => column.key === key));
	if (unknown.length > 0) {
		const known = kind.columns.map(({ key }) => key).join(', ');
		throw new UsageError([`--columns: there is no column ${unknown.join(', ')}; there are ${known}`], '');
	}
	return wanted.flatMap((key) => kind.columns.filter((column) => column.key === key));
}
