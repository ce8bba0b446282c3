import type { DiskInventory } from './inventory.js';
import type { DiskSelector } from './layout.js';

/** What tells a disk from the others of its machine, also after a restart: the kernel's name only where nothing else does. */
export function selectorOf(disk: DiskInventory, disks: readonly DiskInventory[]): DiskSelector {
	const isSame = (other: DiskInventory) => other === disk;
	const isOwn = (key: 'serial' | 'wwn' | 'scsiAddress') => {
		return disk[key] !== '' && disks.every((other) => isSame(other) || other[key] !== disk[key]);
	};
	const serial = isOwn('serial') ? disk.serial : '';
	const wwn = isOwn('wwn') ? disk.wwn : '';
	const links = disk.links.filter((link) => disks.every((other) => isSame(other) || !other.links.includes(link)));
	const scsiAddress = serial === '' && wwn === '' && isOwn('scsiAddress') ? disk.scsiAddress : '';
	const isKnown = serial !== '' || wwn !== '' || links.length > 0;
	return { serial, wwn, links, scsiAddress, name: isKnown ? '' : disk.name, hints: {} };
}
