import type { LayoutItemId } from '../../model/ids.js';
import type { SelectedDisk } from '../storage-plan.js';
import type { StoragePlaces } from './current-content.js';
import type { GraphItem, LayoutGraph } from './layout-graph.js';
import { isTree } from './made-items.js';
import { RAID_SIGNATURE } from './missing-members.js';
import type { PlanIdentity } from './plan-identity.js';

interface Known {
	readonly graph: LayoutGraph;
	readonly places: StoragePlaces;
	readonly identity: PlanIdentity;
}

/**
 * Disks without a table on which everything of this plan is seen: no seal says so, but what a plan makes has identifiers
 * of its own. What has none, or cannot be seen because nobody started it, is taken for not there.
 */
export function completeDisks(whole: readonly SelectedDisk[], known: Known): ReadonlySet<LayoutItemId> {
	const { graph } = known;
	const on = new Map<LayoutItemId, GraphItem[]>(whole.map(({ layoutDisk }) => [layoutDisk.id, []]));
	for (const entry of whole.length === 0 ? [] : graph.items.values()) {
		for (const disk of entry.kind === 'disk' ? [] : graph.disksOf(entry.item.id)) {
			on.get(disk)?.push(entry);
		}
	}
	const imaged = new Set(graph.layout.images.map(({ targetId }) => targetId));
	const trees = new Set(graph.layout.images.filter(isTree).map(({ targetId }) => targetId));
	const isOpen = ({ item }: GraphItem) => trees.has(item.id);
	return new Set(
		whole
			.filter(({ layoutDisk: { id }, disk: { content } }) => {
				const items = on.get(id) ?? [];
				return items.length === 0
					? !imaged.has(id) && content.table.label === '' && content.signatures.length + content.holders.length === 0
					: content.table.label === '' && items.every((entry) => !isOpen(entry) && isSeen(entry, known));
			})
			.map(({ layoutDisk }) => layoutDisk.id),
	);
}

/** Whether an item is there as this plan makes it. */
function isSeen({ kind, item, below }: GraphItem, { graph, places, identity }: Known): boolean {
	const { id } = item;
	const isSigned = (onId: LayoutItemId, type: string, uuid: string) =>
		places.contentOf(onId)?.signatures.some((found) => found.type === type && found.uuid === uuid) === true;
	switch (kind) {
		case 'raid': {
			// Members that are partitions are told by the seals of their disks.
			const disks = below.filter((member) => graph.items.get(member)?.kind === 'disk');
			return disks.every((member) => isSigned(member, RAID_SIGNATURE, identity.uuid(id)));
		}
		case 'physical_volume':
			return below.every((onId) => isSigned(onId, 'LVM2_member', identity.volumeUuid(id)));
		// Of a group without volumes nothing is seen.
		case 'volume_group':
			return graph.layout.logicalVolumes.some(({ volumeGroupId }) => volumeGroupId === id);
		case 'logical_volume':
			return places.contentOf(id) !== undefined;
		case 'encryption':
			return below.every((onId) => isSigned(onId, 'crypto_LUKS', identity.uuid(id)));
		case 'file_system': {
			const { onId, type } = graph.itemOf('fileSystems', id);
			return isSigned(onId, type, identity.fileSystemUuid(id, type));
		}
		default:
			return false;
	}
}
