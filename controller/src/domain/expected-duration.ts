import { neighbours } from '@stoker/shared/graph/adjacency.js';
import { type PlanGraph, VERTEX_TASK } from '@stoker/shared/graph/plan-graph.js';
import { topologicalOrder } from '@stoker/shared/graph/topological-order.js';

/** Milliseconds a run of a task takes by what tasks took before. */
export interface ExpectedTimes {
	/** Whether anything is known; otherwise every run takes 0. */
	readonly isKnown: boolean;
	/** By index into the tasks of the graph. */
	readonly ofTask: Float64Array;
}

/** Expected times of a graph's tasks. Tasks nobody has seen yet count as the mean of the others. */
export function expectedTimes(graph: PlanGraph, durations: ReadonlyMap<string, number>): ExpectedTimes {
	const known = graph.tasks.flatMap((task) => durations.get(task.id) ?? []);
	const mean = known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length;
	return {
		isKnown: known.length > 0,
		ofTask: Float64Array.from(graph.tasks, (task) => durations.get(task.id) ?? mean),
	};
}

/** How long a plan takes at least by what its tasks took before, milliseconds; 0 when nothing is known. */
export function expectedDuration(graph: PlanGraph, durations: ReadonlyMap<string, number>): number {
	const { ofTask } = expectedTimes(graph, durations);
	return leastDuration(graph, (vertex) => ofTask[graph.vertexTask[vertex] ?? -1] ?? 0);
}

/**
 * How long runs take together at least, milliseconds, when each takes what it is said to: the longest chain, the
 * busiest node with one run at a time, or the task of which only so many may run at once, whichever takes longest.
 */
export function leastDuration(graph: PlanGraph, takes: (vertex: number) => number): number {
	const { order, successors } = topologicalOrder(graph);
	const endsAt = new Float64Array(graph.vertexKind.length);
	const busy = new Float64Array(graph.nodes.length);
	const work = new Map<string, number>();
	let last = 0;
	for (const vertex of order) {
		const isTask = graph.vertexKind[vertex] === VERTEX_TASK;
		const tookMs = isTask ? takes(vertex) : 0;
		const ends = (endsAt[vertex] ?? 0) + tookMs;
		last = Math.max(last, ends);
		if (isTask) {
			const node = graph.vertexNode[vertex] ?? 0;
			busy[node] = (busy[node] ?? 0) + tookMs;
			const taskId = graph.tasks[graph.vertexTask[vertex] ?? -1]?.id ?? '';
			work.set(taskId, (work.get(taskId) ?? 0) + tookMs);
		}
		for (const after of neighbours(successors, vertex)) {
			endsAt[after] = Math.max(endsAt[after] ?? 0, ends);
		}
	}
	for (const [taskId, limit] of graph.limits) {
		last = Math.max(last, (work.get(taskId) ?? 0) / limit);
	}
	return Math.round(busy.reduce((most, ms) => Math.max(most, ms), last));
}
