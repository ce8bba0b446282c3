import { formatBytes } from '../picture/disks/format-bytes.js';
import type { Inventory } from './inventory.js';

/** One difference between two inventories of a machine. */
export interface InventoryChange {
	/** For example `disk S64GNE0R500101` or `system`. */
	readonly item: string;
	/** Path within it, for example `content.table.label`; '' where the whole item came or went. */
	readonly field: string;
	/** '' where there was nothing; of a whole item, what it was. */
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

/** A part of a machine: what it is, in a few words, and every detail of it by path. */
interface Item {
	readonly description: string;
	readonly leaves: ReadonlyMap<string, string>;
	/** The item that it comes and goes with; '' for most. */
	readonly whole: string;
}

/**
 * What changed, ordered by item and field. Disks are the same by serial number, WWN or name, cards by the address of
 * the hardware: a disk that another name was given to has changed its name and was not replaced.
 */
export function compareInventories(before: Inventory, after: Inventory): readonly InventoryChange[] {
	const earlier = itemsOf(before);
	const later = itemsOf(after);
	return [...new Set([...earlier.keys(), ...later.keys()])]
		.sort()
		.filter((item) => {
			const whole = (earlier.get(item) ?? later.get(item))?.whole ?? '';
			return whole === '' || (earlier.has(whole) && later.has(whole));
		})
		.flatMap((item) => compareItem(item, earlier.get(item), later.get(item)));
}

function compareItem(item: string, before: Item | undefined, after: Item | undefined): readonly InventoryChange[] {
	if (before === undefined || after === undefined) {
		return [{ item, field: '', before: before?.description ?? '', after: after?.description ?? '' }];
	}
	const [earlier, later] = [before.leaves, after.leaves];
	return [...new Set([...earlier.keys(), ...later.keys()])]
		.sort()
		.map((field) => ({ item, field, before: earlier.get(field) ?? '', after: later.get(field) ?? '' }))
		.filter((change) => change.before !== change.after);
}

function itemsOf(inventory: Inventory): ReadonlyMap<string, Item> {
	const items = new Map<string, Item>();
	const add = (wanted: string, value: object, words: readonly string[] = [], whole = ''): string => {
		// Two paths to one disk have one serial number.
		let name = wanted;
		for (let copy = 2; items.has(name); copy += 1) {
			name = `${wanted} (${copy})`;
		}
		const description = words.filter((word) => word !== '').join(', ');
		items.set(name, { description: description || 'present', leaves: new Map(leavesOf('', value)), whole });
		return name;
	};
	add('system', inventory.system);
	add('cpu', inventory.cpu);
	const { modules, ...memory } = inventory.memory;
	add('memory', { bytes: inventory.memoryBytes, ...memory });
	for (const module of modules) {
		add(`memory ${module.slot}`, module, [formatBytes(module.sizeBytes), module.type]);
	}
	add('bmc', inventory.bmc);
	for (const disk of inventory.disks) {
		const { partitions, ...table } = disk.content.table;
		const name = add(`disk ${diskKey(disk)}`, { ...disk, content: { ...disk.content, table } }, [
			disk.name,
			formatBytes(disk.sizeBytes),
			disk.model,
		]);
		for (const partition of partitions) {
			const holds = partition.signatures.map(({ type }) => type);
			const words = [partition.name, formatBytes(partition.sizeBytes), ...holds];
			add(`${name} partition ${partition.number}`, partition, words, name);
		}
	}
	for (const nic of inventory.nics) {
		add(`nic ${nicKey(nic)}`, nic, [nic.name, nic.driver]);
	}
	for (const accelerator of inventory.accelerators) {
		add(`accelerator ${accelerator.busPath}`, accelerator, [accelerator.pciId, accelerator.driver]);
	}
	for (const controller of inventory.storageControllers) {
		add(`controller ${controller.busPath}`, controller, [controller.pciId, controller.driver]);
	}
	return items;
}

/** What an element of a list is known by when others come and go; '' where nothing tells it from them. */
function keyOf(value: unknown): string {
	if (typeof value === 'object' && value !== null) {
		return 'name' in value ? String(value.name) : '';
	}
	return typeof value === 'string' ? value : '';
}

function leavesOf(path: string, value: unknown): readonly (readonly [string, string])[] {
	if (Array.isArray(value)) {
		const keys = value.map(keyOf);
		const hasOwnKeys = new Set(keys).size === keys.length && !keys.includes('');
		return value.flatMap((inner: unknown, index) => {
			const place = `${path}.${hasOwnKeys ? keys[index] : index}`;
			return typeof inner === 'string' && hasOwnKeys ? [[place, 'present'] as const] : leavesOf(place, inner);
		});
	}
	if (typeof value === 'object' && value !== null) {
		return Object.entries(value).flatMap(([key, inner]) => leavesOf(path === '' ? key : `${path}.${key}`, inner));
	}
	return [[path, String(value)]];
}
