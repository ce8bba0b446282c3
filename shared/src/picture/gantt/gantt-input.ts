import type { TaskRunView } from '../../model/views.js';
import type { Span } from '../../timing/spans.js';

/** What a Gantt chart is drawn from. */
export interface GanttInput {
	readonly title: string;
	/** From the start of the deployment to its end, or to now. */
	readonly whole: Span;
	/** In the order of the lanes. */
	readonly nodes: readonly GanttNode[];
	readonly runs: readonly TaskRunView[];
	/** The chain that the deployment took its time for. */
	readonly path: readonly number[];
}

export interface GanttNode {
	readonly id: string;
	readonly name: string;
	readonly roles: readonly string[];
}

/** A node and its runs that had an attempt. */
export interface BusyNode {
	readonly node: GanttNode;
	readonly runs: readonly TaskRunView[];
}

/** The nodes on which something was tried, in their order. */
export function busyNodes({ nodes, runs }: GanttInput): readonly BusyNode[] {
	const byNode = new Map<string, TaskRunView[]>();
	for (const run of runs) {
		if (run.attempts.length > 0) {
			const ofNode = byNode.get(run.nodeId) ?? [];
			byNode.set(run.nodeId, ofNode);
			ofNode.push(run);
		}
	}
	return nodes.flatMap((node) => {
		const ofNode = byNode.get(node.id);
		return ofNode === undefined ? [] : [{ node, runs: ofNode }];
	});
}
