// Generated from stoker/v1/event.proto by `make generate`; do not edit.

/* eslint-disable */
import { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";
import {
  type CallOptions,
  type ChannelCredentials,
  Client,
  type ClientOptions,
  type ClientReadableStream,
  type handleServerStreamingCall,
  makeGenericClientConstructor,
  type Metadata,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { Timestamp } from "../../google/protobuf/timestamp.js";
import { Deployment, DeploymentControl, DeploymentState, NodeProgress, TaskRunState } from "./deployment.js";
import { Environment, EnvironmentStatus } from "./environment.js";
import { NodeStatus } from "./node.js";

export const protobufPackage = "stoker.v1";

export const protobufFileName = "stoker/v1/event.proto";

/** Names the stream to follow. */
export interface WatchEventsRequest {
  /** Id or name of an environment; empty for the system stream (nodes, tokens, releases). */
  environment: string;
  /** Where to begin. */
  start:
    | //
    /** Send the state as it is now, then everything after it. */
    { $case: "snapshot"; value: boolean }
    | //
    /** Send every event after this sequence number; 0 for all there are. */
    { $case: "afterSequence"; value: number }
    | undefined;
  /** End the stream once everything stored was sent, instead of following. */
  untilNow: boolean;
}

/** A snapshot or an event. */
export interface WatchEventsResponse {
  /** What it carries. */
  item:
    | //
    /** The state at a sequence number. */
    { $case: "snapshot"; value: Snapshot }
    | //
    /** Something that happened. */
    { $case: "event"; value: Event }
    | undefined;
}

/** The state of a stream's objects at a sequence number. */
export interface Snapshot {
  /** Last sequence number contained in it. */
  sequence: number;
  /** The environment; absent on the system stream. */
  environment:
    | Environment
    | undefined;
  /** The deployment at work or the last one; absent when none. */
  deployment:
    | Deployment
    | undefined;
  /** Progress per node of that deployment. */
  nodes: NodeProgress[];
}

/** Something that happened. */
export interface Event {
  /** Number within its stream, from 1 upwards without holes. */
  sequence: number;
  /** When. */
  at:
    | Date
    | undefined;
  /** Environment; empty on the system stream. */
  environmentId: string;
  /** What happened. */
  body:
    | //
    /** A task run changed its state. */
    { $case: "taskRunChanged"; value: TaskRunChanged }
    | //
    /** A deployment changed its state. */
    { $case: "deploymentChanged"; value: DeploymentChanged }
    | //
    /** An environment changed. */
    { $case: "environmentChanged"; value: EnvironmentChanged }
    | //
    /** A node changed. */
    { $case: "nodeChanged"; value: NodeChanged }
    | //
    /** Something was created, deleted or otherwise done to an object without events of its own. */
    { $case: "objectChanged"; value: ObjectChanged }
    | //
    /** An operator changed the course of a deployment, or it came to a break-point. */
    { $case: "deploymentControlChanged"; value: DeploymentControlChanged }
    | undefined;
}

/** A task run changed its state. */
export interface TaskRunChanged {
  /** Deployment. */
  deploymentId: string;
  /** Number of the vertex. */
  vertex: number;
  /** Task. */
  taskId: string;
  /** Node; "null" for the sync node. */
  nodeId: string;
  /** State before. */
  from: TaskRunState;
  /** State now. */
  to: TaskRunState;
  /** Number of the attempt concerned; 0 when none. */
  attempt: number;
  /** Reason in one sentence; empty when there is nothing to say. */
  message: string;
}

/** A deployment changed its state. */
export interface DeploymentChanged {
  /** Deployment. */
  deploymentId: string;
  /** State now. */
  state: DeploymentState;
  /** Reason in one sentence; empty when there is nothing to say. */
  message: string;
}

/** An operator changed the course of a deployment, or it came to a break-point. */
export interface DeploymentControlChanged {
  /** Deployment. */
  deploymentId: string;
  /** What is in force now. */
  control:
    | DeploymentControl
    | undefined;
  /** What was done, for example "paused by admin alice". */
  message: string;
}

/** An environment changed. */
export interface EnvironmentChanged {
  /** Status now. */
  status: EnvironmentStatus;
  /** What was done, for example "2 nodes assigned". */
  message: string;
}

/** A node changed. */
export interface NodeChanged {
  /** Node. */
  nodeId: string;
  /** Status now. */
  status: NodeStatus;
  /** What happened, for example "enrolled" or "unreachable". */
  message: string;
}

/** Something was done to an object. */
export interface ObjectChanged {
  /** Kind of the object, for example "token" or "release". */
  kind: string;
  /** Identity of the object. */
  id: string;
  /** What was done, for example "created". */
  action: string;
}

function createBaseWatchEventsRequest(): WatchEventsRequest {
  return { environment: "", start: undefined, untilNow: false };
}

export const WatchEventsRequest: MessageFns<WatchEventsRequest> = {
  encode(message: WatchEventsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.environment !== "") {
      writer.uint32(10).string(message.environment);
    }
    switch (message.start?.$case) {
      case "snapshot":
        writer.uint32(16).bool(message.start.value);
        break;
      case "afterSequence":
        writer.uint32(24).int64(message.start.value);
        break;
    }
    if (message.untilNow !== false) {
      writer.uint32(32).bool(message.untilNow);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): WatchEventsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseWatchEventsRequest();
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

            message.start = { $case: "snapshot", value: reader.bool() };
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.start = { $case: "afterSequence", value: longToNumber(reader.int64()) };
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.untilNow = reader.bool();
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

  create<I extends Exact<DeepPartial<WatchEventsRequest>, I>>(base?: I): WatchEventsRequest {
    return WatchEventsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<WatchEventsRequest>, I>>(object: I): WatchEventsRequest {
    const message = createBaseWatchEventsRequest();
    message.environment = object.environment ?? "";
    switch (object.start?.$case) {
      case "snapshot": {
        if (object.start?.value !== undefined && object.start?.value !== null) {
          message.start = { $case: "snapshot", value: object.start.value };
        }
        break;
      }
      case "afterSequence": {
        if (object.start?.value !== undefined && object.start?.value !== null) {
          message.start = { $case: "afterSequence", value: object.start.value };
        }
        break;
      }
    }
    message.untilNow = object.untilNow ?? false;
    return message;
  },
};

function createBaseWatchEventsResponse(): WatchEventsResponse {
  return { item: undefined };
}

export const WatchEventsResponse: MessageFns<WatchEventsResponse> = {
  encode(message: WatchEventsResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    switch (message.item?.$case) {
      case "snapshot":
        Snapshot.encode(message.item.value, writer.uint32(10).fork()).join();
        break;
      case "event":
        Event.encode(message.item.value, writer.uint32(18).fork()).join();
        break;
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): WatchEventsResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseWatchEventsResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.item = { $case: "snapshot", value: Snapshot.decode(reader, reader.uint32()) };
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.item = { $case: "event", value: Event.decode(reader, reader.uint32()) };
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

  create<I extends Exact<DeepPartial<WatchEventsResponse>, I>>(base?: I): WatchEventsResponse {
    return WatchEventsResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<WatchEventsResponse>, I>>(object: I): WatchEventsResponse {
    const message = createBaseWatchEventsResponse();
    switch (object.item?.$case) {
      case "snapshot": {
        if (object.item?.value !== undefined && object.item?.value !== null) {
          message.item = { $case: "snapshot", value: Snapshot.fromPartial(object.item.value) };
        }
        break;
      }
      case "event": {
        if (object.item?.value !== undefined && object.item?.value !== null) {
          message.item = { $case: "event", value: Event.fromPartial(object.item.value) };
        }
        break;
      }
    }
    return message;
  },
};

function createBaseSnapshot(): Snapshot {
  return { sequence: 0, environment: undefined, deployment: undefined, nodes: [] };
}

export const Snapshot: MessageFns<Snapshot> = {
  encode(message: Snapshot, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.sequence !== 0) {
      writer.uint32(8).int64(message.sequence);
    }
    if (message.environment !== undefined) {
      Environment.encode(message.environment, writer.uint32(18).fork()).join();
    }
    if (message.deployment !== undefined) {
      Deployment.encode(message.deployment, writer.uint32(26).fork()).join();
    }
    for (const v of message.nodes) {
      NodeProgress.encode(v!, writer.uint32(34).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Snapshot {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSnapshot();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.sequence = longToNumber(reader.int64());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.environment = Environment.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.deployment = Deployment.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.nodes.push(NodeProgress.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<Snapshot>, I>>(base?: I): Snapshot {
    return Snapshot.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Snapshot>, I>>(object: I): Snapshot {
    const message = createBaseSnapshot();
    message.sequence = object.sequence ?? 0;
    message.environment = (object.environment !== undefined && object.environment !== null)
      ? Environment.fromPartial(object.environment)
      : undefined;
    message.deployment = (object.deployment !== undefined && object.deployment !== null)
      ? Deployment.fromPartial(object.deployment)
      : undefined;
    message.nodes = object.nodes?.map((e) => NodeProgress.fromPartial(e)) || [];
    return message;
  },
};

function createBaseEvent(): Event {
  return { sequence: 0, at: undefined, environmentId: "", body: undefined };
}

export const Event: MessageFns<Event> = {
  encode(message: Event, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.sequence !== 0) {
      writer.uint32(8).int64(message.sequence);
    }
    if (message.at !== undefined) {
      Timestamp.encode(toTimestamp(message.at), writer.uint32(18).fork()).join();
    }
    if (message.environmentId !== "") {
      writer.uint32(26).string(message.environmentId);
    }
    switch (message.body?.$case) {
      case "taskRunChanged":
        TaskRunChanged.encode(message.body.value, writer.uint32(34).fork()).join();
        break;
      case "deploymentChanged":
        DeploymentChanged.encode(message.body.value, writer.uint32(42).fork()).join();
        break;
      case "environmentChanged":
        EnvironmentChanged.encode(message.body.value, writer.uint32(50).fork()).join();
        break;
      case "nodeChanged":
        NodeChanged.encode(message.body.value, writer.uint32(58).fork()).join();
        break;
      case "objectChanged":
        ObjectChanged.encode(message.body.value, writer.uint32(66).fork()).join();
        break;
      case "deploymentControlChanged":
        DeploymentControlChanged.encode(message.body.value, writer.uint32(74).fork()).join();
        break;
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Event {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseEvent();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.sequence = longToNumber(reader.int64());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.at = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.environmentId = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.body = { $case: "taskRunChanged", value: TaskRunChanged.decode(reader, reader.uint32()) };
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.body = { $case: "deploymentChanged", value: DeploymentChanged.decode(reader, reader.uint32()) };
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.body = { $case: "environmentChanged", value: EnvironmentChanged.decode(reader, reader.uint32()) };
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.body = { $case: "nodeChanged", value: NodeChanged.decode(reader, reader.uint32()) };
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.body = { $case: "objectChanged", value: ObjectChanged.decode(reader, reader.uint32()) };
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.body = {
              $case: "deploymentControlChanged",
              value: DeploymentControlChanged.decode(reader, reader.uint32()),
            };
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

  create<I extends Exact<DeepPartial<Event>, I>>(base?: I): Event {
    return Event.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Event>, I>>(object: I): Event {
    const message = createBaseEvent();
    message.sequence = object.sequence ?? 0;
    message.at = object.at ?? undefined;
    message.environmentId = object.environmentId ?? "";
    switch (object.body?.$case) {
      case "taskRunChanged": {
        if (object.body?.value !== undefined && object.body?.value !== null) {
          message.body = { $case: "taskRunChanged", value: TaskRunChanged.fromPartial(object.body.value) };
        }
        break;
      }
      case "deploymentChanged": {
        if (object.body?.value !== undefined && object.body?.value !== null) {
          message.body = { $case: "deploymentChanged", value: DeploymentChanged.fromPartial(object.body.value) };
        }
        break;
      }
      case "environmentChanged": {
        if (object.body?.value !== undefined && object.body?.value !== null) {
          message.body = { $case: "environmentChanged", value: EnvironmentChanged.fromPartial(object.body.value) };
        }
        break;
      }
      case "nodeChanged": {
        if (object.body?.value !== undefined && object.body?.value !== null) {
          message.body = { $case: "nodeChanged", value: NodeChanged.fromPartial(object.body.value) };
        }
        break;
      }
      case "objectChanged": {
        if (object.body?.value !== undefined && object.body?.value !== null) {
          message.body = { $case: "objectChanged", value: ObjectChanged.fromPartial(object.body.value) };
        }
        break;
      }
      case "deploymentControlChanged": {
        if (object.body?.value !== undefined && object.body?.value !== null) {
          message.body = {
            $case: "deploymentControlChanged",
            value: DeploymentControlChanged.fromPartial(object.body.value),
          };
        }
        break;
      }
    }
    return message;
  },
};

function createBaseTaskRunChanged(): TaskRunChanged {
  return { deploymentId: "", vertex: 0, taskId: "", nodeId: "", from: 0, to: 0, attempt: 0, message: "" };
}

export const TaskRunChanged: MessageFns<TaskRunChanged> = {
  encode(message: TaskRunChanged, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deploymentId !== "") {
      writer.uint32(10).string(message.deploymentId);
    }
    if (message.vertex !== 0) {
      writer.uint32(16).uint32(message.vertex);
    }
    if (message.taskId !== "") {
      writer.uint32(26).string(message.taskId);
    }
    if (message.nodeId !== "") {
      writer.uint32(34).string(message.nodeId);
    }
    if (message.from !== 0) {
      writer.uint32(40).int32(message.from);
    }
    if (message.to !== 0) {
      writer.uint32(48).int32(message.to);
    }
    if (message.attempt !== 0) {
      writer.uint32(56).uint32(message.attempt);
    }
    if (message.message !== "") {
      writer.uint32(66).string(message.message);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): TaskRunChanged {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseTaskRunChanged();
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

            message.vertex = reader.uint32();
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
            if (tag !== 34) {
              break;
            }

            message.nodeId = reader.string();
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.from = reader.int32() as any;
            continue;
          }
          case 6: {
            if (tag !== 48) {
              break;
            }

            message.to = reader.int32() as any;
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

  create<I extends Exact<DeepPartial<TaskRunChanged>, I>>(base?: I): TaskRunChanged {
    return TaskRunChanged.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<TaskRunChanged>, I>>(object: I): TaskRunChanged {
    const message = createBaseTaskRunChanged();
    message.deploymentId = object.deploymentId ?? "";
    message.vertex = object.vertex ?? 0;
    message.taskId = object.taskId ?? "";
    message.nodeId = object.nodeId ?? "";
    message.from = object.from ?? 0;
    message.to = object.to ?? 0;
    message.attempt = object.attempt ?? 0;
    message.message = object.message ?? "";
    return message;
  },
};

function createBaseDeploymentChanged(): DeploymentChanged {
  return { deploymentId: "", state: 0, message: "" };
}

export const DeploymentChanged: MessageFns<DeploymentChanged> = {
  encode(message: DeploymentChanged, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deploymentId !== "") {
      writer.uint32(10).string(message.deploymentId);
    }
    if (message.state !== 0) {
      writer.uint32(16).int32(message.state);
    }
    if (message.message !== "") {
      writer.uint32(26).string(message.message);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): DeploymentChanged {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDeploymentChanged();
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

            message.state = reader.int32() as any;
            continue;
          }
          case 3: {
            if (tag !== 26) {
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

  create<I extends Exact<DeepPartial<DeploymentChanged>, I>>(base?: I): DeploymentChanged {
    return DeploymentChanged.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<DeploymentChanged>, I>>(object: I): DeploymentChanged {
    const message = createBaseDeploymentChanged();
    message.deploymentId = object.deploymentId ?? "";
    message.state = object.state ?? 0;
    message.message = object.message ?? "";
    return message;
  },
};

function createBaseDeploymentControlChanged(): DeploymentControlChanged {
  return { deploymentId: "", control: undefined, message: "" };
}

export const DeploymentControlChanged: MessageFns<DeploymentControlChanged> = {
  encode(message: DeploymentControlChanged, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deploymentId !== "") {
      writer.uint32(10).string(message.deploymentId);
    }
    if (message.control !== undefined) {
      DeploymentControl.encode(message.control, writer.uint32(18).fork()).join();
    }
    if (message.message !== "") {
      writer.uint32(26).string(message.message);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): DeploymentControlChanged {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDeploymentControlChanged();
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

            message.control = DeploymentControl.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
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

  create<I extends Exact<DeepPartial<DeploymentControlChanged>, I>>(base?: I): DeploymentControlChanged {
    return DeploymentControlChanged.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<DeploymentControlChanged>, I>>(object: I): DeploymentControlChanged {
    const message = createBaseDeploymentControlChanged();
    message.deploymentId = object.deploymentId ?? "";
    message.control = (object.control !== undefined && object.control !== null)
      ? DeploymentControl.fromPartial(object.control)
      : undefined;
    message.message = object.message ?? "";
    return message;
  },
};

function createBaseEnvironmentChanged(): EnvironmentChanged {
  return { status: 0, message: "" };
}

export const EnvironmentChanged: MessageFns<EnvironmentChanged> = {
  encode(message: EnvironmentChanged, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.status !== 0) {
      writer.uint32(8).int32(message.status);
    }
    if (message.message !== "") {
      writer.uint32(18).string(message.message);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): EnvironmentChanged {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseEnvironmentChanged();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.status = reader.int32() as any;
            continue;
          }
          case 2: {
            if (tag !== 18) {
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

  create<I extends Exact<DeepPartial<EnvironmentChanged>, I>>(base?: I): EnvironmentChanged {
    return EnvironmentChanged.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<EnvironmentChanged>, I>>(object: I): EnvironmentChanged {
    const message = createBaseEnvironmentChanged();
    message.status = object.status ?? 0;
    message.message = object.message ?? "";
    return message;
  },
};

function createBaseNodeChanged(): NodeChanged {
  return { nodeId: "", status: 0, message: "" };
}

export const NodeChanged: MessageFns<NodeChanged> = {
  encode(message: NodeChanged, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.nodeId !== "") {
      writer.uint32(10).string(message.nodeId);
    }
    if (message.status !== 0) {
      writer.uint32(16).int32(message.status);
    }
    if (message.message !== "") {
      writer.uint32(26).string(message.message);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): NodeChanged {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseNodeChanged();
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
            if (tag !== 16) {
              break;
            }

            message.status = reader.int32() as any;
            continue;
          }
          case 3: {
            if (tag !== 26) {
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

  create<I extends Exact<DeepPartial<NodeChanged>, I>>(base?: I): NodeChanged {
    return NodeChanged.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<NodeChanged>, I>>(object: I): NodeChanged {
    const message = createBaseNodeChanged();
    message.nodeId = object.nodeId ?? "";
    message.status = object.status ?? 0;
    message.message = object.message ?? "";
    return message;
  },
};

function createBaseObjectChanged(): ObjectChanged {
  return { kind: "", id: "", action: "" };
}

export const ObjectChanged: MessageFns<ObjectChanged> = {
  encode(message: ObjectChanged, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.kind !== "") {
      writer.uint32(10).string(message.kind);
    }
    if (message.id !== "") {
      writer.uint32(18).string(message.id);
    }
    if (message.action !== "") {
      writer.uint32(26).string(message.action);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ObjectChanged {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseObjectChanged();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.kind = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.id = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.action = reader.string();
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

  create<I extends Exact<DeepPartial<ObjectChanged>, I>>(base?: I): ObjectChanged {
    return ObjectChanged.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ObjectChanged>, I>>(object: I): ObjectChanged {
    const message = createBaseObjectChanged();
    message.kind = object.kind ?? "";
    message.id = object.id ?? "";
    message.action = object.action ?? "";
    return message;
  },
};

/** What happens, in order. */
export type EventServiceService = typeof EventServiceService;
export const EventServiceService = {
  /** Follows one stream of events: a snapshot first, or from a sequence number onwards. */
  watchEvents: {
    path: "/stoker.v1.EventService/WatchEvents" as const,
    requestStream: false as const,
    responseStream: true as const,
    requestSerialize: (value: WatchEventsRequest): Buffer => Buffer.from(WatchEventsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): WatchEventsRequest => WatchEventsRequest.decode(value),
    responseSerialize: (value: WatchEventsResponse): Buffer => Buffer.from(WatchEventsResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): WatchEventsResponse => WatchEventsResponse.decode(value),
  },
} as const;

export interface EventServiceServer extends UntypedServiceImplementation {
  /** Follows one stream of events: a snapshot first, or from a sequence number onwards. */
  watchEvents: handleServerStreamingCall<WatchEventsRequest, WatchEventsResponse>;
}

export interface EventServiceClient extends Client {
  /** Follows one stream of events: a snapshot first, or from a sequence number onwards. */
  watchEvents(request: WatchEventsRequest, options?: Partial<CallOptions>): ClientReadableStream<WatchEventsResponse>;
  watchEvents(
    request: WatchEventsRequest,
    metadata?: Metadata,
    options?: Partial<CallOptions>,
  ): ClientReadableStream<WatchEventsResponse>;
}

export const EventServiceClient = makeGenericClientConstructor(
  EventServiceService,
  "stoker.v1.EventService",
) as unknown as {
  new (address: string, credentials: ChannelCredentials, options?: Partial<ClientOptions>): EventServiceClient;
  service: typeof EventServiceService;
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
