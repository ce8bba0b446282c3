import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { LayoutItemId } from '../../model/ids.js';
import type { HolderContent, SignatureContent } from '../inventory.js';
import type { LayoutRaid, RaidLevel } from '../layout.js';
import type { SelectedDisk } from '../storage-plan.js';
import { realSignatures } from './current-content.js';
import { isTableFixed, partitionAt } from './disk-state.js';
import type { LayoutGraph } from './layout-graph.js';

export const RAID_SIGNATURE = 'linux_raid_member';

/** Members that an array may lack and still hold everything. Of mirrored stripes another one may be the wrong one. */
const SPARED_MEMBERS: Readonly<Record<RaidLevel, (members: number) => number>> = {
	0: () => 0,
	1: (members) => members - 1,
	5: () => 1,
	6: () => 2,
	10: () => 1,
};

/** The kept array that a member belongs to and is not part of now. */
export interface MissingMember {
	readonly raidId: LayoutItemId;
	/** Of the array, as the members that are there have it. */
	readonly uuid: string;
}

export interface MissingMembers {
	/** By member. They are made anew and taken into their array. */
	readonly missing: ReadonlyMap<LayoutItemId, MissingMember>;
	readonly diagnostics: readonly Diagnostic[];
}

/** Members of kept arrays that are gone, or blank, as after a disk was replaced, where the others hold everything. */
export function missingMembers(
	graph: LayoutGraph,
	kept: ReadonlySet<LayoutItemId>,
	selected: readonly SelectedDisk[],
): MissingMembers {
	const disks = new Map(selected.map((disk) => [disk.layoutDisk.id, disk]));
	const missing = new Map<LayoutItemId, MissingMember>();
	const diagnostics: Diagnostic[] = [];
	for (const raid of graph.layout.raids.filter(({ id }) => kept.has(id))) {
		const found = [...raid.memberIds, ...raid.spareIds].map((id) => ({ id, ...memberState(id, { graph, disks }) }));
		const uuids = [...new Set(found.flatMap(({ uuid }) => (uuid === '' ? [] : [uuid])))];
		const [uuid] = uuids;
		if (uuids.length > 1) {
			const members = found.filter((one) => one.uuid !== '').map((one) => `${one.id} of ${one.uuid}`);
			const message = `${raid.id} is to be kept, and its members are of different arrays: ${members.join(', ')}`;
			diagnostics.push(diagnose('KEPT_NOT_FOUND', message));
		} else if (uuid !== undefined && holdsEverything(raid, found)) {
			for (const { id } of found.filter(({ isFree }) => isFree)) {
				missing.set(id, { raidId: raid.id, uuid });
			}
		}
	}
	return { missing, diagnostics };
}

interface MemberState {
	/** Of the array whose member is there; '' for none. */
	readonly uuid: string;
	/** Nothing that anybody knows is there, and something new may be made. */
	readonly isFree: boolean;
}

function holdsEverything(
	{ level, memberIds }: LayoutRaid,
	found: readonly (MemberState & { readonly id: LayoutItemId })[],
): boolean {
	const there = new Set(found.filter(({ uuid }) => uuid !== '').map(({ id }) => id));
	const gone = memberIds.filter((id) => !there.has(id)).length;
	return gone <= SPARED_MEMBERS[level](memberIds.length);
}

function memberState(
	id: LayoutItemId,
	{ graph, disks }: { readonly graph: LayoutGraph; readonly disks: ReadonlyMap<LayoutItemId, SelectedDisk> },
): MemberState {
	const kind = graph.items.get(id)?.kind;
	const on = disks.get(graph.disksOf(id)[0] ?? id);
	if (on === undefined || (kind !== 'partition' && kind !== 'disk')) {
		return { uuid: '', isFree: false };
	}
	const { table } = on.disk.content;
	if (kind === 'disk') {
		return stateOf(on.disk.content, table.label === '');
	}
	// A table that is verified gets no new partition, and what is in it is left alone.
	const isOpen = !isTableFixed(on.layoutDisk);
	const found = partitionAt(graph.itemOf('partitions', id), table);
	return found === undefined ? { uuid: '', isFree: isOpen } : stateOf(found, isOpen);
}

function stateOf(
	{
		signatures,
		holders,
	}: { readonly signatures: readonly SignatureContent[]; readonly holders: readonly HolderContent[] },
	isOpen: boolean,
): MemberState {
	const uuid = signatures.find(({ type }) => type === RAID_SIGNATURE)?.uuid ?? '';
	return { uuid, isFree: isOpen && realSignatures(signatures).length === 0 && holders.length === 0 };
}
