import { type FaultToleranceGroup, type PlanGraph, VERTEX_BARRIER } from '../plan-graph.js';
import type { DraftGraph } from './draft-graph.js';
import type { EdgeColumns } from './edge-list.js';
import type { VertexMarks } from './mark-vertices.js';
import type { PlanTasks } from './plan-tasks.js';

/** Everything a graph is put together from. */
export interface GraphParts {
	readonly draft: DraftGraph;
	readonly edges: EdgeColumns;
	readonly marks: VertexMarks;
	readonly planned: PlanTasks;
	readonly groups: readonly FaultToleranceGroup[];
}

/** Brings a finished draft into its stored form: an unused master or sync node falls away. */
export function assembleGraph({ draft, edges, marks, planned, groups }: GraphParts): PlanGraph {
	const { nodes, vertices, barriers } = draft;
	const total = vertices.count + barriers.length;
	const used = new Set(vertices.node);
	const isPresent = (node: number): boolean => used.has(node) || (node > 0 && node < nodes.sync);
	const positions = new Int32Array(nodes.nodes.length).fill(-1);
	const present = nodes.nodes.filter((_, node) => isPresent(node));
	let next = 0;
	for (const node of positions.keys()) {
		positions[node] = isPresent(node) ? next++ : -1;
	}
	const columns = {
		vertexKind: new Uint8Array(total).fill(VERTEX_BARRIER),
		vertexTask: Int32Array.from({ length: total }, (_, vertex) => vertex - vertices.count),
		vertexNode: new Int32Array(total).fill(-1),
	};
	columns.vertexKind.set(marks.kind);
	columns.vertexTask.set(planned.vertexTask);
	columns.vertexNode.set(vertices.node.map((node) => positions[node] ?? -1));
	return {
		tasks: planned.tasks,
		nodes: present,
		barriers,
		...columns,
		skipReasons: marks.skipReasons,
		edgeBefore: edges.before,
		edgeAfter: edges.after,
		edgeReason: edges.reason,
		reasons: draft.reasons,
		limits: planned.limits,
		faultToleranceGroups: groups,
	};
}
