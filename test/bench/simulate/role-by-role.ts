import { EdgeList } from '@stoker/shared/graph/compile/edge-list.js';
import { type PlanGraph, VERTEX_BARRIER } from '@stoker/shared/graph/plan-graph.js';

/**
 * The same runs in the order of the systems before task graphs: a role begins when every node of the role before has
 * ended, and within a node tasks follow each other as its own relations say. Vertices that are not on one of the nodes
 * given, such as the sync node's, are left without order.
 * @param rank order of a node's role, by index into the graph's nodes; undefined where it has none
 */
export function roleByRole(graph: PlanGraph, rank: readonly (number | undefined)[]): PlanGraph {
	const size = graph.vertexKind.length;
	const ranks = [...new Set(rank.filter((value) => value !== undefined))].sort((a, b) => a - b);
	const rankOf = (vertex: number): number | undefined => rank[graph.vertexNode[vertex] ?? -1];
	const edges = new EdgeList();
	for (const [edge, before] of graph.edgeBefore.entries()) {
		const after = graph.edgeAfter[edge] ?? 0;
		const node = graph.vertexNode[before] ?? -1;
		if (node >= 0 && node === graph.vertexNode[after]) {
			edges.add(before, after, 0);
		}
	}
	// One barrier between each role and the next.
	for (let vertex = 0; vertex < size; vertex++) {
		const index = ranks.indexOf(rankOf(vertex) ?? Number.NaN);
		if (graph.vertexKind[vertex] !== VERTEX_BARRIER && index >= 0) {
			if (index < ranks.length - 1) {
				edges.add(vertex, size + index, 0);
			}
			if (index > 0) {
				edges.add(size + index - 1, vertex, 0);
			}
		}
	}
	const barriers = ranks.slice(1).map((value) => `roles before ${value}`);
	const total = size + barriers.length;
	const columns = edges.finish(total, 1);
	return {
		...graph,
		barriers: [...graph.barriers, ...barriers],
		vertexKind: Uint8Array.from({ length: total }, (_, vertex) => graph.vertexKind[vertex] ?? VERTEX_BARRIER),
		vertexTask: Int32Array.from(
			{ length: total },
			(_, vertex) => graph.vertexTask[vertex] ?? graph.barriers.length + vertex - size,
		),
		vertexNode: Int32Array.from({ length: total }, (_, vertex) => graph.vertexNode[vertex] ?? -1),
		edgeBefore: columns.before,
		edgeAfter: columns.after,
		edgeReason: columns.reason,
		reasons: ['roles one after another'],
	};
}
