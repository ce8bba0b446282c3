import type { Diagnostic } from '@stoker/shared/model/diagnostic.js';
import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import type { DiskInventory, StorageInventory } from '@stoker/shared/storage/inventory.js';
import { machineDisk } from '../../support/storage-machine.js';
import { categoryOf, type ErrorCategory } from '../error-class.js';
import { listOf, objectOf, textOf } from '../json.js';

/** The machine of a case; cases name no firmware, and mean BIOS. */
export function machineOf(inventory: JsonValue | undefined): StorageInventory {
	const disks = listOf(inventory).map((disk) => diskOf(objectOf(disk)));
	return { firmware: 'bios', memoryBytes: 0, disks };
}

function diskOf({ device, size_bytes: sizeBytes, links, scsi }: JsonObject): DiskInventory {
	return machineDisk(textOf(device).replace(/^\/dev\//, ''), {
		device: textOf(device),
		sizeBytes: Number(sizeBytes),
		links: listOf(links).map(textOf),
		scsiAddress: textOf(scsi),
	});
}

const CATEGORIES: Readonly<Record<string, ErrorCategory>> = {
	DISK_AMBIGUOUS: 'not found',
	DISK_NOT_FOUND: 'not found',
	DISK_TOO_SMALL: 'does not fit',
	GROUP_TOO_SMALL: 'does not fit',
	SPACE_TOO_SMALL: 'does not fit',
};

/** Category of a refusal: that of the case if any of the problems is of it, since ours tells all of them. */
export function refusalOf(diagnostics: readonly Diagnostic[], expected: string): string {
	const found = diagnostics
		.filter(({ severity }) => severity === 'error')
		.map(({ code }) => CATEGORIES[code] ?? 'invalid input');
	return found.find((category) => category === expected) ?? found[0] ?? 'no reason';
}

/** Category of the error that a case expects; '' when it expects none. */
export function expectedCategory(error: JsonValue | undefined): string {
	return error === undefined ? '' : categoryOf(textOf(objectOf(error)['class']));
}
