// Generated from stoker/v1/token.proto by `make generate`; do not edit.

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

export const protobufFileName = "stoker/v1/token.proto";

/** A join token without its secret. */
export interface Token {
  /** Identity of the token. */
  id: string;
  /** When it was made. */
  createdAt:
    | Date
    | undefined;
  /** When it ends. */
  expiresAt:
    | Date
    | undefined;
  /** Uses it was made with. */
  uses: number;
  /** Uses left. */
  usesLeft: number;
  /** Hardware it is bound to: a system UUID, serial number or MAC address; empty when any. */
  hardware: string;
  /** Whether nodes that join with it wait for an administrator. */
  requiresAccept: boolean;
  /** Whether it was revoked. */
  isRevoked: boolean;
  /** Who made it. */
  createdBy: string;
}

/** Asks for a token. */
export interface CreateTokenRequest {
  /** Seconds it lives; 1 to 2,592,000. 0 means 3,600. */
  ttlSeconds: number;
  /** Machines that may join with it; 0 means 1. */
  uses: number;
  /** Hardware to bind it to; empty for any. */
  hardware: string;
  /** Whether nodes that join with it wait for `stoker node accept`. */
  requiresAccept: boolean;
}

/** A fresh token. */
export interface CreateTokenResponse {
  /** The token without its secret. */
  token:
    | Token
    | undefined;
  /** The one string for the agent; holds the pin and the secret. */
  joinToken: string;
  /** SHA-256 of the root certificate's public key, hexadecimal, for comparison by eye. */
  caPin: string;
}

/** Asks for tokens. */
export interface ListTokensRequest {
  /** Most rows in the answer; 0 means 100, at most 1,000. */
  pageSize: number;
  /** From the last answer; empty for the first page. */
  pageToken: string;
}

/** A page of tokens. */
export interface ListTokensResponse {
  /** Tokens, newest first. */
  tokens: Token[];
  /** Where the next page begins; empty at the end. */
  nextPageToken: string;
}

/** Names the token to revoke. */
export interface RevokeTokenRequest {
  /** Identity of the token. */
  id: string;
}

/** The token as it is now. */
export interface RevokeTokenResponse {
  /** The token. */
  token: Token | undefined;
}

function createBaseToken(): Token {
  return {
    id: "",
    createdAt: undefined,
    expiresAt: undefined,
    uses: 0,
    usesLeft: 0,
    hardware: "",
    requiresAccept: false,
    isRevoked: false,
    createdBy: "",
  };
}

export const Token: MessageFns<Token> = {
  encode(message: Token, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.id !== "") {
      writer.uint32(10).string(message.id);
    }
    if (message.createdAt !== undefined) {
      Timestamp.encode(toTimestamp(message.createdAt), writer.uint32(18).fork()).join();
    }
    if (message.expiresAt !== undefined) {
      Timestamp.encode(toTimestamp(message.expiresAt), writer.uint32(26).fork()).join();
    }
    if (message.uses !== 0) {
      writer.uint32(32).uint32(message.uses);
    }
    if (message.usesLeft !== 0) {
      writer.uint32(40).uint32(message.usesLeft);
    }
    if (message.hardware !== "") {
      writer.uint32(50).string(message.hardware);
    }
    if (message.requiresAccept !== false) {
      writer.uint32(56).bool(message.requiresAccept);
    }
    if (message.isRevoked !== false) {
      writer.uint32(64).bool(message.isRevoked);
    }
    if (message.createdBy !== "") {
      writer.uint32(74).string(message.createdBy);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Token {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseToken();
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

            message.createdAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.expiresAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.uses = reader.uint32();
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.usesLeft = reader.uint32();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.hardware = reader.string();
            continue;
          }
          case 7: {
            if (tag !== 56) {
              break;
            }

            message.requiresAccept = reader.bool();
            continue;
          }
          case 8: {
            if (tag !== 64) {
              break;
            }

            message.isRevoked = reader.bool();
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.createdBy = reader.string();
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

  create<I extends Exact<DeepPartial<Token>, I>>(base?: I): Token {
    return Token.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Token>, I>>(object: I): Token {
    const message = createBaseToken();
    message.id = object.id ?? "";
    message.createdAt = object.createdAt ?? undefined;
    message.expiresAt = object.expiresAt ?? undefined;
    message.uses = object.uses ?? 0;
    message.usesLeft = object.usesLeft ?? 0;
    message.hardware = object.hardware ?? "";
    message.requiresAccept = object.requiresAccept ?? false;
    message.isRevoked = object.isRevoked ?? false;
    message.createdBy = object.createdBy ?? "";
    return message;
  },
};

function createBaseCreateTokenRequest(): CreateTokenRequest {
  return { ttlSeconds: 0, uses: 0, hardware: "", requiresAccept: false };
}

export const CreateTokenRequest: MessageFns<CreateTokenRequest> = {
  encode(message: CreateTokenRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.ttlSeconds !== 0) {
      writer.uint32(8).uint32(message.ttlSeconds);
    }
    if (message.uses !== 0) {
      writer.uint32(16).uint32(message.uses);
    }
    if (message.hardware !== "") {
      writer.uint32(26).string(message.hardware);
    }
    if (message.requiresAccept !== false) {
      writer.uint32(32).bool(message.requiresAccept);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): CreateTokenRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCreateTokenRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.ttlSeconds = reader.uint32();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.uses = reader.uint32();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.hardware = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.requiresAccept = reader.bool();
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

  create<I extends Exact<DeepPartial<CreateTokenRequest>, I>>(base?: I): CreateTokenRequest {
    return CreateTokenRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<CreateTokenRequest>, I>>(object: I): CreateTokenRequest {
    const message = createBaseCreateTokenRequest();
    message.ttlSeconds = object.ttlSeconds ?? 0;
    message.uses = object.uses ?? 0;
    message.hardware = object.hardware ?? "";
    message.requiresAccept = object.requiresAccept ?? false;
    return message;
  },
};

function createBaseCreateTokenResponse(): CreateTokenResponse {
  return { token: undefined, joinToken: "", caPin: "" };
}

export const CreateTokenResponse: MessageFns<CreateTokenResponse> = {
  encode(message: CreateTokenResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.token !== undefined) {
      Token.encode(message.token, writer.uint32(10).fork()).join();
    }
    if (message.joinToken !== "") {
      writer.uint32(18).string(message.joinToken);
    }
    if (message.caPin !== "") {
      writer.uint32(26).string(message.caPin);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): CreateTokenResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCreateTokenResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.token = Token.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.joinToken = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
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

  create<I extends Exact<DeepPartial<CreateTokenResponse>, I>>(base?: I): CreateTokenResponse {
    return CreateTokenResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<CreateTokenResponse>, I>>(object: I): CreateTokenResponse {
    const message = createBaseCreateTokenResponse();
    message.token = (object.token !== undefined && object.token !== null) ? Token.fromPartial(object.token) : undefined;
    message.joinToken = object.joinToken ?? "";
    message.caPin = object.caPin ?? "";
    return message;
  },
};

function createBaseListTokensRequest(): ListTokensRequest {
  return { pageSize: 0, pageToken: "" };
}

export const ListTokensRequest: MessageFns<ListTokensRequest> = {
  encode(message: ListTokensRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.pageSize !== 0) {
      writer.uint32(8).uint32(message.pageSize);
    }
    if (message.pageToken !== "") {
      writer.uint32(18).string(message.pageToken);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListTokensRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListTokensRequest();
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

  create<I extends Exact<DeepPartial<ListTokensRequest>, I>>(base?: I): ListTokensRequest {
    return ListTokensRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListTokensRequest>, I>>(object: I): ListTokensRequest {
    const message = createBaseListTokensRequest();
    message.pageSize = object.pageSize ?? 0;
    message.pageToken = object.pageToken ?? "";
    return message;
  },
};

function createBaseListTokensResponse(): ListTokensResponse {
  return { tokens: [], nextPageToken: "" };
}

export const ListTokensResponse: MessageFns<ListTokensResponse> = {
  encode(message: ListTokensResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.tokens) {
      Token.encode(v!, writer.uint32(10).fork()).join();
    }
    if (message.nextPageToken !== "") {
      writer.uint32(18).string(message.nextPageToken);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListTokensResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListTokensResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.tokens.push(Token.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<ListTokensResponse>, I>>(base?: I): ListTokensResponse {
    return ListTokensResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListTokensResponse>, I>>(object: I): ListTokensResponse {
    const message = createBaseListTokensResponse();
    message.tokens = object.tokens?.map((e) => Token.fromPartial(e)) || [];
    message.nextPageToken = object.nextPageToken ?? "";
    return message;
  },
};

function createBaseRevokeTokenRequest(): RevokeTokenRequest {
  return { id: "" };
}

export const RevokeTokenRequest: MessageFns<RevokeTokenRequest> = {
  encode(message: RevokeTokenRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.id !== "") {
      writer.uint32(10).string(message.id);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RevokeTokenRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRevokeTokenRequest();
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

  create<I extends Exact<DeepPartial<RevokeTokenRequest>, I>>(base?: I): RevokeTokenRequest {
    return RevokeTokenRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RevokeTokenRequest>, I>>(object: I): RevokeTokenRequest {
    const message = createBaseRevokeTokenRequest();
    message.id = object.id ?? "";
    return message;
  },
};

function createBaseRevokeTokenResponse(): RevokeTokenResponse {
  return { token: undefined };
}

export const RevokeTokenResponse: MessageFns<RevokeTokenResponse> = {
  encode(message: RevokeTokenResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.token !== undefined) {
      Token.encode(message.token, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RevokeTokenResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRevokeTokenResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.token = Token.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<RevokeTokenResponse>, I>>(base?: I): RevokeTokenResponse {
    return RevokeTokenResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RevokeTokenResponse>, I>>(object: I): RevokeTokenResponse {
    const message = createBaseRevokeTokenResponse();
    message.token = (object.token !== undefined && object.token !== null) ? Token.fromPartial(object.token) : undefined;
    return message;
  },
};

/** Join tokens. */
export type TokenServiceService = typeof TokenServiceService;
export const TokenServiceService = {
  /** Makes a token; its secret is in this answer and nowhere else. */
  createToken: {
    path: "/stoker.v1.TokenService/CreateToken" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: CreateTokenRequest): Buffer => Buffer.from(CreateTokenRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): CreateTokenRequest => CreateTokenRequest.decode(value),
    responseSerialize: (value: CreateTokenResponse): Buffer => Buffer.from(CreateTokenResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): CreateTokenResponse => CreateTokenResponse.decode(value),
  },
  /** Lists tokens without their secrets. */
  listTokens: {
    path: "/stoker.v1.TokenService/ListTokens" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ListTokensRequest): Buffer => Buffer.from(ListTokensRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ListTokensRequest => ListTokensRequest.decode(value),
    responseSerialize: (value: ListTokensResponse): Buffer => Buffer.from(ListTokensResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ListTokensResponse => ListTokensResponse.decode(value),
  },
  /** Makes a token useless at once. */
  revokeToken: {
    path: "/stoker.v1.TokenService/RevokeToken" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: RevokeTokenRequest): Buffer => Buffer.from(RevokeTokenRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): RevokeTokenRequest => RevokeTokenRequest.decode(value),
    responseSerialize: (value: RevokeTokenResponse): Buffer => Buffer.from(RevokeTokenResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): RevokeTokenResponse => RevokeTokenResponse.decode(value),
  },
} as const;

export interface TokenServiceServer extends UntypedServiceImplementation {
  /** Makes a token; its secret is in this answer and nowhere else. */
  createToken: handleUnaryCall<CreateTokenRequest, CreateTokenResponse>;
  /** Lists tokens without their secrets. */
  listTokens: handleUnaryCall<ListTokensRequest, ListTokensResponse>;
  /** Makes a token useless at once. */
  revokeToken: handleUnaryCall<RevokeTokenRequest, RevokeTokenResponse>;
}

export interface TokenServiceClient extends Client {
  /** Makes a token; its secret is in this answer and nowhere else. */
  createToken(
    request: CreateTokenRequest,
    callback: (error: ServiceError | null, response: CreateTokenResponse) => void,
  ): ClientUnaryCall;
  createToken(
    request: CreateTokenRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: CreateTokenResponse) => void,
  ): ClientUnaryCall;
  createToken(
    request: CreateTokenRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: CreateTokenResponse) => void,
  ): ClientUnaryCall;
  /** Lists tokens without their secrets. */
  listTokens(
    request: ListTokensRequest,
    callback: (error: ServiceError | null, response: ListTokensResponse) => void,
  ): ClientUnaryCall;
  listTokens(
    request: ListTokensRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ListTokensResponse) => void,
  ): ClientUnaryCall;
  listTokens(
    request: ListTokensRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ListTokensResponse) => void,
  ): ClientUnaryCall;
  /** Makes a token useless at once. */
  revokeToken(
    request: RevokeTokenRequest,
    callback: (error: ServiceError | null, response: RevokeTokenResponse) => void,
  ): ClientUnaryCall;
  revokeToken(
    request: RevokeTokenRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: RevokeTokenResponse) => void,
  ): ClientUnaryCall;
  revokeToken(
    request: RevokeTokenRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: RevokeTokenResponse) => void,
  ): ClientUnaryCall;
}

export const TokenServiceClient = makeGenericClientConstructor(
  TokenServiceService,
  "stoker.v1.TokenService",
) as unknown as {
  new (address: string, credentials: ChannelCredentials, options?: Partial<ClientOptions>): TokenServiceClient;
  service: typeof TokenServiceService;
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
