import type { PlanGraph } from '@stoker/shared/graph/plan-graph.js';
import type { AttemptOutcome, FailureReason, TaskRunState } from '@stoker/shared/model/deployment.js';
import type { DeploymentControl, NodeExclusion } from '@stoker/shared/model/deployment-control.js';
import type { AssignmentId, DeploymentId, EnvironmentId } from '@stoker/shared/model/ids.js';
import type { EndedAttempts } from '../store/ended-attempts.js';
import type { OpenAttempt } from './attempt-book.js';
import type { SpoolIdentity } from './reconcile.js';
import type { RenderParameters } from './run-catalog.js';

/** An agent as a deployment sees it. */
export interface AgentLink extends SpoolIdentity {
	/** Its session: what is handed out on this link is delivered on no other. */
	readonly epoch: number;
	readonly slots: number;
	/** Attempts of other deployments on this node that have not been seen to end. */
	readonly foreignAttempts: number;
}

/** A deployment as it is loaded. */
export interface MachineInput {
	readonly deploymentId: DeploymentId;
	readonly environmentId: EnvironmentId;
	readonly graph: PlanGraph;
	readonly priorities: Int32Array;
	/** Recorded states; what is not recorded is pending. */
	readonly states: ReadonlyMap<number, TaskRunState>;
	readonly openAttempts: readonly OpenAttempt[];
	/** Attempts made so far, by vertex. */
	readonly attemptCounts: ReadonlyMap<number, number>;
	/** Recorded reasons of failed runs, by vertex. */
	readonly failureMessages: ReadonlyMap<number, string>;
	readonly isStopping: boolean;
	readonly control: DeploymentControl;
	readonly excluded: readonly NodeExclusion[];
	/** Reported failures of runs that may have another attempt, by vertex. */
	readonly reportedFailures: EndedAttempts['reportedFailures'];
	/** Attempts that ended well of runs that may have another one, by vertex. */
	readonly reportedSuccesses: EndedAttempts['reportedSuccesses'];
	/** Failed runs whose last attempt turned out to have ended well. */
	readonly lateSuccesses: ReadonlySet<number>;
}

/** What a deployment takes from outside. */
export interface MachinePorts {
	nowMs(): number;
	newAssignmentId(): AssignmentId;
	readonly render: RenderParameters;
}

/** The outcome of an attempt that the controller itself judges to be over. */
export function judgedOutcome(reason: FailureReason, message: string): AttemptOutcome {
	return {
		outcome: 'failed',
		reason,
		exitCode: 0,
		signal: '',
		message,
		startedAtMs: 0,
		durationMs: 0,
		logLength: 0,
	};
}

/** What no agent can tell any more: it came back with another journal. */
export const UNKNOWN_OUTCOME = judgedOutcome('outcome_unknown', 'the agent came back without its journal');

/** What a machine that came up with another system has done, though nobody there remembers it. */
export const RESTARTED: AttemptOutcome = {
	...judgedOutcome('outcome_unknown', 'The machine has restarted, into a system with a journal of its own.'),
	outcome: 'succeeded',
	reason: undefined,
};

/** What was handed out but never arrived. */
export const NEVER_BEGAN = judgedOutcome('cancelled', 'the agent never began it');
