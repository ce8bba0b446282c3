import { agreesWithHint } from './disk-hints.js';
import type { DiskInventory } from './inventory.js';
import type { DiskSelector } from './layout.js';

/**
 * Disks a selector means: those that agree with everything it gives, none where it gives nothing. Only one is an
 * answer. Never by size alone, unless a hint says so.
 */
export function matchDisks(selector: DiskSelector, disks: readonly DiskInventory[]): readonly DiskInventory[] {
	return isEmpty(selector) ? [] : disks.filter((disk) => agrees(selector, disk));
}

/** What differs is almost always told by the first that is given. */
function agrees(selector: DiskSelector, disk: DiskInventory): boolean {
	const isOther = selector.serial !== '' && selector.serial !== disk.serial;
	return !isOther && disagreements(selector, disk).length === 0;
}

/** What of a selector a disk does not agree with, by name: `serial`, `links`, `hints.size`. */
export function disagreements(selector: DiskSelector, disk: DiskInventory): readonly string[] {
	const { serial, wwn, links, name, scsiAddress, hints } = selector;
	const wanted = new Set(links);
	return [
		...(serial === '' || serial === disk.serial ? [] : ['serial']),
		...(wwn === '' || wwn.toLowerCase() === disk.wwn.toLowerCase() ? [] : ['wwn']),
		...(links.length === 0 || disk.links.some((link) => wanted.has(link)) ? [] : ['links']),
		...(name === '' || name === disk.name || `/dev/${name}` === disk.device ? [] : ['name']),
		...(scsiAddress === '' || scsiAddress === disk.scsiAddress ? [] : ['scsi_address']),
		...Object.entries(hints)
			.filter(([hint, text]) => !agreesWithHint(disk, hint, text))
			.map(([hint]) => `hints.${hint}`),
	];
}

function isEmpty({ serial, wwn, links, name, scsiAddress, hints }: DiskSelector): boolean {
	return (
		[serial, wwn, name, scsiAddress].every((text) => text === '') && links.length + Object.keys(hints).length === 0
	);
}
