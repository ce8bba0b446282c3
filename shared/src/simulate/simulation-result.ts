import type { SchedulingBlocker } from '../model/blocker.js';
import type { RunCounts } from '../model/deployment.js';
import type { ExceededGroup } from '../scheduler/fault-policy.js';

/** What an attempt came to. `lost`: its node died. */
export type SimulatedEnding = 'succeeded' | 'failed' | 'timeout' | 'lost';

/** One attempt of a task run. Times are milliseconds since the start. */
export interface SimulatedAttempt {
	readonly vertex: number;
	/** From 1. */
	readonly attempt: number;
	/** When its run became ready, or could be tried again. */
	readonly readyMs: number;
	readonly startMs: number;
	readonly endMs: number;
	readonly ending: SimulatedEnding;
	/** Index of the attempt whose end let this one begin; undefined at the start. */
	readonly after: number | undefined;
}

/** Why an attempt of the critical path began no earlier. */
export type CriticalReason =
	/** It was the first. */
	| 'start'
	/** What it depends on had not ended. */
	| 'dependency'
	/** It was ready, but slots or limits held it. */
	| 'slot_or_limit'
	/** Its attempt before had failed. */
	| 'retry';

/** A step of the way that the deployment took longest for, first to last. */
export interface CriticalStep {
	/** Index into the attempts. */
	readonly attempt: number;
	readonly reason: CriticalReason;
}

/** What a node did. */
export interface SimulatedNode {
	/** Index into the graph's nodes; the number of nodes for a master that the graph does not have. */
	readonly node: number;
	readonly attempts: number;
	/** At least one attempt was running. */
	readonly busyMs: number;
	/** When its last attempt ended. */
	readonly endMs: number;
}

/** A run that never begins. */
export interface StalledRun {
	readonly vertex: number;
	/** Whoever should carry it out is not heard any more. */
	readonly isNodeDead: boolean;
	readonly blockers: readonly SchedulingBlocker[];
}

export interface SimulationResult {
	/** `stalled`: something is left that waits for ever, because a node is dead and nobody says so. */
	readonly outcome: 'succeeded' | 'failed' | 'stalled';
	/** When the last attempt ended. */
	readonly makespanMs: number;
	readonly counts: RunCounts;
	/** In the order they ended. */
	readonly attempts: readonly SimulatedAttempt[];
	readonly criticalPath: readonly CriticalStep[];
	/** Those that ran anything, in the order of the graph. */
	readonly nodes: readonly SimulatedNode[];
	/** Share of the time of those nodes, from 0 to 1, in which they were busy. */
	readonly utilisation: number;
	/** The group that brought it down. */
	readonly exceeded: ExceededGroup | undefined;
	/** Vertices whose runs failed, in the order they did. */
	readonly failed: readonly number[];
	/** The first of those that wait for ever. */
	readonly stalled: readonly StalledRun[];
}
