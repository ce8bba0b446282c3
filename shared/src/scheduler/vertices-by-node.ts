import type { PlanGraph } from '../graph/plan-graph.js';

/** Vertices of node `n`, in order, are `vertices[offsets[n]]` to `vertices[offsets[n + 1] - 1]`. Barriers have no node. */
export interface VerticesByNode {
	readonly offsets: Int32Array;
	readonly vertices: Int32Array;
}

/** Sorts vertices by node, in linear time. */
export function groupByNode({ nodes, vertexNode }: PlanGraph): VerticesByNode {
	const offsets = new Int32Array(nodes.length + 1);
	for (const node of vertexNode) {
		if (node >= 0) {
			offsets[node + 1] = (offsets[node + 1] ?? 0) + 1;
		}
	}
	for (let node = 0; node < nodes.length; node++) {
		offsets[node + 1] = (offsets[node + 1] ?? 0) + (offsets[node] ?? 0);
	}
	const cursor = offsets.slice();
	const vertices = new Int32Array(offsets[nodes.length] ?? 0);
	for (const [vertex, node] of vertexNode.entries()) {
		if (node >= 0) {
			const slot = cursor[node] ?? 0;
			vertices[slot] = vertex;
			cursor[node] = slot + 1;
		}
	}
	return { offsets, vertices };
}
