import type { DeploymentKind, DeploymentState, RunCounts, TaskRunState } from '../model/deployment.js';
import * as wire from '../wire/stoker/v1/deployment.js';
import { enumCodec } from './values.js';

/** Where a task run is in its life, as words and numbers. */
export const taskRunStateCodec = enumCodec<TaskRunState, wire.TaskRunState>()('task run state', {
	pending: wire.TaskRunState.TASK_RUN_STATE_PENDING,
	ready: wire.TaskRunState.TASK_RUN_STATE_READY,
	running: wire.TaskRunState.TASK_RUN_STATE_RUNNING,
	succeeded: wire.TaskRunState.TASK_RUN_STATE_SUCCEEDED,
	failed: wire.TaskRunState.TASK_RUN_STATE_FAILED,
	skipped: wire.TaskRunState.TASK_RUN_STATE_SKIPPED,
	dep_failed: wire.TaskRunState.TASK_RUN_STATE_DEP_FAILED,
	cancelled: wire.TaskRunState.TASK_RUN_STATE_CANCELLED,
});

const shownStateCodec = enumCodec<Exclude<DeploymentState, 'preparing'>, wire.DeploymentState>()('deployment state', {
	running: wire.DeploymentState.DEPLOYMENT_STATE_RUNNING,
	stopping: wire.DeploymentState.DEPLOYMENT_STATE_STOPPING,
	succeeded: wire.DeploymentState.DEPLOYMENT_STATE_SUCCEEDED,
	failed: wire.DeploymentState.DEPLOYMENT_STATE_FAILED,
	stopped: wire.DeploymentState.DEPLOYMENT_STATE_STOPPED,
});

/** Whether a deployment changes anything. */
export const deploymentKindCodec = enumCodec<DeploymentKind, wire.DeploymentKind>()('deployment kind', {
	full: wire.DeploymentKind.DEPLOYMENT_KIND_FULL,
	dry_run: wire.DeploymentKind.DEPLOYMENT_KIND_DRY_RUN,
	noop_run: wire.DeploymentKind.DEPLOYMENT_KIND_NOOP_RUN,
});

/** Writes the state of a deployment. `preparing` is an inner matter of the controller and shown as running. */
export function encodeDeploymentState(state: DeploymentState): wire.DeploymentState {
	return shownStateCodec.encode(state === 'preparing' ? 'running' : state);
}

/** Reads the state of a deployment. */
export function decodeDeploymentState(value: wire.DeploymentState): DeploymentState {
	return shownStateCodec.decode(value);
}

/** Writes how many task runs are in each state. */
export function encodeRunCounts(counts: RunCounts): wire.RunCounts {
	const { dep_failed: depFailed, ...others } = counts;
	return { ...others, depFailed };
}

/** Reads how many task runs are in each state; none when absent. */
export function decodeRunCounts(message: wire.RunCounts | undefined): RunCounts {
	return {
		pending: message?.pending ?? 0,
		ready: message?.ready ?? 0,
		running: message?.running ?? 0,
		succeeded: message?.succeeded ?? 0,
		failed: message?.failed ?? 0,
		skipped: message?.skipped ?? 0,
		dep_failed: message?.depFailed ?? 0,
		cancelled: message?.cancelled ?? 0,
	};
}
