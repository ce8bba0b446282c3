import type { DiskInventory } from './inventory.js';

/**
 * Whether a disk is the one that was meant when its serial number, WWN and links were written down: by the first two, by
 * links where it has neither, never by the name it had.
 */
export function isSameDisk(
	{ serial, wwn, links }: Pick<DiskInventory, 'serial' | 'wwn' | 'links'>,
	disk: Pick<DiskInventory, 'serial' | 'wwn' | 'links'>,
): boolean {
	if (serial === '' && wwn === '') {
		return links.some((link) => disk.links.includes(link));
	}
	return (serial === '' || disk.serial === serial) && (wwn === '' || disk.wwn === wwn);
}
