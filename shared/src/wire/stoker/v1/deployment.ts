// Generated from stoker/v1/deployment.proto by `make generate`; do not edit.

/* eslint-disable */
import { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";
import {
  type CallOptions,
  type ChannelCredentials,
  Client,
  type ClientOptions,
  type ClientUnaryCall,
  type handleUnaryCall,
  makeGenericClientConstructor,
  type Metadata,
  type ServiceError,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { Timestamp } from "../../google/protobuf/timestamp.js";
import { AttemptOutcome, FailureReason } from "./agent.js";
import { Diagnostic } from "./diagnostic.js";

export const protobufPackage = "stoker.v1";

export const protobufFileName = "stoker/v1/deployment.proto";

/** Where a deployment is in its life. */
export const DeploymentState = {
  /** DEPLOYMENT_STATE_UNSPECIFIED - Never sent. */
  DEPLOYMENT_STATE_UNSPECIFIED: 0,
  /** DEPLOYMENT_STATE_RUNNING - At work. */
  DEPLOYMENT_STATE_RUNNING: 1,
  /** DEPLOYMENT_STATE_STOPPING - A stop was asked for; what runs is ending. */
  DEPLOYMENT_STATE_STOPPING: 2,
  /** DEPLOYMENT_STATE_SUCCEEDED - Everything ended well. */
  DEPLOYMENT_STATE_SUCCEEDED: 3,
  /** DEPLOYMENT_STATE_FAILED - Something failed. */
  DEPLOYMENT_STATE_FAILED: 4,
  /** DEPLOYMENT_STATE_STOPPED - It was stopped before everything ended. */
  DEPLOYMENT_STATE_STOPPED: 5,
  UNRECOGNIZED: -1,
} as const;

export type DeploymentState = typeof DeploymentState[keyof typeof DeploymentState];

export namespace DeploymentState {
  export type DEPLOYMENT_STATE_UNSPECIFIED = typeof DeploymentState.DEPLOYMENT_STATE_UNSPECIFIED;
  export type DEPLOYMENT_STATE_RUNNING = typeof DeploymentState.DEPLOYMENT_STATE_RUNNING;
  export type DEPLOYMENT_STATE_STOPPING = typeof DeploymentState.DEPLOYMENT_STATE_STOPPING;
  export type DEPLOYMENT_STATE_SUCCEEDED = typeof DeploymentState.DEPLOYMENT_STATE_SUCCEEDED;
  export type DEPLOYMENT_STATE_FAILED = typeof DeploymentState.DEPLOYMENT_STATE_FAILED;
  export type DEPLOYMENT_STATE_STOPPED = typeof DeploymentState.DEPLOYMENT_STATE_STOPPED;
  export type UNRECOGNIZED = typeof DeploymentState.UNRECOGNIZED;
}

/** Where a task run is in its life. */
export const TaskRunState = {
  /** TASK_RUN_STATE_UNSPECIFIED - Never sent. */
  TASK_RUN_STATE_UNSPECIFIED: 0,
  /** TASK_RUN_STATE_PENDING - Waits for others. */
  TASK_RUN_STATE_PENDING: 1,
  /** TASK_RUN_STATE_READY - May start; waits for a free slot of its node. */
  TASK_RUN_STATE_READY: 2,
  /** TASK_RUN_STATE_RUNNING - Handed to the agent. */
  TASK_RUN_STATE_RUNNING: 3,
  /** TASK_RUN_STATE_SUCCEEDED - Ended well. */
  TASK_RUN_STATE_SUCCEEDED: 4,
  /** TASK_RUN_STATE_FAILED - Ended badly. */
  TASK_RUN_STATE_FAILED: 5,
  /** TASK_RUN_STATE_SKIPPED - Left out by condition, selection or an operator. */
  TASK_RUN_STATE_SKIPPED: 6,
  /** TASK_RUN_STATE_DEP_FAILED - Never ran because something it depends on failed. */
  TASK_RUN_STATE_DEP_FAILED: 7,
  /** TASK_RUN_STATE_CANCELLED - Ended, or never started, because the deployment was stopped. */
  TASK_RUN_STATE_CANCELLED: 8,
  UNRECOGNIZED: -1,
} as const;

export type TaskRunState = typeof TaskRunState[keyof typeof TaskRunState];

export namespace TaskRunState {
  export type TASK_RUN_STATE_UNSPECIFIED = typeof TaskRunState.TASK_RUN_STATE_UNSPECIFIED;
  export type TASK_RUN_STATE_PENDING = typeof TaskRunState.TASK_RUN_STATE_PENDING;
  export type TASK_RUN_STATE_READY = typeof TaskRunState.TASK_RUN_STATE_READY;
  export type TASK_RUN_STATE_RUNNING = typeof TaskRunState.TASK_RUN_STATE_RUNNING;
  export type TASK_RUN_STATE_SUCCEEDED = typeof TaskRunState.TASK_RUN_STATE_SUCCEEDED;
  export type TASK_RUN_STATE_FAILED = typeof TaskRunState.TASK_RUN_STATE_FAILED;
  export type TASK_RUN_STATE_SKIPPED = typeof TaskRunState.TASK_RUN_STATE_SKIPPED;
  export type TASK_RUN_STATE_DEP_FAILED = typeof TaskRunState.TASK_RUN_STATE_DEP_FAILED;
  export type TASK_RUN_STATE_CANCELLED = typeof TaskRunState.TASK_RUN_STATE_CANCELLED;
  export type UNRECOGNIZED = typeof TaskRunState.UNRECOGNIZED;
}

/**
 * Whether a deployment changes anything. Rehearsals leave the status of nodes and environments as it is, and what they
 * ran does not count as having been run.
 */
export const DeploymentKind = {
  /** DEPLOYMENT_KIND_UNSPECIFIED - Never sent. */
  DEPLOYMENT_KIND_UNSPECIFIED: 0,
  /** DEPLOYMENT_KIND_FULL - Tasks do what they are for. */
  DEPLOYMENT_KIND_FULL: 1,
  /** DEPLOYMENT_KIND_DRY_RUN - Nothing is handed to agents. */
  DEPLOYMENT_KIND_DRY_RUN: 2,
  /** DEPLOYMENT_KIND_NOOP_RUN - Agents are handed tasks that only say what they would do. */
  DEPLOYMENT_KIND_NOOP_RUN: 3,
  UNRECOGNIZED: -1,
} as const;

export type DeploymentKind = typeof DeploymentKind[keyof typeof DeploymentKind];

export namespace DeploymentKind {
  export type DEPLOYMENT_KIND_UNSPECIFIED = typeof DeploymentKind.DEPLOYMENT_KIND_UNSPECIFIED;
  export type DEPLOYMENT_KIND_FULL = typeof DeploymentKind.DEPLOYMENT_KIND_FULL;
  export type DEPLOYMENT_KIND_DRY_RUN = typeof DeploymentKind.DEPLOYMENT_KIND_DRY_RUN;
  export type DEPLOYMENT_KIND_NOOP_RUN = typeof DeploymentKind.DEPLOYMENT_KIND_NOOP_RUN;
  export type UNRECOGNIZED = typeof DeploymentKind.UNRECOGNIZED;
}

/** How many task runs are in each state. */
export interface RunCounts {
  /** Waiting for others. */
  pending: number;
  /** Waiting for a slot. */
  ready: number;
  /** With an agent. */
  running: number;
  /** Ended well. */
  succeeded: number;
  /** Ended badly. */
  failed: number;
  /** Left out. */
  skipped: number;
  /** Not run because of a failure before them. */
  depFailed: number;
  /** Not run or ended because of a stop. */
  cancelled: number;
}

/** How far a node is within a deployment. */
export interface NodeProgress {
  /** Node; "null" for the sync node. */
  nodeId: string;
  /** Name of the node. */
  nodeName: string;
  /** Its task runs by state. */
  counts:
    | RunCounts
    | undefined;
  /** Tasks with the agent now. */
  runningTasks: string[];
  /** Share of its work that is done, whole percent; 100 only when all of it is. */
  percent: number;
}

/** How far a deployment is as a whole. */
export interface DeploymentProgress {
  /** Share of its work that is done, whole percent; 100 only when all of it is. */
  percent: number;
  /** Whether tasks count by what they took before; otherwise each counts alike. */
  isWeighted: boolean;
  /** How long it may still take by what its tasks took before, milliseconds; absent when that is not known. */
  remainingMs?: number | undefined;
}

/** A computed plan. */
export interface Plan {
  /** Identity. */
  id: string;
  /** Environment it was computed for. */
  environmentId: string;
  /** Type of the graph. */
  graphType: string;
  /** SHA-256 over the plan, hexadecimal; equal input gives an equal digest. */
  digest: string;
  /** When it was computed. */
  createdAt:
    | Date
    | undefined;
  /** Vertices that agents run. */
  taskCount: number;
  /** Vertices that execute nothing. */
  anchorCount: number;
  /** Vertices left out. */
  skippedCount: number;
  /** Vertices that join sets. */
  barrierCount: number;
  /** Edges. */
  edgeCount: number;
  /** What each node will do. */
  nodes: PlanNode[];
  /** Warnings found while planning. */
  warnings: Diagnostic[];
  /** Longest chain of tasks, as TASK@NODE in order. */
  longestChain: string[];
  /** Name of the environment. */
  environmentName: string;
  /** Deployment that executes it; empty when it was not started. */
  deploymentId: string;
  /** Whether it only computes and records. */
  isDryRun: boolean;
  /** Whether everything counted as changed. */
  isForced: boolean;
  /** What is different from the last plan of this graph type that was started, one sentence each; at most 100. */
  changes: string[];
  /** How long it may take by what its tasks took before, milliseconds; 0 when nothing is known. */
  expectedDurationMs: number;
  /** Why vertices are left out, with how many for each reason; most frequent first, at most 100. */
  skipReasons: SkipReasonCount[];
  /** Most runs of a task at once. */
  limits: TaskLimit[];
  /** Whether tasks only say what they would do. */
  isNoopRun: boolean;
  /** Nodes of which only so many may fail. */
  faultGroups: FaultGroup[];
  /** What its tasks do to the disks of nodes. */
  storage: PlanStorage[];
  /** SHA-256 over everything that is lost on disks, hexadecimal: who agrees to it agrees to that. Empty when nothing is. */
  destroyDigest: string;
}

/** What a plan does to the disks of a node. */
export interface PlanStorage {
  /** Node. */
  nodeId: string;
  /** Its name. */
  nodeName: string;
  /** Digest of its storage plan. */
  digest: string;
  /** Actions; 0 when the disks are already as they shall be. */
  actionCount: number;
  /** What is lost, by disk. */
  losses: PlanLoss[];
}

/** What is lost on a disk. */
export interface PlanLoss {
  /** Serial number of the disk. */
  serial: string;
  /** World wide name. */
  wwn: string;
  /** Device, for people. */
  device: string;
  /** Model. */
  model: string;
  /** Bytes lost. */
  bytes: number;
  /** What they are, one sentence each. */
  items: string[];
}

/** Nodes of which only so many may fail before a deployment brakes. */
export interface FaultGroup {
  /** Name of the group. */
  name: string;
  /** Its nodes. */
  nodeIds: string[];
  /** Failures it endures; as many as it has nodes, or more, for any number. */
  failuresAllowed: number;
}

/** How many vertices are left out for a reason. */
export interface SkipReasonCount {
  /** The reason. */
  reason: string;
  /** Vertices. */
  count: number;
}

/** Most runs of a task at once, over all nodes. */
export interface TaskLimit {
  /** Task. */
  taskId: string;
  /** Runs at once. */
  atOnce: number;
}

/** What a plan does on a node. */
export interface PlanNode {
  /** Node; "null" for the sync node. */
  nodeId: string;
  /** Name of the node. */
  nodeName: string;
  /** Roles of the node. */
  roles: string[];
  /** Tasks that run there. */
  taskCount: number;
  /** Tasks left out there. */
  skippedCount: number;
  /** Tags of the node, primary forms applied. */
  tags: string[];
}

/** One execution of a plan. */
export interface Deployment {
  /** Identity. */
  id: string;
  /** Environment. */
  environmentId: string;
  /** Name of the environment. */
  environmentName: string;
  /** Plan it executes. */
  planId: string;
  /** Digest of the plan. */
  planDigest: string;
  /** Type of the graph. */
  graphType: string;
  /** Where it is in its life. */
  state: DeploymentState;
  /** Its task runs on nodes by state; the anchors of the sync node are no work and not counted. */
  counts:
    | RunCounts
    | undefined;
  /** When it was started. */
  startedAt:
    | Date
    | undefined;
  /** When it ended; absent while at work. */
  endedAt:
    | Date
    | undefined;
  /** Who started it. */
  startedBy: string;
  /** Why it failed or was stopped; root causes only. */
  message: string;
  /** What operators have said about its course. */
  control:
    | DeploymentControl
    | undefined;
  /** Whether it changes anything. */
  kind: DeploymentKind;
}

/** How much of a deployment may be at work at once. */
export interface RunLimits {
  /** Nodes at work together; 0 for any number. */
  nodesAtOnce: number;
  /** Runs of one node at once; 0 for as many as its agent offers. */
  slotsPerNode: number;
  /** Runs of a task at once, in place of what the plan says; 0 for any number. */
  tasks: TaskLimit[];
}

/** What operators have said about the course of a deployment. */
export interface DeploymentControl {
  /** Nothing new begins; what runs ends. */
  isPaused: boolean;
  /** Runs that may still begin although it is paused. */
  stepsLeft: number;
  /** TASK or TASK@NODE (id or name): the deployment pauses instead of beginning such a run. */
  breakpoints: string[];
  /** How much may be at work at once. */
  limits: RunLimits | undefined;
}

/** One attempt of a task run. */
export interface Attempt {
  /** Number, from 1. */
  number: number;
  /** Identity. */
  assignmentId: string;
  /** When it was handed to the agent. */
  assignedAt:
    | Date
    | undefined;
  /** When its process was started; absent when never. */
  startedAt:
    | Date
    | undefined;
  /** When its outcome became durable; absent while at work. */
  endedAt:
    | Date
    | undefined;
  /** How it ended; unspecified while at work. */
  outcome: AttemptOutcome;
  /** Why it failed. */
  reason: FailureReason;
  /** Exit code, when the process ended by itself. */
  exitCode: number;
  /** Name of the signal that ended the process. */
  signal: string;
  /** One sentence. */
  message: string;
  /** Bytes of output. */
  logLength: number;
  /** Time from start to end on the node, milliseconds. */
  durationMs: number;
  /** What the task counted, as a JSON object; empty for types that count nothing. */
  summaryJson: string;
}

/** A task on a node inside a deployment. */
export interface TaskRun {
  /** Number of its vertex in the plan. */
  vertex: number;
  /** Task. */
  taskId: string;
  /** Node; "null" for the sync node. */
  nodeId: string;
  /** Type of the task. */
  taskType: string;
  /** Where it is in its life. */
  state: TaskRunState;
  /** Its attempts, oldest first; at most the last 20. */
  attempts: Attempt[];
  /** When everything it depends on had ended; absent before. */
  readyAt:
    | Date
    | undefined;
  /** When it ended; absent before. */
  endedAt:
    | Date
    | undefined;
  /** For failed: the reason in one sentence; for dep_failed: the root cause as TASK@NODE; for skipped: why. */
  message: string;
  /** Name of the node. */
  nodeName: string;
}

/** Asks for a plan. */
export interface CreatePlanRequest {
  /** Id or name of the environment. */
  environment: string;
  /** Type of the graph; empty means "default". */
  graphType: string;
  /** Only these tasks run, the others are skipped as not selected; empty for all. Anchors stay. */
  taskIds: string[];
  /** Only what lies between these tasks runs; empty for all. */
  subgraphs: Subgraph[];
  /** Everything counts as changed since the last run. */
  isForced: boolean;
  /** Compute and record, run nothing. */
  isDryRun: boolean;
  /** Tasks only say what they would do; nothing is changed, and no failure stops anything. Not together with a dry run. */
  isNoopRun: boolean;
  /** Only these nodes (ids or names) take part, whatever the node filter of the graph says; empty for those it lets through. */
  nodes: string[];
  /** Serial numbers or WWNs of disks whose file systems several machines share, and which may be destroyed all the same. */
  consents: string[];
}

/** A part of a graph: what comes after the start and before the end, both included. */
export interface Subgraph {
  /** Tasks, as TASK or TASK/NODE,FIRST-LAST; empty for everything. */
  start: string[];
  /** Tasks, written alike; empty for everything. */
  end: string[];
}

/** The plan computed. Problems come as status details instead. */
export interface CreatePlanResponse {
  /** The plan. */
  plan: Plan | undefined;
}

/** Names a plan. */
export interface GetPlanRequest {
  /** Id of the plan. */
  planId: string;
}

/** A stored plan. */
export interface GetPlanResponse {
  /** The plan. */
  plan: Plan | undefined;
}

/** Names the plan to start. */
export interface StartDeploymentRequest {
  /** Id of the plan. */
  planId: string;
  /** Digest of the plan as it was shown; must match. */
  planDigest: string;
  /** What shall be in force from the first moment; nothing when absent. Steps have no meaning here. */
  control:
    | DeploymentControl
    | undefined;
  /** The plan's destroy_digest as it was shown; must match, unless that is empty or the run changes nothing. */
  agreedDestroyDigest: string;
}

/** The deployment at work. */
export interface StartDeploymentResponse {
  /** The deployment. */
  deployment: Deployment | undefined;
}

/** Names the deployment to stop. */
export interface StopDeploymentRequest {
  /** Id of the deployment. */
  deploymentId: string;
  /** End running tasks too, with their process groups. */
  now: boolean;
}

/** The deployment as it is now. */
export interface StopDeploymentResponse {
  /** The deployment. */
  deployment: Deployment | undefined;
}

/** Names the deployment to pause. */
export interface PauseDeploymentRequest {
  /** Id of the deployment. */
  deploymentId: string;
}

/** The deployment as it is now. */
export interface PauseDeploymentResponse {
  /** The deployment. */
  deployment: Deployment | undefined;
}

/** Names the deployment to resume. */
export interface ResumeDeploymentRequest {
  /** Id of the deployment. */
  deploymentId: string;
}

/** The deployment as it is now. */
export interface ResumeDeploymentResponse {
  /** The deployment. */
  deployment: Deployment | undefined;
}

/** Names the deployment to step through. */
export interface StepDeploymentRequest {
  /** Id of the deployment. */
  deploymentId: string;
  /** Runs that may begin; from 1 to 10,000. */
  count: number;
}

/** The deployment as it is now. */
export interface StepDeploymentResponse {
  /** The deployment. */
  deployment: Deployment | undefined;
}

/** Break-points to add and to take away. */
export interface ChangeBreakpointsRequest {
  /** Id of the deployment. */
  deploymentId: string;
  /** TASK or TASK@NODE, the node by id or name. */
  added: string[];
  /** As they were added; one that is not there is passed over. */
  removed: string[];
  /** Take all away that are there, before any is added. */
  isCleared: boolean;
}

/** The deployment as it is now. */
export interface ChangeBreakpointsResponse {
  /** The deployment. */
  deployment: Deployment | undefined;
}

/** Limits to change; what is absent stays as it is. */
export interface ChangeLimitsRequest {
  /** Id of the deployment. */
  deploymentId: string;
  /** Nodes at work together; 0 for any number. */
  nodesAtOnce?:
    | number
    | undefined;
  /** Runs of one node at once; 0 for as many as its agent offers. */
  slotsPerNode?:
    | number
    | undefined;
  /** Runs of a task at once; 0 for any number. */
  tasks: TaskLimit[];
  /** Tasks that take the limit of the plan again. */
  plannedTaskIds: string[];
}

/** The deployment as it is now. */
export interface ChangeLimitsResponse {
  /** The deployment. */
  deployment: Deployment | undefined;
}

/** A task on a node. */
export interface TaskRunName {
  /** Task. */
  taskId: string;
  /** Id or name of the node. */
  node: string;
}

/** Names runs to try again. */
export interface RetryTaskRunsRequest {
  /** Id of the deployment. */
  deploymentId: string;
  /** Failed runs, at most 1,000; empty for all that have failed. */
  runs: TaskRunName[];
}

/** The deployment as it is now. */
export interface RetryTaskRunsResponse {
  /** The deployment. */
  deployment: Deployment | undefined;
}

/** Names runs to go on without. */
export interface SkipTaskRunsRequest {
  /** Id of the deployment. */
  deploymentId: string;
  /** Runs, from 1 to 1,000. */
  runs: TaskRunName[];
  /** Why, for those who read of it later. */
  reason: string;
}

/** The deployment as it is now. */
export interface SkipTaskRunsResponse {
  /** The deployment. */
  deployment: Deployment | undefined;
}

/** Names runs that somebody has done by other means. */
export interface MarkTaskRunsDoneRequest {
  /** Id of the deployment. */
  deploymentId: string;
  /** Runs, from 1 to 1,000. */
  runs: TaskRunName[];
  /** Why, for those who read of it later. */
  reason: string;
}

/** The deployment as it is now. */
export interface MarkTaskRunsDoneResponse {
  /** The deployment. */
  deployment: Deployment | undefined;
}

/** Names a node that shall leave a deployment. */
export interface RemoveDeploymentNodeRequest {
  /** Id of the deployment. */
  deploymentId: string;
  /** Id or name of the node. */
  node: string;
}

/** The deployment as it is now. */
export interface RemoveDeploymentNodeResponse {
  /** The deployment. */
  deployment: Deployment | undefined;
}

/** Names a deployment. */
export interface GetDeploymentRequest {
  /** Id of the deployment. */
  deploymentId: string;
}

/** One deployment. */
export interface GetDeploymentResponse {
  /** The deployment. */
  deployment:
    | Deployment
    | undefined;
  /** Progress per node, "null" for the sync node last. */
  nodes: NodeProgress[];
  /** How far it is as a whole. */
  progress: DeploymentProgress | undefined;
}

/** Asks for deployments. */
export interface ListDeploymentsRequest {
  /** Id or name of an environment; empty for all. */
  environment: string;
  /** Most rows in the answer; 0 means 100, at most 1,000. */
  pageSize: number;
  /** From the last answer; empty for the first page. */
  pageToken: string;
}

/** A page of deployments. */
export interface ListDeploymentsResponse {
  /** Deployments, newest first. */
  deployments: Deployment[];
  /** Where the next page begins; empty at the end. */
  nextPageToken: string;
}

/** Asks for task runs. */
export interface ListTaskRunsRequest {
  /** Id of the deployment. */
  deploymentId: string;
  /** Only runs of this node (id or name); empty for all. */
  node: string;
  /** Only runs of this task; empty for all. */
  taskId: string;
  /** Only runs in these states; empty for all. */
  states: TaskRunState[];
  /** Most rows in the answer; 0 means 500, at most 5,000. */
  pageSize: number;
  /** From the last answer; empty for the first page. */
  pageToken: string;
}

/** A page of task runs. */
export interface ListTaskRunsResponse {
  /** Task runs by vertex. */
  taskRuns: TaskRun[];
  /** Where the next page begins; empty at the end. */
  nextPageToken: string;
}

function createBaseRunCounts(): RunCounts {
  return { pending: 0, ready: 0, running: 0, succeeded: 0, failed: 0, skipped: 0, depFailed: 0, cancelled: 0 };
}

export const RunCounts: MessageFns<RunCounts> = {
  encode(message: RunCounts, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.pending !== 0) {
      writer.uint32(8).uint32(message.pending);
    }
    if (message.ready !== 0) {
      writer.uint32(16).uint32(message.ready);
    }
    if (message.running !== 0) {
      writer.uint32(24).uint32(message.running);
    }
    if (message.succeeded !== 0) {
      writer.uint32(32).uint32(message.succeeded);
    }
    if (message.failed !== 0) {
      writer.uint32(40).uint32(message.failed);
    }
    if (message.skipped !== 0) {
      writer.uint32(48).uint32(message.skipped);
    }
    if (message.depFailed !== 0) {
      writer.uint32(56).uint32(message.depFailed);
    }
    if (message.cancelled !== 0) {
      writer.uint32(64).uint32(message.cancelled);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RunCounts {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRunCounts();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.pending = reader.uint32();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.ready = reader.uint32();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.running = reader.uint32();
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.succeeded = reader.uint32();
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.failed = reader.uint32();
            continue;
          }
          case 6: {
            if (tag !== 48) {
              break;
            }

            message.skipped = reader.uint32();
            continue;
          }
          case 7: {
            if (tag !== 56) {
              break;
            }

            message.depFailed = reader.uint32();
            continue;
          }
          case 8: {
            if (tag !== 64) {
              break;
            }

            message.cancelled = reader.uint32();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<RunCounts>, I>>(base?: I): RunCounts {
    return RunCounts.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RunCounts>, I>>(object: I): RunCounts {
    const message = createBaseRunCounts();
    message.pending = object.pending ?? 0;
    message.ready = object.ready ?? 0;
    message.running = object.running ?? 0;
    message.succeeded = object.succeeded ?? 0;
    message.failed = object.failed ?? 0;
    message.skipped = object.skipped ?? 0;
    message.depFailed = object.depFailed ?? 0;
    message.cancelled = object.cancelled ?? 0;
    return message;
  },
};

function createBaseNodeProgress(): NodeProgress {
  return { nodeId: "", nodeName: "", counts: undefined, runningTasks: [], percent: 0 };
}

export const NodeProgress: MessageFns<NodeProgress> = {
  encode(message: NodeProgress, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.nodeId !== "") {
      writer.uint32(10).string(message.nodeId);
    }
    if (message.nodeName !== "") {
      writer.uint32(18).string(message.nodeName);
    }
    if (message.counts !== undefined) {
      RunCounts.encode(message.counts, writer.uint32(26).fork()).join();
    }
    for (const v of message.runningTasks) {
      writer.uint32(34).string(v!);
    }
    if (message.percent !== 0) {
      writer.uint32(40).uint32(message.percent);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): NodeProgress {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseNodeProgress();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.nodeId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.nodeName = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.counts = RunCounts.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.runningTasks.push(reader.string());
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.percent = reader.uint32();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<NodeProgress>, I>>(base?: I): NodeProgress {
    return NodeProgress.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<NodeProgress>, I>>(object: I): NodeProgress {
    const message = createBaseNodeProgress();
    message.nodeId = object.nodeId ?? "";
    message.nodeName = object.nodeName ?? "";
    message.counts = (object.counts !== undefined && object.counts !== null)
      ? RunCounts.fromPartial(object.counts)
      : undefined;
    message.runningTasks = object.runningTasks?.map((e) => e) || [];
    message.percent = object.percent ?? 0;
    return message;
  },
};

function createBaseDeploymentProgress(): DeploymentProgress {
  return { percent: 0, isWeighted: false, remainingMs: undefined };
}

export const DeploymentProgress: MessageFns<DeploymentProgress> = {
  encode(message: DeploymentProgress, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.percent !== 0) {
      writer.uint32(8).uint32(message.percent);
    }
    if (message.isWeighted !== false) {
      writer.uint32(16).bool(message.isWeighted);
    }
    if (message.remainingMs !== undefined) {
      writer.uint32(24).int64(message.remainingMs);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): DeploymentProgress {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDeploymentProgress();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.percent = reader.uint32();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.isWeighted = reader.bool();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.remainingMs = longToNumber(reader.int64());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<DeploymentProgress>, I>>(base?: I): DeploymentProgress {
    return DeploymentProgress.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<DeploymentProgress>, I>>(object: I): DeploymentProgress {
    const message = createBaseDeploymentProgress();
    message.percent = object.percent ?? 0;
    message.isWeighted = object.isWeighted ?? false;
    message.remainingMs = object.remainingMs ?? undefined;
    return message;
  },
};

function createBasePlan(): Plan {
  return {
    id: "",
    environmentId: "",
    graphType: "",
    digest: "",
    createdAt: undefined,
    taskCount: 0,
    anchorCount: 0,
    skippedCount: 0,
    barrierCount: 0,
    edgeCount: 0,
    nodes: [],
    warnings: [],
    longestChain: [],
    environmentName: "",
    deploymentId: "",
    isDryRun: false,
    isForced: false,
    changes: [],
    expectedDurationMs: 0,
    skipReasons: [],
    limits: [],
    isNoopRun: false,
    faultGroups: [],
    storage: [],
    destroyDigest: "",
  };
}

export const Plan: MessageFns<Plan> = {
  encode(message: Plan, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.id !== "") {
      writer.uint32(10).string(message.id);
    }
    if (message.environmentId !== "") {
      writer.uint32(18).string(message.environmentId);
    }
    if (message.graphType !== "") {
      writer.uint32(26).string(message.graphType);
    }
    if (message.digest !== "") {
      writer.uint32(34).string(message.digest);
    }
    if (message.createdAt !== undefined) {
      Timestamp.encode(toTimestamp(message.createdAt), writer.uint32(42).fork()).join();
    }
    if (message.taskCount !== 0) {
      writer.uint32(48).uint32(message.taskCount);
    }
    if (message.anchorCount !== 0) {
      writer.uint32(56).uint32(message.anchorCount);
    }
    if (message.skippedCount !== 0) {
      writer.uint32(64).uint32(message.skippedCount);
    }
    if (message.barrierCount !== 0) {
      writer.uint32(72).uint32(message.barrierCount);
    }
    if (message.edgeCount !== 0) {
      writer.uint32(80).uint32(message.edgeCount);
    }
    for (const v of message.nodes) {
      PlanNode.encode(v!, writer.uint32(90).fork()).join();
    }
    for (const v of message.warnings) {
      Diagnostic.encode(v!, writer.uint32(98).fork()).join();
    }
    for (const v of message.longestChain) {
      writer.uint32(106).string(v!);
    }
    if (message.environmentName !== "") {
      writer.uint32(114).string(message.environmentName);
    }
    if (message.deploymentId !== "") {
      writer.uint32(122).string(message.deploymentId);
    }
    if (message.isDryRun !== false) {
      writer.uint32(128).bool(message.isDryRun);
    }
    if (message.isForced !== false) {
      writer.uint32(136).bool(message.isForced);
    }
    for (const v of message.changes) {
      writer.uint32(146).string(v!);
    }
    if (message.expectedDurationMs !== 0) {
      writer.uint32(152).int64(message.expectedDurationMs);
    }
    for (const v of message.skipReasons) {
      SkipReasonCount.encode(v!, writer.uint32(162).fork()).join();
    }
    for (const v of message.limits) {
      TaskLimit.encode(v!, writer.uint32(170).fork()).join();
    }
    if (message.isNoopRun !== false) {
      writer.uint32(176).bool(message.isNoopRun);
    }
    for (const v of message.faultGroups) {
      FaultGroup.encode(v!, writer.uint32(186).fork()).join();
    }
    for (const v of message.storage) {
      PlanStorage.encode(v!, writer.uint32(194).fork()).join();
    }
    if (message.destroyDigest !== "") {
      writer.uint32(202).string(message.destroyDigest);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Plan {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePlan();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.id = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.environmentId = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.graphType = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.digest = reader.string();
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.createdAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 6: {
            if (tag !== 48) {
              break;
            }

            message.taskCount = reader.uint32();
            continue;
          }
          case 7: {
            if (tag !== 56) {
              break;
            }

            message.anchorCount = reader.uint32();
            continue;
          }
          case 8: {
            if (tag !== 64) {
              break;
            }

            message.skippedCount = reader.uint32();
            continue;
          }
          case 9: {
            if (tag !== 72) {
              break;
            }

            message.barrierCount = reader.uint32();
            continue;
          }
          case 10: {
            if (tag !== 80) {
              break;
            }

            message.edgeCount = reader.uint32();
            continue;
          }
          case 11: {
            if (tag !== 90) {
              break;
            }

            message.nodes.push(PlanNode.decode(reader, reader.uint32()));
            continue;
          }
          case 12: {
            if (tag !== 98) {
              break;
            }

            message.warnings.push(Diagnostic.decode(reader, reader.uint32()));
            continue;
          }
          case 13: {
            if (tag !== 106) {
              break;
            }

            message.longestChain.push(reader.string());
            continue;
          }
          case 14: {
            if (tag !== 114) {
              break;
            }

            message.environmentName = reader.string();
            continue;
          }
          case 15: {
            if (tag !== 122) {
              break;
            }

            message.deploymentId = reader.string();
            continue;
          }
          case 16: {
            if (tag !== 128) {
              break;
            }

            message.isDryRun = reader.bool();
            continue;
          }
          case 17: {
            if (tag !== 136) {
              break;
            }

            message.isForced = reader.bool();
            continue;
          }
          case 18: {
            if (tag !== 146) {
              break;
            }

            message.changes.push(reader.string());
            continue;
          }
          case 19: {
            if (tag !== 152) {
              break;
            }

            message.expectedDurationMs = longToNumber(reader.int64());
            continue;
          }
          case 20: {
            if (tag !== 162) {
              break;
            }

            message.skipReasons.push(SkipReasonCount.decode(reader, reader.uint32()));
            continue;
          }
          case 21: {
            if (tag !== 170) {
              break;
            }

            message.limits.push(TaskLimit.decode(reader, reader.uint32()));
            continue;
          }
          case 22: {
            if (tag !== 176) {
              break;
            }

            message.isNoopRun = reader.bool();
            continue;
          }
          case 23: {
            if (tag !== 186) {
              break;
            }

            message.faultGroups.push(FaultGroup.decode(reader, reader.uint32()));
            continue;
          }
          case 24: {
            if (tag !== 194) {
              break;
            }

            message.storage.push(PlanStorage.decode(reader, reader.uint32()));
            continue;
          }
          case 25: {
            if (tag !== 202) {
              break;
            }

            message.destroyDigest = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<Plan>, I>>(base?: I): Plan {
    return Plan.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Plan>, I>>(object: I): Plan {
    const message = createBasePlan();
    message.id = object.id ?? "";
    message.environmentId = object.environmentId ?? "";
    message.graphType = object.graphType ?? "";
    message.digest = object.digest ?? "";
    message.createdAt = object.createdAt ?? undefined;
    message.taskCount = object.taskCount ?? 0;
    message.anchorCount = object.anchorCount ?? 0;
    message.skippedCount = object.skippedCount ?? 0;
    message.barrierCount = object.barrierCount ?? 0;
    message.edgeCount = object.edgeCount ?? 0;
    message.nodes = object.nodes?.map((e) => PlanNode.fromPartial(e)) || [];
    message.warnings = object.warnings?.map((e) => Diagnostic.fromPartial(e)) || [];
    message.longestChain = object.longestChain?.map((e) => e) || [];
    message.environmentName = object.environmentName ?? "";
    message.deploymentId = object.deploymentId ?? "";
    message.isDryRun = object.isDryRun ?? false;
    message.isForced = object.isForced ?? false;
    message.changes = object.changes?.map((e) => e) || [];
    message.expectedDurationMs = object.expectedDurationMs ?? 0;
    message.skipReasons = object.skipReasons?.map((e) => SkipReasonCount.fromPartial(e)) || [];
    message.limits = object.limits?.map((e) => TaskLimit.fromPartial(e)) || [];
    message.isNoopRun = object.isNoopRun ?? false;
    message.faultGroups = object.faultGroups?.map((e) => FaultGroup.fromPartial(e)) || [];
    message.storage = object.storage?.map((e) => PlanStorage.fromPartial(e)) || [];
    message.destroyDigest = object.destroyDigest ?? "";
    return message;
  },
};

function createBasePlanStorage(): PlanStorage {
  return { nodeId: "", nodeName: "", digest: "", actionCount: 0, losses: [] };
}

export const PlanStorage: MessageFns<PlanStorage> = {
  encode(message: PlanStorage, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.nodeId !== "") {
      writer.uint32(10).string(message.nodeId);
    }
    if (message.nodeName !== "") {
      writer.uint32(18).string(message.nodeName);
    }
    if (message.digest !== "") {
      writer.uint32(26).string(message.digest);
    }
    if (message.actionCount !== 0) {
      writer.uint32(32).uint32(message.actionCount);
    }
    for (const v of message.losses) {
      PlanLoss.encode(v!, writer.uint32(42).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PlanStorage {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePlanStorage();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.nodeId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.nodeName = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.digest = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.actionCount = reader.uint32();
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.losses.push(PlanLoss.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<PlanStorage>, I>>(base?: I): PlanStorage {
    return PlanStorage.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PlanStorage>, I>>(object: I): PlanStorage {
    const message = createBasePlanStorage();
    message.nodeId = object.nodeId ?? "";
    message.nodeName = object.nodeName ?? "";
    message.digest = object.digest ?? "";
    message.actionCount = object.actionCount ?? 0;
    message.losses = object.losses?.map((e) => PlanLoss.fromPartial(e)) || [];
    return message;
  },
};

function createBasePlanLoss(): PlanLoss {
  return { serial: "", wwn: "", device: "", model: "", bytes: 0, items: [] };
}

export const PlanLoss: MessageFns<PlanLoss> = {
  encode(message: PlanLoss, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.serial !== "") {
      writer.uint32(10).string(message.serial);
    }
    if (message.wwn !== "") {
      writer.uint32(18).string(message.wwn);
    }
    if (message.device !== "") {
      writer.uint32(26).string(message.device);
    }
    if (message.model !== "") {
      writer.uint32(34).string(message.model);
    }
    if (message.bytes !== 0) {
      writer.uint32(40).int64(message.bytes);
    }
    for (const v of message.items) {
      writer.uint32(50).string(v!);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PlanLoss {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePlanLoss();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.serial = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.wwn = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.device = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.model = reader.string();
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.bytes = longToNumber(reader.int64());
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.items.push(reader.string());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<PlanLoss>, I>>(base?: I): PlanLoss {
    return PlanLoss.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PlanLoss>, I>>(object: I): PlanLoss {
    const message = createBasePlanLoss();
    message.serial = object.serial ?? "";
    message.wwn = object.wwn ?? "";
    message.device = object.device ?? "";
    message.model = object.model ?? "";
    message.bytes = object.bytes ?? 0;
    message.items = object.items?.map((e) => e) || [];
    return message;
  },
};

function createBaseFaultGroup(): FaultGroup {
  return { name: "", nodeIds: [], failuresAllowed: 0 };
}

export const FaultGroup: MessageFns<FaultGroup> = {
  encode(message: FaultGroup, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.name !== "") {
      writer.uint32(10).string(message.name);
    }
    for (const v of message.nodeIds) {
      writer.uint32(18).string(v!);
    }
    if (message.failuresAllowed !== 0) {
      writer.uint32(24).int32(message.failuresAllowed);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): FaultGroup {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseFaultGroup();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.name = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.nodeIds.push(reader.string());
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.failuresAllowed = reader.int32();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<FaultGroup>, I>>(base?: I): FaultGroup {
    return FaultGroup.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<FaultGroup>, I>>(object: I): FaultGroup {
    const message = createBaseFaultGroup();
    message.name = object.name ?? "";
    message.nodeIds = object.nodeIds?.map((e) => e) || [];
    message.failuresAllowed = object.failuresAllowed ?? 0;
    return message;
  },
};

function createBaseSkipReasonCount(): SkipReasonCount {
  return { reason: "", count: 0 };
}

export const SkipReasonCount: MessageFns<SkipReasonCount> = {
  encode(message: SkipReasonCount, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.reason !== "") {
      writer.uint32(10).string(message.reason);
    }
    if (message.count !== 0) {
      writer.uint32(16).uint32(message.count);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): SkipReasonCount {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSkipReasonCount();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.reason = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.count = reader.uint32();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<SkipReasonCount>, I>>(base?: I): SkipReasonCount {
    return SkipReasonCount.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<SkipReasonCount>, I>>(object: I): SkipReasonCount {
    const message = createBaseSkipReasonCount();
    message.reason = object.reason ?? "";
    message.count = object.count ?? 0;
    return message;
  },
};

function createBaseTaskLimit(): TaskLimit {
  return { taskId: "", atOnce: 0 };
}

export const TaskLimit: MessageFns<TaskLimit> = {
  encode(message: TaskLimit, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.taskId !== "") {
      writer.uint32(10).string(message.taskId);
    }
    if (message.atOnce !== 0) {
      writer.uint32(16).uint32(message.atOnce);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): TaskLimit {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseTaskLimit();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.taskId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.atOnce = reader.uint32();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<TaskLimit>, I>>(base?: I): TaskLimit {
    return TaskLimit.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<TaskLimit>, I>>(object: I): TaskLimit {
    const message = createBaseTaskLimit();
    message.taskId = object.taskId ?? "";
    message.atOnce = object.atOnce ?? 0;
    return message;
  },
};

function createBasePlanNode(): PlanNode {
  return { nodeId: "", nodeName: "", roles: [], taskCount: 0, skippedCount: 0, tags: [] };
}

export const PlanNode: MessageFns<PlanNode> = {
  encode(message: PlanNode, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.nodeId !== "") {
      writer.uint32(10).string(message.nodeId);
    }
    if (message.nodeName !== "") {
      writer.uint32(18).string(message.nodeName);
    }
    for (const v of message.roles) {
      writer.uint32(26).string(v!);
    }
    if (message.taskCount !== 0) {
      writer.uint32(32).uint32(message.taskCount);
    }
    if (message.skippedCount !== 0) {
      writer.uint32(40).uint32(message.skippedCount);
    }
    for (const v of message.tags) {
      writer.uint32(50).string(v!);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PlanNode {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePlanNode();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.nodeId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.nodeName = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.roles.push(reader.string());
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.taskCount = reader.uint32();
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.skippedCount = reader.uint32();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.tags.push(reader.string());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<PlanNode>, I>>(base?: I): PlanNode {
    return PlanNode.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PlanNode>, I>>(object: I): PlanNode {
    const message = createBasePlanNode();
    message.nodeId = object.nodeId ?? "";
    message.nodeName = object.nodeName ?? "";
    message.roles = object.roles?.map((e) => e) || [];
    message.taskCount = object.taskCount ?? 0;
    message.skippedCount = object.skippedCount ?? 0;
    message.tags = object.tags?.map((e) => e) || [];
    return message;
  },
};

function createBaseDeployment(): Deployment {
  return {
    id: "",
    environmentId: "",
    environmentName: "",
    planId: "",
    planDigest: "",
    graphType: "",
    state: 0,
    counts: undefined,
    startedAt: undefined,
    endedAt: undefined,
    startedBy: "",
    message: "",
    control: undefined,
    kind: 0,
  };
}

export const Deployment: MessageFns<Deployment> = {
  encode(message: Deployment, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.id !== "") {
      writer.uint32(10).string(message.id);
    }
    if (message.environmentId !== "") {
      writer.uint32(18).string(message.environmentId);
    }
    if (message.environmentName !== "") {
      writer.uint32(26).string(message.environmentName);
    }
    if (message.planId !== "") {
      writer.uint32(34).string(message.planId);
    }
    if (message.planDigest !== "") {
      writer.uint32(42).string(message.planDigest);
    }
    if (message.graphType !== "") {
      writer.uint32(50).string(message.graphType);
    }
    if (message.state !== 0) {
      writer.uint32(56).int32(message.state);
    }
    if (message.counts !== undefined) {
      RunCounts.encode(message.counts, writer.uint32(66).fork()).join();
    }
    if (message.startedAt !== undefined) {
      Timestamp.encode(toTimestamp(message.startedAt), writer.uint32(74).fork()).join();
    }
    if (message.endedAt !== undefined) {
      Timestamp.encode(toTimestamp(message.endedAt), writer.uint32(82).fork()).join();
    }
    if (message.startedBy !== "") {
      writer.uint32(90).string(message.startedBy);
    }
    if (message.message !== "") {
      writer.uint32(98).string(message.message);
    }
    if (message.control !== undefined) {
      DeploymentControl.encode(message.control, writer.uint32(106).fork()).join();
    }
    if (message.kind !== 0) {
      writer.uint32(112).int32(message.kind);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Deployment {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDeployment();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.id = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.environmentId = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.environmentName = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.planId = reader.string();
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.planDigest = reader.string();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.graphType = reader.string();
            continue;
          }
          case 7: {
            if (tag !== 56) {
              break;
            }

            message.state = reader.int32() as any;
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.counts = RunCounts.decode(reader, reader.uint32());
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.startedAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 10: {
            if (tag !== 82) {
              break;
            }

            message.endedAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 11: {
            if (tag !== 90) {
              break;
            }

            message.startedBy = reader.string();
            continue;
          }
          case 12: {
            if (tag !== 98) {
              break;
            }

            message.message = reader.string();
            continue;
          }
          case 13: {
            if (tag !== 106) {
              break;
            }

            message.control = DeploymentControl.decode(reader, reader.uint32());
            continue;
          }
          case 14: {
            if (tag !== 112) {
              break;
            }

            message.kind = reader.int32() as any;
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<Deployment>, I>>(base?: I): Deployment {
    return Deployment.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Deployment>, I>>(object: I): Deployment {
    const message = createBaseDeployment();
    message.id = object.id ?? "";
    message.environmentId = object.environmentId ?? "";
    message.environmentName = object.environmentName ?? "";
    message.planId = object.planId ?? "";
    message.planDigest = object.planDigest ?? "";
    message.graphType = object.graphType ?? "";
    message.state = object.state ?? 0;
    message.counts = (object.counts !== undefined && object.counts !== null)
      ? RunCounts.fromPartial(object.counts)
      : undefined;
    message.startedAt = object.startedAt ?? undefined;
    message.endedAt = object.endedAt ?? undefined;
    message.startedBy = object.startedBy ?? "";
    message.message = object.message ?? "";
    message.control = (object.control !== undefined && object.control !== null)
      ? DeploymentControl.fromPartial(object.control)
      : undefined;
    message.kind = object.kind ?? 0;
    return message;
  },
};

function createBaseRunLimits(): RunLimits {
  return { nodesAtOnce: 0, slotsPerNode: 0, tasks: [] };
}

export const RunLimits: MessageFns<RunLimits> = {
  encode(message: RunLimits, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.nodesAtOnce !== 0) {
      writer.uint32(8).uint32(message.nodesAtOnce);
    }
    if (message.slotsPerNode !== 0) {
      writer.uint32(16).uint32(message.slotsPerNode);
    }
    for (const v of message.tasks) {
      TaskLimit.encode(v!, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RunLimits {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRunLimits();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.nodesAtOnce = reader.uint32();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.slotsPerNode = reader.uint32();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.tasks.push(TaskLimit.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<RunLimits>, I>>(base?: I): RunLimits {
    return RunLimits.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RunLimits>, I>>(object: I): RunLimits {
    const message = createBaseRunLimits();
    message.nodesAtOnce = object.nodesAtOnce ?? 0;
    message.slotsPerNode = object.slotsPerNode ?? 0;
    message.tasks = object.tasks?.map((e) => TaskLimit.fromPartial(e)) || [];
    return message;
  },
};

function createBaseDeploymentControl(): DeploymentControl {
  return { isPaused: false, stepsLeft: 0, breakpoints: [], limits: undefined };
}

export const DeploymentControl: MessageFns<DeploymentControl> = {
  encode(message: DeploymentControl, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.isPaused !== false) {
      writer.uint32(8).bool(message.isPaused);
    }
    if (message.stepsLeft !== 0) {
      writer.uint32(16).uint32(message.stepsLeft);
    }
    for (const v of message.breakpoints) {
      writer.uint32(26).string(v!);
    }
    if (message.limits !== undefined) {
      RunLimits.encode(message.limits, writer.uint32(34).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): DeploymentControl {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDeploymentControl();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.isPaused = reader.bool();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.stepsLeft = reader.uint32();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.breakpoints.push(reader.string());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.limits = RunLimits.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<DeploymentControl>, I>>(base?: I): DeploymentControl {
    return DeploymentControl.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<DeploymentControl>, I>>(object: I): DeploymentControl {
    const message = createBaseDeploymentControl();
    message.isPaused = object.isPaused ?? false;
    message.stepsLeft = object.stepsLeft ?? 0;
    message.breakpoints = object.breakpoints?.map((e) => e) || [];
    message.limits = (object.limits !== undefined && object.limits !== null)
      ? RunLimits.fromPartial(object.limits)
      : undefined;
    return message;
  },
};

function createBaseAttempt(): Attempt {
  return {
    number: 0,
    assignmentId: "",
    assignedAt: undefined,
    startedAt: undefined,
    endedAt: undefined,
    outcome: 0,
    reason: 0,
    exitCode: 0,
    signal: "",
    message: "",
    logLength: 0,
    durationMs: 0,
    summaryJson: "",
  };
}

export const Attempt: MessageFns<Attempt> = {
  encode(message: Attempt, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.number !== 0) {
      writer.uint32(8).uint32(message.number);
    }
    if (message.assignmentId !== "") {
      writer.uint32(18).string(message.assignmentId);
    }
    if (message.assignedAt !== undefined) {
      Timestamp.encode(toTimestamp(message.assignedAt), writer.uint32(26).fork()).join();
    }
    if (message.startedAt !== undefined) {
      Timestamp.encode(toTimestamp(message.startedAt), writer.uint32(34).fork()).join();
    }
    if (message.endedAt !== undefined) {
      Timestamp.encode(toTimestamp(message.endedAt), writer.uint32(42).fork()).join();
    }
    if (message.outcome !== 0) {
      writer.uint32(48).int32(message.outcome);
    }
    if (message.reason !== 0) {
      writer.uint32(56).int32(message.reason);
    }
    if (message.exitCode !== 0) {
      writer.uint32(64).int32(message.exitCode);
    }
    if (message.signal !== "") {
      writer.uint32(74).string(message.signal);
    }
    if (message.message !== "") {
      writer.uint32(82).string(message.message);
    }
    if (message.logLength !== 0) {
      writer.uint32(88).int64(message.logLength);
    }
    if (message.durationMs !== 0) {
      writer.uint32(96).int64(message.durationMs);
    }
    if (message.summaryJson !== "") {
      writer.uint32(106).string(message.summaryJson);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Attempt {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseAttempt();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.number = reader.uint32();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.assignmentId = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.assignedAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.startedAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.endedAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 6: {
            if (tag !== 48) {
              break;
            }

            message.outcome = reader.int32() as any;
            continue;
          }
          case 7: {
            if (tag !== 56) {
              break;
            }

            message.reason = reader.int32() as any;
            continue;
          }
          case 8: {
            if (tag !== 64) {
              break;
            }

            message.exitCode = reader.int32();
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.signal = reader.string();
            continue;
          }
          case 10: {
            if (tag !== 82) {
              break;
            }

            message.message = reader.string();
            continue;
          }
          case 11: {
            if (tag !== 88) {
              break;
            }

            message.logLength = longToNumber(reader.int64());
            continue;
          }
          case 12: {
            if (tag !== 96) {
              break;
            }

            message.durationMs = longToNumber(reader.int64());
            continue;
          }
          case 13: {
            if (tag !== 106) {
              break;
            }

            message.summaryJson = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<Attempt>, I>>(base?: I): Attempt {
    return Attempt.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Attempt>, I>>(object: I): Attempt {
    const message = createBaseAttempt();
    message.number = object.number ?? 0;
    message.assignmentId = object.assignmentId ?? "";
    message.assignedAt = object.assignedAt ?? undefined;
    message.startedAt = object.startedAt ?? undefined;
    message.endedAt = object.endedAt ?? undefined;
    message.outcome = object.outcome ?? 0;
    message.reason = object.reason ?? 0;
    message.exitCode = object.exitCode ?? 0;
    message.signal = object.signal ?? "";
    message.message = object.message ?? "";
    message.logLength = object.logLength ?? 0;
    message.durationMs = object.durationMs ?? 0;
    message.summaryJson = object.summaryJson ?? "";
    return message;
  },
};

function createBaseTaskRun(): TaskRun {
  return {
    vertex: 0,
    taskId: "",
    nodeId: "",
    taskType: "",
    state: 0,
    attempts: [],
    readyAt: undefined,
    endedAt: undefined,
    message: "",
    nodeName: "",
  };
}

export const TaskRun: MessageFns<TaskRun> = {
  encode(message: TaskRun, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.vertex !== 0) {
      writer.uint32(8).uint32(message.vertex);
    }
    if (message.taskId !== "") {
      writer.uint32(18).string(message.taskId);
    }
    if (message.nodeId !== "") {
      writer.uint32(26).string(message.nodeId);
    }
    if (message.taskType !== "") {
      writer.uint32(34).string(message.taskType);
    }
    if (message.state !== 0) {
      writer.uint32(40).int32(message.state);
    }
    for (const v of message.attempts) {
      Attempt.encode(v!, writer.uint32(50).fork()).join();
    }
    if (message.readyAt !== undefined) {
      Timestamp.encode(toTimestamp(message.readyAt), writer.uint32(58).fork()).join();
    }
    if (message.endedAt !== undefined) {
      Timestamp.encode(toTimestamp(message.endedAt), writer.uint32(66).fork()).join();
    }
    if (message.message !== "") {
      writer.uint32(74).string(message.message);
    }
    if (message.nodeName !== "") {
      writer.uint32(82).string(message.nodeName);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): TaskRun {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseTaskRun();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.vertex = reader.uint32();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.taskId = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.nodeId = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.taskType = reader.string();
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.state = reader.int32() as any;
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.attempts.push(Attempt.decode(reader, reader.uint32()));
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.readyAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.endedAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.message = reader.string();
            continue;
          }
          case 10: {
            if (tag !== 82) {
              break;
            }

            message.nodeName = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<TaskRun>, I>>(base?: I): TaskRun {
    return TaskRun.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<TaskRun>, I>>(object: I): TaskRun {
    const message = createBaseTaskRun();
    message.vertex = object.vertex ?? 0;
    message.taskId = object.taskId ?? "";
    message.nodeId = object.nodeId ?? "";
    message.taskType = object.taskType ?? "";
    message.state = object.state ?? 0;
    message.attempts = object.attempts?.map((e) => Attempt.fromPartial(e)) || [];
    message.readyAt = object.readyAt ?? undefined;
    message.endedAt = object.endedAt ?? undefined;
    message.message = object.message ?? "";
    message.nodeName = object.nodeName ?? "";
    return message;
  },
};

function createBaseCreatePlanRequest(): CreatePlanRequest {
  return {
    environment: "",
    graphType: "",
    taskIds: [],
    subgraphs: [],
    isForced: false,
    isDryRun: false,
    isNoopRun: false,
    nodes: [],
    consents: [],
  };
}

export const CreatePlanRequest: MessageFns<CreatePlanRequest> = {
  encode(message: CreatePlanRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.environment !== "") {
      writer.uint32(10).string(message.environment);
    }
    if (message.graphType !== "") {
      writer.uint32(18).string(message.graphType);
    }
    for (const v of message.taskIds) {
      writer.uint32(26).string(v!);
    }
    for (const v of message.subgraphs) {
      Subgraph.encode(v!, writer.uint32(34).fork()).join();
    }
    if (message.isForced !== false) {
      writer.uint32(40).bool(message.isForced);
    }
    if (message.isDryRun !== false) {
      writer.uint32(48).bool(message.isDryRun);
    }
    if (message.isNoopRun !== false) {
      writer.uint32(56).bool(message.isNoopRun);
    }
    for (const v of message.nodes) {
      writer.uint32(66).string(v!);
    }
    for (const v of message.consents) {
      writer.uint32(74).string(v!);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): CreatePlanRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCreatePlanRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.environment = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.graphType = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.taskIds.push(reader.string());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.subgraphs.push(Subgraph.decode(reader, reader.uint32()));
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.isForced = reader.bool();
            continue;
          }
          case 6: {
            if (tag !== 48) {
              break;
            }

            message.isDryRun = reader.bool();
            continue;
          }
          case 7: {
            if (tag !== 56) {
              break;
            }

            message.isNoopRun = reader.bool();
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.nodes.push(reader.string());
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.consents.push(reader.string());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<CreatePlanRequest>, I>>(base?: I): CreatePlanRequest {
    return CreatePlanRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<CreatePlanRequest>, I>>(object: I): CreatePlanRequest {
    const message = createBaseCreatePlanRequest();
    message.environment = object.environment ?? "";
    message.graphType = object.graphType ?? "";
    message.taskIds = object.taskIds?.map((e) => e) || [];
    message.subgraphs = object.subgraphs?.map((e) => Subgraph.fromPartial(e)) || [];
    message.isForced = object.isForced ?? false;
    message.isDryRun = object.isDryRun ?? false;
    message.isNoopRun = object.isNoopRun ?? false;
    message.nodes = object.nodes?.map((e) => e) || [];
    message.consents = object.consents?.map((e) => e) || [];
    return message;
  },
};

function createBaseSubgraph(): Subgraph {
  return { start: [], end: [] };
}

export const Subgraph: MessageFns<Subgraph> = {
  encode(message: Subgraph, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.start) {
      writer.uint32(10).string(v!);
    }
    for (const v of message.end) {
      writer.uint32(18).string(v!);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Subgraph {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSubgraph();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.start.push(reader.string());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.end.push(reader.string());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<Subgraph>, I>>(base?: I): Subgraph {
    return Subgraph.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Subgraph>, I>>(object: I): Subgraph {
    const message = createBaseSubgraph();
    message.start = object.start?.map((e) => e) || [];
    message.end = object.end?.map((e) => e) || [];
    return message;
  },
};

function createBaseCreatePlanResponse(): CreatePlanResponse {
  return { plan: undefined };
}

export const CreatePlanResponse: MessageFns<CreatePlanResponse> = {
  encode(message: CreatePlanResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.plan !== undefined) {
      Plan.encode(message.plan, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): CreatePlanResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCreatePlanResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.plan = Plan.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<CreatePlanResponse>, I>>(base?: I): CreatePlanResponse {
    return CreatePlanResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<CreatePlanResponse>, I>>(object: I): CreatePlanResponse {
    const message = createBaseCreatePlanResponse();
    message.plan = (object.plan !== undefined && object.plan !== null) ? Plan.fromPartial(object.plan) : undefined;
    return message;
  },
};

function createBaseGetPlanRequest(): GetPlanRequest {
  return { planId: "" };
}

export const GetPlanRequest: MessageFns<GetPlanRequest> = {
  encode(message: GetPlanRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.planId !== "") {
      writer.uint32(10).string(message.planId);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetPlanRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetPlanRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.planId = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<GetPlanRequest>, I>>(base?: I): GetPlanRequest {
    return GetPlanRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GetPlanRequest>, I>>(object: I): GetPlanRequest {
    const message = createBaseGetPlanRequest();
    message.planId = object.planId ?? "";
    return message;
  },
};

function createBaseGetPlanResponse(): GetPlanResponse {
  return { plan: undefined };
}

export const GetPlanResponse: MessageFns<GetPlanResponse> = {
  encode(message: GetPlanResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.plan !== undefined) {
      Plan.encode(message.plan, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetPlanResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetPlanResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.plan = Plan.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<GetPlanResponse>, I>>(base?: I): GetPlanResponse {
    return GetPlanResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GetPlanResponse>, I>>(object: I): GetPlanResponse {
    const message = createBaseGetPlanResponse();
    message.plan = (object.plan !== undefined && object.plan !== null) ? Plan.fromPartial(object.plan) : undefined;
    return message;
  },
};

function createBaseStartDeploymentRequest(): StartDeploymentRequest {
  return { planId: "", planDigest: "", control: undefined, agreedDestroyDigest: "" };
}

export const StartDeploymentRequest: MessageFns<StartDeploymentRequest> = {
  encode(message: StartDeploymentRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.planId !== "") {
      writer.uint32(10).string(message.planId);
    }
    if (message.planDigest !== "") {
      writer.uint32(18).string(message.planDigest);
    }
    if (message.control !== undefined) {
      DeploymentControl.encode(message.control, writer.uint32(26).fork()).join();
    }
    if (message.agreedDestroyDigest !== "") {
      writer.uint32(34).string(message.agreedDestroyDigest);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StartDeploymentRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStartDeploymentRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.planId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.planDigest = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.control = DeploymentControl.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.agreedDestroyDigest = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<StartDeploymentRequest>, I>>(base?: I): StartDeploymentRequest {
    return StartDeploymentRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StartDeploymentRequest>, I>>(object: I): StartDeploymentRequest {
    const message = createBaseStartDeploymentRequest();
    message.planId = object.planId ?? "";
    message.planDigest = object.planDigest ?? "";
    message.control = (object.control !== undefined && object.control !== null)
      ? DeploymentControl.fromPartial(object.control)
      : undefined;
    message.agreedDestroyDigest = object.agreedDestroyDigest ?? "";
    return message;
  },
};

function createBaseStartDeploymentResponse(): StartDeploymentResponse {
  return { deployment: undefined };
}

export const StartDeploymentResponse: MessageFns<StartDeploymentResponse> = {
  encode(message: StartDeploymentResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deployment !== undefined) {
      Deployment.encode(message.deployment, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StartDeploymentResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStartDeploymentResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deployment = Deployment.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<StartDeploymentResponse>, I>>(base?: I): StartDeploymentResponse {
    return StartDeploymentResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StartDeploymentResponse>, I>>(object: I): StartDeploymentResponse {
    const message = createBaseStartDeploymentResponse();
    message.deployment = (object.deployment !== undefined && object.deployment !== null)
      ? Deployment.fromPartial(object.deployment)
      : undefined;
    return message;
  },
};

function createBaseStopDeploymentRequest(): StopDeploymentRequest {
  return { deploymentId: "", now: false };
}

export const StopDeploymentRequest: MessageFns<StopDeploymentRequest> = {
  encode(message: StopDeploymentRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deploymentId !== "") {
      writer.uint32(10).string(message.deploymentId);
    }
    if (message.now !== false) {
      writer.uint32(16).bool(message.now);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StopDeploymentRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStopDeploymentRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deploymentId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.now = reader.bool();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<StopDeploymentRequest>, I>>(base?: I): StopDeploymentRequest {
    return StopDeploymentRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StopDeploymentRequest>, I>>(object: I): StopDeploymentRequest {
    const message = createBaseStopDeploymentRequest();
    message.deploymentId = object.deploymentId ?? "";
    message.now = object.now ?? false;
    return message;
  },
};

function createBaseStopDeploymentResponse(): StopDeploymentResponse {
  return { deployment: undefined };
}

export const StopDeploymentResponse: MessageFns<StopDeploymentResponse> = {
  encode(message: StopDeploymentResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deployment !== undefined) {
      Deployment.encode(message.deployment, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StopDeploymentResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStopDeploymentResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deployment = Deployment.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<StopDeploymentResponse>, I>>(base?: I): StopDeploymentResponse {
    return StopDeploymentResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StopDeploymentResponse>, I>>(object: I): StopDeploymentResponse {
    const message = createBaseStopDeploymentResponse();
    message.deployment = (object.deployment !== undefined && object.deployment !== null)
      ? Deployment.fromPartial(object.deployment)
      : undefined;
    return message;
  },
};

function createBasePauseDeploymentRequest(): PauseDeploymentRequest {
  return { deploymentId: "" };
}

export const PauseDeploymentRequest: MessageFns<PauseDeploymentRequest> = {
  encode(message: PauseDeploymentRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deploymentId !== "") {
      writer.uint32(10).string(message.deploymentId);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PauseDeploymentRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePauseDeploymentRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deploymentId = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<PauseDeploymentRequest>, I>>(base?: I): PauseDeploymentRequest {
    return PauseDeploymentRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PauseDeploymentRequest>, I>>(object: I): PauseDeploymentRequest {
    const message = createBasePauseDeploymentRequest();
    message.deploymentId = object.deploymentId ?? "";
    return message;
  },
};

function createBasePauseDeploymentResponse(): PauseDeploymentResponse {
  return { deployment: undefined };
}

export const PauseDeploymentResponse: MessageFns<PauseDeploymentResponse> = {
  encode(message: PauseDeploymentResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deployment !== undefined) {
      Deployment.encode(message.deployment, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PauseDeploymentResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePauseDeploymentResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deployment = Deployment.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<PauseDeploymentResponse>, I>>(base?: I): PauseDeploymentResponse {
    return PauseDeploymentResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PauseDeploymentResponse>, I>>(object: I): PauseDeploymentResponse {
    const message = createBasePauseDeploymentResponse();
    message.deployment = (object.deployment !== undefined && object.deployment !== null)
      ? Deployment.fromPartial(object.deployment)
      : undefined;
    return message;
  },
};

function createBaseResumeDeploymentRequest(): ResumeDeploymentRequest {
  return { deploymentId: "" };
}

export const ResumeDeploymentRequest: MessageFns<ResumeDeploymentRequest> = {
  encode(message: ResumeDeploymentRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deploymentId !== "") {
      writer.uint32(10).string(message.deploymentId);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ResumeDeploymentRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseResumeDeploymentRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deploymentId = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<ResumeDeploymentRequest>, I>>(base?: I): ResumeDeploymentRequest {
    return ResumeDeploymentRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ResumeDeploymentRequest>, I>>(object: I): ResumeDeploymentRequest {
    const message = createBaseResumeDeploymentRequest();
    message.deploymentId = object.deploymentId ?? "";
    return message;
  },
};

function createBaseResumeDeploymentResponse(): ResumeDeploymentResponse {
  return { deployment: undefined };
}

export const ResumeDeploymentResponse: MessageFns<ResumeDeploymentResponse> = {
  encode(message: ResumeDeploymentResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deployment !== undefined) {
      Deployment.encode(message.deployment, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ResumeDeploymentResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseResumeDeploymentResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deployment = Deployment.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<ResumeDeploymentResponse>, I>>(base?: I): ResumeDeploymentResponse {
    return ResumeDeploymentResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ResumeDeploymentResponse>, I>>(object: I): ResumeDeploymentResponse {
    const message = createBaseResumeDeploymentResponse();
    message.deployment = (object.deployment !== undefined && object.deployment !== null)
      ? Deployment.fromPartial(object.deployment)
      : undefined;
    return message;
  },
};

function createBaseStepDeploymentRequest(): StepDeploymentRequest {
  return { deploymentId: "", count: 0 };
}

export const StepDeploymentRequest: MessageFns<StepDeploymentRequest> = {
  encode(message: StepDeploymentRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deploymentId !== "") {
      writer.uint32(10).string(message.deploymentId);
    }
    if (message.count !== 0) {
      writer.uint32(16).uint32(message.count);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StepDeploymentRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStepDeploymentRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deploymentId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.count = reader.uint32();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<StepDeploymentRequest>, I>>(base?: I): StepDeploymentRequest {
    return StepDeploymentRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StepDeploymentRequest>, I>>(object: I): StepDeploymentRequest {
    const message = createBaseStepDeploymentRequest();
    message.deploymentId = object.deploymentId ?? "";
    message.count = object.count ?? 0;
    return message;
  },
};

function createBaseStepDeploymentResponse(): StepDeploymentResponse {
  return { deployment: undefined };
}

export const StepDeploymentResponse: MessageFns<StepDeploymentResponse> = {
  encode(message: StepDeploymentResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deployment !== undefined) {
      Deployment.encode(message.deployment, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StepDeploymentResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStepDeploymentResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deployment = Deployment.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<StepDeploymentResponse>, I>>(base?: I): StepDeploymentResponse {
    return StepDeploymentResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StepDeploymentResponse>, I>>(object: I): StepDeploymentResponse {
    const message = createBaseStepDeploymentResponse();
    message.deployment = (object.deployment !== undefined && object.deployment !== null)
      ? Deployment.fromPartial(object.deployment)
      : undefined;
    return message;
  },
};

function createBaseChangeBreakpointsRequest(): ChangeBreakpointsRequest {
  return { deploymentId: "", added: [], removed: [], isCleared: false };
}

export const ChangeBreakpointsRequest: MessageFns<ChangeBreakpointsRequest> = {
  encode(message: ChangeBreakpointsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deploymentId !== "") {
      writer.uint32(10).string(message.deploymentId);
    }
    for (const v of message.added) {
      writer.uint32(18).string(v!);
    }
    for (const v of message.removed) {
      writer.uint32(26).string(v!);
    }
    if (message.isCleared !== false) {
      writer.uint32(32).bool(message.isCleared);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ChangeBreakpointsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseChangeBreakpointsRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deploymentId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.added.push(reader.string());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.removed.push(reader.string());
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.isCleared = reader.bool();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<ChangeBreakpointsRequest>, I>>(base?: I): ChangeBreakpointsRequest {
    return ChangeBreakpointsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ChangeBreakpointsRequest>, I>>(object: I): ChangeBreakpointsRequest {
    const message = createBaseChangeBreakpointsRequest();
    message.deploymentId = object.deploymentId ?? "";
    message.added = object.added?.map((e) => e) || [];
    message.removed = object.removed?.map((e) => e) || [];
    message.isCleared = object.isCleared ?? false;
    return message;
  },
};

function createBaseChangeBreakpointsResponse(): ChangeBreakpointsResponse {
  return { deployment: undefined };
}

export const ChangeBreakpointsResponse: MessageFns<ChangeBreakpointsResponse> = {
  encode(message: ChangeBreakpointsResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deployment !== undefined) {
      Deployment.encode(message.deployment, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ChangeBreakpointsResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseChangeBreakpointsResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deployment = Deployment.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<ChangeBreakpointsResponse>, I>>(base?: I): ChangeBreakpointsResponse {
    return ChangeBreakpointsResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ChangeBreakpointsResponse>, I>>(object: I): ChangeBreakpointsResponse {
    const message = createBaseChangeBreakpointsResponse();
    message.deployment = (object.deployment !== undefined && object.deployment !== null)
      ? Deployment.fromPartial(object.deployment)
      : undefined;
    return message;
  },
};

function createBaseChangeLimitsRequest(): ChangeLimitsRequest {
  return { deploymentId: "", nodesAtOnce: undefined, slotsPerNode: undefined, tasks: [], plannedTaskIds: [] };
}

export const ChangeLimitsRequest: MessageFns<ChangeLimitsRequest> = {
  encode(message: ChangeLimitsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deploymentId !== "") {
      writer.uint32(10).string(message.deploymentId);
    }
    if (message.nodesAtOnce !== undefined) {
      writer.uint32(16).uint32(message.nodesAtOnce);
    }
    if (message.slotsPerNode !== undefined) {
      writer.uint32(24).uint32(message.slotsPerNode);
    }
    for (const v of message.tasks) {
      TaskLimit.encode(v!, writer.uint32(34).fork()).join();
    }
    for (const v of message.plannedTaskIds) {
      writer.uint32(42).string(v!);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ChangeLimitsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseChangeLimitsRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deploymentId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.nodesAtOnce = reader.uint32();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.slotsPerNode = reader.uint32();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.tasks.push(TaskLimit.decode(reader, reader.uint32()));
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.plannedTaskIds.push(reader.string());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<ChangeLimitsRequest>, I>>(base?: I): ChangeLimitsRequest {
    return ChangeLimitsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ChangeLimitsRequest>, I>>(object: I): ChangeLimitsRequest {
    const message = createBaseChangeLimitsRequest();
    message.deploymentId = object.deploymentId ?? "";
    message.nodesAtOnce = object.nodesAtOnce ?? undefined;
    message.slotsPerNode = object.slotsPerNode ?? undefined;
    message.tasks = object.tasks?.map((e) => TaskLimit.fromPartial(e)) || [];
    message.plannedTaskIds = object.plannedTaskIds?.map((e) => e) || [];
    return message;
  },
};

function createBaseChangeLimitsResponse(): ChangeLimitsResponse {
  return { deployment: undefined };
}

export const ChangeLimitsResponse: MessageFns<ChangeLimitsResponse> = {
  encode(message: ChangeLimitsResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deployment !== undefined) {
      Deployment.encode(message.deployment, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ChangeLimitsResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseChangeLimitsResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deployment = Deployment.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<ChangeLimitsResponse>, I>>(base?: I): ChangeLimitsResponse {
    return ChangeLimitsResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ChangeLimitsResponse>, I>>(object: I): ChangeLimitsResponse {
    const message = createBaseChangeLimitsResponse();
    message.deployment = (object.deployment !== undefined && object.deployment !== null)
      ? Deployment.fromPartial(object.deployment)
      : undefined;
    return message;
  },
};

function createBaseTaskRunName(): TaskRunName {
  return { taskId: "", node: "" };
}

export const TaskRunName: MessageFns<TaskRunName> = {
  encode(message: TaskRunName, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.taskId !== "") {
      writer.uint32(10).string(message.taskId);
    }
    if (message.node !== "") {
      writer.uint32(18).string(message.node);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): TaskRunName {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseTaskRunName();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.taskId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.node = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<TaskRunName>, I>>(base?: I): TaskRunName {
    return TaskRunName.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<TaskRunName>, I>>(object: I): TaskRunName {
    const message = createBaseTaskRunName();
    message.taskId = object.taskId ?? "";
    message.node = object.node ?? "";
    return message;
  },
};

function createBaseRetryTaskRunsRequest(): RetryTaskRunsRequest {
  return { deploymentId: "", runs: [] };
}

export const RetryTaskRunsRequest: MessageFns<RetryTaskRunsRequest> = {
  encode(message: RetryTaskRunsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deploymentId !== "") {
      writer.uint32(10).string(message.deploymentId);
    }
    for (const v of message.runs) {
      TaskRunName.encode(v!, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RetryTaskRunsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRetryTaskRunsRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deploymentId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.runs.push(TaskRunName.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<RetryTaskRunsRequest>, I>>(base?: I): RetryTaskRunsRequest {
    return RetryTaskRunsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RetryTaskRunsRequest>, I>>(object: I): RetryTaskRunsRequest {
    const message = createBaseRetryTaskRunsRequest();
    message.deploymentId = object.deploymentId ?? "";
    message.runs = object.runs?.map((e) => TaskRunName.fromPartial(e)) || [];
    return message;
  },
};

function createBaseRetryTaskRunsResponse(): RetryTaskRunsResponse {
  return { deployment: undefined };
}

export const RetryTaskRunsResponse: MessageFns<RetryTaskRunsResponse> = {
  encode(message: RetryTaskRunsResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deployment !== undefined) {
      Deployment.encode(message.deployment, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RetryTaskRunsResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRetryTaskRunsResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deployment = Deployment.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<RetryTaskRunsResponse>, I>>(base?: I): RetryTaskRunsResponse {
    return RetryTaskRunsResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RetryTaskRunsResponse>, I>>(object: I): RetryTaskRunsResponse {
    const message = createBaseRetryTaskRunsResponse();
    message.deployment = (object.deployment !== undefined && object.deployment !== null)
      ? Deployment.fromPartial(object.deployment)
      : undefined;
    return message;
  },
};

function createBaseSkipTaskRunsRequest(): SkipTaskRunsRequest {
  return { deploymentId: "", runs: [], reason: "" };
}

export const SkipTaskRunsRequest: MessageFns<SkipTaskRunsRequest> = {
  encode(message: SkipTaskRunsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deploymentId !== "") {
      writer.uint32(10).string(message.deploymentId);
    }
    for (const v of message.runs) {
      TaskRunName.encode(v!, writer.uint32(18).fork()).join();
    }
    if (message.reason !== "") {
      writer.uint32(26).string(message.reason);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): SkipTaskRunsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSkipTaskRunsRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deploymentId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.runs.push(TaskRunName.decode(reader, reader.uint32()));
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.reason = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<SkipTaskRunsRequest>, I>>(base?: I): SkipTaskRunsRequest {
    return SkipTaskRunsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<SkipTaskRunsRequest>, I>>(object: I): SkipTaskRunsRequest {
    const message = createBaseSkipTaskRunsRequest();
    message.deploymentId = object.deploymentId ?? "";
    message.runs = object.runs?.map((e) => TaskRunName.fromPartial(e)) || [];
    message.reason = object.reason ?? "";
    return message;
  },
};

function createBaseSkipTaskRunsResponse(): SkipTaskRunsResponse {
  return { deployment: undefined };
}

export const SkipTaskRunsResponse: MessageFns<SkipTaskRunsResponse> = {
  encode(message: SkipTaskRunsResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deployment !== undefined) {
      Deployment.encode(message.deployment, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): SkipTaskRunsResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSkipTaskRunsResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deployment = Deployment.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<SkipTaskRunsResponse>, I>>(base?: I): SkipTaskRunsResponse {
    return SkipTaskRunsResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<SkipTaskRunsResponse>, I>>(object: I): SkipTaskRunsResponse {
    const message = createBaseSkipTaskRunsResponse();
    message.deployment = (object.deployment !== undefined && object.deployment !== null)
      ? Deployment.fromPartial(object.deployment)
      : undefined;
    return message;
  },
};

function createBaseMarkTaskRunsDoneRequest(): MarkTaskRunsDoneRequest {
  return { deploymentId: "", runs: [], reason: "" };
}

export const MarkTaskRunsDoneRequest: MessageFns<MarkTaskRunsDoneRequest> = {
  encode(message: MarkTaskRunsDoneRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deploymentId !== "") {
      writer.uint32(10).string(message.deploymentId);
    }
    for (const v of message.runs) {
      TaskRunName.encode(v!, writer.uint32(18).fork()).join();
    }
    if (message.reason !== "") {
      writer.uint32(26).string(message.reason);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): MarkTaskRunsDoneRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseMarkTaskRunsDoneRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deploymentId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.runs.push(TaskRunName.decode(reader, reader.uint32()));
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.reason = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<MarkTaskRunsDoneRequest>, I>>(base?: I): MarkTaskRunsDoneRequest {
    return MarkTaskRunsDoneRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<MarkTaskRunsDoneRequest>, I>>(object: I): MarkTaskRunsDoneRequest {
    const message = createBaseMarkTaskRunsDoneRequest();
    message.deploymentId = object.deploymentId ?? "";
    message.runs = object.runs?.map((e) => TaskRunName.fromPartial(e)) || [];
    message.reason = object.reason ?? "";
    return message;
  },
};

function createBaseMarkTaskRunsDoneResponse(): MarkTaskRunsDoneResponse {
  return { deployment: undefined };
}

export const MarkTaskRunsDoneResponse: MessageFns<MarkTaskRunsDoneResponse> = {
  encode(message: MarkTaskRunsDoneResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deployment !== undefined) {
      Deployment.encode(message.deployment, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): MarkTaskRunsDoneResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseMarkTaskRunsDoneResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deployment = Deployment.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<MarkTaskRunsDoneResponse>, I>>(base?: I): MarkTaskRunsDoneResponse {
    return MarkTaskRunsDoneResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<MarkTaskRunsDoneResponse>, I>>(object: I): MarkTaskRunsDoneResponse {
    const message = createBaseMarkTaskRunsDoneResponse();
    message.deployment = (object.deployment !== undefined && object.deployment !== null)
      ? Deployment.fromPartial(object.deployment)
      : undefined;
    return message;
  },
};

function createBaseRemoveDeploymentNodeRequest(): RemoveDeploymentNodeRequest {
  return { deploymentId: "", node: "" };
}

export const RemoveDeploymentNodeRequest: MessageFns<RemoveDeploymentNodeRequest> = {
  encode(message: RemoveDeploymentNodeRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deploymentId !== "") {
      writer.uint32(10).string(message.deploymentId);
    }
    if (message.node !== "") {
      writer.uint32(18).string(message.node);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RemoveDeploymentNodeRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRemoveDeploymentNodeRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deploymentId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.node = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<RemoveDeploymentNodeRequest>, I>>(base?: I): RemoveDeploymentNodeRequest {
    return RemoveDeploymentNodeRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RemoveDeploymentNodeRequest>, I>>(object: I): RemoveDeploymentNodeRequest {
    const message = createBaseRemoveDeploymentNodeRequest();
    message.deploymentId = object.deploymentId ?? "";
    message.node = object.node ?? "";
    return message;
  },
};

function createBaseRemoveDeploymentNodeResponse(): RemoveDeploymentNodeResponse {
  return { deployment: undefined };
}

export const RemoveDeploymentNodeResponse: MessageFns<RemoveDeploymentNodeResponse> = {
  encode(message: RemoveDeploymentNodeResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deployment !== undefined) {
      Deployment.encode(message.deployment, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RemoveDeploymentNodeResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRemoveDeploymentNodeResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deployment = Deployment.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<RemoveDeploymentNodeResponse>, I>>(base?: I): RemoveDeploymentNodeResponse {
    return RemoveDeploymentNodeResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RemoveDeploymentNodeResponse>, I>>(object: I): RemoveDeploymentNodeResponse {
    const message = createBaseRemoveDeploymentNodeResponse();
    message.deployment = (object.deployment !== undefined && object.deployment !== null)
      ? Deployment.fromPartial(object.deployment)
      : undefined;
    return message;
  },
};

function createBaseGetDeploymentRequest(): GetDeploymentRequest {
  return { deploymentId: "" };
}

export const GetDeploymentRequest: MessageFns<GetDeploymentRequest> = {
  encode(message: GetDeploymentRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deploymentId !== "") {
      writer.uint32(10).string(message.deploymentId);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetDeploymentRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetDeploymentRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deploymentId = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<GetDeploymentRequest>, I>>(base?: I): GetDeploymentRequest {
    return GetDeploymentRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GetDeploymentRequest>, I>>(object: I): GetDeploymentRequest {
    const message = createBaseGetDeploymentRequest();
    message.deploymentId = object.deploymentId ?? "";
    return message;
  },
};

function createBaseGetDeploymentResponse(): GetDeploymentResponse {
  return { deployment: undefined, nodes: [], progress: undefined };
}

export const GetDeploymentResponse: MessageFns<GetDeploymentResponse> = {
  encode(message: GetDeploymentResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deployment !== undefined) {
      Deployment.encode(message.deployment, writer.uint32(10).fork()).join();
    }
    for (const v of message.nodes) {
      NodeProgress.encode(v!, writer.uint32(18).fork()).join();
    }
    if (message.progress !== undefined) {
      DeploymentProgress.encode(message.progress, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetDeploymentResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetDeploymentResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deployment = Deployment.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.nodes.push(NodeProgress.decode(reader, reader.uint32()));
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.progress = DeploymentProgress.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<GetDeploymentResponse>, I>>(base?: I): GetDeploymentResponse {
    return GetDeploymentResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GetDeploymentResponse>, I>>(object: I): GetDeploymentResponse {
    const message = createBaseGetDeploymentResponse();
    message.deployment = (object.deployment !== undefined && object.deployment !== null)
      ? Deployment.fromPartial(object.deployment)
      : undefined;
    message.nodes = object.nodes?.map((e) => NodeProgress.fromPartial(e)) || [];
    message.progress = (object.progress !== undefined && object.progress !== null)
      ? DeploymentProgress.fromPartial(object.progress)
      : undefined;
    return message;
  },
};

function createBaseListDeploymentsRequest(): ListDeploymentsRequest {
  return { environment: "", pageSize: 0, pageToken: "" };
}

export const ListDeploymentsRequest: MessageFns<ListDeploymentsRequest> = {
  encode(message: ListDeploymentsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.environment !== "") {
      writer.uint32(10).string(message.environment);
    }
    if (message.pageSize !== 0) {
      writer.uint32(16).uint32(message.pageSize);
    }
    if (message.pageToken !== "") {
      writer.uint32(26).string(message.pageToken);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListDeploymentsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListDeploymentsRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.environment = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.pageSize = reader.uint32();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.pageToken = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<ListDeploymentsRequest>, I>>(base?: I): ListDeploymentsRequest {
    return ListDeploymentsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListDeploymentsRequest>, I>>(object: I): ListDeploymentsRequest {
    const message = createBaseListDeploymentsRequest();
    message.environment = object.environment ?? "";
    message.pageSize = object.pageSize ?? 0;
    message.pageToken = object.pageToken ?? "";
    return message;
  },
};

function createBaseListDeploymentsResponse(): ListDeploymentsResponse {
  return { deployments: [], nextPageToken: "" };
}

export const ListDeploymentsResponse: MessageFns<ListDeploymentsResponse> = {
  encode(message: ListDeploymentsResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.deployments) {
      Deployment.encode(v!, writer.uint32(10).fork()).join();
    }
    if (message.nextPageToken !== "") {
      writer.uint32(18).string(message.nextPageToken);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListDeploymentsResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListDeploymentsResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deployments.push(Deployment.decode(reader, reader.uint32()));
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.nextPageToken = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<ListDeploymentsResponse>, I>>(base?: I): ListDeploymentsResponse {
    return ListDeploymentsResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListDeploymentsResponse>, I>>(object: I): ListDeploymentsResponse {
    const message = createBaseListDeploymentsResponse();
    message.deployments = object.deployments?.map((e) => Deployment.fromPartial(e)) || [];
    message.nextPageToken = object.nextPageToken ?? "";
    return message;
  },
};

function createBaseListTaskRunsRequest(): ListTaskRunsRequest {
  return { deploymentId: "", node: "", taskId: "", states: [], pageSize: 0, pageToken: "" };
}

export const ListTaskRunsRequest: MessageFns<ListTaskRunsRequest> = {
  encode(message: ListTaskRunsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deploymentId !== "") {
      writer.uint32(10).string(message.deploymentId);
    }
    if (message.node !== "") {
      writer.uint32(18).string(message.node);
    }
    if (message.taskId !== "") {
      writer.uint32(26).string(message.taskId);
    }
    if (message.states.length !== 0) {
      writer.uint32(34).fork();
      for (const v of message.states) {
        writer.int32(v);
      }
      writer.join();
    }
    if (message.pageSize !== 0) {
      writer.uint32(40).uint32(message.pageSize);
    }
    if (message.pageToken !== "") {
      writer.uint32(50).string(message.pageToken);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListTaskRunsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListTaskRunsRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deploymentId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.node = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.taskId = reader.string();
            continue;
          }
          case 4: {
            if (tag === 32) {
              message.states.push(reader.int32() as any);

              continue;
            }

            if (tag === 34) {
              const end2 = reader.uint32() + reader.pos;
              while (reader.pos < end2) {
                message.states.push(reader.int32() as any);
              }

              continue;
            }

            break;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.pageSize = reader.uint32();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.pageToken = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<ListTaskRunsRequest>, I>>(base?: I): ListTaskRunsRequest {
    return ListTaskRunsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListTaskRunsRequest>, I>>(object: I): ListTaskRunsRequest {
    const message = createBaseListTaskRunsRequest();
    message.deploymentId = object.deploymentId ?? "";
    message.node = object.node ?? "";
    message.taskId = object.taskId ?? "";
    message.states = object.states?.map((e) => e) || [];
    message.pageSize = object.pageSize ?? 0;
    message.pageToken = object.pageToken ?? "";
    return message;
  },
};

function createBaseListTaskRunsResponse(): ListTaskRunsResponse {
  return { taskRuns: [], nextPageToken: "" };
}

export const ListTaskRunsResponse: MessageFns<ListTaskRunsResponse> = {
  encode(message: ListTaskRunsResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.taskRuns) {
      TaskRun.encode(v!, writer.uint32(10).fork()).join();
    }
    if (message.nextPageToken !== "") {
      writer.uint32(18).string(message.nextPageToken);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListTaskRunsResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListTaskRunsResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.taskRuns.push(TaskRun.decode(reader, reader.uint32()));
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.nextPageToken = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<ListTaskRunsResponse>, I>>(base?: I): ListTaskRunsResponse {
    return ListTaskRunsResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListTaskRunsResponse>, I>>(object: I): ListTaskRunsResponse {
    const message = createBaseListTaskRunsResponse();
    message.taskRuns = object.taskRuns?.map((e) => TaskRun.fromPartial(e)) || [];
    message.nextPageToken = object.nextPageToken ?? "";
    return message;
  },
};

/** Plans and their execution. */
export type DeploymentServiceService = typeof DeploymentServiceService;
export const DeploymentServiceService = {
  /** Computes a plan, stores and returns it; nothing is executed. */
  createPlan: {
    path: "/stoker.v1.DeploymentService/CreatePlan" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: CreatePlanRequest): Buffer => Buffer.from(CreatePlanRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): CreatePlanRequest => CreatePlanRequest.decode(value),
    responseSerialize: (value: CreatePlanResponse): Buffer => Buffer.from(CreatePlanResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): CreatePlanResponse => CreatePlanResponse.decode(value),
  },
  /** Shows a stored plan. */
  getPlan: {
    path: "/stoker.v1.DeploymentService/GetPlan" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: GetPlanRequest): Buffer => Buffer.from(GetPlanRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): GetPlanRequest => GetPlanRequest.decode(value),
    responseSerialize: (value: GetPlanResponse): Buffer => Buffer.from(GetPlanResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): GetPlanResponse => GetPlanResponse.decode(value),
  },
  /**
   * Starts a plan. Refused when the environment has changed since, or another deployment is at work.
   * Starting the same plan again returns the deployment it already has.
   */
  startDeployment: {
    path: "/stoker.v1.DeploymentService/StartDeployment" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: StartDeploymentRequest): Buffer =>
      Buffer.from(StartDeploymentRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): StartDeploymentRequest => StartDeploymentRequest.decode(value),
    responseSerialize: (value: StartDeploymentResponse): Buffer =>
      Buffer.from(StartDeploymentResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): StartDeploymentResponse => StartDeploymentResponse.decode(value),
  },
  /** Stops a deployment: nothing new is handed out; what runs ends by itself, or at once when asked so. */
  stopDeployment: {
    path: "/stoker.v1.DeploymentService/StopDeployment" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: StopDeploymentRequest): Buffer =>
      Buffer.from(StopDeploymentRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): StopDeploymentRequest => StopDeploymentRequest.decode(value),
    responseSerialize: (value: StopDeploymentResponse): Buffer =>
      Buffer.from(StopDeploymentResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): StopDeploymentResponse => StopDeploymentResponse.decode(value),
  },
  /** Pauses a deployment: nothing new begins, what runs ends by itself. */
  pauseDeployment: {
    path: "/stoker.v1.DeploymentService/PauseDeployment" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: PauseDeploymentRequest): Buffer =>
      Buffer.from(PauseDeploymentRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): PauseDeploymentRequest => PauseDeploymentRequest.decode(value),
    responseSerialize: (value: PauseDeploymentResponse): Buffer =>
      Buffer.from(PauseDeploymentResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): PauseDeploymentResponse => PauseDeploymentResponse.decode(value),
  },
  /** Lets a paused deployment go on; runs that stand at a break-point pass it. */
  resumeDeployment: {
    path: "/stoker.v1.DeploymentService/ResumeDeployment" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ResumeDeploymentRequest): Buffer =>
      Buffer.from(ResumeDeploymentRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ResumeDeploymentRequest => ResumeDeploymentRequest.decode(value),
    responseSerialize: (value: ResumeDeploymentResponse): Buffer =>
      Buffer.from(ResumeDeploymentResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ResumeDeploymentResponse => ResumeDeploymentResponse.decode(value),
  },
  /** Pauses a deployment but for so many runs that may begin. */
  stepDeployment: {
    path: "/stoker.v1.DeploymentService/StepDeployment" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: StepDeploymentRequest): Buffer =>
      Buffer.from(StepDeploymentRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): StepDeploymentRequest => StepDeploymentRequest.decode(value),
    responseSerialize: (value: StepDeploymentResponse): Buffer =>
      Buffer.from(StepDeploymentResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): StepDeploymentResponse => StepDeploymentResponse.decode(value),
  },
  /** Adds break-points to a deployment, or takes some away. */
  changeBreakpoints: {
    path: "/stoker.v1.DeploymentService/ChangeBreakpoints" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ChangeBreakpointsRequest): Buffer =>
      Buffer.from(ChangeBreakpointsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ChangeBreakpointsRequest => ChangeBreakpointsRequest.decode(value),
    responseSerialize: (value: ChangeBreakpointsResponse): Buffer =>
      Buffer.from(ChangeBreakpointsResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ChangeBreakpointsResponse => ChangeBreakpointsResponse.decode(value),
  },
  /** Changes how much of a deployment may be at work at once. */
  changeLimits: {
    path: "/stoker.v1.DeploymentService/ChangeLimits" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ChangeLimitsRequest): Buffer => Buffer.from(ChangeLimitsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ChangeLimitsRequest => ChangeLimitsRequest.decode(value),
    responseSerialize: (value: ChangeLimitsResponse): Buffer =>
      Buffer.from(ChangeLimitsResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ChangeLimitsResponse => ChangeLimitsResponse.decode(value),
  },
  /** Tries failed runs again, and with them what could not run because of them. A deployment that has ended goes on. */
  retryTaskRuns: {
    path: "/stoker.v1.DeploymentService/RetryTaskRuns" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: RetryTaskRunsRequest): Buffer => Buffer.from(RetryTaskRunsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): RetryTaskRunsRequest => RetryTaskRunsRequest.decode(value),
    responseSerialize: (value: RetryTaskRunsResponse): Buffer =>
      Buffer.from(RetryTaskRunsResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): RetryTaskRunsResponse => RetryTaskRunsResponse.decode(value),
  },
  /** Goes on without runs that are not at work. */
  skipTaskRuns: {
    path: "/stoker.v1.DeploymentService/SkipTaskRuns" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: SkipTaskRunsRequest): Buffer => Buffer.from(SkipTaskRunsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): SkipTaskRunsRequest => SkipTaskRunsRequest.decode(value),
    responseSerialize: (value: SkipTaskRunsResponse): Buffer =>
      Buffer.from(SkipTaskRunsResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): SkipTaskRunsResponse => SkipTaskRunsResponse.decode(value),
  },
  /** Goes on as if runs that are not at work had ended well. */
  markTaskRunsDone: {
    path: "/stoker.v1.DeploymentService/MarkTaskRunsDone" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: MarkTaskRunsDoneRequest): Buffer =>
      Buffer.from(MarkTaskRunsDoneRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): MarkTaskRunsDoneRequest => MarkTaskRunsDoneRequest.decode(value),
    responseSerialize: (value: MarkTaskRunsDoneResponse): Buffer =>
      Buffer.from(MarkTaskRunsDoneResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): MarkTaskRunsDoneResponse => MarkTaskRunsDoneResponse.decode(value),
  },
  /** Takes a node out of a deployment: what runs there is ended, nothing more begins there. */
  removeDeploymentNode: {
    path: "/stoker.v1.DeploymentService/RemoveDeploymentNode" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: RemoveDeploymentNodeRequest): Buffer =>
      Buffer.from(RemoveDeploymentNodeRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): RemoveDeploymentNodeRequest => RemoveDeploymentNodeRequest.decode(value),
    responseSerialize: (value: RemoveDeploymentNodeResponse): Buffer =>
      Buffer.from(RemoveDeploymentNodeResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): RemoveDeploymentNodeResponse => RemoveDeploymentNodeResponse.decode(value),
  },
  /** Shows one deployment with its progress. */
  getDeployment: {
    path: "/stoker.v1.DeploymentService/GetDeployment" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: GetDeploymentRequest): Buffer => Buffer.from(GetDeploymentRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): GetDeploymentRequest => GetDeploymentRequest.decode(value),
    responseSerialize: (value: GetDeploymentResponse): Buffer =>
      Buffer.from(GetDeploymentResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): GetDeploymentResponse => GetDeploymentResponse.decode(value),
  },
  /** Lists deployments. */
  listDeployments: {
    path: "/stoker.v1.DeploymentService/ListDeployments" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ListDeploymentsRequest): Buffer =>
      Buffer.from(ListDeploymentsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ListDeploymentsRequest => ListDeploymentsRequest.decode(value),
    responseSerialize: (value: ListDeploymentsResponse): Buffer =>
      Buffer.from(ListDeploymentsResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ListDeploymentsResponse => ListDeploymentsResponse.decode(value),
  },
  /** Lists the task runs of a deployment. */
  listTaskRuns: {
    path: "/stoker.v1.DeploymentService/ListTaskRuns" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ListTaskRunsRequest): Buffer => Buffer.from(ListTaskRunsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ListTaskRunsRequest => ListTaskRunsRequest.decode(value),
    responseSerialize: (value: ListTaskRunsResponse): Buffer =>
      Buffer.from(ListTaskRunsResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ListTaskRunsResponse => ListTaskRunsResponse.decode(value),
  },
} as const;

export interface DeploymentServiceServer extends UntypedServiceImplementation {
  /** Computes a plan, stores and returns it; nothing is executed. */
  createPlan: handleUnaryCall<CreatePlanRequest, CreatePlanResponse>;
  /** Shows a stored plan. */
  getPlan: handleUnaryCall<GetPlanRequest, GetPlanResponse>;
  /**
   * Starts a plan. Refused when the environment has changed since, or another deployment is at work.
   * Starting the same plan again returns the deployment it already has.
   */
  startDeployment: handleUnaryCall<StartDeploymentRequest, StartDeploymentResponse>;
  /** Stops a deployment: nothing new is handed out; what runs ends by itself, or at once when asked so. */
  stopDeployment: handleUnaryCall<StopDeploymentRequest, StopDeploymentResponse>;
  /** Pauses a deployment: nothing new begins, what runs ends by itself. */
  pauseDeployment: handleUnaryCall<PauseDeploymentRequest, PauseDeploymentResponse>;
  /** Lets a paused deployment go on; runs that stand at a break-point pass it. */
  resumeDeployment: handleUnaryCall<ResumeDeploymentRequest, ResumeDeploymentResponse>;
  /** Pauses a deployment but for so many runs that may begin. */
  stepDeployment: handleUnaryCall<StepDeploymentRequest, StepDeploymentResponse>;
  /** Adds break-points to a deployment, or takes some away. */
  changeBreakpoints: handleUnaryCall<ChangeBreakpointsRequest, ChangeBreakpointsResponse>;
  /** Changes how much of a deployment may be at work at once. */
  changeLimits: handleUnaryCall<ChangeLimitsRequest, ChangeLimitsResponse>;
  /** Tries failed runs again, and with them what could not run because of them. A deployment that has ended goes on. */
  retryTaskRuns: handleUnaryCall<RetryTaskRunsRequest, RetryTaskRunsResponse>;
  /** Goes on without runs that are not at work. */
  skipTaskRuns: handleUnaryCall<SkipTaskRunsRequest, SkipTaskRunsResponse>;
  /** Goes on as if runs that are not at work had ended well. */
  markTaskRunsDone: handleUnaryCall<MarkTaskRunsDoneRequest, MarkTaskRunsDoneResponse>;
  /** Takes a node out of a deployment: what runs there is ended, nothing more begins there. */
  removeDeploymentNode: handleUnaryCall<RemoveDeploymentNodeRequest, RemoveDeploymentNodeResponse>;
  /** Shows one deployment with its progress. */
  getDeployment: handleUnaryCall<GetDeploymentRequest, GetDeploymentResponse>;
  /** Lists deployments. */
  listDeployments: handleUnaryCall<ListDeploymentsRequest, ListDeploymentsResponse>;
  /** Lists the task runs of a deployment. */
  listTaskRuns: handleUnaryCall<ListTaskRunsRequest, ListTaskRunsResponse>;
}

export interface DeploymentServiceClient extends Client {
  /** Computes a plan, stores and returns it; nothing is executed. */
  createPlan(
    request: CreatePlanRequest,
    callback: (error: ServiceError | null, response: CreatePlanResponse) => void,
  ): ClientUnaryCall;
  createPlan(
    request: CreatePlanRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: CreatePlanResponse) => void,
  ): ClientUnaryCall;
  createPlan(
    request: CreatePlanRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: CreatePlanResponse) => void,
  ): ClientUnaryCall;
  /** Shows a stored plan. */
  getPlan(
    request: GetPlanRequest,
    callback: (error: ServiceError | null, response: GetPlanResponse) => void,
  ): ClientUnaryCall;
  getPlan(
    request: GetPlanRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: GetPlanResponse) => void,
  ): ClientUnaryCall;
  getPlan(
    request: GetPlanRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: GetPlanResponse) => void,
  ): ClientUnaryCall;
  /**
   * Starts a plan. Refused when the environment has changed since, or another deployment is at work.
   * Starting the same plan again returns the deployment it already has.
   */
  startDeployment(
    request: StartDeploymentRequest,
    callback: (error: ServiceError | null, response: StartDeploymentResponse) => void,
  ): ClientUnaryCall;
  startDeployment(
    request: StartDeploymentRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: StartDeploymentResponse) => void,
  ): ClientUnaryCall;
  startDeployment(
    request: StartDeploymentRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: StartDeploymentResponse) => void,
  ): ClientUnaryCall;
  /** Stops a deployment: nothing new is handed out; what runs ends by itself, or at once when asked so. */
  stopDeployment(
    request: StopDeploymentRequest,
    callback: (error: ServiceError | null, response: StopDeploymentResponse) => void,
  ): ClientUnaryCall;
  stopDeployment(
    request: StopDeploymentRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: StopDeploymentResponse) => void,
  ): ClientUnaryCall;
  stopDeployment(
    request: StopDeploymentRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: StopDeploymentResponse) => void,
  ): ClientUnaryCall;
  /** Pauses a deployment: nothing new begins, what runs ends by itself. */
  pauseDeployment(
    request: PauseDeploymentRequest,
    callback: (error: ServiceError | null, response: PauseDeploymentResponse) => void,
  ): ClientUnaryCall;
  pauseDeployment(
    request: PauseDeploymentRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: PauseDeploymentResponse) => void,
  ): ClientUnaryCall;
  pauseDeployment(
    request: PauseDeploymentRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: PauseDeploymentResponse) => void,
  ): ClientUnaryCall;
  /** Lets a paused deployment go on; runs that stand at a break-point pass it. */
  resumeDeployment(
    request: ResumeDeploymentRequest,
    callback: (error: ServiceError | null, response: ResumeDeploymentResponse) => void,
  ): ClientUnaryCall;
  resumeDeployment(
    request: ResumeDeploymentRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ResumeDeploymentResponse) => void,
  ): ClientUnaryCall;
  resumeDeployment(
    request: ResumeDeploymentRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ResumeDeploymentResponse) => void,
  ): ClientUnaryCall;
  /** Pauses a deployment but for so many runs that may begin. */
  stepDeployment(
    request: StepDeploymentRequest,
    callback: (error: ServiceError | null, response: StepDeploymentResponse) => void,
  ): ClientUnaryCall;
  stepDeployment(
    request: StepDeploymentRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: StepDeploymentResponse) => void,
  ): ClientUnaryCall;
  stepDeployment(
    request: StepDeploymentRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: StepDeploymentResponse) => void,
  ): ClientUnaryCall;
  /** Adds break-points to a deployment, or takes some away. */
  changeBreakpoints(
    request: ChangeBreakpointsRequest,
    callback: (error: ServiceError | null, response: ChangeBreakpointsResponse) => void,
  ): ClientUnaryCall;
  changeBreakpoints(
    request: ChangeBreakpointsRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ChangeBreakpointsResponse) => void,
  ): ClientUnaryCall;
  changeBreakpoints(
    request: ChangeBreakpointsRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ChangeBreakpointsResponse) => void,
  ): ClientUnaryCall;
  /** Changes how much of a deployment may be at work at once. */
  changeLimits(
    request: ChangeLimitsRequest,
    callback: (error: ServiceError | null, response: ChangeLimitsResponse) => void,
  ): ClientUnaryCall;
  changeLimits(
    request: ChangeLimitsRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ChangeLimitsResponse) => void,
  ): ClientUnaryCall;
  changeLimits(
    request: ChangeLimitsRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ChangeLimitsResponse) => void,
  ): ClientUnaryCall;
  /** Tries failed runs again, and with them what could not run because of them. A deployment that has ended goes on. */
  retryTaskRuns(
    request: RetryTaskRunsRequest,
    callback: (error: ServiceError | null, response: RetryTaskRunsResponse) => void,
  ): ClientUnaryCall;
  retryTaskRuns(
    request: RetryTaskRunsRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: RetryTaskRunsResponse) => void,
  ): ClientUnaryCall;
  retryTaskRuns(
    request: RetryTaskRunsRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: RetryTaskRunsResponse) => void,
  ): ClientUnaryCall;
  /** Goes on without runs that are not at work. */
  skipTaskRuns(
    request: SkipTaskRunsRequest,
    callback: (error: ServiceError | null, response: SkipTaskRunsResponse) => void,
  ): ClientUnaryCall;
  skipTaskRuns(
    request: SkipTaskRunsRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: SkipTaskRunsResponse) => void,
  ): ClientUnaryCall;
  skipTaskRuns(
    request: SkipTaskRunsRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: SkipTaskRunsResponse) => void,
  ): ClientUnaryCall;
  /** Goes on as if runs that are not at work had ended well. */
  markTaskRunsDone(
    request: MarkTaskRunsDoneRequest,
    callback: (error: ServiceError | null, response: MarkTaskRunsDoneResponse) => void,
  ): ClientUnaryCall;
  markTaskRunsDone(
    request: MarkTaskRunsDoneRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: MarkTaskRunsDoneResponse) => void,
  ): ClientUnaryCall;
  markTaskRunsDone(
    request: MarkTaskRunsDoneRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: MarkTaskRunsDoneResponse) => void,
  ): ClientUnaryCall;
  /** Takes a node out of a deployment: what runs there is ended, nothing more begins there. */
  removeDeploymentNode(
    request: RemoveDeploymentNodeRequest,
    callback: (error: ServiceError | null, response: RemoveDeploymentNodeResponse) => void,
  ): ClientUnaryCall;
  removeDeploymentNode(
    request: RemoveDeploymentNodeRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: RemoveDeploymentNodeResponse) => void,
  ): ClientUnaryCall;
  removeDeploymentNode(
    request: RemoveDeploymentNodeRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: RemoveDeploymentNodeResponse) => void,
  ): ClientUnaryCall;
  /** Shows one deployment with its progress. */
  getDeployment(
    request: GetDeploymentRequest,
    callback: (error: ServiceError | null, response: GetDeploymentResponse) => void,
  ): ClientUnaryCall;
  getDeployment(
    request: GetDeploymentRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: GetDeploymentResponse) => void,
  ): ClientUnaryCall;
  getDeployment(
    request: GetDeploymentRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: GetDeploymentResponse) => void,
  ): ClientUnaryCall;
  /** Lists deployments. */
  listDeployments(
    request: ListDeploymentsRequest,
    callback: (error: ServiceError | null, response: ListDeploymentsResponse) => void,
  ): ClientUnaryCall;
  listDeployments(
    request: ListDeploymentsRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ListDeploymentsResponse) => void,
  ): ClientUnaryCall;
  listDeployments(
    request: ListDeploymentsRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ListDeploymentsResponse) => void,
  ): ClientUnaryCall;
  /** Lists the task runs of a deployment. */
  listTaskRuns(
    request: ListTaskRunsRequest,
    callback: (error: ServiceError | null, response: ListTaskRunsResponse) => void,
  ): ClientUnaryCall;
  listTaskRuns(
    request: ListTaskRunsRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ListTaskRunsResponse) => void,
  ): ClientUnaryCall;
  listTaskRuns(
    request: ListTaskRunsRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ListTaskRunsResponse) => void,
  ): ClientUnaryCall;
}

export const DeploymentServiceClient = makeGenericClientConstructor(
  DeploymentServiceService,
  "stoker.v1.DeploymentService",
) as unknown as {
  new (address: string, credentials: ChannelCredentials, options?: Partial<ClientOptions>): DeploymentServiceClient;
  service: typeof DeploymentServiceService;
  serviceName: string;
};

type Builtin = Date | Function | Uint8Array | string | number | boolean | undefined;

export type DeepPartial<T> = T extends Builtin ? T
  : T extends globalThis.Array<infer U> ? globalThis.Array<DeepPartial<U>>
  : T extends ReadonlyArray<infer U> ? ReadonlyArray<DeepPartial<U>>
  : T extends { $case: string; value: unknown } ? { $case: T["$case"]; value?: DeepPartial<T["value"]> }
  : T extends {} ? { [K in keyof T]?: DeepPartial<T[K]> }
  : Partial<T>;

type KeysOfUnion<T> = T extends T ? keyof T : never;
export type Exact<P, I extends P> = P extends Builtin ? P
  : P & { [K in keyof P]: Exact<P[K], I[K]> } & { [K in Exclude<keyof I, KeysOfUnion<P>>]: never };

function toTimestamp(date: Date): Timestamp {
  const seconds = Math.trunc(date.getTime() / 1_000);
  const nanos = (date.getTime() % 1_000) * 1_000_000;
  return { seconds, nanos };
}

function fromTimestamp(t: Timestamp): Date {
  let millis = (t.seconds || 0) * 1_000;
  millis += (t.nanos || 0) / 1_000_000;
  return new globalThis.Date(millis);
}

function longToNumber(int64: { toString(): string }): number {
  const num = globalThis.Number(int64.toString());
  if (num > globalThis.Number.MAX_SAFE_INTEGER) {
    throw new globalThis.Error("Value is larger than Number.MAX_SAFE_INTEGER");
  }
  if (num < globalThis.Number.MIN_SAFE_INTEGER) {
    throw new globalThis.Error("Value is smaller than Number.MIN_SAFE_INTEGER");
  }
  return num;
}

export interface MessageFns<T> {
  encode(message: T, writer?: BinaryWriter): BinaryWriter;
  decode(input: BinaryReader | Uint8Array, length?: number): T;
  create<I extends Exact<DeepPartial<T>, I>>(base?: I): T;
  fromPartial<I extends Exact<DeepPartial<T>, I>>(object: I): T;
}
