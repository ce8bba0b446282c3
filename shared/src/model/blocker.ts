import type { NodeId } from './ids.js';

/** Why a task run does not begin, as far as the scheduler knows. Vertices are those of the plan's graph. */
export type SchedulingBlocker =
	/** Runs before it have not ended, or not well. Never barriers: those are looked through. */
	| { readonly kind: 'dependency'; readonly vertices: readonly number[]; readonly total: number }
	/** Its node has no free slot. Holders are runs of this deployment. */
	| { readonly kind: 'slot'; readonly slots: number; readonly holders: readonly number[] }
	/** As many runs of its task are at work as may be. */
	| {
			readonly kind: 'strategy';
			readonly taskId: string;
			readonly limit: number;
			readonly holders: readonly number[];
	  }
	/** As many nodes are at work as may be. */
	| { readonly kind: 'node_limit'; readonly limit: number; readonly nodeIds: readonly NodeId[] }
	/** More nodes have failed than a group survives: nothing new begins. */
	| { readonly kind: 'tolerance'; readonly group: string; readonly failures: number; readonly allowed: number }
	| { readonly kind: 'paused' }
	/** The deployment stands before a break-point. */
	| { readonly kind: 'break_point'; readonly name: string }
	/** Its last attempt failed; the next one is made then. Wall clock. */
	| { readonly kind: 'retry_wait'; readonly untilMs: number; readonly attempt: number }
	/** Somebody asked the deployment to stop. */
	| { readonly kind: 'stopping' }
	/** The controller hands out nothing at the moment: it is about to end. */
	| { readonly kind: 'held' };

/** Why a task run does not begin or end, as far as only the engine knows. */
export type EngineBlocker =
	/** Its agent has not been heard since then. Times are wall clock; undefined where nothing is judged lost. */
	| {
			readonly kind: 'agent_silent';
			readonly nodeId: NodeId;
			readonly sinceMs: number;
			readonly leaseEndsAtMs: number | undefined;
			readonly lostAtMs: number | undefined;
	  }
	/** Its agent has not connected since the controller started. */
	| { readonly kind: 'agent_absent'; readonly nodeId: NodeId }
	/** Its node waits for an administrator to accept it. */
	| { readonly kind: 'waiting_for_accept'; readonly nodeId: NodeId }
	/** Attempts of deployments that have ended still hold the slots of its node. */
	| { readonly kind: 'foreign_slot'; readonly nodeId: NodeId; readonly attempts: number };

/** One thing that keeps a task run where it is. */
export type Blocker = SchedulingBlocker | EngineBlocker;
