import type { TaskRunState } from './deployment.js';
import type { NodeId } from './ids.js';
import type { DeploymentView, NodeProgressView } from './views.js';

/*
 * Why a deployment, a node or a task run does not move. Times are milliseconds of the controller's wall clock.
 */

/** The first few of many. */
export interface Some<Item> {
	readonly items: readonly Item[];
	readonly total: number;
}

/** A machine as people know it. */
export interface NodeRef {
	readonly nodeId: NodeId;
	readonly nodeName: string;
}

/** A task run and what is known of it. */
export interface RunRef extends NodeRef {
	readonly vertex: number;
	readonly taskId: string;
	readonly state: TaskRunState;
	/** Since when it is in this state; undefined where nobody wrote that down. */
	readonly sinceMs: number | undefined;
	/** Number of its last attempt; 0 when it had none. */
	readonly attempt: number;
	/** When its timeout ends it; undefined while it is not running. */
	readonly timeoutAtMs: number | undefined;
	/** Why it failed, was skipped or did not run; empty when there is nothing to say. */
	readonly message: string;
}

/** A run that others wait for and that waits for nobody itself; and what holds it back, unless it runs. */
export interface RootRun {
	readonly run: RunRef;
	readonly blocker: BlockerView | undefined;
}

/** One thing that keeps a task run where it is: a `Blocker` with names instead of numbers. */
export type BlockerView =
	/** `roots` come first in time; `total` runs near and far have not ended. */
	| { readonly kind: 'dependency'; readonly roots: Some<RootRun>; readonly total: number }
	/** The node has so many slots, and these hold them. */
	| { readonly kind: 'slot'; readonly node: NodeRef; readonly slots: number; readonly holders: Some<RunRef> }
	| {
			readonly kind: 'strategy';
			readonly taskId: string;
			readonly limit: number;
			readonly holders: Some<RunRef>;
	  }
	| { readonly kind: 'node_limit'; readonly limit: number; readonly nodes: Some<NodeRef> }
	| { readonly kind: 'tolerance'; readonly group: string; readonly failures: number; readonly allowed: number }
	| { readonly kind: 'paused' }
	| { readonly kind: 'break_point'; readonly name: string }
	/** Its last attempt failed; `attempt` is the number of the next one, made then. */
	| { readonly kind: 'retry_wait'; readonly attempt: number; readonly untilMs: number }
	| { readonly kind: 'stopping' }
	| { readonly kind: 'held' }
	| {
			readonly kind: 'agent_silent';
			readonly node: NodeRef;
			readonly sinceMs: number;
			/** Undefined where nothing is at work that could be lost. */
			readonly leaseEndsAtMs: number | undefined;
			readonly lostAtMs: number | undefined;
	  }
	| { readonly kind: 'agent_absent'; readonly node: NodeRef }
	| { readonly kind: 'waiting_for_accept'; readonly node: NodeRef }
	| { readonly kind: 'foreign_slot'; readonly node: NodeRef; readonly attempts: number };

/** Runs that the same thing holds back. */
export interface HeldRuns {
	readonly blocker: BlockerView;
	readonly runs: Some<RunRef>;
}

/** A task run and everything that holds it back, the decisive thing first. */
export interface ExplainedRun {
	readonly run: RunRef;
	readonly blockers: readonly BlockerView[];
}

/** What was asked about. */
export type ExplanationSubject =
	| { readonly kind: 'deployment' }
	| { readonly kind: 'node'; readonly node: NodeProgressView }
	| { readonly kind: 'run'; readonly explained: ExplainedRun };

/** Why something does or does not move. */
export interface ExplanationView {
	/** When the controller looked. */
	readonly atMs: number;
	readonly deployment: DeploymentView;
	readonly subject: ExplanationSubject;
	/** With an agent now, longest first. Those of the node, where a node or run was asked about. */
	readonly running: Some<ExplainedRun>;
	/** What has not begun, by what is decisive for it; those that need a person first. */
	readonly held: readonly HeldRuns[];
	/** Root causes so far. */
	readonly failed: Some<RunRef>;
	/** The longest chain of runs that have not ended. */
	readonly chain: Some<RunRef>;
}
