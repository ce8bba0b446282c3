import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import type { Layout, LayoutDisk, LayoutPartition, Preserve } from '@stoker/shared/storage/layout.js';
import { devicesOf } from './storage-old-form.js';

const MEBIBYTE = 1024 * 1024;

/** A layout as a static scheme; sizes in MiB. Disks and partitions that are only used are no part of it. */
export function simpleFormOf(layout: Layout): JsonObject {
	const devices = devicesOf(layout);
	const device = (id: Layout['disks'][number]['id']) => devices.get(id) ?? '';
	const groups = new Map(layout.volumeGroups.map(({ id, name }) => [id, name]));
	return {
		parteds: layout.disks
			.filter(({ preserve }) => preserve !== 'verify')
			.map((disk) =>
				simpleDisk(
					disk,
					layout.partitions.filter(({ diskId }) => diskId === disk.id),
					device,
				),
			),
		pvs: layout.physicalVolumes.map(({ onId, metadataSizeBytes, metadataCopies, preserve }) => {
			const metadata = { metadatasize: metadataSizeBytes / MEBIBYTE, metadatacopies: metadataCopies };
			return { name: device(onId), ...metadata, keep_data: isKept(preserve) };
		}),
		vgs: layout.volumeGroups.map(({ name, physicalVolumeIds, preserve }) => {
			return { name, pvnames: physicalVolumeIds.map(device), keep_data: isKept(preserve) };
		}),
		lvs: layout.logicalVolumes.map(({ name, volumeGroupId, sizeBytes, preserve }) => {
			const vgname = groups.get(volumeGroupId) ?? '';
			return { name, vgname, size: sizeBytes / MEBIBYTE, keep_data: isKept(preserve) };
		}),
		mds: layout.raids.map(({ id, level, memberIds, spareIds, metadata, preserve }) => {
			const members = { devices: memberIds.map(device), spares: spareIds.map(device) };
			const name = level === 1 ? 'mirror' : `raid${level}`;
			return { name: device(id), level: name, ...members, metadata, keep_data: isKept(preserve) };
		}),
		fss: layout.fileSystems.map(({ onId, mount, type, options, label, fstab, systemIds, preserve }) => ({
			device: device(onId),
			mount,
			fs_type: type,
			fs_options: options,
			fs_label: label,
			keep_data: isKept(preserve),
			fstab_enabled: fstab.isEnabled,
			fstab_options: fstab.options,
			os_id: systemIds,
		})),
	};
}

function isKept(preserve: Preserve): boolean {
	return preserve === 'keep';
}

function simpleDisk(
	disk: LayoutDisk,
	partitions: readonly LayoutPartition[],
	device: (id: LayoutPartition['id']) => string,
): JsonValue {
	return {
		name: disk.device,
		label: disk.table,
		install_bootloader: disk.isBootDisk,
		disk_size: null,
		partitions: partitions.map(({ id, number, startBytes, sizeBytes, place, flags, purpose, typeGuid, preserve }) => ({
			name: device(id),
			count: number,
			device: disk.device,
			begin: startBytes / MEBIBYTE,
			end: (startBytes + sizeBytes) / MEBIBYTE,
			partition_type: place,
			flags: purpose === 'bios_boot' ? ['bios_grub', ...flags] : flags,
			guid: typeGuid,
			configdrive: purpose === 'configdrive',
			keep_data: isKept(preserve),
		})),
	};
}
