/** Directed edges by vertex: the neighbours of `v` are `targets[starts[v] .. starts[v + 1]]`. */
export interface Adjacency {
	readonly starts: Int32Array;
	readonly targets: Int32Array;
	/** Position of each entry in the edge columns it was made from. */
	readonly edges: Int32Array;
}

/** Groups edges by their `from` end, keeping their order. */
export function groupEdges(from: Int32Array, to: Int32Array, vertexCount: number): Adjacency {
	const starts = new Int32Array(vertexCount + 1);
	for (const vertex of from) {
		starts[vertex + 1] = (starts[vertex + 1] ?? 0) + 1;
	}
	for (let vertex = 0; vertex < vertexCount; vertex++) {
		starts[vertex + 1] = (starts[vertex + 1] ?? 0) + (starts[vertex] ?? 0);
	}
	const next = starts.slice();
	const targets = new Int32Array(from.length);
	const edges = new Int32Array(from.length);
	for (let edge = 0; edge < from.length; edge++) {
		const vertex = from[edge] ?? 0;
		const slot = next[vertex] ?? 0;
		targets[slot] = to[edge] ?? 0;
		edges[slot] = edge;
		next[vertex] = slot + 1;
	}
	return { starts, targets, edges };
}

/** The neighbours of a vertex. */
export function neighbours({ starts, targets }: Adjacency, vertex: number): Int32Array {
	return targets.subarray(starts[vertex], starts[vertex + 1]);
}
