import { type PlanGraph, type PlanTask, VERTEX_TASK } from '@stoker/shared/graph/plan-graph.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import { isStorageTask } from '@stoker/shared/task-type/storage-parameters.js';

/** Parameter in which a task names what is stored of its node's storage plan; only the controller writes it. */
const STORAGE_DIGEST = 'storage_digest';

/** The executed tasks of a graph that do something to the disks of their node, by node. */
export function storageTasks(graph: PlanGraph): ReadonlyMap<NodeId, readonly PlanTask[]> {
	const found = new Map<NodeId, PlanTask[]>();
	for (const { task, nodeId } of storageRuns(graph)) {
		const tasks = found.get(nodeId);
		if (tasks === undefined) {
			found.set(nodeId, [task]);
		} else {
			tasks.push(task);
		}
	}
	return found;
}

/**
 * A graph whose storage tasks name the digest of what is planned for their node, so that its own digest covers that.
 * Tasks of one id stay next to each other.
 */
export function nameStorage(graph: PlanGraph, digests: ReadonlyMap<NodeId, string>): PlanGraph {
	const variants = new Map<number, Map<NodeId, PlanTask>>();
	for (const { index, task, nodeId } of storageRuns(graph)) {
		const digest = digests.get(nodeId) ?? '';
		const own = variants.get(index) ?? new Map<NodeId, PlanTask>();
		own.set(nodeId, { ...task, parameters: { ...task.parameters, [STORAGE_DIGEST]: digest } });
		variants.set(index, own);
	}
	const isLeftOut = tasksLeftOut(graph);
	const tasks: PlanTask[] = [];
	const placeOf = new Map<string, number>();
	for (const [index, task] of graph.tasks.entries()) {
		const own = variants.get(index);
		if (own === undefined || isLeftOut.has(index)) {
			placeOf.set(`${index}`, tasks.push(task) - 1);
		}
		for (const [nodeId, variant] of own ?? []) {
			placeOf.set(`${index} ${nodeId}`, tasks.push(variant) - 1);
		}
	}
	const vertexTask = graph.vertexTask.map((index, vertex) => {
		if (graph.vertexNode[vertex] === -1) {
			return index;
		}
		const nodeId = graph.nodes[graph.vertexNode[vertex] ?? -1]?.id ?? '';
		const isRun = graph.vertexKind[vertex] === VERTEX_TASK;
		return (isRun ? placeOf.get(`${index} ${nodeId}`) : undefined) ?? placeOf.get(`${index}`) ?? index;
	});
	return { ...graph, tasks, vertexTask };
}

/** Tasks that vertices have which are not run: those keep the task as it is written. */
function tasksLeftOut(graph: PlanGraph): ReadonlySet<number> {
	const found = new Set<number>();
	for (const [vertex, kind] of graph.vertexKind.entries()) {
		if (kind !== VERTEX_TASK && graph.vertexNode[vertex] !== -1) {
			found.add(graph.vertexTask[vertex] ?? -1);
		}
	}
	return found;
}

function* storageRuns(graph: PlanGraph) {
	for (const [vertex, kind] of graph.vertexKind.entries()) {
		const index = graph.vertexTask[vertex] ?? -1;
		const task = kind === VERTEX_TASK ? graph.tasks[index] : undefined;
		const nodeId = graph.nodes[graph.vertexNode[vertex] ?? -1]?.id;
		if (task !== undefined && nodeId !== undefined && isStorageTask(task.type)) {
			yield { index, task, nodeId };
		}
	}
}
