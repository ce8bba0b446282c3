import { longestChain } from '../graph/longest-chain.js';
import { type PlanGraph, VERTEX_SKIPPED, VERTEX_TASK } from '../graph/plan-graph.js';
import { topologicalOrder } from '../graph/topological-order.js';
import { SYNC_NODE_ID } from '../model/ids.js';

/** The size of a graph, one line. */
export function summariseGraph(graph: PlanGraph): string {
	let runs = 0;
	let skipped = 0;
	for (const kind of graph.vertexKind) {
		runs += Number(kind === VERTEX_TASK);
		skipped += Number(kind === VERTEX_SKIPPED);
	}
	const nodes = graph.nodes.filter(({ id }) => id !== SYNC_NODE_ID).length;
	const isAcyclic = topologicalOrder(graph).order.length === graph.vertexKind.length;
	return [
		`${countOf(runs, 'task run')} on ${countOf(nodes, 'node')}`,
		...(skipped > 0 ? [`${countOf(skipped, 'run')} skipped`] : []),
		countOf(new Set(graph.tasks.map(({ id }) => id)).size, 'task'),
		countOf(graph.edgeBefore.length, 'dependency', 'dependencies'),
		...(isAcyclic ? [`longest chain ${countOf(longestChain(graph).length, 'run')}`] : []),
	].join(' · ');
}

/** `1 node`, `27,381 nodes`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
	return `${String(count).replace(/\B(?=(\d{3})+$)/g, ',')} ${count === 1 ? one : many}`;
}
