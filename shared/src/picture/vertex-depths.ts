import { neighbours } from '../graph/adjacency.js';
import type { PlanGraph } from '../graph/plan-graph.js';
import { topologicalOrder } from '../graph/topological-order.js';

/** How many vertices lie before each on the longest way; 0 on circles and behind them. */
export function vertexDepths(graph: PlanGraph): Int32Array {
	const { order, successors } = topologicalOrder(graph);
	const depths = new Int32Array(graph.vertexKind.length);
	for (const vertex of order) {
		for (const after of neighbours(successors, vertex)) {
			depths[after] = Math.max(depths[after] ?? 0, (depths[vertex] ?? 0) + 1);
		}
	}
	return depths;
}
