import { type Adjacency, groupEdges, neighbours } from './adjacency.js';
import type { PlanGraph } from './plan-graph.js';

/** A graph's vertices in an order that every edge follows. */
export interface TopologicalOrder {
	/** Shorter than the number of vertices when there are cycles: it lacks what lies on or behind one. */
	readonly order: Int32Array;
	readonly successors: Adjacency;
}

/** Orders the vertices of a graph; lower numbers first where edges leave a choice at the start. */
export function topologicalOrder(graph: Pick<PlanGraph, 'vertexKind' | 'edgeBefore' | 'edgeAfter'>): TopologicalOrder {
	const count = graph.vertexKind.length;
	const successors = groupEdges(graph.edgeBefore, graph.edgeAfter, count);
	const waiting = new Int32Array(count);
	for (const after of graph.edgeAfter) {
		waiting[after] = (waiting[after] ?? 0) + 1;
	}
	const order = new Int32Array(count);
	let length = 0;
	for (let vertex = 0; vertex < count; vertex++) {
		if (waiting[vertex] === 0) {
			order[length++] = vertex;
		}
	}
	for (let index = 0; index < length; index++) {
		for (const after of neighbours(successors, order[index] ?? 0)) {
			const left = (waiting[after] ?? 0) - 1;
			waiting[after] = left;
			if (left === 0) {
				order[length++] = after;
			}
		}
	}
	return { order: order.subarray(0, length), successors };
}
