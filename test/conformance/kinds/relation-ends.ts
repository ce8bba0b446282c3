import type { PlanGraph } from '@stoker/shared/graph/plan-graph.js';
import { SYNC_NODE_ID } from '@stoker/shared/model/ids.js';

/** Task id of a vertex that is no barrier. */
export function taskIdOf(graph: PlanGraph, vertex: number): string {
	return graph.tasks[graph.vertexTask[vertex] ?? -1]?.id ?? '';
}

/** Node of a vertex that is no barrier; "null" is the sync node. */
export function nodeIdOf(graph: PlanGraph, vertex: number): string {
	return graph.nodes[graph.vertexNode[vertex] ?? -1]?.id ?? SYNC_NODE_ID;
}
