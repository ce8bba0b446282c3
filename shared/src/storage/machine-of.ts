import type { Inventory } from '../model/inventory.js';
import type { StorageInventory } from './inventory.js';

/** The disks of a machine as layouts see them. Firmware that tells nothing of UEFI is a BIOS. */
export function machineOf({ system, memoryBytes, disks }: Inventory): StorageInventory {
	return { firmware: system.firmware === 'uefi' ? 'uefi' : 'bios', memoryBytes, disks };
}
