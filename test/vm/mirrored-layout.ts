import type { BlankDisk } from './machine-disks.js';
import type { Firmware } from './virtual-machine.js';

/** The machine that is installed: two disks for the system, which is mirrored, and two for data, one of them NVMe. */
export const MACHINE_DISKS: readonly BlankDisk[] = [
	{ serial: 'DISKA', bus: 'virtio', sizeMebibytes: 4096 },
	{ serial: 'DISKB', bus: 'virtio', sizeMebibytes: 4096 },
	{ serial: 'DISKC', bus: 'virtio', sizeMebibytes: 1024 },
	{ serial: 'NVME0', bus: 'nvme', sizeMebibytes: 1024 },
];

export const KERNEL_PARAMETERS = 'console=ttyS0,115200 panic=3 mitigations=off quiet';

/** An image as a layout names it. */
export interface PublishedImage {
	readonly url: string;
	/** Of the tar, lower-case hexadecimal. */
	readonly sha256: string;
}

export interface MirroredOptions {
	/** For plans without a controller; otherwise the release names it. */
	readonly image?: PublishedImage;
	/** Whether what an earlier installation left at {@link KEPT_MOUNT} stays. */
	readonly isKeeping?: boolean;
}

/** A plain partition of DISKC. */
export const KEPT_MOUNT = '/kept';

const DISK_IDS = [
	['a', 'DISKA'],
	['b', 'DISKB'],
	['c', 'DISKC'],
	['n', 'NVME0'],
] as const;
const EFI_MOUNT = '/boot/efi';

/**
 * /boot and the root on mirrors of DISKA and DISKB, the root as a volume; a group of volumes over DISKC and NVME0. Both
 * firmwares find a boot loader on both disks.
 */
export function mirroredLayout(firmware: Firmware, { image, isKeeping = false }: MirroredOptions = {}): object {
	const preserve = isKeeping ? 'keep' : 'clean';
	return {
		disks: DISK_IDS.map(([id, serial]) => ({ id, selector: { serial }, isBootDisk: id === 'a' || id === 'b' })),
		partitions: [
			...['a', 'b'].flatMap((disk) => [
				{ id: `${disk}-grub`, diskId: disk, sizeBytes: '2 MiB', purpose: 'bios_boot' },
				{ id: `${disk}-efi`, diskId: disk, sizeBytes: '64 MiB', purpose: 'esp' },
				{ id: `${disk}-boot`, diskId: disk, sizeBytes: '256 MiB', purpose: 'raid_member' },
				{ id: `${disk}-system`, diskId: disk, sizeBytes: '2 GiB', purpose: 'raid_member' },
			]),
			{ id: 'c-data', diskId: 'c', sizeBytes: '512 MiB', purpose: 'physical_volume' },
			{ id: 'c-kept', diskId: 'c', sizeBytes: '128 MiB', preserve },
			{ id: 'n-data', diskId: 'n', sizeBytes: '512 MiB', purpose: 'physical_volume' },
		],
		raids: [
			{ id: 'boot', name: 'md0', level: 1, memberIds: ['a-boot', 'b-boot'], metadata: '1.2' },
			{ id: 'system', name: 'md1', level: 1, memberIds: ['a-system', 'b-system'], metadata: '1.2' },
		],
		physicalVolumes: [
			{ id: 'system-pv', onId: 'system' },
			{ id: 'c-pv', onId: 'c-data' },
			{ id: 'n-pv', onId: 'n-data' },
		],
		volumeGroups: [
			{ id: 'os', name: 'os', physicalVolumeIds: ['system-pv'] },
			{ id: 'data', name: 'data', physicalVolumeIds: ['c-pv', 'n-pv'] },
		],
		logicalVolumes: [
			{ id: 'root', volumeGroupId: 'os', name: 'root', sizeBytes: '1536 MiB' },
			{ id: 'swap', volumeGroupId: 'os', name: 'swap', sizeBytes: '256 MiB' },
			{ id: 'srv', volumeGroupId: 'data', name: 'srv', sizeBytes: '768 MiB' },
		],
		fileSystems: [
			{ id: 'root-fs', onId: 'root', type: 'ext4', mount: '/' },
			{ id: 'boot-fs', onId: 'boot', type: 'ext4', mount: '/boot' },
			{ id: 'efi-fs', onId: 'a-efi', type: 'vfat', mount: EFI_MOUNT },
			{ id: 'efi-copy', onId: 'b-efi', type: 'vfat' },
			{ id: 'swap-fs', onId: 'swap', type: 'swap', mount: 'swap' },
			{ id: 'srv-fs', onId: 'srv', type: 'ext4', mount: '/srv' },
			{ id: 'kept-fs', onId: 'c-kept', type: 'ext4', mount: KEPT_MOUNT, preserve },
		],
		images: image === undefined ? [] : [imageOf(image)],
		boot: { firmware, kernelParameters: KERNEL_PARAMETERS },
	};
}

function imageOf({ url, sha256 }: PublishedImage): object {
	return { id: 'image', targetId: 'root-fs', uri: url, format: 'tar', compression: 'zstd', checksums: { sha256 } };
}

/** The same disks without arrays and volumes, divided at the same places as far as they go. */
export function plainLayout(firmware: Firmware): object {
	const mirrored = ['a', 'b'].flatMap((disk) => [
		{ id: `${disk}-1`, diskId: disk, sizeBytes: '2 MiB' },
		{ id: `${disk}-2`, diskId: disk, sizeBytes: '64 MiB' },
		{ id: `${disk}-3`, diskId: disk, sizeBytes: '256 MiB' },
		{ id: `${disk}-4`, diskId: disk, sizeBytes: '2 GiB' },
	]);
	return {
		disks: DISK_IDS.map(([id, serial]) => ({ id, selector: { serial } })),
		partitions: [
			...mirrored,
			{ id: 'c-1', diskId: 'c', sizeBytes: '512 MiB' },
			{ id: 'n-1', diskId: 'n', sizeBytes: '512 MiB' },
		],
		fileSystems: [{ id: 'fs', onId: 'a-4', type: 'ext4' }],
		boot: { firmware },
	};
}
