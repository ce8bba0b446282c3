import type { HolderContent } from '../inventory.js';
import type { CheckKeptAction, ReleaseHolderAction, StorageAction } from '../storage-action.js';
import { allHolders, holdersOf, realSignatures, regionOf } from './current-content.js';
import type { DiskState } from './disk-state.js';
import { isRewritten } from './guard-rails.js';
import { expectedSignatures } from './kept-content.js';
import type { MakingInput } from './made-items.js';

/** Looks at everything that is kept on disks that are written to. */
export function checkActions(input: MakingInput): readonly CheckKeptAction[] {
	const { graph, places, states, kept } = input;
	const types = new Map(expectedSignatures(input).map(({ onId, type }) => [onId, type]));
	const written = new Set(states.filter(({ change }) => change !== 'unchanged').map(({ layoutDisk }) => layoutDisk.id));
	return [...graph.items.values()]
		.filter(({ kind, item }) => kept.has(item.id) && (kind === 'partition' || types.has(item.id)))
		.filter(({ item }) => graph.disksOf(item.id).some((disk) => written.has(disk)))
		.map(({ item }) => {
			const signatures = realSignatures(places.contentOf(item.id)?.signatures ?? []);
			const signatureType = types.get(item.id) ?? signatures[0]?.type ?? '';
			return {
				kind: 'check_kept',
				id: `check_kept:${item.id}`,
				diskIds: graph.disksOf(item.id),
				on: places.placeOf(item.id),
				signatureType,
				uuid: signatures.find(({ type }) => type === signatureType)?.uuid ?? '',
			};
		});
}

export interface HeldPlace {
	readonly state: DiskState;
	readonly holders: readonly HolderContent[];
}

/** Takes down what stands on what changes, the topmost first, each once. */
export function releaseActions(
	states: readonly DiskState[],
	refilled: readonly HeldPlace[],
): readonly ReleaseHolderAction[] {
	const held = [
		...states.filter(isRewritten).map((state) => ({ state, holders: holdersOf(state.disk.content) })),
		...refilled.filter(({ state }) => !isRewritten(state)),
	];
	const found = new Map<string, ReleaseHolderAction>();
	for (const { state, holders } of held) {
		for (const { kind, name } of allHolders(holders).toReversed()) {
			const id = `release_holder:${kind}:${name}`;
			const before = found.get(id)?.diskIds ?? [];
			const diskIds = [...new Set([...before, state.layoutDisk.id])];
			found.set(id, { kind: 'release_holder', id, diskIds, holder: { kind, name } });
		}
	}
	const heights = heightsOf(held);
	const heightOf = ({ holder }: ReleaseHolderAction) => heights.get(holder.name) ?? 0;
	return [...found.values()].toSorted((a, b) => heightOf(b) - heightOf(a));
}

/** How far above its disk each holder stands, at most. */
function heightsOf(held: readonly HeldPlace[]): ReadonlyMap<string, number> {
	const heights = new Map<string, number>();
	let level = held.flatMap(({ holders }) => holders);
	for (let height = 1; level.length > 0; height++) {
		for (const { name } of level) {
			heights.set(name, height);
		}
		level = level.flatMap(({ holders }) => holders);
	}
	return heights;
}

/** Empties disks that get a table or carry something whole, then writes every table at once. */
export function tableActions({ states, places, identity }: MakingInput): readonly StorageAction[] {
	const rewritten = states.filter(isRewritten);
	return [...rewritten.map(wipeAction), ...rewritten.flatMap((state) => createActions(state, { places, identity }))];
}

function wipeAction({ layoutDisk, target, lost, kept }: DiskState): StorageAction {
	return {
		kind: 'wipe_disk',
		id: `wipe_disk:${layoutDisk.id}`,
		diskIds: [layoutDisk.id],
		disk: target,
		// An inventory may say what no disk has: nothing beyond the end is written to.
		regions: lost.map(regionOf).flatMap(({ startBytes, sizeBytes }) => {
			const left = target.sizeBytes - startBytes;
			return left > 0 ? [{ startBytes, sizeBytes: Math.min(sizeBytes, left) }] : [];
		}),
		isTableWiped: kept.size === 0,
	};
}

function createActions(
	state: DiskState,
	{ places, identity }: Pick<MakingInput, 'places' | 'identity'>,
): readonly StorageAction[] {
	const { layoutDisk, target, rows } = state;
	const { id, table } = layoutDisk;
	if (table === 'none') {
		return [];
	}
	const guid = identity.tableGuid(id, table, 'open');
	const fresh = rows.filter(({ isKept, place }) => !isKept && place !== 'extended');
	return [
		{ kind: 'create_table', id: `create_table:${id}`, diskIds: [id], disk: target, table, guid, partitions: rows },
		...fresh.map(
			({ itemId }): StorageAction => ({
				kind: 'wipe_partition',
				id: `wipe_partition:${itemId}`,
				diskIds: [id],
				on: places.placeOf(itemId),
			}),
		),
	];
}

/** Says on each disk that got a table that everything is done. */
export function sealActions(states: readonly DiskState[]): readonly StorageAction[] {
	return states.flatMap(({ layoutDisk: { id, table }, change, target, sealedGuid }) =>
		change === 'rebuilt' && table !== 'none'
			? [{ kind: 'seal_disk', id: `seal_disk:${id}`, diskIds: [id], disk: target, table, guid: sealedGuid } as const]
			: [],
	);
}
