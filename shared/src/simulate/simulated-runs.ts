import type { PlanGraph } from '../graph/plan-graph.js';
import type { FailureReason, TaskRunState } from '../model/deployment.js';
import type { AssignmentId } from '../model/ids.js';
import type { AttemptView, TaskRunView } from '../model/views.js';
import type { SimulatedAttempt, SimulatedEnding, SimulationResult } from './simulation-result.js';

const REASONS: Readonly<Record<SimulatedEnding, FailureReason | undefined>> = {
	succeeded: undefined,
	failed: 'exit_code',
	timeout: 'timeout',
	lost: 'agent_lost',
};

/** The runs that had an attempt, as a controller would show them had it carried them out from time 0 on. */
export function simulatedRuns(graph: PlanGraph, result: SimulationResult): readonly TaskRunView[] {
	const byVertex = new Map<number, SimulatedAttempt[]>();
	for (const attempt of result.attempts) {
		const ofVertex = byVertex.get(attempt.vertex) ?? [];
		byVertex.set(attempt.vertex, ofVertex);
		ofVertex.push(attempt);
	}
	return [...byVertex]
		.sort(([a], [b]) => a - b)
		.flatMap(([vertex, attempts]) => {
			const task = graph.tasks[graph.vertexTask[vertex] ?? -1];
			const node = graph.nodes[graph.vertexNode[vertex] ?? -1];
			const last = attempts.at(-1);
			if (task === undefined || node === undefined) {
				return [];
			}
			const state: TaskRunState = last?.ending === 'succeeded' ? 'succeeded' : 'failed';
			const shown = { vertex, taskId: task.id, taskType: task.type, nodeId: node.id, nodeName: node.name, state };
			const times = { readyAtMs: attempts[0]?.readyMs, endedAtMs: last?.endMs };
			return [{ ...shown, ...times, attempts: attempts.map(showAttempt), message: '' }];
		});
}

function showAttempt({ vertex, attempt, startMs, endMs, ending }: SimulatedAttempt): AttemptView {
	return {
		number: attempt,
		assignmentId: `simulated-${vertex}-${attempt}` as AssignmentId,
		assignedAtMs: startMs,
		startedAtMs: startMs,
		endedAtMs: endMs,
		outcome: ending === 'succeeded' ? 'succeeded' : 'failed',
		reason: REASONS[ending],
		exitCode: 0,
		signal: '',
		message: ending === 'succeeded' ? '' : ending,
		logLength: 0,
		durationMs: endMs - startMs,
	};
}
