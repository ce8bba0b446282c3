import {
	type Inventory,
	type MemoryInventory,
	type NicInventory,
	NO_BMC,
	NO_MEMORY,
	NO_NEIGHBOUR,
	type SystemInventory,
} from '../model/inventory.js';
import type * as wire from '../wire/stoker/v1/inventory.js';
import { decodeDisk, encodeDisk } from './disk-inventory.js';
import { present } from './values.js';

/** Writes an inventory for the wire. */
export function encodeInventory(inventory: Inventory): wire.Inventory {
	return {
		system: { ...inventory.system },
		cpu: { ...inventory.cpu, numaNodes: [...inventory.cpu.numaNodes] },
		memoryBytes: inventory.memoryBytes,
		memory: { ...inventory.memory, modules: [...inventory.memory.modules] },
		disks: inventory.disks.map(encodeDisk),
		nics: inventory.nics.map((nic) => ({ ...nic, addresses: [...nic.addresses], offloads: [...nic.offloads] })),
		bmc: inventory.bmc,
		accelerators: [...inventory.accelerators],
		storageControllers: [...inventory.storageControllers],
	};
}

/** Reads an inventory; what a newer version has words of its own for counts as unknown. */
export function decodeInventory(message: wire.Inventory): Inventory {
	const system = present(message.system, 'system inventory');
	return {
		system: { ...system, firmware: decodeFirmware(system.firmware) },
		cpu: { ...present(message.cpu, 'CPU inventory') },
		memoryBytes: message.memoryBytes,
		memory: message.memory === undefined ? NO_MEMORY : decodeMemory(message.memory),
		disks: message.disks.map(decodeDisk),
		nics: message.nics.map(decodeNic),
		bmc: message.bmc ?? NO_BMC,
		accelerators: message.accelerators,
		storageControllers: message.storageControllers,
	};
}

function decodeMemory(message: wire.MemoryInventory): MemoryInventory {
	return { ...message };
}

function decodeNic(message: wire.NicInventory): NicInventory {
	return { ...message, neighbour: message.neighbour ?? NO_NEIGHBOUR };
}

function decodeFirmware(text: string): SystemInventory['firmware'] {
	return text === 'uefi' || text === 'bios' ? text : '';
}
