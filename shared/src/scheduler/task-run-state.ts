import type { TaskRunState } from '../model/deployment.js';
import { StokerError } from '../model/stoker-error.js';

/** What can happen to a task run. */
export type TaskRunEvent =
	/** Everything it depends on has ended well. */
	| 'unblocked'
	/** An attempt was committed for an agent. */
	| 'assigned'
	/** It executes nothing and everything before it has ended well. */
	| 'passed'
	/** The plan leaves it out and everything before it has ended well. */
	| 'left_out'
	| 'attempt_succeeded'
	| 'attempt_failed'
	/** The attempt is known to have ended without effect and another one is allowed. */
	| 'attempt_given_back'
	/** Something it depends on has failed, or its node. */
	| 'dependency_failed'
	/** The deployment was stopped. */
	| 'stopped';

/** The one table of a task run's life. What is not here is a fault. */
const TRANSITIONS: Readonly<Record<TaskRunState, Partial<Readonly<Record<TaskRunEvent, TaskRunState>>>>> = {
	pending: {
		unblocked: 'ready',
		passed: 'succeeded',
		left_out: 'skipped',
		dependency_failed: 'dep_failed',
		stopped: 'cancelled',
	},
	ready: { assigned: 'running', dependency_failed: 'dep_failed', stopped: 'cancelled' },
	running: {
		attempt_succeeded: 'succeeded',
		attempt_failed: 'failed',
		attempt_given_back: 'ready',
		stopped: 'cancelled',
	},
	succeeded: {},
	failed: {},
	skipped: {},
	dep_failed: {},
	cancelled: {},
};

const ENDED: ReadonlySet<TaskRunState> = new Set(['succeeded', 'failed', 'skipped', 'dep_failed', 'cancelled']);

/** @throws StokerError TRANSITION_ILLEGAL naming state and event. */
export function nextTaskRunState(state: TaskRunState, event: TaskRunEvent): TaskRunState {
	const next = TRANSITIONS[state][event];
	if (next === undefined) {
		throw new StokerError('TRANSITION_ILLEGAL', `a task run that is ${state} cannot take "${event}"`, {
			subject: { state, event },
		});
	}
	return next;
}

/** Whether nothing more happens to a run in this state. */
export function hasEnded(state: TaskRunState): boolean {
	return ENDED.has(state);
}
