import { groupEdges, neighbours } from '@stoker/shared/graph/adjacency.js';
import { type PlanGraph, type PlanTask, VERTEX_TASK } from '@stoker/shared/graph/plan-graph.js';
import { MASTER_NODE_ID } from '@stoker/shared/model/ids.js';
import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';

/** A task that takes files from the controller's disk. */
export interface TaskWithSources {
	/** Index into the tasks of the graph. */
	readonly index: number;
	readonly task: PlanTask;
	/**
	 * Its sources are read when a run is handed out, not when the plan is made: something of the plan runs on the
	 * controller's machine before it and may make them, as libraries do with keys; or the parameters have no value yet.
	 */
	readonly isLate: boolean;
}

const TYPES: ReadonlySet<string> = new Set(['copy_files', 'sync']);
/** What only the controller writes into parameters. */
const OWN_KEYS = ['sha256', 'size', 'mode', 'tree', 'manifest'];

/** Whether runs of a task type may take files from the controller's disk. */
export function takesSources(type: string): boolean {
	return TYPES.has(type);
}

/** The executed tasks of a graph that take files from the controller's disk. */
export function tasksWithSources(graph: PlanGraph): readonly TaskWithSources[] {
	const runs = new Map<number, number[]>();
	for (const [vertex, kind] of graph.vertexKind.entries()) {
		const index = graph.vertexTask[vertex] ?? -1;
		if (kind === VERTEX_TASK && takesSources(graph.tasks[index]?.type ?? '')) {
			runs.set(index, [...(runs.get(index) ?? []), vertex]);
		}
	}
	if (runs.size === 0) {
		return [];
	}
	const isBehind = behindTheMaster(graph);
	return [...runs].flatMap(([index, vertices]) => {
		const task = graph.tasks[index];
		const isLate = task?.isDeferred === true || vertices.some((vertex) => isBehind[vertex] === 1);
		return task === undefined ? [] : [{ index, task, isLate }];
	});
}

/** Parameters without what only the controller may say about the content of files: a release grants nobody anything. */
export function withoutOwnKeys(parameters: JsonObject): JsonObject {
	const files = parameters['files'];
	const kept = drop(parameters);
	return Array.isArray(files)
		? { ...kept, files: files.map((file: JsonValue) => (isMapping(file) ? drop(file) : file)) }
		: kept;
}

export function isMapping(value: JsonValue | undefined): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function drop(mapping: JsonObject): JsonObject {
	return Object.fromEntries(Object.entries(mapping).filter(([key]) => !OWN_KEYS.includes(key)));
}

/** By vertex, 1 for those that something executed on the controller's machine comes before. */
function behindTheMaster(graph: PlanGraph): Uint8Array {
	const after = groupEdges(graph.edgeBefore, graph.edgeAfter, graph.vertexKind.length);
	const isBehind = new Uint8Array(graph.vertexKind.length);
	const waiting: number[] = [];
	for (const [vertex, kind] of graph.vertexKind.entries()) {
		const isThere = graph.nodes[graph.vertexNode[vertex] ?? -1]?.id === MASTER_NODE_ID;
		if (kind === VERTEX_TASK && (isThere || graph.tasks[graph.vertexTask[vertex] ?? -1]?.type === 'master_shell')) {
			waiting.push(vertex);
		}
	}
	for (let vertex = waiting.pop(); vertex !== undefined; vertex = waiting.pop()) {
		for (const next of neighbours(after, vertex)) {
			if (isBehind[next] === 0) {
				isBehind[next] = 1;
				waiting.push(next);
			}
		}
	}
	return isBehind;
}
