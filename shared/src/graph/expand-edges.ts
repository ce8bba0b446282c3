import { groupEdges, neighbours } from './adjacency.js';
import { type PlanGraph, VERTEX_BARRIER } from './plan-graph.js';

/**
 * Every `[before, after]` pair of real vertices that an edge or a way through barriers joins, each once, ordered by
 * `after`. A set of sources in front of many targets has many pairs: this is for comparison and export.
 */
export function* expandedEdges(graph: PlanGraph): Generator<readonly [before: number, after: number]> {
	const count = graph.vertexKind.length;
	const predecessors = groupEdges(graph.edgeAfter, graph.edgeBefore, count);
	const seenFor = new Int32Array(count).fill(-1);
	for (let after = 0; after < count; after++) {
		if (graph.vertexKind[after] === VERTEX_BARRIER) {
			continue;
		}
		const pending = [after];
		for (let vertex = pending.pop(); vertex !== undefined; vertex = pending.pop()) {
			for (const before of neighbours(predecessors, vertex)) {
				if (seenFor[before] === after) {
					continue;
				}
				seenFor[before] = after;
				if (graph.vertexKind[before] === VERTEX_BARRIER) {
					pending.push(before);
				} else {
					yield [before, after];
				}
			}
		}
	}
}
