import type { NodeStatus } from '@stoker/shared/model/node.js';
import { nextState, type TransitionTable } from './transition-table.js';

/** What happens to a node. The controller's own machine takes part in deployments without changing its status. */
export type NodeStep =
	| 'accepted'
	| 'deployment_started'
	| 'deployment_succeeded'
	| 'deployment_failed'
	| 'deployment_stopped'
	| 'deployment_provisioned'
	| 'deployment_emptied'
	| 'unassigned';

const TABLE: TransitionTable<NodeStatus, NodeStep> = {
	pending: { accepted: 'discover' },
	discover: { deployment_started: 'deploying', unassigned: 'discover' },
	provisioned: { deployment_started: 'deploying', unassigned: 'discover' },
	deploying: {
		deployment_succeeded: 'ready',
		deployment_failed: 'error',
		deployment_stopped: 'stopped',
		deployment_provisioned: 'provisioned',
		deployment_emptied: 'discover',
	},
	ready: { deployment_started: 'deploying', unassigned: 'discover' },
	error: { deployment_started: 'deploying', unassigned: 'discover' },
	stopped: { deployment_started: 'deploying', unassigned: 'discover' },
};

/** The status of a node after a step. Throws TRANSITION_ILLEGAL. */
export function nextNodeStatus(from: NodeStatus, event: NodeStep): NodeStatus {
	return nextState(TABLE, { machine: 'node', from, event });
}
