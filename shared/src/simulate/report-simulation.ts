import type { PlanGraph } from '../graph/plan-graph.js';
import type { RunCounts } from '../model/deployment.js';
import { MASTER_NODE_ID } from '../model/ids.js';
import type { ExceededGroup } from '../scheduler/fault-policy.js';
import type { CriticalReason, SimulatedAttempt, SimulatedEnding, SimulationResult } from './simulation-result.js';

/** A simulated attempt by name. Times are milliseconds since the start. */
export interface ReportedAttempt {
	readonly taskId: string;
	readonly nodeId: string;
	readonly nodeName: string;
	readonly attempt: number;
	readonly readyMs: number;
	readonly startMs: number;
	readonly endMs: number;
	readonly ending: SimulatedEnding;
}

export interface ReportedNode {
	readonly nodeId: string;
	readonly nodeName: string;
	readonly attempts: number;
	readonly busyMs: number;
	readonly endMs: number;
}

/** A run that never begins, and what it waits for. */
export interface ReportedStall {
	readonly taskId: string;
	readonly nodeName: string;
	readonly isNodeDead: boolean;
	/** Kinds of blockers. */
	readonly waitsFor: readonly string[];
}

/** What a simulation came to, with names instead of numbers. */
export interface SimulationReport {
	readonly outcome: SimulationResult['outcome'];
	readonly makespanMs: number;
	/** Share of the time of the nodes at work, from 0 to 1. */
	readonly utilisation: number;
	readonly counts: RunCounts;
	readonly exceeded: ExceededGroup | undefined;
	readonly criticalPath: readonly (ReportedAttempt & { readonly reason: CriticalReason })[];
	/** The last attempt of each run that failed. */
	readonly failures: readonly ReportedAttempt[];
	readonly stalled: readonly ReportedStall[];
	readonly nodes: readonly ReportedNode[];
	/** In the order they ended. */
	readonly attempts: readonly ReportedAttempt[];
}

/** Gives the vertices and nodes of a result their names. */
export function reportSimulation(graph: PlanGraph, result: SimulationResult): SimulationReport {
	const { outcome, makespanMs, utilisation, counts, exceeded } = result;
	const attempts = result.attempts.map((attempt) => reportAttempt(graph, attempt));
	const lastOf = new Map(result.attempts.map(({ vertex }, index) => [vertex, index]));
	const pick = (index: number | undefined): readonly ReportedAttempt[] => attempts.slice(index ?? 0, (index ?? -1) + 1);
	return {
		outcome,
		makespanMs,
		utilisation,
		counts,
		exceeded,
		criticalPath: result.criticalPath.flatMap(({ attempt, reason }) =>
			pick(attempt).map((reported) => ({ ...reported, reason })),
		),
		failures: result.failed.flatMap((vertex) => pick(lastOf.get(vertex))),
		stalled: result.stalled.map(({ vertex, isNodeDead, blockers }) => {
			const { taskId, nodeName } = nameVertex(graph, vertex);
			return { taskId, nodeName, isNodeDead, waitsFor: blockers.map(({ kind }) => kind) };
		}),
		nodes: result.nodes.map(({ node, ...figures }) => ({ ...nameNode(graph, node), ...figures })),
		attempts,
	};
}

function reportAttempt(graph: PlanGraph, { vertex, after: _, ...times }: SimulatedAttempt): ReportedAttempt {
	return { ...nameVertex(graph, vertex), ...times };
}

function nameVertex(graph: PlanGraph, vertex: number): Pick<ReportedAttempt, 'taskId' | 'nodeId' | 'nodeName'> {
	const taskId = graph.tasks[graph.vertexTask[vertex] ?? -1]?.id ?? '';
	return { taskId, ...nameNode(graph, graph.vertexNode[vertex] ?? -1) };
}

function nameNode(graph: PlanGraph, node: number): Pick<ReportedNode, 'nodeId' | 'nodeName'> {
	const known = graph.nodes[node];
	return { nodeId: known?.id ?? MASTER_NODE_ID, nodeName: known?.name ?? MASTER_NODE_ID };
}
