import { groupEdges, neighbours } from '../graph/adjacency.js';
import { type PlanGraph, VERTEX_TASK } from '../graph/plan-graph.js';
import { topologicalOrder } from '../graph/topological-order.js';

/** How a vertex lies to the longest chain of task runs. */
export interface ChainPlace {
	/** Runs on the longest way that ends before it. */
	readonly before: number;
	/** Runs on the longest way that begins behind it. */
	readonly behind: number;
	/** Runs on the longest chain of the graph. */
	readonly length: number;
	/** Runs that could be put between without making the chain longer; 0 on a longest chain. */
	readonly slack: number;
}

/** Measures the longest ways through a vertex; undefined where circles leave none. */
export function placeOnChain(graph: PlanGraph, vertex: number): ChainPlace | undefined {
	const { order, successors } = topologicalOrder(graph);
	const count = graph.vertexKind.length;
	if (order.length < count) {
		return undefined;
	}
	const predecessors = groupEdges(graph.edgeAfter, graph.edgeBefore, count);
	const weightOf = (each: number): number => Number(graph.vertexKind[each] === VERTEX_TASK);
	const before = new Int32Array(count);
	const behind = new Int32Array(count);
	let length = 0;
	for (const each of order) {
		for (const earlier of neighbours(predecessors, each)) {
			before[each] = Math.max(before[each] ?? 0, (before[earlier] ?? 0) + weightOf(earlier));
		}
		length = Math.max(length, (before[each] ?? 0) + weightOf(each));
	}
	for (const each of order.toReversed()) {
		for (const later of neighbours(successors, each)) {
			behind[each] = Math.max(behind[each] ?? 0, (behind[later] ?? 0) + weightOf(later));
		}
	}
	const [ahead, after] = [before[vertex] ?? 0, behind[vertex] ?? 0];
	return { before: ahead, behind: after, length, slack: length - ahead - after - weightOf(vertex) };
}
