import { groupBy } from '../../model/group-by.js';
import type { LayoutItemId } from '../../model/ids.js';
import type { DiskLoss, LostItem } from '../storage-plan.js';
import { allHolders, lostContent, lostPartition, realSignatures, type StoragePlaces } from './current-content.js';
import type { DiskState } from './disk-state.js';
import type { LayoutGraph } from './layout-graph.js';

/** An item that is made anew on something that stays. */
export interface RemadeItem {
	readonly id: LayoutItemId;
	/** What stays below it; of a logical volume the volume itself. */
	readonly onId: LayoutItemId;
}

/** What is lost, by disk. What lies on several disks is listed with the first of them. */
export function destroyList(
	states: readonly DiskState[],
	remade: readonly RemadeItem[],
	{ places, graph }: { readonly places: StoragePlaces; readonly graph: LayoutGraph },
): readonly DiskLoss[] {
	const byDisk = groupBy(remade, ({ onId }) => graph.disksOf(onId)[0]);
	return states
		.map((state) => {
			const own = byDisk.get(state.layoutDisk.id) ?? [];
			const items = [...lostWith(state), ...own.flatMap(({ onId }) => lostAt(onId, { places, graph }))];
			const { serial, wwn, device, model } = state.disk;
			const bytes = items.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
			return { serial, wwn, device, model, items: uniqueItems(items), bytes };
		})
		.filter(({ items }) => items.length > 0);
}

function lostWith({ disk, change, lost }: DiskState): readonly LostItem[] {
	if (change !== 'rebuilt' && change !== 'emptied') {
		return [];
	}
	const { signatures, holders } = disk.content;
	const own = lostContent({ signatures, holders });
	const isUsed = own.signatures.length > 0 || own.holders.length > 0;
	return [
		...(isUsed ? [{ number: 0, startBytes: 0, sizeBytes: disk.sizeBytes, name: '', ...own }] : []),
		...lost.map(lostPartition),
	];
}

function lostAt(
	id: LayoutItemId,
	{ places, graph }: { readonly places: StoragePlaces; readonly graph: LayoutGraph },
): readonly LostItem[] {
	const content = places.contentOf(id);
	if (content === undefined) {
		return [];
	}
	const isEmpty = realSignatures(content.signatures).length === 0 && allHolders(content.holders).length === 0;
	if (content.partition !== undefined) {
		return isEmpty ? [] : [lostPartition(content.partition)];
	}
	const place = places.placeOf(id);
	const isVolume = graph.items.get(id)?.kind === 'logical_volume';
	const sizeBytes = isVolume ? graph.itemOf('logicalVolumes', id).sizeBytes : 0;
	const name = place.kind === 'device' ? place.path : '';
	return [{ number: 0, startBytes: 0, sizeBytes, name, ...lostContent(content) }];
}

function uniqueItems(items: readonly LostItem[]): readonly LostItem[] {
	const seen = new Map(items.map((item) => [`${item.number} ${item.name} ${item.startBytes}`, item]));
	return [...seen.values()];
}
