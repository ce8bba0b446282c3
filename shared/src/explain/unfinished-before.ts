import { groupEdges, neighbours } from '../graph/adjacency.js';
import { type PlanGraph, VERTEX_BARRIER } from '../graph/plan-graph.js';

/** What has to end before a vertex may begin. */
export interface UnfinishedBefore {
	/** Vertices that have not ended and wait for nobody themselves; lowest first. */
	readonly roots: readonly number[];
	/** How many vertices near and far have not ended. */
	readonly total: number;
}

/** Finds what a vertex waits for, near and far. Barriers are looked through and not counted. Linear in the graph. */
export function unfinishedBefore(
	graph: PlanGraph,
	vertex: number,
	hasEnded: (vertex: number) => boolean,
): UnfinishedBefore {
	const { vertexKind, edgeBefore, edgeAfter } = graph;
	const predecessors = groupEdges(edgeAfter, edgeBefore, vertexKind.length);
	const isBarrier = (each: number): boolean => vertexKind[each] === VERTEX_BARRIER;
	const seen = new Uint8Array(vertexKind.length);
	const waiting: number[] = [];
	const pending = [vertex];
	for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
		for (const before of neighbours(predecessors, next)) {
			if (seen[before] === 0 && (isBarrier(before) || !hasEnded(before))) {
				seen[before] = 1;
				pending.push(before);
				if (!isBarrier(before)) {
					waiting.push(before);
				}
			}
		}
	}
	const isBehind = behindAny(graph, waiting);
	return { roots: waiting.filter((each) => isBehind[each] === 0).sort((a, b) => a - b), total: waiting.length };
}

/** Marks the vertices that come directly after one of these, ways through barriers included. */
function behindAny({ vertexKind, edgeBefore, edgeAfter }: PlanGraph, vertices: readonly number[]): Uint8Array {
	const successors = groupEdges(edgeBefore, edgeAfter, vertexKind.length);
	const marks = new Uint8Array(vertexKind.length);
	const pending = [...vertices];
	for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
		for (const after of neighbours(successors, next)) {
			if (marks[after] === 0 && vertexKind[after] === VERTEX_BARRIER) {
				pending.push(after);
			}
			marks[after] = 1;
		}
	}
	return marks;
}
