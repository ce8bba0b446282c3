import type { NodeId } from './ids.js';

/** How much of a deployment may be at work at once. */
export interface RunLimits {
	/** Nodes that may be at work together; 0: any number. The sync node is no node, the master is one. */
	readonly nodesAtOnce: number;
	/** Runs that one node may have at once; 0: as many as its agent offers. It never gets more than those. */
	readonly slotsPerNode: number;
	/** Runs of a task, by its id, that may be at work together; 0: any number. Takes the place of its strategy. */
	readonly tasks: Readonly<Record<string, number>>;
}

/** What an operator has said about the course of a deployment. */
export interface DeploymentControl {
	/** Nothing new begins; what runs ends. */
	readonly isPaused: boolean;
	/** Runs that may still begin although it is paused. */
	readonly stepsLeft: number;
	/** "task" or "task@node": the deployment pauses instead of beginning such a run. */
	readonly breakpoints: readonly string[];
	readonly limits: RunLimits;
	/** Vertices of runs that were let past a break-point and may begin. Kept with the rest, told to nobody. */
	readonly passed?: readonly number[];
}

/** No limits but those of the plan and of the agents. */
export const NO_LIMITS: RunLimits = { nodesAtOnce: 0, slotsPerNode: 0, tasks: {} };

/** A deployment that nobody holds back. */
export const UNCONTROLLED: DeploymentControl = { isPaused: false, stepsLeft: 0, breakpoints: [], limits: NO_LIMITS };

/** A node that an operator took out of a deployment: nothing more begins on it. */
export interface NodeExclusion {
	readonly nodeId: NodeId;
	/** `lost`: its agent is not waited for any longer; a retry takes it in again. */
	readonly reason: 'removed' | 'lost';
}
