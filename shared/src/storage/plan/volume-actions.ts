import type { LayoutItemId } from '../../model/ids.js';
import type { Layout } from '../layout.js';
import type { StorageAction } from '../storage-action.js';
import type { GraphItem } from './layout-graph.js';
import { isTree, type MakingInput } from './made-items.js';

/** Makes arrays, volumes, encryptions and caches from below, each when what it lies on is there. */
export function volumeActions(input: MakingInput, made: ReadonlySet<LayoutItemId>): readonly StorageAction[] {
	const { items } = input.graph;
	const actions: StorageAction[] = [];
	const visited = new Set<LayoutItemId>();
	const visit = (id: LayoutItemId): void => {
		const entry = items.get(id);
		if (entry === undefined || visited.has(id)) {
			return;
		}
		visited.add(id);
		entry.below.forEach(visit);
		const action = made.has(id) ? volumeAction(entry, input) : undefined;
		if (action !== undefined) {
			actions.push(action);
		}
	};
	for (const id of items.keys()) {
		visit(id);
	}
	return actions;
}

function volumeAction({ kind, item }: GraphItem, input: MakingInput): StorageAction | undefined {
	const { graph, places, identity } = input;
	const { layout } = graph;
	const diskIds = graph.disksOf(item.id);
	const one = <Item extends { readonly id: LayoutItemId }>(list: readonly Item[]) =>
		list.find((candidate) => candidate.id === item.id);
	const named = <Kind extends string>(action: Kind) => ({ kind: action, id: `${action}:${item.id}`, diskIds });
	switch (kind) {
		case 'raid': {
			const raid = one(layout.raids);
			return (
				raid && {
					...named('create_raid'),
					raid: { id: raid.id, name: raid.name, level: raid.level, metadata: raid.metadata },
					uuid: identity.uuid(raid.id),
					members: raid.memberIds.map((id) => places.placeOf(id)),
					spares: raid.spareIds.map((id) => places.placeOf(id)),
				}
			);
		}
		case 'physical_volume': {
			const volume = one(layout.physicalVolumes);
			const { metadataSizeBytes = 0, metadataCopies = 1 } = volume ?? {};
			return { ...named('create_physical_volume'), on: places.placeOf(item.id), metadataSizeBytes, metadataCopies };
		}
		case 'volume_group': {
			const group = one(layout.volumeGroups);
			const physicalVolumes = group?.physicalVolumeIds.map((id) => places.placeOf(id)) ?? [];
			return group && { ...named('create_volume_group'), name: group.name, physicalVolumes };
		}
		case 'logical_volume': {
			const volume = one(layout.logicalVolumes);
			const group = layout.volumeGroups.find(({ id }) => id === volume?.volumeGroupId)?.name ?? '';
			return (
				volume && {
					...named('create_logical_volume'),
					group,
					volume: { id: volume.id, name: volume.name, sizeBytes: volume.sizeBytes },
				}
			);
		}
		case 'encryption': {
			const encryption = one(layout.encryptions);
			return (
				encryption && {
					...named('encrypt'),
					on: places.placeOf(encryption.onId),
					name: encryption.name,
					uuid: identity.uuid(encryption.id),
					keyReference: encryption.keyReference,
				}
			);
		}
		case 'cache': {
			const cache = one(layout.caches);
			return (
				cache && {
					...named('make_cache'),
					name: cache.name,
					backing: places.placeOf(cache.backingId),
					caching: places.placeOf(cache.cachingId),
					mode: cache.mode,
				}
			);
		}
		default:
			return undefined;
	}
}

/** Makes file systems, then writes images: one that brings its own file system needs none before. */
export function contentActions(input: MakingInput, made: ReadonlySet<LayoutItemId>): readonly StorageAction[] {
	const { layout } = input.graph;
	const brought = new Set(layout.images.filter((image) => !isTree(image)).map(({ targetId }) => targetId));
	const fresh = layout.fileSystems.filter(({ id }) => made.has(id) && !brought.has(id));
	return [...fresh.map((fileSystem) => fileSystemAction(fileSystem, input)), ...imageActions(input, made)];
}

function fileSystemAction(
	{ id, onId, type, label, options }: Layout['fileSystems'][number],
	{ graph, places, identity }: MakingInput,
): StorageAction {
	return {
		kind: 'make_file_system',
		id: `make_file_system:${id}`,
		diskIds: graph.disksOf(id),
		on: places.placeOf(onId),
		type,
		uuid: identity.fileSystemUuid(id, type),
		label,
		options,
	};
}

function imageActions(input: MakingInput, made: ReadonlySet<LayoutItemId>): readonly StorageAction[] {
	const { graph, places, identity, states } = input;
	const emptied = new Set(states.filter(({ change }) => change === 'emptied').map(({ layoutDisk }) => layoutDisk.id));
	return graph.layout.images
		.filter(({ targetId }) => made.has(targetId) || emptied.has(targetId))
		.map(({ targetId, ...image }) => {
			const fileSystem = graph.layout.fileSystems.find(({ id }) => id === targetId);
			return {
				kind: 'write_image',
				id: `write_image:${image.id}`,
				diskIds: graph.disksOf(targetId),
				on: places.placeOf(targetId),
				image,
				uuid: fileSystem === undefined ? '' : identity.fileSystemUuid(targetId, fileSystem.type),
			};
		});
}
