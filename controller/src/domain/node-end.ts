import type { EndStatus, NodeEffects, NodeOutcome } from '@stoker/shared/graph/node-effects.js';
import type { EnvironmentStatus } from '@stoker/shared/model/environment.js';
import type { NodeStatus } from '@stoker/shared/model/node.js';
import type { EnvironmentStep } from './environment-state.js';
import type { NodeStep } from './node-state.js';

/** How the runs of a node ended. */
export type NodeVerdictStep = 'deployment_succeeded' | 'deployment_failed' | 'deployment_stopped';

/** What the end of a deployment makes of a node. */
export interface NodeEnd {
	readonly step: NodeStep;
	/** Undefined: as it was before. */
	readonly errorType: string | undefined;
	/** What the graph says to people; empty when it says nothing. */
	readonly message: string;
	/** It leaves its environment. */
	readonly isLeaving: boolean;
}

const OUTCOMES: Readonly<Record<NodeVerdictStep, NodeOutcome>> = {
	deployment_succeeded: 'success',
	deployment_failed: 'error',
	deployment_stopped: 'stop',
};

const STEP_TO: Readonly<Record<EndStatus, NodeStep>> = {
	discover: 'deployment_emptied',
	deleted: 'deployment_emptied',
	provisioned: 'deployment_provisioned',
	ready: 'deployment_succeeded',
	error: 'deployment_failed',
	stopped: 'deployment_stopped',
};

/** What the end of a deployment makes of a node, by what its graph says; `before` is its status before the deployment. */
export function nodeEnd(effects: NodeEffects, verdict: NodeVerdictStep, before: NodeStatus | undefined): NodeEnd {
	const effect = effects[OUTCOMES[verdict]];
	const message = effect.message ?? '';
	if (effect.status === undefined) {
		const step = before === undefined || before === 'pending' || before === 'deploying' ? verdict : STEP_TO[before];
		return { step, errorType: effect.errorType, message, isLeaving: false };
	}
	const errorType = effect.errorType ?? '';
	return { step: STEP_TO[effect.status], errorType, message, isLeaving: effect.status === 'deleted' };
}

/** How a deployment did as a whole. */
export interface EnvironmentVerdict {
	readonly state: 'succeeded' | 'failed' | 'stopped';
	/** Some of its nodes are done all the same. */
	readonly isPartial: boolean;
	/** All of its nodes are done. A deployment whose failures its fault groups allow for succeeds without that. */
	readonly isWhole: boolean;
	readonly before: EnvironmentStatus | undefined;
}

const BACK_TO: Readonly<Record<Exclude<EnvironmentStatus, 'deploying'>, EnvironmentStep>> = {
	new: 'deployment_passed',
	operational: 'deployment_succeeded',
	partially_deployed: 'deployment_failed_partially',
	error: 'deployment_failed',
	stopped: 'deployment_stopped',
};

/**
 * What the end of a deployment makes of its environment: operational when its graph makes nodes ready; as it was before
 * when an ending of its graph makes nodes something else than that ending is called after.
 */
export function environmentEnd(
	effects: NodeEffects,
	{ state, isPartial, isWhole, before }: EnvironmentVerdict,
): EnvironmentStep {
	const failed = isPartial ? 'deployment_failed_partially' : 'deployment_failed';
	const back = before === undefined || before === 'deploying' ? 'deployment_passed' : BACK_TO[before];
	switch (state) {
		case 'succeeded':
			return effects.success.status !== 'ready' ? back : isWhole ? 'deployment_succeeded' : failed;
		case 'failed':
			return effects.error.status === 'error' ? failed : back;
		case 'stopped':
			return effects.stop.status === 'stopped' ? 'deployment_stopped' : back;
	}
}
