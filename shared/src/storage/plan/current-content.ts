import type { LayoutItemId } from '../../model/ids.js';
import { logicalVolumeDevice } from '../device-names.js';
import type { DiskContent, HolderContent, PartitionContent, SignatureContent } from '../inventory.js';
import type { DiskRegion, StoragePlace } from '../storage-action.js';
import type { LostItem } from '../storage-plan.js';
import type { DiskState } from './disk-state.js';
import type { LayoutGraph } from './layout-graph.js';

/** What is now where an item of the layout is to be. */
export interface CurrentContent {
	readonly signatures: readonly SignatureContent[];
	readonly holders: readonly HolderContent[];
	/** Partition it is on; undefined for a disk or a volume. */
	readonly partition: PartitionContent | undefined;
}

/** Signatures that only say that there is a table. */
const TABLE_SIGNATURES: ReadonlySet<string> = new Set(['gpt', 'dos', 'pmbr', 'PMBR']);

/** The places that items of a layout have on the disks of a machine. */
export class StoragePlaces {
	readonly #graph: LayoutGraph;
	readonly #states: ReadonlyMap<LayoutItemId, DiskState>;
	readonly #holders: ReadonlyMap<string, HolderContent>;
	readonly #places = new Map<LayoutItemId, StoragePlace>();

	constructor(graph: LayoutGraph, states: readonly DiskState[]) {
		this.#graph = graph;
		this.#states = new Map(states.map((state) => [state.layoutDisk.id, state]));
		const holders = states.flatMap(({ disk }) => allHolders(holdersOf(disk.content)));
		this.#holders = new Map(holders.filter(({ kind }) => kind !== 'mount').map((holder) => [holder.name, holder]));
	}

	/** Where an item is. A physical volume is where it lies; a volume group is nowhere: its name stands for it. */
	placeOf(id: LayoutItemId): StoragePlace {
		const known = this.#places.get(id) ?? this.#findPlace(id);
		this.#places.set(id, known);
		return known;
	}

	#findPlace(id: LayoutItemId): StoragePlace {
		const graph = this.#graph;
		const entry = graph.items.get(id);
		switch (entry?.kind) {
			case 'disk':
				return this.#onDisk(id, id);
			case 'partition':
				return this.#onDisk(id, entry.below[0] ?? id);
			case 'physical_volume':
			case 'file_system':
				return this.placeOf(entry.below[0] ?? id);
			case 'raid': {
				const { name } = graph.itemOf('raids', id);
				return { kind: 'device', itemId: id, path: /^md\d+$/.test(name) ? `/dev/${name}` : `/dev/md/${name}` };
			}
			case 'logical_volume': {
				const { name, volumeGroupId } = graph.itemOf('logicalVolumes', id);
				const group = graph.itemOf('volumeGroups', volumeGroupId);
				return { kind: 'device', itemId: id, path: logicalVolumeDevice(group.name, name) };
			}
			case 'encryption':
				return { kind: 'device', itemId: id, path: `/dev/mapper/${graph.itemOf('encryptions', id).name}` };
			case 'cache':
				return { kind: 'device', itemId: id, path: `/dev/${graph.itemOf('caches', id).name}` };
			default:
				return { kind: 'device', itemId: id, path: '' };
		}
	}

	/** What is now at the place of an item; undefined where nothing is known of it. */
	contentOf(id: LayoutItemId): CurrentContent | undefined {
		const entry = this.#graph.items.get(id);
		switch (entry?.kind) {
			case 'disk': {
				const { disk } = this.#states.get(id) ?? {};
				return disk && { signatures: disk.content.signatures, holders: disk.content.holders, partition: undefined };
			}
			case 'partition': {
				const partition = this.#states.get(entry.below[0] ?? id)?.kept.get(id);
				return partition && { signatures: partition.signatures, holders: partition.holders, partition };
			}
			default: {
				const holder = this.#holderOf(id);
				return holder && { signatures: holder.signatures, holders: holder.holders, partition: undefined };
			}
		}
	}

	/** The kernel numbers arrays anew when it finds them, so they are known by what they lie on. */
	#holderOf(id: LayoutItemId): HolderContent | undefined {
		const entry = this.#graph.items.get(id);
		const place = this.placeOf(id);
		const named = place.kind === 'device' ? this.#holders.get(place.path) : undefined;
		if (named !== undefined || entry?.kind !== 'raid') {
			return named;
		}
		return entry.below.flatMap((lower) => this.contentOf(lower)?.holders ?? []).find(({ kind }) => kind === 'md');
	}

	#onDisk(itemId: LayoutItemId, diskId: LayoutItemId): StoragePlace {
		const state = this.#states.get(diskId);
		const row = state?.rows.find((candidate) => candidate.itemId === itemId);
		if (state === undefined || row === undefined) {
			return state === undefined ? { kind: 'device', itemId, path: '' } : { kind: 'disk', itemId, disk: state.target };
		}
		const { number, startBytes, sizeBytes } = row;
		return { kind: 'partition', itemId, disk: state.target, number, startBytes, sizeBytes };
	}
}

/** What is lost of a partition. */
export function lostPartition(partition: PartitionContent): LostItem {
	const { number, startBytes, sizeBytes, name } = partition;
	return { number, startBytes, sizeBytes, name, ...lostContent(partition) };
}

export function lostContent(
	content: Pick<CurrentContent, 'signatures' | 'holders'>,
): Pick<LostItem, 'signatures' | 'holders'> {
	return {
		signatures: realSignatures(content.signatures),
		holders: [...new Set(allHolders(content.holders).map(({ name }) => name))],
	};
}

export function realSignatures(signatures: readonly SignatureContent[]): readonly SignatureContent[] {
	return signatures.filter(({ type }) => !TABLE_SIGNATURES.has(type));
}

/** Whatever stands on a disk, directly and on its partitions. */
export function holdersOf({ holders, table }: DiskContent): readonly HolderContent[] {
	return [...holders, ...table.partitions.flatMap((partition) => partition.holders)];
}

/** Holders and what stands on them, the lower ones first. */
export function allHolders(holders: readonly HolderContent[]): readonly HolderContent[] {
	return holders.flatMap((holder) => [holder, ...allHolders(holder.holders)]);
}

export function regionOf({ startBytes, sizeBytes }: DiskRegion): DiskRegion {
	return { startBytes, sizeBytes };
}
