import { compileGraph } from '@stoker/shared/graph/compile-graph.js';
import { diagnose } from '@stoker/shared/graph/diagnostic-codes.js';
import { longestChain } from '@stoker/shared/graph/longest-chain.js';
import { mergeTasks } from '@stoker/shared/graph/merge-tasks.js';
import { type NodeRoles, nodeTags } from '@stoker/shared/graph/node-tags.js';
import { areTooLarge, MAX_PARAMETER_BYTES } from '@stoker/shared/graph/parameter-size.js';
import {
	type PlanGraph,
	type PlanTask,
	VERTEX_ANCHOR,
	VERTEX_BARRIER,
	VERTEX_SKIPPED,
	VERTEX_TASK,
	type VertexKind,
} from '@stoker/shared/graph/plan-graph.js';
import { type Diagnostic, hasErrors } from '@stoker/shared/model/diagnostic.js';
import { compareNodeIds } from '@stoker/shared/model/ids.js';
import type { ReleaseContent } from '@stoker/shared/model/release.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { PlanNodeView, PlanView } from '@stoker/shared/model/views.js';

/** Most bytes of a task's parameters as JSON: more does not fit into an assignment. */
/** Most steps of the longest chain that a plan shows. */
const MAX_CHAIN = 1_000;

/** Everything a plan is computed from. */
export interface PlanInput {
	readonly release: ReleaseContent;
	readonly graphType: string;
	readonly nodes: readonly NodeRoles[];
}

/** What people are shown of a graph. */
export type PlanSummary = Pick<
	PlanView,
	'taskCount' | 'anchorCount' | 'skippedCount' | 'barrierCount' | 'edgeCount' | 'nodes' | 'warnings' | 'longestChain'
>;

/** A graph and what people are shown of it. */
export interface ComputedPlan {
	readonly graph: PlanGraph;
	readonly summary: PlanSummary;
}

/**
 * Computes a plan; equal input gives an equal plan, whatever the order of the nodes.
 * Throws GRAPH_INVALID or GRAPH_CYCLE with every problem, PLAN_EMPTY, or INVALID_REQUEST for an unknown graph type.
 */
export function computePlan(input: PlanInput): ComputedPlan {
	const tasks = mergeTasks([graphOf(input).tasks]);
	const nodes = nodeTags(input.nodes, input.release);
	const { graph, diagnostics, unevaluated } = compileGraph({ tasks, nodes });
	const found = [...diagnostics, ...graph.tasks.flatMap(tooLarge), ...notEvaluated(unevaluated)];
	if (hasErrors(found)) {
		throw refuseGraph(input.graphType, found);
	}
	const summary = summarize(graph, found);
	if (summary.taskCount === 0) {
		throw new StokerError('PLAN_EMPTY', `No task of graph "${input.graphType}" runs on any node.`, {
			subject: { graph: input.graphType },
			diagnostics: found,
		});
	}
	return { graph, summary };
}

function graphOf({ release, graphType }: PlanInput): ReleaseContent['graphs'][number] {
	const graph = release.graphs.find((candidate) => candidate.type === graphType);
	if (graph === undefined) {
		const types = release.graphs.map((candidate) => candidate.type).join(', ') || 'none';
		const description = `names no graph of the release; it has: ${types}`;
		throw new StokerError('INVALID_REQUEST', `There is no graph "${graphType}"; the release has: ${types}.`, {
			violations: [{ field: 'graph_type', description }],
		});
	}
	return graph;
}

function tooLarge(task: PlanTask): Diagnostic[] {
	if (!areTooLarge(task.parameters)) {
		return [];
	}
	const message = `The parameters of task "${task.id}" are larger than ${MAX_PARAMETER_BYTES / 1024} KiB.`;
	const hint = 'Ship large content as a file that the task fetches.';
	return [diagnose('PARAMETERS_TOO_LARGE', message, { path: `${task.id}.parameters`, hint })];
}

/** One warning for all of them: it says that the order may be wrong, not where each expression stands. */
function notEvaluated(relations: ReturnType<typeof compileGraph>['unevaluated']): Diagnostic[] {
	const tasks = [...new Set(relations.map((relation) => relation.taskId))];
	if (tasks.length === 0) {
		return [];
	}
	const named = tasks.slice(0, 10).join(', ') + (tasks.length > 10 ? ` and ${tasks.length - 10} more` : '');
	return [diagnose('RELATION_UNEVALUATED', `Relations written as expressions count as empty in: ${named}.`)];
}

function refuseGraph(graphType: string, diagnostics: readonly Diagnostic[]): StokerError {
	const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
	const isCyclic = errors.every((diagnostic) => diagnostic.code === 'GRAPH_CYCLE');
	const count = errors.length === 1 ? '1 problem' : `${errors.length} problems`;
	return new StokerError(isCyclic ? 'GRAPH_CYCLE' : 'GRAPH_INVALID', `Graph "${graphType}" has ${count}.`, {
		subject: { graph: graphType },
		diagnostics: [...errors, ...diagnostics.filter((diagnostic) => diagnostic.severity !== 'error')],
	});
}

function summarize(graph: PlanGraph, warnings: readonly Diagnostic[]): PlanSummary {
	const count = (kind: VertexKind): number => graph.vertexKind.reduce((sum, other) => sum + Number(other === kind), 0);
	return {
		taskCount: count(VERTEX_TASK),
		anchorCount: count(VERTEX_ANCHOR),
		skippedCount: count(VERTEX_SKIPPED),
		barrierCount: count(VERTEX_BARRIER),
		edgeCount: graph.edgeBefore.length,
		nodes: countNodes(graph),
		warnings,
		longestChain: longestChain(graph)
			.slice(0, MAX_CHAIN)
			.map((vertex) => vertexLabel(graph, vertex)),
	};
}

function vertexLabel(graph: PlanGraph, vertex: number): string {
	const task = graph.tasks[graph.vertexTask[vertex] ?? -1];
	const node = graph.nodes[graph.vertexNode[vertex] ?? -1];
	return `${task?.id ?? ''}@${node?.id ?? ''}`;
}

function countNodes(graph: PlanGraph): readonly PlanNodeView[] {
	const tasks = new Int32Array(graph.nodes.length);
	const skipped = new Int32Array(graph.nodes.length);
	const all = new Int32Array(graph.nodes.length);
	for (const [vertex, node] of graph.vertexNode.entries()) {
		if (node >= 0) {
			all[node] = (all[node] ?? 0) + 1;
			const counted = graph.vertexKind[vertex] === VERTEX_TASK ? tasks : skipped;
			if (graph.vertexKind[vertex] !== VERTEX_ANCHOR) {
				counted[node] = (counted[node] ?? 0) + 1;
			}
		}
	}
	return graph.nodes
		.map(({ id, name, roles }, index) => ({
			nodeId: id,
			nodeName: name,
			roles,
			taskCount: tasks[index] ?? 0,
			skippedCount: skipped[index] ?? 0,
			isThere: (all[index] ?? 0) > 0 || roles.length > 0,
		}))
		.filter((node) => node.isThere)
		.map(({ isThere: _, ...node }) => node)
		.toSorted((a, b) => compareNodeIds(a.nodeId, b.nodeId));
}
