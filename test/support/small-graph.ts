import { type PlanGraph, type PlanTask, VERTEX_BARRIER, VERTEX_TASK } from '../../shared/src/graph/plan-graph.js';
import type { NodeId } from '../../shared/src/model/ids.js';

/** A vertex of a small graph; without a task it is a barrier. */
export interface SmallRun extends Partial<Omit<PlanTask, 'id'>> {
	readonly task?: string;
	/** Index into the node ids. */
	readonly node?: number;
	/** A VertexKind. */
	readonly kind?: number;
	/** Vertices before it. */
	readonly after?: readonly number[];
}

interface SmallGraph {
	readonly runs: readonly SmallRun[];
	readonly nodeIds: readonly string[];
	readonly limits?: Readonly<Record<string, number>>;
	readonly groups?: PlanGraph['faultToleranceGroups'];
}

/** A plan graph written by hand. */
export function smallGraph({ runs, nodeIds, limits = {}, groups = [] }: SmallGraph): PlanGraph {
	const edges = runs.flatMap(({ after = [] }, vertex) => after.map((before) => [before, vertex] as const));
	return {
		tasks: runs.map(({ task = '', node: _node, kind: _kind, after: _after, ...fields }) => ({
			id: task,
			type: 'shell',
			parameters: {},
			failOnError: true,
			retryOnLost: false,
			timeoutSeconds: 60,
			retries: 0,
			retryIntervalSeconds: 0,
			...fields,
		})),
		nodes: nodeIds.map((id) => ({ id: id as NodeId, name: `node-${id}`, roles: [], tags: [] })),
		barriers: runs.map((_, index) => `barrier ${index}`),
		vertexKind: Uint8Array.from(runs, (run) => run.kind ?? (run.task === undefined ? VERTEX_BARRIER : VERTEX_TASK)),
		vertexTask: Int32Array.from(runs.keys()),
		vertexNode: Int32Array.from(runs, (run) => (run.task === undefined ? -1 : (run.node ?? 0))),
		skipReasons: new Map(),
		edgeBefore: Int32Array.from(edges, ([before]) => before),
		edgeAfter: Int32Array.from(edges, ([, after]) => after),
		edgeReason: new Int32Array(edges.length),
		reasons: [''],
		limits: new Map(Object.entries(limits)),
		faultToleranceGroups: groups,
	};
}
