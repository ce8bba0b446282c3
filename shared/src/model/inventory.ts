import type { DiskInventory } from '../storage/inventory.js';

/** What the hardware of a machine is. Sizes in bytes; empty strings and 0 where nothing is known. */
export interface Inventory {
	readonly system: SystemInventory;
	readonly cpu: CpuInventory;
	readonly memoryBytes: number;
	readonly memory: MemoryInventory;
	/** Ordered by name. */
	readonly disks: readonly DiskInventory[];
	/** Ordered by name. */
	readonly nics: readonly NicInventory[];
	readonly bmc: BmcInventory;
	/** Ordered by bus path. */
	readonly accelerators: readonly AcceleratorInventory[];
	/** Ordered by bus path. */
	readonly storageControllers: readonly StorageControllerInventory[];
}

export interface SystemInventory {
	readonly hostName: string;
	readonly manufacturer: string;
	readonly product: string;
	readonly serialNumber: string;
	readonly uuid: string;
	readonly operatingSystem: string;
	readonly kernel: string;
	readonly architecture: string;
	readonly firmware: 'uefi' | 'bios' | '';
}

export interface CpuInventory {
	readonly model: string;
	readonly sockets: number;
	readonly cores: number;
	readonly threads: number;
	/** Ordered by id; none where the kernel tells of none. */
	readonly numaNodes: readonly NumaNodeInventory[];
}

export interface NumaNodeInventory {
	readonly id: number;
	/** Threads as the kernel lists them, for example 0-7,16-23. */
	readonly cpus: string;
	readonly memoryBytes: number;
}

/** Memory as the firmware has it. */
export interface MemoryInventory {
	/** Places for modules. */
	readonly slots: number;
	/** Most that the machine can have. */
	readonly maximumBytes: number;
	/** Those that are there, ordered by slot. */
	readonly modules: readonly MemoryModuleInventory[];
}

export const NO_MEMORY: MemoryInventory = { slots: 0, maximumBytes: 0, modules: [] };

export interface MemoryModuleInventory {
	/** For example DIMM_A1. */
	readonly slot: string;
	readonly sizeBytes: number;
	/** For example DDR4. */
	readonly type: string;
	/** At which it runs, millions of transfers. */
	readonly speedMtPerSecond: number;
	readonly manufacturer: string;
	readonly partNumber: string;
	readonly serialNumber: string;
}

export interface NicInventory {
	readonly name: string;
	/** The one in use, lower case. */
	readonly macAddress: string;
	/** The one of the hardware, which bonds and people may hide. */
	readonly permanentMacAddress: string;
	readonly driver: string;
	/** 0 when unknown. */
	readonly speedMbitPerSecond: number;
	readonly hasLink: boolean;
	/** With prefix length, sorted. */
	readonly addresses: readonly string[];
	/** PCI or other bus path; empty when virtual. */
	readonly busPath: string;
	/** Vendor and device, for example 8086:1572. */
	readonly pciId: string;
	/** -1 where the machine has no such nodes or does not tell. */
	readonly numaNode: number;
	/** Virtual functions (SR-IOV): the most the card can have, and those it has. */
	readonly virtualFunctionLimit: number;
	readonly virtualFunctions: number;
	/** What the other end of the cable says of itself (LLDP). */
	readonly neighbour: NeighbourInventory;
	/** What it can do in the place of the kernel and can be told not to, by name. */
	readonly offloads: readonly NicOffload[];
	/** Most pairs of queues. */
	readonly maxQueues: number;
	readonly maxSpeedMbitPerSecond: number;
}

export interface NicOffload {
	/** As ethtool calls it. */
	readonly name: string;
	readonly isOn: boolean;
}

/** What a card has where nobody asked ethtool. */
export const NO_NIC_FEATURES = {
	offloads: [],
	maxQueues: 0,
	maxSpeedMbitPerSecond: 0,
} as const satisfies Partial<NicInventory>;

export interface NeighbourInventory {
	readonly systemName: string;
	readonly chassisId: string;
	readonly portId: string;
	readonly portDescription: string;
}

export const NO_NEIGHBOUR: NeighbourInventory = { systemName: '', chassisId: '', portId: '', portDescription: '' };

/** The management controller of the machine. */
export interface BmcInventory {
	readonly address: string;
	readonly macAddress: string;
}

export const NO_BMC: BmcInventory = { address: '', macAddress: '' };

/** A device on the PCI bus. */
export interface PciDeviceInventory {
	readonly busPath: string;
	/** Class, six hexadecimal digits, for example 030200. */
	readonly pciClass: string;
	/** Vendor and device, for example 10de:1db6. */
	readonly pciId: string;
	readonly driver: string;
	readonly numaNode: number;
}

/** A graphics processor or another device that computes. */
export type AcceleratorInventory = PciDeviceInventory;

/** A controller that disks are reached by. */
export interface StorageControllerInventory extends PciDeviceInventory {
	/** It makes arrays by itself: what the kernel sees as a disk may be one. */
	readonly isRaid: boolean;
}

/** What the hardware of a node was at some time; the newest has the largest number. */
export interface InventoryRecordView {
	readonly number: number;
	readonly digest: string;
	readonly foundAtMs: number;
}
