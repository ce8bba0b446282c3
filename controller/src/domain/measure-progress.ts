import { type PlanGraph, VERTEX_TASK } from '@stoker/shared/graph/plan-graph.js';
import type { TaskRunState } from '@stoker/shared/model/deployment.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import type { DeploymentProgressView } from '@stoker/shared/model/views.js';
import { expectedTimes, leastDuration } from './expected-duration.js';

/** What progress is measured from. */
export interface ProgressInput {
	readonly graph: PlanGraph;
	/** Mean milliseconds by task id; empty without history. */
	readonly durations: ReadonlyMap<string, number>;
	/** Milliseconds since each running vertex was handed out. */
	readonly runningMs: ReadonlyMap<number, number>;
	readonly isAtWork: boolean;
	readonly stateOf: (vertex: number) => TaskRunState;
}

/** How far a deployment and each of its nodes is. */
export interface MeasuredProgress extends DeploymentProgressView {
	readonly percentOf: ReadonlyMap<NodeId, number>;
}

const OPEN: ReadonlySet<TaskRunState> = new Set(['pending', 'ready', 'running']);

/**
 * Measures progress: runs count by what their task took before, once that is known, and alike until then. Only what
 * succeeded is done; what was left out does not count; what failed is never done.
 */
export function measureProgress(input: ProgressInput): MeasuredProgress {
	const { graph, stateOf } = input;
	const times = expectedTimes(graph, input.durations);
	const total = new Float64Array(graph.nodes.length);
	const done = new Float64Array(graph.nodes.length);
	const left = new Float64Array(graph.vertexKind.length);
	for (let vertex = 0; vertex < graph.vertexKind.length; vertex++) {
		const state = stateOf(vertex);
		if (graph.vertexKind[vertex] !== VERTEX_TASK || state === 'skipped') {
			continue;
		}
		const node = graph.vertexNode[vertex] ?? 0;
		const expectedMs = times.ofTask[graph.vertexTask[vertex] ?? 0] ?? 0;
		// A task that takes no time is work too: a share of 100 % must mean that it was done.
		const weight = times.isKnown ? Math.max(expectedMs, 1) : 1;
		total[node] = (total[node] ?? 0) + weight;
		done[node] = (done[node] ?? 0) + (state === 'succeeded' ? weight : 0);
		left[vertex] = OPEN.has(state) ? Math.max(0, expectedMs - (input.runningMs.get(vertex) ?? 0)) : 0;
	}
	const isEstimated = times.isKnown && input.isAtWork;
	return {
		percent: percentOf(sum(done), sum(total)),
		isWeighted: times.isKnown,
		remainingMs: isEstimated ? leastDuration(graph, (vertex) => left[vertex] ?? 0) : undefined,
		percentOf: new Map(graph.nodes.map(({ id }, node) => [id, percentOf(done[node] ?? 0, total[node] ?? 0)])),
	};
}

/** Whole percent, rounded down; 100 only when everything is done. */
export function percentOf(done: number, total: number): number {
	// Sums of fractions that were added in another order differ by a hair.
	const isAll = total === 0 || total - done < total * 1e-9;
	return isAll ? 100 : Math.min(99, Math.floor((done * 100) / total));
}

function sum(values: Float64Array): number {
	return values.reduce((total, value) => total + value, 0);
}
