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

const EFI_MOUNT = '/boot/efi';

/**
 * /boot and the root on mirrors of DISKA and DISKB, the root as a volume; a group of volumes over DISKC and NVME0. Both
 * firmwares find a boot loader on both disks.
 */
export function mirroredLayout(firmware: Firmware, image: PublishedImage): object {
	return {
		disks: [
			{ id: 'a', selector: { serial: 'DISKA' }, isBootDisk: true },
			{ id: 'b', selector: { serial: 'DISKB' }, isBootDisk: true },
			{ id: 'c', selector: { serial: 'DISKC' } },
			{ id: 'n', selector: { serial: 'NVME0' } },
		],
		partitions: [
			...['a', 'b'].flatMap((disk) => [
				{ id: `${disk}-grub`, diskId: disk, sizeBytes: '2 MiB', purpose: 'bios_boot' },
				{ id: `${disk}-efi`, diskId: disk, sizeBytes: '64 MiB', purpose: 'esp' },
				{ id: `${disk}-boot`, diskId: disk, sizeBytes: '256 MiB', purpose: 'raid_member' },
				{ id: `${disk}-system`, diskId: disk, sizeBytes: '3 GiB', purpose: 'raid_member' },
			]),
			{ id: 'c-data', diskId: 'c', sizeBytes: '512 MiB', purpose: 'physical_volume' },
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
			{ id: 'root', volumeGroupId: 'os', name: 'root', sizeBytes: '2 GiB' },
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
		],
		images: [
			{
				id: 'image',
				targetId: 'root-fs',
				uri: image.url,
				format: 'tar',
				compression: 'zstd',
				checksums: { sha256: image.sha256 },
			},
		],
		boot: { firmware, kernelParameters: KERNEL_PARAMETERS },
	};
}
