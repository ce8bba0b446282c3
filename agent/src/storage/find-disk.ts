import type { DiskInventory } from '@stoker/shared/storage/inventory.js';
import { isSameDisk } from '@stoker/shared/storage/is-same-disk.js';
import type { ActionDisk } from '@stoker/shared/storage/storage-action.js';
import { StorageFailure } from '../system/storage-failure.js';

/**
 * The disk of this machine that a plan means: by serial number and WWN, by its links where it has neither, never by the
 * name it had. Throws a {@link StorageFailure} where it is none or two, or is not as the plan saw it.
 */
export function findDisk(wanted: ActionDisk, disks: readonly DiskInventory[]): DiskInventory {
	const subject = { disk: wanted.id, serial: wanted.serial, device: wanted.device };
	const matches = disks.filter((disk) => isSameDisk(wanted, disk));
	const [found] = matches;
	if (found === undefined) {
		const other = disks.find(({ device }) => device === wanted.device);
		const there = other === undefined ? '' : `; ${other.device} is now one with ${describe(other)}`;
		const message = `No disk of this machine is ${wanted.id} (${describe(wanted)})${there}`;
		throw new StorageFailure(other === undefined ? 'DISK_NOT_FOUND' : 'DISK_CHANGED', message, { subject });
	}
	if (matches.length > 1) {
		const devices = matches.map(({ device }) => device).join(' and ');
		throw new StorageFailure('DISK_AMBIGUOUS', `${devices} both are ${wanted.id} (${describe(wanted)})`, { subject });
	}
	const differences = (['sizeBytes', 'logicalSectorBytes'] as const).filter((name) => found[name] !== wanted[name]);
	if (differences.length > 0) {
		const what = differences.map((name) => `${name} ${found[name]} instead of ${wanted[name]}`).join(' and ');
		throw new StorageFailure('DISK_CHANGED', `${found.device} (${describe(wanted)}) has ${what}`, { subject });
	}
	if (found.isReadOnly) {
		throw new StorageFailure('DISK_READ_ONLY', `${found.device} (${describe(wanted)}) is read-only`, { subject });
	}
	return found;
}

function describe({ serial, wwn, links }: Pick<ActionDisk, 'serial' | 'wwn' | 'links'>): string {
	const known = [...(serial === '' ? [] : [`serial ${serial}`]), ...(wwn === '' ? [] : [`WWN ${wwn}`])];
	return known.join(', ') || `link ${links[0] ?? 'unknown'}`;
}
