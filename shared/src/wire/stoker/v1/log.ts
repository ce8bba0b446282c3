// Generated from stoker/v1/log.proto by `make generate`; do not edit.

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

export const protobufPackage = "stoker.v1";

export const protobufFileName = "stoker/v1/log.proto";

/** Names the output to read. */
export interface ReadLogRequest {
  /** Id of the deployment. */
  deploymentId: string;
  /** Task. */
  taskId: string;
  /** Id or name of the node. */
  node: string;
  /** Number of the attempt; 0 means the last one. */
  attempt: number;
  /** First byte wanted. */
  offset: number;
  /** Stay and send what is added until the attempt has ended. */
  follow: boolean;
}

/** A piece of output. */
export interface ReadLogResponse {
  /** Position of the first byte. */
  offset: number;
  /** At most 64 KiB. */
  data: Buffer;
  /** Number of the attempt it belongs to; in the first message and whenever it changes. */
  attempt: number;
  /**
   * In the last message about an attempt that has ended, without data: bytes of its output from the offset on that are
   * not here, because its agent still has them or could not keep them. 0 otherwise.
   */
  missingBytes: number;
}

function createBaseReadLogRequest(): ReadLogRequest {
  return { deploymentId: "", taskId: "", node: "", attempt: 0, offset: 0, follow: false };
}

export const ReadLogRequest: MessageFns<ReadLogRequest> = {
  encode(message: ReadLogRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deploymentId !== "") {
      writer.uint32(10).string(message.deploymentId);
    }
    if (message.taskId !== "") {
      writer.uint32(18).string(message.taskId);
    }
    if (message.node !== "") {
      writer.uint32(26).string(message.node);
    }
    if (message.attempt !== 0) {
      writer.uint32(32).uint32(message.attempt);
    }
    if (message.offset !== 0) {
      writer.uint32(40).int64(message.offset);
    }
    if (message.follow !== false) {
      writer.uint32(48).bool(message.follow);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ReadLogRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseReadLogRequest();
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

            message.taskId = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.node = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.attempt = reader.uint32();
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.offset = longToNumber(reader.int64());
            continue;
          }
          case 6: {
            if (tag !== 48) {
              break;
            }

            message.follow = reader.bool();
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

  create<I extends Exact<DeepPartial<ReadLogRequest>, I>>(base?: I): ReadLogRequest {
    return ReadLogRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ReadLogRequest>, I>>(object: I): ReadLogRequest {
    const message = createBaseReadLogRequest();
    message.deploymentId = object.deploymentId ?? "";
    message.taskId = object.taskId ?? "";
    message.node = object.node ?? "";
    message.attempt = object.attempt ?? 0;
    message.offset = object.offset ?? 0;
    message.follow = object.follow ?? false;
    return message;
  },
};

function createBaseReadLogResponse(): ReadLogResponse {
  return { offset: 0, data: Buffer.alloc(0), attempt: 0, missingBytes: 0 };
}

export const ReadLogResponse: MessageFns<ReadLogResponse> = {
  encode(message: ReadLogResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.offset !== 0) {
      writer.uint32(8).int64(message.offset);
    }
    if (message.data.length !== 0) {
      writer.uint32(18).bytes(message.data);
    }
    if (message.attempt !== 0) {
      writer.uint32(24).uint32(message.attempt);
    }
    if (message.missingBytes !== 0) {
      writer.uint32(32).int64(message.missingBytes);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ReadLogResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseReadLogResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.offset = longToNumber(reader.int64());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.data = Buffer.from(reader.bytes());
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.attempt = reader.uint32();
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.missingBytes = longToNumber(reader.int64());
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

  create<I extends Exact<DeepPartial<ReadLogResponse>, I>>(base?: I): ReadLogResponse {
    return ReadLogResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ReadLogResponse>, I>>(object: I): ReadLogResponse {
    const message = createBaseReadLogResponse();
    message.offset = object.offset ?? 0;
    message.data = object.data ?? Buffer.alloc(0);
    message.attempt = object.attempt ?? 0;
    message.missingBytes = object.missingBytes ?? 0;
    return message;
  },
};

/** Output of tasks. */
export type LogServiceService = typeof LogServiceService;
export const LogServiceService = {
  /** Streams the output of one attempt from an offset, and follows it while it grows. */
  readLog: {
    path: "/stoker.v1.LogService/ReadLog" as const,
    requestStream: false as const,
    responseStream: true as const,
    requestSerialize: (value: ReadLogRequest): Buffer => Buffer.from(ReadLogRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ReadLogRequest => ReadLogRequest.decode(value),
    responseSerialize: (value: ReadLogResponse): Buffer => Buffer.from(ReadLogResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ReadLogResponse => ReadLogResponse.decode(value),
  },
} as const;

export interface LogServiceServer extends UntypedServiceImplementation {
  /** Streams the output of one attempt from an offset, and follows it while it grows. */
  readLog: handleServerStreamingCall<ReadLogRequest, ReadLogResponse>;
}

export interface LogServiceClient extends Client {
  /** Streams the output of one attempt from an offset, and follows it while it grows. */
  readLog(request: ReadLogRequest, options?: Partial<CallOptions>): ClientReadableStream<ReadLogResponse>;
  readLog(
    request: ReadLogRequest,
    metadata?: Metadata,
    options?: Partial<CallOptions>,
  ): ClientReadableStream<ReadLogResponse>;
}

export const LogServiceClient = makeGenericClientConstructor(LogServiceService, "stoker.v1.LogService") as unknown as {
  new (address: string, credentials: ChannelCredentials, options?: Partial<ClientOptions>): LogServiceClient;
  service: typeof LogServiceService;
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
