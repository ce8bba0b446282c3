// Generated from stoker/v1/explanation.proto by `make generate`; do not edit.

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
import { Deployment, NodeProgress, TaskRunState } from "./deployment.js";

export const protobufPackage = "stoker.v1";

export const protobufFileName = "stoker/v1/explanation.proto";

/** Names what shall be explained. */
export interface GetExplanationRequest {
  /** Id of the deployment. */
  deploymentId: string;
  /** Id or name of a node; empty for the whole deployment. */
  node: string;
  /** Task on that node; empty for the whole node. */
  taskId: string;
}

/** A machine. */
export interface NodeRef {
  /** Node; "null" for the sync node. */
  nodeId: string;
  /** Its name. */
  nodeName: string;
}

/** The first few of many machines. */
export interface SomeNodes {
  /** At most 10. */
  items: NodeRef[];
  /** How many there are. */
  total: number;
}

/** A task run and what is known of it. */
export interface RunRef {
  /** Number of its vertex in the plan. */
  vertex: number;
  /** Task. */
  taskId: string;
  /** Node; "null" for the sync node. */
  nodeId: string;
  /** Name of the node. */
  nodeName: string;
  /** Where it is in its life. */
  state: TaskRunState;
  /** Since when it is in this state; absent where that is not known. */
  since:
    | Date
    | undefined;
  /** Number of its last attempt; 0 when it had none. */
  attempt: number;
  /** When its timeout ends it; absent while it is not running. */
  timeoutAt:
    | Date
    | undefined;
  /** Why it failed, was skipped or did not run; empty when there is nothing to say. */
  message: string;
}

/** The first few of many task runs. */
export interface SomeRuns {
  /** At most 10; of running and failed ones at most 20. */
  items: RunRef[];
  /** How many there are. */
  total: number;
}

/** One thing that keeps a task run where it is. */
export interface Blocker {
  /** What it is. */
  kind:
    | //
    /** Runs before it have not ended. */
    { $case: "dependency"; value: DependencyBlocker }
    | //
    /** Its node has no free slot. */
    { $case: "slot"; value: SlotBlocker }
    | //
    /** As many runs of its task are at work as may be. */
    { $case: "strategy"; value: StrategyBlocker }
    | //
    /** As many nodes are at work as may be. */
    { $case: "nodeLimit"; value: NodeLimitBlocker }
    | //
    /** More nodes have failed than a group survives. */
    { $case: "tolerance"; value: ToleranceBlocker }
    | //
    /** The deployment is paused. */
    { $case: "paused"; value: PausedBlocker }
    | //
    /** The deployment stands before a break-point. */
    { $case: "breakPoint"; value: BreakPointBlocker }
    | //
    /** Its next attempt waits for its time. */
    { $case: "retryWait"; value: RetryWaitBlocker }
    | //
    /** The deployment is being stopped. */
    { $case: "stopping"; value: StoppingBlocker }
    | //
    /** The controller is about to end. */
    { $case: "held"; value: HeldBlocker }
    | //
    /** The agent of its node is silent. */
    { $case: "agentSilent"; value: AgentSilentBlocker }
    | //
    /** The agent of its node has not connected since the controller started. */
    { $case: "agentAbsent"; value: AgentAbsentBlocker }
    | //
    /** Its node waits for an administrator. */
    { $case: "waitingForAccept"; value: WaitingForAcceptBlocker }
    | //
    /** Attempts of ended deployments hold the slots of its node. */
    { $case: "foreignSlot"; value: ForeignSlotBlocker }
    | undefined;
}

/** Runs before it have not ended. */
export interface DependencyBlocker {
  /** Those that wait for nobody themselves; at most 10. */
  roots: RootRun[];
  /** How many of those there are. */
  rootCount: number;
  /** How many runs before it, near and far, have not ended. */
  total: number;
}

/** A run that others wait for and that waits for nobody itself. */
export interface RootRun {
  /** The run. */
  run:
    | RunRef
    | undefined;
  /** What holds it back; absent when it is with an agent that is heard. */
  blocker: Blocker | undefined;
}

/** Its node has no free slot. */
export interface SlotBlocker {
  /** The node. */
  node:
    | NodeRef
    | undefined;
  /** Slots it has. */
  slots: number;
  /** Runs that hold them. */
  holders: SomeRuns | undefined;
}

/** As many runs of its task are at work as may be. */
export interface StrategyBlocker {
  /** Task. */
  taskId: string;
  /** Runs at once. */
  limit: number;
  /** Runs at work. */
  holders: SomeRuns | undefined;
}

/** As many nodes are at work as may be. */
export interface NodeLimitBlocker {
  /** Nodes at once. */
  limit: number;
  /** Nodes at work. */
  nodes: SomeNodes | undefined;
}

/** More nodes have failed than a group survives: nothing new begins. */
export interface ToleranceBlocker {
  /** Name of the group. */
  group: string;
  /** Nodes that have failed. */
  failures: number;
  /** Nodes that may fail. */
  allowed: number;
}

/** The deployment is paused. */
export interface PausedBlocker {
}

/** The deployment stands before a break-point. */
export interface BreakPointBlocker {
  /** TASK or TASK@NODE. */
  name: string;
}

/** Its next attempt waits for its time. */
export interface RetryWaitBlocker {
  /** Number of the attempt to come. */
  attempt: number;
  /** When it is made. */
  until: Date | undefined;
}

/** The deployment is being stopped. */
export interface StoppingBlocker {
}

/** The controller is about to end and hands out nothing. */
export interface HeldBlocker {
}

/** The agent of its node is silent. */
export interface AgentSilentBlocker {
  /** The node. */
  node:
    | NodeRef
    | undefined;
  /** When it was last heard. */
  since:
    | Date
    | undefined;
  /** When its lease ends; absent when nothing is at work there. */
  leaseEndsAt:
    | Date
    | undefined;
  /** When its attempt counts as lost; absent when nothing is at work there. */
  lostAt: Date | undefined;
}

/** The agent of its node has not connected since the controller started. */
export interface AgentAbsentBlocker {
  /** The node. */
  node: NodeRef | undefined;
}

/** Its node waits for an administrator. */
export interface WaitingForAcceptBlocker {
  /** The node. */
  node: NodeRef | undefined;
}

/** Attempts of ended deployments hold the slots of its node. */
export interface ForeignSlotBlocker {
  /** The node. */
  node:
    | NodeRef
    | undefined;
  /** Attempts. */
  attempts: number;
}

/** Runs that the same thing holds back. */
export interface HeldRuns {
  /** What. */
  blocker:
    | Blocker
    | undefined;
  /** The runs. */
  runs: SomeRuns | undefined;
}

/** A task run and everything that holds it back. */
export interface ExplainedRun {
  /** The run. */
  run:
    | RunRef
    | undefined;
  /** What holds it back, the decisive thing first. */
  blockers: Blocker[];
}

/** Why something does or does not move. */
export interface GetExplanationResponse {
  /** When the controller looked; every time here is of its clock. */
  at:
    | Date
    | undefined;
  /** The deployment. */
  deployment:
    | Deployment
    | undefined;
  /** What was asked about; absent: the whole deployment. */
  subject:
    | //
    /** One of its nodes. */
    { $case: "node"; value: NodeProgress }
    | //
    /** One of its task runs. */
    { $case: "run"; value: ExplainedRun }
    | undefined;
  /** With an agent now, longest first; at most 20. */
  running: ExplainedRun[];
  /** How many of those there are. */
  runningCount: number;
  /** What has not begun, by what is decisive for it; at most 50. */
  held: HeldRuns[];
  /** Root causes so far. */
  failed:
    | SomeRuns
    | undefined;
  /** The longest chain of runs that have not ended. */
  chain: SomeRuns | undefined;
}

function createBaseGetExplanationRequest(): GetExplanationRequest {
  return { deploymentId: "", node: "", taskId: "" };
}

export const GetExplanationRequest: MessageFns<GetExplanationRequest> = {
  encode(message: GetExplanationRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deploymentId !== "") {
      writer.uint32(10).string(message.deploymentId);
    }
    if (message.node !== "") {
      writer.uint32(18).string(message.node);
    }
    if (message.taskId !== "") {
      writer.uint32(26).string(message.taskId);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetExplanationRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetExplanationRequest();
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

  create<I extends Exact<DeepPartial<GetExplanationRequest>, I>>(base?: I): GetExplanationRequest {
    return GetExplanationRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GetExplanationRequest>, I>>(object: I): GetExplanationRequest {
    const message = createBaseGetExplanationRequest();
    message.deploymentId = object.deploymentId ?? "";
    message.node = object.node ?? "";
    message.taskId = object.taskId ?? "";
    return message;
  },
};

function createBaseNodeRef(): NodeRef {
  return { nodeId: "", nodeName: "" };
}

export const NodeRef: MessageFns<NodeRef> = {
  encode(message: NodeRef, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.nodeId !== "") {
      writer.uint32(10).string(message.nodeId);
    }
    if (message.nodeName !== "") {
      writer.uint32(18).string(message.nodeName);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): NodeRef {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseNodeRef();
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

  create<I extends Exact<DeepPartial<NodeRef>, I>>(base?: I): NodeRef {
    return NodeRef.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<NodeRef>, I>>(object: I): NodeRef {
    const message = createBaseNodeRef();
    message.nodeId = object.nodeId ?? "";
    message.nodeName = object.nodeName ?? "";
    return message;
  },
};

function createBaseSomeNodes(): SomeNodes {
  return { items: [], total: 0 };
}

export const SomeNodes: MessageFns<SomeNodes> = {
  encode(message: SomeNodes, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.items) {
      NodeRef.encode(v!, writer.uint32(10).fork()).join();
    }
    if (message.total !== 0) {
      writer.uint32(16).uint32(message.total);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): SomeNodes {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSomeNodes();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.items.push(NodeRef.decode(reader, reader.uint32()));
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.total = reader.uint32();
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

  create<I extends Exact<DeepPartial<SomeNodes>, I>>(base?: I): SomeNodes {
    return SomeNodes.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<SomeNodes>, I>>(object: I): SomeNodes {
    const message = createBaseSomeNodes();
    message.items = object.items?.map((e) => NodeRef.fromPartial(e)) || [];
    message.total = object.total ?? 0;
    return message;
  },
};

function createBaseRunRef(): RunRef {
  return {
    vertex: 0,
    taskId: "",
    nodeId: "",
    nodeName: "",
    state: 0,
    since: undefined,
    attempt: 0,
    timeoutAt: undefined,
    message: "",
  };
}

export const RunRef: MessageFns<RunRef> = {
  encode(message: RunRef, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.vertex !== 0) {
      writer.uint32(8).uint32(message.vertex);
    }
    if (message.taskId !== "") {
      writer.uint32(18).string(message.taskId);
    }
    if (message.nodeId !== "") {
      writer.uint32(26).string(message.nodeId);
    }
    if (message.nodeName !== "") {
      writer.uint32(34).string(message.nodeName);
    }
    if (message.state !== 0) {
      writer.uint32(40).int32(message.state);
    }
    if (message.since !== undefined) {
      Timestamp.encode(toTimestamp(message.since), writer.uint32(50).fork()).join();
    }
    if (message.attempt !== 0) {
      writer.uint32(56).uint32(message.attempt);
    }
    if (message.timeoutAt !== undefined) {
      Timestamp.encode(toTimestamp(message.timeoutAt), writer.uint32(66).fork()).join();
    }
    if (message.message !== "") {
      writer.uint32(74).string(message.message);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RunRef {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRunRef();
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

            message.nodeName = reader.string();
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

            message.since = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 7: {
            if (tag !== 56) {
              break;
            }

            message.attempt = reader.uint32();
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.timeoutAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.message = reader.string();
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

  create<I extends Exact<DeepPartial<RunRef>, I>>(base?: I): RunRef {
    return RunRef.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RunRef>, I>>(object: I): RunRef {
    const message = createBaseRunRef();
    message.vertex = object.vertex ?? 0;
    message.taskId = object.taskId ?? "";
    message.nodeId = object.nodeId ?? "";
    message.nodeName = object.nodeName ?? "";
    message.state = object.state ?? 0;
    message.since = object.since ?? undefined;
    message.attempt = object.attempt ?? 0;
    message.timeoutAt = object.timeoutAt ?? undefined;
    message.message = object.message ?? "";
    return message;
  },
};

function createBaseSomeRuns(): SomeRuns {
  return { items: [], total: 0 };
}

export const SomeRuns: MessageFns<SomeRuns> = {
  encode(message: SomeRuns, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.items) {
      RunRef.encode(v!, writer.uint32(10).fork()).join();
    }
    if (message.total !== 0) {
      writer.uint32(16).uint32(message.total);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): SomeRuns {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSomeRuns();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.items.push(RunRef.decode(reader, reader.uint32()));
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.total = reader.uint32();
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

  create<I extends Exact<DeepPartial<SomeRuns>, I>>(base?: I): SomeRuns {
    return SomeRuns.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<SomeRuns>, I>>(object: I): SomeRuns {
    const message = createBaseSomeRuns();
    message.items = object.items?.map((e) => RunRef.fromPartial(e)) || [];
    message.total = object.total ?? 0;
    return message;
  },
};

function createBaseBlocker(): Blocker {
  return { kind: undefined };
}

export const Blocker: MessageFns<Blocker> = {
  encode(message: Blocker, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    switch (message.kind?.$case) {
      case "dependency":
        DependencyBlocker.encode(message.kind.value, writer.uint32(10).fork()).join();
        break;
      case "slot":
        SlotBlocker.encode(message.kind.value, writer.uint32(18).fork()).join();
        break;
      case "strategy":
        StrategyBlocker.encode(message.kind.value, writer.uint32(26).fork()).join();
        break;
      case "nodeLimit":
        NodeLimitBlocker.encode(message.kind.value, writer.uint32(34).fork()).join();
        break;
      case "tolerance":
        ToleranceBlocker.encode(message.kind.value, writer.uint32(42).fork()).join();
        break;
      case "paused":
        PausedBlocker.encode(message.kind.value, writer.uint32(50).fork()).join();
        break;
      case "breakPoint":
        BreakPointBlocker.encode(message.kind.value, writer.uint32(58).fork()).join();
        break;
      case "retryWait":
        RetryWaitBlocker.encode(message.kind.value, writer.uint32(66).fork()).join();
        break;
      case "stopping":
        StoppingBlocker.encode(message.kind.value, writer.uint32(74).fork()).join();
        break;
      case "held":
        HeldBlocker.encode(message.kind.value, writer.uint32(82).fork()).join();
        break;
      case "agentSilent":
        AgentSilentBlocker.encode(message.kind.value, writer.uint32(90).fork()).join();
        break;
      case "agentAbsent":
        AgentAbsentBlocker.encode(message.kind.value, writer.uint32(98).fork()).join();
        break;
      case "waitingForAccept":
        WaitingForAcceptBlocker.encode(message.kind.value, writer.uint32(106).fork()).join();
        break;
      case "foreignSlot":
        ForeignSlotBlocker.encode(message.kind.value, writer.uint32(114).fork()).join();
        break;
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Blocker {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseBlocker();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.kind = { $case: "dependency", value: DependencyBlocker.decode(reader, reader.uint32()) };
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.kind = { $case: "slot", value: SlotBlocker.decode(reader, reader.uint32()) };
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.kind = { $case: "strategy", value: StrategyBlocker.decode(reader, reader.uint32()) };
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.kind = { $case: "nodeLimit", value: NodeLimitBlocker.decode(reader, reader.uint32()) };
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.kind = { $case: "tolerance", value: ToleranceBlocker.decode(reader, reader.uint32()) };
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.kind = { $case: "paused", value: PausedBlocker.decode(reader, reader.uint32()) };
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.kind = { $case: "breakPoint", value: BreakPointBlocker.decode(reader, reader.uint32()) };
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.kind = { $case: "retryWait", value: RetryWaitBlocker.decode(reader, reader.uint32()) };
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.kind = { $case: "stopping", value: StoppingBlocker.decode(reader, reader.uint32()) };
            continue;
          }
          case 10: {
            if (tag !== 82) {
              break;
            }

            message.kind = { $case: "held", value: HeldBlocker.decode(reader, reader.uint32()) };
            continue;
          }
          case 11: {
            if (tag !== 90) {
              break;
            }

            message.kind = { $case: "agentSilent", value: AgentSilentBlocker.decode(reader, reader.uint32()) };
            continue;
          }
          case 12: {
            if (tag !== 98) {
              break;
            }

            message.kind = { $case: "agentAbsent", value: AgentAbsentBlocker.decode(reader, reader.uint32()) };
            continue;
          }
          case 13: {
            if (tag !== 106) {
              break;
            }

            message.kind = {
              $case: "waitingForAccept",
              value: WaitingForAcceptBlocker.decode(reader, reader.uint32()),
            };
            continue;
          }
          case 14: {
            if (tag !== 114) {
              break;
            }

            message.kind = { $case: "foreignSlot", value: ForeignSlotBlocker.decode(reader, reader.uint32()) };
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

  create<I extends Exact<DeepPartial<Blocker>, I>>(base?: I): Blocker {
    return Blocker.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Blocker>, I>>(object: I): Blocker {
    const message = createBaseBlocker();
    switch (object.kind?.$case) {
      case "dependency": {
        if (object.kind?.value !== undefined && object.kind?.value !== null) {
          message.kind = { $case: "dependency", value: DependencyBlocker.fromPartial(object.kind.value) };
        }
        break;
      }
      case "slot": {
        if (object.kind?.value !== undefined && object.kind?.value !== null) {
          message.kind = { $case: "slot", value: SlotBlocker.fromPartial(object.kind.value) };
        }
        break;
      }
      case "strategy": {
        if (object.kind?.value !== undefined && object.kind?.value !== null) {
          message.kind = { $case: "strategy", value: StrategyBlocker.fromPartial(object.kind.value) };
        }
        break;
      }
      case "nodeLimit": {
        if (object.kind?.value !== undefined && object.kind?.value !== null) {
          message.kind = { $case: "nodeLimit", value: NodeLimitBlocker.fromPartial(object.kind.value) };
        }
        break;
      }
      case "tolerance": {
        if (object.kind?.value !== undefined && object.kind?.value !== null) {
          message.kind = { $case: "tolerance", value: ToleranceBlocker.fromPartial(object.kind.value) };
        }
        break;
      }
      case "paused": {
        if (object.kind?.value !== undefined && object.kind?.value !== null) {
          message.kind = { $case: "paused", value: PausedBlocker.fromPartial(object.kind.value) };
        }
        break;
      }
      case "breakPoint": {
        if (object.kind?.value !== undefined && object.kind?.value !== null) {
          message.kind = { $case: "breakPoint", value: BreakPointBlocker.fromPartial(object.kind.value) };
        }
        break;
      }
      case "retryWait": {
        if (object.kind?.value !== undefined && object.kind?.value !== null) {
          message.kind = { $case: "retryWait", value: RetryWaitBlocker.fromPartial(object.kind.value) };
        }
        break;
      }
      case "stopping": {
        if (object.kind?.value !== undefined && object.kind?.value !== null) {
          message.kind = { $case: "stopping", value: StoppingBlocker.fromPartial(object.kind.value) };
        }
        break;
      }
      case "held": {
        if (object.kind?.value !== undefined && object.kind?.value !== null) {
          message.kind = { $case: "held", value: HeldBlocker.fromPartial(object.kind.value) };
        }
        break;
      }
      case "agentSilent": {
        if (object.kind?.value !== undefined && object.kind?.value !== null) {
          message.kind = { $case: "agentSilent", value: AgentSilentBlocker.fromPartial(object.kind.value) };
        }
        break;
      }
      case "agentAbsent": {
        if (object.kind?.value !== undefined && object.kind?.value !== null) {
          message.kind = { $case: "agentAbsent", value: AgentAbsentBlocker.fromPartial(object.kind.value) };
        }
        break;
      }
      case "waitingForAccept": {
        if (object.kind?.value !== undefined && object.kind?.value !== null) {
          message.kind = { $case: "waitingForAccept", value: WaitingForAcceptBlocker.fromPartial(object.kind.value) };
        }
        break;
      }
      case "foreignSlot": {
        if (object.kind?.value !== undefined && object.kind?.value !== null) {
          message.kind = { $case: "foreignSlot", value: ForeignSlotBlocker.fromPartial(object.kind.value) };
        }
        break;
      }
    }
    return message;
  },
};

function createBaseDependencyBlocker(): DependencyBlocker {
  return { roots: [], rootCount: 0, total: 0 };
}

export const DependencyBlocker: MessageFns<DependencyBlocker> = {
  encode(message: DependencyBlocker, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.roots) {
      RootRun.encode(v!, writer.uint32(10).fork()).join();
    }
    if (message.rootCount !== 0) {
      writer.uint32(16).uint32(message.rootCount);
    }
    if (message.total !== 0) {
      writer.uint32(24).uint32(message.total);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): DependencyBlocker {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDependencyBlocker();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.roots.push(RootRun.decode(reader, reader.uint32()));
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.rootCount = reader.uint32();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.total = reader.uint32();
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

  create<I extends Exact<DeepPartial<DependencyBlocker>, I>>(base?: I): DependencyBlocker {
    return DependencyBlocker.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<DependencyBlocker>, I>>(object: I): DependencyBlocker {
    const message = createBaseDependencyBlocker();
    message.roots = object.roots?.map((e) => RootRun.fromPartial(e)) || [];
    message.rootCount = object.rootCount ?? 0;
    message.total = object.total ?? 0;
    return message;
  },
};

function createBaseRootRun(): RootRun {
  return { run: undefined, blocker: undefined };
}

export const RootRun: MessageFns<RootRun> = {
  encode(message: RootRun, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.run !== undefined) {
      RunRef.encode(message.run, writer.uint32(10).fork()).join();
    }
    if (message.blocker !== undefined) {
      Blocker.encode(message.blocker, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RootRun {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRootRun();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.run = RunRef.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.blocker = Blocker.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<RootRun>, I>>(base?: I): RootRun {
    return RootRun.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RootRun>, I>>(object: I): RootRun {
    const message = createBaseRootRun();
    message.run = (object.run !== undefined && object.run !== null) ? RunRef.fromPartial(object.run) : undefined;
    message.blocker = (object.blocker !== undefined && object.blocker !== null)
      ? Blocker.fromPartial(object.blocker)
      : undefined;
    return message;
  },
};

function createBaseSlotBlocker(): SlotBlocker {
  return { node: undefined, slots: 0, holders: undefined };
}

export const SlotBlocker: MessageFns<SlotBlocker> = {
  encode(message: SlotBlocker, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.node !== undefined) {
      NodeRef.encode(message.node, writer.uint32(10).fork()).join();
    }
    if (message.slots !== 0) {
      writer.uint32(16).uint32(message.slots);
    }
    if (message.holders !== undefined) {
      SomeRuns.encode(message.holders, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): SlotBlocker {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSlotBlocker();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.node = NodeRef.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.slots = reader.uint32();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.holders = SomeRuns.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<SlotBlocker>, I>>(base?: I): SlotBlocker {
    return SlotBlocker.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<SlotBlocker>, I>>(object: I): SlotBlocker {
    const message = createBaseSlotBlocker();
    message.node = (object.node !== undefined && object.node !== null) ? NodeRef.fromPartial(object.node) : undefined;
    message.slots = object.slots ?? 0;
    message.holders = (object.holders !== undefined && object.holders !== null)
      ? SomeRuns.fromPartial(object.holders)
      : undefined;
    return message;
  },
};

function createBaseStrategyBlocker(): StrategyBlocker {
  return { taskId: "", limit: 0, holders: undefined };
}

export const StrategyBlocker: MessageFns<StrategyBlocker> = {
  encode(message: StrategyBlocker, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.taskId !== "") {
      writer.uint32(10).string(message.taskId);
    }
    if (message.limit !== 0) {
      writer.uint32(16).uint32(message.limit);
    }
    if (message.holders !== undefined) {
      SomeRuns.encode(message.holders, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StrategyBlocker {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStrategyBlocker();
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

            message.limit = reader.uint32();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.holders = SomeRuns.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<StrategyBlocker>, I>>(base?: I): StrategyBlocker {
    return StrategyBlocker.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StrategyBlocker>, I>>(object: I): StrategyBlocker {
    const message = createBaseStrategyBlocker();
    message.taskId = object.taskId ?? "";
    message.limit = object.limit ?? 0;
    message.holders = (object.holders !== undefined && object.holders !== null)
      ? SomeRuns.fromPartial(object.holders)
      : undefined;
    return message;
  },
};

function createBaseNodeLimitBlocker(): NodeLimitBlocker {
  return { limit: 0, nodes: undefined };
}

export const NodeLimitBlocker: MessageFns<NodeLimitBlocker> = {
  encode(message: NodeLimitBlocker, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.limit !== 0) {
      writer.uint32(8).uint32(message.limit);
    }
    if (message.nodes !== undefined) {
      SomeNodes.encode(message.nodes, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): NodeLimitBlocker {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseNodeLimitBlocker();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.limit = reader.uint32();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.nodes = SomeNodes.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<NodeLimitBlocker>, I>>(base?: I): NodeLimitBlocker {
    return NodeLimitBlocker.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<NodeLimitBlocker>, I>>(object: I): NodeLimitBlocker {
    const message = createBaseNodeLimitBlocker();
    message.limit = object.limit ?? 0;
    message.nodes = (object.nodes !== undefined && object.nodes !== null)
      ? SomeNodes.fromPartial(object.nodes)
      : undefined;
    return message;
  },
};

function createBaseToleranceBlocker(): ToleranceBlocker {
  return { group: "", failures: 0, allowed: 0 };
}

export const ToleranceBlocker: MessageFns<ToleranceBlocker> = {
  encode(message: ToleranceBlocker, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.group !== "") {
      writer.uint32(10).string(message.group);
    }
    if (message.failures !== 0) {
      writer.uint32(16).uint32(message.failures);
    }
    if (message.allowed !== 0) {
      writer.uint32(24).uint32(message.allowed);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ToleranceBlocker {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseToleranceBlocker();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.group = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.failures = reader.uint32();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.allowed = reader.uint32();
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

  create<I extends Exact<DeepPartial<ToleranceBlocker>, I>>(base?: I): ToleranceBlocker {
    return ToleranceBlocker.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ToleranceBlocker>, I>>(object: I): ToleranceBlocker {
    const message = createBaseToleranceBlocker();
    message.group = object.group ?? "";
    message.failures = object.failures ?? 0;
    message.allowed = object.allowed ?? 0;
    return message;
  },
};

function createBasePausedBlocker(): PausedBlocker {
  return {};
}

export const PausedBlocker: MessageFns<PausedBlocker> = {
  encode(_: PausedBlocker, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PausedBlocker {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePausedBlocker();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
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

  create<I extends Exact<DeepPartial<PausedBlocker>, I>>(base?: I): PausedBlocker {
    return PausedBlocker.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PausedBlocker>, I>>(_: I): PausedBlocker {
    const message = createBasePausedBlocker();
    return message;
  },
};

function createBaseBreakPointBlocker(): BreakPointBlocker {
  return { name: "" };
}

export const BreakPointBlocker: MessageFns<BreakPointBlocker> = {
  encode(message: BreakPointBlocker, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.name !== "") {
      writer.uint32(10).string(message.name);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): BreakPointBlocker {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseBreakPointBlocker();
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

  create<I extends Exact<DeepPartial<BreakPointBlocker>, I>>(base?: I): BreakPointBlocker {
    return BreakPointBlocker.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<BreakPointBlocker>, I>>(object: I): BreakPointBlocker {
    const message = createBaseBreakPointBlocker();
    message.name = object.name ?? "";
    return message;
  },
};

function createBaseRetryWaitBlocker(): RetryWaitBlocker {
  return { attempt: 0, until: undefined };
}

export const RetryWaitBlocker: MessageFns<RetryWaitBlocker> = {
  encode(message: RetryWaitBlocker, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.attempt !== 0) {
      writer.uint32(8).uint32(message.attempt);
    }
    if (message.until !== undefined) {
      Timestamp.encode(toTimestamp(message.until), writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RetryWaitBlocker {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRetryWaitBlocker();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.attempt = reader.uint32();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.until = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<RetryWaitBlocker>, I>>(base?: I): RetryWaitBlocker {
    return RetryWaitBlocker.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RetryWaitBlocker>, I>>(object: I): RetryWaitBlocker {
    const message = createBaseRetryWaitBlocker();
    message.attempt = object.attempt ?? 0;
    message.until = object.until ?? undefined;
    return message;
  },
};

function createBaseStoppingBlocker(): StoppingBlocker {
  return {};
}

export const StoppingBlocker: MessageFns<StoppingBlocker> = {
  encode(_: StoppingBlocker, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StoppingBlocker {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStoppingBlocker();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
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

  create<I extends Exact<DeepPartial<StoppingBlocker>, I>>(base?: I): StoppingBlocker {
    return StoppingBlocker.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StoppingBlocker>, I>>(_: I): StoppingBlocker {
    const message = createBaseStoppingBlocker();
    return message;
  },
};

function createBaseHeldBlocker(): HeldBlocker {
  return {};
}

export const HeldBlocker: MessageFns<HeldBlocker> = {
  encode(_: HeldBlocker, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): HeldBlocker {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseHeldBlocker();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
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

  create<I extends Exact<DeepPartial<HeldBlocker>, I>>(base?: I): HeldBlocker {
    return HeldBlocker.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<HeldBlocker>, I>>(_: I): HeldBlocker {
    const message = createBaseHeldBlocker();
    return message;
  },
};

function createBaseAgentSilentBlocker(): AgentSilentBlocker {
  return { node: undefined, since: undefined, leaseEndsAt: undefined, lostAt: undefined };
}

export const AgentSilentBlocker: MessageFns<AgentSilentBlocker> = {
  encode(message: AgentSilentBlocker, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.node !== undefined) {
      NodeRef.encode(message.node, writer.uint32(10).fork()).join();
    }
    if (message.since !== undefined) {
      Timestamp.encode(toTimestamp(message.since), writer.uint32(18).fork()).join();
    }
    if (message.leaseEndsAt !== undefined) {
      Timestamp.encode(toTimestamp(message.leaseEndsAt), writer.uint32(26).fork()).join();
    }
    if (message.lostAt !== undefined) {
      Timestamp.encode(toTimestamp(message.lostAt), writer.uint32(34).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): AgentSilentBlocker {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseAgentSilentBlocker();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.node = NodeRef.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.since = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.leaseEndsAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.lostAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<AgentSilentBlocker>, I>>(base?: I): AgentSilentBlocker {
    return AgentSilentBlocker.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<AgentSilentBlocker>, I>>(object: I): AgentSilentBlocker {
    const message = createBaseAgentSilentBlocker();
    message.node = (object.node !== undefined && object.node !== null) ? NodeRef.fromPartial(object.node) : undefined;
    message.since = object.since ?? undefined;
    message.leaseEndsAt = object.leaseEndsAt ?? undefined;
    message.lostAt = object.lostAt ?? undefined;
    return message;
  },
};

function createBaseAgentAbsentBlocker(): AgentAbsentBlocker {
  return { node: undefined };
}

export const AgentAbsentBlocker: MessageFns<AgentAbsentBlocker> = {
  encode(message: AgentAbsentBlocker, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.node !== undefined) {
      NodeRef.encode(message.node, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): AgentAbsentBlocker {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseAgentAbsentBlocker();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.node = NodeRef.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<AgentAbsentBlocker>, I>>(base?: I): AgentAbsentBlocker {
    return AgentAbsentBlocker.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<AgentAbsentBlocker>, I>>(object: I): AgentAbsentBlocker {
    const message = createBaseAgentAbsentBlocker();
    message.node = (object.node !== undefined && object.node !== null) ? NodeRef.fromPartial(object.node) : undefined;
    return message;
  },
};

function createBaseWaitingForAcceptBlocker(): WaitingForAcceptBlocker {
  return { node: undefined };
}

export const WaitingForAcceptBlocker: MessageFns<WaitingForAcceptBlocker> = {
  encode(message: WaitingForAcceptBlocker, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.node !== undefined) {
      NodeRef.encode(message.node, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): WaitingForAcceptBlocker {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseWaitingForAcceptBlocker();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.node = NodeRef.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<WaitingForAcceptBlocker>, I>>(base?: I): WaitingForAcceptBlocker {
    return WaitingForAcceptBlocker.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<WaitingForAcceptBlocker>, I>>(object: I): WaitingForAcceptBlocker {
    const message = createBaseWaitingForAcceptBlocker();
    message.node = (object.node !== undefined && object.node !== null) ? NodeRef.fromPartial(object.node) : undefined;
    return message;
  },
};

function createBaseForeignSlotBlocker(): ForeignSlotBlocker {
  return { node: undefined, attempts: 0 };
}

export const ForeignSlotBlocker: MessageFns<ForeignSlotBlocker> = {
  encode(message: ForeignSlotBlocker, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.node !== undefined) {
      NodeRef.encode(message.node, writer.uint32(10).fork()).join();
    }
    if (message.attempts !== 0) {
      writer.uint32(16).uint32(message.attempts);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ForeignSlotBlocker {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseForeignSlotBlocker();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.node = NodeRef.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.attempts = reader.uint32();
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

  create<I extends Exact<DeepPartial<ForeignSlotBlocker>, I>>(base?: I): ForeignSlotBlocker {
    return ForeignSlotBlocker.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ForeignSlotBlocker>, I>>(object: I): ForeignSlotBlocker {
    const message = createBaseForeignSlotBlocker();
    message.node = (object.node !== undefined && object.node !== null) ? NodeRef.fromPartial(object.node) : undefined;
    message.attempts = object.attempts ?? 0;
    return message;
  },
};

function createBaseHeldRuns(): HeldRuns {
  return { blocker: undefined, runs: undefined };
}

export const HeldRuns: MessageFns<HeldRuns> = {
  encode(message: HeldRuns, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.blocker !== undefined) {
      Blocker.encode(message.blocker, writer.uint32(10).fork()).join();
    }
    if (message.runs !== undefined) {
      SomeRuns.encode(message.runs, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): HeldRuns {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseHeldRuns();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.blocker = Blocker.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.runs = SomeRuns.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<HeldRuns>, I>>(base?: I): HeldRuns {
    return HeldRuns.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<HeldRuns>, I>>(object: I): HeldRuns {
    const message = createBaseHeldRuns();
    message.blocker = (object.blocker !== undefined && object.blocker !== null)
      ? Blocker.fromPartial(object.blocker)
      : undefined;
    message.runs = (object.runs !== undefined && object.runs !== null) ? SomeRuns.fromPartial(object.runs) : undefined;
    return message;
  },
};

function createBaseExplainedRun(): ExplainedRun {
  return { run: undefined, blockers: [] };
}

export const ExplainedRun: MessageFns<ExplainedRun> = {
  encode(message: ExplainedRun, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.run !== undefined) {
      RunRef.encode(message.run, writer.uint32(10).fork()).join();
    }
    for (const v of message.blockers) {
      Blocker.encode(v!, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ExplainedRun {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseExplainedRun();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.run = RunRef.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.blockers.push(Blocker.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<ExplainedRun>, I>>(base?: I): ExplainedRun {
    return ExplainedRun.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ExplainedRun>, I>>(object: I): ExplainedRun {
    const message = createBaseExplainedRun();
    message.run = (object.run !== undefined && object.run !== null) ? RunRef.fromPartial(object.run) : undefined;
    message.blockers = object.blockers?.map((e) => Blocker.fromPartial(e)) || [];
    return message;
  },
};

function createBaseGetExplanationResponse(): GetExplanationResponse {
  return {
    at: undefined,
    deployment: undefined,
    subject: undefined,
    running: [],
    runningCount: 0,
    held: [],
    failed: undefined,
    chain: undefined,
  };
}

export const GetExplanationResponse: MessageFns<GetExplanationResponse> = {
  encode(message: GetExplanationResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.at !== undefined) {
      Timestamp.encode(toTimestamp(message.at), writer.uint32(10).fork()).join();
    }
    if (message.deployment !== undefined) {
      Deployment.encode(message.deployment, writer.uint32(18).fork()).join();
    }
    switch (message.subject?.$case) {
      case "node":
        NodeProgress.encode(message.subject.value, writer.uint32(26).fork()).join();
        break;
      case "run":
        ExplainedRun.encode(message.subject.value, writer.uint32(34).fork()).join();
        break;
    }
    for (const v of message.running) {
      ExplainedRun.encode(v!, writer.uint32(42).fork()).join();
    }
    if (message.runningCount !== 0) {
      writer.uint32(48).uint32(message.runningCount);
    }
    for (const v of message.held) {
      HeldRuns.encode(v!, writer.uint32(58).fork()).join();
    }
    if (message.failed !== undefined) {
      SomeRuns.encode(message.failed, writer.uint32(66).fork()).join();
    }
    if (message.chain !== undefined) {
      SomeRuns.encode(message.chain, writer.uint32(74).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetExplanationResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetExplanationResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.at = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.deployment = Deployment.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.subject = { $case: "node", value: NodeProgress.decode(reader, reader.uint32()) };
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.subject = { $case: "run", value: ExplainedRun.decode(reader, reader.uint32()) };
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.running.push(ExplainedRun.decode(reader, reader.uint32()));
            continue;
          }
          case 6: {
            if (tag !== 48) {
              break;
            }

            message.runningCount = reader.uint32();
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.held.push(HeldRuns.decode(reader, reader.uint32()));
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.failed = SomeRuns.decode(reader, reader.uint32());
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.chain = SomeRuns.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<GetExplanationResponse>, I>>(base?: I): GetExplanationResponse {
    return GetExplanationResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GetExplanationResponse>, I>>(object: I): GetExplanationResponse {
    const message = createBaseGetExplanationResponse();
    message.at = object.at ?? undefined;
    message.deployment = (object.deployment !== undefined && object.deployment !== null)
      ? Deployment.fromPartial(object.deployment)
      : undefined;
    switch (object.subject?.$case) {
      case "node": {
        if (object.subject?.value !== undefined && object.subject?.value !== null) {
          message.subject = { $case: "node", value: NodeProgress.fromPartial(object.subject.value) };
        }
        break;
      }
      case "run": {
        if (object.subject?.value !== undefined && object.subject?.value !== null) {
          message.subject = { $case: "run", value: ExplainedRun.fromPartial(object.subject.value) };
        }
        break;
      }
    }
    message.running = object.running?.map((e) => ExplainedRun.fromPartial(e)) || [];
    message.runningCount = object.runningCount ?? 0;
    message.held = object.held?.map((e) => HeldRuns.fromPartial(e)) || [];
    message.failed = (object.failed !== undefined && object.failed !== null)
      ? SomeRuns.fromPartial(object.failed)
      : undefined;
    message.chain = (object.chain !== undefined && object.chain !== null)
      ? SomeRuns.fromPartial(object.chain)
      : undefined;
    return message;
  },
};

/** Why something does not move. */
export type ExplanationServiceService = typeof ExplanationServiceService;
export const ExplanationServiceService = {
  /** Tells what a deployment, one of its nodes or one of its task runs waits for, and what happens next. */
  getExplanation: {
    path: "/stoker.v1.ExplanationService/GetExplanation" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: GetExplanationRequest): Buffer =>
      Buffer.from(GetExplanationRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): GetExplanationRequest => GetExplanationRequest.decode(value),
    responseSerialize: (value: GetExplanationResponse): Buffer =>
      Buffer.from(GetExplanationResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): GetExplanationResponse => GetExplanationResponse.decode(value),
  },
} as const;

export interface ExplanationServiceServer extends UntypedServiceImplementation {
  /** Tells what a deployment, one of its nodes or one of its task runs waits for, and what happens next. */
  getExplanation: handleUnaryCall<GetExplanationRequest, GetExplanationResponse>;
}

export interface ExplanationServiceClient extends Client {
  /** Tells what a deployment, one of its nodes or one of its task runs waits for, and what happens next. */
  getExplanation(
    request: GetExplanationRequest,
    callback: (error: ServiceError | null, response: GetExplanationResponse) => void,
  ): ClientUnaryCall;
  getExplanation(
    request: GetExplanationRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: GetExplanationResponse) => void,
  ): ClientUnaryCall;
  getExplanation(
    request: GetExplanationRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: GetExplanationResponse) => void,
  ): ClientUnaryCall;
}

export const ExplanationServiceClient = makeGenericClientConstructor(
  ExplanationServiceService,
  "stoker.v1.ExplanationService",
) as unknown as {
  new (address: string, credentials: ChannelCredentials, options?: Partial<ClientOptions>): ExplanationServiceClient;
  service: typeof ExplanationServiceService;
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

export interface MessageFns<T> {
  encode(message: T, writer?: BinaryWriter): BinaryWriter;
  decode(input: BinaryReader | Uint8Array, length?: number): T;
  create<I extends Exact<DeepPartial<T>, I>>(base?: I): T;
  fromPartial<I extends Exact<DeepPartial<T>, I>>(object: I): T;
}
