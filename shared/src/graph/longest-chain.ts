import { StokerError } from '../model/stoker-error.js';
import { neighbours } from './adjacency.js';
import { type PlanGraph, VERTEX_TASK } from './plan-graph.js';
import { type TopologicalOrder, topologicalOrder } from './topological-order.js';

/**
 * For each vertex the number of task vertices on the longest way from it, itself included, to an end.
 * Throws GRAPH_CYCLE when the graph has a cycle; the validator names it.
 */
export function priorities(graph: PlanGraph): Int32Array {
	return weigh(graph, topologicalOrder(graph), () => true);
}

/**
 * The task vertices of one longest chain, first to last; the lowest numbers where several are equally long.
 * `isCounted` says which of them make a chain longer, for example those that have not ended.
 */
export function longestChain(graph: PlanGraph, isCounted: (vertex: number) => boolean = () => true): readonly number[] {
	const sorted = topologicalOrder(graph);
	const weights = weigh(graph, sorted, isCounted);
	const chain: number[] = [];
	let candidates: Iterable<number> = weights.keys();
	for (let vertex = heaviest(candidates, weights); vertex !== undefined; vertex = heaviest(candidates, weights)) {
		if (graph.vertexKind[vertex] === VERTEX_TASK && isCounted(vertex)) {
			chain.push(vertex);
		}
		candidates = neighbours(sorted.successors, vertex);
	}
	return chain;
}

function weigh(
	graph: PlanGraph,
	{ order, successors }: TopologicalOrder,
	isCounted: (vertex: number) => boolean,
): Int32Array {
	if (order.length < graph.vertexKind.length) {
		throw new StokerError('GRAPH_CYCLE', 'The graph has a cycle, so it has no longest chain');
	}
	const weights = new Int32Array(order.length);
	for (let index = order.length - 1; index >= 0; index--) {
		const vertex = order[index] ?? 0;
		let behind = 0;
		for (const after of neighbours(successors, vertex)) {
			behind = Math.max(behind, weights[after] ?? 0);
		}
		weights[vertex] = behind + Number(graph.vertexKind[vertex] === VERTEX_TASK && isCounted(vertex));
	}
	return weights;
}

/** The candidate with the largest weight; undefined when none weighs anything. */
function heaviest(candidates: Iterable<number>, weights: Int32Array): number | undefined {
	let best: number | undefined;
	let most = 0;
	for (const vertex of candidates) {
		const weight = weights[vertex] ?? 0;
		if (weight > most) {
			most = weight;
			best = vertex;
		}
	}
	return best;
}
