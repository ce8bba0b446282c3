import type { TaskRunState } from '@stoker/shared/model/deployment.js';
import { UNCONTROLLED } from '@stoker/shared/model/deployment-control.js';
import { Dispatcher } from '@stoker/shared/scheduler/dispatcher.js';
import type { FaultGroup } from '@stoker/shared/scheduler/fault-policy.js';
import type { ExecutionInput } from './execution-input.js';

/** More ticks than any case has tasks. */
const MAX_TICKS = 10_000;
/** Nothing of a case depends on what time it is. */
const NOW_MS = 0;

/** What a case says that is not in its graph. */
export interface LockstepRules {
	readonly faultGroups: readonly FaultGroup[];
	/** Nodes whose failures are heard of last in their tick. */
	readonly criticalNodes: ReadonlySet<number>;
}

/** How a deployment went. */
export interface LockstepResult {
	readonly isSuccess: boolean;
	stateOf(vertex: number): TaskRunState;
}

/**
 * Runs a graph with all nodes in step: in each tick every node, in order, ends what it runs and takes its next task.
 * A lost critical node brakes from the next tick on, an exceeded group at once.
 */
export function runInLockstep(input: ExecutionInput, priorities: Int32Array, rules: LockstepRules): LockstepResult {
	const { graph } = input;
	const dispatcher = new Dispatcher({ graph, priorities, faultGroups: rules.faultGroups, control: UNCONTROLLED });
	dispatcher.settle();
	const running = new Map<number, number>();
	const end = (node: number): void => {
		const vertex = running.get(node);
		if (vertex !== undefined) {
			running.delete(node);
			dispatcher.finish(vertex, input.tasks[vertex]?.fails === true ? 'failed' : 'succeeded', NOW_MS);
		}
	};
	for (let tick = 0; tick < MAX_TICKS && !dispatcher.isFinished; tick++) {
		const late: number[] = [];
		for (const node of input.nodes.values()) {
			if (rules.criticalNodes.has(node) && input.tasks[running.get(node) ?? -1]?.fails === true) {
				late.push(node);
				continue;
			}
			end(node);
			dispatcher.setSlots(node, 1);
			const begun = dispatcher.next(NOW_MS);
			dispatcher.setSlots(node, 0);
			if (begun !== undefined) {
				running.set(node, begun.vertex);
			}
		}
		late.forEach(end);
	}
	return { isSuccess: dispatcher.exceeded === undefined, stateOf: (vertex) => dispatcher.stateOf(vertex) };
}
