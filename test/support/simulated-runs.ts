import { groupEdges, neighbours } from '../../shared/src/graph/adjacency.js';
import { type PlanGraph, VERTEX_BARRIER, VERTEX_TASK } from '../../shared/src/graph/plan-graph.js';
import { topologicalOrder } from '../../shared/src/graph/topological-order.js';
import type { AttemptView, TaskRunView } from '../../shared/src/model/views.js';
import { randomNumbers } from './random-numbers.js';
import { sampleAttempt, sampleRun } from './view-samples.js';

export interface SimulationOptions {
	readonly startMs: number;
	readonly seed: number;
	/** Share of attempts that fail; a run is tried twice. */
	readonly failing?: number;
}

/** Runs a graph by itself: one run at a time on each node, in topological order, with durations drawn from a seed. */
export function simulateRuns(
	graph: PlanGraph,
	{ startMs, seed, failing = 0 }: SimulationOptions,
): readonly TaskRunView[] {
	const random = randomNumbers(seed);
	const before = groupEdges(graph.edgeAfter, graph.edgeBefore, graph.vertexKind.length);
	const endsMs = new Float64Array(graph.vertexKind.length);
	const lost = new Uint8Array(graph.vertexKind.length);
	const freeMs = new Map<number, number>();
	const runs: TaskRunView[] = [];
	for (const vertex of topologicalOrder(graph).order) {
		const earlier = neighbours(before, vertex);
		const readyMs = earlier.reduce((latest, other) => Math.max(latest, endsMs[other] ?? 0), startMs);
		lost[vertex] = Number(earlier.some((other) => lost[other] === 1));
		endsMs[vertex] = readyMs;
		const kind = graph.vertexKind[vertex];
		if (kind === VERTEX_BARRIER) {
			continue;
		}
		const node = graph.vertexNode[vertex] ?? 0;
		const attempts: AttemptView[] = [];
		let hasFailed = false;
		if (kind === VERTEX_TASK && lost[vertex] === 0) {
			for (let number = 1, again = true; number <= 2 && again; number++) {
				const fromMs = Math.max(attempts.at(-1)?.endedAtMs ?? readyMs, freeMs.get(node) ?? startMs);
				const toMs = fromMs + 5_000 + Math.round(random() ** 3 * 115_000);
				hasFailed = again = random() < failing;
				const outcome = hasFailed ? 'failed' : 'succeeded';
				const message = hasFailed ? 'exit code 1' : '';
				attempts.push(sampleAttempt({ number, assignedAtMs: fromMs, endedAtMs: toMs, outcome, message }));
				freeMs.set(node, toMs);
				endsMs[vertex] = toMs;
			}
			lost[vertex] = Number(hasFailed);
		}
		const state =
			kind !== VERTEX_TASK ? 'succeeded' : hasFailed ? 'failed' : lost[vertex] === 1 ? 'dep_failed' : 'succeeded';
		const { id: nodeId, name: nodeName } = graph.nodes[node] ?? { id: '', name: '' };
		const taskId = graph.tasks[graph.vertexTask[vertex] ?? -1]?.id ?? '';
		const times = { readyAtMs: state === 'dep_failed' ? undefined : readyMs, endedAtMs: endsMs[vertex] };
		runs.push(sampleRun(vertex, { taskId, nodeId: nodeId as never, nodeName, state, attempts, ...times }));
	}
	return runs;
}
