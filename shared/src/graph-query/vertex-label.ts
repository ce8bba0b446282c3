import { type PlanGraph, VERTEX_BARRIER } from '../graph/plan-graph.js';

/** `task@node` of a vertex; a barrier says what it waits for. */
export function vertexLabel(graph: PlanGraph, vertex: number): string {
	const index = graph.vertexTask[vertex] ?? -1;
	if (graph.vertexKind[vertex] === VERTEX_BARRIER) {
		return graph.barriers[index] ?? '';
	}
	return `${graph.tasks[index]?.id ?? ''}@${graph.nodes[graph.vertexNode[vertex] ?? -1]?.id ?? ''}`;
}
