/** Folder of the devices that the device mapper makes. */
export const MAPPER = '/dev/mapper/';

/** Device of a partition, by the way the kernel and multipath name them. */
export function partitionDevice(disk: string, number: number): string {
	return `${disk}${partitionSeparator(disk)}${number}`;
}

function partitionSeparator(disk: string): string {
	// Links too have a partition behind the name of its disk.
	if (disk.startsWith(MAPPER) || disk.startsWith('/dev/disk/')) {
		return '-part';
	}
	return /\d$/.test(disk) ? 'p' : '';
}

/** Device of a logical volume: hyphens of the names are doubled, the one between them is not. */
export function logicalVolumeDevice(group: string, volume: string): string {
	return `${MAPPER}${group.replaceAll('-', '--')}-${volume.replaceAll('-', '--')}`;
}
