import type { TablePartition } from '@stoker/shared/storage/storage-action.js';
import { type DiskPartition, type DiskTable } from './parse-table.js';
import type { ActionOfKind } from './storage-tools.js';

/** Words of layouts for attributes of GPT partitions, and those of sfdisk. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
	required: 'RequiredPartition',
	no_block_io: 'NoBlockIOProtocol',
	legacy_boot: 'LegacyBIOSBootable',
};
/** Entries of a GUID partition table. */
const ENTRIES_BYTES = 128 * 128;

/**
 * What sfdisk is told to write a table at once. What is there now gives kept partitions the attributes that layouts have no
 * words for.
 */
export function tableScript(
	{ disk, table, guid, partitions }: ActionOfKind<'create_table'>,
	current: DiskTable | undefined,
): string {
	const sector = disk.logicalSectorBytes;
	const head =
		table === 'gpt'
			? ['label: gpt', `label-id: ${guid}`, 'table-length: 128', `first-lba: ${2 + ENTRIES_BYTES / sector}`]
			: ['label: dos', `label-id: 0x${guid}`];
	const rows = partitions
		.toSorted((a, b) => a.number - b.number)
		.map((row) => {
			const fields = [
				`start=${row.startBytes / sector}`,
				`size=${row.sizeBytes / sector}`,
				`type=${row.typeGuid}`,
				...(table === 'gpt' ? gptFields(row, current) : isBootable(row) ? ['bootable'] : []),
			];
			return `${row.number} : ${fields.join(', ')}`;
		});
	return [...head, 'unit: sectors', `sector-size: ${sector}`, '', ...rows, ''].join('\n');
}

function gptFields(row: TablePartition, current: DiskTable | undefined): readonly string[] {
	const attributes = attributesOf(row, current);
	return [
		`uuid=${row.guid}`,
		...(row.name === '' ? [] : [`name="${quoted(row.name)}"`]),
		...(attributes === '' ? [] : [`attrs="${attributes}"`]),
	];
}

/** As sfdisk writes them: words, then the bits that have none. */
export function attributesOf(row: TablePartition, current: DiskTable | undefined): string {
	const wanted = row.flags.flatMap((flag) => ATTRIBUTES[flag] ?? []);
	const before = row.isKept ? current?.partitions.find(({ startBytes }) => startBytes === row.startBytes) : undefined;
	const kept = before === undefined || before.attributes === '' ? [] : before.attributes.split(' ');
	const all = new Set([...kept, ...wanted]);
	const words = Object.values(ATTRIBUTES).filter((word) => all.has(word));
	return [...words, ...[...all].filter((word) => !words.includes(word))].join(' ');
}

/** Bytes that mean something in a script are written as hexadecimal numbers. */
function quoted(name: string): string {
	return [...Buffer.from(name)]
		.map((byte) => {
			const letter = String.fromCharCode(byte);
			return /[A-Za-z0-9 ._-]/.test(letter) ? letter : `\\x${byte.toString(16).padStart(2, '0')}`;
		})
		.join('');
}

/** How the table on a disk differs from the one wanted, but for its GUID. */
export function tableDifferences(
	{ table, partitions }: ActionOfKind<'create_table'>,
	found: DiskTable | undefined,
): readonly string[] {
	if (found?.label !== table) {
		return [`the table is of type ${found?.label ?? 'none'}`];
	}
	const extra = found.partitions.filter(({ number }) => !partitions.some((row) => row.number === number));
	return [
		...extra.map(({ number }) => `partition ${number} should not be there`),
		...partitions.flatMap((row) => {
			const current = found.partitions.find(({ number }) => number === row.number);
			return current !== undefined && isRow(row, current, table) ? [] : [`partition ${row.number} differs`];
		}),
	];
}

function isRow(row: TablePartition, current: DiskPartition, table: 'gpt' | 'msdos'): boolean {
	const isPlaced =
		row.startBytes === current.startBytes &&
		row.sizeBytes === current.sizeBytes &&
		row.typeGuid.toLowerCase() === current.typeGuid;
	return table === 'gpt'
		? isPlaced &&
				row.guid.toLowerCase() === current.guid &&
				row.name === current.name &&
				row.flags.every((flag) => current.attributes.split(' ').includes(ATTRIBUTES[flag] ?? ''))
		: isPlaced && isBootable(row) === current.isBootable;
}

function isBootable({ flags }: TablePartition): boolean {
	return flags.includes('boot');
}
