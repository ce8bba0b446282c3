import type { NodeClasses } from './node-classes.js';
import type { PictureLane } from './picture.js';

const MAX_LANES = 9;
const MAX_NAMES = 3;
/** A set of several roles that no more boxes have shares a lane with others like it. */
const FEW_BOXES = 3;

/** The lanes of a picture and the lane of each group. */
export interface ArrangedLanes {
	readonly lanes: readonly PictureLane[];
	readonly laneOf: Int32Array;
}

/**
 * A lane for every set of roles that tasks run on: what belongs to no machine first, then the sets of many roles, then
 * single ones. Sets that hardly any task has share a lane, so that the picture does not fall apart.
 */
export function arrangeLanes(classesOf: readonly ReadonlySet<number>[], classes: NodeClasses): ArrangedLanes {
	const keys = classesOf.map((set) => [...set].sort((a, b) => a - b).join(','));
	const own = ownLanes(keys, classes);
	const isShared = keys.some((key) => !own.has(key));
	const ordered = [...own].sort((a, b) => compareSets(members(a), members(b), classes));
	const lanes = ordered.map((key) => describeLane(members(key), classes));
	const firstOfOne = ordered.findIndex((key) => members(key).length === 1 && isMachine(members(key), classes));
	const shared = firstOfOne === -1 ? lanes.length : firstOfOne;
	if (isShared) {
		ordered.splice(shared, 0, '');
		lanes.splice(shared, 0, { label: 'other roles', nodeCount: 0 });
	}
	const position = new Map(ordered.map((key, index) => [key, index]));
	return { lanes, laneOf: Int32Array.from(keys, (key) => position.get(key) ?? shared) };
}

/** Sets with a lane of their own; what belongs to no machine always has one. */
function ownLanes(keys: readonly string[], classes: NodeClasses): ReadonlySet<string> {
	const uses = new Map<string, number>();
	for (const key of keys) {
		uses.set(key, (uses.get(key) ?? 0) + 1);
	}
	const rank = (key: string): number => Number(isMachine(members(key), classes));
	const busiest = [...uses].sort(
		([a, countA], [b, countB]) => rank(a) - rank(b) || countB - countA || (a < b ? -1 : 1),
	);
	const worthy = busiest.filter(([key, count]) => count > FEW_BOXES || !key.includes(','));
	const isEnough = busiest.length - worthy.length > 1 || busiest.length > MAX_LANES;
	return new Set((isEnough ? worthy.slice(0, MAX_LANES - 1) : busiest).map(([key]) => key));
}

function members(key: string): readonly number[] {
	return key.split(',').map(Number);
}

function isMachine(set: readonly number[], { classes }: NodeClasses): boolean {
	return set.some((index) => classes[index]?.isMachine === true);
}

function compareSets(a: readonly number[], b: readonly number[], classes: NodeClasses): number {
	const [machinesA, machinesB] = [isMachine(a, classes), isMachine(b, classes)];
	if (!machinesA || !machinesB) {
		return Number(machinesA) - Number(machinesB) || (b[0] ?? 0) - (a[0] ?? 0);
	}
	return b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0);
}

function describeLane(set: readonly number[], { classes }: NodeClasses): PictureLane {
	const chosen = set.flatMap((index) => classes[index] ?? []);
	const nodeCount = chosen.reduce((sum, each) => sum + each.nodeCount, 0);
	const machines = classes.filter((each) => each.isMachine).length;
	if (chosen.length === machines && machines > 1 && chosen.every((each) => each.isMachine)) {
		return { label: 'every role', nodeCount };
	}
	const names = chosen.map(({ label }) => label);
	const plain = names.filter((name) => !names.some((other) => name === `primary-${other}`));
	const [only] = plain;
	if (names.length === 1 && classes.some(({ label }) => label === `primary-${only}`)) {
		return { label: `${only}, not primary`, nodeCount };
	}
	const more = plain.length > MAX_NAMES ? ` and ${plain.length - MAX_NAMES} more` : '';
	return { label: `${plain.slice(0, MAX_NAMES).join(', ')}${more}`, nodeCount };
}
