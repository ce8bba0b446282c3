import type { Placement } from './place-tasks.js';

/** Real vertices, numbered by node, then by task. Columns are indexed by vertex. */
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
export function numberVertices(placement: Placement, nodeCount: number): VertexTable {
	const next = new Int32Array(nodeCount + 1);
	for (const nodes of placement) {
		for (const node of nodes) {
			next[node + 1] = (next[node + 1] ?? 0) + 1;
		}
	}
	for (let node = 0; node < nodeCount; node++) {
		next[node + 1] = (next[node + 1] ?? 0) + (next[node] ?? 0);
	}
	const count = next[nodeCount] ?? 0;
	const task = new Int32Array(count);
	const node = new Int32Array(count);
	const verticesOf = placement.map((nodes, index) =>
		nodes.map((where) => {
			const vertex = next[where] ?? 0;
			next[where] = vertex + 1;
			task[vertex] = index;
			node[vertex] = where;
			return vertex;
		}),
	);
	return { count, task, node, nodesOf: placement, verticesOf };
}
