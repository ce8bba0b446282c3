import type { DeploymentId, EnvironmentId, PlanId } from './ids.js';
import type { JsonObject } from './task.js';

/** Where a deployment is in its life. `preparing`: its runs are being written; recovery deletes it. */
export type DeploymentState = 'preparing' | 'running' | 'stopping' | 'succeeded' | 'failed' | 'stopped';

/** Whether a deployment changes anything: a dry run hands nothing out, in a noop run tasks only say what they would do. */
export type DeploymentKind = 'full' | 'dry_run' | 'noop_run';

/** Where a task run is in its life. */
export const TASK_RUN_STATES = [
	'pending',
	'ready',
	'running',
	'succeeded',
	'failed',
	'skipped',
	'dep_failed',
	'cancelled',
] as const;

export type TaskRunState = (typeof TASK_RUN_STATES)[number];

/** How many task runs are in each state. */
export type RunCounts = Readonly<Record<TaskRunState, number>>;

/** One execution of a plan. */
export interface Deployment {
	readonly id: DeploymentId;
	readonly environmentId: EnvironmentId;
	readonly planId: PlanId;
	readonly state: DeploymentState;
	readonly startedAtMs: number;
	readonly endedAtMs: number | undefined;
	readonly startedBy: string;
	readonly message: string;
}

/** Why an attempt failed. `agent_lost` and `outcome_unknown` are decided by the controller, never reported. */
export const FAILURE_REASONS = [
	'exit_code',
	'signal',
	'timeout',
	'spawn',
	'invalid_parameters',
	'unsupported_type',
	'file_system',
	'interrupted',
	'cancelled',
	'agent_lost',
	'outcome_unknown',
	'fetch',
	'internal',
] as const;

export type FailureReason = (typeof FAILURE_REASONS)[number];

/** Most characters of a summary as JSON. */
export const MAX_SUMMARY_LENGTH = 4_096;

const LOSSES: ReadonlySet<FailureReason> = new Set(['interrupted', 'agent_lost', 'outcome_unknown']);

/** Whether nobody saw how an attempt ended: its retries are not for that. */
export function isLoss(reason: FailureReason | undefined): boolean {
	return reason !== undefined && LOSSES.has(reason);
}

/** How an attempt ended. */
export interface AttemptOutcome {
	readonly outcome: 'succeeded' | 'failed';
	readonly reason: FailureReason | undefined;
	readonly exitCode: number;
	/** Name of the signal, for example "SIGKILL"; empty when none. */
	readonly signal: string;
	/** One sentence; at most 1,024 bytes. */
	readonly message: string;
	/** Wall clock of the node; 0 when never started. */
	readonly startedAtMs: number;
	readonly durationMs: number;
	/** Bytes of output. */
	readonly logLength: number;
	/** What the task counted, for example Puppet's resources; at most 4 KiB as JSON. Absent for types that count nothing. */
	readonly summary?: JsonObject;
}
