// Generated from stoker/v1/environment.proto by `make generate`; do not edit.

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

export const protobufPackage = "stoker.v1";

export const protobufFileName = "stoker/v1/environment.proto";

/** Where an environment is in its life. */
export const EnvironmentStatus = {
  /** ENVIRONMENT_STATUS_UNSPECIFIED - Never sent. */
  ENVIRONMENT_STATUS_UNSPECIFIED: 0,
  /** ENVIRONMENT_STATUS_NEW - Nothing was deployed yet. */
  ENVIRONMENT_STATUS_NEW: 1,
  /** ENVIRONMENT_STATUS_DEPLOYING - A deployment is at work. */
  ENVIRONMENT_STATUS_DEPLOYING: 2,
  /** ENVIRONMENT_STATUS_OPERATIONAL - The last deployment succeeded. */
  ENVIRONMENT_STATUS_OPERATIONAL: 3,
  /** ENVIRONMENT_STATUS_PARTIALLY_DEPLOYED - The last deployment failed, some nodes are ready. */
  ENVIRONMENT_STATUS_PARTIALLY_DEPLOYED: 4,
  /** ENVIRONMENT_STATUS_ERROR - The last deployment failed. */
  ENVIRONMENT_STATUS_ERROR: 5,
  /** ENVIRONMENT_STATUS_STOPPED - The last deployment was stopped. */
  ENVIRONMENT_STATUS_STOPPED: 6,
  UNRECOGNIZED: -1,
} as const;

export type EnvironmentStatus = typeof EnvironmentStatus[keyof typeof EnvironmentStatus];

export namespace EnvironmentStatus {
  export type ENVIRONMENT_STATUS_UNSPECIFIED = typeof EnvironmentStatus.ENVIRONMENT_STATUS_UNSPECIFIED;
  export type ENVIRONMENT_STATUS_NEW = typeof EnvironmentStatus.ENVIRONMENT_STATUS_NEW;
  export type ENVIRONMENT_STATUS_DEPLOYING = typeof EnvironmentStatus.ENVIRONMENT_STATUS_DEPLOYING;
  export type ENVIRONMENT_STATUS_OPERATIONAL = typeof EnvironmentStatus.ENVIRONMENT_STATUS_OPERATIONAL;
  export type ENVIRONMENT_STATUS_PARTIALLY_DEPLOYED = typeof EnvironmentStatus.ENVIRONMENT_STATUS_PARTIALLY_DEPLOYED;
  export type ENVIRONMENT_STATUS_ERROR = typeof EnvironmentStatus.ENVIRONMENT_STATUS_ERROR;
  export type ENVIRONMENT_STATUS_STOPPED = typeof EnvironmentStatus.ENVIRONMENT_STATUS_STOPPED;
  export type UNRECOGNIZED = typeof EnvironmentStatus.UNRECOGNIZED;
}

/** A node and the roles it has in an environment. */
export interface NodeAssignment {
  /** Id or name of the node. */
  node: string;
  /** Roles, at least one. */
  roles: string[];
}

/** A cluster to be. */
export interface Environment {
  /** Identity. */
  id: string;
  /** Name, unique. */
  name: string;
  /** Where it is in its life. */
  status: EnvironmentStatus;
  /** Release it is made of. */
  releaseId: string;
  /** Name of the release. */
  releaseName: string;
  /** Version of the release. */
  releaseVersion: string;
  /** Nodes in it and their roles. */
  nodes: NodeAssignment[];
  /** The deployment at work, or the last one; empty when none. */
  deploymentId: string;
  /** When it was made. */
  createdAt: Date | undefined;
}

/** Asks for an environment. */
export interface CreateEnvironmentRequest {
  /** Name, unique: letters, digits, dots and hyphens, at most 63. */
  name: string;
  /** Id, name, or NAME@VERSION of the release. */
  release: string;
}

/** The environment made. */
export interface CreateEnvironmentResponse {
  /** The environment. */
  environment: Environment | undefined;
}

/** Asks for environments. */
export interface ListEnvironmentsRequest {
  /** Most rows in the answer; 0 means 100, at most 1,000. */
  pageSize: number;
  /** From the last answer; empty for the first page. */
  pageToken: string;
}

/** A page of environments. */
export interface ListEnvironmentsResponse {
  /** Environments by name. */
  environments: Environment[];
  /** Where the next page begins; empty at the end. */
  nextPageToken: string;
}

/** Names an environment. */
export interface GetEnvironmentRequest {
  /** Id or name. */
  environment: string;
}

/** One environment. */
export interface GetEnvironmentResponse {
  /** The environment. */
  environment: Environment | undefined;
}

/** Names the environment to delete. */
export interface DeleteEnvironmentRequest {
  /** Id or name. */
  environment: string;
}

/** The environment is gone. */
export interface DeleteEnvironmentResponse {
}

/** Nodes to put into an environment. */
export interface AssignNodesRequest {
  /** Id or name of the environment. */
  environment: string;
  /** Nodes and roles; the roles replace those the node had. */
  nodes: NodeAssignment[];
}

/** The environment as it is now. */
export interface AssignNodesResponse {
  /** The environment. */
  environment: Environment | undefined;
}

/** Nodes to take out of an environment. */
export interface UnassignNodesRequest {
  /** Id or name of the environment. */
  environment: string;
  /** Ids or names of nodes. */
  nodes: string[];
}

/** The environment as it is now. */
export interface UnassignNodesResponse {
  /** The environment. */
  environment: Environment | undefined;
}

/** Facts to be kept for an environment. */
export interface SetFactsRequest {
  /** Id or name of the environment. */
  environment: string;
  /** YAML or JSON, UTF-8, at most 16 MiB: {common: {…}, nodes: {ID: {…}}}; empty takes all facts away. */
  document: Buffer;
}

/** The facts are kept. */
export interface SetFactsResponse {
  /** SHA-256 over the document, hexadecimal; empty when there are no facts. */
  digest: string;
}

/** Names the environment. */
export interface GetFactsRequest {
  /** Id or name of the environment. */
  environment: string;
  /** The facts in force instead of those written. */
  effective: boolean;
}

/** Facts of an environment. */
export interface GetFactsResponse {
  /** JSON, UTF-8. */
  document: Buffer;
  /** SHA-256 over the written document, hexadecimal; empty when there are no facts. */
  digest: string;
}

function createBaseNodeAssignment(): NodeAssignment {
  return { node: "", roles: [] };
}

export const NodeAssignment: MessageFns<NodeAssignment> = {
  encode(message: NodeAssignment, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.node !== "") {
      writer.uint32(10).string(message.node);
    }
    for (const v of message.roles) {
      writer.uint32(18).string(v!);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): NodeAssignment {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseNodeAssignment();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.node = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.roles.push(reader.string());
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

  create<I extends Exact<DeepPartial<NodeAssignment>, I>>(base?: I): NodeAssignment {
    return NodeAssignment.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<NodeAssignment>, I>>(object: I): NodeAssignment {
    const message = createBaseNodeAssignment();
    message.node = object.node ?? "";
    message.roles = object.roles?.map((e) => e) || [];
    return message;
  },
};

function createBaseEnvironment(): Environment {
  return {
    id: "",
    name: "",
    status: 0,
    releaseId: "",
    releaseName: "",
    releaseVersion: "",
    nodes: [],
    deploymentId: "",
    createdAt: undefined,
  };
}

export const Environment: MessageFns<Environment> = {
  encode(message: Environment, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.id !== "") {
      writer.uint32(10).string(message.id);
    }
    if (message.name !== "") {
      writer.uint32(18).string(message.name);
    }
    if (message.status !== 0) {
      writer.uint32(24).int32(message.status);
    }
    if (message.releaseId !== "") {
      writer.uint32(34).string(message.releaseId);
    }
    if (message.releaseName !== "") {
      writer.uint32(42).string(message.releaseName);
    }
    if (message.releaseVersion !== "") {
      writer.uint32(50).string(message.releaseVersion);
    }
    for (const v of message.nodes) {
      NodeAssignment.encode(v!, writer.uint32(58).fork()).join();
    }
    if (message.deploymentId !== "") {
      writer.uint32(66).string(message.deploymentId);
    }
    if (message.createdAt !== undefined) {
      Timestamp.encode(toTimestamp(message.createdAt), writer.uint32(74).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Environment {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseEnvironment();
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

            message.name = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.status = reader.int32() as any;
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.releaseId = reader.string();
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.releaseName = reader.string();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.releaseVersion = reader.string();
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.nodes.push(NodeAssignment.decode(reader, reader.uint32()));
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.deploymentId = reader.string();
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.createdAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<Environment>, I>>(base?: I): Environment {
    return Environment.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Environment>, I>>(object: I): Environment {
    const message = createBaseEnvironment();
    message.id = object.id ?? "";
    message.name = object.name ?? "";
    message.status = object.status ?? 0;
    message.releaseId = object.releaseId ?? "";
    message.releaseName = object.releaseName ?? "";
    message.releaseVersion = object.releaseVersion ?? "";
    message.nodes = object.nodes?.map((e) => NodeAssignment.fromPartial(e)) || [];
    message.deploymentId = object.deploymentId ?? "";
    message.createdAt = object.createdAt ?? undefined;
    return message;
  },
};

function createBaseCreateEnvironmentRequest(): CreateEnvironmentRequest {
  return { name: "", release: "" };
}

export const CreateEnvironmentRequest: MessageFns<CreateEnvironmentRequest> = {
  encode(message: CreateEnvironmentRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.name !== "") {
      writer.uint32(10).string(message.name);
    }
    if (message.release !== "") {
      writer.uint32(18).string(message.release);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): CreateEnvironmentRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCreateEnvironmentRequest();
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

            message.release = reader.string();
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

  create<I extends Exact<DeepPartial<CreateEnvironmentRequest>, I>>(base?: I): CreateEnvironmentRequest {
    return CreateEnvironmentRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<CreateEnvironmentRequest>, I>>(object: I): CreateEnvironmentRequest {
    const message = createBaseCreateEnvironmentRequest();
    message.name = object.name ?? "";
    message.release = object.release ?? "";
    return message;
  },
};

function createBaseCreateEnvironmentResponse(): CreateEnvironmentResponse {
  return { environment: undefined };
}

export const CreateEnvironmentResponse: MessageFns<CreateEnvironmentResponse> = {
  encode(message: CreateEnvironmentResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.environment !== undefined) {
      Environment.encode(message.environment, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): CreateEnvironmentResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCreateEnvironmentResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.environment = Environment.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<CreateEnvironmentResponse>, I>>(base?: I): CreateEnvironmentResponse {
    return CreateEnvironmentResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<CreateEnvironmentResponse>, I>>(object: I): CreateEnvironmentResponse {
    const message = createBaseCreateEnvironmentResponse();
    message.environment = (object.environment !== undefined && object.environment !== null)
      ? Environment.fromPartial(object.environment)
      : undefined;
    return message;
  },
};

function createBaseListEnvironmentsRequest(): ListEnvironmentsRequest {
  return { pageSize: 0, pageToken: "" };
}

export const ListEnvironmentsRequest: MessageFns<ListEnvironmentsRequest> = {
  encode(message: ListEnvironmentsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.pageSize !== 0) {
      writer.uint32(8).uint32(message.pageSize);
    }
    if (message.pageToken !== "") {
      writer.uint32(18).string(message.pageToken);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListEnvironmentsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListEnvironmentsRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.pageSize = reader.uint32();
            continue;
          }
          case 2: {
            if (tag !== 18) {
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

  create<I extends Exact<DeepPartial<ListEnvironmentsRequest>, I>>(base?: I): ListEnvironmentsRequest {
    return ListEnvironmentsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListEnvironmentsRequest>, I>>(object: I): ListEnvironmentsRequest {
    const message = createBaseListEnvironmentsRequest();
    message.pageSize = object.pageSize ?? 0;
    message.pageToken = object.pageToken ?? "";
    return message;
  },
};

function createBaseListEnvironmentsResponse(): ListEnvironmentsResponse {
  return { environments: [], nextPageToken: "" };
}

export const ListEnvironmentsResponse: MessageFns<ListEnvironmentsResponse> = {
  encode(message: ListEnvironmentsResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.environments) {
      Environment.encode(v!, writer.uint32(10).fork()).join();
    }
    if (message.nextPageToken !== "") {
      writer.uint32(18).string(message.nextPageToken);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListEnvironmentsResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListEnvironmentsResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.environments.push(Environment.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<ListEnvironmentsResponse>, I>>(base?: I): ListEnvironmentsResponse {
    return ListEnvironmentsResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListEnvironmentsResponse>, I>>(object: I): ListEnvironmentsResponse {
    const message = createBaseListEnvironmentsResponse();
    message.environments = object.environments?.map((e) => Environment.fromPartial(e)) || [];
    message.nextPageToken = object.nextPageToken ?? "";
    return message;
  },
};

function createBaseGetEnvironmentRequest(): GetEnvironmentRequest {
  return { environment: "" };
}

export const GetEnvironmentRequest: MessageFns<GetEnvironmentRequest> = {
  encode(message: GetEnvironmentRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.environment !== "") {
      writer.uint32(10).string(message.environment);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetEnvironmentRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetEnvironmentRequest();
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

  create<I extends Exact<DeepPartial<GetEnvironmentRequest>, I>>(base?: I): GetEnvironmentRequest {
    return GetEnvironmentRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GetEnvironmentRequest>, I>>(object: I): GetEnvironmentRequest {
    const message = createBaseGetEnvironmentRequest();
    message.environment = object.environment ?? "";
    return message;
  },
};

function createBaseGetEnvironmentResponse(): GetEnvironmentResponse {
  return { environment: undefined };
}

export const GetEnvironmentResponse: MessageFns<GetEnvironmentResponse> = {
  encode(message: GetEnvironmentResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.environment !== undefined) {
      Environment.encode(message.environment, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetEnvironmentResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetEnvironmentResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.environment = Environment.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<GetEnvironmentResponse>, I>>(base?: I): GetEnvironmentResponse {
    return GetEnvironmentResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GetEnvironmentResponse>, I>>(object: I): GetEnvironmentResponse {
    const message = createBaseGetEnvironmentResponse();
    message.environment = (object.environment !== undefined && object.environment !== null)
      ? Environment.fromPartial(object.environment)
      : undefined;
    return message;
  },
};

function createBaseDeleteEnvironmentRequest(): DeleteEnvironmentRequest {
  return { environment: "" };
}

export const DeleteEnvironmentRequest: MessageFns<DeleteEnvironmentRequest> = {
  encode(message: DeleteEnvironmentRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.environment !== "") {
      writer.uint32(10).string(message.environment);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): DeleteEnvironmentRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDeleteEnvironmentRequest();
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

  create<I extends Exact<DeepPartial<DeleteEnvironmentRequest>, I>>(base?: I): DeleteEnvironmentRequest {
    return DeleteEnvironmentRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<DeleteEnvironmentRequest>, I>>(object: I): DeleteEnvironmentRequest {
    const message = createBaseDeleteEnvironmentRequest();
    message.environment = object.environment ?? "";
    return message;
  },
};

function createBaseDeleteEnvironmentResponse(): DeleteEnvironmentResponse {
  return {};
}

export const DeleteEnvironmentResponse: MessageFns<DeleteEnvironmentResponse> = {
  encode(_: DeleteEnvironmentResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): DeleteEnvironmentResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDeleteEnvironmentResponse();
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

  create<I extends Exact<DeepPartial<DeleteEnvironmentResponse>, I>>(base?: I): DeleteEnvironmentResponse {
    return DeleteEnvironmentResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<DeleteEnvironmentResponse>, I>>(_: I): DeleteEnvironmentResponse {
    const message = createBaseDeleteEnvironmentResponse();
    return message;
  },
};

function createBaseAssignNodesRequest(): AssignNodesRequest {
  return { environment: "", nodes: [] };
}

export const AssignNodesRequest: MessageFns<AssignNodesRequest> = {
  encode(message: AssignNodesRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.environment !== "") {
      writer.uint32(10).string(message.environment);
    }
    for (const v of message.nodes) {
      NodeAssignment.encode(v!, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): AssignNodesRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseAssignNodesRequest();
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

            message.nodes.push(NodeAssignment.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<AssignNodesRequest>, I>>(base?: I): AssignNodesRequest {
    return AssignNodesRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<AssignNodesRequest>, I>>(object: I): AssignNodesRequest {
    const message = createBaseAssignNodesRequest();
    message.environment = object.environment ?? "";
    message.nodes = object.nodes?.map((e) => NodeAssignment.fromPartial(e)) || [];
    return message;
  },
};

function createBaseAssignNodesResponse(): AssignNodesResponse {
  return { environment: undefined };
}

export const AssignNodesResponse: MessageFns<AssignNodesResponse> = {
  encode(message: AssignNodesResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.environment !== undefined) {
      Environment.encode(message.environment, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): AssignNodesResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseAssignNodesResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.environment = Environment.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<AssignNodesResponse>, I>>(base?: I): AssignNodesResponse {
    return AssignNodesResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<AssignNodesResponse>, I>>(object: I): AssignNodesResponse {
    const message = createBaseAssignNodesResponse();
    message.environment = (object.environment !== undefined && object.environment !== null)
      ? Environment.fromPartial(object.environment)
      : undefined;
    return message;
  },
};

function createBaseUnassignNodesRequest(): UnassignNodesRequest {
  return { environment: "", nodes: [] };
}

export const UnassignNodesRequest: MessageFns<UnassignNodesRequest> = {
  encode(message: UnassignNodesRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.environment !== "") {
      writer.uint32(10).string(message.environment);
    }
    for (const v of message.nodes) {
      writer.uint32(18).string(v!);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): UnassignNodesRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseUnassignNodesRequest();
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

            message.nodes.push(reader.string());
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

  create<I extends Exact<DeepPartial<UnassignNodesRequest>, I>>(base?: I): UnassignNodesRequest {
    return UnassignNodesRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<UnassignNodesRequest>, I>>(object: I): UnassignNodesRequest {
    const message = createBaseUnassignNodesRequest();
    message.environment = object.environment ?? "";
    message.nodes = object.nodes?.map((e) => e) || [];
    return message;
  },
};

function createBaseUnassignNodesResponse(): UnassignNodesResponse {
  return { environment: undefined };
}

export const UnassignNodesResponse: MessageFns<UnassignNodesResponse> = {
  encode(message: UnassignNodesResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.environment !== undefined) {
      Environment.encode(message.environment, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): UnassignNodesResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseUnassignNodesResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.environment = Environment.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<UnassignNodesResponse>, I>>(base?: I): UnassignNodesResponse {
    return UnassignNodesResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<UnassignNodesResponse>, I>>(object: I): UnassignNodesResponse {
    const message = createBaseUnassignNodesResponse();
    message.environment = (object.environment !== undefined && object.environment !== null)
      ? Environment.fromPartial(object.environment)
      : undefined;
    return message;
  },
};

function createBaseSetFactsRequest(): SetFactsRequest {
  return { environment: "", document: Buffer.alloc(0) };
}

export const SetFactsRequest: MessageFns<SetFactsRequest> = {
  encode(message: SetFactsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.environment !== "") {
      writer.uint32(10).string(message.environment);
    }
    if (message.document.length !== 0) {
      writer.uint32(18).bytes(message.document);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): SetFactsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSetFactsRequest();
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

            message.document = Buffer.from(reader.bytes());
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

  create<I extends Exact<DeepPartial<SetFactsRequest>, I>>(base?: I): SetFactsRequest {
    return SetFactsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<SetFactsRequest>, I>>(object: I): SetFactsRequest {
    const message = createBaseSetFactsRequest();
    message.environment = object.environment ?? "";
    message.document = object.document ?? Buffer.alloc(0);
    return message;
  },
};

function createBaseSetFactsResponse(): SetFactsResponse {
  return { digest: "" };
}

export const SetFactsResponse: MessageFns<SetFactsResponse> = {
  encode(message: SetFactsResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.digest !== "") {
      writer.uint32(10).string(message.digest);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): SetFactsResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSetFactsResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.digest = reader.string();
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

  create<I extends Exact<DeepPartial<SetFactsResponse>, I>>(base?: I): SetFactsResponse {
    return SetFactsResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<SetFactsResponse>, I>>(object: I): SetFactsResponse {
    const message = createBaseSetFactsResponse();
    message.digest = object.digest ?? "";
    return message;
  },
};

function createBaseGetFactsRequest(): GetFactsRequest {
  return { environment: "", effective: false };
}

export const GetFactsRequest: MessageFns<GetFactsRequest> = {
  encode(message: GetFactsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.environment !== "") {
      writer.uint32(10).string(message.environment);
    }
    if (message.effective !== false) {
      writer.uint32(16).bool(message.effective);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetFactsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetFactsRequest();
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

            message.effective = reader.bool();
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

  create<I extends Exact<DeepPartial<GetFactsRequest>, I>>(base?: I): GetFactsRequest {
    return GetFactsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GetFactsRequest>, I>>(object: I): GetFactsRequest {
    const message = createBaseGetFactsRequest();
    message.environment = object.environment ?? "";
    message.effective = object.effective ?? false;
    return message;
  },
};

function createBaseGetFactsResponse(): GetFactsResponse {
  return { document: Buffer.alloc(0), digest: "" };
}

export const GetFactsResponse: MessageFns<GetFactsResponse> = {
  encode(message: GetFactsResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.document.length !== 0) {
      writer.uint32(10).bytes(message.document);
    }
    if (message.digest !== "") {
      writer.uint32(18).string(message.digest);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetFactsResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetFactsResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.document = Buffer.from(reader.bytes());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.digest = reader.string();
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

  create<I extends Exact<DeepPartial<GetFactsResponse>, I>>(base?: I): GetFactsResponse {
    return GetFactsResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GetFactsResponse>, I>>(object: I): GetFactsResponse {
    const message = createBaseGetFactsResponse();
    message.document = object.document ?? Buffer.alloc(0);
    message.digest = object.digest ?? "";
    return message;
  },
};

/** Environments: clusters to be. */
export type EnvironmentServiceService = typeof EnvironmentServiceService;
export const EnvironmentServiceService = {
  /** Makes an environment of a release. */
  createEnvironment: {
    path: "/stoker.v1.EnvironmentService/CreateEnvironment" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: CreateEnvironmentRequest): Buffer =>
      Buffer.from(CreateEnvironmentRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): CreateEnvironmentRequest => CreateEnvironmentRequest.decode(value),
    responseSerialize: (value: CreateEnvironmentResponse): Buffer =>
      Buffer.from(CreateEnvironmentResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): CreateEnvironmentResponse => CreateEnvironmentResponse.decode(value),
  },
  /** Lists environments. */
  listEnvironments: {
    path: "/stoker.v1.EnvironmentService/ListEnvironments" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ListEnvironmentsRequest): Buffer =>
      Buffer.from(ListEnvironmentsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ListEnvironmentsRequest => ListEnvironmentsRequest.decode(value),
    responseSerialize: (value: ListEnvironmentsResponse): Buffer =>
      Buffer.from(ListEnvironmentsResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ListEnvironmentsResponse => ListEnvironmentsResponse.decode(value),
  },
  /** Shows one environment. */
  getEnvironment: {
    path: "/stoker.v1.EnvironmentService/GetEnvironment" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: GetEnvironmentRequest): Buffer =>
      Buffer.from(GetEnvironmentRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): GetEnvironmentRequest => GetEnvironmentRequest.decode(value),
    responseSerialize: (value: GetEnvironmentResponse): Buffer =>
      Buffer.from(GetEnvironmentResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): GetEnvironmentResponse => GetEnvironmentResponse.decode(value),
  },
  /** Deletes an environment with its plans, deployments and logs; its nodes go back to the pool. */
  deleteEnvironment: {
    path: "/stoker.v1.EnvironmentService/DeleteEnvironment" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: DeleteEnvironmentRequest): Buffer =>
      Buffer.from(DeleteEnvironmentRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): DeleteEnvironmentRequest => DeleteEnvironmentRequest.decode(value),
    responseSerialize: (value: DeleteEnvironmentResponse): Buffer =>
      Buffer.from(DeleteEnvironmentResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): DeleteEnvironmentResponse => DeleteEnvironmentResponse.decode(value),
  },
  /** Puts nodes into the environment, or changes the roles of nodes already in it. */
  assignNodes: {
    path: "/stoker.v1.EnvironmentService/AssignNodes" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: AssignNodesRequest): Buffer => Buffer.from(AssignNodesRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): AssignNodesRequest => AssignNodesRequest.decode(value),
    responseSerialize: (value: AssignNodesResponse): Buffer => Buffer.from(AssignNodesResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): AssignNodesResponse => AssignNodesResponse.decode(value),
  },
  /** Takes nodes out of the environment. */
  unassignNodes: {
    path: "/stoker.v1.EnvironmentService/UnassignNodes" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: UnassignNodesRequest): Buffer => Buffer.from(UnassignNodesRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): UnassignNodesRequest => UnassignNodesRequest.decode(value),
    responseSerialize: (value: UnassignNodesResponse): Buffer =>
      Buffer.from(UnassignNodesResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): UnassignNodesResponse => UnassignNodesResponse.decode(value),
  },
  /** Replaces the facts a person wrote for the environment: settings and node data that expressions read. */
  setFacts: {
    path: "/stoker.v1.EnvironmentService/SetFacts" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: SetFactsRequest): Buffer => Buffer.from(SetFactsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): SetFactsRequest => SetFactsRequest.decode(value),
    responseSerialize: (value: SetFactsResponse): Buffer => Buffer.from(SetFactsResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): SetFactsResponse => SetFactsResponse.decode(value),
  },
  /** Shows the facts a person wrote, and those in force: generated ones with the written ones over them. */
  getFacts: {
    path: "/stoker.v1.EnvironmentService/GetFacts" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: GetFactsRequest): Buffer => Buffer.from(GetFactsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): GetFactsRequest => GetFactsRequest.decode(value),
    responseSerialize: (value: GetFactsResponse): Buffer => Buffer.from(GetFactsResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): GetFactsResponse => GetFactsResponse.decode(value),
  },
} as const;

export interface EnvironmentServiceServer extends UntypedServiceImplementation {
  /** Makes an environment of a release. */
  createEnvironment: handleUnaryCall<CreateEnvironmentRequest, CreateEnvironmentResponse>;
  /** Lists environments. */
  listEnvironments: handleUnaryCall<ListEnvironmentsRequest, ListEnvironmentsResponse>;
  /** Shows one environment. */
  getEnvironment: handleUnaryCall<GetEnvironmentRequest, GetEnvironmentResponse>;
  /** Deletes an environment with its plans, deployments and logs; its nodes go back to the pool. */
  deleteEnvironment: handleUnaryCall<DeleteEnvironmentRequest, DeleteEnvironmentResponse>;
  /** Puts nodes into the environment, or changes the roles of nodes already in it. */
  assignNodes: handleUnaryCall<AssignNodesRequest, AssignNodesResponse>;
  /** Takes nodes out of the environment. */
  unassignNodes: handleUnaryCall<UnassignNodesRequest, UnassignNodesResponse>;
  /** Replaces the facts a person wrote for the environment: settings and node data that expressions read. */
  setFacts: handleUnaryCall<SetFactsRequest, SetFactsResponse>;
  /** Shows the facts a person wrote, and those in force: generated ones with the written ones over them. */
  getFacts: handleUnaryCall<GetFactsRequest, GetFactsResponse>;
}

export interface EnvironmentServiceClient extends Client {
  /** Makes an environment of a release. */
  createEnvironment(
    request: CreateEnvironmentRequest,
    callback: (error: ServiceError | null, response: CreateEnvironmentResponse) => void,
  ): ClientUnaryCall;
  createEnvironment(
    request: CreateEnvironmentRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: CreateEnvironmentResponse) => void,
  ): ClientUnaryCall;
  createEnvironment(
    request: CreateEnvironmentRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: CreateEnvironmentResponse) => void,
  ): ClientUnaryCall;
  /** Lists environments. */
  listEnvironments(
    request: ListEnvironmentsRequest,
    callback: (error: ServiceError | null, response: ListEnvironmentsResponse) => void,
  ): ClientUnaryCall;
  listEnvironments(
    request: ListEnvironmentsRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ListEnvironmentsResponse) => void,
  ): ClientUnaryCall;
  listEnvironments(
    request: ListEnvironmentsRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ListEnvironmentsResponse) => void,
  ): ClientUnaryCall;
  /** Shows one environment. */
  getEnvironment(
    request: GetEnvironmentRequest,
    callback: (error: ServiceError | null, response: GetEnvironmentResponse) => void,
  ): ClientUnaryCall;
  getEnvironment(
    request: GetEnvironmentRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: GetEnvironmentResponse) => void,
  ): ClientUnaryCall;
  getEnvironment(
    request: GetEnvironmentRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: GetEnvironmentResponse) => void,
  ): ClientUnaryCall;
  /** Deletes an environment with its plans, deployments and logs; its nodes go back to the pool. */
  deleteEnvironment(
    request: DeleteEnvironmentRequest,
    callback: (error: ServiceError | null, response: DeleteEnvironmentResponse) => void,
  ): ClientUnaryCall;
  deleteEnvironment(
    request: DeleteEnvironmentRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: DeleteEnvironmentResponse) => void,
  ): ClientUnaryCall;
  deleteEnvironment(
    request: DeleteEnvironmentRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: DeleteEnvironmentResponse) => void,
  ): ClientUnaryCall;
  /** Puts nodes into the environment, or changes the roles of nodes already in it. */
  assignNodes(
    request: AssignNodesRequest,
    callback: (error: ServiceError | null, response: AssignNodesResponse) => void,
  ): ClientUnaryCall;
  assignNodes(
    request: AssignNodesRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: AssignNodesResponse) => void,
  ): ClientUnaryCall;
  assignNodes(
    request: AssignNodesRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: AssignNodesResponse) => void,
  ): ClientUnaryCall;
  /** Takes nodes out of the environment. */
  unassignNodes(
    request: UnassignNodesRequest,
    callback: (error: ServiceError | null, response: UnassignNodesResponse) => void,
  ): ClientUnaryCall;
  unassignNodes(
    request: UnassignNodesRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: UnassignNodesResponse) => void,
  ): ClientUnaryCall;
  unassignNodes(
    request: UnassignNodesRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: UnassignNodesResponse) => void,
  ): ClientUnaryCall;
  /** Replaces the facts a person wrote for the environment: settings and node data that expressions read. */
  setFacts(
    request: SetFactsRequest,
    callback: (error: ServiceError | null, response: SetFactsResponse) => void,
  ): ClientUnaryCall;
  setFacts(
    request: SetFactsRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: SetFactsResponse) => void,
  ): ClientUnaryCall;
  setFacts(
    request: SetFactsRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: SetFactsResponse) => void,
  ): ClientUnaryCall;
  /** Shows the facts a person wrote, and those in force: generated ones with the written ones over them. */
  getFacts(
    request: GetFactsRequest,
    callback: (error: ServiceError | null, response: GetFactsResponse) => void,
  ): ClientUnaryCall;
  getFacts(
    request: GetFactsRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: GetFactsResponse) => void,
  ): ClientUnaryCall;
  getFacts(
    request: GetFactsRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: GetFactsResponse) => void,
  ): ClientUnaryCall;
}

export const EnvironmentServiceClient = makeGenericClientConstructor(
  EnvironmentServiceService,
  "stoker.v1.EnvironmentService",
) as unknown as {
  new (address: string, credentials: ChannelCredentials, options?: Partial<ClientOptions>): EnvironmentServiceClient;
  service: typeof EnvironmentServiceService;
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
