import type { DiskInventory } from '../inventory.js';
import type { GenericDisk } from './generic-schema.js';

const DEVICES = '/dev/';
const BY_UUID = /^disk\/by-(?:part)?uuid\//;

/** Disks of a machine that a disk of the generic format means; only one is an answer. */
export function matchGenericDisk({ id }: GenericDisk, disks: readonly DiskInventory[]): readonly DiskInventory[] {
	const value = withoutDevices(id.value);
	switch (id.type) {
		case 'scsi':
			return disks.filter(({ scsiAddress }) => scsiAddress !== '' && scsiAddress === id.value);
		case 'name':
			return disks.filter(({ device }) => withoutDevices(device) === value);
		case 'path': {
			const link = BY_UUID.test(value) ? value.toLowerCase() : value;
			return disks.filter(
				({ device, links }) => withoutDevices(device) === value || links.map(foldUuid).includes(link),
			);
		}
	}
}

function withoutDevices(path: string): string {
	return path.startsWith(DEVICES) ? path.slice(DEVICES.length) : path;
}

function foldUuid(link: string): string {
	return BY_UUID.test(link) ? link.toLowerCase() : link;
}
