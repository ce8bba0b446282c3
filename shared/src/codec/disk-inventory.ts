import {
	type DiskContent,
	type DiskInventory,
	HOLDER_KINDS,
	type HolderContent,
	type HolderKind,
	NO_CONTENT,
	type PartitionContent,
	type TableContent,
} from '../storage/inventory.js';
import type * as wire from '../wire/stoker/v1/inventory.js';

/** Writes a disk for the wire. */
export function encodeDisk({ serial, content, ...disk }: DiskInventory): wire.DiskInventory {
	return {
		...disk,
		serialNumber: serial,
		links: [...disk.links],
		paths: [...disk.paths],
		content: encodeContent(content),
	};
}

function encodeContent({ table, signatures, holders }: DiskContent): wire.DiskContent {
	return {
		tableLabel: table.label,
		tableGuid: table.guid,
		partitions: table.partitions.map((partition) => ({
			...partition,
			flags: [...partition.flags],
			signatures: [...partition.signatures],
			holders: encodeHolders(partition.holders),
		})),
		signatures: [...signatures],
		holders: encodeHolders(holders),
	};
}

/** Each holder before what stands on it. */
function encodeHolders(holders: readonly HolderContent[], depth = 0): wire.HolderContent[] {
	return holders.flatMap(({ kind, name, signatures, holders: inner }) => [
		{ kind, name, signatures: [...signatures], depth },
		...encodeHolders(inner, depth + 1),
	]);
}

/** Reads a disk; older agents do not tell what is on it. */
export function decodeDisk({ serialNumber, content, ...disk }: wire.DiskInventory): DiskInventory {
	return { ...disk, serial: serialNumber, content: content === undefined ? NO_CONTENT : decodeContent(content) };
}

function decodeContent(message: wire.DiskContent): DiskContent {
	return {
		table: {
			label: decodeLabel(message.tableLabel),
			guid: message.tableGuid,
			partitions: message.partitions.map(decodePartition),
		},
		signatures: message.signatures,
		holders: decodeHolders(message.holders),
	};
}

function decodePartition(message: wire.PartitionContent): PartitionContent {
	return { ...message, holders: decodeHolders(message.holders) };
}

/** Stacks deeper than any that is built count as one that deep. */
const MOST_DEPTH = 16;

function decodeHolders(messages: readonly wire.HolderContent[]): readonly HolderContent[] {
	const roots: HolderContent[] = [];
	const open: HolderContent[][] = [roots];
	for (const { kind, name, signatures, depth } of messages) {
		const level = Math.min(depth, open.length - 1, MOST_DEPTH);
		const inner: HolderContent[] = [];
		open[level]?.push({ kind: decodeKind(kind), name, signatures, holders: inner });
		open.splice(level + 1, open.length, inner);
	}
	return roots;
}

function decodeKind(text: string): HolderKind {
	return HOLDER_KINDS.find((kind) => kind === text) ?? 'other';
}

function decodeLabel(text: string): TableContent['label'] {
	return text === 'gpt' || text === 'msdos' ? text : '';
}
