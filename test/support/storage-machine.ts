import { MEBIBYTE } from '@stoker/shared/storage/disk-space.js';
import type { DiskInventory, StorageInventory } from '@stoker/shared/storage/inventory.js';

/** An empty disk of 100 GiB, for tests. */
export function machineDisk(name: string, rest: Partial<DiskInventory> = {}): DiskInventory {
	return {
		name,
		device: `/dev/${name}`,
		sizeBytes: 100 * 1024 * MEBIBYTE,
		logicalSectorBytes: 512,
		physicalSectorBytes: 512,
		optimalIoBytes: 0,
		model: '',
		vendor: '',
		serial: '',
		wwn: '',
		transport: '',
		isRotational: false,
		isRemovable: false,
		isReadOnly: false,
		links: [],
		scsiAddress: '',
		paths: [],
		content: { table: { label: '', guid: '', partitions: [] }, signatures: [], holders: [] },
		...rest,
	};
}

/** A machine with these disks that boots by BIOS, for tests. */
export function machineWith(...disks: readonly DiskInventory[]): StorageInventory {
	return { firmware: 'bios', memoryBytes: 0, disks };
}
