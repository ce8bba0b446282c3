import { diagnose } from '../../graph/diagnostic-codes.js';
import { canonicalJson } from '../../model/canonical-json.js';
import { type Diagnostic, hasErrors } from '../../model/diagnostic.js';
import type { LayoutItemId } from '../../model/ids.js';
import { boundedDiagnostics } from '../bounded-diagnostics.js';
import type { StorageAction } from '../storage-action.js';
import type { PlannedStorage, SelectedDisk, StoragePlan, StoragePlanInput } from '../storage-plan.js';
import { validateLayout } from '../validate-layout.js';
import { bootActions } from './boot-actions.js';
import { completeDisks } from './complete-disks.js';
import { type CurrentContent, StoragePlaces } from './current-content.js';
import { destroyList, type RemadeItem } from './destroy-list.js';
import { type DiskState, diskState } from './disk-state.js';
import { guardProblems } from './guard-rails.js';
import { imageTypeProblems } from './image-types.js';
import { contentProblems } from './kept-content.js';
import { keepingProblems, keptItems } from './kept-items.js';
import { LayoutGraph } from './layout-graph.js';
import { type MakingInput, madeItems, remadeItems } from './made-items.js';
import { makingProblems } from './making-problems.js';
import { missingMembers } from './missing-members.js';
import { PlanIdentity } from './plan-identity.js';
import { selectDisks } from './select-disks.js';
import { checkActions, type HeldPlace, releaseActions, sealActions, tableActions } from './table-actions.js';
import { contentActions, volumeActions } from './volume-actions.js';

/** An action names every disk it touches: thousands of volumes on thousands of disks are more than a plan can hold. */
const MOST_REFERENCES = 500_000;

/**
 * What must be done so that the disks of a machine become as a layout says, and what is lost by it. Disks that the layout
 * does not name are never part of a plan. Every problem is reported at once; with errors there is no plan.
 */
export function planStorage({ inventory, layout, seed, consents, sha256 }: StoragePlanInput): PlannedStorage {
	const broken = validateLayout(layout);
	if (hasErrors(broken)) {
		return { plan: undefined, diagnostics: broken };
	}
	const graph = new LayoutGraph(layout);
	const floating = [...graph.items.keys()].filter((id) => graph.disksOf(id).length === 0);
	if (floating.length > 0) {
		return {
			plan: undefined,
			diagnostics: boundedDiagnostics(floating.map((id) => diagnose('REFERENCE_UNKNOWN', `${id} lies on no disk`))),
		};
	}
	const references = [...graph.items.keys()].reduce((sum, id) => sum + graph.disksOf(id).length, 0);
	if (references > MOST_REFERENCES) {
		const message = `The items of the layout lie on disks ${references} times; at most ${MOST_REFERENCES} are planned`;
		return { plan: undefined, diagnostics: [diagnose('LAYOUT_TOO_LARGE', message)] };
	}
	const { selected, diagnostics } = selectDisks(layout, inventory.disks);
	const wanted = keptItems(graph);
	const { missing, diagnostics: mixed } = missingMembers(graph, wanted, selected);
	const kept = new Set([...wanted].filter((id) => !missing.has(id)));
	const identity = new PlanIdentity(layout, seed, sha256);
	const states = settleStates(selected, { graph, kept, identity, missing });
	const places = new StoragePlaces(graph, states);
	const input: MakingInput = { graph, kept, states, places, identity, missing };
	const made = madeItems(input);
	const remade = remadeItems(input, made);
	const refilled = heldPlaces(remade, input);
	const actions = orderedActions(input, { made, refilled });
	const problems: readonly Diagnostic[] = [
		...diagnostics,
		...firmwareProblems(layout.boot.firmware, inventory.firmware),
		...mixed,
		...keepingProblems(graph, kept),
		...states.flatMap((state) => state.diagnostics),
		...contentProblems(input),
		...imageTypeProblems(graph, made),
		...guardProblems({ states, allDisks: inventory.disks, refilled, consents }),
		...makingProblems(input, { made, actions, allDisks: inventory.disks }),
	];
	if (hasErrors(problems)) {
		return { plan: undefined, diagnostics: boundedDiagnostics(problems) };
	}
	const content: Omit<StoragePlan, 'digest'> = {
		disks: states.map(({ target, disk, change, rows }) => ({
			disk: target,
			model: disk.model,
			change,
			partitions: rows,
		})),
		actions,
		destroys: destroyList(states, remade, { places, graph }),
	};
	return { plan: { digest: sha256(canonicalJson(content)), ...content }, diagnostics: problems };
}

interface Settling {
	readonly graph: LayoutGraph;
	readonly kept: ReadonlySet<LayoutItemId>;
	readonly identity: PlanIdentity;
	readonly missing: MakingInput['missing'];
}

/** States of all disks. What is made anew on one disk and lies on another one too changes both. */
function settleStates(selected: readonly SelectedDisk[], settling: Settling): readonly DiskState[] {
	const { graph, kept, identity, missing } = settling;
	const lacking = new Set([...missing.keys()].flatMap((id) => graph.disksOf(id)));
	const wish = { keptIds: kept, identity, isComplete: false, isForced: false };
	const whole = selected.filter(({ layoutDisk }) => layoutDisk.table === 'none');
	const wholeStates = whole.map((disk) => diskState(disk, wish));
	const complete = completeDisks(whole, { graph, identity, places: new StoragePlaces(graph, wholeStates) });
	const stateOf = (disk: SelectedDisk, isForced: boolean) =>
		diskState(disk, { ...wish, isComplete: complete.has(disk.layoutDisk.id), isForced });
	const spans = [...graph.items.values()]
		.filter(({ item }) => !kept.has(item.id))
		.map(({ item }) => graph.disksOf(item.id))
		.filter((disks) => disks.length > 1);
	const states = selected.map((disk) => stateOf(disk, lacking.has(disk.layoutDisk.id)));
	const changed = new Set(states.filter(({ change }) => change !== 'unchanged').map(({ layoutDisk }) => layoutDisk.id));
	for (let before = -1; before < changed.size; ) {
		before = changed.size;
		for (const disks of spans.filter((span) => span.some((id) => changed.has(id)))) {
			disks.forEach((id) => changed.add(id));
		}
	}
	return states.map((state) =>
		state.change === 'unchanged' && changed.has(state.layoutDisk.id) ? stateOf(state, true) : state,
	);
}

function heldPlaces(remade: readonly RemadeItem[], { graph, places, states }: MakingInput): readonly HeldPlace[] {
	return remade.flatMap(({ onId }) => {
		const content: CurrentContent | undefined = places.contentOf(onId);
		const disks = new Set(graph.disksOf(onId));
		const on = states.filter(({ layoutDisk }) => disks.has(layoutDisk.id));
		return content === undefined ? [] : on.map((state) => ({ state, holders: content.holders }));
	});
}

function firmwareProblems(wanted: 'bios' | 'uefi', found: 'bios' | 'uefi'): readonly Diagnostic[] {
	return wanted === found
		? []
		: [diagnose('FIRMWARE_OTHER', `The layout is for ${nameOf(wanted)}, the machine was booted by ${nameOf(found)}`)];
}

function nameOf(firmware: 'bios' | 'uefi'): string {
	return firmware === 'bios' ? 'a BIOS' : 'UEFI';
}

interface Making {
	readonly made: ReadonlySet<LayoutItemId>;
	readonly refilled: readonly HeldPlace[];
}

function orderedActions(input: MakingInput, { made, refilled }: Making): readonly StorageAction[] {
	const { states } = input;
	const writing = [
		...tableActions(input),
		...volumeActions(input, made),
		...contentActions(input, made),
		...bootActions(input, made),
		...sealActions(states),
	];
	return writing.length === 0 ? [] : [...checkActions(input), ...releaseActions(states, refilled), ...writing];
}
