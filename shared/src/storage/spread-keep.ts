import type { LayoutItemId } from '../model/ids.js';
import type { Layout, LayoutItem } from './layout.js';
import { basesOf, type IndexedItem, indexLayout, itemsOf, type LayoutIndex } from './layout-index.js';

/**
 * Keeping something keeps everything it lies on, and keeping a part of a group or of an array keeps all of it with what
 * lies on it. Without this a kept volume would lose the ground under it.
 */
export function spreadKeep(layout: Layout): Layout {
	const items = itemsOf(layout).filter(({ list }) => list !== 'images');
	const kept = new Set(items.filter((indexed) => isKept(indexed)).map(({ item }) => item.id));
	keepAbove(items, kept);
	keepBelow(indexLayout(layout), kept);
	const mark = <Item extends LayoutItem>(list: readonly Item[]): readonly Item[] => {
		return list.map((item) => (kept.has(item.id) && item.preserve === 'clean' ? { ...item, preserve: 'keep' } : item));
	};
	return {
		...layout,
		disks: mark(layout.disks),
		partitions: mark(layout.partitions),
		raids: mark(layout.raids),
		physicalVolumes: mark(layout.physicalVolumes),
		volumeGroups: mark(layout.volumeGroups),
		logicalVolumes: mark(layout.logicalVolumes),
		encryptions: mark(layout.encryptions),
		caches: mark(layout.caches),
		fileSystems: mark(layout.fileSystems),
	};
}

function isKept({ list, item }: IndexedItem): boolean {
	return list !== 'images' && item.preserve === 'keep';
}

/** What lies on something kept is kept; a disk is not, since only its table may be meant. */
function keepAbove(items: readonly IndexedItem[], kept: Set<LayoutItemId>): void {
	let before = -1;
	while (kept.size > before) {
		before = kept.size;
		for (const indexed of items) {
			if (indexed.list !== 'partitions' && basesOf(indexed).some((base) => kept.has(base))) {
				kept.add(indexed.item.id);
			}
		}
	}
}

/** What something kept lies on is kept. */
function keepBelow(items: LayoutIndex, kept: Set<LayoutItemId>): void {
	const waiting = [...kept];
	for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
		const indexed = items.get(id);
		for (const base of indexed === undefined ? [] : basesOf(indexed)) {
			if (!kept.has(base)) {
				kept.add(base);
				waiting.push(base);
			}
		}
	}
}
