import type { PlanGraph } from '@stoker/shared/graph/plan-graph.js';

const SAME_NODE_WEIGHT = 1;
const OTHER_NODE_WEIGHT = 10;

/**
 * What the old engine chose by (reference, execution section 3.3): what waits for a task, the vertices of other nodes
 * counting more.
 */
export function recordedWeights(graph: PlanGraph): Int32Array {
	const weighed = new Map<number, number>();
	const weigh = (vertex: number): number => {
		const known = weighed.get(vertex);
		if (known !== undefined) {
			return known;
		}
		let sum = 0;
		for (const [edge, before] of graph.edgeBefore.entries()) {
			if (before === vertex) {
				const after = graph.edgeAfter[edge] ?? 0;
				const isSameNode = graph.vertexNode[after] === graph.vertexNode[vertex];
				sum += (isSameNode ? SAME_NODE_WEIGHT : OTHER_NODE_WEIGHT) + weigh(after);
			}
		}
		weighed.set(vertex, sum);
		return sum;
	};
	return Int32Array.from(graph.vertexKind.keys(), weigh);
}
