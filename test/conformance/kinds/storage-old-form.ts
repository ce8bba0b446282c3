import type { LayoutItemId } from '@stoker/shared/model/ids.js';
import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import { logicalVolumeDevice, partitionDevice } from '@stoker/shared/storage/device-names.js';
import type { Layout, LayoutDisk, LayoutPartition, Preserve } from '@stoker/shared/storage/layout.js';

const MEBIBYTE = 1024 * 1024;
const SECTOR_BYTES = 512;

/** A layout in the words of the old partition schemes; sizes in MiB. */
export function oldFormOf(layout: Layout): JsonObject {
	const devices = devicesOf(layout);
	const device = (id: LayoutItemId) => devices.get(id) ?? '';
	const kept = keptAtTheTop(layout);
	return {
		disks: layout.disks.filter(({ preserve }) => preserve !== 'verify').map((disk) => oldDisk(disk, layout, kept)),
		mds: layout.raids.map(({ id, level, memberIds, spareIds, metadata }) => {
			const name = level === 1 ? 'mirror' : `raid${level}`;
			return { name: device(id), level: name, devices: memberIds.map(device), spares: spareIds.map(device), metadata };
		}),
		pvs: layout.physicalVolumes.map(({ onId, metadataSizeBytes, metadataCopies }) => {
			const metadata = { metadatasize_mib: metadataSizeBytes / MEBIBYTE, metadatacopies: metadataCopies };
			return { device: device(onId), ...metadata };
		}),
		vgs: layout.volumeGroups.map(({ id, name, physicalVolumeIds }) => {
			return { name, pvs: physicalVolumeIds.map(device), keep_data: kept.has(id) };
		}),
		lvs: layout.logicalVolumes.map(({ id, volumeGroupId, name, sizeBytes }) => {
			const vg = layout.volumeGroups.find((group) => group.id === volumeGroupId)?.name ?? '';
			return { vg, name, device: device(id), size_mib: sizeBytes / MEBIBYTE, keep_data: kept.has(id) };
		}),
		fss: layout.fileSystems.map(({ id, onId, mount, type, label, options }) => {
			return { device: device(onId), mount, fs: type, label, options, keep_data: kept.has(id) };
		}),
		skip_partitioning: kept.size > 0,
		configdrive_device: layout.boot.configDriveId === '' ? null : device(layout.boot.configDriveId),
		images: layout.images.map(({ targetId, uri, format, compression, sizeBytes, checksums }) => ({
			uri,
			target_device: device(layout.fileSystems.find(({ id }) => id === targetId)?.onId ?? targetId),
			format,
			container: compression === 'none' ? 'raw' : compression,
			size: sizeBytes === 0 ? null : sizeBytes,
			md5: checksums.md5 ?? null,
		})),
	};
}

function oldDisk(disk: LayoutDisk, layout: Layout, kept: ReadonlySet<LayoutItemId>): JsonObject {
	const partitions = layout.partitions.filter(({ diskId }) => diskId === disk.id);
	return {
		device: disk.device,
		label: disk.table,
		install_bootloader: disk.isBootDisk,
		partitions: partitions.map((partition) => oldPartition(disk, partition, kept)),
	};
}

function oldPartition(disk: LayoutDisk, partition: LayoutPartition, kept: ReadonlySet<LayoutItemId>): JsonValue {
	const { id, number, purpose, startBytes, sizeBytes, flags, place, typeGuid } = partition;
	return {
		num: number,
		name: partitionDevice(disk.device, number),
		size_mib: sizeBytes / MEBIBYTE,
		sector_begin: startBytes / SECTOR_BYTES,
		sector_end: (startBytes + sizeBytes) / SECTOR_BYTES - 1,
		type: place,
		flags: purpose === 'bios_boot' ? ['bios_grub', ...flags] : flags,
		type_guid: typeGuid,
		configdrive: purpose === 'configdrive',
		keep_data: kept.has(id),
	};
}

/** Names of the devices that items of a layout are. */
export function devicesOf(layout: Layout): ReadonlyMap<LayoutItemId, string> {
	const disks = new Map(layout.disks.map(({ id, device }) => [id, device]));
	const groups = new Map(layout.volumeGroups.map(({ id, name }) => [id, name]));
	const below = new Map<LayoutItemId, string>([
		...disks,
		...layout.partitions.map(({ id, diskId, number }) => {
			return [id, partitionDevice(disks.get(diskId) ?? '', number)] as const;
		}),
		...layout.raids.map(({ id, name }) => [id, `/dev/${name}`] as const),
		...layout.logicalVolumes.map(({ id, volumeGroupId, name }) => {
			return [id, logicalVolumeDevice(groups.get(volumeGroupId) ?? '', name)] as const;
		}),
	]);
	const physical = layout.physicalVolumes.map(({ id, onId }) => [id, below.get(onId) ?? ''] as const);
	return new Map([...below, ...physical]);
}

/** The old form marks only the topmost of what is kept: what it lies on goes without saying. */
function keptAtTheTop(layout: Layout): ReadonlySet<LayoutItemId> {
	const isKept = ({ preserve }: { readonly preserve: Preserve }) => preserve === 'keep';
	const covered = new Set<LayoutItemId>([
		...layout.fileSystems.filter(isKept).map(({ onId }) => onId),
		...layout.logicalVolumes.filter(isKept).map(({ volumeGroupId }) => volumeGroupId),
		...layout.physicalVolumes.filter(isKept).map(({ onId }) => onId),
		...layout.raids.filter(isKept).flatMap(({ memberIds }) => memberIds),
	]);
	const { partitions, raids, volumeGroups, logicalVolumes, fileSystems } = layout;
	const all = [...partitions, ...raids, ...volumeGroups, ...logicalVolumes, ...fileSystems];
	return new Set(all.filter((item) => isKept(item) && !covered.has(item.id)).map(({ id }) => id));
}
