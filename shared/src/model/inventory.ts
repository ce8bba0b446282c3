/** What the hardware of a machine is. Sizes in bytes; empty strings where nothing is known. */
export interface Inventory {
	readonly system: SystemInventory;
	readonly cpu: CpuInventory;
	readonly memoryBytes: number;
	/** Ordered by name. */
	readonly disks: readonly DiskInventory[];
	/** Ordered by name. */
	readonly nics: readonly NicInventory[];
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
}

export interface DiskInventory {
	readonly name: string;
	readonly sizeBytes: number;
	readonly model: string;
	readonly serialNumber: string;
	readonly wwn: string;
	readonly transport: string;
	readonly isRotational: boolean;
	readonly isRemovable: boolean;
	readonly logicalSectorBytes: number;
	readonly physicalSectorBytes: number;
	/** Stable links below /dev/disk, sorted. */
	readonly links: readonly string[];
}

export interface NicInventory {
	readonly name: string;
	readonly macAddress: string;
	readonly driver: string;
	/** 0 when unknown. */
	readonly speedMbitPerSecond: number;
	readonly hasLink: boolean;
	/** With prefix length, sorted. */
	readonly addresses: readonly string[];
	/** PCI or other bus path; empty when virtual. */
	readonly busPath: string;
}
