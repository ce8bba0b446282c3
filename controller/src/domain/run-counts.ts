import { type RunCounts, TASK_RUN_STATES, type TaskRunState } from '@stoker/shared/model/deployment.js';

/** Adds up numbers of task runs by state. */
export function sumCounts(parts: Iterable<readonly [state: TaskRunState, count: number]>): RunCounts {
	const counts = Object.fromEntries(TASK_RUN_STATES.map((state) => [state, 0])) as Record<TaskRunState, number>;
	for (const [state, count] of parts) {
		counts[state] += count;
	}
	return counts;
}

/** The counts of several nodes together. */
export function totalCounts(nodes: readonly { readonly counts: RunCounts }[]): RunCounts {
	return sumCounts(nodes.flatMap(({ counts }) => TASK_RUN_STATES.map((state) => [state, counts[state]] as const)));
}
