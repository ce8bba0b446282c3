import { selectorOf } from '../disk-selector.js';
import type { DiskInventory, StorageInventory } from '../inventory.js';
import type { LayoutDisk } from '../layout.js';
import { layoutItemId } from '../layout-draft.js';

/** A disk of a machine as a layout has it: with a new table, and a boot loader. */
export function layoutDiskOf(disk: DiskInventory, machine: StorageInventory): LayoutDisk {
	return {
		id: layoutItemId('disk', disk.name),
		selector: selectorOf(disk, machine.disks),
		device: disk.device,
		sizeBytes: disk.sizeBytes,
		logicalSectorBytes: disk.logicalSectorBytes,
		table: 'gpt',
		isBootDisk: true,
		preserve: 'clean',
	};
}
