import type { NodeId } from '../model/ids.js';
import type { JsonObject, TaskType } from '../model/task.js';

/** What a vertex stands for. The numbers are stored: never renumber. */
export const VERTEX_TASK = 0;
/** Executes nothing; completed by the controller. */
export const VERTEX_ANCHOR = 1;
/** Left out by this plan; order still passes through it. */
export const VERTEX_SKIPPED = 2;
/** Joins a set of vertices so that edges stay linear in nodes. */
export const VERTEX_BARRIER = 3;

export type VertexKind = typeof VERTEX_TASK | typeof VERTEX_ANCHOR | typeof VERTEX_SKIPPED | typeof VERTEX_BARRIER;

/**
 * What is executed for a task id; shared by its vertices. Where parameters differ by node there are several of one id,
 * next to each other.
 */
export interface PlanTask {
	readonly id: string;
	readonly type: TaskType;
	readonly parameters: JsonObject;
	readonly failOnError: boolean;
	readonly retryOnLost: boolean;
	/** Seconds that each attempt may take; 0 in plans of older versions: the default of the type. */
	readonly timeoutSeconds: number;
	/** Attempts after a reported failure. */
	readonly retries: number;
	/** Seconds before the first of them; twice as long before each next one. */
	readonly retryIntervalSeconds: number;
	/** Attempts after one that succeeded: the run is done when all have. None where it does not stand. */
	readonly succeedRetries?: number;
	/**
	 * The parameters still hold expressions, because their values are too large to be kept for each node: they are
	 * rendered from the facts of the plan when a run is handed out (`ParameterRenderer`).
	 */
	readonly isDeferred?: true;
}

/** A node of a plan; the sync node is one of them. */
export interface PlanGraphNode {
	readonly id: NodeId;
	readonly name: string;
	readonly roles: readonly string[];
	/** Tags used to resolve roles, primary forms already applied. */
	readonly tags: readonly string[];
}

/** Nodes of which only so many may fail before a deployment stops. */
export interface FaultToleranceGroup {
	readonly name: string;
	readonly nodeIds: readonly NodeId[];
	/** Failures still allowed. */
	readonly faultTolerance: number;
}

/**
 * The computed graph, column by column. Vertices are numbered from 0; equal input gives equal numbers.
 * A barrier has no node (-1) and its `vertexTask` indexes `barriers`.
 */
export interface PlanGraph {
	readonly tasks: readonly PlanTask[];
	readonly nodes: readonly PlanGraphNode[];
	/** What each barrier waits for, in words. */
	readonly barriers: readonly string[];
	/** {@link VertexKind} of each vertex. */
	readonly vertexKind: Uint8Array;
	/** Index into `tasks` (into `barriers` for barriers). */
	readonly vertexTask: Int32Array;
	/** Index into `nodes`; -1 for barriers. */
	readonly vertexNode: Int32Array;
	/** Why each skipped vertex is skipped. */
	readonly skipReasons: ReadonlyMap<number, string>;
	/** Edges ordered by (after, before): `edgeBefore[i]` must end before `edgeAfter[i]` begins. No self edges, no duplicates. */
	readonly edgeBefore: Int32Array;
	readonly edgeAfter: Int32Array;
	/** Index into `reasons` of each edge. */
	readonly edgeReason: Int32Array;
	/** Which relation of which task asked for an edge, for example `app: cross-depends store (role store)`. */
	readonly reasons: readonly string[];
	/** How many runs of a task id there may be at once; an id without a row is not limited. */
	readonly limits: ReadonlyMap<string, number>;
	readonly faultToleranceGroups: readonly FaultToleranceGroup[];
	/** Its tasks only say what they would do. */
	readonly isNoop?: true;
}
