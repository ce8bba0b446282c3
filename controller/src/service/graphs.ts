import type { PlanGraph, PlanTask } from '@stoker/shared/graph/plan-graph.js';
import type { EdgeView, GraphPage, PlanTaskView, VertexKindName, VertexView } from '@stoker/shared/model/views.js';
import { openPage, type PageRequest } from './paging.js';
import { pastDurations } from './plan-history.js';
import type { ServicePorts } from './ports.js';
import { requiredText } from './violations.js';

const PAGES = { standard: 1_000, most: 5_000 };
/** By the number a vertex kind is stored as. */
const KIND_NAMES: readonly VertexKindName[] = ['task', 'anchor', 'skipped', 'barrier'];

type Ports = Pick<ServicePorts, 'planGraphs'>;

/** Which vertices to list. */
export interface ListVertices extends PageRequest {
	readonly planId: string;
	/** Id or name; empty for all. */
	readonly nodeId: string;
	/** Empty for all. */
	readonly taskId: string;
}

/** Which edges to list. */
export interface ListEdges extends PageRequest {
	readonly planId: string;
}

/** Vertices of a plan by number. Throws PLAN_NOT_FOUND. */
export async function listVertices(ports: Ports, request: ListVertices): Promise<GraphPage<VertexView>> {
	const planId = requiredText('plan_id', request.planId);
	const cursor = openPage<number>(request, ['vertices', planId, request.nodeId, request.taskId], 'number', PAGES);
	const { digest, graph } = await ports.planGraphs.load(planId);
	const matching = matchVertices(graph, request);
	const first = cursor.after === undefined ? 0 : matching.findIndex((vertex) => vertex > Number(cursor.after));
	const rows = first < 0 ? [] : matching.slice(first, first + cursor.limit);
	const page = cursor.page(
		rows,
		(vertex) => vertex,
		(vertex) => vertexView(graph, vertex),
	);
	return { ...page, planDigest: digest, total: matching.length };
}

/** Edges of a plan, ordered by their later vertex. Throws PLAN_NOT_FOUND. */
export async function listEdges(ports: Ports, request: ListEdges): Promise<GraphPage<EdgeView>> {
	const planId = requiredText('plan_id', request.planId);
	const cursor = openPage<number>(request, ['edges', planId], 'number', PAGES);
	const { digest, graph } = await ports.planGraphs.load(planId);
	const total = graph.edgeBefore.length;
	const first = (cursor.after ?? -1) + 1;
	const rows = Array.from({ length: Math.max(0, Math.min(cursor.limit, total - first)) }, (_, index) => first + index);
	const page = cursor.page(
		rows,
		(edge) => edge,
		(edge) => edgeView(graph, edge),
	);
	return { ...page, planDigest: digest, total };
}

/** Tasks of a plan in its order, each id once. Throws PLAN_NOT_FOUND. */
export async function listPlanTasks(
	ports: Pick<ServicePorts, 'planGraphs' | 'store'>,
	request: ListEdges,
): Promise<GraphPage<PlanTaskView>> {
	const planId = requiredText('plan_id', request.planId);
	const cursor = openPage<number>(request, ['tasks', planId], 'number', PAGES);
	const { digest, graph } = await ports.planGraphs.load(planId);
	const durations = await durationsFor(ports.store, planId);
	const tasks = [...new Map(graph.tasks.toReversed().map((task) => [task.id, task])).values()].reverse();
	const first = (cursor.after ?? -1) + 1;
	const rows = [...tasks.keys()].slice(first, first + cursor.limit);
	const page = cursor.page(
		rows,
		(row) => row,
		(row) => planTaskView(tasks[row], durations),
	);
	return { ...page, planDigest: digest, total: tasks.length };
}

/** What tasks took lately in the environment of a plan, the deployment that ended a moment ago included. */
async function durationsFor(store: ServicePorts['store'], planId: string): Promise<ReadonlyMap<string, number>> {
	return store.read(async ({ db }) => {
		const row = await db.selectFrom('plan').select('environment_id').where('id', '=', planId).executeTakeFirst();
		return pastDurations(db, row?.environment_id ?? '');
	});
}

function planTaskView(task: PlanTask | undefined, durations: ReadonlyMap<string, number>): PlanTaskView {
	const taskId = task?.id ?? '';
	const usualDurationMs = durations.get(taskId);
	return {
		taskId,
		failsOnError: task?.failOnError ?? true,
		retriesOnLost: task?.retryOnLost ?? false,
		timeoutSeconds: task?.timeoutSeconds ?? 0,
		retries: task?.retries ?? 0,
		retryIntervalSeconds: task?.retryIntervalSeconds ?? 0,
		usualDurationMs: usualDurationMs === undefined ? undefined : Math.round(usualDurationMs),
	};
}

function matchVertices(graph: PlanGraph, { nodeId, taskId }: ListVertices): readonly number[] {
	const matching: number[] = [];
	for (let vertex = 0; vertex < graph.vertexKind.length; vertex++) {
		const node = graph.nodes[graph.vertexNode[vertex] ?? -1];
		// A barrier belongs to no node and no task; its number indexes another list.
		const task = node === undefined ? undefined : graph.tasks[graph.vertexTask[vertex] ?? -1];
		const isOfNode = nodeId === '' || node?.id === nodeId || node?.name === nodeId;
		if (isOfNode && (taskId === '' || task?.id === taskId)) {
			matching.push(vertex);
		}
	}
	return matching;
}

function vertexView(graph: PlanGraph, vertex: number): VertexView {
	const kind = KIND_NAMES[graph.vertexKind[vertex] ?? 0] ?? 'task';
	const index = graph.vertexTask[vertex] ?? -1;
	const skipReason = graph.skipReasons.get(vertex) ?? '';
	if (kind === 'barrier') {
		return { index: vertex, kind, taskId: graph.barriers[index] ?? '', nodeId: '', taskType: '', skipReason };
	}
	const task = graph.tasks[index];
	const nodeId = graph.nodes[graph.vertexNode[vertex] ?? -1]?.id ?? '';
	return { index: vertex, kind, taskId: task?.id ?? '', nodeId, taskType: task?.type ?? '', skipReason };
}

function edgeView(graph: PlanGraph, edge: number): EdgeView {
	return {
		before: graph.edgeBefore[edge] ?? 0,
		after: graph.edgeAfter[edge] ?? 0,
		reason: graph.reasons[graph.edgeReason[edge] ?? -1] ?? '',
	};
}
