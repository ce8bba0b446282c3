import { type PlanGraph, VERTEX_BARRIER } from '../graph/plan-graph.js';
import type { NodeClasses } from './node-classes.js';

/** Which group each vertex belongs to; barriers have none (-1). Groups are numbered from 0 in the order of vertices. */
export interface Grouping {
	readonly groupOf: Int32Array;
	readonly count: number;
}

/** What of a vertex makes it stand with others. */
type KeyOf = (taskId: string, nodeClass: number) => string;

/**
 * Ways to put vertices together, finest first: a task on nodes of the same roles; on nodes whose roles differ only in
 * being primary; a task wherever it runs.
 */
export function groupVertices(graph: PlanGraph, classes: NodeClasses, maxGroups: number): Grouping {
	const plain = classes.classes.map(({ label }) => label.replaceAll('primary-', ''));
	const keys: readonly KeyOf[] = [
		(taskId, nodeClass) => `${taskId} ${nodeClass}`,
		(taskId, nodeClass) => `${taskId} ${plain[nodeClass]}`,
		(taskId) => taskId,
	];
	let grouping: Grouping = { groupOf: new Int32Array(0), count: Number.POSITIVE_INFINITY };
	for (const key of keys) {
		grouping = groupBy(graph, classes, key);
		if (grouping.count <= maxGroups) {
			break;
		}
	}
	return grouping;
}

function groupBy(
	{ tasks, vertexKind, vertexTask, vertexNode }: PlanGraph,
	classes: NodeClasses,
	keyOf: KeyOf,
): Grouping {
	const byKey = new Map<string, number>();
	const groupOf = new Int32Array(vertexKind.length).fill(-1);
	for (const [vertex, kind] of vertexKind.entries()) {
		if (kind === VERTEX_BARRIER) {
			continue;
		}
		const key = keyOf(tasks[vertexTask[vertex] ?? -1]?.id ?? '', classes.ofNode[vertexNode[vertex] ?? -1] ?? -1);
		const group = byKey.get(key) ?? byKey.size;
		byKey.set(key, group);
		groupOf[vertex] = group;
	}
	return { groupOf, count: byKey.size };
}
