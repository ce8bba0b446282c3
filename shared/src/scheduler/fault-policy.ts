import type { PlanGraph } from '../graph/plan-graph.js';

/** Nodes of which only so many may fail. */
export interface FaultGroup {
	readonly name: string;
	/** Indices into the graph's nodes. */
	readonly nodes: readonly number[];
	/** Failures that the group survives. */
	readonly allowedFailures: number;
}

/** A group of which more nodes have failed than it survives. */
export interface ExceededGroup {
	readonly group: string;
	readonly failures: number;
	readonly allowed: number;
}

/** What nodes that no group names are called together. */
export const UNGROUPED = 'nodes in no group';

/**
 * The groups of a plan, and one that survives no failure for the nodes that none of them names. The sync node is one of
 * those, other than in the old system (reference, execution section 3.5): what fails there fails for all.
 */
export function faultGroupsOf({ nodes, faultToleranceGroups }: PlanGraph): readonly FaultGroup[] {
	const indices = new Map(nodes.map((node, index) => [node.id, index]));
	const groups = faultToleranceGroups.map(({ name, nodeIds, faultTolerance }): FaultGroup => {
		return { name, nodes: nodeIds.flatMap((id) => indices.get(id) ?? []), allowedFailures: faultTolerance };
	});
	const grouped = new Set(groups.flatMap((group) => group.nodes));
	const others = [...indices].filter(([, index]) => !grouped.has(index));
	return [...groups, { name: UNGROUPED, nodes: others.map(([, index]) => index), allowedFailures: 0 }];
}

/**
 * Counts nodes that have failed and says when a deployment must brake: start nothing more, let what runs end
 * (reference, task graph section 2.10). The old system called a run successful that an exceeded group had stopped;
 * here it has failed (task graph section 6, point 7).
 *
 * INVARIANT: a node is charged once to each group that names it, however often it is reported.
 */
export class FaultPolicy {
	readonly #groups: readonly FaultGroup[];
	readonly #groupsOf = new Map<number, number[]>();
	/** Failures by group. */
	readonly #failures: number[];
	readonly #failed = new Set<number>();
	#exceeded: number | undefined;

	constructor(groups: readonly FaultGroup[]) {
		this.#groups = groups;
		this.#failures = groups.map(() => 0);
		for (const [index, group] of groups.entries()) {
			for (const node of new Set(group.nodes)) {
				this.#groupsOf.set(node, [...(this.#groupsOf.get(node) ?? []), index]);
			}
		}
	}

	/** Takes down that a node has failed. */
	charge(node: number): void {
		if (this.#failed.has(node)) {
			return;
		}
		this.#failed.add(node);
		for (const index of this.#groupsOf.get(node) ?? []) {
			const failures = (this.#failures[index] ?? 0) + 1;
			this.#failures[index] = failures;
			if (failures > (this.#groups[index]?.allowedFailures ?? 0)) {
				this.#exceeded ??= index;
			}
		}
	}

	/** The group that was exceeded first; undefined while none is. */
	get exceeded(): ExceededGroup | undefined {
		const group = this.#exceeded === undefined ? undefined : this.#groups[this.#exceeded];
		const failures = this.#failures[this.#exceeded ?? -1] ?? 0;
		return group && { group: group.name, failures, allowed: group.allowedFailures };
	}
}
