import type { LayoutItemId } from '../../model/ids.js';
import type { LayoutFileSystem, LayoutImage } from '../layout.js';
import type { StoragePlaces } from './current-content.js';
import type { RemadeItem } from './destroy-list.js';
import type { DiskState } from './disk-state.js';
import type { LayoutGraph } from './layout-graph.js';
import type { MissingMember } from './missing-members.js';
import type { PlanIdentity } from './plan-identity.js';

export interface MakingInput {
	readonly graph: LayoutGraph;
	readonly kept: ReadonlySet<LayoutItemId>;
	readonly states: readonly DiskState[];
	readonly places: StoragePlaces;
	readonly identity: PlanIdentity;
	/** Members that kept arrays lack. */
	readonly missing: ReadonlyMap<LayoutItemId, MissingMember>;
}

/** Ids of what is made: not kept, and not on the disks yet as this plan would leave it. */
export function madeItems(input: MakingInput): ReadonlySet<LayoutItemId> {
	const { graph, kept, states } = input;
	const unchanged = new Set(
		states.filter(({ change }) => change === 'unchanged').map(({ layoutDisk }) => layoutDisk.id),
	);
	const isThere = (id: LayoutItemId) => graph.disksOf(id).every((disk) => unchanged.has(disk));
	const finished = new Set(
		graph.layout.fileSystems.filter((fileSystem) => isFinished(fileSystem, input)).map(({ id }) => id),
	);
	return new Set(
		[...graph.items.values()]
			.filter(({ kind, item }) => kind !== 'disk' && kind !== 'partition' && !kept.has(item.id))
			.map(({ item }) => item.id)
			.filter((id) => !isThere(id) && !finished.has(id)),
	);
}

/** Of a kept place: the file system there has the UUID that it gets when it is complete. */
function isFinished({ id, onId, type }: LayoutFileSystem, { kept, places, identity, graph }: MakingInput): boolean {
	const uuid = identity.fileSystemUuid(id, type);
	const images = graph.layout.images.filter(({ targetId }) => targetId === id);
	return (
		kept.has(onId) &&
		!images.some(isTree) &&
		places.contentOf(onId)?.signatures.some((found) => found.type === type && found.uuid === uuid) === true
	);
}

/** An image of files, for which the file system is made first; others bring their own. */
export function isTree({ format }: LayoutImage): boolean {
	return format === 'tar' || format === 'squashfs';
}

/** What is made on something that stays. */
export function remadeItems({ graph, kept }: MakingInput, made: ReadonlySet<LayoutItemId>): readonly RemadeItem[] {
	return [...graph.items.values()]
		.filter(({ item }) => made.has(item.id))
		.flatMap(({ kind, item, below }) => {
			const staying = below.filter((id) => kept.has(id));
			return staying.map((onId) => ({ id: item.id, onId: kind === 'logical_volume' ? item.id : onId }));
		});
}
