/** Nodes of which only so many may fail. */
export interface FaultGroup {
	/** Indices into the graph's nodes. */
	readonly nodes: ReadonlySet<number>;
	/** Failures that the group survives. */
	readonly allowedFailures: number;
}

/** What a deployment survives. */
export interface FaultRules {
	/** Nodes (indices) without which the deployment has failed. */
	readonly criticalNodes: ReadonlySet<number>;
	readonly groups: readonly FaultGroup[];
}

/**
 * Counts nodes that have failed and says when a deployment must brake: start nothing more, let what runs end
 * (reference, section 2.10).
 *
 * INVARIANT: a node is charged once to each group that names it, however often it is reported.
 */
export class FaultPolicy {
	readonly #rules: FaultRules;
	readonly #failed = new Set<number>();

	constructor(rules: FaultRules) {
		this.#rules = rules;
	}

	/** Nodes charged so far. */
	get failedNodes(): ReadonlySet<number> {
		return this.#failed;
	}

	/** Takes down that a node has failed. */
	charge(node: number): void {
		this.#failed.add(node);
	}

	/** Whether a node has failed without which nothing counts. */
	get hasLostCriticalNode(): boolean {
		return countShared(this.#failed, this.#rules.criticalNodes) > 0;
	}

	/** Whether more nodes of a group have failed than it survives. */
	get isToleranceExceeded(): boolean {
		return this.#rules.groups.some(({ nodes, allowedFailures }) => {
			return nodes.size > 0 && countShared(this.#failed, nodes) > allowedFailures;
		});
	}

	/**
	 * Whether the deployment counts as a success. The old system called a run successful that an exceeded group had
	 * stopped; here it is a failure (reference, section 6, point 7).
	 */
	get isSuccess(): boolean {
		return !this.hasLostCriticalNode && !this.isToleranceExceeded;
	}
}

function countShared(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
	let shared = 0;
	for (const node of a) {
		shared += Number(b.has(node));
	}
	return shared;
}
