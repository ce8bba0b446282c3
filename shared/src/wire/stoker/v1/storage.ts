// Generated from stoker/v1/storage.proto by `make generate`; do not edit.

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
import { Diagnostic } from "./diagnostic.js";
import { Inventory } from "./inventory.js";

export const protobufPackage = "stoker.v1";

export const protobufFileName = "stoker/v1/storage.proto";

/** Where a layout comes from. */
export const LayoutSource = {
  /** LAYOUT_SOURCE_UNSPECIFIED - Never sent. */
  LAYOUT_SOURCE_UNSPECIFIED: 0,
  /** LAYOUT_SOURCE_NONE - Nobody says anything. */
  LAYOUT_SOURCE_NONE: 1,
  /** LAYOUT_SOURCE_ROLES - The roles of the node ask for it. */
  LAYOUT_SOURCE_ROLES: 2,
  /** LAYOUT_SOURCE_SCHEMA - An operator wrote a schema. */
  LAYOUT_SOURCE_SCHEMA: 3,
  UNRECOGNIZED: -1,
} as const;

export type LayoutSource = typeof LayoutSource[keyof typeof LayoutSource];

export namespace LayoutSource {
  export type LAYOUT_SOURCE_UNSPECIFIED = typeof LayoutSource.LAYOUT_SOURCE_UNSPECIFIED;
  export type LAYOUT_SOURCE_NONE = typeof LayoutSource.LAYOUT_SOURCE_NONE;
  export type LAYOUT_SOURCE_ROLES = typeof LayoutSource.LAYOUT_SOURCE_ROLES;
  export type LAYOUT_SOURCE_SCHEMA = typeof LayoutSource.LAYOUT_SOURCE_SCHEMA;
  export type UNRECOGNIZED = typeof LayoutSource.UNRECOGNIZED;
}

/** What is to be on the disks of a node. */
export interface NodeLayout {
  /** Node. */
  nodeId: string;
  /** Its name. */
  nodeName: string;
  /** Where it comes from. */
  source: LayoutSource;
  /** How the schema is written: layout, ks_spaces, nailgun_simple, nailgun_simple_mib, generic or dynamic. */
  format: string;
  /** The schema: as an operator wrote it, or ks_spaces in JSON as the roles ask for. */
  schema: string;
  /** Counts the changes that operators made; 0 when there was none. */
  version: number;
  /** What an operator wants otherwise than the roles ask for; it waits while a schema counts. */
  edits: VolumeEdit[];
  /** The disk to boot from as an operator chose it; empty for the usual one. */
  bootDiskId: string;
  /** Sizes as they can be edited; none where a schema counts. */
  disks: VolumeDisk[];
  /** What is wrong with it, on the disks that the node has now. */
  diagnostics: Diagnostic[];
  /** When an operator last changed it; absent when never. */
  updatedAt:
    | Date
    | undefined;
  /** Who did. */
  updatedBy: string;
}

/** An edited size. */
export interface VolumeEdit {
  /** Disk. */
  diskId: string;
  /** Space, for example "os". */
  space: string;
  /** Size, MiB. */
  sizeMib: number;
  /** Whether what is there is to be kept. */
  isKept: boolean;
}

/** A disk as people edit it. */
export interface VolumeDisk {
  /** Link or kernel name. */
  id: string;
  /** Kernel name. */
  name: string;
  /** Room for volumes, MiB. */
  sizeMib: number;
  /** Whether the node boots from it. */
  isBootable: boolean;
  /** What is on it. */
  volumes: DiskVolume[];
}

/** A volume as people edit it. */
export interface DiskVolume {
  /** Space, for example "os". */
  name: string;
  /** Size, MiB. */
  sizeMib: number;
  /** Whether what is there is to be kept. */
  isKept: boolean;
}

/** A schema for a node. */
export interface SetNodeLayoutRequest {
  /** Id or name of the node. */
  node: string;
  /** How the schema is written; empty for what it looks like. */
  format: string;
  /** YAML or JSON; kept as it is. */
  schema: string;
  /** The version that was looked at; must match. 0 for whatever it is. */
  expectedVersion: number;
}

/** The layout as it is now. */
export interface SetNodeLayoutResponse {
  /** The layout. */
  layout: NodeLayout | undefined;
}

/** Names a node. */
export interface GetNodeLayoutRequest {
  /** Id or name of the node. */
  node: string;
}

/** The layout as it is now. */
export interface GetNodeLayoutResponse {
  /** The layout. */
  layout: NodeLayout | undefined;
}

/** Names a node. */
export interface ClearNodeLayoutRequest {
  /** Id or name of the node. */
  node: string;
  /** The version that was looked at; must match. 0 for whatever it is. */
  expectedVersion: number;
}

/** The layout as it is now. */
export interface ClearNodeLayoutResponse {
  /** The layout. */
  layout: NodeLayout | undefined;
}

/** Sizes for a node. */
export interface EditNodeVolumesRequest {
  /** Id or name of the node. */
  node: string;
  /** Disks with all their volumes; disks that are not named have what the roles ask for. */
  disks: VolumeDisk[];
  /** The version that was looked at; must match. 0 for whatever it is. */
  expectedVersion: number;
}

/** The layout as it is now. */
export interface EditNodeVolumesResponse {
  /** The layout. */
  layout: NodeLayout | undefined;
}

/** What to compute. */
export interface PlanNodeStorageRequest {
  /** Id or name of the node. */
  node: string;
  /** Serial numbers or WWNs of disks whose file systems several machines share, and which may be destroyed all the same. */
  consents: string[];
  /** Whether everything that is not kept is made anew, whatever is there. */
  isForced: boolean;
}

/** What would be done. With errors among the diagnostics there is no plan. */
export interface PlanNodeStorageResponse {
  /** Name of the node. */
  nodeName: string;
  /** The storage plan, JSON; empty when there is none. */
  planJson: string;
  /** The layout in its own form, JSON; empty when there is none. */
  layoutJson: string;
  /** The hardware that it was computed against. */
  inventory:
    | Inventory
    | undefined;
  /** Everything found. */
  diagnostics: Diagnostic[];
}

function createBaseNodeLayout(): NodeLayout {
  return {
    nodeId: "",
    nodeName: "",
    source: 0,
    format: "",
    schema: "",
    version: 0,
    edits: [],
    bootDiskId: "",
    disks: [],
    diagnostics: [],
    updatedAt: undefined,
    updatedBy: "",
  };
}

export const NodeLayout: MessageFns<NodeLayout> = {
  encode(message: NodeLayout, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.nodeId !== "") {
      writer.uint32(10).string(message.nodeId);
    }
    if (message.nodeName !== "") {
      writer.uint32(18).string(message.nodeName);
    }
    if (message.source !== 0) {
      writer.uint32(24).int32(message.source);
    }
    if (message.format !== "") {
      writer.uint32(34).string(message.format);
    }
    if (message.schema !== "") {
      writer.uint32(42).string(message.schema);
    }
    if (message.version !== 0) {
      writer.uint32(48).uint32(message.version);
    }
    for (const v of message.edits) {
      VolumeEdit.encode(v!, writer.uint32(58).fork()).join();
    }
    if (message.bootDiskId !== "") {
      writer.uint32(66).string(message.bootDiskId);
    }
    for (const v of message.disks) {
      VolumeDisk.encode(v!, writer.uint32(74).fork()).join();
    }
    for (const v of message.diagnostics) {
      Diagnostic.encode(v!, writer.uint32(82).fork()).join();
    }
    if (message.updatedAt !== undefined) {
      Timestamp.encode(toTimestamp(message.updatedAt), writer.uint32(90).fork()).join();
    }
    if (message.updatedBy !== "") {
      writer.uint32(98).string(message.updatedBy);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): NodeLayout {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseNodeLayout();
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
            if (tag !== 24) {
              break;
            }

            message.source = reader.int32() as any;
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.format = reader.string();
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.schema = reader.string();
            continue;
          }
          case 6: {
            if (tag !== 48) {
              break;
            }

            message.version = reader.uint32();
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.edits.push(VolumeEdit.decode(reader, reader.uint32()));
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.bootDiskId = reader.string();
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.disks.push(VolumeDisk.decode(reader, reader.uint32()));
            continue;
          }
          case 10: {
            if (tag !== 82) {
              break;
            }

            message.diagnostics.push(Diagnostic.decode(reader, reader.uint32()));
            continue;
          }
          case 11: {
            if (tag !== 90) {
              break;
            }

            message.updatedAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 12: {
            if (tag !== 98) {
              break;
            }

            message.updatedBy = reader.string();
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

  create<I extends Exact<DeepPartial<NodeLayout>, I>>(base?: I): NodeLayout {
    return NodeLayout.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<NodeLayout>, I>>(object: I): NodeLayout {
    const message = createBaseNodeLayout();
    message.nodeId = object.nodeId ?? "";
    message.nodeName = object.nodeName ?? "";
    message.source = object.source ?? 0;
    message.format = object.format ?? "";
    message.schema = object.schema ?? "";
    message.version = object.version ?? 0;
    message.edits = object.edits?.map((e) => VolumeEdit.fromPartial(e)) || [];
    message.bootDiskId = object.bootDiskId ?? "";
    message.disks = object.disks?.map((e) => VolumeDisk.fromPartial(e)) || [];
    message.diagnostics = object.diagnostics?.map((e) => Diagnostic.fromPartial(e)) || [];
    message.updatedAt = object.updatedAt ?? undefined;
    message.updatedBy = object.updatedBy ?? "";
    return message;
  },
};

function createBaseVolumeEdit(): VolumeEdit {
  return { diskId: "", space: "", sizeMib: 0, isKept: false };
}

export const VolumeEdit: MessageFns<VolumeEdit> = {
  encode(message: VolumeEdit, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.diskId !== "") {
      writer.uint32(10).string(message.diskId);
    }
    if (message.space !== "") {
      writer.uint32(18).string(message.space);
    }
    if (message.sizeMib !== 0) {
      writer.uint32(24).int64(message.sizeMib);
    }
    if (message.isKept !== false) {
      writer.uint32(32).bool(message.isKept);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): VolumeEdit {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseVolumeEdit();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.diskId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.space = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.sizeMib = longToNumber(reader.int64());
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.isKept = reader.bool();
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

  create<I extends Exact<DeepPartial<VolumeEdit>, I>>(base?: I): VolumeEdit {
    return VolumeEdit.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<VolumeEdit>, I>>(object: I): VolumeEdit {
    const message = createBaseVolumeEdit();
    message.diskId = object.diskId ?? "";
    message.space = object.space ?? "";
    message.sizeMib = object.sizeMib ?? 0;
    message.isKept = object.isKept ?? false;
    return message;
  },
};

function createBaseVolumeDisk(): VolumeDisk {
  return { id: "", name: "", sizeMib: 0, isBootable: false, volumes: [] };
}

export const VolumeDisk: MessageFns<VolumeDisk> = {
  encode(message: VolumeDisk, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.id !== "") {
      writer.uint32(10).string(message.id);
    }
    if (message.name !== "") {
      writer.uint32(18).string(message.name);
    }
    if (message.sizeMib !== 0) {
      writer.uint32(24).int64(message.sizeMib);
    }
    if (message.isBootable !== false) {
      writer.uint32(32).bool(message.isBootable);
    }
    for (const v of message.volumes) {
      DiskVolume.encode(v!, writer.uint32(42).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): VolumeDisk {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseVolumeDisk();
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

            message.sizeMib = longToNumber(reader.int64());
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.isBootable = reader.bool();
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.volumes.push(DiskVolume.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<VolumeDisk>, I>>(base?: I): VolumeDisk {
    return VolumeDisk.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<VolumeDisk>, I>>(object: I): VolumeDisk {
    const message = createBaseVolumeDisk();
    message.id = object.id ?? "";
    message.name = object.name ?? "";
    message.sizeMib = object.sizeMib ?? 0;
    message.isBootable = object.isBootable ?? false;
    message.volumes = object.volumes?.map((e) => DiskVolume.fromPartial(e)) || [];
    return message;
  },
};

function createBaseDiskVolume(): DiskVolume {
  return { name: "", sizeMib: 0, isKept: false };
}

export const DiskVolume: MessageFns<DiskVolume> = {
  encode(message: DiskVolume, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.name !== "") {
      writer.uint32(10).string(message.name);
    }
    if (message.sizeMib !== 0) {
      writer.uint32(16).int64(message.sizeMib);
    }
    if (message.isKept !== false) {
      writer.uint32(24).bool(message.isKept);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): DiskVolume {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDiskVolume();
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
            if (tag !== 16) {
              break;
            }

            message.sizeMib = longToNumber(reader.int64());
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.isKept = reader.bool();
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

  create<I extends Exact<DeepPartial<DiskVolume>, I>>(base?: I): DiskVolume {
    return DiskVolume.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<DiskVolume>, I>>(object: I): DiskVolume {
    const message = createBaseDiskVolume();
    message.name = object.name ?? "";
    message.sizeMib = object.sizeMib ?? 0;
    message.isKept = object.isKept ?? false;
    return message;
  },
};

function createBaseSetNodeLayoutRequest(): SetNodeLayoutRequest {
  return { node: "", format: "", schema: "", expectedVersion: 0 };
}

export const SetNodeLayoutRequest: MessageFns<SetNodeLayoutRequest> = {
  encode(message: SetNodeLayoutRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.node !== "") {
      writer.uint32(10).string(message.node);
    }
    if (message.format !== "") {
      writer.uint32(18).string(message.format);
    }
    if (message.schema !== "") {
      writer.uint32(26).string(message.schema);
    }
    if (message.expectedVersion !== 0) {
      writer.uint32(32).uint32(message.expectedVersion);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): SetNodeLayoutRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSetNodeLayoutRequest();
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

            message.format = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.schema = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.expectedVersion = reader.uint32();
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

  create<I extends Exact<DeepPartial<SetNodeLayoutRequest>, I>>(base?: I): SetNodeLayoutRequest {
    return SetNodeLayoutRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<SetNodeLayoutRequest>, I>>(object: I): SetNodeLayoutRequest {
    const message = createBaseSetNodeLayoutRequest();
    message.node = object.node ?? "";
    message.format = object.format ?? "";
    message.schema = object.schema ?? "";
    message.expectedVersion = object.expectedVersion ?? 0;
    return message;
  },
};

function createBaseSetNodeLayoutResponse(): SetNodeLayoutResponse {
  return { layout: undefined };
}

export const SetNodeLayoutResponse: MessageFns<SetNodeLayoutResponse> = {
  encode(message: SetNodeLayoutResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.layout !== undefined) {
      NodeLayout.encode(message.layout, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): SetNodeLayoutResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSetNodeLayoutResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.layout = NodeLayout.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<SetNodeLayoutResponse>, I>>(base?: I): SetNodeLayoutResponse {
    return SetNodeLayoutResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<SetNodeLayoutResponse>, I>>(object: I): SetNodeLayoutResponse {
    const message = createBaseSetNodeLayoutResponse();
    message.layout = (object.layout !== undefined && object.layout !== null)
      ? NodeLayout.fromPartial(object.layout)
      : undefined;
    return message;
  },
};

function createBaseGetNodeLayoutRequest(): GetNodeLayoutRequest {
  return { node: "" };
}

export const GetNodeLayoutRequest: MessageFns<GetNodeLayoutRequest> = {
  encode(message: GetNodeLayoutRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.node !== "") {
      writer.uint32(10).string(message.node);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetNodeLayoutRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetNodeLayoutRequest();
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

  create<I extends Exact<DeepPartial<GetNodeLayoutRequest>, I>>(base?: I): GetNodeLayoutRequest {
    return GetNodeLayoutRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GetNodeLayoutRequest>, I>>(object: I): GetNodeLayoutRequest {
    const message = createBaseGetNodeLayoutRequest();
    message.node = object.node ?? "";
    return message;
  },
};

function createBaseGetNodeLayoutResponse(): GetNodeLayoutResponse {
  return { layout: undefined };
}

export const GetNodeLayoutResponse: MessageFns<GetNodeLayoutResponse> = {
  encode(message: GetNodeLayoutResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.layout !== undefined) {
      NodeLayout.encode(message.layout, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetNodeLayoutResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetNodeLayoutResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.layout = NodeLayout.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<GetNodeLayoutResponse>, I>>(base?: I): GetNodeLayoutResponse {
    return GetNodeLayoutResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GetNodeLayoutResponse>, I>>(object: I): GetNodeLayoutResponse {
    const message = createBaseGetNodeLayoutResponse();
    message.layout = (object.layout !== undefined && object.layout !== null)
      ? NodeLayout.fromPartial(object.layout)
      : undefined;
    return message;
  },
};

function createBaseClearNodeLayoutRequest(): ClearNodeLayoutRequest {
  return { node: "", expectedVersion: 0 };
}

export const ClearNodeLayoutRequest: MessageFns<ClearNodeLayoutRequest> = {
  encode(message: ClearNodeLayoutRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.node !== "") {
      writer.uint32(10).string(message.node);
    }
    if (message.expectedVersion !== 0) {
      writer.uint32(16).uint32(message.expectedVersion);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ClearNodeLayoutRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseClearNodeLayoutRequest();
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

            message.expectedVersion = reader.uint32();
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

  create<I extends Exact<DeepPartial<ClearNodeLayoutRequest>, I>>(base?: I): ClearNodeLayoutRequest {
    return ClearNodeLayoutRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ClearNodeLayoutRequest>, I>>(object: I): ClearNodeLayoutRequest {
    const message = createBaseClearNodeLayoutRequest();
    message.node = object.node ?? "";
    message.expectedVersion = object.expectedVersion ?? 0;
    return message;
  },
};

function createBaseClearNodeLayoutResponse(): ClearNodeLayoutResponse {
  return { layout: undefined };
}

export const ClearNodeLayoutResponse: MessageFns<ClearNodeLayoutResponse> = {
  encode(message: ClearNodeLayoutResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.layout !== undefined) {
      NodeLayout.encode(message.layout, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ClearNodeLayoutResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseClearNodeLayoutResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.layout = NodeLayout.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<ClearNodeLayoutResponse>, I>>(base?: I): ClearNodeLayoutResponse {
    return ClearNodeLayoutResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ClearNodeLayoutResponse>, I>>(object: I): ClearNodeLayoutResponse {
    const message = createBaseClearNodeLayoutResponse();
    message.layout = (object.layout !== undefined && object.layout !== null)
      ? NodeLayout.fromPartial(object.layout)
      : undefined;
    return message;
  },
};

function createBaseEditNodeVolumesRequest(): EditNodeVolumesRequest {
  return { node: "", disks: [], expectedVersion: 0 };
}

export const EditNodeVolumesRequest: MessageFns<EditNodeVolumesRequest> = {
  encode(message: EditNodeVolumesRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.node !== "") {
      writer.uint32(10).string(message.node);
    }
    for (const v of message.disks) {
      VolumeDisk.encode(v!, writer.uint32(18).fork()).join();
    }
    if (message.expectedVersion !== 0) {
      writer.uint32(24).uint32(message.expectedVersion);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): EditNodeVolumesRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseEditNodeVolumesRequest();
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

            message.disks.push(VolumeDisk.decode(reader, reader.uint32()));
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.expectedVersion = reader.uint32();
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

  create<I extends Exact<DeepPartial<EditNodeVolumesRequest>, I>>(base?: I): EditNodeVolumesRequest {
    return EditNodeVolumesRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<EditNodeVolumesRequest>, I>>(object: I): EditNodeVolumesRequest {
    const message = createBaseEditNodeVolumesRequest();
    message.node = object.node ?? "";
    message.disks = object.disks?.map((e) => VolumeDisk.fromPartial(e)) || [];
    message.expectedVersion = object.expectedVersion ?? 0;
    return message;
  },
};

function createBaseEditNodeVolumesResponse(): EditNodeVolumesResponse {
  return { layout: undefined };
}

export const EditNodeVolumesResponse: MessageFns<EditNodeVolumesResponse> = {
  encode(message: EditNodeVolumesResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.layout !== undefined) {
      NodeLayout.encode(message.layout, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): EditNodeVolumesResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseEditNodeVolumesResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.layout = NodeLayout.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<EditNodeVolumesResponse>, I>>(base?: I): EditNodeVolumesResponse {
    return EditNodeVolumesResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<EditNodeVolumesResponse>, I>>(object: I): EditNodeVolumesResponse {
    const message = createBaseEditNodeVolumesResponse();
    message.layout = (object.layout !== undefined && object.layout !== null)
      ? NodeLayout.fromPartial(object.layout)
      : undefined;
    return message;
  },
};

function createBasePlanNodeStorageRequest(): PlanNodeStorageRequest {
  return { node: "", consents: [], isForced: false };
}

export const PlanNodeStorageRequest: MessageFns<PlanNodeStorageRequest> = {
  encode(message: PlanNodeStorageRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.node !== "") {
      writer.uint32(10).string(message.node);
    }
    for (const v of message.consents) {
      writer.uint32(18).string(v!);
    }
    if (message.isForced !== false) {
      writer.uint32(24).bool(message.isForced);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PlanNodeStorageRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePlanNodeStorageRequest();
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

            message.consents.push(reader.string());
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.isForced = reader.bool();
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

  create<I extends Exact<DeepPartial<PlanNodeStorageRequest>, I>>(base?: I): PlanNodeStorageRequest {
    return PlanNodeStorageRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PlanNodeStorageRequest>, I>>(object: I): PlanNodeStorageRequest {
    const message = createBasePlanNodeStorageRequest();
    message.node = object.node ?? "";
    message.consents = object.consents?.map((e) => e) || [];
    message.isForced = object.isForced ?? false;
    return message;
  },
};

function createBasePlanNodeStorageResponse(): PlanNodeStorageResponse {
  return { nodeName: "", planJson: "", layoutJson: "", inventory: undefined, diagnostics: [] };
}

export const PlanNodeStorageResponse: MessageFns<PlanNodeStorageResponse> = {
  encode(message: PlanNodeStorageResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.nodeName !== "") {
      writer.uint32(10).string(message.nodeName);
    }
    if (message.planJson !== "") {
      writer.uint32(18).string(message.planJson);
    }
    if (message.layoutJson !== "") {
      writer.uint32(26).string(message.layoutJson);
    }
    if (message.inventory !== undefined) {
      Inventory.encode(message.inventory, writer.uint32(34).fork()).join();
    }
    for (const v of message.diagnostics) {
      Diagnostic.encode(v!, writer.uint32(42).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PlanNodeStorageResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePlanNodeStorageResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.nodeName = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.planJson = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.layoutJson = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.inventory = Inventory.decode(reader, reader.uint32());
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.diagnostics.push(Diagnostic.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<PlanNodeStorageResponse>, I>>(base?: I): PlanNodeStorageResponse {
    return PlanNodeStorageResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PlanNodeStorageResponse>, I>>(object: I): PlanNodeStorageResponse {
    const message = createBasePlanNodeStorageResponse();
    message.nodeName = object.nodeName ?? "";
    message.planJson = object.planJson ?? "";
    message.layoutJson = object.layoutJson ?? "";
    message.inventory = (object.inventory !== undefined && object.inventory !== null)
      ? Inventory.fromPartial(object.inventory)
      : undefined;
    message.diagnostics = object.diagnostics?.map((e) => Diagnostic.fromPartial(e)) || [];
    return message;
  },
};

/** What is to be on the disks of nodes. */
export type StorageServiceService = typeof StorageServiceService;
export const StorageServiceService = {
  /** Sets the schema of a node; it counts instead of what its roles ask for. */
  setNodeLayout: {
    path: "/stoker.v1.StorageService/SetNodeLayout" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: SetNodeLayoutRequest): Buffer => Buffer.from(SetNodeLayoutRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): SetNodeLayoutRequest => SetNodeLayoutRequest.decode(value),
    responseSerialize: (value: SetNodeLayoutResponse): Buffer =>
      Buffer.from(SetNodeLayoutResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): SetNodeLayoutResponse => SetNodeLayoutResponse.decode(value),
  },
  /** Shows what is to be on the disks of a node, where that comes from, and what was edited. */
  getNodeLayout: {
    path: "/stoker.v1.StorageService/GetNodeLayout" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: GetNodeLayoutRequest): Buffer => Buffer.from(GetNodeLayoutRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): GetNodeLayoutRequest => GetNodeLayoutRequest.decode(value),
    responseSerialize: (value: GetNodeLayoutResponse): Buffer =>
      Buffer.from(GetNodeLayoutResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): GetNodeLayoutResponse => GetNodeLayoutResponse.decode(value),
  },
  /** Takes schema and edits of a node away: its roles decide again. */
  clearNodeLayout: {
    path: "/stoker.v1.StorageService/ClearNodeLayout" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ClearNodeLayoutRequest): Buffer =>
      Buffer.from(ClearNodeLayoutRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ClearNodeLayoutRequest => ClearNodeLayoutRequest.decode(value),
    responseSerialize: (value: ClearNodeLayoutResponse): Buffer =>
      Buffer.from(ClearNodeLayoutResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ClearNodeLayoutResponse => ClearNodeLayoutResponse.decode(value),
  },
  /** Changes the sizes of what the roles of a node ask for; the changes stay when roles change. */
  editNodeVolumes: {
    path: "/stoker.v1.StorageService/EditNodeVolumes" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: EditNodeVolumesRequest): Buffer =>
      Buffer.from(EditNodeVolumesRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): EditNodeVolumesRequest => EditNodeVolumesRequest.decode(value),
    responseSerialize: (value: EditNodeVolumesResponse): Buffer =>
      Buffer.from(EditNodeVolumesResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): EditNodeVolumesResponse => EditNodeVolumesResponse.decode(value),
  },
  /** Computes what must be done to the disks of a node, and what would be lost; nothing is stored or executed. */
  planNodeStorage: {
    path: "/stoker.v1.StorageService/PlanNodeStorage" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: PlanNodeStorageRequest): Buffer =>
      Buffer.from(PlanNodeStorageRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): PlanNodeStorageRequest => PlanNodeStorageRequest.decode(value),
    responseSerialize: (value: PlanNodeStorageResponse): Buffer =>
      Buffer.from(PlanNodeStorageResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): PlanNodeStorageResponse => PlanNodeStorageResponse.decode(value),
  },
} as const;

export interface StorageServiceServer extends UntypedServiceImplementation {
  /** Sets the schema of a node; it counts instead of what its roles ask for. */
  setNodeLayout: handleUnaryCall<SetNodeLayoutRequest, SetNodeLayoutResponse>;
  /** Shows what is to be on the disks of a node, where that comes from, and what was edited. */
  getNodeLayout: handleUnaryCall<GetNodeLayoutRequest, GetNodeLayoutResponse>;
  /** Takes schema and edits of a node away: its roles decide again. */
  clearNodeLayout: handleUnaryCall<ClearNodeLayoutRequest, ClearNodeLayoutResponse>;
  /** Changes the sizes of what the roles of a node ask for; the changes stay when roles change. */
  editNodeVolumes: handleUnaryCall<EditNodeVolumesRequest, EditNodeVolumesResponse>;
  /** Computes what must be done to the disks of a node, and what would be lost; nothing is stored or executed. */
  planNodeStorage: handleUnaryCall<PlanNodeStorageRequest, PlanNodeStorageResponse>;
}

export interface StorageServiceClient extends Client {
  /** Sets the schema of a node; it counts instead of what its roles ask for. */
  setNodeLayout(
    request: SetNodeLayoutRequest,
    callback: (error: ServiceError | null, response: SetNodeLayoutResponse) => void,
  ): ClientUnaryCall;
  setNodeLayout(
    request: SetNodeLayoutRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: SetNodeLayoutResponse) => void,
  ): ClientUnaryCall;
  setNodeLayout(
    request: SetNodeLayoutRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: SetNodeLayoutResponse) => void,
  ): ClientUnaryCall;
  /** Shows what is to be on the disks of a node, where that comes from, and what was edited. */
  getNodeLayout(
    request: GetNodeLayoutRequest,
    callback: (error: ServiceError | null, response: GetNodeLayoutResponse) => void,
  ): ClientUnaryCall;
  getNodeLayout(
    request: GetNodeLayoutRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: GetNodeLayoutResponse) => void,
  ): ClientUnaryCall;
  getNodeLayout(
    request: GetNodeLayoutRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: GetNodeLayoutResponse) => void,
  ): ClientUnaryCall;
  /** Takes schema and edits of a node away: its roles decide again. */
  clearNodeLayout(
    request: ClearNodeLayoutRequest,
    callback: (error: ServiceError | null, response: ClearNodeLayoutResponse) => void,
  ): ClientUnaryCall;
  clearNodeLayout(
    request: ClearNodeLayoutRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ClearNodeLayoutResponse) => void,
  ): ClientUnaryCall;
  clearNodeLayout(
    request: ClearNodeLayoutRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ClearNodeLayoutResponse) => void,
  ): ClientUnaryCall;
  /** Changes the sizes of what the roles of a node ask for; the changes stay when roles change. */
  editNodeVolumes(
    request: EditNodeVolumesRequest,
    callback: (error: ServiceError | null, response: EditNodeVolumesResponse) => void,
  ): ClientUnaryCall;
  editNodeVolumes(
    request: EditNodeVolumesRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: EditNodeVolumesResponse) => void,
  ): ClientUnaryCall;
  editNodeVolumes(
    request: EditNodeVolumesRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: EditNodeVolumesResponse) => void,
  ): ClientUnaryCall;
  /** Computes what must be done to the disks of a node, and what would be lost; nothing is stored or executed. */
  planNodeStorage(
    request: PlanNodeStorageRequest,
    callback: (error: ServiceError | null, response: PlanNodeStorageResponse) => void,
  ): ClientUnaryCall;
  planNodeStorage(
    request: PlanNodeStorageRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: PlanNodeStorageResponse) => void,
  ): ClientUnaryCall;
  planNodeStorage(
    request: PlanNodeStorageRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: PlanNodeStorageResponse) => void,
  ): ClientUnaryCall;
}

export const StorageServiceClient = makeGenericClientConstructor(
  StorageServiceService,
  "stoker.v1.StorageService",
) as unknown as {
  new (address: string, credentials: ChannelCredentials, options?: Partial<ClientOptions>): StorageServiceClient;
  service: typeof StorageServiceService;
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
