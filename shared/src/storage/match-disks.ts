import { readHint } from './disk-hints.js';
import type { DiskInventory } from './inventory.js';
import type { DiskSelector } from './layout.js';

/**
 * Disks a selector means: those that agree with everything it gives, none where it gives nothing. Only one is an
 * answer. Never by size alone, unless a hint says so.
 */
export function matchDisks(selector: DiskSelector, disks: readonly DiskInventory[]): readonly DiskInventory[] {
	const { serial } = selector;
	const missedBy = readSelector(selector);
	// What differs is almost always told by the first that is given.
	const agrees = (disk: DiskInventory) => (serial === '' || serial === disk.serial) && missedBy(disk).length === 0;
	return isEmpty(selector) ? [] : disks.filter(agrees);
}

/** What of a selector a disk does not agree with, by name: `serial`, `links`, `hints.size`. */
export function disagreements(selector: DiskSelector, disk: DiskInventory): readonly string[] {
	return readSelector(selector)(disk);
}

/** The same for many disks: the selector is read once. */
export function readSelector(selector: DiskSelector): (disk: DiskInventory) => readonly string[] {
	const { serial, wwn, links, name, scsiAddress } = selector;
	const wanted = new Set(links);
	const hints = Object.entries(selector.hints).map(([hint, text]) => [`hints.${hint}`, readHint(hint, text)] as const);
	return (disk) => [
		...(serial === '' || serial === disk.serial ? [] : ['serial']),
		...(wwn === '' || wwn.toLowerCase() === disk.wwn.toLowerCase() ? [] : ['wwn']),
		...(links.length === 0 || disk.links.some((link) => wanted.has(link)) ? [] : ['links']),
		...(name === '' || name === disk.name || `/dev/${name}` === disk.device ? [] : ['name']),
		...(scsiAddress === '' || scsiAddress === disk.scsiAddress ? [] : ['scsi_address']),
		...hints.filter(([, isMet]) => !isMet(disk)).map(([hint]) => hint),
	];
}

function isEmpty({ serial, wwn, links, name, scsiAddress, hints }: DiskSelector): boolean {
	return (
		[serial, wwn, name, scsiAddress].every((text) => text === '') && links.length + Object.keys(hints).length === 0
	);
}
