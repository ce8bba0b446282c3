import type { DeploymentState, TaskRunState } from './deployment.js';
import type { DeploymentControl } from './deployment-control.js';
import type { EnvironmentStatus } from './environment.js';
import type { DeploymentId, EnvironmentId, NodeId } from './ids.js';
import type { NodeStatus } from './node.js';

/** What happened. */
export type EventBody =
	| {
			readonly kind: 'task_run_changed';
			readonly deploymentId: DeploymentId;
			readonly vertex: number;
			readonly taskId: string;
			readonly nodeId: NodeId;
			readonly from: TaskRunState;
			readonly to: TaskRunState;
			/** 0 when no attempt is concerned. */
			readonly attempt: number;
			readonly message: string;
	  }
	| {
			readonly kind: 'deployment_changed';
			readonly deploymentId: DeploymentId;
			readonly state: DeploymentState;
			readonly message: string;
	  }
	| {
			readonly kind: 'deployment_control_changed';
			readonly deploymentId: DeploymentId;
			readonly control: DeploymentControl;
			/** What was done, for example "paused by admin alice". */
			readonly message: string;
	  }
	| { readonly kind: 'environment_changed'; readonly status: EnvironmentStatus; readonly message: string }
	| {
			readonly kind: 'node_changed';
			readonly nodeId: NodeId;
			readonly status: NodeStatus;
			readonly message: string;
	  }
	| {
			readonly kind: 'object_changed';
			readonly object: string;
			readonly id: string;
			readonly action: string;
	  };

/** The stream of events that belong to no environment. */
export const SYSTEM_STREAM = '' as EnvironmentId;

/** An event that is about to be stored; the store numbers it inside the transaction. */
export interface NewEvent {
	/** {@link SYSTEM_STREAM} for what belongs to no environment. */
	readonly stream: EnvironmentId;
	readonly atMs: number;
	readonly body: EventBody;
}

/** A stored event; numbers grow by one within a stream. */
export interface Event extends NewEvent {
	readonly sequence: number;
}
