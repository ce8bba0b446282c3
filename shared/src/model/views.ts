import type { AccessRole } from './access.js';
import type {
	AttemptOutcome,
	DeploymentKind,
	DeploymentState,
	FailureReason,
	RunCounts,
	TaskRunState,
} from './deployment.js';
import type { DeploymentControl } from './deployment-control.js';
import type { Diagnostic } from './diagnostic.js';
import type { EnvironmentStatus } from './environment.js';
import type { Event } from './event.js';
import type { HardwareDrift } from './hardware-drift.js';
import type { AssignmentId, DeploymentId, EnvironmentId, NodeId, PlanId, ReleaseId } from './ids.js';
import type { Inventory } from './inventory.js';
import type { Connectivity, NodeStatus } from './node.js';
import type { PlanStorageView } from './storage-views.js';
import type { JsonObject } from './task.js';
import type { Token } from './token.js';

/*
 * What administrators see. Times are wall-clock milliseconds since 1970, sizes are bytes;
 * a time is undefined and a text empty where there is nothing to say.
 */

/** One page of a listing. */
export interface Page<Item> {
	readonly items: readonly Item[];
	/** Where the next page begins; empty at the end. */
	readonly nextPageToken: string;
}

export interface NodeView {
	readonly id: NodeId;
	readonly name: string;
	readonly status: NodeStatus;
	readonly statusMessage: string;
	readonly connectivity: Connectivity;
	readonly environmentId: EnvironmentId | undefined;
	readonly environmentName: string;
	readonly roles: readonly string[];
	readonly lastSeenAtMs: number | undefined;
	readonly agentVersion: string;
	readonly certificateExpiresAtMs: number | undefined;
	readonly createdAtMs: number;
	readonly cpuThreads: number;
	readonly memoryBytes: number;
	readonly diskBytes: number;
}

/** A node with its hardware. */
export interface NodeDetailView {
	readonly node: NodeView;
	readonly inventory: Inventory | undefined;
	readonly inventoryDigest: string;
	readonly inventoryAtMs: number | undefined;
	/** What is gone or smaller than it was when the hardware was agreed to. */
	readonly drift: readonly HardwareDrift[];
	/** Undefined before any hardware was reported. */
	readonly agreedAtMs: number | undefined;
}

export interface ReleaseRoleView {
	readonly id: string;
	readonly name: string;
	readonly description: string;
	readonly tags: readonly string[];
}

export interface ReleaseGraphView {
	readonly type: string;
	readonly taskCount: number;
}

export interface ReleaseView {
	readonly id: ReleaseId;
	readonly name: string;
	readonly version: string;
	readonly description: string;
	readonly roles: readonly ReleaseRoleView[];
	readonly graphs: readonly ReleaseGraphView[];
	readonly digest: string;
	readonly createdAtMs: number;
	readonly isAvailable: boolean;
}

/** One file of a release folder; the path has slashes. */
export interface ReleaseFile {
	readonly path: string;
	readonly content: Uint8Array;
}

/** What became of an import. */
export interface ReleaseImportView {
	readonly releases: readonly ReleaseView[];
	readonly warnings: readonly Diagnostic[];
}

/** A node, by id or name, and its roles in an environment. Answers carry the id. */
export interface NodeAssignment {
	readonly node: string;
	readonly roles: readonly string[];
}

export interface EnvironmentView {
	readonly id: EnvironmentId;
	readonly name: string;
	readonly status: EnvironmentStatus;
	readonly releaseId: ReleaseId;
	readonly releaseName: string;
	readonly releaseVersion: string;
	readonly nodes: readonly NodeAssignment[];
	/** The deployment at work, or the last one. */
	readonly deploymentId: DeploymentId | undefined;
	readonly createdAtMs: number;
}

/** What a plan does on a node. */
export interface PlanNodeView {
	/** The sync node is one of them. */
	readonly nodeId: NodeId;
	readonly nodeName: string;
	readonly roles: readonly string[];
	/** Primary forms applied. */
	readonly tags: readonly string[];
	readonly taskCount: number;
	readonly skippedCount: number;
}

export interface PlanView {
	readonly id: PlanId;
	readonly environmentId: EnvironmentId;
	readonly environmentName: string;
	readonly graphType: string;
	readonly digest: string;
	readonly createdAtMs: number;
	readonly taskCount: number;
	readonly anchorCount: number;
	readonly skippedCount: number;
	readonly barrierCount: number;
	readonly edgeCount: number;
	readonly nodes: readonly PlanNodeView[];
	readonly warnings: readonly Diagnostic[];
	/** As TASK@NODE, in order. */
	readonly longestChain: readonly string[];
	/** The deployment that executes it. */
	readonly deploymentId: DeploymentId | undefined;
	/** It only computes and records. */
	readonly isDryRun: boolean;
	/** Everything counted as changed. */
	readonly isForced: boolean;
	/** What is different from the last plan of this graph type that was started. */
	readonly changes: readonly string[];
	/** By what its tasks took before; 0 when nothing is known. */
	readonly expectedDurationMs: number;
	/** Most frequent first. */
	readonly skipReasons: readonly SkipReasonCountView[];
	readonly limits: readonly TaskLimitView[];
	/** Tasks only say what they would do. */
	readonly isNoopRun: boolean;
	readonly faultGroups: readonly FaultGroupView[];
	/** What its tasks do to the disks of nodes. */
	readonly storage: readonly PlanStorageView[];
	/** Who agrees to it agrees to everything that is lost; '' when nothing is. */
	readonly destroyDigest: string;
}

/** Nodes of which only so many may fail. */
export interface FaultGroupView {
	readonly name: string;
	readonly nodeIds: readonly NodeId[];
	readonly failuresAllowed: number;
}

/** How many vertices are left out for a reason. */
export interface SkipReasonCountView {
	readonly reason: string;
	readonly count: number;
}

/** Most runs of a task at once, over all nodes. */
export interface TaskLimitView {
	readonly taskId: string;
	readonly atOnce: number;
}

export interface DeploymentView {
	readonly id: DeploymentId;
	readonly environmentId: EnvironmentId;
	readonly environmentName: string;
	readonly planId: PlanId;
	readonly planDigest: string;
	readonly graphType: string;
	/** `preparing` is shown as `running`. */
	readonly state: DeploymentState;
	readonly counts: RunCounts;
	readonly startedAtMs: number;
	readonly endedAtMs: number | undefined;
	readonly startedBy: string;
	readonly message: string;
	/** What operators have said about its course. */
	readonly control: DeploymentControl;
	readonly kind: DeploymentKind;
}

/** How far a node is within a deployment. */
export interface NodeProgressView {
	readonly nodeId: NodeId;
	readonly nodeName: string;
	readonly counts: RunCounts;
	/** Ids of the tasks with the agent now. */
	readonly runningTasks: readonly string[];
	/** Share of its work that is done; 100 only when all of it is. */
	readonly percent: number;
}

/** How far a deployment is as a whole. */
export interface DeploymentProgressView {
	/** Share of its work that is done; 100 only when all of it is. */
	readonly percent: number;
	/** Tasks count by what they took before; otherwise each counts alike. */
	readonly isWeighted: boolean;
	/** By what its tasks took before; undefined when nothing is known, or nothing is left. */
	readonly remainingMs: number | undefined;
}

/** A deployment and how far each node is. */
export interface DeploymentDetailView {
	readonly deployment: DeploymentView;
	/** The sync node last. */
	readonly nodes: readonly NodeProgressView[];
	readonly progress: DeploymentProgressView;
}

export interface AttemptView {
	/** From 1. */
	readonly number: number;
	readonly assignmentId: AssignmentId;
	readonly assignedAtMs: number;
	readonly startedAtMs: number | undefined;
	readonly endedAtMs: number | undefined;
	/** Undefined while at work. */
	readonly outcome: AttemptOutcome['outcome'] | undefined;
	readonly reason: FailureReason | undefined;
	readonly exitCode: number;
	readonly signal: string;
	readonly message: string;
	readonly logLength: number;
	readonly durationMs: number;
	/** What the task counted; absent for types that count nothing. */
	readonly summary?: JsonObject;
}

export interface TaskRunView {
	readonly vertex: number;
	readonly taskId: string;
	readonly nodeId: NodeId;
	readonly nodeName: string;
	readonly taskType: string;
	readonly state: TaskRunState;
	/** Oldest first; at most the last 20. */
	readonly attempts: readonly AttemptView[];
	readonly readyAtMs: number | undefined;
	readonly endedAtMs: number | undefined;
	readonly message: string;
}

export type VertexKindName = 'task' | 'anchor' | 'skipped' | 'barrier';

export interface VertexView {
	readonly index: number;
	readonly kind: VertexKindName;
	/** For a barrier, what it waits for in words. */
	readonly taskId: string;
	/** Empty for a barrier. */
	readonly nodeId: string;
	/** Empty for a barrier. */
	readonly taskType: string;
	readonly skipReason: string;
}

export interface EdgeView {
	readonly before: number;
	readonly after: number;
	readonly reason: string;
}

/** What of a task decides how its runs go. */
export interface PlanTaskView {
	readonly taskId: string;
	/** A failed run stops what depends on it. */
	readonly failsOnError: boolean;
	readonly retriesOnLost: boolean;
	/** 0 means the default of the type. */
	readonly timeoutSeconds: number;
	readonly retries: number;
	readonly retryIntervalSeconds: number;
	/** What it took on the average lately in this environment; undefined when nothing is known. */
	readonly usualDurationMs: number | undefined;
}

/** One page of a plan's vertices, edges or tasks. */
export interface GraphPage<Item> extends Page<Item> {
	/** Equal on all pages of one plan. */
	readonly planDigest: string;
	/** Number of rows on all pages together. */
	readonly total: number;
}

/** Whose a graph is; `merged` is all owners together. */
export type GraphOwnerName = 'merged' | 'release' | 'environment';

/** One graph of one owner. */
export interface GraphInfoView {
	readonly graphType: string;
	readonly owner: GraphOwnerName;
	readonly taskCount: number;
}

/** A piece of a task's output. */
export interface LogPieceView {
	/** Position of the first byte. */
	readonly offset: number;
	readonly data: Uint8Array;
	/** 0 when it is the attempt of the piece before. */
	readonly attempt: number;
	/** Bytes from the offset on that an attempt which has ended wrote, and that are not here; only in its last piece. */
	readonly missingBytes?: number;
}

export type TokenView = Token;

/** A fresh token; the only place where its secret is. */
export interface CreatedTokenView {
	readonly token: TokenView;
	readonly joinToken: string;
	/** SHA-256 of the root certificate's public key, hexadecimal. */
	readonly caPin: string;
}

/** A certificate of a person or program. */
export interface CredentialView {
	/** Serial number, lower-case hexadecimal. */
	readonly id: string;
	readonly name: string;
	readonly role: AccessRole;
	readonly issuedAtMs: number;
	readonly expiresAtMs: number;
	/** Undefined while it is not revoked. */
	readonly revokedAtMs: number | undefined;
}

/** A fresh certificate; its key is with whoever asked for it. */
export interface IssuedCredentialView {
	readonly credential: CredentialView;
	/** Leaf first, then the root, DER. */
	readonly certificateChain: readonly Uint8Array[];
	/** HOST:PORT of the admin door. */
	readonly adminAddress: string;
}

export type EventView = Event;

/** The state of a stream's objects at a sequence number. */
export interface SnapshotView {
	readonly sequence: number;
	/** Undefined on the system stream. */
	readonly environment: EnvironmentView | undefined;
	readonly deployment: DeploymentView | undefined;
	readonly nodes: readonly NodeProgressView[];
}

/** What a watch delivers: at most one snapshot, first, then events. */
export type WatchItem =
	| { readonly kind: 'snapshot'; readonly snapshot: SnapshotView }
	| { readonly kind: 'event'; readonly event: EventView };

/** Where a watch begins. */
export type WatchStart = { readonly kind: 'snapshot' } | { readonly kind: 'after'; readonly sequence: number };

export interface SystemInfoView {
	readonly version: string;
	readonly protocol: string;
	readonly startedAtMs: number;
	readonly nodesOnline: number;
	readonly nodesTotal: number;
	readonly deploymentsRunning: number;
	readonly callerName: string;
	readonly callerRole: AccessRole;
	readonly memoryBytes: number;
	readonly caPin: string;
}

/** One mutation, as the audit log has it. */
export interface AuditRecordView {
	readonly sequence: number;
	readonly atMs: number;
	/** For example "admin alice", "agent 3" or "local-root". */
	readonly actor: string;
	/** For example "StartDeployment". */
	readonly action: string;
	readonly object: string;
	readonly requestId: string;
	/** "ok" or a stable code. */
	readonly outcome: string;
	/** SHA-256 over the request, hexadecimal. */
	readonly digest: string;
	/** SHA-256 over this record and the hash of the one before, hexadecimal. */
	readonly hash: string;
}

/** What a verification of the audit log found. */
export interface AuditVerificationView {
	readonly recordCount: number;
	/** Undefined when every hash fits. */
	readonly firstBrokenSequence: number | undefined;
}
