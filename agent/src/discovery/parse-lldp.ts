import type { NeighbourInventory } from '@stoker/shared/model/inventory.js';

/**
 * What the other ends of cables say, by network card, out of `lldpctl -f json0`: there everything is a list, however
 * many there are.
 */
export function parseLldp(json: string): ReadonlyMap<string, NeighbourInventory> {
	const neighbours = new Map<string, NeighbourInventory>();
	for (const card of itemsOf(itemsOf(parsed(json), 'lldp')[0], 'interface')) {
		const name = textOf(card, 'name');
		const chassis = itemsOf(card, 'chassis')[0];
		const port = itemsOf(card, 'port')[0];
		if (name !== '' && !neighbours.has(name)) {
			neighbours.set(name, {
				systemName: valueOf(chassis, 'name'),
				chassisId: valueOf(chassis, 'id'),
				portId: valueOf(port, 'id'),
				portDescription: valueOf(port, 'descr'),
			});
		}
	}
	return neighbours;
}

function parsed(json: string): unknown {
	try {
		return JSON.parse(json) as unknown;
	} catch {
		return undefined;
	}
}

function valueOf(item: unknown, name: string): string {
	return textOf(itemsOf(item, name)[0], 'value');
}

function itemsOf(item: unknown, name: string): readonly unknown[] {
	const value = fieldOf(item, name);
	return Array.isArray(value) ? value : [];
}

function textOf(item: unknown, name: string): string {
	const value = fieldOf(item, name);
	return typeof value === 'string' ? value.trim() : '';
}

function fieldOf(item: unknown, name: string): unknown {
	return typeof item === 'object' && item !== null ? (item as Readonly<Record<string, unknown>>)[name] : undefined;
}
