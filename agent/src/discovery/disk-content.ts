import type {
	DiskContent,
	HolderContent,
	HolderKind,
	PartitionContent,
	SignatureContent,
	TableContent,
} from '@stoker/shared/storage/inventory.js';
import type { BlockDevice } from './parse-lsblk.js';
import type { UdevDevice } from './parse-udev.js';

/** What the tools and the kernel said of the disks of a machine. */
export interface DiskSources {
	readonly devices: readonly BlockDevice[];
	/** By kernel name. */
	readonly udev: ReadonlyMap<string, UdevDevice>;
	/** By device without /dev/; more than one where an old signature lies under a new one. */
	readonly signatures: ReadonlyMap<string, readonly SignatureContent[]>;
	/** By device number. */
	readonly mounts: ReadonlyMap<string, readonly string[]>;
	/** By kernel name, of partitions. */
	readonly partitions: ReadonlyMap<string, PartitionPlace>;
}

/** Where a partition lies, as the kernel has it. */
export interface PartitionPlace {
	readonly number: number;
	readonly startBytes: number;
}

const SWAP = '[SWAP]';
const HOLDER_KIND_BY_TYPE: Readonly<Record<string, HolderKind>> = {
	lvm: 'lvm',
	crypt: 'crypt',
	mpath: 'multipath',
	linear: 'md',
	md: 'md',
};

/** What is on a disk, out of what stands on its device. */
export function diskContent(disk: BlockDevice, sources: DiskSources): DiskContent {
	const parts = disk.children.filter(({ type }) => type === 'part');
	const label = tableLabel(disk.tableType || property(disk, 'ID_PART_TABLE_TYPE', sources));
	const partitions = parts
		.map((part) => partitionContent(part, label, sources))
		.sort((a, b) => a.startBytes - b.startBytes || a.number - b.number);
	return {
		table: {
			label,
			guid: property(disk, 'ID_PART_TABLE_UUID', sources).toLowerCase(),
			partitions,
		},
		signatures: signaturesOf(disk, sources),
		// Its partitions are no holders: they are part of the table.
		holders: holdersOf({ ...disk, children: disk.children.filter(({ type }) => type !== 'part') }, sources),
	};
}

function partitionContent(part: BlockDevice, label: TableContent['label'], sources: DiskSources): PartitionContent {
	const place = sources.partitions.get(part.kernelName);
	const type = part.partition.type || property(part, 'ID_PART_ENTRY_TYPE', sources);
	return {
		number: place?.number ?? 0,
		startBytes: place?.startBytes ?? 0,
		sizeBytes: part.sizeBytes,
		typeGuid: label === 'msdos' ? type.replace(/^0x/, '').padStart(2, '0').toLowerCase() : type.toLowerCase(),
		guid: part.partition.guid.toLowerCase(),
		name: part.partition.name,
		flags: flagWords(label, part.partition.flags),
		signatures: signaturesOf(part, sources),
		holders: holdersOf(part, sources),
	};
}

function tableLabel(type: string): TableContent['label'] {
	return type === 'gpt' ? 'gpt' : type === 'dos' ? 'msdos' : '';
}

/** Flags of partitions that mean something to firmware and boot loaders. */
function flagWords(label: TableContent['label'], text: string): readonly string[] {
	const flags = Number(text === '' ? 0 : text);
	if (label === 'gpt') {
		return ['required', 'no_block_io', 'legacy_boot'].filter((_word, bit) => (flags & (1 << bit)) !== 0);
	}
	return (flags & 0x80) === 0 ? [] : ['boot'];
}

function signaturesOf(device: BlockDevice, { signatures }: DiskSources): readonly SignatureContent[] {
	const found = signatures.get(device.path.replace(/^\/dev\//, '')) ?? signatures.get(device.kernelName) ?? [];
	const { type, uuid } = device.signature;
	const isKnown = type === '' || found.some((other) => other.type === type && other.uuid === uuid);
	return isKnown ? found : [device.signature, ...found];
}

function holdersOf(device: BlockDevice, sources: DiskSources): readonly HolderContent[] {
	const inner = { signatures: [], holders: [] };
	const points = new Set(sources.mounts.get(device.number) ?? []);
	if (device.mountPoint.startsWith('/')) {
		points.add(device.mountPoint);
	}
	return [
		...device.children.map(
			(child): HolderContent => ({
				kind: holderKind(child),
				name: child.path,
				signatures: signaturesOf(child, sources),
				holders: holdersOf(child, sources),
			}),
		),
		...[...points].map((name): HolderContent => ({ kind: 'mount', name, ...inner })),
		...(device.mountPoint === SWAP ? [{ kind: 'swap' as const, name: device.path, ...inner }] : []),
	];
}

function holderKind({ type, kernelName }: BlockDevice): HolderKind {
	if (kernelName.startsWith('bcache')) {
		return 'bcache';
	}
	return /^raid\d+$/.test(type) ? 'md' : (HOLDER_KIND_BY_TYPE[type] ?? 'other');
}

/** What udev keeps of a device; '' where it says nothing. */
export function property(device: BlockDevice, name: string, { udev }: Pick<DiskSources, 'udev'>): string {
	return udev.get(device.kernelName)?.properties.get(name) ?? '';
}
