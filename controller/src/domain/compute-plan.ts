import { compileGraph } from '@stoker/shared/graph/compile-graph.js';
import type { RunOptions, Selection } from '@stoker/shared/graph/compile-input.js';
import { diagnose } from '@stoker/shared/graph/diagnostic-codes.js';
import type { Facts, PastState } from '@stoker/shared/graph/facts.js';
import { longestChain } from '@stoker/shared/graph/longest-chain.js';
import { type NodeEffects, nodeEffects } from '@stoker/shared/graph/node-effects.js';
import { nodeTags } from '@stoker/shared/graph/node-tags.js';
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
import type { ReleaseContent, ReleaseGraph } from '@stoker/shared/model/release.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { PlanNodeView, PlanView } from '@stoker/shared/model/views.js';
import { checkPlanTasks } from './check-plan-tasks.js';
import { expectedDuration } from './expected-duration.js';
import { planChanges } from './plan-changes.js';
import { type PlannedNode, takingPart } from './taking-part.js';

/** Most reasons for leaving vertices out that a plan shows. */
const MAX_REASONS = 100;
/** Most steps of the longest chain that a plan shows. */
const MAX_CHAIN = 1_000;

/** Everything a plan is computed from. */
export interface PlanInput {
	readonly release: ReleaseContent;
	readonly graphType: string;
	/** The tasks of all owners, merged; undefined when nobody has a graph of this type. */
	readonly ownGraph: ReleaseGraph | undefined;
	readonly nodes: readonly PlannedNode[];
	/** Only these nodes (ids or names) take part, whatever the graph's node filter says; empty for those it lets through. */
	readonly onlyNodes: readonly string[];
	/** Undefined: no expression is evaluated and conditions count as true. */
	readonly facts: Facts | undefined;
	readonly past: PastState | undefined;
	readonly selection: Selection;
	readonly run: RunOptions;
	/** The graph of the last plan of this type that was started. */
	readonly lastGraph: PlanGraph | undefined;
	/** Milliseconds that tasks took before, by task id. */
	readonly durations: ReadonlyMap<string, number>;
}

/** What people are shown of a graph. */
export type PlanSummary = Pick<
	PlanView,
	| 'taskCount'
	| 'anchorCount'
	| 'skippedCount'
	| 'barrierCount'
	| 'edgeCount'
	| 'nodes'
	| 'warnings'
	| 'longestChain'
	| 'isDryRun'
	| 'isForced'
	| 'changes'
	| 'expectedDurationMs'
	| 'skipReasons'
	| 'limits'
	| 'isNoopRun'
	| 'faultGroups'
>;

/** A graph and what people are shown of it. */
export interface ComputedPlan {
	readonly graph: PlanGraph;
	readonly summary: PlanSummary;
	/** What its endings do to nodes. */
	readonly effects: NodeEffects;
	/** The states of nodes decided which of them take part. */
	readonly isFiltered: boolean;
}

/** A graph with everything found about it, before anybody looked at what its tasks take from the disk. */
export interface CompiledPlan extends Pick<ComputedPlan, 'graph' | 'effects' | 'isFiltered'> {
	readonly found: readonly Diagnostic[];
}

/**
 * Compiles a plan; equal input gives an equal graph, whatever the order of the nodes.
 * Throws INVALID_REQUEST for an unknown graph type.
 */
export function compilePlan(input: PlanInput): CompiledPlan {
	const { facts, past, selection, run } = input;
	const { tasks, metadata = {} } = graphOf(input);
	const part = takingPart(input, metadata);
	const taking = new Set(part.nodes.map(({ id }) => id));
	const compiled = compileGraph({
		tasks,
		// The primary of a tag is one among all nodes, whoever takes part.
		nodes: nodeTags(input.nodes, input.release).filter(({ id }) => taking.has(id)),
		...(facts && { facts }),
		...(past && { past }),
		selection,
		run,
		legacy: { propagate: facts?.common['propagate_task_deploy'] === true, refuse: 'written' },
	});
	const { graph } = compiled;
	const found = [
		...part.diagnostics,
		...compiled.diagnostics,
		...checkPlanTasks(graph, tasks),
		...graph.tasks.flatMap(tooLarge),
		...notEvaluated(compiled.unevaluated),
	];
	return { graph, found, effects: nodeEffects(metadata), isFiltered: part.isFiltered };
}

/** Accepts a compiled plan. Throws GRAPH_INVALID or GRAPH_CYCLE with every problem, or PLAN_EMPTY. */
export function concludePlan(input: PlanInput, compiled: CompiledPlan): ComputedPlan {
	const { graph, found } = compiled;
	if (hasErrors(found)) {
		throw refuseGraph(input.graphType, found);
	}
	const summary = summarize(input, graph, found);
	if (summary.taskCount + summary.skippedCount === 0) {
		throw new StokerError('PLAN_EMPTY', `No task of graph "${input.graphType}" is on any node.`, {
			subject: { graph: input.graphType },
			diagnostics: found,
		});
	}
	return {
		graph: asAsked(graph, input.run),
		summary,
		effects: compiled.effects,
		isFiltered: compiled.isFiltered,
	};
}

function asAsked(graph: PlanGraph, run: RunOptions): PlanGraph {
	if (run.dryRun === true) {
		return rehearse(graph);
	}
	return run.noopRun === true ? { ...graph, isNoop: true } : graph;
}

/** A graph that runs nothing: what would run is left out for that reason. */
function rehearse(graph: PlanGraph): PlanGraph {
	const skipReasons = new Map(graph.skipReasons);
	const vertexKind = graph.vertexKind.map((kind, vertex) => {
		if (kind !== VERTEX_TASK) {
			return kind;
		}
		skipReasons.set(vertex, 'dry run: it would run');
		return VERTEX_SKIPPED;
	});
	return { ...graph, vertexKind, skipReasons };
}

function graphOf({ release, graphType, ownGraph }: PlanInput): ReleaseGraph {
	if (ownGraph === undefined) {
		const types = release.graphs.map((candidate) => candidate.type).join(', ') || 'none';
		const description = `names no graph of the release or the environment; the release has: ${types}`;
		throw new StokerError('INVALID_REQUEST', `There is no graph "${graphType}"; the release has: ${types}.`, {
			violations: [{ field: 'graph_type', description }],
		});
	}
	return ownGraph;
}

function tooLarge(task: PlanTask): Diagnostic[] {
	if (!areTooLarge(task.parameters)) {
		return [];
	}
	const message = `The parameters of task "${task.id}" are larger than ${MAX_PARAMETER_BYTES / 1024 / 1024} MiB.`;
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

function summarize(input: PlanInput, graph: PlanGraph, warnings: readonly Diagnostic[]): PlanSummary {
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
		isDryRun: input.run.dryRun === true,
		isForced: input.run.force === true,
		changes: input.lastGraph === undefined ? [] : planChanges(input.lastGraph, graph),
		expectedDurationMs: expectedDuration(graph, input.durations),
		skipReasons: countReasons(graph),
		limits: [...graph.limits].map(([taskId, atOnce]) => ({ taskId, atOnce })),
		isNoopRun: input.run.noopRun === true,
		faultGroups: graph.faultToleranceGroups.map(({ name, nodeIds, faultTolerance }) => ({
			name,
			nodeIds,
			failuresAllowed: faultTolerance,
		})),
	};
}

function countReasons(graph: PlanGraph): PlanSummary['skipReasons'] {
	const counts = new Map<string, number>();
	for (const reason of graph.skipReasons.values()) {
		counts.set(reason, (counts.get(reason) ?? 0) + 1);
	}
	return [...counts]
		.map(([reason, count]) => ({ reason, count }))
		.toSorted((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1))
		.slice(0, MAX_REASONS);
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
		.map(({ id, name, roles, tags }, index) => ({
			nodeId: id,
			nodeName: name,
			roles,
			tags,
			taskCount: tasks[index] ?? 0,
			skippedCount: skipped[index] ?? 0,
			isThere: (all[index] ?? 0) > 0 || roles.length > 0,
		}))
		.filter((node) => node.isThere)
		.map(({ isThere: _, ...node }) => node)
		.toSorted((a, b) => compareNodeIds(a.nodeId, b.nodeId));
}
