/** The firmware's list of what it may start, as `efibootmgr -v` shows it. */
export interface EfiEntries {
	/** What this system was started from; '' when unknown. */
	readonly current: string;
	/** Numbers in the order in which they are tried. */
	readonly order: readonly string[];
	readonly entries: readonly EfiEntry[];
}

export interface EfiEntry {
	/** Four hexadecimal digits. */
	readonly number: string;
	/** Label and path in one text. */
	readonly text: string;
}

export function parseEfiEntries(text: string): EfiEntries {
	const line = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(text)?.[1]?.trim() ?? '';
	const entries = [...text.matchAll(/^Boot([0-9A-F]{4})(?:\*|\s)\s?(.*)$/gm)];
	return {
		current: line('BootCurrent'),
		order: line('BootOrder')
			.split(',')
			.filter((number) => number !== ''),
		entries: entries.map(([, number = '', rest = '']) => ({ number, text: rest })),
	};
}

/** Entries that an earlier installation made: of ours, whatever disk they name, and of partitions that are written anew. */
export function staleEntries({ entries }: EfiEntries, label: string, guids: readonly string[]): readonly string[] {
	const lost = guids.map((guid) => guid.toLowerCase());
	return entries
		.filter(({ text }) => text.startsWith(label) || lost.some((guid) => text.toLowerCase().includes(guid)))
		.map(({ number }) => number);
}

/**
 * The order afterwards. What the machine was started from stays first: where that is the network, whoever answers there
 * decides whether the machine starts from its disks. Then ours, then the rest.
 */
export function newBootOrder({ current, order, entries }: EfiEntries, label: string): readonly string[] {
	const ours = entries.filter(({ text }) => text.startsWith(label)).map(({ number }) => number);
	const first = order.includes(current) && !ours.includes(current) ? [current] : [];
	const rest = order.filter((number) => !first.includes(number) && !ours.includes(number));
	return [...first, ...ours, ...rest];
}
