import { nearestName } from '@stoker/shared/graph/nearest-name.js';
import { type PlanGraph, VERTEX_BARRIER } from '@stoker/shared/graph/plan-graph.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import type { FieldViolation } from '@stoker/shared/model/stoker-error.js';

/** A task on a node as somebody wrote it; the node by id or name. */
export interface RunName {
	readonly taskId: string;
	readonly node: string;
}

/** Vertices of the runs that are named, and what does not fit. */
export interface NamedRuns {
	readonly vertices: readonly number[];
	readonly problems: readonly FieldViolation[];
}

/** Finds runs by their names; each vertex once, in the order of the names. */
export function findRuns(graph: PlanGraph, names: readonly RunName[]): NamedRuns {
	const vertexOf = new Map<string, number>();
	for (const [vertex, kind] of graph.vertexKind.entries()) {
		const task = graph.tasks[graph.vertexTask[vertex] ?? -1];
		const node = graph.nodes[graph.vertexNode[vertex] ?? -1];
		if (kind !== VERTEX_BARRIER && task !== undefined && node !== undefined) {
			vertexOf.set(`${task.id}@${node.id}`, vertex);
		}
	}
	const vertices = new Set<number>();
	const problems: FieldViolation[] = [];
	for (const [index, name] of names.entries()) {
		const nodeId = findNodeId(graph, name.node);
		const vertex = vertexOf.get(`${name.taskId}@${nodeId ?? ''}`);
		if (vertex === undefined) {
			problems.push({ field: `runs[${index}]`, description: problemOf(graph, name, nodeId) });
		} else {
			vertices.add(vertex);
		}
	}
	return { vertices: [...vertices], problems };
}

/** Why a break-point, TASK or TASK@NODE, would never be met; undefined when the plan has such a run. */
export function breakpointProblem(graph: PlanGraph, name: string): string | undefined {
	if (graph.tasks.some(({ id }) => id === name)) {
		return undefined;
	}
	const at = name.lastIndexOf('@');
	if (at === -1) {
		return taskProblem(graph, name);
	}
	const [problem] = findRuns(graph, [{ taskId: name.slice(0, at), node: name.slice(at + 1) }]).problems;
	return problem?.description;
}

/** Why a task cannot be meant; undefined when the plan has it. */
export function taskProblem({ tasks }: PlanGraph, taskId: string): string | undefined {
	const ids = tasks.map(({ id }) => id);
	return ids.includes(taskId)
		? undefined
		: `names a task that the plan does not have: "${taskId.slice(0, 255)}"${suggestion(taskId, ids)}`;
}

function problemOf(graph: PlanGraph, { taskId, node }: RunName, nodeId: NodeId | undefined): string {
	const unknownTask = taskProblem(graph, taskId);
	if (unknownTask !== undefined) {
		return unknownTask;
	}
	if (nodeId === undefined) {
		const names = graph.nodes.map(({ name }) => name);
		return `names a node that the plan does not have: "${node.slice(0, 255)}"${suggestion(node, names)}`;
	}
	return `names a run that the plan does not have: ${taskId} on node ${node}`;
}

function findNodeId({ nodes }: PlanGraph, idOrName: string): NodeId | undefined {
	return (nodes.find(({ id }) => id === idOrName) ?? nodes.find(({ name }) => name === idOrName))?.id;
}

function suggestion(wanted: string, known: readonly string[]): string {
	const nearest = nearestName(wanted, known);
	return nearest === undefined ? '' : `; did you mean "${nearest}"?`;
}
