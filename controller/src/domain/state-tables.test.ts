import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { describe, expect, it } from 'vitest';
import { isActiveDeployment, nextDeploymentState } from './deployment-state.js';
import { nextEnvironmentStatus } from './environment-state.js';
import { nextNodeStatus } from './node-state.js';

function codeOf(action: () => unknown): unknown {
	try {
		return action();
	} catch (error) {
		return error instanceof StokerError ? { code: error.code, subject: error.subject } : error;
	}
}

describe('state tables', () => {
	it('lead a node from acceptance through a deployment and back to the pool', () => {
		const deployed = nextNodeStatus(
			nextNodeStatus(nextNodeStatus('pending', 'accepted'), 'deployment_started'),
			'deployment_succeeded',
		);
		expect(deployed).toBe('ready');
		expect(nextNodeStatus(deployed, 'unassigned')).toBe('discover');
	});

	it('refuse to unassign a node a deployment is at work on, naming state and event', () => {
		expect(codeOf(() => nextNodeStatus('deploying', 'unassigned'))).toEqual({
			code: 'TRANSITION_ILLEGAL',
			subject: { machine: 'node', from: 'deploying', event: 'unassigned' },
		});
	});

	it('let an environment be deployed again after every ending', () => {
		for (const status of ['new', 'operational', 'partially_deployed', 'error', 'stopped'] as const) {
			expect(nextEnvironmentStatus(status, 'deployment_started')).toBe('deploying');
		}
		expect(codeOf(() => nextEnvironmentStatus('deploying', 'deployment_started'))).toMatchObject({
			code: 'TRANSITION_ILLEGAL',
		});
	});

	it('never leave an ended deployment', () => {
		for (const state of ['succeeded', 'failed', 'stopped'] as const) {
			expect(isActiveDeployment(state)).toBe(false);
			expect(codeOf(() => nextDeploymentState(state, 'stop_requested'))).toMatchObject({ code: 'TRANSITION_ILLEGAL' });
		}
		expect(nextDeploymentState(nextDeploymentState('running', 'stop_requested'), 'stop_requested')).toBe('stopping');
	});
});
