import type { LayoutItemId } from '../model/ids.js';
import type { Layout } from './layout.js';

/** Lists of a layout whose items have ids. */
export const LAYOUT_LISTS = [
	'disks',
	'partitions',
	'raids',
	'physicalVolumes',
	'volumeGroups',
	'logicalVolumes',
	'encryptions',
	'caches',
	'fileSystems',
	'images',
] as const;

export type LayoutList = (typeof LAYOUT_LISTS)[number];

/** An item with the list it is in. */
export type IndexedItem = {
	[List in LayoutList]: { readonly list: List; readonly index: number; readonly item: Layout[List][number] };
}[LayoutList];

export type LayoutIndex = ReadonlyMap<LayoutItemId, IndexedItem>;

/** Every item by its id; of those that share one, the first. */
export function indexLayout(layout: Layout): LayoutIndex {
	const items = new Map<LayoutItemId, IndexedItem>();
	for (const indexed of itemsOf(layout)) {
		if (!items.has(indexed.item.id)) {
			items.set(indexed.item.id, indexed);
		}
	}
	return items;
}

/** Every item of a layout, list by list. */
export function itemsOf(layout: Layout): readonly IndexedItem[] {
	return LAYOUT_LISTS.flatMap((list) => layout[list].map((item, index) => ({ list, index, item }) as IndexedItem));
}

/** What an item lies on or is made of, and so what must be there before it. */
export function basesOf({ list, item }: IndexedItem): readonly LayoutItemId[] {
	switch (list) {
		case 'disks':
			return [];
		case 'partitions':
			return [item.diskId];
		case 'raids':
			return [...item.memberIds, ...item.spareIds];
		case 'volumeGroups':
			return item.physicalVolumeIds;
		case 'logicalVolumes':
			return [item.volumeGroupId];
		case 'caches':
			return [item.backingId, item.cachingId];
		case 'images':
			return [item.targetId];
		default:
			return [item.onId];
	}
}
