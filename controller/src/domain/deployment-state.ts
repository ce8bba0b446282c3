import type { DeploymentState } from '@stoker/shared/model/deployment.js';
import { nextState, type TransitionTable } from './transition-table.js';

/**
 * What happens to a deployment. One that did not end well may be taken up again. A stop may be asked for again; one that comes too late leaves the deployment
 * to end the way its runs did.
 */
export type DeploymentStep = 'started' | 'reopened' | 'stop_requested' | 'succeeded' | 'failed' | 'stopped';

const TABLE: TransitionTable<DeploymentState, DeploymentStep> = {
	preparing: { started: 'running' },
	running: { stop_requested: 'stopping', succeeded: 'succeeded', failed: 'failed' },
	stopping: { stop_requested: 'stopping', stopped: 'stopped', succeeded: 'succeeded', failed: 'failed' },
	succeeded: {},
	failed: { reopened: 'running' },
	stopped: { reopened: 'running' },
};

/** States in which a deployment holds its environment. */
export const ACTIVE_DEPLOYMENT_STATES = ['preparing', 'running', 'stopping'] as const satisfies DeploymentState[];

/** Whether a deployment holds its environment. */
export function isActiveDeployment(state: DeploymentState): boolean {
	return (ACTIVE_DEPLOYMENT_STATES as readonly DeploymentState[]).includes(state);
}

/** The state of a deployment after a step. Throws TRANSITION_ILLEGAL. */
export function nextDeploymentState(from: DeploymentState, event: DeploymentStep): DeploymentState {
	return nextState(TABLE, { machine: 'deployment', from, event });
}
