import { expandedEdges } from '@stoker/shared/graph/expand-edges.js';
import { type PlanGraph, type PlanGraphNode, VERTEX_BARRIER } from '@stoker/shared/graph/plan-graph.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import type { CrossRelation, TaskDefinition } from '@stoker/shared/model/task.js';

/** A task with every default; on all nodes unless told otherwise. */
export function makeTask(id: string, fields: Partial<TaskDefinition> = {}): TaskDefinition {
	return {
		id,
		type: 'puppet',
		version: '2.0.0',
		roles: '*',
		requires: [],
		requiredFor: [],
		crossDepends: [],
		crossDependedBy: [],
		tasks: [],
		parameters: {},
		failOnError: true,
		retryOnLost: false,
		extra: {},
		source: { file: 'graphs/default.tasks.yaml', line: 1, column: 1, path: '[0]' },
		...fields,
	};
}

/** A cross relation with its defaults. */
export function crossTo(
	name: string,
	role?: CrossRelation['role'],
	policy: CrossRelation['policy'] = 'all',
): CrossRelation {
	return { name, role, policy };
}

/** Nodes from `{ id: tags }`. */
export function makeNodes(tags: Readonly<Record<string, readonly string[]>>): readonly PlanGraphNode[] {
	return Object.entries(tags).map(([id, list]) => ({ id: id as NodeId, name: `node-${id}`, roles: [], tags: list }));
}

/** `task@node` of a real vertex. */
export function vertexLabel(graph: PlanGraph, vertex: number): string {
	const task = graph.tasks[graph.vertexTask[vertex] ?? -1];
	const node = graph.nodes[graph.vertexNode[vertex] ?? -1];
	if (task === undefined || node === undefined || graph.vertexKind[vertex] === VERTEX_BARRIER) {
		throw new Error(`Vertex ${vertex} is not a task on a node`);
	}
	return `${task.id}@${node.id}`;
}

/** Labels of all real vertices, by number. */
export function vertexLabels(graph: PlanGraph): readonly string[] {
	const real = [...graph.vertexKind.keys()].filter((vertex) => graph.vertexKind[vertex] !== VERTEX_BARRIER);
	return real.map((vertex) => vertexLabel(graph, vertex));
}

/** Edges between real vertices as `before after`, barriers dissolved, sorted. */
export function edgeLabels(graph: PlanGraph): readonly string[] {
	const labels = vertexLabels(graph);
	return [...expandedEdges(graph)].map(([before, after]) => `${labels[before]} ${labels[after]}`).sort();
}
