import { hasErrors } from '../../model/diagnostic.js';
import { groupBy } from '../../model/group-by.js';
import type { LayoutItemId } from '../../model/ids.js';
import { alignUp, FIRST_PARTITION_BYTE, startAlignmentBytes } from '../disk-space.js';
import { defaultFstab } from '../file-system-defaults.js';
import { fittingPartitionName } from '../fitting-partition-name.js';
import type { DiskInventory, StorageInventory } from '../inventory.js';
import type { Layout, LayoutDisk, LayoutImage, LayoutPartition } from '../layout.js';
import { matchDisks } from '../match-disks.js';
import { PARTITION_TYPE_CODES, PARTITION_TYPE_GUIDS } from '../partition-types.js';
import { spreadKeep } from '../spread-keep.js';
import { validateLayout } from '../validate-layout.js';
import { type LayoutDocument, layoutDocumentSchema } from './layout-document-schema.js';
import type { LayoutResult } from './layout-result.js';
import { readSchema } from './read-schema.js';

/** Room for the backup table behind the last partition of a disk that the machine does not have. */
const TAIL_BYTES = FIRST_PARTITION_BYTE;
const USUAL_SECTOR_BYTES = 512;

/**
 * Reads a layout in its own form. Partitions without a place follow the one before them on their disk; numbers, types and
 * sizes of disks follow too.
 */
export function layoutFromDocument(written: unknown, machine: StorageInventory): LayoutResult {
	const read = readSchema(layoutDocumentSchema, written);
	if ('diagnostics' in read) {
		return { layout: undefined, diagnostics: read.diagnostics };
	}
	const layout = spreadKeep(completeLayout(read.value, machine));
	const diagnostics = validateLayout(layout);
	return { layout: hasErrors(diagnostics) ? undefined : layout, diagnostics };
}

function completeLayout(document: LayoutDocument, machine: StorageInventory): Layout {
	const found = new Map(
		document.disks.map((disk) => {
			const matches = matchDisks(disk.selector, machine.disks);
			return [disk.id, matches.length === 1 ? matches[0] : undefined] as const;
		}),
	);
	const partitions = placePartitions(document, found);
	const partitionsOf = groupBy(partitions, ({ diskId }) => diskId);
	const ends = new Map(
		[...partitionsOf].map(([id, own]) => [
			id,
			Math.max(...own.map(({ startBytes, sizeBytes }) => startBytes + sizeBytes)),
		]),
	);
	return {
		...document,
		disks: document.disks.map((disk) =>
			completeDisk(disk, { found: found.get(disk.id), endBytes: ends.get(disk.id) ?? 0 }),
		),
		partitions,
		fileSystems: document.fileSystems.map(({ fstab, ...rest }) => ({
			...rest,
			fstab: fstab ?? defaultFstab(rest.type, rest.mount),
		})),
		images: document.images.map(({ checksums, ...rest }) => ({ ...rest, checksums: given(checksums) })),
		boot: { ...document.boot, firmware: document.boot.firmware ?? machine.firmware },
	};
}

function given(checksums: LayoutDocument['images'][number]['checksums']): LayoutImage['checksums'] {
	return Object.fromEntries(
		Object.entries(checksums).flatMap(([name, value]) => (value === undefined ? [] : [[name, value.toLowerCase()]])),
	);
}

interface Known {
	readonly found: DiskInventory | undefined;
	/** Of its last partition. */
	readonly endBytes: number;
}

function completeDisk(disk: LayoutDocument['disks'][number], { found, endBytes }: Known): LayoutDisk {
	const needed = endBytes + TAIL_BYTES;
	return {
		...disk,
		device: disk.device ?? found?.device ?? '',
		sizeBytes: disk.sizeBytes ?? found?.sizeBytes ?? needed,
		logicalSectorBytes: disk.logicalSectorBytes ?? found?.logicalSectorBytes ?? USUAL_SECTOR_BYTES,
	};
}

function placePartitions(
	{ disks, partitions }: LayoutDocument,
	found: ReadonlyMap<LayoutItemId, DiskInventory | undefined>,
): readonly LayoutPartition[] {
	const tables = new Map(disks.map(({ id, table }) => [id, table]));
	const ends = new Map<LayoutItemId, number>();
	const counts = new Map<LayoutItemId, number>();
	return partitions.map((partition) => {
		const { diskId, purpose, place, preserve } = partition;
		const number = partition.number ?? (counts.get(diskId) ?? 0) + 1;
		const alignment = startAlignmentBytes(found.get(diskId)?.optimalIoBytes ?? 0);
		const startBytes = partition.startBytes ?? alignUp(ends.get(diskId) ?? FIRST_PARTITION_BYTE, alignment);
		counts.set(diskId, Math.max(number, counts.get(diskId) ?? 0));
		// What is made anew ends with a sector; what is kept is taken at its word.
		const sector = preserve === 'clean' ? (found.get(diskId)?.logicalSectorBytes ?? USUAL_SECTOR_BYTES) : 1;
		const sizeBytes = alignUp(partition.sizeBytes, sector);
		ends.set(diskId, startBytes + (place === 'extended' ? 0 : sizeBytes));
		const types = tables.get(diskId) === 'msdos' ? PARTITION_TYPE_CODES : PARTITION_TYPE_GUIDS;
		const typeGuid = (partition.typeGuid ?? types[purpose]).toLowerCase();
		return {
			...partition,
			number,
			startBytes,
			sizeBytes,
			typeGuid,
			name: partition.name ?? fittingPartitionName(partition.id),
		};
	});
}
