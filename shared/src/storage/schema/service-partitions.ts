import { MEBIBYTE } from '../disk-space.js';
import type { FileSystemType, PartitionPurpose } from '../layout.js';

/** Where the EFI system partition is mounted. */
export const EFI_MOUNT = '/boot/efi';

/** A partition that a machine needs beside what a schema asks for. */
export interface ServicePartition {
	readonly purpose: PartitionPurpose;
	readonly name: string;
	readonly sizeBytes: number;
	/** File system made in it; absent for none. */
	readonly type?: FileSystemType;
}

const BIOS_BOOT: ServicePartition = { purpose: 'bios_boot', name: 'bios_boot', sizeBytes: 24 * MEBIBYTE };
/** Large enough for the kernels that some loaders put there. */
const EFI: ServicePartition = { purpose: 'esp', name: 'efi', sizeBytes: 512 * MEBIBYTE, type: 'vfat' };

/** What stands at the head of every disk that the machine may be booted from. */
export function servicePartitions(firmware: 'bios' | 'uefi'): readonly ServicePartition[] {
	return firmware === 'uefi' ? [EFI] : [BIOS_BOOT];
}
