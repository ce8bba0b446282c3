/** Outgoing edges of each vertex in one array: those of `v` are `targets[offsets[v]]` to `targets[offsets[v + 1] - 1]`. */
export interface Successors {
	readonly offsets: Int32Array;
	readonly targets: Int32Array;
	/** Number of incoming edges of each vertex. */
	readonly indegree: Int32Array;
}

/** Sorts an edge list by source, in linear time. */
export function buildSuccessors(vertexCount: number, edgeBefore: Int32Array, edgeAfter: Int32Array): Successors {
	const offsets = new Int32Array(vertexCount + 1);
	const indegree = new Int32Array(vertexCount);
	const edgeCount = edgeBefore.length;
	for (let edge = 0; edge < edgeCount; edge++) {
		offsets[at(edgeBefore, edge) + 1] = at(offsets, at(edgeBefore, edge) + 1) + 1;
		indegree[at(edgeAfter, edge)] = at(indegree, at(edgeAfter, edge)) + 1;
	}
	for (let vertex = 0; vertex < vertexCount; vertex++) {
		offsets[vertex + 1] = at(offsets, vertex + 1) + at(offsets, vertex);
	}
	const cursor = offsets.slice(0, vertexCount);
	const targets = new Int32Array(edgeCount);
	for (let edge = 0; edge < edgeCount; edge++) {
		const before = at(edgeBefore, edge);
		const slot = at(cursor, before);
		targets[slot] = at(edgeAfter, edge);
		cursor[before] = slot + 1;
	}
	return { offsets, targets, indegree };
}

/** Reads a cell that is known to exist. */
function at(array: Int32Array, index: number): number {
	return array[index] ?? 0;
}
