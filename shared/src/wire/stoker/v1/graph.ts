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

export const protobufPackage = "stoker.v1";

export const protobufFileName = "stoker/v1/graph.proto";

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
} as const;

export interface GraphServiceServer extends UntypedServiceImplementation {
  /** Lists the vertices of a plan's graph. */
  listVertices: handleUnaryCall<ListVerticesRequest, ListVerticesResponse>;
  /** Lists the edges of a plan's graph. */
  listEdges: handleUnaryCall<ListEdgesRequest, ListEdgesResponse>;
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

export interface MessageFns<T> {
  encode(message: T, writer?: BinaryWriter): BinaryWriter;
  decode(input: BinaryReader | Uint8Array, length?: number): T;
  create<I extends Exact<DeepPartial<T>, I>>(base?: I): T;
  fromPartial<I extends Exact<DeepPartial<T>, I>>(object: I): T;
}
