import type { Inventory, SystemInventory } from '../model/inventory.js';
import type * as wire from '../wire/stoker/v1/inventory.js';
import { present } from './values.js';

/** Writes an inventory for the wire. */
export function encodeInventory(inventory: Inventory): wire.Inventory {
	return {
		system: { ...inventory.system },
		cpu: { ...inventory.cpu },
		memoryBytes: inventory.memoryBytes,
		disks: inventory.disks.map((disk) => ({ ...disk, links: [...disk.links] })),
		nics: inventory.nics.map((nic) => ({ ...nic, addresses: [...nic.addresses] })),
	};
}

/** Reads an inventory; a firmware of a newer version counts as unknown. */
export function decodeInventory(message: wire.Inventory): Inventory {
	const system = present(message.system, 'system inventory');
	return {
		system: { ...system, firmware: decodeFirmware(system.firmware) },
		cpu: { ...present(message.cpu, 'CPU inventory') },
		memoryBytes: message.memoryBytes,
		disks: message.disks.map((disk) => ({ ...disk })),
		nics: message.nics.map((nic) => ({ ...nic })),
	};
}

function decodeFirmware(text: string): SystemInventory['firmware'] {
	return text === 'uefi' || text === 'bios' ? text : '';
}
