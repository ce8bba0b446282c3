// Generated from stoker/v1/graph.proto by `make generate`; do not edit.

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
import { Diagnostic } from "./diagnostic.js";

export const protobufPackage = "stoker.v1";

export const protobufFileName = "stoker/v1/graph.proto";

/** Whose a graph is. */
export const GraphOwner = {
  /** GRAPH_OWNER_UNSPECIFIED - Never sent; in requests the same as merged. */
  GRAPH_OWNER_UNSPECIFIED: 0,
  /** GRAPH_OWNER_MERGED - All owners together, as a plan takes them. */
  GRAPH_OWNER_MERGED: 1,
  /** GRAPH_OWNER_RELEASE - The release's. */
  GRAPH_OWNER_RELEASE: 2,
  /** GRAPH_OWNER_ENVIRONMENT - The environment's own. */
  GRAPH_OWNER_ENVIRONMENT: 3,
  UNRECOGNIZED: -1,
} as const;

export type GraphOwner = typeof GraphOwner[keyof typeof GraphOwner];

export namespace GraphOwner {
  export type GRAPH_OWNER_UNSPECIFIED = typeof GraphOwner.GRAPH_OWNER_UNSPECIFIED;
  export type GRAPH_OWNER_MERGED = typeof GraphOwner.GRAPH_OWNER_MERGED;
  export type GRAPH_OWNER_RELEASE = typeof GraphOwner.GRAPH_OWNER_RELEASE;
  export type GRAPH_OWNER_ENVIRONMENT = typeof GraphOwner.GRAPH_OWNER_ENVIRONMENT;
  export type UNRECOGNIZED = typeof GraphOwner.UNRECOGNIZED;
}

/** What a vertex stands for. */
export const VertexKind = {
  /** VERTEX_KIND_UNSPECIFIED - Never sent. */
  VERTEX_KIND_UNSPECIFIED: 0,
  /** VERTEX_KIND_TASK - A task that an agent runs. */
  VERTEX_KIND_TASK: 1,
  /** VERTEX_KIND_ANCHOR - A task that executes nothing. */
  VERTEX_KIND_ANCHOR: 2,
  /** VERTEX_KIND_SKIPPED - A task that this plan leaves out; order still passes through it. */
  VERTEX_KIND_SKIPPED: 3,
  /** VERTEX_KIND_BARRIER - A point that joins a set of vertices, so that edges stay linear in nodes. */
  VERTEX_KIND_BARRIER: 4,
  UNRECOGNIZED: -1,
} as const;

export type VertexKind = typeof VertexKind[keyof typeof VertexKind];

export namespace VertexKind {
  export type VERTEX_KIND_UNSPECIFIED = typeof VertexKind.VERTEX_KIND_UNSPECIFIED;
  export type VERTEX_KIND_TASK = typeof VertexKind.VERTEX_KIND_TASK;
  export type VERTEX_KIND_ANCHOR = typeof VertexKind.VERTEX_KIND_ANCHOR;
  export type VERTEX_KIND_SKIPPED = typeof VertexKind.VERTEX_KIND_SKIPPED;
  export type VERTEX_KIND_BARRIER = typeof VertexKind.VERTEX_KIND_BARRIER;
  export type UNRECOGNIZED = typeof VertexKind.UNRECOGNIZED;
}

/** A vertex of a plan's graph. */
export interface Vertex {
  /** Number within the plan, from 0. */
  index: number;
  /** What it stands for. */
  kind: VertexKind;
  /** Task; for a barrier, what it waits for in words. */
  taskId: string;
  /** Node; "null" for the sync node, empty for a barrier. */
  nodeId: string;
  /** Type of the task; empty for a barrier. */
  taskType: string;
  /** Why it is skipped; empty when it is not. */
  skipReason: string;
}

/** An edge: `before` must end before `after` may begin. */
export interface Edge {
  /** Number of the vertex that comes first. */
  before: number;
  /** Number of the vertex that comes later. */
  after: number;
  /** Which relation of which task asked for it, for example "app: cross-depends store (role store)". */
  reason: string;
}

/** A task of a plan. Where its parameters differ by node, those of the first one count. */
export interface PlanTask {
  /** Task. */
  taskId: string;
  /** Whether a failed run stops what depends on it. */
  failsOnError: boolean;
  /** Whether a lost attempt may be tried again. */
  retriesOnLost: boolean;
  /** Seconds that an attempt may take; 0 means the default of the type. */
  timeoutSeconds: number;
  /** Attempts after the first one that failed. */
  retries: number;
  /** Seconds before the first of those. */
  retryIntervalSeconds: number;
  /** What it took on the average lately in this environment, milliseconds; absent when nothing is known. */
  usualDurationMs?: number | undefined;
}

/** Asks for vertices. */
export interface ListVerticesRequest {
  /** Id of the plan. */
  planId: string;
  /** Only vertices of this node; empty for all. */
  nodeId: string;
  /** Only vertices of this task; empty for all. */
  taskId: string;
  /** Most rows in the answer; 0 means 1,000, at most 5,000. */
  pageSize: number;
  /** From the last answer; empty for the first page. */
  pageToken: string;
}

/** A page of vertices. */
export interface ListVerticesResponse {
  /** Digest of the plan; equal on all pages. */
  planDigest: string;
  /** Vertices by number. */
  vertices: Vertex[];
  /** Where the next page begins; empty at the end. */
  nextPageToken: string;
  /** Number of vertices that match. */
  total: number;
}

/** Asks for edges. */
export interface ListEdgesRequest {
  /** Id of the plan. */
  planId: string;
  /** Most rows in the answer; 0 means 1,000, at most 5,000. */
  pageSize: number;
  /** From the last answer; empty for the first page. */
  pageToken: string;
}

/** A page of edges. */
export interface ListEdgesResponse {
  /** Digest of the plan; equal on all pages. */
  planDigest: string;
  /** Edges, ordered by their later vertex. */
  edges: Edge[];
  /** Where the next page begins; empty at the end. */
  nextPageToken: string;
  /** Number of edges. */
  total: number;
}

/** A graph of an environment's own. */
export interface UploadGraphRequest {
  /** Id or name of the environment. */
  environment: string;
  /** Type, for example "default" or a name of one's own. */
  graphType: string;
  /** YAML, UTF-8, at most 16 MiB: a list of tasks. */
  tasks: Buffer;
  /** YAML, UTF-8: node_filter, on_success, on_error, on_stop; may be empty. */
  metadata: Buffer;
}

/** The graph is kept. */
export interface UploadGraphResponse {
  /** Number of tasks in it. */
  taskCount: number;
  /** Warnings. Errors come as status details instead. */
  warnings: Diagnostic[];
}

/** Names a graph. */
export interface DownloadGraphRequest {
  /** Id or name of the environment. */
  environment: string;
  /** Type; empty means "default". */
  graphType: string;
  /** Whose. */
  owner: GraphOwner;
}

/** A graph. */
export interface DownloadGraphResponse {
  /** YAML, UTF-8: a list of tasks. */
  tasks: Buffer;
  /** YAML, UTF-8: a mapping; empty when there is none. */
  metadata: Buffer;
}

/** Names an environment. */
export interface ListGraphsRequest {
  /** Id or name of the environment. */
  environment: string;
}

/** One graph of one owner. */
export interface GraphInfo {
  /** Type. */
  graphType: string;
  /** Whose. */
  owner: GraphOwner;
  /** Number of tasks in it. */
  taskCount: number;
}

/** The graphs of an environment. */
export interface ListGraphsResponse {
  /** By type, then owner. */
  graphs: GraphInfo[];
}

/** Names the graph to take away. */
export interface DeleteGraphRequest {
  /** Id or name of the environment. */
  environment: string;
  /** Type. */
  graphType: string;
}

/** The graph is gone. */
export interface DeleteGraphResponse {
}

/** Asks for the tasks of a plan. */
export interface ListPlanTasksRequest {
  /** Id of the plan. */
  planId: string;
  /** Most rows in the answer; 0 means 1,000, at most 5,000. */
  pageSize: number;
  /** From the last answer; empty for the first page. */
  pageToken: string;
}

/** A page of tasks. */
export interface ListPlanTasksResponse {
  /** Digest of the plan; equal on all pages. */
  planDigest: string;
  /** Tasks in the order of the plan. */
  tasks: PlanTask[];
  /** Where the next page begins; empty at the end. */
  nextPageToken: string;
  /** Number of tasks on all pages together. */
  total: number;
}

function createBaseVertex(): Vertex {
  return { index: 0, kind: 0, taskId: "", nodeId: "", taskType: "", skipReason: "" };
}

export const Vertex: MessageFns<Vertex> = {
  encode(message: Vertex, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.index !== 0) {
      writer.uint32(8).uint32(message.index);
    }
    if (message.kind !== 0) {
      writer.uint32(16).int32(message.kind);
    }
    if (message.taskId !== "") {
      writer.uint32(26).string(message.taskId);
    }
    if (message.nodeId !== "") {
      writer.uint32(34).string(message.nodeId);
    }
    if (message.taskType !== "") {
      writer.uint32(42).string(message.taskType);
    }
    if (message.skipReason !== "") {
      writer.uint32(50).string(message.skipReason);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Vertex {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseVertex();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.index = reader.uint32();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.kind = reader.int32() as any;
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
            if (tag !== 42) {
              break;
            }

            message.taskType = reader.string();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.skipReason = reader.string();
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

  create<I extends Exact<DeepPartial<Vertex>, I>>(base?: I): Vertex {
    return Vertex.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Vertex>, I>>(object: I): Vertex {
    const message = createBaseVertex();
    message.index = object.index ?? 0;
    message.kind = object.kind ?? 0;
    message.taskId = object.taskId ?? "";
    message.nodeId = object.nodeId ?? "";
    message.taskType = object.taskType ?? "";
    message.skipReason = object.skipReason ?? "";
    return message;
  },
};

function createBaseEdge(): Edge {
  return { before: 0, after: 0, reason: "" };
}

export const Edge: MessageFns<Edge> = {
  encode(message: Edge, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.before !== 0) {
      writer.uint32(8).uint32(message.before);
    }
    if (message.after !== 0) {
      writer.uint32(16).uint32(message.after);
    }
    if (message.reason !== "") {
      writer.uint32(26).string(message.reason);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Edge {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseEdge();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.before = reader.uint32();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.after = reader.uint32();
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

  create<I extends Exact<DeepPartial<Edge>, I>>(base?: I): Edge {
    return Edge.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Edge>, I>>(object: I): Edge {
    const message = createBaseEdge();
    message.before = object.before ?? 0;
    message.after = object.after ?? 0;
    message.reason = object.reason ?? "";
    return message;
  },
};

function createBasePlanTask(): PlanTask {
  return {
    taskId: "",
    failsOnError: false,
    retriesOnLost: false,
    timeoutSeconds: 0,
    retries: 0,
    retryIntervalSeconds: 0,
    usualDurationMs: undefined,
  };
}

export const PlanTask: MessageFns<PlanTask> = {
  encode(message: PlanTask, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.taskId !== "") {
      writer.uint32(10).string(message.taskId);
    }
    if (message.failsOnError !== false) {
      writer.uint32(16).bool(message.failsOnError);
    }
    if (message.retriesOnLost !== false) {
      writer.uint32(24).bool(message.retriesOnLost);
    }
    if (message.timeoutSeconds !== 0) {
      writer.uint32(32).uint32(message.timeoutSeconds);
    }
    if (message.retries !== 0) {
      writer.uint32(40).uint32(message.retries);
    }
    if (message.retryIntervalSeconds !== 0) {
      writer.uint32(48).uint32(message.retryIntervalSeconds);
    }
    if (message.usualDurationMs !== undefined) {
      writer.uint32(56).int64(message.usualDurationMs);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PlanTask {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePlanTask();
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

            message.failsOnError = reader.bool();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.retriesOnLost = reader.bool();
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.timeoutSeconds = reader.uint32();
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.retries = reader.uint32();
            continue;
          }
          case 6: {
            if (tag !== 48) {
              break;
            }

            message.retryIntervalSeconds = reader.uint32();
            continue;
          }
          case 7: {
            if (tag !== 56) {
              break;
            }

            message.usualDurationMs = longToNumber(reader.int64());
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

  create<I extends Exact<DeepPartial<PlanTask>, I>>(base?: I): PlanTask {
    return PlanTask.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PlanTask>, I>>(object: I): PlanTask {
    const message = createBasePlanTask();
    message.taskId = object.taskId ?? "";
    message.failsOnError = object.failsOnError ?? false;
    message.retriesOnLost = object.retriesOnLost ?? false;
    message.timeoutSeconds = object.timeoutSeconds ?? 0;
    message.retries = object.retries ?? 0;
    message.retryIntervalSeconds = object.retryIntervalSeconds ?? 0;
    message.usualDurationMs = object.usualDurationMs ?? undefined;
    return message;
  },
};

function createBaseListVerticesRequest(): ListVerticesRequest {
  return { planId: "", nodeId: "", taskId: "", pageSize: 0, pageToken: "" };
}

export const ListVerticesRequest: MessageFns<ListVerticesRequest> = {
  encode(message: ListVerticesRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.planId !== "") {
      writer.uint32(10).string(message.planId);
    }
    if (message.nodeId !== "") {
      writer.uint32(18).string(message.nodeId);
    }
    if (message.taskId !== "") {
      writer.uint32(26).string(message.taskId);
    }
    if (message.pageSize !== 0) {
      writer.uint32(32).uint32(message.pageSize);
    }
    if (message.pageToken !== "") {
      writer.uint32(42).string(message.pageToken);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListVerticesRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListVerticesRequest();
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

            message.nodeId = reader.string();
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
            if (tag !== 32) {
              break;
            }

            message.pageSize = reader.uint32();
            continue;
          }
          case 5: {
            if (tag !== 42) {
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

  create<I extends Exact<DeepPartial<ListVerticesRequest>, I>>(base?: I): ListVerticesRequest {
    return ListVerticesRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListVerticesRequest>, I>>(object: I): ListVerticesRequest {
    const message = createBaseListVerticesRequest();
    message.planId = object.planId ?? "";
    message.nodeId = object.nodeId ?? "";
    message.taskId = object.taskId ?? "";
    message.pageSize = object.pageSize ?? 0;
    message.pageToken = object.pageToken ?? "";
    return message;
  },
};

function createBaseListVerticesResponse(): ListVerticesResponse {
  return { planDigest: "", vertices: [], nextPageToken: "", total: 0 };
}

export const ListVerticesResponse: MessageFns<ListVerticesResponse> = {
  encode(message: ListVerticesResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.planDigest !== "") {
      writer.uint32(10).string(message.planDigest);
    }
    for (const v of message.vertices) {
      Vertex.encode(v!, writer.uint32(18).fork()).join();
    }
    if (message.nextPageToken !== "") {
      writer.uint32(26).string(message.nextPageToken);
    }
    if (message.total !== 0) {
      writer.uint32(32).uint32(message.total);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListVerticesResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListVerticesResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.planDigest = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.vertices.push(Vertex.decode(reader, reader.uint32()));
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.nextPageToken = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 32) {
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

  create<I extends Exact<DeepPartial<ListVerticesResponse>, I>>(base?: I): ListVerticesResponse {
    return ListVerticesResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListVerticesResponse>, I>>(object: I): ListVerticesResponse {
    const message = createBaseListVerticesResponse();
    message.planDigest = object.planDigest ?? "";
    message.vertices = object.vertices?.map((e) => Vertex.fromPartial(e)) || [];
    message.nextPageToken = object.nextPageToken ?? "";
    message.total = object.total ?? 0;
    return message;
  },
};

function createBaseListEdgesRequest(): ListEdgesRequest {
  return { planId: "", pageSize: 0, pageToken: "" };
}

export const ListEdgesRequest: MessageFns<ListEdgesRequest> = {
  encode(message: ListEdgesRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.planId !== "") {
      writer.uint32(10).string(message.planId);
    }
    if (message.pageSize !== 0) {
      writer.uint32(16).uint32(message.pageSize);
    }
    if (message.pageToken !== "") {
      writer.uint32(26).string(message.pageToken);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListEdgesRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListEdgesRequest();
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

  create<I extends Exact<DeepPartial<ListEdgesRequest>, I>>(base?: I): ListEdgesRequest {
    return ListEdgesRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListEdgesRequest>, I>>(object: I): ListEdgesRequest {
    const message = createBaseListEdgesRequest();
    message.planId = object.planId ?? "";
    message.pageSize = object.pageSize ?? 0;
    message.pageToken = object.pageToken ?? "";
    return message;
  },
};

function createBaseListEdgesResponse(): ListEdgesResponse {
  return { planDigest: "", edges: [], nextPageToken: "", total: 0 };
}

export const ListEdgesResponse: MessageFns<ListEdgesResponse> = {
  encode(message: ListEdgesResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.planDigest !== "") {
      writer.uint32(10).string(message.planDigest);
    }
    for (const v of message.edges) {
      Edge.encode(v!, writer.uint32(18).fork()).join();
    }
    if (message.nextPageToken !== "") {
      writer.uint32(26).string(message.nextPageToken);
    }
    if (message.total !== 0) {
      writer.uint32(32).uint32(message.total);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListEdgesResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListEdgesResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.planDigest = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.edges.push(Edge.decode(reader, reader.uint32()));
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.nextPageToken = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 32) {
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

  create<I extends Exact<DeepPartial<ListEdgesResponse>, I>>(base?: I): ListEdgesResponse {
    return ListEdgesResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListEdgesResponse>, I>>(object: I): ListEdgesResponse {
    const message = createBaseListEdgesResponse();
    message.planDigest = object.planDigest ?? "";
    message.edges = object.edges?.map((e) => Edge.fromPartial(e)) || [];
    message.nextPageToken = object.nextPageToken ?? "";
    message.total = object.total ?? 0;
    return message;
  },
};

function createBaseUploadGraphRequest(): UploadGraphRequest {
  return { environment: "", graphType: "", tasks: Buffer.alloc(0), metadata: Buffer.alloc(0) };
}

export const UploadGraphRequest: MessageFns<UploadGraphRequest> = {
  encode(message: UploadGraphRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.environment !== "") {
      writer.uint32(10).string(message.environment);
    }
    if (message.graphType !== "") {
      writer.uint32(18).string(message.graphType);
    }
    if (message.tasks.length !== 0) {
      writer.uint32(26).bytes(message.tasks);
    }
    if (message.metadata.length !== 0) {
      writer.uint32(34).bytes(message.metadata);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): UploadGraphRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseUploadGraphRequest();
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

            message.tasks = Buffer.from(reader.bytes());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.metadata = Buffer.from(reader.bytes());
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

  create<I extends Exact<DeepPartial<UploadGraphRequest>, I>>(base?: I): UploadGraphRequest {
    return UploadGraphRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<UploadGraphRequest>, I>>(object: I): UploadGraphRequest {
    const message = createBaseUploadGraphRequest();
    message.environment = object.environment ?? "";
    message.graphType = object.graphType ?? "";
    message.tasks = object.tasks ?? Buffer.alloc(0);
    message.metadata = object.metadata ?? Buffer.alloc(0);
    return message;
  },
};

function createBaseUploadGraphResponse(): UploadGraphResponse {
  return { taskCount: 0, warnings: [] };
}

export const UploadGraphResponse: MessageFns<UploadGraphResponse> = {
  encode(message: UploadGraphResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.taskCount !== 0) {
      writer.uint32(8).uint32(message.taskCount);
    }
    for (const v of message.warnings) {
      Diagnostic.encode(v!, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): UploadGraphResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseUploadGraphResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.taskCount = reader.uint32();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.warnings.push(Diagnostic.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<UploadGraphResponse>, I>>(base?: I): UploadGraphResponse {
    return UploadGraphResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<UploadGraphResponse>, I>>(object: I): UploadGraphResponse {
    const message = createBaseUploadGraphResponse();
    message.taskCount = object.taskCount ?? 0;
    message.warnings = object.warnings?.map((e) => Diagnostic.fromPartial(e)) || [];
    return message;
  },
};

function createBaseDownloadGraphRequest(): DownloadGraphRequest {
  return { environment: "", graphType: "", owner: 0 };
}

export const DownloadGraphRequest: MessageFns<DownloadGraphRequest> = {
  encode(message: DownloadGraphRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.environment !== "") {
      writer.uint32(10).string(message.environment);
    }
    if (message.graphType !== "") {
      writer.uint32(18).string(message.graphType);
    }
    if (message.owner !== 0) {
      writer.uint32(24).int32(message.owner);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): DownloadGraphRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDownloadGraphRequest();
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
            if (tag !== 24) {
              break;
            }

            message.owner = reader.int32() as any;
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

  create<I extends Exact<DeepPartial<DownloadGraphRequest>, I>>(base?: I): DownloadGraphRequest {
    return DownloadGraphRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<DownloadGraphRequest>, I>>(object: I): DownloadGraphRequest {
    const message = createBaseDownloadGraphRequest();
    message.environment = object.environment ?? "";
    message.graphType = object.graphType ?? "";
    message.owner = object.owner ?? 0;
    return message;
  },
};

function createBaseDownloadGraphResponse(): DownloadGraphResponse {
  return { tasks: Buffer.alloc(0), metadata: Buffer.alloc(0) };
}

export const DownloadGraphResponse: MessageFns<DownloadGraphResponse> = {
  encode(message: DownloadGraphResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.tasks.length !== 0) {
      writer.uint32(10).bytes(message.tasks);
    }
    if (message.metadata.length !== 0) {
      writer.uint32(18).bytes(message.metadata);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): DownloadGraphResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDownloadGraphResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.tasks = Buffer.from(reader.bytes());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.metadata = Buffer.from(reader.bytes());
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

  create<I extends Exact<DeepPartial<DownloadGraphResponse>, I>>(base?: I): DownloadGraphResponse {
    return DownloadGraphResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<DownloadGraphResponse>, I>>(object: I): DownloadGraphResponse {
    const message = createBaseDownloadGraphResponse();
    message.tasks = object.tasks ?? Buffer.alloc(0);
    message.metadata = object.metadata ?? Buffer.alloc(0);
    return message;
  },
};

function createBaseListGraphsRequest(): ListGraphsRequest {
  return { environment: "" };
}

export const ListGraphsRequest: MessageFns<ListGraphsRequest> = {
  encode(message: ListGraphsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.environment !== "") {
      writer.uint32(10).string(message.environment);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListGraphsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListGraphsRequest();
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

  create<I extends Exact<DeepPartial<ListGraphsRequest>, I>>(base?: I): ListGraphsRequest {
    return ListGraphsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListGraphsRequest>, I>>(object: I): ListGraphsRequest {
    const message = createBaseListGraphsRequest();
    message.environment = object.environment ?? "";
    return message;
  },
};

function createBaseGraphInfo(): GraphInfo {
  return { graphType: "", owner: 0, taskCount: 0 };
}

export const GraphInfo: MessageFns<GraphInfo> = {
  encode(message: GraphInfo, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.graphType !== "") {
      writer.uint32(10).string(message.graphType);
    }
    if (message.owner !== 0) {
      writer.uint32(16).int32(message.owner);
    }
    if (message.taskCount !== 0) {
      writer.uint32(24).uint32(message.taskCount);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GraphInfo {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGraphInfo();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.graphType = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.owner = reader.int32() as any;
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.taskCount = reader.uint32();
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

  create<I extends Exact<DeepPartial<GraphInfo>, I>>(base?: I): GraphInfo {
    return GraphInfo.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GraphInfo>, I>>(object: I): GraphInfo {
    const message = createBaseGraphInfo();
    message.graphType = object.graphType ?? "";
    message.owner = object.owner ?? 0;
    message.taskCount = object.taskCount ?? 0;
    return message;
  },
};

function createBaseListGraphsResponse(): ListGraphsResponse {
  return { graphs: [] };
}

export const ListGraphsResponse: MessageFns<ListGraphsResponse> = {
  encode(message: ListGraphsResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.graphs) {
      GraphInfo.encode(v!, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListGraphsResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListGraphsResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.graphs.push(GraphInfo.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<ListGraphsResponse>, I>>(base?: I): ListGraphsResponse {
    return ListGraphsResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListGraphsResponse>, I>>(object: I): ListGraphsResponse {
    const message = createBaseListGraphsResponse();
    message.graphs = object.graphs?.map((e) => GraphInfo.fromPartial(e)) || [];
    return message;
  },
};

function createBaseDeleteGraphRequest(): DeleteGraphRequest {
  return { environment: "", graphType: "" };
}

export const DeleteGraphRequest: MessageFns<DeleteGraphRequest> = {
  encode(message: DeleteGraphRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.environment !== "") {
      writer.uint32(10).string(message.environment);
    }
    if (message.graphType !== "") {
      writer.uint32(18).string(message.graphType);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): DeleteGraphRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDeleteGraphRequest();
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

  create<I extends Exact<DeepPartial<DeleteGraphRequest>, I>>(base?: I): DeleteGraphRequest {
    return DeleteGraphRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<DeleteGraphRequest>, I>>(object: I): DeleteGraphRequest {
    const message = createBaseDeleteGraphRequest();
    message.environment = object.environment ?? "";
    message.graphType = object.graphType ?? "";
    return message;
  },
};

function createBaseDeleteGraphResponse(): DeleteGraphResponse {
  return {};
}

export const DeleteGraphResponse: MessageFns<DeleteGraphResponse> = {
  encode(_: DeleteGraphResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): DeleteGraphResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDeleteGraphResponse();
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

  create<I extends Exact<DeepPartial<DeleteGraphResponse>, I>>(base?: I): DeleteGraphResponse {
    return DeleteGraphResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<DeleteGraphResponse>, I>>(_: I): DeleteGraphResponse {
    const message = createBaseDeleteGraphResponse();
    return message;
  },
};

function createBaseListPlanTasksRequest(): ListPlanTasksRequest {
  return { planId: "", pageSize: 0, pageToken: "" };
}

export const ListPlanTasksRequest: MessageFns<ListPlanTasksRequest> = {
  encode(message: ListPlanTasksRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.planId !== "") {
      writer.uint32(10).string(message.planId);
    }
    if (message.pageSize !== 0) {
      writer.uint32(16).uint32(message.pageSize);
    }
    if (message.pageToken !== "") {
      writer.uint32(26).string(message.pageToken);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListPlanTasksRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListPlanTasksRequest();
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

  create<I extends Exact<DeepPartial<ListPlanTasksRequest>, I>>(base?: I): ListPlanTasksRequest {
    return ListPlanTasksRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListPlanTasksRequest>, I>>(object: I): ListPlanTasksRequest {
    const message = createBaseListPlanTasksRequest();
    message.planId = object.planId ?? "";
    message.pageSize = object.pageSize ?? 0;
    message.pageToken = object.pageToken ?? "";
    return message;
  },
};

function createBaseListPlanTasksResponse(): ListPlanTasksResponse {
  return { planDigest: "", tasks: [], nextPageToken: "", total: 0 };
}

export const ListPlanTasksResponse: MessageFns<ListPlanTasksResponse> = {
  encode(message: ListPlanTasksResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.planDigest !== "") {
      writer.uint32(10).string(message.planDigest);
    }
    for (const v of message.tasks) {
      PlanTask.encode(v!, writer.uint32(18).fork()).join();
    }
    if (message.nextPageToken !== "") {
      writer.uint32(26).string(message.nextPageToken);
    }
    if (message.total !== 0) {
      writer.uint32(32).uint32(message.total);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListPlanTasksResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListPlanTasksResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.planDigest = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.tasks.push(PlanTask.decode(reader, reader.uint32()));
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.nextPageToken = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 32) {
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

  create<I extends Exact<DeepPartial<ListPlanTasksResponse>, I>>(base?: I): ListPlanTasksResponse {
    return ListPlanTasksResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListPlanTasksResponse>, I>>(object: I): ListPlanTasksResponse {
    const message = createBaseListPlanTasksResponse();
    message.planDigest = object.planDigest ?? "";
    message.tasks = object.tasks?.map((e) => PlanTask.fromPartial(e)) || [];
    message.nextPageToken = object.nextPageToken ?? "";
    message.total = object.total ?? 0;
    return message;
  },
};

/** The graph of a plan, in pages. */
export type GraphServiceService = typeof GraphServiceService;
export const GraphServiceService = {
  /** Lists the vertices of a plan's graph. */
  listVertices: {
    path: "/stoker.v1.GraphService/ListVertices" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ListVerticesRequest): Buffer => Buffer.from(ListVerticesRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ListVerticesRequest => ListVerticesRequest.decode(value),
    responseSerialize: (value: ListVerticesResponse): Buffer =>
      Buffer.from(ListVerticesResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ListVerticesResponse => ListVerticesResponse.decode(value),
  },
  /** Lists the edges of a plan's graph. */
  listEdges: {
    path: "/stoker.v1.GraphService/ListEdges" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ListEdgesRequest): Buffer => Buffer.from(ListEdgesRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ListEdgesRequest => ListEdgesRequest.decode(value),
    responseSerialize: (value: ListEdgesResponse): Buffer => Buffer.from(ListEdgesResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ListEdgesResponse => ListEdgesResponse.decode(value),
  },
  /** Lists the tasks of a plan's graph: what of each decides how its runs go, and how long it took before. */
  listPlanTasks: {
    path: "/stoker.v1.GraphService/ListPlanTasks" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ListPlanTasksRequest): Buffer => Buffer.from(ListPlanTasksRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ListPlanTasksRequest => ListPlanTasksRequest.decode(value),
    responseSerialize: (value: ListPlanTasksResponse): Buffer =>
      Buffer.from(ListPlanTasksResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ListPlanTasksResponse => ListPlanTasksResponse.decode(value),
  },
  /** Checks the tasks of a graph type and keeps them as the environment's own; they override the release's by id. */
  uploadGraph: {
    path: "/stoker.v1.GraphService/UploadGraph" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: UploadGraphRequest): Buffer => Buffer.from(UploadGraphRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): UploadGraphRequest => UploadGraphRequest.decode(value),
    responseSerialize: (value: UploadGraphResponse): Buffer => Buffer.from(UploadGraphResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): UploadGraphResponse => UploadGraphResponse.decode(value),
  },
  /** Gives the tasks of a graph type: the environment's own, the release's, or both merged. */
  downloadGraph: {
    path: "/stoker.v1.GraphService/DownloadGraph" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: DownloadGraphRequest): Buffer => Buffer.from(DownloadGraphRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): DownloadGraphRequest => DownloadGraphRequest.decode(value),
    responseSerialize: (value: DownloadGraphResponse): Buffer =>
      Buffer.from(DownloadGraphResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): DownloadGraphResponse => DownloadGraphResponse.decode(value),
  },
  /** Lists the graphs an environment has, by type and owner. */
  listGraphs: {
    path: "/stoker.v1.GraphService/ListGraphs" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ListGraphsRequest): Buffer => Buffer.from(ListGraphsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ListGraphsRequest => ListGraphsRequest.decode(value),
    responseSerialize: (value: ListGraphsResponse): Buffer => Buffer.from(ListGraphsResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ListGraphsResponse => ListGraphsResponse.decode(value),
  },
  /** Takes away the environment's own graph of a type. */
  deleteGraph: {
    path: "/stoker.v1.GraphService/DeleteGraph" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: DeleteGraphRequest): Buffer => Buffer.from(DeleteGraphRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): DeleteGraphRequest => DeleteGraphRequest.decode(value),
    responseSerialize: (value: DeleteGraphResponse): Buffer => Buffer.from(DeleteGraphResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): DeleteGraphResponse => DeleteGraphResponse.decode(value),
  },
} as const;

export interface GraphServiceServer extends UntypedServiceImplementation {
  /** Lists the vertices of a plan's graph. */
  listVertices: handleUnaryCall<ListVerticesRequest, ListVerticesResponse>;
  /** Lists the edges of a plan's graph. */
  listEdges: handleUnaryCall<ListEdgesRequest, ListEdgesResponse>;
  /** Lists the tasks of a plan's graph: what of each decides how its runs go, and how long it took before. */
  listPlanTasks: handleUnaryCall<ListPlanTasksRequest, ListPlanTasksResponse>;
  /** Checks the tasks of a graph type and keeps them as the environment's own; they override the release's by id. */
  uploadGraph: handleUnaryCall<UploadGraphRequest, UploadGraphResponse>;
  /** Gives the tasks of a graph type: the environment's own, the release's, or both merged. */
  downloadGraph: handleUnaryCall<DownloadGraphRequest, DownloadGraphResponse>;
  /** Lists the graphs an environment has, by type and owner. */
  listGraphs: handleUnaryCall<ListGraphsRequest, ListGraphsResponse>;
  /** Takes away the environment's own graph of a type. */
  deleteGraph: handleUnaryCall<DeleteGraphRequest, DeleteGraphResponse>;
}

export interface GraphServiceClient extends Client {
  /** Lists the vertices of a plan's graph. */
  listVertices(
    request: ListVerticesRequest,
    callback: (error: ServiceError | null, response: ListVerticesResponse) => void,
  ): ClientUnaryCall;
  listVertices(
    request: ListVerticesRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ListVerticesResponse) => void,
  ): ClientUnaryCall;
  listVertices(
    request: ListVerticesRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ListVerticesResponse) => void,
  ): ClientUnaryCall;
  /** Lists the edges of a plan's graph. */
  listEdges(
    request: ListEdgesRequest,
    callback: (error: ServiceError | null, response: ListEdgesResponse) => void,
  ): ClientUnaryCall;
  listEdges(
    request: ListEdgesRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ListEdgesResponse) => void,
  ): ClientUnaryCall;
  listEdges(
    request: ListEdgesRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ListEdgesResponse) => void,
  ): ClientUnaryCall;
  /** Lists the tasks of a plan's graph: what of each decides how its runs go, and how long it took before. */
  listPlanTasks(
    request: ListPlanTasksRequest,
    callback: (error: ServiceError | null, response: ListPlanTasksResponse) => void,
  ): ClientUnaryCall;
  listPlanTasks(
    request: ListPlanTasksRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ListPlanTasksResponse) => void,
  ): ClientUnaryCall;
  listPlanTasks(
    request: ListPlanTasksRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ListPlanTasksResponse) => void,
  ): ClientUnaryCall;
  /** Checks the tasks of a graph type and keeps them as the environment's own; they override the release's by id. */
  uploadGraph(
    request: UploadGraphRequest,
    callback: (error: ServiceError | null, response: UploadGraphResponse) => void,
  ): ClientUnaryCall;
  uploadGraph(
    request: UploadGraphRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: UploadGraphResponse) => void,
  ): ClientUnaryCall;
  uploadGraph(
    request: UploadGraphRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: UploadGraphResponse) => void,
  ): ClientUnaryCall;
  /** Gives the tasks of a graph type: the environment's own, the release's, or both merged. */
  downloadGraph(
    request: DownloadGraphRequest,
    callback: (error: ServiceError | null, response: DownloadGraphResponse) => void,
  ): ClientUnaryCall;
  downloadGraph(
    request: DownloadGraphRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: DownloadGraphResponse) => void,
  ): ClientUnaryCall;
  downloadGraph(
    request: DownloadGraphRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: DownloadGraphResponse) => void,
  ): ClientUnaryCall;
  /** Lists the graphs an environment has, by type and owner. */
  listGraphs(
    request: ListGraphsRequest,
    callback: (error: ServiceError | null, response: ListGraphsResponse) => void,
  ): ClientUnaryCall;
  listGraphs(
    request: ListGraphsRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ListGraphsResponse) => void,
  ): ClientUnaryCall;
  listGraphs(
    request: ListGraphsRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ListGraphsResponse) => void,
  ): ClientUnaryCall;
  /** Takes away the environment's own graph of a type. */
  deleteGraph(
    request: DeleteGraphRequest,
    callback: (error: ServiceError | null, response: DeleteGraphResponse) => void,
  ): ClientUnaryCall;
  deleteGraph(
    request: DeleteGraphRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: DeleteGraphResponse) => void,
  ): ClientUnaryCall;
  deleteGraph(
    request: DeleteGraphRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: DeleteGraphResponse) => void,
  ): ClientUnaryCall;
}

export const GraphServiceClient = makeGenericClientConstructor(
  GraphServiceService,
  "stoker.v1.GraphService",
) as unknown as {
  new (address: string, credentials: ChannelCredentials, options?: Partial<ClientOptions>): GraphServiceClient;
  service: typeof GraphServiceService;
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
