import { expandedEdges } from '../graph/expand-edges.js';
import { type PlanGraph, VERTEX_ANCHOR, VERTEX_BARRIER, VERTEX_SKIPPED } from '../graph/plan-graph.js';
import { vertexLabel } from './vertex-label.js';

/** Every real vertex as `task@node`, in byte order. */
export function vertexLines(graph: PlanGraph): readonly string[] {
	return labelsOf(graph, (kind) => kind !== VERTEX_BARRIER);
}

/** Every vertex that executes nothing, anchors included, as `task@node`, in byte order. */
export function skippedLines(graph: PlanGraph): readonly string[] {
	return labelsOf(graph, (kind) => kind === VERTEX_SKIPPED || kind === VERTEX_ANCHOR);
}

/** Every pair of real vertices of which one waits for the other, as `before after`, each once, in byte order. */
export function* edgeLines(graph: PlanGraph): Generator<string> {
	const count = graph.vertexKind.length;
	const labels = Array.from({ length: count }, (_, vertex) => vertexLabel(graph, vertex));
	const sorted = [...labels.keys()].sort((a, b) => compareText(labels[a] ?? '', labels[b] ?? ''));
	const rank = new Int32Array(count);
	for (const [position, vertex] of sorted.entries()) {
		rank[vertex] = position;
	}
	// A blank sorts before every sign of a label, so pairs of ranks have the order of their lines.
	const pairs: number[] = [];
	for (const [before, after] of expandedEdges(graph)) {
		pairs.push((rank[before] ?? 0) * count + (rank[after] ?? 0));
	}
	for (const pair of Float64Array.from(pairs).sort()) {
		const before = sorted[Math.floor(pair / count)] ?? 0;
		const after = sorted[pair % count] ?? 0;
		yield `${labels[before]} ${labels[after]}`;
	}
}

function labelsOf(graph: PlanGraph, isWanted: (kind: number) => boolean): readonly string[] {
	const labels: string[] = [];
	for (const [vertex, kind] of graph.vertexKind.entries()) {
		if (isWanted(kind)) {
			labels.push(vertexLabel(graph, vertex));
		}
	}
	return labels.sort(compareText);
}

function compareText(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}
