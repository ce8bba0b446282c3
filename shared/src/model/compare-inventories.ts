import type { Inventory } from './inventory.js';

/** One difference between two inventories of a machine. */
export interface InventoryChange {
	/** For example `disk S64GNE0R500101` or `system`. */
	readonly item: string;
	/** Path within it, for example `content.table.label`; '' where the whole item came or went. */
	readonly field: string;
	/** '' where there was nothing. */
	readonly before: string;
	/** '' where there is nothing any more. */
	readonly after: string;
}

/** What a disk is known by when its name changes. */
export function diskKey({ serial, wwn, name }: Pick<Inventory['disks'][number], 'serial' | 'wwn' | 'name'>): string {
	return serial || wwn || name;
}

/** What a network card is known by. */
export function nicKey({
	permanentMacAddress,
	name,
}: Pick<Inventory['nics'][number], 'permanentMacAddress' | 'name'>): string {
	return permanentMacAddress || name;
}

type Leaves = ReadonlyMap<string, string>;

/**
 * What changed, ordered by item and field. Disks are the same by serial number, WWN or name, cards by the address of
 * the hardware: a disk that another name was given to has changed its name and was not replaced.
 */
export function compareInventories(before: Inventory, after: Inventory): readonly InventoryChange[] {
	const earlier = itemsOf(before);
	const later = itemsOf(after);
	return [...new Set([...earlier.keys(), ...later.keys()])]
		.sort()
		.flatMap((item) => compareItem(item, earlier.get(item), later.get(item)));
}

function compareItem(item: string, before: Leaves | undefined, after: Leaves | undefined): readonly InventoryChange[] {
	if (before === undefined || after === undefined) {
		return [
			{ item, field: '', before: before === undefined ? '' : 'present', after: after === undefined ? '' : 'present' },
		];
	}
	return [...new Set([...before.keys(), ...after.keys()])]
		.sort()
		.map((field) => ({ item, field, before: before.get(field) ?? '', after: after.get(field) ?? '' }))
		.filter((change) => change.before !== change.after);
}

function itemsOf(inventory: Inventory): ReadonlyMap<string, Leaves> {
	const items = new Map<string, Leaves>();
	const add = (wanted: string, value: object): void => {
		// Two paths to one disk have one serial number.
		let name = wanted;
		for (let copy = 2; items.has(name); copy += 1) {
			name = `${wanted} (${copy})`;
		}
		items.set(name, new Map(leavesOf('', value)));
	};
	add('system', inventory.system);
	add('cpu', inventory.cpu);
	const { modules, ...memory } = inventory.memory;
	add('memory', { bytes: inventory.memoryBytes, ...memory });
	for (const module of modules) {
		add(`memory ${module.slot}`, module);
	}
	add('bmc', inventory.bmc);
	for (const disk of inventory.disks) {
		add(`disk ${diskKey(disk)}`, disk);
	}
	for (const nic of inventory.nics) {
		add(`nic ${nicKey(nic)}`, nic);
	}
	for (const accelerator of inventory.accelerators) {
		add(`accelerator ${accelerator.busPath}`, accelerator);
	}
	for (const controller of inventory.storageControllers) {
		add(`controller ${controller.busPath}`, controller);
	}
	return items;
}

function leavesOf(path: string, value: unknown): readonly (readonly [string, string])[] {
	if (typeof value === 'object' && value !== null) {
		return Object.entries(value).flatMap(([key, inner]) => leavesOf(path === '' ? key : `${path}.${key}`, inner));
	}
	return [[path, String(value)]];
}
