import type { LayoutItemId } from '../../model/ids.js';
import type { Layout, LayoutItem } from '../layout.js';
import { basesOf, itemsOf, type IndexedItem as ListedItem } from '../layout-index.js';

const KINDS = {
	disks: 'disk',
	partitions: 'partition',
	raids: 'raid',
	physicalVolumes: 'physical_volume',
	volumeGroups: 'volume_group',
	logicalVolumes: 'logical_volume',
	encryptions: 'encryption',
	caches: 'cache',
	fileSystems: 'file_system',
} as const;

export interface GraphItem {
	readonly kind: (typeof KINDS)[keyof typeof KINDS];
	readonly item: LayoutItem;
	/** Items it lies on. */
	readonly below: readonly LayoutItemId[];
}

/** The items of a layout without problems, each with what it lies on. Images are content, not items. */
export class LayoutGraph {
	readonly layout: Layout;
	readonly items: ReadonlyMap<LayoutItemId, GraphItem>;
	readonly #disks = new Map<LayoutItemId, readonly LayoutItemId[]>();

	constructor(layout: Layout) {
		this.layout = layout;
		this.items = new Map(itemsOf(layout).flatMap(graphEntry));
	}

	/** An item of one list. Throws where there is none: references were checked before. */
	itemOf<List extends keyof typeof KINDS>(list: List, id: LayoutItemId): Layout[List][number] {
		const entry = this.items.get(id);
		if (entry?.kind !== KINDS[list]) {
			throw new Error(`the layout has no item ${id} among its ${list}`);
		}
		return entry.item as Layout[List][number];
	}

	/** Disks that an item lies on, directly or not; none of what lies on itself. */
	disksOf(id: LayoutItemId): readonly LayoutItemId[] {
		const known = this.#disks.get(id);
		if (known !== undefined) {
			return known;
		}
		this.#disks.set(id, []);
		const entry = this.items.get(id);
		const [lower, ...others] = entry?.below ?? [];
		// Most lie on one thing, and so on the same disks: those of thousands of volumes are listed once.
		const disks =
			entry?.kind === 'disk'
				? [id]
				: lower !== undefined && others.length === 0
					? this.disksOf(lower)
					: [...new Set((entry?.below ?? []).flatMap((one) => this.disksOf(one)))];
		this.#disks.set(id, disks);
		return disks;
	}
}

function graphEntry(listed: ListedItem): readonly (readonly [LayoutItemId, GraphItem])[] {
	if (listed.list === 'images') {
		return [];
	}
	const { list, item } = listed;
	return [[item.id, { kind: KINDS[list], item, below: basesOf(listed) }]];
}
