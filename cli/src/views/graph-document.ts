import { longestChain } from '@stoker/shared/graph/longest-chain.js';
import { type PlanGraph, VERTEX_BARRIER } from '@stoker/shared/graph/plan-graph.js';
import { vertexLabel } from '@stoker/shared/graph-query/vertex-label.js';
import type { Diagnostic } from '@stoker/shared/model/diagnostic.js';
import type { VertexKindName } from '@stoker/shared/model/views.js';
import { OUTPUT_SCHEMA } from './printer.js';

/** By the number a vertex kind is stored as. */
const KIND_NAMES: readonly VertexKindName[] = ['task', 'anchor', 'skipped', 'barrier'];

/** A whole graph for programs: each vertex and each edge with its reason; barriers stay, so that it is linear in nodes. */
export function graphDocument(graph: PlanGraph, warnings: readonly Diagnostic[]): object {
	const edges = [...graph.edgeBefore].map((before, edge) => ({
		before,
		after: graph.edgeAfter[edge] ?? 0,
		reason: graph.reasons[graph.edgeReason[edge] ?? -1] ?? '',
	}));
	const data = {
		tasks: graph.tasks,
		nodes: graph.nodes,
		vertices: [...graph.vertexKind].map((_, vertex) => describeVertex(graph, vertex)),
		edges,
		limits: Object.fromEntries(graph.limits),
		faultToleranceGroups: graph.faultToleranceGroups,
		criticalPath: longestChain(graph).map((vertex) => vertexLabel(graph, vertex)),
		warnings,
	};
	return { schema: OUTPUT_SCHEMA, kind: 'graph', data };
}

function describeVertex(graph: PlanGraph, vertex: number): object {
	const kind = KIND_NAMES[graph.vertexKind[vertex] ?? 0];
	if (graph.vertexKind[vertex] === VERTEX_BARRIER) {
		return { index: vertex, kind, waitsFor: vertexLabel(graph, vertex) };
	}
	const skipReason = graph.skipReasons.get(vertex);
	return {
		index: vertex,
		kind,
		task: graph.tasks[graph.vertexTask[vertex] ?? -1]?.id ?? '',
		node: graph.nodes[graph.vertexNode[vertex] ?? -1]?.id ?? '',
		...(skipReason !== undefined && { skipReason }),
	};
}
