import { type PlanGraph, VERTEX_BARRIER } from '../graph/plan-graph.js';

/**
 * The part of a graph that is marked with 1: its vertices numbered anew in their order, and the edges between them.
 * A barrier stays where it still joins something.
 */
export function keepVertices(graph: PlanGraph, marks: Uint8Array): PlanGraph {
	const isKept = withJoiningBarriers(graph, marks);
	const kept = [...isKept.keys()].filter((vertex) => isKept[vertex] === 1);
	const numberOf = new Int32Array(isKept.length).fill(-1);
	for (const [number, vertex] of kept.entries()) {
		numberOf[vertex] = number;
	}
	const edges = [...graph.edgeBefore.keys()].filter(
		(edge) => isKept[graph.edgeBefore[edge] ?? -1] === 1 && isKept[graph.edgeAfter[edge] ?? -1] === 1,
	);
	const column = (numbers: Int32Array): Int32Array => Int32Array.from(kept, (vertex) => numbers[vertex] ?? -1);
	const skipped = kept.flatMap((vertex, number): (readonly [number, string])[] => {
		const reason = graph.skipReasons.get(vertex);
		return reason === undefined ? [] : [[number, reason]];
	});
	return {
		...graph,
		vertexKind: Uint8Array.from(kept, (vertex) => graph.vertexKind[vertex] ?? 0),
		vertexTask: column(graph.vertexTask),
		vertexNode: column(graph.vertexNode),
		skipReasons: new Map(skipped),
		edgeBefore: Int32Array.from(edges, (edge) => numberOf[graph.edgeBefore[edge] ?? -1] ?? -1),
		edgeAfter: Int32Array.from(edges, (edge) => numberOf[graph.edgeAfter[edge] ?? -1] ?? -1),
		edgeReason: Int32Array.from(edges, (edge) => graph.edgeReason[edge] ?? 0),
	};
}

/** Barriers with something marked on both sides, and no others. Barriers do not follow each other. */
function withJoiningBarriers({ vertexKind, edgeBefore, edgeAfter }: PlanGraph, marks: Uint8Array): Uint8Array {
	const hasBefore = new Uint8Array(marks.length);
	const hasAfter = new Uint8Array(marks.length);
	for (let edge = 0; edge < edgeBefore.length; edge++) {
		const [before, after] = [edgeBefore[edge] ?? 0, edgeAfter[edge] ?? 0];
		if (marks[before] === 1) {
			hasBefore[after] = 1;
		}
		if (marks[after] === 1) {
			hasAfter[before] = 1;
		}
	}
	return marks.map((mark, vertex) =>
		vertexKind[vertex] === VERTEX_BARRIER ? Number(hasBefore[vertex] === 1 && hasAfter[vertex] === 1) : mark,
	);
}
