import { groupBy } from '../../model/group-by.js';
import type { LayoutItemId } from '../../model/ids.js';
import type { Layout } from '../layout.js';
import type { AddRaidMemberAction, StorageAction } from '../storage-action.js';
import type { GraphItem, LayoutGraph } from './layout-graph.js';
import { isTree, type MakingInput } from './made-items.js';

/** Makes arrays, volumes, encryptions and caches from below, each when what it lies on is there. */
export function volumeActions(input: MakingInput, made: ReadonlySet<LayoutItemId>): readonly StorageAction[] {
	const { items } = input.graph;
	const actions: StorageAction[] = [];
	const visited = new Set<LayoutItemId>();
	const joining = groupBy(joinActions(input), ({ raid }) => raid.id);
	const visit = (id: LayoutItemId): void => {
		const entry = items.get(id);
		if (entry === undefined || visited.has(id)) {
			return;
		}
		visited.add(id);
		entry.below.forEach(visit);
		const action = made.has(id) ? MAKERS[entry.kind]?.(id, input) : undefined;
		if (action !== undefined) {
			actions.push(action);
		}
		actions.push(...(joining.get(id) ?? []));
	};
	for (const id of items.keys()) {
		visit(id);
	}
	return actions;
}

/** How each kind of volume is made; the kinds that are no volumes are missing. */
const MAKERS: Readonly<Partial<Record<GraphItem['kind'], (id: LayoutItemId, input: MakingInput) => StorageAction>>> = {
	raid: raidAction,
	physical_volume: physicalVolumeAction,
	volume_group: volumeGroupAction,
	logical_volume: logicalVolumeAction,
	encryption: encryptAction,
	cache: cacheAction,
};

function raidAction(itemId: LayoutItemId, { graph, places, identity }: MakingInput): StorageAction {
	const { id, name, level, metadata, memberIds, spareIds } = graph.itemOf('raids', itemId);
	return {
		...named('create_raid', itemId, graph),
		raid: { id, name, level, metadata },
		uuid: identity.uuid(id),
		members: memberIds.map((member) => places.placeOf(member)),
		spares: spareIds.map((spare) => places.placeOf(spare)),
	};
}

function joinActions({ graph, places, missing }: MakingInput): readonly AddRaidMemberAction[] {
	return [...missing].map(([memberId, { raidId, uuid }]) => {
		const { id, name } = graph.itemOf('raids', raidId);
		const member = places.placeOf(memberId);
		const diskIds = graph.disksOf(raidId);
		return { kind: 'add_raid_member', id: `add_raid_member:${memberId}`, diskIds, raid: { id, name }, uuid, member };
	});
}

function physicalVolumeAction(itemId: LayoutItemId, { graph, places, identity }: MakingInput): StorageAction {
	const { metadataSizeBytes, metadataCopies } = graph.itemOf('physicalVolumes', itemId);
	const on = places.placeOf(itemId);
	const uuid = identity.volumeUuid(itemId);
	return { ...named('create_physical_volume', itemId, graph), on, uuid, metadataSizeBytes, metadataCopies };
}

function volumeGroupAction(itemId: LayoutItemId, { graph, places }: MakingInput): StorageAction {
	const { name, physicalVolumeIds } = graph.itemOf('volumeGroups', itemId);
	const physicalVolumes = physicalVolumeIds.map((id) => places.placeOf(id));
	return { ...named('create_volume_group', itemId, graph), name, physicalVolumes };
}

function logicalVolumeAction(itemId: LayoutItemId, { graph }: MakingInput): StorageAction {
	const { id, name, sizeBytes, volumeGroupId } = graph.itemOf('logicalVolumes', itemId);
	const group = graph.itemOf('volumeGroups', volumeGroupId).name;
	return { ...named('create_logical_volume', itemId, graph), group, volume: { id, name, sizeBytes } };
}

function encryptAction(itemId: LayoutItemId, { graph, places, identity }: MakingInput): StorageAction {
	const { onId, name, keyReference } = graph.itemOf('encryptions', itemId);
	const uuid = identity.uuid(itemId);
	return { ...named('encrypt', itemId, graph), on: places.placeOf(onId), name, uuid, keyReference };
}

function cacheAction(itemId: LayoutItemId, { graph, places }: MakingInput): StorageAction {
	const { name, mode, backingId, cachingId } = graph.itemOf('caches', itemId);
	const [backing, caching] = [places.placeOf(backingId), places.placeOf(cachingId)];
	return { ...named('make_cache', itemId, graph), name, backing, caching, mode };
}

function named<Kind extends string>(kind: Kind, itemId: LayoutItemId, graph: LayoutGraph) {
	return { kind, id: `${kind}:${itemId}`, diskIds: graph.disksOf(itemId) };
}

/** Makes file systems, then writes images: one that brings its own file system needs none before. */
export function contentActions(input: MakingInput, made: ReadonlySet<LayoutItemId>): readonly StorageAction[] {
	const { layout } = input.graph;
	const brought = new Set(layout.images.filter((image) => !isTree(image)).map(({ targetId }) => targetId));
	const fresh = layout.fileSystems.filter(({ id }) => made.has(id) && !brought.has(id));
	return [
		...growActions(input),
		...fresh.map((fileSystem) => fileSystemAction(fileSystem, input)),
		...imageActions(input, made),
	];
}

/** Grows kept file systems with their partitions, until the seal of their disk says that it is done. */
function growActions({ graph, kept, places, states }: MakingInput): readonly StorageAction[] {
	const open = new Set(states.filter(({ change }) => change === 'rebuilt').map(({ layoutDisk }) => layoutDisk.id));
	const growing = new Set(
		graph.layout.partitions.filter(({ canGrow, diskId }) => canGrow && open.has(diskId)).map(({ id }) => id),
	);
	return graph.layout.fileSystems
		.filter(({ id, onId }) => kept.has(id) && growing.has(onId))
		.map(({ id, onId, type }) => {
			const uuid = places.contentOf(onId)?.signatures.find((found) => found.type === type)?.uuid ?? '';
			return { ...named('grow_file_system', id, graph), on: places.placeOf(onId), type, uuid };
		});
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
			const isFileSystem = graph.items.get(targetId)?.kind === 'file_system';
			const fileSystemType = isFileSystem ? graph.itemOf('fileSystems', targetId).type : '';
			return {
				kind: 'write_image',
				id: `write_image:${image.id}`,
				diskIds: graph.disksOf(targetId),
				on: places.placeOf(targetId),
				image,
				fileSystemType,
				uuid: fileSystemType === '' ? '' : identity.fileSystemUuid(targetId, fileSystemType),
			};
		});
}
