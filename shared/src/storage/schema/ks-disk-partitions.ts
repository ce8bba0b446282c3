import { diagnose } from '../../graph/diagnostic-codes.js';
import { MEBIBYTE } from '../disk-space.js';
import type { LayoutDisk, LayoutPartition, PartitionPurpose } from '../layout.js';
import { layoutItemId } from '../layout-draft.js';
import type { KsDraft } from './ks-draft.js';
import { fileSystemOf, isKept, type KsDisk, type KsVolume, mountOf, mountOfVolume } from './ks-spaces-schema.js';
import type { PartitionCursor } from './partition-cursor.js';
import { EFI_MOUNT } from './service-partitions.js';

type KsPartition = Extract<KsVolume, { type: 'partition' }>;
type KsPhysicalVolume = Extract<KsVolume, { type: 'pv' }>;
type KsRaid = Extract<KsVolume, { type: 'raid' }>;

const BIOS_BOOT_MIB = 24;
const ESP_MIB = 200;
const CONFIG_DRIVE_MIB = 20;
const MAX_JOURNAL_MIB = 10_240;
const SMALLEST_LVM_META_MIB = 10;
/** What of the reserve is no metadata: the head of the physical volume and what alignment takes. */
const LVM_HEAD_MIB = 8;
const METADATA_COPIES = 2;

/** A disk that gets a table, while its volumes are placed. */
export interface KsPlacing {
	readonly draft: KsDraft;
	readonly disk: LayoutDisk;
	readonly cursor: PartitionCursor;
	readonly firmware: 'bios' | 'uefi';
	readonly mayHoldBoot: boolean;
	readonly holdsRoot: boolean;
	/** Path of the disk in the schema. */
	readonly path: string;
}

/** Places everything that a disk asks for, in its order (reference b.2). */
export function placeKsDisk(disk: KsDisk, placing: KsPlacing): void {
	const { draft, cursor, path, firmware } = placing;
	const reserve = { preserve: 'clean' } as const;
	cursor.place({ ...reserve, sizeBytes: BIOS_BOOT_MIB * MEBIBYTE, purpose: 'bios_boot', name: 'bios_boot' }, path);
	const purpose = firmware === 'uefi' ? 'esp' : 'reserved';
	const esp = cursor.place({ ...reserve, sizeBytes: ESP_MIB * MEBIBYTE, purpose, name: 'efi' }, path);
	if (firmware === 'uefi') {
		draft.addFileSystem(esp.id, { type: 'vfat', mount: '', label: 'EFI', preserve: 'clean' }, path);
	}
	for (const [index, volume] of disk.volumes.entries()) {
		if (volume.size > 0) {
			placeVolume(volume, placing, `${path}.volumes[${index}]`);
		}
	}
	if (draft.options.hasConfigDrive && draft.configDriveId === '' && placing.holdsRoot) {
		const sizeBytes = CONFIG_DRIVE_MIB * MEBIBYTE;
		draft.configDriveId = cursor.place({ ...reserve, sizeBytes, purpose: 'configdrive', name: 'config-2' }, path).id;
	}
}

function placeVolume(volume: KsVolume, placing: KsPlacing, path: string): void {
	switch (volume.type) {
		case 'boot':
		case 'lvm_meta_pool':
			return;
		case 'pv':
			placePhysicalVolume(volume, placing, path);
			return;
		case 'partition':
		case 'raid':
			placeVolumeWithMount(volume, placing, path);
	}
}

function placeVolumeWithMount(volume: KsPartition | KsRaid, placing: KsPlacing, path: string): void {
	if (volume.type === 'partition' && volume.name === 'cephjournal') {
		placeJournals(volume, placing, path);
	} else if (mountOf(volume) === '/boot') {
		placeBoot(volume, placing, path);
	} else if (volume.type === 'raid') {
		placeRaidMember(volume, placing, path);
	} else {
		placePlain(volume, placing, path);
	}
}

/** /boot is a plain partition on the first disk that can be booted from; elsewhere nothing is made. */
function placeBoot(volume: KsPartition | KsRaid, placing: KsPlacing, path: string): void {
	if (placing.draft.isBootPlaced || !placing.mayHoldBoot) {
		return;
	}
	placing.draft.isBootPlaced = true;
	placePlain(volume, placing, path);
}

function placePlain(volume: KsPartition | KsRaid, placing: KsPlacing, path: string): void {
	const mount = mountOf(volume);
	const partition = placePartition(volume, { placing, purpose: purposeOf(mount), path });
	addVolumeFileSystem(volume, { placing, partition, path });
}

function purposeOf(mount: string): PartitionPurpose {
	switch (mount) {
		case '/boot':
			return 'boot';
		case EFI_MOUNT:
			return 'esp';
		case 'swap':
			return 'swap';
		default:
			return 'data';
	}
}

interface Placed {
	readonly placing: KsPlacing;
	readonly path: string;
}

function addVolumeFileSystem(
	volume: KsPartition | KsRaid,
	{ placing, partition, path }: Placed & { readonly partition: Pick<LayoutPartition, 'id'> },
): void {
	const mount = mountOf(volume);
	const type = fileSystemOf(volume) ?? defaultType(volume);
	if (mount !== '') {
		const preserve = volume.keep_data ? 'keep' : 'clean';
		placing.draft.addFileSystem(partition.id, { type, mount, label: volume.disk_label ?? '', preserve }, path);
	}
}

function defaultType(volume: KsPartition | KsRaid): string {
	if (mountOf(volume) === 'swap') {
		return 'swap';
	}
	return volume.type === 'raid' && mountOf(volume) === '/boot' ? 'ext2' : 'xfs';
}

function placePartition(
	volume: KsPartition | KsRaid | KsPhysicalVolume,
	{ placing, purpose, path }: Placed & { readonly purpose: PartitionPurpose },
): LayoutPartition {
	const name = volume.type === 'pv' ? volume.vg : (volume.name ?? mountOfVolume(volume));
	const typeGuid = volume.type === 'partition' ? (volume.partition_guid ?? '') : '';
	const preserve = isKept(volume) ? 'keep' : 'clean';
	return placing.cursor.place({ sizeBytes: volume.size * MEBIBYTE, purpose, name, typeGuid, preserve }, path);
}

function placePhysicalVolume(volume: KsPhysicalVolume, placing: KsPlacing, path: string): void {
	const { draft } = placing;
	if (volume.lvm_meta_size < SMALLEST_LVM_META_MIB) {
		const message = `${path}.lvm_meta_size must be at least ${SMALLEST_LVM_META_MIB} MiB`;
		draft.findings.push(diagnose('FIELD_INVALID', message, { path: `${path}.lvm_meta_size` }));
		return;
	}
	const partition = placePartition(volume, { placing, purpose: 'physical_volume', path });
	const id = layoutItemId('physical_volume', partition.id);
	const metadataMib = Math.floor((volume.lvm_meta_size - LVM_HEAD_MIB) / 2);
	const metadata = { metadataSizeBytes: metadataMib * MEBIBYTE, metadataCopies: METADATA_COPIES } as const;
	const { preserve } = partition;
	draft.add(draft.physicalVolumes, { id, onId: partition.id, ...metadata, preserve }, path);
	draft.joinGroup(volume.vg, id);
}

/** Volumes of one mount point on several disks are one mirror. */
function placeRaidMember(volume: KsRaid, placing: KsPlacing, path: string): void {
	const { draft } = placing;
	const mount = mountOf(volume);
	const purpose = mount === '' ? 'data' : 'raid_member';
	const { id: memberId, preserve } = placePartition(volume, { placing, purpose, path });
	if (mount === '') {
		return;
	}
	const index = draft.raids.findIndex(({ id }) => id === draft.raidIds.get(mount));
	const known = draft.raids[index];
	if (known !== undefined) {
		const kept = known.preserve === 'keep' || preserve === 'keep' ? 'keep' : 'clean';
		draft.raids[index] = { ...known, memberIds: [...known.memberIds, memberId], preserve: kept };
		return;
	}
	const name = `md${draft.raids.length}`;
	const metadata = draft.options.isGrubOne ? '0.90' : 'default';
	const id = layoutItemId('raid', name);
	draft.add(draft.raids, { id, name, level: 1, memberIds: [memberId], spareIds: [], metadata, preserve }, path);
	draft.raidIds.set(mount, id);
	addVolumeFileSystem(volume, { placing, partition: { id }, path });
}

/** Each OSD of the node has a journal of its own; they are spread evenly over the disks that carry journals. */
function placeJournals(volume: KsPartition, placing: KsPlacing, path: string): void {
	const { draft } = placing;
	const count = Math.min(draft.journalsPerDisk, draft.journalsLeft);
	const size = Math.min(MAX_JOURNAL_MIB, Math.floor(volume.size / Math.max(1, draft.journalsPerDisk)));
	if (count > 0 && size === 0) {
		const message = `${path}.size leaves less than 1 MiB for each of ${draft.journalsPerDisk} journals`;
		draft.findings.push(diagnose('FIELD_INVALID', message, { path: `${path}.size` }));
		return;
	}
	for (let index = 0; index < count; index++) {
		placePartition({ ...volume, size }, { placing, purpose: 'data', path });
	}
	draft.journalsLeft -= count;
}
