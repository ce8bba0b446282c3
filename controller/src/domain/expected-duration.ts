import { neighbours } from '@stoker/shared/graph/adjacency.js';
import { type PlanGraph, VERTEX_TASK } from '@stoker/shared/graph/plan-graph.js';
import { topologicalOrder } from '@stoker/shared/graph/topological-order.js';

/**
 * How long a plan takes at least by what its tasks took before, milliseconds: the longest chain, or the busiest node,
 * whichever takes longer. Tasks nobody has seen yet count as the mean of the others; 0 when nothing is known.
 */
export function expectedDuration(graph: PlanGraph, durations: ReadonlyMap<string, number>): number {
	const known = graph.tasks.flatMap((task) => durations.get(task.id) ?? []);
	if (known.length === 0) {
		return 0;
	}
	const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
	const { order, successors } = topologicalOrder(graph);
	const endsAt = new Float64Array(graph.vertexKind.length);
	const busy = new Float64Array(graph.nodes.length);
	let last = 0;
	for (const vertex of order) {
		const isTask = graph.vertexKind[vertex] === VERTEX_TASK;
		const task = graph.tasks[graph.vertexTask[vertex] ?? -1];
		const takes = isTask && task ? (durations.get(task.id) ?? mean) : 0;
		const ends = (endsAt[vertex] ?? 0) + takes;
		last = Math.max(last, ends);
		if (isTask) {
			const node = graph.vertexNode[vertex] ?? 0;
			busy[node] = (busy[node] ?? 0) + takes;
		}
		for (const after of neighbours(successors, vertex)) {
			endsAt[after] = Math.max(endsAt[after] ?? 0, ends);
		}
	}
	return Math.round(Math.max(last, ...busy));
}
