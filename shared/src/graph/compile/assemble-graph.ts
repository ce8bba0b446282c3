import type { TaskDefinition } from '../../model/task.js';
import { type PlanGraph, type PlanTask, VERTEX_BARRIER } from '../plan-graph.js';
import type { DraftGraph } from './draft-graph.js';
import type { VertexMarks } from './mark-vertices.js';

const MAX_TIMEOUT_SECONDS = 0xffff_ffff;

/** Brings a finished draft into its stored form: tasks without a vertex, and an unused master or sync node, fall away. */
export function assembleGraph(draft: DraftGraph, marks: VertexMarks): PlanGraph {
	const { tasks, nodes, vertices, barriers } = draft;
	const total = vertices.count + barriers.length;
	const placed = keepIndices(tasks.length, (task) => (vertices.nodesOf[task]?.length ?? 0) > 0);
	const used = new Set(vertices.node);
	const present = keepIndices(nodes.nodes.length, (node) => used.has(node) || (node > 0 && node < nodes.sync));
	const columns = {
		vertexKind: new Uint8Array(total).fill(VERTEX_BARRIER),
		vertexTask: Int32Array.from({ length: total }, (_, vertex) => vertex - vertices.count),
		vertexNode: new Int32Array(total).fill(-1),
	};
	columns.vertexKind.set(marks.kind);
	columns.vertexTask.set(vertices.task.map((task) => placed.positions[task] ?? -1));
	columns.vertexNode.set(vertices.node.map((node) => present.positions[node] ?? -1));
	const edges = draft.edges.finish(total, Math.max(draft.reasons.length, 1));
	return {
		tasks: pick(tasks, placed.kept).map(toPlanTask),
		nodes: pick(nodes.nodes, present.kept),
		barriers,
		...columns,
		skipReasons: marks.skipReasons,
		edgeBefore: edges.before,
		edgeAfter: edges.after,
		edgeReason: edges.reason,
		reasons: draft.reasons,
		limits: new Map(),
		faultToleranceGroups: [],
	};
}

interface KeptIndices {
	readonly kept: readonly number[];
	/** New position of each old index; -1 where it fell away. */
	readonly positions: Int32Array;
}

function keepIndices(length: number, isKept: (index: number) => boolean): KeptIndices {
	const kept: number[] = [];
	const positions = new Int32Array(length).fill(-1);
	for (let index = 0; index < length; index++) {
		if (isKept(index)) {
			positions[index] = kept.push(index) - 1;
		}
	}
	return { kept, positions };
}

function pick<Item>(items: readonly Item[], kept: readonly number[]): readonly Item[] {
	const wanted = new Set(kept);
	return items.filter((_, index) => wanted.has(index));
}

function toPlanTask({ id, type, parameters, failOnError, retryOnLost }: TaskDefinition): PlanTask {
	return { id, type, parameters, failOnError, retryOnLost, timeoutSeconds: timeoutSecondsOf(parameters['timeout']) };
}

/** Old libraries write timeouts as numbers or as numeric text; anything else leaves the default of the type. */
function timeoutSecondsOf(written: unknown): number {
	const seconds = typeof written === 'string' && written.trim() !== '' ? Number(written) : written;
	if (typeof seconds !== 'number' || !(seconds > 0)) {
		return 0;
	}
	return Math.min(Math.ceil(seconds), MAX_TIMEOUT_SECONDS);
}
