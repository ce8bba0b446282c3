import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { LayoutItemId } from '../../model/ids.js';
import { partitionDevice } from '../device-names.js';
import { selectorOf } from '../disk-selector.js';
import { ALIGNMENT_BYTES, alignUp, FIRST_PARTITION_BYTE } from '../disk-space.js';
import type { DiskInventory, PartitionContent, StorageInventory } from '../inventory.js';
import type { LayoutDisk, PartitionPurpose } from '../layout.js';
import { type LayoutDraft, layoutItemId } from '../layout-draft.js';
import { PARTITION_TYPE_CODES, PARTITION_TYPE_GUIDS } from '../partition-types.js';
import type { NailgunSimple, SimpleParted, SimplePartition } from './nailgun-simple-schema.js';

/** Flags that say no more than the purpose does. */
const IMPLIED_FLAGS = new Set(['bios_grub', 'lvm', 'raid', 'esp']);

/** A layout while a static scheme is read: items are found by the names of their devices. */
export interface SimpleDraft {
	readonly draft: LayoutDraft;
	readonly machine: StorageInventory;
	readonly scheme: NailgunSimple;
	/** Bytes in a unit of the schema. */
	readonly unitBytes: number;
	readonly byDevice: Map<string, LayoutItemId>;
	readonly existing: ReadonlyMap<string, { readonly disk: DiskInventory; readonly partition: PartitionContent }>;
	readonly findings: Diagnostic[];
}

/** Adds the disks and their partitions. */
export function addSimpleDisks(simple: SimpleDraft): void {
	for (const [index, parted] of simple.scheme.parteds.entries()) {
		const path = `parteds[${index}]`;
		const found = findDisk(simple.machine, parted.name);
		if (found === undefined) {
			const message = `No disk of the machine is ${parted.name}`;
			simple.findings.push(diagnose('DISK_NOT_FOUND', message, { path: `${path}.name` }));
			continue;
		}
		if (simple.draft.disks.some(({ device }) => device === found.device)) {
			const message = `${parted.name} is given twice`;
			simple.findings.push(diagnose('DISK_AMBIGUOUS', message, { path: `${path}.name` }));
			continue;
		}
		const { label: table, install_bootloader: isBootDisk } = parted;
		const disk = addDisk(simple, found, { table, isBootDisk, preserve: 'clean', path });
		simple.byDevice.set(parted.name, disk.id);
		addPartitions(simple, parted, { disk, path });
	}
}

/** Partitions of the machine by the names of their devices. */
export function partitionsOf(machine: StorageInventory): SimpleDraft['existing'] {
	return new Map(
		machine.disks.flatMap((disk) => {
			const { partitions } = disk.content.table;
			return partitions.map(
				(partition) => [partitionDevice(disk.device, partition.number), { disk, partition }] as const,
			);
		}),
	);
}

/** A partition that the scheme names and does not make must be on the machine; it stays as it is. */
export function findExisting(simple: SimpleDraft, device: string, path: string): LayoutItemId | undefined {
	const known = simple.byDevice.get(device);
	const existing = simple.existing.get(device);
	if (known !== undefined || existing === undefined) {
		return known;
	}
	const { draft, byDevice } = simple;
	const { content, name: diskName, device: diskDevice } = existing.disk;
	const { label: table } = content.table;
	const planned = draft.disks.find((disk) => disk.device === diskDevice);
	if (table === '' || planned?.preserve === 'clean') {
		return undefined;
	}
	const disk = planned ?? addDisk(simple, existing.disk, { table, isBootDisk: false, preserve: 'verify', path });
	const { number, startBytes, sizeBytes, typeGuid, name, flags } = existing.partition;
	const id = layoutItemId('partition', diskName, number);
	const place = { number, startBytes, sizeBytes, place: 'primary' } as const;
	const made = {
		id,
		diskId: disk.id,
		...place,
		typeGuid,
		name,
		purpose: purposeOf(device, simple),
		flags,
		canGrow: false,
	};
	draft.add(draft.partitions, { ...made, preserve: 'verify' }, path);
	byDevice.set(device, id);
	return id;
}

function findDisk(machine: StorageInventory, name: string): DiskInventory | undefined {
	const link = name.replace(/^\/dev\//, '');
	return machine.disks.find(({ device, links }) => device === `/dev/${link}` || links.includes(link));
}

function addDisk(
	{ draft, machine }: SimpleDraft,
	found: DiskInventory,
	{ path, ...rest }: Pick<LayoutDisk, 'table' | 'isBootDisk' | 'preserve'> & { readonly path: string },
): LayoutDisk {
	const { device, sizeBytes, logicalSectorBytes } = found;
	const selector = selectorOf(found, machine.disks);
	const id = layoutItemId('disk', found.name);
	return draft.add(draft.disks, { id, selector, device, sizeBytes, logicalSectorBytes, ...rest }, path);
}

function addPartitions(
	simple: SimpleDraft,
	parted: SimpleParted,
	{ disk, path }: { readonly disk: LayoutDisk; readonly path: string },
): void {
	let end = FIRST_PARTITION_BYTE;
	for (const [index, partition] of parted.partitions.entries()) {
		const own = `${path}.partitions[${index}]`;
		const { name, count, device } = partition;
		if (device !== parted.name || name !== partitionDevice(parted.name, count)) {
			const message = `${name} is not the name of partition ${count} of ${parted.name}`;
			const hint = `Write device ${parted.name} and name ${partitionDevice(parted.name, count)}.`;
			simple.findings.push(diagnose('FIELD_INVALID', message, { path: `${own}.name`, hint }));
			continue;
		}
		const sizeBytes = alignUp((partition.end - partition.begin) * simple.unitBytes, ALIGNMENT_BYTES);
		const begin = partition.begin * simple.unitBytes;
		// Where sizes are bytes, the beginnings were only ever an order.
		const startBytes = simple.unitBytes === 1 ? Math.max(end, alignUp(begin, ALIGNMENT_BYTES)) : begin;
		end = startBytes + sizeBytes;
		simple.byDevice.set(name, addPartition(simple, partition, { disk, startBytes, sizeBytes, path: own }));
	}
}

function addPartition(
	simple: SimpleDraft,
	partition: SimplePartition,
	place: { readonly disk: LayoutDisk; readonly startBytes: number; readonly sizeBytes: number; readonly path: string },
): LayoutItemId {
	const { count: number, guid, flags, configdrive, keep_data: isKept } = partition;
	const { disk, startBytes, sizeBytes, path } = place;
	const purpose = purposeOfPartition(partition, simple);
	const types = disk.table === 'gpt' ? PARTITION_TYPE_GUIDS : PARTITION_TYPE_CODES;
	const id = layoutItemId('partition', disk.device.replace(/^\/dev\//, ''), number);
	const made = {
		id,
		diskId: disk.id,
		number,
		startBytes,
		sizeBytes,
		typeGuid: guid === '' ? types[purpose] : guid,
		name: configdrive ? 'config-2' : purpose,
		purpose,
		flags: flags.filter((flag) => !IMPLIED_FLAGS.has(flag)),
		canGrow: false,
		place: partition.partition_type,
		preserve: isKept ? ('keep' as const) : ('clean' as const),
	};
	return simple.draft.add(simple.draft.partitions, made, path).id;
}

function purposeOfPartition(partition: SimplePartition, simple: SimpleDraft): PartitionPurpose {
	const { flags, configdrive, partition_type: place, guid, name } = partition;
	if (place === 'extended') {
		return 'extended';
	}
	if (flags.includes('bios_grub')) {
		return 'bios_boot';
	}
	if (flags.includes('esp') || guid.toLowerCase() === PARTITION_TYPE_GUIDS.esp) {
		return 'esp';
	}
	if (configdrive) {
		return 'configdrive';
	}
	const purpose = purposeOf(name, simple);
	return purpose === 'reserved' && guid !== '' ? 'data' : purpose;
}

/** What the scheme puts on a device. */
function purposeOf(device: string, { scheme }: SimpleDraft): PartitionPurpose {
	if (scheme.pvs.some(({ name }) => name === device)) {
		return 'physical_volume';
	}
	if (scheme.mds.some(({ devices, spares }) => devices.includes(device) || spares.includes(device))) {
		return 'raid_member';
	}
	const fileSystem = scheme.fss.find((one) => one.device === device);
	if (fileSystem === undefined) {
		return 'reserved';
	}
	return fileSystem.fs_type === 'swap' ? 'swap' : fileSystem.mount === '/boot' ? 'boot' : 'data';
}
