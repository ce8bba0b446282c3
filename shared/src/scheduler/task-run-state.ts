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
	/** Nothing more begins: the deployment was stopped or brakes, or its node is out of it. */
	| 'stopped'
	/** An operator wants what had ended to be tried again, or something before it. */
	| 'retried'
	/** An operator goes on without it. */
	| 'skipped_by_operator'
	/** An operator has done it by hand. */
	| 'marked_done'
	/** Its lost attempt turned out to have ended well, and an operator wants that to count. */
	| 'success_adopted';

/** Only what runs cannot be decided by an operator: it must end first. */
const DECISIONS = { skipped_by_operator: 'skipped', marked_done: 'succeeded' } as const;
const REPEATABLE = { ...DECISIONS, retried: 'pending' } as const;

/** The one table of a task run's life. What is not here is a fault. */
const TRANSITIONS: Readonly<Record<TaskRunState, Partial<Readonly<Record<TaskRunEvent, TaskRunState>>>>> = {
	pending: {
		unblocked: 'ready',
		passed: 'succeeded',
		left_out: 'skipped',
		dependency_failed: 'dep_failed',
		stopped: 'cancelled',
		...DECISIONS,
	},
	ready: {
		assigned: 'running',
		dependency_failed: 'dep_failed',
		stopped: 'cancelled',
		retried: 'pending',
		success_adopted: 'succeeded',
		...DECISIONS,
	},
	running: {
		attempt_succeeded: 'succeeded',
		attempt_failed: 'failed',
		attempt_given_back: 'ready',
		stopped: 'cancelled',
	},
	succeeded: {},
	failed: { ...REPEATABLE, success_adopted: 'succeeded' },
	skipped: {},
	dep_failed: REPEATABLE,
	cancelled: REPEATABLE,
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

/** Whether nothing more happens to a run in this state by itself. */
export function hasEnded(state: TaskRunState): boolean {
	return ENDED.has(state);
}
