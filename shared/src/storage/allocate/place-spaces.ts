import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { LayoutItemId } from '../../model/ids.js';
import { MEBIBYTE } from '../disk-space.js';
import { defaultFstab } from '../file-system-defaults.js';
import type { DiskInventory, StorageInventory } from '../inventory.js';
import { EXTENT_BYTES } from '../item-size.js';
import type { PartitionPurpose, Preserve } from '../layout.js';
import { LayoutDraft, layoutItemId } from '../layout-draft.js';
import { readFileSystemType } from '../schema/file-system-type.js';
import { layoutDiskOf } from '../schema/layout-disk.js';
import { PartitionCursor } from '../schema/partition-cursor.js';
import { EFI_MOUNT, servicePartitions } from '../schema/service-partitions.js';
import type { WrittenSpace } from './dynamic-schema.js';
import type { DynamicSpaces, PlacedSpace } from './read-dynamic-schema.js';
import type { DiskAllocation } from './space.js';

const METADATA_BYTES = 8 * MEBIBYTE;
const METADATA_COPIES = 2;
/** Of each physical volume: its head, its metadata, and the extent that its end may cut. */
export const LVM_RESERVE_BYTES = MEBIBYTE + METADATA_BYTES * METADATA_COPIES + EXTENT_BYTES;

/** A layout while allocated spaces become items of it. */
class SpacesDraft extends LayoutDraft {
	readonly findings: Diagnostic[] = [];

	addFileSystem({ written, path }: PlacedSpace, onId: LayoutItemId): void {
		const mount = mountOf(written);
		const name = written.fs_type ?? (mount === '' ? '' : defaultTypeOf(mount));
		if (name === '') {
			return;
		}
		const type = readFileSystemType(name, `${path}.fs_type`);
		if (typeof type === 'object') {
			this.findings.push(type);
			return;
		}
		const id = layoutItemId('filesystem', onId);
		const fstab = defaultFstab(type, mount);
		const made = { id, onId, type, label: written.fs_label ?? '', options: '', mount, fstab, systemIds: [] };
		this.add(this.fileSystems, { ...made, preserve: preserveOf(written) }, path);
	}
}

function defaultTypeOf(mount: string): string {
	return mount === 'swap' ? 'swap' : 'xfs';
}

/** What is kept must be where it is allocated anew, or there is no plan. */
function preserveOf({ keep_data: isKept }: WrittenSpace): Preserve {
	return isKept ? 'keep' : 'clean';
}

/** A swap space needs no mount point to be used. */
function mountOf({ mount, fs_type: type }: WrittenSpace): string {
	const written = mount ?? '';
	return written === '' && type === 'swap' ? 'swap' : written === 'none' ? '' : written;
}

/**
 * Makes items of allocated spaces: a partition of each space of type `partitions` on each disk it is on, and on each disk
 * one physical volume of each group for all of its logical volumes there.
 */
export function placeSpaces(
	allocations: readonly DiskAllocation[],
	wanted: DynamicSpaces,
	{ machine, disks }: { readonly machine: StorageInventory; readonly disks: readonly DiskInventory[] },
): SpacesDraft {
	const draft = new SpacesDraft({
		'fileSystems.label': 'fs_label',
		'partitions.name': 'id',
		'volumeGroups.name': 'id',
		'logicalVolumes.name': 'id',
	});
	const members = new Map<string, LayoutItemId[]>();
	for (const [index, disk] of disks.entries()) {
		const sizes = new Map(allocations[index]?.spaces.map(({ spaceId, mebibytes }) => [spaceId, mebibytes * MEBIBYTE]));
		if (wanted.elastic.some(({ written }) => (sizes.get(written.id) ?? 0) > 0)) {
			placeDisk(disk, { draft, machine, wanted, sizes, members });
		}
	}
	addGroups(draft, { wanted, members, totals: totalsOf(allocations) });
	return draft;
}

interface DiskPlacing {
	readonly draft: SpacesDraft;
	readonly machine: StorageInventory;
	readonly wanted: DynamicSpaces;
	/** Bytes of each space on the disk. */
	readonly sizes: ReadonlyMap<string, number>;
	/** Physical volumes by group. */
	readonly members: Map<string, LayoutItemId[]>;
}

function placeDisk(machineDisk: DiskInventory, { draft, machine, wanted, sizes, members }: DiskPlacing): void {
	const disk = draft.add(draft.disks, layoutDiskOf(machineDisk, machine), '');
	const cursor = new PartitionCursor(draft, disk, machineDisk.optimalIoBytes);
	addServicePartitions(draft, cursor, machine.firmware);
	const placedGroups = new Set<string>();
	for (const space of wanted.elastic) {
		const { written, path } = space;
		const sizeBytes = sizes.get(written.id) ?? 0;
		const group = wanted.groups.find((candidate) => candidate.written.contains.includes(written.id));
		if (sizeBytes <= 0 || (group !== undefined && placedGroups.has(group.written.id))) {
			continue;
		}
		if (group === undefined) {
			const purpose = purposeOf(written);
			const preserve = preserveOf(written);
			const partition = cursor.place({ sizeBytes, purpose, name: written.id, preserve }, path);
			draft.addFileSystem(space, partition.id);
			continue;
		}
		const name = group.written.id;
		placedGroups.add(name);
		const { contains } = group.written;
		const content = contains.reduce((total, id) => total + (sizes.get(id) ?? 0), 0);
		const reserve = LVM_RESERVE_BYTES + EXTENT_BYTES * contains.length;
		const wantedPartition = { sizeBytes: content + reserve, name, preserve: 'clean' } as const;
		const partition = cursor.place({ ...wantedPartition, purpose: 'physical_volume' }, group.path);
		const id = layoutItemId('physical_volume', partition.id);
		const metadata = { metadataSizeBytes: METADATA_BYTES, metadataCopies: METADATA_COPIES } as const;
		draft.add(draft.physicalVolumes, { id, onId: partition.id, ...metadata, preserve: 'clean' }, group.path);
		members.set(name, [...(members.get(name) ?? []), id]);
	}
}

function addServicePartitions(draft: SpacesDraft, cursor: PartitionCursor, firmware: 'bios' | 'uefi'): void {
	for (const { type, ...service } of servicePartitions(firmware)) {
		const { id: onId } = cursor.place({ ...service, preserve: 'clean' }, '');
		if (type !== undefined) {
			const isMounted = draft.fileSystems.every(({ mount }) => mount !== EFI_MOUNT);
			const mount = isMounted ? EFI_MOUNT : '';
			const id = layoutItemId('filesystem', onId);
			const made = { id, onId, type, label: 'EFI', options: '', mount, systemIds: [], preserve: 'clean' } as const;
			draft.add(draft.fileSystems, { ...made, fstab: defaultFstab(type, mount) }, '');
		}
	}
}

function purposeOf(space: WrittenSpace): PartitionPurpose {
	switch (mountOf(space)) {
		case '/boot':
			return 'boot';
		case 'swap':
			return 'swap';
		default:
			return 'data';
	}
}

function totalsOf(allocations: readonly DiskAllocation[]): ReadonlyMap<string, number> {
	const totals = new Map<string, number>();
	for (const { spaceId, mebibytes } of allocations.flatMap(({ spaces }) => spaces)) {
		totals.set(spaceId, (totals.get(spaceId) ?? 0) + mebibytes * MEBIBYTE);
	}
	return totals;
}

interface Grouping {
	readonly wanted: DynamicSpaces;
	readonly members: ReadonlyMap<string, readonly LayoutItemId[]>;
	/** Bytes of each space on all disks. */
	readonly totals: ReadonlyMap<string, number>;
}

function addGroups(draft: SpacesDraft, { wanted, members, totals }: Grouping): void {
	for (const { written, path } of wanted.groups) {
		const physicalVolumeIds = members.get(written.id) ?? [];
		if (physicalVolumeIds.length > 0) {
			const id = layoutItemId('group', written.id);
			draft.add(draft.volumeGroups, { id, name: written.id, physicalVolumeIds, preserve: 'clean' }, path);
		}
	}
	for (const space of wanted.elastic) {
		const { id: name, type } = space.written;
		const group = wanted.groups.find(({ written }) => written.contains.includes(name))?.written.id ?? '';
		const sizeBytes = totals.get(name) ?? 0;
		if (sizeBytes > 0 && type === 'lv') {
			const id = layoutItemId('volume', group, name);
			const volumeGroupId = layoutItemId('group', group);
			const preserve = preserveOf(space.written);
			draft.add(draft.logicalVolumes, { id, volumeGroupId, name, sizeBytes, preserve }, space.path);
			draft.addFileSystem(space, id);
		} else if (sizeBytes === 0 && mountOf(space.written) !== '') {
			const message = `Nothing is left for ${name}, which is to be mounted`;
			const place = { path: space.path, hint: 'Give it a min_size, or let an earlier space have a max_size.' };
			draft.findings.push(diagnose('SPACE_TOO_SMALL', message, place));
		}
	}
}
