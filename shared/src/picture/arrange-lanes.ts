import type { NodeClasses } from './node-classes.js';
import type { PictureLane } from './picture.js';

const MAX_LANES = 10;
const MAX_NAMES = 3;

/** The lanes of a picture and the lane of each group. */
export interface ArrangedLanes {
	readonly lanes: readonly PictureLane[];
	readonly laneOf: Int32Array;
}

/**
 * A lane for every set of roles that some task runs on: what belongs to no machine first, then the sets of many roles,
 * then single ones. Beyond a number of lanes the least used ones share the last.
 */
export function arrangeLanes(classesOf: readonly ReadonlySet<number>[], classes: NodeClasses): ArrangedLanes {
	const keys = classesOf.map((set) => [...set].sort((a, b) => a - b).join(','));
	const uses = new Map<string, number>();
	for (const key of keys) {
		uses.set(key, (uses.get(key) ?? 0) + 1);
	}
	const busiest = [...uses].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
	const own = busiest.slice(0, busiest.length > MAX_LANES ? MAX_LANES - 1 : MAX_LANES).map(([key]) => key);
	const ordered = own.toSorted((a, b) => compareSets(members(a), members(b), classes));
	const position = new Map(ordered.map((key, index) => [key, index]));
	const lanes = ordered.map((key) => describeLane(members(key), classes));
	if (busiest.length > ordered.length) {
		lanes.push({ label: 'other sets of roles', nodeCount: 0 });
	}
	return { lanes, laneOf: Int32Array.from(keys, (key) => position.get(key) ?? ordered.length) };
}

function members(key: string): readonly number[] {
	return key.split(',').map(Number);
}

function compareSets(a: readonly number[], b: readonly number[], { classes }: NodeClasses): number {
	const machines = (set: readonly number[]): number => set.filter((index) => classes[index]?.isMachine === true).length;
	const [machinesA, machinesB] = [machines(a), machines(b)];
	if (machinesA === 0 || machinesB === 0) {
		return machinesA - machinesB || (b[0] ?? 0) - (a[0] ?? 0);
	}
	return machinesB - machinesA || (a[0] ?? 0) - (b[0] ?? 0);
}

function describeLane(set: readonly number[], { classes }: NodeClasses): PictureLane {
	const chosen = set.flatMap((index) => classes[index] ?? []);
	const nodeCount = chosen.reduce((sum, each) => sum + each.nodeCount, 0);
	const machines = classes.filter(({ isMachine }) => isMachine).length;
	if (chosen.length === machines && machines > 1 && chosen.every(({ isMachine }) => isMachine)) {
		return { label: 'every role', nodeCount };
	}
	const names = chosen.map(({ label }) => label);
	const plain = names.filter((name) => !names.some((other) => other !== name && name === `primary-${other}`));
	const more = plain.length > MAX_NAMES ? ` and ${plain.length - MAX_NAMES} more` : '';
	return { label: `${plain.slice(0, MAX_NAMES).join(', ')}${more}`, nodeCount };
}
