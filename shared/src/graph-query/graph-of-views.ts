import {
	type PlanGraph,
	type PlanGraphNode,
	type PlanTask,
	VERTEX_ANCHOR,
	VERTEX_BARRIER,
	VERTEX_SKIPPED,
	VERTEX_TASK,
	type VertexKind,
} from '../graph/plan-graph.js';
import type { NodeId } from '../model/ids.js';
import { TASK_TYPES } from '../model/task.js';
import type { EdgeView, FaultGroupView, PlanNodeView, VertexKindName, VertexView } from '../model/views.js';

const KINDS: Readonly<Record<VertexKindName, VertexKind>> = {
	task: VERTEX_TASK,
	anchor: VERTEX_ANCHOR,
	skipped: VERTEX_SKIPPED,
	barrier: VERTEX_BARRIER,
};

/** A plan's graph as a controller shows it. */
export interface GraphViews {
	/** All of them, by number. */
	readonly vertices: readonly VertexView[];
	readonly edges: readonly EdgeView[];
	readonly nodes: readonly Pick<PlanNodeView, 'nodeId' | 'nodeName' | 'roles' | 'tags'>[];
	/** Most runs at once, by task. */
	readonly limits?: ReadonlyMap<string, number>;
	readonly faultGroups?: readonly FaultGroupView[];
}

/** Puts the graph of a plan together again, to be queried and drawn. What is executed is not shown. */
export function graphOfViews(views: GraphViews): PlanGraph {
	const { vertices, edges, nodes, limits = new Map(), faultGroups = [] } = views;
	const taskNumbers = new Numbering<PlanTask>();
	const nodeNumbers = new Numbering<PlanGraphNode>();
	const barriers: string[] = [];
	const reasons = new Numbering<string>();
	for (const { nodeId, nodeName, roles, tags } of nodes) {
		nodeNumbers.add(nodeId, () => ({ id: nodeId, name: nodeName, roles, tags }));
	}
	const total = vertices.length;
	const columns = {
		vertexKind: new Uint8Array(total),
		vertexTask: new Int32Array(total),
		vertexNode: new Int32Array(total).fill(-1),
	};
	for (const { index, kind, taskId, taskType, nodeId } of vertices) {
		columns.vertexKind[index] = KINDS[kind];
		if (kind === 'barrier') {
			columns.vertexTask[index] = barriers.push(taskId) - 1;
		} else {
			columns.vertexTask[index] = taskNumbers.add(`${taskType} ${taskId}`, () => planTask(taskId, taskType));
			columns.vertexNode[index] = nodeNumbers.add(nodeId, () => unknownNode(nodeId));
		}
	}
	const skipped = vertices.filter(({ skipReason }) => skipReason !== '');
	return {
		tasks: taskNumbers.items,
		nodes: nodeNumbers.items,
		barriers,
		...columns,
		skipReasons: new Map(skipped.map(({ index, skipReason }) => [index, skipReason])),
		edgeBefore: Int32Array.from(edges, ({ before }) => before),
		edgeAfter: Int32Array.from(edges, ({ after }) => after),
		edgeReason: Int32Array.from(edges, ({ reason }) => reasons.add(reason, () => reason)),
		reasons: reasons.items,
		limits,
		faultToleranceGroups: faultGroups.map(({ name, nodeIds, failuresAllowed }) => ({
			name,
			nodeIds,
			faultTolerance: failuresAllowed,
		})),
	};
}

function planTask(id: string, typeName: string): PlanTask {
	const type = TASK_TYPES.find((known) => known === typeName) ?? 'noop';
	const pace = { timeoutSeconds: 0, retries: 0, retryIntervalSeconds: 0 };
	return { id, type, parameters: {}, failOnError: true, retryOnLost: false, ...pace };
}

function unknownNode(id: string): PlanGraphNode {
	return { id: id as NodeId, name: id, roles: [], tags: [] };
}

/** Numbers for things by key, in the order they are first met. */
class Numbering<Item> {
	readonly items: Item[] = [];
	readonly #numbers = new Map<string, number>();

	add(key: string, make: () => Item): number {
		const known = this.#numbers.get(key);
		if (known !== undefined) {
			return known;
		}
		const number = this.items.push(make()) - 1;
		this.#numbers.set(key, number);
		return number;
	}
}
