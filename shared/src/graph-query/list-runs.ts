import { expandedEdges } from '../graph/expand-edges.js';
import { type PlanGraph, VERTEX_ANCHOR, VERTEX_BARRIER, VERTEX_SKIPPED } from '../graph/plan-graph.js';
import { topologicalOrder } from '../graph/topological-order.js';

/** One vertex for a table. */
export interface ListedRun {
	readonly taskId: string;
	readonly nodeId: string;
	readonly nodeName: string;
	readonly taskType: string;
	readonly kind: 'task' | 'anchor' | 'skipped';
	/** How many vertices it waits for directly, ways through barriers included. */
	readonly waitsFor: number;
	readonly isAwaitedBy: number;
	/** Empty where it is not skipped. */
	readonly skipReason: string;
}

/** Every real vertex, in an order that edges follow. */
export function listRuns(graph: PlanGraph): readonly ListedRun[] {
	const waitsFor = new Int32Array(graph.vertexKind.length);
	const isAwaitedBy = new Int32Array(graph.vertexKind.length);
	for (const [before, after] of expandedEdges(graph)) {
		waitsFor[after] = (waitsFor[after] ?? 0) + 1;
		isAwaitedBy[before] = (isAwaitedBy[before] ?? 0) + 1;
	}
	const { order } = topologicalOrder(graph);
	const real = [...order].filter((vertex) => graph.vertexKind[vertex] !== VERTEX_BARRIER);
	return real.map((vertex) => {
		const task = graph.tasks[graph.vertexTask[vertex] ?? -1];
		const node = graph.nodes[graph.vertexNode[vertex] ?? -1];
		const kind = graph.vertexKind[vertex];
		return {
			taskId: task?.id ?? '',
			nodeId: node?.id ?? '',
			nodeName: node?.name ?? '',
			taskType: task?.type ?? '',
			kind: kind === VERTEX_SKIPPED ? 'skipped' : kind === VERTEX_ANCHOR ? 'anchor' : 'task',
			waitsFor: waitsFor[vertex] ?? 0,
			isAwaitedBy: isAwaitedBy[vertex] ?? 0,
			skipReason: graph.skipReasons.get(vertex) ?? '',
		};
	});
}
