import type { EnvironmentStatus } from '@stoker/shared/model/environment.js';
import { nextState, type TransitionTable } from './transition-table.js';

/** What happens to an environment. `deployment_failed_partially`: some of its nodes are ready all the same. */
export type EnvironmentStep =
	| 'deployment_started'
	| 'deployment_succeeded'
	| 'deployment_failed_partially'
	| 'deployment_failed'
	| 'deployment_stopped'
	/** It was none that makes an environment operational, and there was nothing before it. */
	| 'deployment_passed';

const STARTS = { deployment_started: 'deploying' } as const;

const TABLE: TransitionTable<EnvironmentStatus, EnvironmentStep> = {
	new: STARTS,
	deploying: {
		deployment_succeeded: 'operational',
		deployment_failed_partially: 'partially_deployed',
		deployment_failed: 'error',
		deployment_stopped: 'stopped',
		deployment_passed: 'new',
	},
	operational: STARTS,
	partially_deployed: STARTS,
	error: STARTS,
	stopped: STARTS,
};

/** The status of an environment after a step. Throws TRANSITION_ILLEGAL. */
export function nextEnvironmentStatus(from: EnvironmentStatus, event: EnvironmentStep): EnvironmentStatus {
	return nextState(TABLE, { machine: 'environment', from, event });
}
