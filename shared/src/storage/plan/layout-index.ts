import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { LayoutItemId } from '../../model/ids.js';
import type { Layout, LayoutItem } from '../layout.js';

export type IndexedKind =
	| 'disk'
	| 'partition'
	| 'raid'
	| 'physical_volume'
	| 'volume_group'
	| 'logical_volume'
	| 'encryption'
	| 'cache'
	| 'file_system';

export interface IndexedItem {
	readonly kind: IndexedKind;
	readonly item: LayoutItem;
	/** Items it lies on. */
	readonly below: readonly LayoutItemId[];
}

/** Every item of a layout by id, with what it lies on. */
export class LayoutIndex {
	readonly layout: Layout;
	readonly items: ReadonlyMap<LayoutItemId, IndexedItem>;
	readonly #disks = new Map<LayoutItemId, readonly LayoutItemId[]>();

	constructor(layout: Layout) {
		this.layout = layout;
		this.items = new Map(indexed(layout).map((entry) => [entry.item.id, entry]));
	}

	/** Disks that an item lies on, directly or not. Only of layouts without problems. */
	disksOf(id: LayoutItemId): readonly LayoutItemId[] {
		const known = this.#disks.get(id);
		if (known !== undefined) {
			return known;
		}
		const entry = this.items.get(id);
		const found = entry?.kind === 'disk' ? [id] : (entry?.below ?? []).flatMap((lower) => this.disksOf(lower));
		const disks = [...new Set(found)];
		this.#disks.set(id, disks);
		return disks;
	}
}

/** Ids that occur twice, references to nothing, and items that lie on themselves. */
export function layoutProblems(layout: Layout, { items }: LayoutIndex): readonly Diagnostic[] {
	const all = indexed(layout);
	const counts = new Map<LayoutItemId, number>();
	for (const { item } of all) {
		counts.set(item.id, (counts.get(item.id) ?? 0) + 1);
	}
	const twice = [...counts].filter(([, count]) => count > 1);
	const references = [
		...all.flatMap(({ item, below }) => below.map((id) => [item.id, id] as const)),
		...layout.images.map(({ id, targetId }) => [id, targetId] as const),
	];
	const unknown = references.filter(([, id]) => !items.has(id));
	return [
		...twice.map(([id]) => diagnose('NAME_DUPLICATE', `Two items of the layout have the id ${id}`)),
		...unknown.map(([from, id]) => diagnose('REFERENCE_UNKNOWN', `${from} lies on ${id}, which is not there`)),
		...circularItems(all).map((id) => diagnose('REFERENCE_UNKNOWN', `${id} lies on itself`)),
	];
}

/** What remains when everything that lies on settled items only is taken away again and again. */
function circularItems(all: readonly IndexedItem[]): readonly LayoutItemId[] {
	const known = new Set(all.map(({ item }) => item.id));
	const above = new Map<LayoutItemId, LayoutItemId[]>();
	const waiting = new Map<LayoutItemId, number>();
	for (const { item, below } of all) {
		const real = below.filter((id) => known.has(id));
		waiting.set(item.id, real.length);
		for (const id of real) {
			above.set(id, [...(above.get(id) ?? []), item.id]);
		}
	}
	const ready = [...waiting].filter(([, count]) => count === 0).map(([id]) => id);
	for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
		waiting.delete(id);
		for (const upper of above.get(id) ?? []) {
			const left = (waiting.get(upper) ?? 0) - 1;
			waiting.set(upper, left);
			if (left === 0) {
				ready.push(upper);
			}
		}
	}
	return [...waiting.keys()];
}

function indexed(layout: Layout): readonly IndexedItem[] {
	const entry = (kind: IndexedKind, item: LayoutItem, below: readonly LayoutItemId[]) => ({ kind, item, below });
	return [
		...layout.disks.map((item) => entry('disk', item, [])),
		...layout.partitions.map((item) => entry('partition', item, [item.diskId])),
		...layout.raids.map((item) => entry('raid', item, [...item.memberIds, ...item.spareIds])),
		...layout.physicalVolumes.map((item) => entry('physical_volume', item, [item.onId])),
		...layout.volumeGroups.map((item) => entry('volume_group', item, item.physicalVolumeIds)),
		...layout.logicalVolumes.map((item) => entry('logical_volume', item, [item.volumeGroupId])),
		...layout.encryptions.map((item) => entry('encryption', item, [item.onId])),
		...layout.caches.map((item) => entry('cache', item, [item.backingId, item.cachingId])),
		...layout.fileSystems.map((item) => entry('file_system', item, [item.onId])),
	];
}
