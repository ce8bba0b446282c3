import type { Placement } from './place-tasks.js';

/**
 * Real vertices, numbered by task, then by node: nodes go through their tasks at about the same time, so that what
 * changes together lies together in the store. Columns are indexed by vertex.
 */
export interface VertexTable {
	readonly count: number;
	/** Position in the task list. */
	readonly task: Int32Array;
	readonly node: Int32Array;
	/** For each task its nodes, ordered. */
	readonly nodesOf: Placement;
	/** For each task its vertices, in the order of `nodesOf`, hence ascending. */
	readonly verticesOf: readonly Int32Array[];
}

/** Gives every task on every node of the placement a number. */
export function numberVertices(placement: Placement): VertexTable {
	const count = placement.reduce((sum, nodes) => sum + nodes.length, 0);
	const task = new Int32Array(count);
	const node = new Int32Array(count);
	let vertex = 0;
	const verticesOf = placement.map((nodes, index) =>
		nodes.map((where) => {
			task[vertex] = index;
			node[vertex] = where;
			return vertex++;
		}),
	);
	return { count, task, node, nodesOf: placement, verticesOf };
}
