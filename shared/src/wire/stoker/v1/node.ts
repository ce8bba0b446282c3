// Generated from stoker/v1/node.proto by `make generate`; do not edit.

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
import { Inventory } from "./inventory.js";

export const protobufPackage = "stoker.v1";

export const protobufFileName = "stoker/v1/node.proto";

/** Where a node is in its life. */
export const NodeStatus = {
  /** NODE_STATUS_UNSPECIFIED - Never sent. */
  NODE_STATUS_UNSPECIFIED: 0,
  /** NODE_STATUS_PENDING - Waits for an administrator to accept it. */
  NODE_STATUS_PENDING: 1,
  /** NODE_STATUS_DISCOVER - Known, nothing deployed. */
  NODE_STATUS_DISCOVER: 2,
  /** NODE_STATUS_DEPLOYING - A deployment is at work on it. */
  NODE_STATUS_DEPLOYING: 3,
  /** NODE_STATUS_READY - The last deployment succeeded on it. */
  NODE_STATUS_READY: 4,
  /** NODE_STATUS_ERROR - The last deployment failed on it. */
  NODE_STATUS_ERROR: 5,
  /** NODE_STATUS_STOPPED - The last deployment was stopped before it was done with it. */
  NODE_STATUS_STOPPED: 6,
  /** NODE_STATUS_PROVISIONED - It has its operating system; nothing is deployed. */
  NODE_STATUS_PROVISIONED: 7,
  UNRECOGNIZED: -1,
} as const;

export type NodeStatus = typeof NodeStatus[keyof typeof NodeStatus];

export namespace NodeStatus {
  export type NODE_STATUS_UNSPECIFIED = typeof NodeStatus.NODE_STATUS_UNSPECIFIED;
  export type NODE_STATUS_PENDING = typeof NodeStatus.NODE_STATUS_PENDING;
  export type NODE_STATUS_DISCOVER = typeof NodeStatus.NODE_STATUS_DISCOVER;
  export type NODE_STATUS_DEPLOYING = typeof NodeStatus.NODE_STATUS_DEPLOYING;
  export type NODE_STATUS_READY = typeof NodeStatus.NODE_STATUS_READY;
  export type NODE_STATUS_ERROR = typeof NodeStatus.NODE_STATUS_ERROR;
  export type NODE_STATUS_STOPPED = typeof NodeStatus.NODE_STATUS_STOPPED;
  export type NODE_STATUS_PROVISIONED = typeof NodeStatus.NODE_STATUS_PROVISIONED;
  export type UNRECOGNIZED = typeof NodeStatus.UNRECOGNIZED;
}

/** Whether the controller hears a node. */
export const Connectivity = {
  /** CONNECTIVITY_UNSPECIFIED - Never sent. */
  CONNECTIVITY_UNSPECIFIED: 0,
  /** CONNECTIVITY_ONLINE - Its stream is open and alive. */
  CONNECTIVITY_ONLINE: 1,
  /** CONNECTIVITY_UNREACHABLE - Its stream is open or was, and nothing has come for a while. */
  CONNECTIVITY_UNREACHABLE: 2,
  /** CONNECTIVITY_OFFLINE - It never connected, or its stream was closed. */
  CONNECTIVITY_OFFLINE: 3,
  UNRECOGNIZED: -1,
} as const;

export type Connectivity = typeof Connectivity[keyof typeof Connectivity];

export namespace Connectivity {
  export type CONNECTIVITY_UNSPECIFIED = typeof Connectivity.CONNECTIVITY_UNSPECIFIED;
  export type CONNECTIVITY_ONLINE = typeof Connectivity.CONNECTIVITY_ONLINE;
  export type CONNECTIVITY_UNREACHABLE = typeof Connectivity.CONNECTIVITY_UNREACHABLE;
  export type CONNECTIVITY_OFFLINE = typeof Connectivity.CONNECTIVITY_OFFLINE;
  export type UNRECOGNIZED = typeof Connectivity.UNRECOGNIZED;
}

/** A machine. */
export interface Node {
  /** Identity: a decimal number, or "master". */
  id: string;
  /** Name, unique. */
  name: string;
  /** Where it is in its life. */
  status: NodeStatus;
  /** Whether the controller hears it. */
  connectivity: Connectivity;
  /** Environment it belongs to; empty when none. */
  environmentId: string;
  /** Roles assigned in the environment. */
  roles: string[];
  /** When it was last heard; absent when never. */
  lastSeenAt:
    | Date
    | undefined;
  /** Version of its agent. */
  agentVersion: string;
  /** When its certificate ends; absent while pending. */
  certificateExpiresAt:
    | Date
    | undefined;
  /** When it was first known. */
  createdAt:
    | Date
    | undefined;
  /** Processors, threads. */
  cpuThreads: number;
  /** Main memory, bytes. */
  memoryBytes: number;
  /** Sum of the disks, bytes. */
  diskBytes: number;
  /** Name of the environment it belongs to; empty when none. */
  environmentName: string;
  /** Why it is in error, or what it waits for; empty when there is nothing to say. */
  statusMessage: string;
}

/** Asks for nodes. */
export interface ListNodesRequest {
  /** Only nodes of this environment (id or name); empty for all. */
  environment: string;
  /** Most rows in the answer; 0 means 100, at most 1,000. */
  pageSize: number;
  /** From the last answer; empty for the first page. */
  pageToken: string;
}

/** A page of nodes. */
export interface ListNodesResponse {
  /** Nodes by id, "master" first. */
  nodes: Node[];
  /** Where the next page begins; empty at the end. */
  nextPageToken: string;
}

/** Names a node. */
export interface GetNodeRequest {
  /** Id or name. */
  node: string;
}

/** One node. */
export interface GetNodeResponse {
  /** The node. */
  node:
    | Node
    | undefined;
  /** Its hardware; absent when never reported. */
  inventory:
    | Inventory
    | undefined;
  /** SHA-256 of the inventory in hexadecimal. */
  inventoryDigest: string;
  /** When the inventory came in. */
  inventoryAt:
    | Date
    | undefined;
  /** What is gone or smaller than it was when the hardware was agreed to. */
  drift: HardwareDrift[];
  /** When the hardware was agreed to: when it was first seen, when the node was assigned, or by AcceptNodeHardware. */
  agreedAt: Date | undefined;
}

/** Something of the agreed hardware that is gone or smaller. */
export interface HardwareDrift {
  /** One word, for example "disk_gone". */
  kind: string;
  /** What it is about, for example "disk S64GNE0R500101". */
  item: string;
  /** One sentence without a full stop. */
  message: string;
}

/** Names the node whose hardware is agreed to as it is now. */
export interface AcceptNodeHardwareRequest {
  /** Id or name. */
  node: string;
}

/** The node. */
export interface AcceptNodeHardwareResponse {
  /** The node. */
  node: Node | undefined;
}

/** Names a node. */
export interface ListNodeInventoriesRequest {
  /** Id or name. */
  node: string;
}

/** Inventories of a node. */
export interface ListNodeInventoriesResponse {
  /** The newest first; only some are kept. */
  records: InventoryRecord[];
}

/** That an inventory came in which was not as the one before it. */
export interface InventoryRecord {
  /** Counts from 1 for each node. */
  number: number;
  /** SHA-256 of the inventory in hexadecimal. */
  digest: string;
  /** When it came in. */
  foundAt: Date | undefined;
}

/** Names an inventory. */
export interface GetNodeInventoryRequest {
  /** Id or name of the node. */
  node: string;
  /** Number of the inventory. */
  number: number;
}

/** One inventory. */
export interface GetNodeInventoryResponse {
  /** The hardware as it was. */
  inventory: Inventory | undefined;
}

/** Names the node to accept. */
export interface AcceptNodeRequest {
  /** Id or name. */
  node: string;
}

/** The node as it is now. */
export interface AcceptNodeResponse {
  /** The node. */
  node: Node | undefined;
}

/** Names a node that is not waited for any longer. */
export interface DeclareNodeLostRequest {
  /** Id or name of the node. */
  node: string;
}

/** The node as it is now. */
export interface DeclareNodeLostResponse {
  /** The node. */
  node:
    | Node
    | undefined;
  /** Attempts that count as lost from now on. */
  lostAttempts: number;
}

/** Names the node to forget. */
export interface RemoveNodeRequest {
  /** Id or name. */
  node: string;
}

/** The node is gone. */
export interface RemoveNodeResponse {
}

function createBaseNode(): Node {
  return {
    id: "",
    name: "",
    status: 0,
    connectivity: 0,
    environmentId: "",
    roles: [],
    lastSeenAt: undefined,
    agentVersion: "",
    certificateExpiresAt: undefined,
    createdAt: undefined,
    cpuThreads: 0,
    memoryBytes: 0,
    diskBytes: 0,
    environmentName: "",
    statusMessage: "",
  };
}

export const Node: MessageFns<Node> = {
  encode(message: Node, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.id !== "") {
      writer.uint32(10).string(message.id);
    }
    if (message.name !== "") {
      writer.uint32(18).string(message.name);
    }
    if (message.status !== 0) {
      writer.uint32(24).int32(message.status);
    }
    if (message.connectivity !== 0) {
      writer.uint32(32).int32(message.connectivity);
    }
    if (message.environmentId !== "") {
      writer.uint32(42).string(message.environmentId);
    }
    for (const v of message.roles) {
      writer.uint32(50).string(v!);
    }
    if (message.lastSeenAt !== undefined) {
      Timestamp.encode(toTimestamp(message.lastSeenAt), writer.uint32(58).fork()).join();
    }
    if (message.agentVersion !== "") {
      writer.uint32(66).string(message.agentVersion);
    }
    if (message.certificateExpiresAt !== undefined) {
      Timestamp.encode(toTimestamp(message.certificateExpiresAt), writer.uint32(74).fork()).join();
    }
    if (message.createdAt !== undefined) {
      Timestamp.encode(toTimestamp(message.createdAt), writer.uint32(82).fork()).join();
    }
    if (message.cpuThreads !== 0) {
      writer.uint32(88).uint32(message.cpuThreads);
    }
    if (message.memoryBytes !== 0) {
      writer.uint32(96).int64(message.memoryBytes);
    }
    if (message.diskBytes !== 0) {
      writer.uint32(104).int64(message.diskBytes);
    }
    if (message.environmentName !== "") {
      writer.uint32(114).string(message.environmentName);
    }
    if (message.statusMessage !== "") {
      writer.uint32(122).string(message.statusMessage);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Node {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseNode();
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
            if (tag !== 32) {
              break;
            }

            message.connectivity = reader.int32() as any;
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.environmentId = reader.string();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.roles.push(reader.string());
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.lastSeenAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.agentVersion = reader.string();
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.certificateExpiresAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 10: {
            if (tag !== 82) {
              break;
            }

            message.createdAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 11: {
            if (tag !== 88) {
              break;
            }

            message.cpuThreads = reader.uint32();
            continue;
          }
          case 12: {
            if (tag !== 96) {
              break;
            }

            message.memoryBytes = longToNumber(reader.int64());
            continue;
          }
          case 13: {
            if (tag !== 104) {
              break;
            }

            message.diskBytes = longToNumber(reader.int64());
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

            message.statusMessage = reader.string();
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

  create<I extends Exact<DeepPartial<Node>, I>>(base?: I): Node {
    return Node.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Node>, I>>(object: I): Node {
    const message = createBaseNode();
    message.id = object.id ?? "";
    message.name = object.name ?? "";
    message.status = object.status ?? 0;
    message.connectivity = object.connectivity ?? 0;
    message.environmentId = object.environmentId ?? "";
    message.roles = object.roles?.map((e) => e) || [];
    message.lastSeenAt = object.lastSeenAt ?? undefined;
    message.agentVersion = object.agentVersion ?? "";
    message.certificateExpiresAt = object.certificateExpiresAt ?? undefined;
    message.createdAt = object.createdAt ?? undefined;
    message.cpuThreads = object.cpuThreads ?? 0;
    message.memoryBytes = object.memoryBytes ?? 0;
    message.diskBytes = object.diskBytes ?? 0;
    message.environmentName = object.environmentName ?? "";
    message.statusMessage = object.statusMessage ?? "";
    return message;
  },
};

function createBaseListNodesRequest(): ListNodesRequest {
  return { environment: "", pageSize: 0, pageToken: "" };
}

export const ListNodesRequest: MessageFns<ListNodesRequest> = {
  encode(message: ListNodesRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
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

  decode(input: BinaryReader | Uint8Array, length?: number): ListNodesRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListNodesRequest();
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

  create<I extends Exact<DeepPartial<ListNodesRequest>, I>>(base?: I): ListNodesRequest {
    return ListNodesRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListNodesRequest>, I>>(object: I): ListNodesRequest {
    const message = createBaseListNodesRequest();
    message.environment = object.environment ?? "";
    message.pageSize = object.pageSize ?? 0;
    message.pageToken = object.pageToken ?? "";
    return message;
  },
};

function createBaseListNodesResponse(): ListNodesResponse {
  return { nodes: [], nextPageToken: "" };
}

export const ListNodesResponse: MessageFns<ListNodesResponse> = {
  encode(message: ListNodesResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.nodes) {
      Node.encode(v!, writer.uint32(10).fork()).join();
    }
    if (message.nextPageToken !== "") {
      writer.uint32(18).string(message.nextPageToken);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListNodesResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListNodesResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.nodes.push(Node.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<ListNodesResponse>, I>>(base?: I): ListNodesResponse {
    return ListNodesResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListNodesResponse>, I>>(object: I): ListNodesResponse {
    const message = createBaseListNodesResponse();
    message.nodes = object.nodes?.map((e) => Node.fromPartial(e)) || [];
    message.nextPageToken = object.nextPageToken ?? "";
    return message;
  },
};

function createBaseGetNodeRequest(): GetNodeRequest {
  return { node: "" };
}

export const GetNodeRequest: MessageFns<GetNodeRequest> = {
  encode(message: GetNodeRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.node !== "") {
      writer.uint32(10).string(message.node);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetNodeRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetNodeRequest();
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

  create<I extends Exact<DeepPartial<GetNodeRequest>, I>>(base?: I): GetNodeRequest {
    return GetNodeRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GetNodeRequest>, I>>(object: I): GetNodeRequest {
    const message = createBaseGetNodeRequest();
    message.node = object.node ?? "";
    return message;
  },
};

function createBaseGetNodeResponse(): GetNodeResponse {
  return {
    node: undefined,
    inventory: undefined,
    inventoryDigest: "",
    inventoryAt: undefined,
    drift: [],
    agreedAt: undefined,
  };
}

export const GetNodeResponse: MessageFns<GetNodeResponse> = {
  encode(message: GetNodeResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.node !== undefined) {
      Node.encode(message.node, writer.uint32(10).fork()).join();
    }
    if (message.inventory !== undefined) {
      Inventory.encode(message.inventory, writer.uint32(18).fork()).join();
    }
    if (message.inventoryDigest !== "") {
      writer.uint32(26).string(message.inventoryDigest);
    }
    if (message.inventoryAt !== undefined) {
      Timestamp.encode(toTimestamp(message.inventoryAt), writer.uint32(34).fork()).join();
    }
    for (const v of message.drift) {
      HardwareDrift.encode(v!, writer.uint32(42).fork()).join();
    }
    if (message.agreedAt !== undefined) {
      Timestamp.encode(toTimestamp(message.agreedAt), writer.uint32(50).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetNodeResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetNodeResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.node = Node.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.inventory = Inventory.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.inventoryDigest = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.inventoryAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.drift.push(HardwareDrift.decode(reader, reader.uint32()));
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.agreedAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<GetNodeResponse>, I>>(base?: I): GetNodeResponse {
    return GetNodeResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GetNodeResponse>, I>>(object: I): GetNodeResponse {
    const message = createBaseGetNodeResponse();
    message.node = (object.node !== undefined && object.node !== null) ? Node.fromPartial(object.node) : undefined;
    message.inventory = (object.inventory !== undefined && object.inventory !== null)
      ? Inventory.fromPartial(object.inventory)
      : undefined;
    message.inventoryDigest = object.inventoryDigest ?? "";
    message.inventoryAt = object.inventoryAt ?? undefined;
    message.drift = object.drift?.map((e) => HardwareDrift.fromPartial(e)) || [];
    message.agreedAt = object.agreedAt ?? undefined;
    return message;
  },
};

function createBaseHardwareDrift(): HardwareDrift {
  return { kind: "", item: "", message: "" };
}

export const HardwareDrift: MessageFns<HardwareDrift> = {
  encode(message: HardwareDrift, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.kind !== "") {
      writer.uint32(10).string(message.kind);
    }
    if (message.item !== "") {
      writer.uint32(18).string(message.item);
    }
    if (message.message !== "") {
      writer.uint32(26).string(message.message);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): HardwareDrift {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseHardwareDrift();
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

            message.item = reader.string();
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

  create<I extends Exact<DeepPartial<HardwareDrift>, I>>(base?: I): HardwareDrift {
    return HardwareDrift.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<HardwareDrift>, I>>(object: I): HardwareDrift {
    const message = createBaseHardwareDrift();
    message.kind = object.kind ?? "";
    message.item = object.item ?? "";
    message.message = object.message ?? "";
    return message;
  },
};

function createBaseAcceptNodeHardwareRequest(): AcceptNodeHardwareRequest {
  return { node: "" };
}

export const AcceptNodeHardwareRequest: MessageFns<AcceptNodeHardwareRequest> = {
  encode(message: AcceptNodeHardwareRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.node !== "") {
      writer.uint32(10).string(message.node);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): AcceptNodeHardwareRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseAcceptNodeHardwareRequest();
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

  create<I extends Exact<DeepPartial<AcceptNodeHardwareRequest>, I>>(base?: I): AcceptNodeHardwareRequest {
    return AcceptNodeHardwareRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<AcceptNodeHardwareRequest>, I>>(object: I): AcceptNodeHardwareRequest {
    const message = createBaseAcceptNodeHardwareRequest();
    message.node = object.node ?? "";
    return message;
  },
};

function createBaseAcceptNodeHardwareResponse(): AcceptNodeHardwareResponse {
  return { node: undefined };
}

export const AcceptNodeHardwareResponse: MessageFns<AcceptNodeHardwareResponse> = {
  encode(message: AcceptNodeHardwareResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.node !== undefined) {
      Node.encode(message.node, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): AcceptNodeHardwareResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseAcceptNodeHardwareResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.node = Node.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<AcceptNodeHardwareResponse>, I>>(base?: I): AcceptNodeHardwareResponse {
    return AcceptNodeHardwareResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<AcceptNodeHardwareResponse>, I>>(object: I): AcceptNodeHardwareResponse {
    const message = createBaseAcceptNodeHardwareResponse();
    message.node = (object.node !== undefined && object.node !== null) ? Node.fromPartial(object.node) : undefined;
    return message;
  },
};

function createBaseListNodeInventoriesRequest(): ListNodeInventoriesRequest {
  return { node: "" };
}

export const ListNodeInventoriesRequest: MessageFns<ListNodeInventoriesRequest> = {
  encode(message: ListNodeInventoriesRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.node !== "") {
      writer.uint32(10).string(message.node);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListNodeInventoriesRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListNodeInventoriesRequest();
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

  create<I extends Exact<DeepPartial<ListNodeInventoriesRequest>, I>>(base?: I): ListNodeInventoriesRequest {
    return ListNodeInventoriesRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListNodeInventoriesRequest>, I>>(object: I): ListNodeInventoriesRequest {
    const message = createBaseListNodeInventoriesRequest();
    message.node = object.node ?? "";
    return message;
  },
};

function createBaseListNodeInventoriesResponse(): ListNodeInventoriesResponse {
  return { records: [] };
}

export const ListNodeInventoriesResponse: MessageFns<ListNodeInventoriesResponse> = {
  encode(message: ListNodeInventoriesResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.records) {
      InventoryRecord.encode(v!, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListNodeInventoriesResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListNodeInventoriesResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.records.push(InventoryRecord.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<ListNodeInventoriesResponse>, I>>(base?: I): ListNodeInventoriesResponse {
    return ListNodeInventoriesResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListNodeInventoriesResponse>, I>>(object: I): ListNodeInventoriesResponse {
    const message = createBaseListNodeInventoriesResponse();
    message.records = object.records?.map((e) => InventoryRecord.fromPartial(e)) || [];
    return message;
  },
};

function createBaseInventoryRecord(): InventoryRecord {
  return { number: 0, digest: "", foundAt: undefined };
}

export const InventoryRecord: MessageFns<InventoryRecord> = {
  encode(message: InventoryRecord, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.number !== 0) {
      writer.uint32(8).uint32(message.number);
    }
    if (message.digest !== "") {
      writer.uint32(18).string(message.digest);
    }
    if (message.foundAt !== undefined) {
      Timestamp.encode(toTimestamp(message.foundAt), writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): InventoryRecord {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseInventoryRecord();
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

            message.digest = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.foundAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<InventoryRecord>, I>>(base?: I): InventoryRecord {
    return InventoryRecord.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<InventoryRecord>, I>>(object: I): InventoryRecord {
    const message = createBaseInventoryRecord();
    message.number = object.number ?? 0;
    message.digest = object.digest ?? "";
    message.foundAt = object.foundAt ?? undefined;
    return message;
  },
};

function createBaseGetNodeInventoryRequest(): GetNodeInventoryRequest {
  return { node: "", number: 0 };
}

export const GetNodeInventoryRequest: MessageFns<GetNodeInventoryRequest> = {
  encode(message: GetNodeInventoryRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.node !== "") {
      writer.uint32(10).string(message.node);
    }
    if (message.number !== 0) {
      writer.uint32(16).uint32(message.number);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetNodeInventoryRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetNodeInventoryRequest();
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
            if (tag !== 16) {
              break;
            }

            message.number = reader.uint32();
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

  create<I extends Exact<DeepPartial<GetNodeInventoryRequest>, I>>(base?: I): GetNodeInventoryRequest {
    return GetNodeInventoryRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GetNodeInventoryRequest>, I>>(object: I): GetNodeInventoryRequest {
    const message = createBaseGetNodeInventoryRequest();
    message.node = object.node ?? "";
    message.number = object.number ?? 0;
    return message;
  },
};

function createBaseGetNodeInventoryResponse(): GetNodeInventoryResponse {
  return { inventory: undefined };
}

export const GetNodeInventoryResponse: MessageFns<GetNodeInventoryResponse> = {
  encode(message: GetNodeInventoryResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.inventory !== undefined) {
      Inventory.encode(message.inventory, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetNodeInventoryResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetNodeInventoryResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.inventory = Inventory.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<GetNodeInventoryResponse>, I>>(base?: I): GetNodeInventoryResponse {
    return GetNodeInventoryResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GetNodeInventoryResponse>, I>>(object: I): GetNodeInventoryResponse {
    const message = createBaseGetNodeInventoryResponse();
    message.inventory = (object.inventory !== undefined && object.inventory !== null)
      ? Inventory.fromPartial(object.inventory)
      : undefined;
    return message;
  },
};

function createBaseAcceptNodeRequest(): AcceptNodeRequest {
  return { node: "" };
}

export const AcceptNodeRequest: MessageFns<AcceptNodeRequest> = {
  encode(message: AcceptNodeRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.node !== "") {
      writer.uint32(10).string(message.node);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): AcceptNodeRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseAcceptNodeRequest();
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

  create<I extends Exact<DeepPartial<AcceptNodeRequest>, I>>(base?: I): AcceptNodeRequest {
    return AcceptNodeRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<AcceptNodeRequest>, I>>(object: I): AcceptNodeRequest {
    const message = createBaseAcceptNodeRequest();
    message.node = object.node ?? "";
    return message;
  },
};

function createBaseAcceptNodeResponse(): AcceptNodeResponse {
  return { node: undefined };
}

export const AcceptNodeResponse: MessageFns<AcceptNodeResponse> = {
  encode(message: AcceptNodeResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.node !== undefined) {
      Node.encode(message.node, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): AcceptNodeResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseAcceptNodeResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.node = Node.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<AcceptNodeResponse>, I>>(base?: I): AcceptNodeResponse {
    return AcceptNodeResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<AcceptNodeResponse>, I>>(object: I): AcceptNodeResponse {
    const message = createBaseAcceptNodeResponse();
    message.node = (object.node !== undefined && object.node !== null) ? Node.fromPartial(object.node) : undefined;
    return message;
  },
};

function createBaseDeclareNodeLostRequest(): DeclareNodeLostRequest {
  return { node: "" };
}

export const DeclareNodeLostRequest: MessageFns<DeclareNodeLostRequest> = {
  encode(message: DeclareNodeLostRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.node !== "") {
      writer.uint32(10).string(message.node);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): DeclareNodeLostRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDeclareNodeLostRequest();
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

  create<I extends Exact<DeepPartial<DeclareNodeLostRequest>, I>>(base?: I): DeclareNodeLostRequest {
    return DeclareNodeLostRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<DeclareNodeLostRequest>, I>>(object: I): DeclareNodeLostRequest {
    const message = createBaseDeclareNodeLostRequest();
    message.node = object.node ?? "";
    return message;
  },
};

function createBaseDeclareNodeLostResponse(): DeclareNodeLostResponse {
  return { node: undefined, lostAttempts: 0 };
}

export const DeclareNodeLostResponse: MessageFns<DeclareNodeLostResponse> = {
  encode(message: DeclareNodeLostResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.node !== undefined) {
      Node.encode(message.node, writer.uint32(10).fork()).join();
    }
    if (message.lostAttempts !== 0) {
      writer.uint32(16).uint32(message.lostAttempts);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): DeclareNodeLostResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDeclareNodeLostResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.node = Node.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.lostAttempts = reader.uint32();
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

  create<I extends Exact<DeepPartial<DeclareNodeLostResponse>, I>>(base?: I): DeclareNodeLostResponse {
    return DeclareNodeLostResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<DeclareNodeLostResponse>, I>>(object: I): DeclareNodeLostResponse {
    const message = createBaseDeclareNodeLostResponse();
    message.node = (object.node !== undefined && object.node !== null) ? Node.fromPartial(object.node) : undefined;
    message.lostAttempts = object.lostAttempts ?? 0;
    return message;
  },
};

function createBaseRemoveNodeRequest(): RemoveNodeRequest {
  return { node: "" };
}

export const RemoveNodeRequest: MessageFns<RemoveNodeRequest> = {
  encode(message: RemoveNodeRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.node !== "") {
      writer.uint32(10).string(message.node);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RemoveNodeRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRemoveNodeRequest();
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

  create<I extends Exact<DeepPartial<RemoveNodeRequest>, I>>(base?: I): RemoveNodeRequest {
    return RemoveNodeRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RemoveNodeRequest>, I>>(object: I): RemoveNodeRequest {
    const message = createBaseRemoveNodeRequest();
    message.node = object.node ?? "";
    return message;
  },
};

function createBaseRemoveNodeResponse(): RemoveNodeResponse {
  return {};
}

export const RemoveNodeResponse: MessageFns<RemoveNodeResponse> = {
  encode(_: RemoveNodeResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RemoveNodeResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRemoveNodeResponse();
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

  create<I extends Exact<DeepPartial<RemoveNodeResponse>, I>>(base?: I): RemoveNodeResponse {
    return RemoveNodeResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RemoveNodeResponse>, I>>(_: I): RemoveNodeResponse {
    const message = createBaseRemoveNodeResponse();
    return message;
  },
};

/** Machines. */
export type NodeServiceService = typeof NodeServiceService;
export const NodeServiceService = {
  /** Lists nodes. */
  listNodes: {
    path: "/stoker.v1.NodeService/ListNodes" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ListNodesRequest): Buffer => Buffer.from(ListNodesRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ListNodesRequest => ListNodesRequest.decode(value),
    responseSerialize: (value: ListNodesResponse): Buffer => Buffer.from(ListNodesResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ListNodesResponse => ListNodesResponse.decode(value),
  },
  /** Shows one node with its inventory. */
  getNode: {
    path: "/stoker.v1.NodeService/GetNode" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: GetNodeRequest): Buffer => Buffer.from(GetNodeRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): GetNodeRequest => GetNodeRequest.decode(value),
    responseSerialize: (value: GetNodeResponse): Buffer => Buffer.from(GetNodeResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): GetNodeResponse => GetNodeResponse.decode(value),
  },
  /** Lists what the hardware of a node was. */
  listNodeInventories: {
    path: "/stoker.v1.NodeService/ListNodeInventories" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ListNodeInventoriesRequest): Buffer =>
      Buffer.from(ListNodeInventoriesRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ListNodeInventoriesRequest => ListNodeInventoriesRequest.decode(value),
    responseSerialize: (value: ListNodeInventoriesResponse): Buffer =>
      Buffer.from(ListNodeInventoriesResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ListNodeInventoriesResponse => ListNodeInventoriesResponse.decode(value),
  },
  /** Shows what the hardware of a node was at one time. */
  getNodeInventory: {
    path: "/stoker.v1.NodeService/GetNodeInventory" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: GetNodeInventoryRequest): Buffer =>
      Buffer.from(GetNodeInventoryRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): GetNodeInventoryRequest => GetNodeInventoryRequest.decode(value),
    responseSerialize: (value: GetNodeInventoryResponse): Buffer =>
      Buffer.from(GetNodeInventoryResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): GetNodeInventoryResponse => GetNodeInventoryResponse.decode(value),
  },
  /** Admits a node whose enrolment is pending. */
  acceptNode: {
    path: "/stoker.v1.NodeService/AcceptNode" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: AcceptNodeRequest): Buffer => Buffer.from(AcceptNodeRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): AcceptNodeRequest => AcceptNodeRequest.decode(value),
    responseSerialize: (value: AcceptNodeResponse): Buffer => Buffer.from(AcceptNodeResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): AcceptNodeResponse => AcceptNodeResponse.decode(value),
  },
  /** Agrees to the hardware of a node as it is now. */
  acceptNodeHardware: {
    path: "/stoker.v1.NodeService/AcceptNodeHardware" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: AcceptNodeHardwareRequest): Buffer =>
      Buffer.from(AcceptNodeHardwareRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): AcceptNodeHardwareRequest => AcceptNodeHardwareRequest.decode(value),
    responseSerialize: (value: AcceptNodeHardwareResponse): Buffer =>
      Buffer.from(AcceptNodeHardwareResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): AcceptNodeHardwareResponse => AcceptNodeHardwareResponse.decode(value),
  },
  /** Gives up waiting for a silent node: what it runs counts as lost at once. */
  declareNodeLost: {
    path: "/stoker.v1.NodeService/DeclareNodeLost" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: DeclareNodeLostRequest): Buffer =>
      Buffer.from(DeclareNodeLostRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): DeclareNodeLostRequest => DeclareNodeLostRequest.decode(value),
    responseSerialize: (value: DeclareNodeLostResponse): Buffer =>
      Buffer.from(DeclareNodeLostResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): DeclareNodeLostResponse => DeclareNodeLostResponse.decode(value),
  },
  /** Forgets a node that is in no environment: its certificates are revoked, its stream is closed. */
  removeNode: {
    path: "/stoker.v1.NodeService/RemoveNode" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: RemoveNodeRequest): Buffer => Buffer.from(RemoveNodeRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): RemoveNodeRequest => RemoveNodeRequest.decode(value),
    responseSerialize: (value: RemoveNodeResponse): Buffer => Buffer.from(RemoveNodeResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): RemoveNodeResponse => RemoveNodeResponse.decode(value),
  },
} as const;

export interface NodeServiceServer extends UntypedServiceImplementation {
  /** Lists nodes. */
  listNodes: handleUnaryCall<ListNodesRequest, ListNodesResponse>;
  /** Shows one node with its inventory. */
  getNode: handleUnaryCall<GetNodeRequest, GetNodeResponse>;
  /** Lists what the hardware of a node was. */
  listNodeInventories: handleUnaryCall<ListNodeInventoriesRequest, ListNodeInventoriesResponse>;
  /** Shows what the hardware of a node was at one time. */
  getNodeInventory: handleUnaryCall<GetNodeInventoryRequest, GetNodeInventoryResponse>;
  /** Admits a node whose enrolment is pending. */
  acceptNode: handleUnaryCall<AcceptNodeRequest, AcceptNodeResponse>;
  /** Agrees to the hardware of a node as it is now. */
  acceptNodeHardware: handleUnaryCall<AcceptNodeHardwareRequest, AcceptNodeHardwareResponse>;
  /** Gives up waiting for a silent node: what it runs counts as lost at once. */
  declareNodeLost: handleUnaryCall<DeclareNodeLostRequest, DeclareNodeLostResponse>;
  /** Forgets a node that is in no environment: its certificates are revoked, its stream is closed. */
  removeNode: handleUnaryCall<RemoveNodeRequest, RemoveNodeResponse>;
}

export interface NodeServiceClient extends Client {
  /** Lists nodes. */
  listNodes(
    request: ListNodesRequest,
    callback: (error: ServiceError | null, response: ListNodesResponse) => void,
  ): ClientUnaryCall;
  listNodes(
    request: ListNodesRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ListNodesResponse) => void,
  ): ClientUnaryCall;
  listNodes(
    request: ListNodesRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ListNodesResponse) => void,
  ): ClientUnaryCall;
  /** Shows one node with its inventory. */
  getNode(
    request: GetNodeRequest,
    callback: (error: ServiceError | null, response: GetNodeResponse) => void,
  ): ClientUnaryCall;
  getNode(
    request: GetNodeRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: GetNodeResponse) => void,
  ): ClientUnaryCall;
  getNode(
    request: GetNodeRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: GetNodeResponse) => void,
  ): ClientUnaryCall;
  /** Lists what the hardware of a node was. */
  listNodeInventories(
    request: ListNodeInventoriesRequest,
    callback: (error: ServiceError | null, response: ListNodeInventoriesResponse) => void,
  ): ClientUnaryCall;
  listNodeInventories(
    request: ListNodeInventoriesRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ListNodeInventoriesResponse) => void,
  ): ClientUnaryCall;
  listNodeInventories(
    request: ListNodeInventoriesRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ListNodeInventoriesResponse) => void,
  ): ClientUnaryCall;
  /** Shows what the hardware of a node was at one time. */
  getNodeInventory(
    request: GetNodeInventoryRequest,
    callback: (error: ServiceError | null, response: GetNodeInventoryResponse) => void,
  ): ClientUnaryCall;
  getNodeInventory(
    request: GetNodeInventoryRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: GetNodeInventoryResponse) => void,
  ): ClientUnaryCall;
  getNodeInventory(
    request: GetNodeInventoryRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: GetNodeInventoryResponse) => void,
  ): ClientUnaryCall;
  /** Admits a node whose enrolment is pending. */
  acceptNode(
    request: AcceptNodeRequest,
    callback: (error: ServiceError | null, response: AcceptNodeResponse) => void,
  ): ClientUnaryCall;
  acceptNode(
    request: AcceptNodeRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: AcceptNodeResponse) => void,
  ): ClientUnaryCall;
  acceptNode(
    request: AcceptNodeRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: AcceptNodeResponse) => void,
  ): ClientUnaryCall;
  /** Agrees to the hardware of a node as it is now. */
  acceptNodeHardware(
    request: AcceptNodeHardwareRequest,
    callback: (error: ServiceError | null, response: AcceptNodeHardwareResponse) => void,
  ): ClientUnaryCall;
  acceptNodeHardware(
    request: AcceptNodeHardwareRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: AcceptNodeHardwareResponse) => void,
  ): ClientUnaryCall;
  acceptNodeHardware(
    request: AcceptNodeHardwareRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: AcceptNodeHardwareResponse) => void,
  ): ClientUnaryCall;
  /** Gives up waiting for a silent node: what it runs counts as lost at once. */
  declareNodeLost(
    request: DeclareNodeLostRequest,
    callback: (error: ServiceError | null, response: DeclareNodeLostResponse) => void,
  ): ClientUnaryCall;
  declareNodeLost(
    request: DeclareNodeLostRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: DeclareNodeLostResponse) => void,
  ): ClientUnaryCall;
  declareNodeLost(
    request: DeclareNodeLostRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: DeclareNodeLostResponse) => void,
  ): ClientUnaryCall;
  /** Forgets a node that is in no environment: its certificates are revoked, its stream is closed. */
  removeNode(
    request: RemoveNodeRequest,
    callback: (error: ServiceError | null, response: RemoveNodeResponse) => void,
  ): ClientUnaryCall;
  removeNode(
    request: RemoveNodeRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: RemoveNodeResponse) => void,
  ): ClientUnaryCall;
  removeNode(
    request: RemoveNodeRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: RemoveNodeResponse) => void,
  ): ClientUnaryCall;
}

export const NodeServiceClient = makeGenericClientConstructor(
  NodeServiceService,
  "stoker.v1.NodeService",
) as unknown as {
  new (address: string, credentials: ChannelCredentials, options?: Partial<ClientOptions>): NodeServiceClient;
  service: typeof NodeServiceService;
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
