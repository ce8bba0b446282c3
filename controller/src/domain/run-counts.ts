import { type RunCounts, TASK_RUN_STATES, type TaskRunState } from '@stoker/shared/model/deployment.js';
import { type NodeId, SYNC_NODE_ID } from '@stoker/shared/model/ids.js';

/** Adds up numbers of task runs by state. */
export function sumCounts(parts: Iterable<readonly [state: TaskRunState, count: number]>): RunCounts {
	const counts = Object.fromEntries(TASK_RUN_STATES.map((state) => [state, 0])) as Record<TaskRunState, number>;
	for (const [state, count] of parts) {
		counts[state] += count;
	}
	return counts;
}

/** The counts of several nodes together, but for the sync node: its anchors are no work, and no plan counts them. */
export function totalCounts(nodes: readonly { readonly nodeId: NodeId; readonly counts: RunCounts }[]): RunCounts {
	const machines = nodes.filter(({ nodeId }) => nodeId !== SYNC_NODE_ID);
	return sumCounts(machines.flatMap(({ counts }) => TASK_RUN_STATES.map((state) => [state, counts[state]] as const)));
}
