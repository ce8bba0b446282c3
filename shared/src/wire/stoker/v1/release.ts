// Generated from stoker/v1/release.proto by `make generate`; do not edit.

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

export const protobufPackage = "stoker.v1";

export const protobufFileName = "stoker/v1/release.proto";

/** A role of a release. */
export interface ReleaseRole {
  /** Identity, for example "controller". */
  id: string;
  /** Name for people. */
  name: string;
  /** What the role does. */
  description: string;
  /** Tags that nodes of this role carry. */
  tags: string[];
}

/** A graph of a release. */
export interface ReleaseGraph {
  /** Type, for example "default". */
  type: string;
  /** Number of tasks in it. */
  taskCount: number;
}

/** What can be deployed. */
export interface Release {
  /** Identity. */
  id: string;
  /** Name, unique together with the version. */
  name: string;
  /** Version. */
  version: string;
  /** What it is. */
  description: string;
  /** Roles, in the order of the file. */
  roles: ReleaseRole[];
  /** Graphs, by type. */
  graphs: ReleaseGraph[];
  /** SHA-256 over the imported files, hexadecimal. */
  digest: string;
  /** When it was imported. */
  createdAt:
    | Date
    | undefined;
  /** Whether environments can be made of it; a release may say it is not ready yet. */
  isAvailable: boolean;
}

/** One file of a release folder. */
export interface ReleaseFile {
  /** Path within the folder, with slashes; only release.yaml and graphs/*.yaml are read. */
  path: string;
  /** Content, UTF-8. */
  content: Buffer;
}

/** A release folder. At most 64 files and 16 MiB in total. */
export interface ImportReleaseRequest {
  /** The files. */
  files: ReleaseFile[];
  /** Only check, store nothing. */
  validateOnly: boolean;
}

/** What became of an import. Errors come as status details instead. */
export interface ImportReleaseResponse {
  /** The releases the folder describes; importing equal files twice gives the same ones. */
  releases: Release[];
  /** Warnings. */
  warnings: Diagnostic[];
}

/** Asks for releases. */
export interface ListReleasesRequest {
  /** Most rows in the answer; 0 means 100, at most 1,000. */
  pageSize: number;
  /** From the last answer; empty for the first page. */
  pageToken: string;
}

/** A page of releases. */
export interface ListReleasesResponse {
  /** Releases, newest first. */
  releases: Release[];
  /** Where the next page begins; empty at the end. */
  nextPageToken: string;
}

/** Names a release. */
export interface GetReleaseRequest {
  /** Id, name, or NAME@VERSION. */
  release: string;
}

/** One release. */
export interface GetReleaseResponse {
  /** The release. */
  release: Release | undefined;
}

/** Names the release to delete. */
export interface DeleteReleaseRequest {
  /** Id, name, or NAME@VERSION. */
  release: string;
}

/** The release is gone. */
export interface DeleteReleaseResponse {
}

function createBaseReleaseRole(): ReleaseRole {
  return { id: "", name: "", description: "", tags: [] };
}

export const ReleaseRole: MessageFns<ReleaseRole> = {
  encode(message: ReleaseRole, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.id !== "") {
      writer.uint32(10).string(message.id);
    }
    if (message.name !== "") {
      writer.uint32(18).string(message.name);
    }
    if (message.description !== "") {
      writer.uint32(26).string(message.description);
    }
    for (const v of message.tags) {
      writer.uint32(34).string(v!);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ReleaseRole {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseReleaseRole();
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
            if (tag !== 26) {
              break;
            }

            message.description = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
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

  create<I extends Exact<DeepPartial<ReleaseRole>, I>>(base?: I): ReleaseRole {
    return ReleaseRole.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ReleaseRole>, I>>(object: I): ReleaseRole {
    const message = createBaseReleaseRole();
    message.id = object.id ?? "";
    message.name = object.name ?? "";
    message.description = object.description ?? "";
    message.tags = object.tags?.map((e) => e) || [];
    return message;
  },
};

function createBaseReleaseGraph(): ReleaseGraph {
  return { type: "", taskCount: 0 };
}

export const ReleaseGraph: MessageFns<ReleaseGraph> = {
  encode(message: ReleaseGraph, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.type !== "") {
      writer.uint32(10).string(message.type);
    }
    if (message.taskCount !== 0) {
      writer.uint32(16).uint32(message.taskCount);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ReleaseGraph {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseReleaseGraph();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.type = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
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

  create<I extends Exact<DeepPartial<ReleaseGraph>, I>>(base?: I): ReleaseGraph {
    return ReleaseGraph.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ReleaseGraph>, I>>(object: I): ReleaseGraph {
    const message = createBaseReleaseGraph();
    message.type = object.type ?? "";
    message.taskCount = object.taskCount ?? 0;
    return message;
  },
};

function createBaseRelease(): Release {
  return {
    id: "",
    name: "",
    version: "",
    description: "",
    roles: [],
    graphs: [],
    digest: "",
    createdAt: undefined,
    isAvailable: false,
  };
}

export const Release: MessageFns<Release> = {
  encode(message: Release, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.id !== "") {
      writer.uint32(10).string(message.id);
    }
    if (message.name !== "") {
      writer.uint32(18).string(message.name);
    }
    if (message.version !== "") {
      writer.uint32(26).string(message.version);
    }
    if (message.description !== "") {
      writer.uint32(34).string(message.description);
    }
    for (const v of message.roles) {
      ReleaseRole.encode(v!, writer.uint32(42).fork()).join();
    }
    for (const v of message.graphs) {
      ReleaseGraph.encode(v!, writer.uint32(50).fork()).join();
    }
    if (message.digest !== "") {
      writer.uint32(58).string(message.digest);
    }
    if (message.createdAt !== undefined) {
      Timestamp.encode(toTimestamp(message.createdAt), writer.uint32(66).fork()).join();
    }
    if (message.isAvailable !== false) {
      writer.uint32(72).bool(message.isAvailable);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Release {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRelease();
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
            if (tag !== 26) {
              break;
            }

            message.version = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.description = reader.string();
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.roles.push(ReleaseRole.decode(reader, reader.uint32()));
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.graphs.push(ReleaseGraph.decode(reader, reader.uint32()));
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.digest = reader.string();
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.createdAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 9: {
            if (tag !== 72) {
              break;
            }

            message.isAvailable = reader.bool();
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

  create<I extends Exact<DeepPartial<Release>, I>>(base?: I): Release {
    return Release.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Release>, I>>(object: I): Release {
    const message = createBaseRelease();
    message.id = object.id ?? "";
    message.name = object.name ?? "";
    message.version = object.version ?? "";
    message.description = object.description ?? "";
    message.roles = object.roles?.map((e) => ReleaseRole.fromPartial(e)) || [];
    message.graphs = object.graphs?.map((e) => ReleaseGraph.fromPartial(e)) || [];
    message.digest = object.digest ?? "";
    message.createdAt = object.createdAt ?? undefined;
    message.isAvailable = object.isAvailable ?? false;
    return message;
  },
};

function createBaseReleaseFile(): ReleaseFile {
  return { path: "", content: Buffer.alloc(0) };
}

export const ReleaseFile: MessageFns<ReleaseFile> = {
  encode(message: ReleaseFile, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.path !== "") {
      writer.uint32(10).string(message.path);
    }
    if (message.content.length !== 0) {
      writer.uint32(18).bytes(message.content);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ReleaseFile {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseReleaseFile();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.path = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.content = Buffer.from(reader.bytes());
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

  create<I extends Exact<DeepPartial<ReleaseFile>, I>>(base?: I): ReleaseFile {
    return ReleaseFile.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ReleaseFile>, I>>(object: I): ReleaseFile {
    const message = createBaseReleaseFile();
    message.path = object.path ?? "";
    message.content = object.content ?? Buffer.alloc(0);
    return message;
  },
};

function createBaseImportReleaseRequest(): ImportReleaseRequest {
  return { files: [], validateOnly: false };
}

export const ImportReleaseRequest: MessageFns<ImportReleaseRequest> = {
  encode(message: ImportReleaseRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.files) {
      ReleaseFile.encode(v!, writer.uint32(10).fork()).join();
    }
    if (message.validateOnly !== false) {
      writer.uint32(16).bool(message.validateOnly);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ImportReleaseRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseImportReleaseRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.files.push(ReleaseFile.decode(reader, reader.uint32()));
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.validateOnly = reader.bool();
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

  create<I extends Exact<DeepPartial<ImportReleaseRequest>, I>>(base?: I): ImportReleaseRequest {
    return ImportReleaseRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ImportReleaseRequest>, I>>(object: I): ImportReleaseRequest {
    const message = createBaseImportReleaseRequest();
    message.files = object.files?.map((e) => ReleaseFile.fromPartial(e)) || [];
    message.validateOnly = object.validateOnly ?? false;
    return message;
  },
};

function createBaseImportReleaseResponse(): ImportReleaseResponse {
  return { releases: [], warnings: [] };
}

export const ImportReleaseResponse: MessageFns<ImportReleaseResponse> = {
  encode(message: ImportReleaseResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.releases) {
      Release.encode(v!, writer.uint32(10).fork()).join();
    }
    for (const v of message.warnings) {
      Diagnostic.encode(v!, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ImportReleaseResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseImportReleaseResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.releases.push(Release.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<ImportReleaseResponse>, I>>(base?: I): ImportReleaseResponse {
    return ImportReleaseResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ImportReleaseResponse>, I>>(object: I): ImportReleaseResponse {
    const message = createBaseImportReleaseResponse();
    message.releases = object.releases?.map((e) => Release.fromPartial(e)) || [];
    message.warnings = object.warnings?.map((e) => Diagnostic.fromPartial(e)) || [];
    return message;
  },
};

function createBaseListReleasesRequest(): ListReleasesRequest {
  return { pageSize: 0, pageToken: "" };
}

export const ListReleasesRequest: MessageFns<ListReleasesRequest> = {
  encode(message: ListReleasesRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.pageSize !== 0) {
      writer.uint32(8).uint32(message.pageSize);
    }
    if (message.pageToken !== "") {
      writer.uint32(18).string(message.pageToken);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListReleasesRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListReleasesRequest();
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

  create<I extends Exact<DeepPartial<ListReleasesRequest>, I>>(base?: I): ListReleasesRequest {
    return ListReleasesRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListReleasesRequest>, I>>(object: I): ListReleasesRequest {
    const message = createBaseListReleasesRequest();
    message.pageSize = object.pageSize ?? 0;
    message.pageToken = object.pageToken ?? "";
    return message;
  },
};

function createBaseListReleasesResponse(): ListReleasesResponse {
  return { releases: [], nextPageToken: "" };
}

export const ListReleasesResponse: MessageFns<ListReleasesResponse> = {
  encode(message: ListReleasesResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.releases) {
      Release.encode(v!, writer.uint32(10).fork()).join();
    }
    if (message.nextPageToken !== "") {
      writer.uint32(18).string(message.nextPageToken);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListReleasesResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListReleasesResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.releases.push(Release.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<ListReleasesResponse>, I>>(base?: I): ListReleasesResponse {
    return ListReleasesResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListReleasesResponse>, I>>(object: I): ListReleasesResponse {
    const message = createBaseListReleasesResponse();
    message.releases = object.releases?.map((e) => Release.fromPartial(e)) || [];
    message.nextPageToken = object.nextPageToken ?? "";
    return message;
  },
};

function createBaseGetReleaseRequest(): GetReleaseRequest {
  return { release: "" };
}

export const GetReleaseRequest: MessageFns<GetReleaseRequest> = {
  encode(message: GetReleaseRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.release !== "") {
      writer.uint32(10).string(message.release);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetReleaseRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetReleaseRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
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

  create<I extends Exact<DeepPartial<GetReleaseRequest>, I>>(base?: I): GetReleaseRequest {
    return GetReleaseRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GetReleaseRequest>, I>>(object: I): GetReleaseRequest {
    const message = createBaseGetReleaseRequest();
    message.release = object.release ?? "";
    return message;
  },
};

function createBaseGetReleaseResponse(): GetReleaseResponse {
  return { release: undefined };
}

export const GetReleaseResponse: MessageFns<GetReleaseResponse> = {
  encode(message: GetReleaseResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.release !== undefined) {
      Release.encode(message.release, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetReleaseResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetReleaseResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.release = Release.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<GetReleaseResponse>, I>>(base?: I): GetReleaseResponse {
    return GetReleaseResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GetReleaseResponse>, I>>(object: I): GetReleaseResponse {
    const message = createBaseGetReleaseResponse();
    message.release = (object.release !== undefined && object.release !== null)
      ? Release.fromPartial(object.release)
      : undefined;
    return message;
  },
};

function createBaseDeleteReleaseRequest(): DeleteReleaseRequest {
  return { release: "" };
}

export const DeleteReleaseRequest: MessageFns<DeleteReleaseRequest> = {
  encode(message: DeleteReleaseRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.release !== "") {
      writer.uint32(10).string(message.release);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): DeleteReleaseRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDeleteReleaseRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
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

  create<I extends Exact<DeepPartial<DeleteReleaseRequest>, I>>(base?: I): DeleteReleaseRequest {
    return DeleteReleaseRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<DeleteReleaseRequest>, I>>(object: I): DeleteReleaseRequest {
    const message = createBaseDeleteReleaseRequest();
    message.release = object.release ?? "";
    return message;
  },
};

function createBaseDeleteReleaseResponse(): DeleteReleaseResponse {
  return {};
}

export const DeleteReleaseResponse: MessageFns<DeleteReleaseResponse> = {
  encode(_: DeleteReleaseResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): DeleteReleaseResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDeleteReleaseResponse();
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

  create<I extends Exact<DeepPartial<DeleteReleaseResponse>, I>>(base?: I): DeleteReleaseResponse {
    return DeleteReleaseResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<DeleteReleaseResponse>, I>>(_: I): DeleteReleaseResponse {
    const message = createBaseDeleteReleaseResponse();
    return message;
  },
};

/** Releases: what can be deployed. */
export type ReleaseServiceService = typeof ReleaseServiceService;
export const ReleaseServiceService = {
  /** Checks a release folder and stores it; nothing is stored when any error is found. */
  importRelease: {
    path: "/stoker.v1.ReleaseService/ImportRelease" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ImportReleaseRequest): Buffer => Buffer.from(ImportReleaseRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ImportReleaseRequest => ImportReleaseRequest.decode(value),
    responseSerialize: (value: ImportReleaseResponse): Buffer =>
      Buffer.from(ImportReleaseResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ImportReleaseResponse => ImportReleaseResponse.decode(value),
  },
  /** Lists releases. */
  listReleases: {
    path: "/stoker.v1.ReleaseService/ListReleases" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ListReleasesRequest): Buffer => Buffer.from(ListReleasesRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ListReleasesRequest => ListReleasesRequest.decode(value),
    responseSerialize: (value: ListReleasesResponse): Buffer =>
      Buffer.from(ListReleasesResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ListReleasesResponse => ListReleasesResponse.decode(value),
  },
  /** Shows one release. */
  getRelease: {
    path: "/stoker.v1.ReleaseService/GetRelease" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: GetReleaseRequest): Buffer => Buffer.from(GetReleaseRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): GetReleaseRequest => GetReleaseRequest.decode(value),
    responseSerialize: (value: GetReleaseResponse): Buffer => Buffer.from(GetReleaseResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): GetReleaseResponse => GetReleaseResponse.decode(value),
  },
  /** Deletes a release that no environment uses. */
  deleteRelease: {
    path: "/stoker.v1.ReleaseService/DeleteRelease" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: DeleteReleaseRequest): Buffer => Buffer.from(DeleteReleaseRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): DeleteReleaseRequest => DeleteReleaseRequest.decode(value),
    responseSerialize: (value: DeleteReleaseResponse): Buffer =>
      Buffer.from(DeleteReleaseResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): DeleteReleaseResponse => DeleteReleaseResponse.decode(value),
  },
} as const;

export interface ReleaseServiceServer extends UntypedServiceImplementation {
  /** Checks a release folder and stores it; nothing is stored when any error is found. */
  importRelease: handleUnaryCall<ImportReleaseRequest, ImportReleaseResponse>;
  /** Lists releases. */
  listReleases: handleUnaryCall<ListReleasesRequest, ListReleasesResponse>;
  /** Shows one release. */
  getRelease: handleUnaryCall<GetReleaseRequest, GetReleaseResponse>;
  /** Deletes a release that no environment uses. */
  deleteRelease: handleUnaryCall<DeleteReleaseRequest, DeleteReleaseResponse>;
}

export interface ReleaseServiceClient extends Client {
  /** Checks a release folder and stores it; nothing is stored when any error is found. */
  importRelease(
    request: ImportReleaseRequest,
    callback: (error: ServiceError | null, response: ImportReleaseResponse) => void,
  ): ClientUnaryCall;
  importRelease(
    request: ImportReleaseRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ImportReleaseResponse) => void,
  ): ClientUnaryCall;
  importRelease(
    request: ImportReleaseRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ImportReleaseResponse) => void,
  ): ClientUnaryCall;
  /** Lists releases. */
  listReleases(
    request: ListReleasesRequest,
    callback: (error: ServiceError | null, response: ListReleasesResponse) => void,
  ): ClientUnaryCall;
  listReleases(
    request: ListReleasesRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ListReleasesResponse) => void,
  ): ClientUnaryCall;
  listReleases(
    request: ListReleasesRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ListReleasesResponse) => void,
  ): ClientUnaryCall;
  /** Shows one release. */
  getRelease(
    request: GetReleaseRequest,
    callback: (error: ServiceError | null, response: GetReleaseResponse) => void,
  ): ClientUnaryCall;
  getRelease(
    request: GetReleaseRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: GetReleaseResponse) => void,
  ): ClientUnaryCall;
  getRelease(
    request: GetReleaseRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: GetReleaseResponse) => void,
  ): ClientUnaryCall;
  /** Deletes a release that no environment uses. */
  deleteRelease(
    request: DeleteReleaseRequest,
    callback: (error: ServiceError | null, response: DeleteReleaseResponse) => void,
  ): ClientUnaryCall;
  deleteRelease(
    request: DeleteReleaseRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: DeleteReleaseResponse) => void,
  ): ClientUnaryCall;
  deleteRelease(
    request: DeleteReleaseRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: DeleteReleaseResponse) => void,
  ): ClientUnaryCall;
}

export const ReleaseServiceClient = makeGenericClientConstructor(
  ReleaseServiceService,
  "stoker.v1.ReleaseService",
) as unknown as {
  new (address: string, credentials: ChannelCredentials, options?: Partial<ClientOptions>): ReleaseServiceClient;
  service: typeof ReleaseServiceService;
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
