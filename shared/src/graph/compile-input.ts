import type { JsonObject, TaskDefinition } from '../model/task.js';
import type { Facts, PastState } from './facts.js';
import type { PlanGraphNode } from './plan-graph.js';

/** What a graph is made of. */
export interface CompileInput {
	/** Merged: ids are unique. */
	readonly tasks: readonly TaskDefinition[];
	/** In any order; tags with their primary forms applied. The master and the sync node need not be among them. */
	readonly nodes: readonly PlanGraphNode[];
	/** Absent: no expression is evaluated, conditions count as true and relations written as expressions as empty. */
	readonly facts?: Facts;
	/** Absent: a first run, nothing is known, so everything looks changed. */
	readonly past?: PastState;
	/** Take every condition as true and leave expressions in parameters as written; relations are still evaluated. */
	readonly assumeConditions?: boolean;
	readonly selection?: Selection;
	/** Why a task is left out on a node, whatever its condition; undefined where it is not. */
	readonly leaveOut?: (task: TaskDefinition, nodeId: string) => string | undefined;
	readonly run?: RunOptions;
	readonly legacy?: LegacyOptions;
	readonly formatting?: FormattingValues;
}

/** What shall run; everything else is skipped. Both kinds together: what both leave. */
export interface Selection {
	/** Task ids. Stages, groups and tasks of type skipped are never selected, and never left out. */
	readonly tasks?: readonly string[];
	/** What lies between start and end of any of these. */
	readonly subgraphs?: readonly Subgraph[];
}

/** Ends written `task` (wherever it is), `task/1,3-5`, `task/master` or `task/null`; an empty list bounds nothing. */
export interface Subgraph {
	readonly start: readonly string[];
	readonly end: readonly string[];
}

/** How a deployment runs, as far as its graph shows it. */
export interface RunOptions {
	readonly dryRun?: boolean;
	/** Failures of rehearsed tasks stop nobody. */
	readonly noopRun?: boolean;
	/** Forget the past: everything looks changed. */
	readonly force?: boolean;
	/** Give every task the parameter `debug: true`. */
	readonly debug?: boolean;
}

/** What becomes of tasks of a version below 2.0.0, which say nothing about other nodes. */
export interface LegacyOptions {
	/** Order them by the stages and groups of the old engine. */
	readonly propagate: boolean;
	/** Records of the old `tasks.yaml` of plugins; only with `propagate`. */
	readonly pluginTasks?: readonly JsonObject[];
	/**
	 * Which of them are refused by name, where they are not adapted; the others are warned of. `written`: those that say
	 * an old version themselves, and, where groups say in which order roles are deployed, those that say none: that order
	 * was meant for them.
	 */
	readonly refuse?: 'all' | 'written';
}

/**
 * Values for `{NAME}` in the strings of tasks. What is absent is taken from the node's facts (`cluster.id`,
 * `openstack_version`, `public_ssl.hostname`); a string that names what is known nowhere stays as written.
 */
export interface FormattingValues {
	readonly CLUSTER_ID?: number | string;
	readonly OPENSTACK_VERSION?: string;
	readonly MASTER_IP?: string;
	readonly CN_HOSTNAME?: string;
	readonly SETTINGS?: JsonObject;
}
