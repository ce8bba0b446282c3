import { type FaultGroup, FaultPolicy } from './fault-policy.js';
import type { Schedule } from './schedule.js';

interface Recorded {
	readonly schedule: Schedule;
	readonly groups: readonly FaultGroup[];
	/** Indices of the graph's nodes. */
	readonly nodes: readonly number[];
	/** By node. */
	readonly excluded: ReadonlyMap<number, unknown>;
	readonly hasFailed: (node: number) => boolean;
}

const LEFT_BEHIND = ['pending', 'ready', 'cancelled'] as const;

/**
 * Whether the recorded states are those of a deployment that brakes and has cancelled some of its runs: what could not
 * run because of failures was recorded before, so everything that is left is to be cancelled, too.
 */
export function hasBraked({ schedule, groups, nodes, excluded, hasFailed }: Recorded): boolean {
	const faults = new FaultPolicy(groups);
	for (const node of nodes) {
		const hasLeft = LEFT_BEHIND.some((state) => schedule.countOf(node, state) > 0);
		if (hasFailed(node) || (excluded.has(node) && hasLeft)) {
			faults.charge(node);
		}
	}
	const hasCancelled = nodes.some((node) => !excluded.has(node) && schedule.countOf(node, 'cancelled') > 0);
	return hasCancelled && faults.exceeded !== undefined;
}
