import { diagnose } from '../../graph/diagnostic-codes.js';
import { MEBIBYTE } from '../disk-space.js';
import { fittingPartitionName } from '../fitting-partition-name.js';
import type { DiskInventory } from '../inventory.js';
import type { LayoutDisk, LayoutPartition, PartitionPurpose } from '../layout.js';
import { layoutItemId } from '../layout-draft.js';
import { PARTITION_TYPE_GUIDS } from '../partition-types.js';
import { showMebibytes } from '../validate/checked-layout.js';
import { fileSystemOf, type GenericDraft } from './generic-draft.js';
import type { GenericDisk, GenericVolume } from './generic-schema.js';
import { layoutDiskOf } from './layout-disk.js';
import { partitionId } from './partition-cursor.js';
import { type Extent, placeClaims } from './place-claims.js';
import { EFI_MOUNT, type ServicePartition, servicePartitions } from './service-partitions.js';

/** What is not made: a reserve of the old volume manager. */
type PlacedVolume = Exclude<GenericVolume, { readonly type: 'lvm_meta_pool' }>;

const MICROSOFT_DATA = 'ebd0a0a2-b9e5-4433-87c0-68b6b72699c7';
const MULTIBOOT: ServicePartition = { purpose: 'boot', name: 'multiboot', sizeBytes: 100 * MEBIBYTE, type: 'ext4' };
/** Of a physical volume that says nothing of its own. */
const METADATA_BYTES = 16 * MEBIBYTE;
const METADATA_COPIES = 2;

interface PlacedDisk {
	readonly draft: GenericDraft;
	readonly disk: LayoutDisk;
	readonly path: string;
}

/** Places the volumes of a disk, behind the partitions that it needs to boot. */
export function addGenericDisk(
	written: GenericDisk,
	{
		draft,
		disk: machineDisk,
		path,
	}: { readonly draft: GenericDraft; readonly disk: DiskInventory; readonly path: string },
): void {
	const isFirst = draft.disks.length === 0;
	const disk = draft.add(draft.disks, { ...layoutDiskOf(machineDisk, draft.machine), preserve: draft.preserve }, path);
	const volumes = written.volumes.flatMap((volume, index) => {
		return volume.type === 'lvm_meta_pool' ? [] : [{ volume, path: `${path}.volumes[${index}]` }];
	});
	const hasOwnEfi = volumes.some(({ volume }) => 'mount' in volume && volume.mount === EFI_MOUNT);
	const boot = hasOwnEfi && draft.machine.firmware === 'uefi' ? [] : servicePartitions(draft.machine.firmware);
	const service = [...boot, ...(isFirst && isMultiboot(draft) ? [MULTIBOOT] : [])];
	const sizes = service.map(({ sizeBytes }) => sizeBytes);
	const extents = placeClaims(
		machineDisk,
		sizes,
		volumes.map(({ volume }) => volume.size),
	);
	if ('missingBytes' in extents) {
		const missing = showMebibytes(extents.missingBytes);
		const message = `The volumes of ${disk.device} need ${missing} more than the disk has`;
		draft.findings.push(diagnose('DISK_TOO_SMALL', message, { path, hint: `Make them ${missing} smaller.` }));
		return;
	}
	const placed = { draft, disk, path };
	for (const [index, extent] of extents.entries()) {
		const own = volumes[index - service.length];
		const partition = service[index];
		if (partition !== undefined) {
			addService(partition, { ...placed, extent, number: index + 1 });
		} else if (own !== undefined) {
			addVolume(own.volume, { ...placed, path: own.path, extent, number: index + 1 });
		}
	}
}

/** More than one operating system shares a menu on a partition of its own. */
function isMultiboot({ systems, usedSystems }: GenericDraft): boolean {
	return systems.filter((name) => usedSystems.has(name)).length > 1;
}

interface Place extends PlacedDisk {
	readonly extent: Extent;
	readonly number: number;
}

function addService({ purpose, name, type }: ServicePartition, place: Place): void {
	const { draft, path } = place;
	const { id } = addPartition({ purpose, name }, place);
	if (type === undefined) {
		return;
	}
	const isMounted = purpose === 'esp' && draft.fileSystems.every(({ mount }) => mount !== EFI_MOUNT);
	const mount = isMounted ? EFI_MOUNT : '';
	const fstab = { isEnabled: true, options: 'defaults', passNumber: isMounted ? 2 : 0 } as const;
	const preserve = draft.preserveData(true);
	const made = { id: layoutItemId('filesystem', id), onId: id, type, label: '', options: '', preserve };
	draft.add(draft.fileSystems, { ...made, mount, fstab, systemIds: [] }, path);
}

function addVolume(volume: PlacedVolume, place: Place): void {
	const { draft, path } = place;
	const name = 'name' in volume ? (volume.name ?? '') : '';
	const typeGuid = 'mount' in volume && isPlainFat(volume) ? MICROSOFT_DATA : '';
	const { id } = addPartition({ purpose: purposeOf(volume), name, typeGuid }, place);
	switch (volume.type) {
		case 'pv':
			addPhysicalVolume(volume, id, place);
			return;
		case 'raid':
			draft.raidMembers.set(volume.mount, [...(draft.raidMembers.get(volume.mount) ?? []), { id, path, volume }]);
			return;
		default:
			draft.addFileSystem(volume, id, path);
	}
}

function addPartition(
	{
		purpose,
		name,
		typeGuid = '',
	}: { readonly purpose: PartitionPurpose; readonly name: string; readonly typeGuid?: string },
	{ draft, disk, extent, number, path }: Place,
): LayoutPartition {
	const partition: LayoutPartition = {
		id: partitionId(disk, number),
		diskId: disk.id,
		number,
		...extent,
		typeGuid: typeGuid === '' ? PARTITION_TYPE_GUIDS[purpose] : typeGuid,
		name: fittingPartitionName(name),
		purpose,
		flags: [],
		canGrow: false,
		place: 'primary',
		preserve: draft.preserve,
	};
	return draft.add(draft.partitions, partition, path);
}

function isPlainFat(volume: Extract<PlacedVolume, { readonly mount: string }>): boolean {
	return volume.type !== 'raid' && volume.mount !== EFI_MOUNT && fileSystemOf(volume) === 'vfat';
}

function purposeOf(volume: PlacedVolume): PartitionPurpose {
	switch (volume.type) {
		case 'pv':
			return 'physical_volume';
		case 'raid':
			return 'raid_member';
		case 'boot':
			return 'boot';
		case 'partition':
			if (volume.mount === EFI_MOUNT) {
				return 'esp';
			}
			if (fileSystemOf(volume) === 'swap') {
				return 'swap';
			}
			return volume.mount === '/boot' ? 'boot' : 'data';
	}
}

function addPhysicalVolume(
	volume: Extract<PlacedVolume, { readonly type: 'pv' }>,
	onId: LayoutPartition['id'],
	{ draft, path }: Place,
): void {
	const { preserve } = draft;
	const id = layoutItemId('physical_volume', onId);
	const metadataSizeBytes = volume.lvm_meta_size ?? METADATA_BYTES;
	const made = { id, onId, metadataSizeBytes, metadataCopies: METADATA_COPIES, preserve } as const;
	draft.add(draft.physicalVolumes, made, path);
	draft.members.set(volume.vg, [...(draft.members.get(volume.vg) ?? []), { id, path }]);
}
