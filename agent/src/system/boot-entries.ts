/** What the firmware may start, as `efibootmgr -v` tells it. */
export interface BootEntry {
	/** Four hexadecimal digits. */
	readonly number: string;
	readonly title: string;
	readonly isActive: boolean;
	readonly isNetwork: boolean;
}

const ENTRY = /^Boot([0-9A-Fa-f]{4})(\*?) +([^\t]*)(?:\t(.*))?$/;
const ORDER = /^BootOrder: *([0-9A-Fa-f,]+)$/m;
/** The address of a network card in a device path. */
const NETWORK_PATH = /\/MAC\(/;

/** Reads the entries, those of the boot order first and in its order. */
export function parseBootEntries(text: string): readonly BootEntry[] {
	const order = ORDER.exec(text)?.[1]?.split(',') ?? [];
	const rank = (number: string) => (order.includes(number) ? order.indexOf(number) : order.length);
	return text
		.split('\n')
		.map((line) => ENTRY.exec(line))
		.filter((match) => match !== null)
		.map(([, number = '', star, title = '', path = '']) => {
			return { number, title: title.trim(), isActive: star === '*', isNetwork: NETWORK_PATH.test(path) };
		})
		.sort((one, other) => rank(one.number) - rank(other.number));
}

/** The entry by which the firmware would start from the network; undefined when it has none. */
export function networkEntry(entries: readonly BootEntry[]): BootEntry | undefined {
	return entries.find(({ isActive, isNetwork }) => isActive && isNetwork);
}
