/** A partition table as it is on a disk. */
export interface DiskTable {
	readonly label: 'gpt' | 'msdos';
	/** Lower case; of msdos tables 8 hexadecimal digits. */
	readonly guid: string;
	/** By number. */
	readonly partitions: readonly DiskPartition[];
}

export interface DiskPartition {
	readonly number: number;
	readonly startBytes: number;
	readonly sizeBytes: number;
	/** Lower case; of msdos tables two hexadecimal digits. */
	readonly typeGuid: string;
	/** Lower case; '' under msdos. */
	readonly guid: string;
	readonly name: string;
	/** Words of sfdisk for attributes: RequiredPartition, NoBlockIOProtocol, LegacyBIOSBootable, GUID:60,63. */
	readonly attributes: string;
	/** Of msdos tables. */
	readonly isBootable: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

const LABELS: Readonly<Record<string, DiskTable['label']>> = { gpt: 'gpt', dos: 'msdos' };
/** Of an extended partition the kernel shows no more than its first kibibyte. */
export const EXTENDED_TYPES: ReadonlySet<string> = new Set(['05', '0f', '85']);

/** The table in what `sfdisk --json` says; undefined where it is of another kind. */
export function parseTable(json: string): DiskTable | undefined {
	const { partitiontable: table } = JSON.parse(json) as { partitiontable?: Fields };
	const label = LABELS[textOf(table?.['label'])];
	if (table === undefined || label === undefined) {
		return undefined;
	}
	const sectorBytes = Number(table['sectorsize'] ?? 512);
	const rows = (table['partitions'] ?? []) as readonly Fields[];
	const partitions = rows.map((row) => ({
		number: Number(/\d+$/.exec(textOf(row['node']))?.[0] ?? 0),
		startBytes: Number(row['start'] ?? 0) * sectorBytes,
		sizeBytes: Number(row['size'] ?? 0) * sectorBytes,
		typeGuid: textOf(row['type']).toLowerCase().padStart(2, '0'),
		guid: textOf(row['uuid']).toLowerCase(),
		name: textOf(row['name']),
		attributes: textOf(row['attrs']),
		isBootable: row['bootable'] === true,
	}));
	return {
		label,
		guid: textOf(table['id']).toLowerCase().replace(/^0x/, ''),
		partitions: partitions.toSorted((a, b) => a.number - b.number),
	};
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
