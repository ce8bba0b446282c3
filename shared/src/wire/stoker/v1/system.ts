// Generated from stoker/v1/system.proto by `make generate`; do not edit.

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
import { AccessRole } from "./access.js";

export const protobufPackage = "stoker.v1";

export const protobufFileName = "stoker/v1/system.proto";

/** Asks about the controller. */
export interface GetSystemInfoRequest {
}

/** The controller. */
export interface GetSystemInfoResponse {
  /** Version of the controller. */
  version: string;
  /** Package of the protocol, for example "stoker.v1". */
  protocol: string;
  /** When the controller was started. */
  startedAt:
    | Date
    | undefined;
  /** Nodes with a live stream. */
  nodesOnline: number;
  /** Nodes known. */
  nodesTotal: number;
  /** Deployments at work. */
  deploymentsRunning: number;
  /** Name the caller is known by. */
  callerName: string;
  /** Access role of the caller. */
  callerRole: AccessRole;
  /** Resident memory, bytes. */
  memoryBytes: number;
  /** SHA-256 of the root certificate's public key, hexadecimal. */
  caPin: string;
}

/** One mutation, as it was recorded. */
export interface AuditRecord {
  /** Number, from 1 without holes. */
  sequence: number;
  /** When. */
  at:
    | Date
    | undefined;
  /** Who, for example "admin alice" or "agent 3". */
  actor: string;
  /** What, for example "StartDeployment". */
  action: string;
  /** To which object. */
  object: string;
  /** Id of the request. */
  requestId: string;
  /** "ok" or a stable code. */
  outcome: string;
  /** SHA-256 over the request, hexadecimal. */
  digest: string;
  /** Hash over this record and the hash before it, hexadecimal. */
  hash: string;
}

/** Asks for audit records. */
export interface ListAuditRecordsRequest {
  /** Most rows in the answer; 0 means 100, at most 1,000. */
  pageSize: number;
  /** From the last answer; empty for the newest page. */
  pageToken: string;
}

/** A page of audit records. */
export interface ListAuditRecordsResponse {
  /** Records, newest first. */
  records: AuditRecord[];
  /** Where the next page begins; empty at the end. */
  nextPageToken: string;
}

/** Asks to verify the audit log. */
export interface VerifyAuditRequest {
}

/** What the verification found. */
export interface VerifyAuditResponse {
  /** Records looked at. */
  recordCount: number;
  /** First record whose hash does not fit; 0 when all do. */
  firstBrokenSequence: number;
}

function createBaseGetSystemInfoRequest(): GetSystemInfoRequest {
  return {};
}

export const GetSystemInfoRequest: MessageFns<GetSystemInfoRequest> = {
  encode(_: GetSystemInfoRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetSystemInfoRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetSystemInfoRequest();
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

  create<I extends Exact<DeepPartial<GetSystemInfoRequest>, I>>(base?: I): GetSystemInfoRequest {
    return GetSystemInfoRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GetSystemInfoRequest>, I>>(_: I): GetSystemInfoRequest {
    const message = createBaseGetSystemInfoRequest();
    return message;
  },
};

function createBaseGetSystemInfoResponse(): GetSystemInfoResponse {
  return {
    version: "",
    protocol: "",
    startedAt: undefined,
    nodesOnline: 0,
    nodesTotal: 0,
    deploymentsRunning: 0,
    callerName: "",
    callerRole: 0,
    memoryBytes: 0,
    caPin: "",
  };
}

export const GetSystemInfoResponse: MessageFns<GetSystemInfoResponse> = {
  encode(message: GetSystemInfoResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.version !== "") {
      writer.uint32(10).string(message.version);
    }
    if (message.protocol !== "") {
      writer.uint32(18).string(message.protocol);
    }
    if (message.startedAt !== undefined) {
      Timestamp.encode(toTimestamp(message.startedAt), writer.uint32(26).fork()).join();
    }
    if (message.nodesOnline !== 0) {
      writer.uint32(32).uint32(message.nodesOnline);
    }
    if (message.nodesTotal !== 0) {
      writer.uint32(40).uint32(message.nodesTotal);
    }
    if (message.deploymentsRunning !== 0) {
      writer.uint32(48).uint32(message.deploymentsRunning);
    }
    if (message.callerName !== "") {
      writer.uint32(58).string(message.callerName);
    }
    if (message.callerRole !== 0) {
      writer.uint32(64).int32(message.callerRole);
    }
    if (message.memoryBytes !== 0) {
      writer.uint32(72).int64(message.memoryBytes);
    }
    if (message.caPin !== "") {
      writer.uint32(82).string(message.caPin);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetSystemInfoResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetSystemInfoResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.version = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.protocol = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.startedAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.nodesOnline = reader.uint32();
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.nodesTotal = reader.uint32();
            continue;
          }
          case 6: {
            if (tag !== 48) {
              break;
            }

            message.deploymentsRunning = reader.uint32();
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.callerName = reader.string();
            continue;
          }
          case 8: {
            if (tag !== 64) {
              break;
            }

            message.callerRole = reader.int32() as any;
            continue;
          }
          case 9: {
            if (tag !== 72) {
              break;
            }

            message.memoryBytes = longToNumber(reader.int64());
            continue;
          }
          case 10: {
            if (tag !== 82) {
              break;
            }

            message.caPin = reader.string();
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

  create<I extends Exact<DeepPartial<GetSystemInfoResponse>, I>>(base?: I): GetSystemInfoResponse {
    return GetSystemInfoResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GetSystemInfoResponse>, I>>(object: I): GetSystemInfoResponse {
    const message = createBaseGetSystemInfoResponse();
    message.version = object.version ?? "";
    message.protocol = object.protocol ?? "";
    message.startedAt = object.startedAt ?? undefined;
    message.nodesOnline = object.nodesOnline ?? 0;
    message.nodesTotal = object.nodesTotal ?? 0;
    message.deploymentsRunning = object.deploymentsRunning ?? 0;
    message.callerName = object.callerName ?? "";
    message.callerRole = object.callerRole ?? 0;
    message.memoryBytes = object.memoryBytes ?? 0;
    message.caPin = object.caPin ?? "";
    return message;
  },
};

function createBaseAuditRecord(): AuditRecord {
  return {
    sequence: 0,
    at: undefined,
    actor: "",
    action: "",
    object: "",
    requestId: "",
    outcome: "",
    digest: "",
    hash: "",
  };
}

export const AuditRecord: MessageFns<AuditRecord> = {
  encode(message: AuditRecord, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.sequence !== 0) {
      writer.uint32(8).int64(message.sequence);
    }
    if (message.at !== undefined) {
      Timestamp.encode(toTimestamp(message.at), writer.uint32(18).fork()).join();
    }
    if (message.actor !== "") {
      writer.uint32(26).string(message.actor);
    }
    if (message.action !== "") {
      writer.uint32(34).string(message.action);
    }
    if (message.object !== "") {
      writer.uint32(42).string(message.object);
    }
    if (message.requestId !== "") {
      writer.uint32(50).string(message.requestId);
    }
    if (message.outcome !== "") {
      writer.uint32(58).string(message.outcome);
    }
    if (message.digest !== "") {
      writer.uint32(66).string(message.digest);
    }
    if (message.hash !== "") {
      writer.uint32(74).string(message.hash);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): AuditRecord {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseAuditRecord();
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

            message.actor = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.action = reader.string();
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.object = reader.string();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.requestId = reader.string();
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.outcome = reader.string();
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.digest = reader.string();
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.hash = reader.string();
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

  create<I extends Exact<DeepPartial<AuditRecord>, I>>(base?: I): AuditRecord {
    return AuditRecord.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<AuditRecord>, I>>(object: I): AuditRecord {
    const message = createBaseAuditRecord();
    message.sequence = object.sequence ?? 0;
    message.at = object.at ?? undefined;
    message.actor = object.actor ?? "";
    message.action = object.action ?? "";
    message.object = object.object ?? "";
    message.requestId = object.requestId ?? "";
    message.outcome = object.outcome ?? "";
    message.digest = object.digest ?? "";
    message.hash = object.hash ?? "";
    return message;
  },
};

function createBaseListAuditRecordsRequest(): ListAuditRecordsRequest {
  return { pageSize: 0, pageToken: "" };
}

export const ListAuditRecordsRequest: MessageFns<ListAuditRecordsRequest> = {
  encode(message: ListAuditRecordsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.pageSize !== 0) {
      writer.uint32(8).uint32(message.pageSize);
    }
    if (message.pageToken !== "") {
      writer.uint32(18).string(message.pageToken);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListAuditRecordsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListAuditRecordsRequest();
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

  create<I extends Exact<DeepPartial<ListAuditRecordsRequest>, I>>(base?: I): ListAuditRecordsRequest {
    return ListAuditRecordsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListAuditRecordsRequest>, I>>(object: I): ListAuditRecordsRequest {
    const message = createBaseListAuditRecordsRequest();
    message.pageSize = object.pageSize ?? 0;
    message.pageToken = object.pageToken ?? "";
    return message;
  },
};

function createBaseListAuditRecordsResponse(): ListAuditRecordsResponse {
  return { records: [], nextPageToken: "" };
}

export const ListAuditRecordsResponse: MessageFns<ListAuditRecordsResponse> = {
  encode(message: ListAuditRecordsResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.records) {
      AuditRecord.encode(v!, writer.uint32(10).fork()).join();
    }
    if (message.nextPageToken !== "") {
      writer.uint32(18).string(message.nextPageToken);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListAuditRecordsResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListAuditRecordsResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.records.push(AuditRecord.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<ListAuditRecordsResponse>, I>>(base?: I): ListAuditRecordsResponse {
    return ListAuditRecordsResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListAuditRecordsResponse>, I>>(object: I): ListAuditRecordsResponse {
    const message = createBaseListAuditRecordsResponse();
    message.records = object.records?.map((e) => AuditRecord.fromPartial(e)) || [];
    message.nextPageToken = object.nextPageToken ?? "";
    return message;
  },
};

function createBaseVerifyAuditRequest(): VerifyAuditRequest {
  return {};
}

export const VerifyAuditRequest: MessageFns<VerifyAuditRequest> = {
  encode(_: VerifyAuditRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): VerifyAuditRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseVerifyAuditRequest();
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

  create<I extends Exact<DeepPartial<VerifyAuditRequest>, I>>(base?: I): VerifyAuditRequest {
    return VerifyAuditRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<VerifyAuditRequest>, I>>(_: I): VerifyAuditRequest {
    const message = createBaseVerifyAuditRequest();
    return message;
  },
};

function createBaseVerifyAuditResponse(): VerifyAuditResponse {
  return { recordCount: 0, firstBrokenSequence: 0 };
}

export const VerifyAuditResponse: MessageFns<VerifyAuditResponse> = {
  encode(message: VerifyAuditResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.recordCount !== 0) {
      writer.uint32(8).int64(message.recordCount);
    }
    if (message.firstBrokenSequence !== 0) {
      writer.uint32(16).int64(message.firstBrokenSequence);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): VerifyAuditResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseVerifyAuditResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.recordCount = longToNumber(reader.int64());
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.firstBrokenSequence = longToNumber(reader.int64());
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

  create<I extends Exact<DeepPartial<VerifyAuditResponse>, I>>(base?: I): VerifyAuditResponse {
    return VerifyAuditResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<VerifyAuditResponse>, I>>(object: I): VerifyAuditResponse {
    const message = createBaseVerifyAuditResponse();
    message.recordCount = object.recordCount ?? 0;
    message.firstBrokenSequence = object.firstBrokenSequence ?? 0;
    return message;
  },
};

/** The controller itself. */
export type SystemServiceService = typeof SystemServiceService;
export const SystemServiceService = {
  /** Tells versions, load and who is asking. */
  getSystemInfo: {
    path: "/stoker.v1.SystemService/GetSystemInfo" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: GetSystemInfoRequest): Buffer => Buffer.from(GetSystemInfoRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): GetSystemInfoRequest => GetSystemInfoRequest.decode(value),
    responseSerialize: (value: GetSystemInfoResponse): Buffer =>
      Buffer.from(GetSystemInfoResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): GetSystemInfoResponse => GetSystemInfoResponse.decode(value),
  },
  /** Lists the audit log. */
  listAuditRecords: {
    path: "/stoker.v1.SystemService/ListAuditRecords" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ListAuditRecordsRequest): Buffer =>
      Buffer.from(ListAuditRecordsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ListAuditRecordsRequest => ListAuditRecordsRequest.decode(value),
    responseSerialize: (value: ListAuditRecordsResponse): Buffer =>
      Buffer.from(ListAuditRecordsResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ListAuditRecordsResponse => ListAuditRecordsResponse.decode(value),
  },
  /** Recomputes the hash chain of the audit log. */
  verifyAudit: {
    path: "/stoker.v1.SystemService/VerifyAudit" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: VerifyAuditRequest): Buffer => Buffer.from(VerifyAuditRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): VerifyAuditRequest => VerifyAuditRequest.decode(value),
    responseSerialize: (value: VerifyAuditResponse): Buffer => Buffer.from(VerifyAuditResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): VerifyAuditResponse => VerifyAuditResponse.decode(value),
  },
} as const;

export interface SystemServiceServer extends UntypedServiceImplementation {
  /** Tells versions, load and who is asking. */
  getSystemInfo: handleUnaryCall<GetSystemInfoRequest, GetSystemInfoResponse>;
  /** Lists the audit log. */
  listAuditRecords: handleUnaryCall<ListAuditRecordsRequest, ListAuditRecordsResponse>;
  /** Recomputes the hash chain of the audit log. */
  verifyAudit: handleUnaryCall<VerifyAuditRequest, VerifyAuditResponse>;
}

export interface SystemServiceClient extends Client {
  /** Tells versions, load and who is asking. */
  getSystemInfo(
    request: GetSystemInfoRequest,
    callback: (error: ServiceError | null, response: GetSystemInfoResponse) => void,
  ): ClientUnaryCall;
  getSystemInfo(
    request: GetSystemInfoRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: GetSystemInfoResponse) => void,
  ): ClientUnaryCall;
  getSystemInfo(
    request: GetSystemInfoRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: GetSystemInfoResponse) => void,
  ): ClientUnaryCall;
  /** Lists the audit log. */
  listAuditRecords(
    request: ListAuditRecordsRequest,
    callback: (error: ServiceError | null, response: ListAuditRecordsResponse) => void,
  ): ClientUnaryCall;
  listAuditRecords(
    request: ListAuditRecordsRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ListAuditRecordsResponse) => void,
  ): ClientUnaryCall;
  listAuditRecords(
    request: ListAuditRecordsRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ListAuditRecordsResponse) => void,
  ): ClientUnaryCall;
  /** Recomputes the hash chain of the audit log. */
  verifyAudit(
    request: VerifyAuditRequest,
    callback: (error: ServiceError | null, response: VerifyAuditResponse) => void,
  ): ClientUnaryCall;
  verifyAudit(
    request: VerifyAuditRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: VerifyAuditResponse) => void,
  ): ClientUnaryCall;
  verifyAudit(
    request: VerifyAuditRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: VerifyAuditResponse) => void,
  ): ClientUnaryCall;
}

export const SystemServiceClient = makeGenericClientConstructor(
  SystemServiceService,
  "stoker.v1.SystemService",
) as unknown as {
  new (address: string, credentials: ChannelCredentials, options?: Partial<ClientOptions>): SystemServiceClient;
  service: typeof SystemServiceService;
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
