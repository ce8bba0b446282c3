// Generated from stoker/v1/credential.proto by `make generate`; do not edit.

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

export const protobufFileName = "stoker/v1/credential.proto";

/** A certificate of a person or program. */
export interface Credential {
  /** Serial number, lower-case hexadecimal; what names the credential. */
  id: string;
  /** Name of the person or program. */
  name: string;
  /** Viewer, operator or admin. */
  role: AccessRole;
  /** When it was issued. */
  issuedAt:
    | Date
    | undefined;
  /** When it ends. */
  expiresAt:
    | Date
    | undefined;
  /** When it was revoked; absent when it was not. */
  revokedAt: Date | undefined;
}

/** Asks for a certificate. */
export interface IssueCredentialRequest {
  /** Name of the person or program: 1 to 64 of a-z, 0-9, dot, dash and underscore. It may have several credentials. */
  name: string;
  /** Viewer, operator or admin. */
  role: AccessRole;
  /** Seconds it lives; 60 to 94,608,000. 0 means 31,536,000. */
  ttlSeconds: number;
  /** Public key it is for (SubjectPublicKeyInfo, DER); EC P-256. */
  publicKey: Buffer;
}

/** A fresh certificate. */
export interface IssueCredentialResponse {
  /** The credential. */
  credential:
    | Credential
    | undefined;
  /** Leaf certificate first, then the root, DER. */
  certificateChain: Buffer[];
  /** HOST:PORT of the admin door as it is reached from other machines. */
  adminAddress: string;
}

/** Asks for credentials. */
export interface ListCredentialsRequest {
  /** Most rows in the answer; 0 means 100, at most 1,000. */
  pageSize: number;
  /** From the last answer; empty for the first page. */
  pageToken: string;
}

/** A page of credentials. */
export interface ListCredentialsResponse {
  /** Credentials, newest first; revoked and ended ones too. */
  credentials: Credential[];
  /** Where the next page begins; empty at the end. */
  nextPageToken: string;
}

/** Names what to revoke. */
export interface RevokeCredentialRequest {
  /** Id of one credential, or a name: then every credential of that name. */
  credential: string;
}

/** The credentials as they are now. */
export interface RevokeCredentialResponse {
  /** Every credential the request named; those revoked before keep their time. */
  credentials: Credential[];
}

function createBaseCredential(): Credential {
  return { id: "", name: "", role: 0, issuedAt: undefined, expiresAt: undefined, revokedAt: undefined };
}

export const Credential: MessageFns<Credential> = {
  encode(message: Credential, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.id !== "") {
      writer.uint32(10).string(message.id);
    }
    if (message.name !== "") {
      writer.uint32(18).string(message.name);
    }
    if (message.role !== 0) {
      writer.uint32(24).int32(message.role);
    }
    if (message.issuedAt !== undefined) {
      Timestamp.encode(toTimestamp(message.issuedAt), writer.uint32(34).fork()).join();
    }
    if (message.expiresAt !== undefined) {
      Timestamp.encode(toTimestamp(message.expiresAt), writer.uint32(42).fork()).join();
    }
    if (message.revokedAt !== undefined) {
      Timestamp.encode(toTimestamp(message.revokedAt), writer.uint32(50).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Credential {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCredential();
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

            message.role = reader.int32() as any;
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.issuedAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.expiresAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.revokedAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<Credential>, I>>(base?: I): Credential {
    return Credential.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Credential>, I>>(object: I): Credential {
    const message = createBaseCredential();
    message.id = object.id ?? "";
    message.name = object.name ?? "";
    message.role = object.role ?? 0;
    message.issuedAt = object.issuedAt ?? undefined;
    message.expiresAt = object.expiresAt ?? undefined;
    message.revokedAt = object.revokedAt ?? undefined;
    return message;
  },
};

function createBaseIssueCredentialRequest(): IssueCredentialRequest {
  return { name: "", role: 0, ttlSeconds: 0, publicKey: Buffer.alloc(0) };
}

export const IssueCredentialRequest: MessageFns<IssueCredentialRequest> = {
  encode(message: IssueCredentialRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.name !== "") {
      writer.uint32(10).string(message.name);
    }
    if (message.role !== 0) {
      writer.uint32(16).int32(message.role);
    }
    if (message.ttlSeconds !== 0) {
      writer.uint32(24).uint32(message.ttlSeconds);
    }
    if (message.publicKey.length !== 0) {
      writer.uint32(34).bytes(message.publicKey);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): IssueCredentialRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseIssueCredentialRequest();
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

            message.role = reader.int32() as any;
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.ttlSeconds = reader.uint32();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.publicKey = Buffer.from(reader.bytes());
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

  create<I extends Exact<DeepPartial<IssueCredentialRequest>, I>>(base?: I): IssueCredentialRequest {
    return IssueCredentialRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<IssueCredentialRequest>, I>>(object: I): IssueCredentialRequest {
    const message = createBaseIssueCredentialRequest();
    message.name = object.name ?? "";
    message.role = object.role ?? 0;
    message.ttlSeconds = object.ttlSeconds ?? 0;
    message.publicKey = object.publicKey ?? Buffer.alloc(0);
    return message;
  },
};

function createBaseIssueCredentialResponse(): IssueCredentialResponse {
  return { credential: undefined, certificateChain: [], adminAddress: "" };
}

export const IssueCredentialResponse: MessageFns<IssueCredentialResponse> = {
  encode(message: IssueCredentialResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.credential !== undefined) {
      Credential.encode(message.credential, writer.uint32(10).fork()).join();
    }
    for (const v of message.certificateChain) {
      writer.uint32(18).bytes(v!);
    }
    if (message.adminAddress !== "") {
      writer.uint32(26).string(message.adminAddress);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): IssueCredentialResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseIssueCredentialResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.credential = Credential.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.certificateChain.push(Buffer.from(reader.bytes()));
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.adminAddress = reader.string();
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

  create<I extends Exact<DeepPartial<IssueCredentialResponse>, I>>(base?: I): IssueCredentialResponse {
    return IssueCredentialResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<IssueCredentialResponse>, I>>(object: I): IssueCredentialResponse {
    const message = createBaseIssueCredentialResponse();
    message.credential = (object.credential !== undefined && object.credential !== null)
      ? Credential.fromPartial(object.credential)
      : undefined;
    message.certificateChain = object.certificateChain?.map((e) => e) || [];
    message.adminAddress = object.adminAddress ?? "";
    return message;
  },
};

function createBaseListCredentialsRequest(): ListCredentialsRequest {
  return { pageSize: 0, pageToken: "" };
}

export const ListCredentialsRequest: MessageFns<ListCredentialsRequest> = {
  encode(message: ListCredentialsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.pageSize !== 0) {
      writer.uint32(8).uint32(message.pageSize);
    }
    if (message.pageToken !== "") {
      writer.uint32(18).string(message.pageToken);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListCredentialsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListCredentialsRequest();
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

  create<I extends Exact<DeepPartial<ListCredentialsRequest>, I>>(base?: I): ListCredentialsRequest {
    return ListCredentialsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListCredentialsRequest>, I>>(object: I): ListCredentialsRequest {
    const message = createBaseListCredentialsRequest();
    message.pageSize = object.pageSize ?? 0;
    message.pageToken = object.pageToken ?? "";
    return message;
  },
};

function createBaseListCredentialsResponse(): ListCredentialsResponse {
  return { credentials: [], nextPageToken: "" };
}

export const ListCredentialsResponse: MessageFns<ListCredentialsResponse> = {
  encode(message: ListCredentialsResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.credentials) {
      Credential.encode(v!, writer.uint32(10).fork()).join();
    }
    if (message.nextPageToken !== "") {
      writer.uint32(18).string(message.nextPageToken);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListCredentialsResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListCredentialsResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.credentials.push(Credential.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<ListCredentialsResponse>, I>>(base?: I): ListCredentialsResponse {
    return ListCredentialsResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListCredentialsResponse>, I>>(object: I): ListCredentialsResponse {
    const message = createBaseListCredentialsResponse();
    message.credentials = object.credentials?.map((e) => Credential.fromPartial(e)) || [];
    message.nextPageToken = object.nextPageToken ?? "";
    return message;
  },
};

function createBaseRevokeCredentialRequest(): RevokeCredentialRequest {
  return { credential: "" };
}

export const RevokeCredentialRequest: MessageFns<RevokeCredentialRequest> = {
  encode(message: RevokeCredentialRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.credential !== "") {
      writer.uint32(10).string(message.credential);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RevokeCredentialRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRevokeCredentialRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.credential = reader.string();
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

  create<I extends Exact<DeepPartial<RevokeCredentialRequest>, I>>(base?: I): RevokeCredentialRequest {
    return RevokeCredentialRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RevokeCredentialRequest>, I>>(object: I): RevokeCredentialRequest {
    const message = createBaseRevokeCredentialRequest();
    message.credential = object.credential ?? "";
    return message;
  },
};

function createBaseRevokeCredentialResponse(): RevokeCredentialResponse {
  return { credentials: [] };
}

export const RevokeCredentialResponse: MessageFns<RevokeCredentialResponse> = {
  encode(message: RevokeCredentialResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.credentials) {
      Credential.encode(v!, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RevokeCredentialResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRevokeCredentialResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.credentials.push(Credential.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<RevokeCredentialResponse>, I>>(base?: I): RevokeCredentialResponse {
    return RevokeCredentialResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RevokeCredentialResponse>, I>>(object: I): RevokeCredentialResponse {
    const message = createBaseRevokeCredentialResponse();
    message.credentials = object.credentials?.map((e) => Credential.fromPartial(e)) || [];
    return message;
  },
};

/** Certificates of people and programs. Those of machines belong to the node service. */
export type CredentialServiceService = typeof CredentialServiceService;
export const CredentialServiceService = {
  /** Signs a certificate for a person or program; its key was made by the caller and is not sent. */
  issueCredential: {
    path: "/stoker.v1.CredentialService/IssueCredential" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: IssueCredentialRequest): Buffer =>
      Buffer.from(IssueCredentialRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): IssueCredentialRequest => IssueCredentialRequest.decode(value),
    responseSerialize: (value: IssueCredentialResponse): Buffer =>
      Buffer.from(IssueCredentialResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): IssueCredentialResponse => IssueCredentialResponse.decode(value),
  },
  /** Lists certificates of people and programs. */
  listCredentials: {
    path: "/stoker.v1.CredentialService/ListCredentials" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ListCredentialsRequest): Buffer =>
      Buffer.from(ListCredentialsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ListCredentialsRequest => ListCredentialsRequest.decode(value),
    responseSerialize: (value: ListCredentialsResponse): Buffer =>
      Buffer.from(ListCredentialsResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ListCredentialsResponse => ListCredentialsResponse.decode(value),
  },
  /** Makes certificates useless at once; streams opened with them are closed. */
  revokeCredential: {
    path: "/stoker.v1.CredentialService/RevokeCredential" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: RevokeCredentialRequest): Buffer =>
      Buffer.from(RevokeCredentialRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): RevokeCredentialRequest => RevokeCredentialRequest.decode(value),
    responseSerialize: (value: RevokeCredentialResponse): Buffer =>
      Buffer.from(RevokeCredentialResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): RevokeCredentialResponse => RevokeCredentialResponse.decode(value),
  },
} as const;

export interface CredentialServiceServer extends UntypedServiceImplementation {
  /** Signs a certificate for a person or program; its key was made by the caller and is not sent. */
  issueCredential: handleUnaryCall<IssueCredentialRequest, IssueCredentialResponse>;
  /** Lists certificates of people and programs. */
  listCredentials: handleUnaryCall<ListCredentialsRequest, ListCredentialsResponse>;
  /** Makes certificates useless at once; streams opened with them are closed. */
  revokeCredential: handleUnaryCall<RevokeCredentialRequest, RevokeCredentialResponse>;
}

export interface CredentialServiceClient extends Client {
  /** Signs a certificate for a person or program; its key was made by the caller and is not sent. */
  issueCredential(
    request: IssueCredentialRequest,
    callback: (error: ServiceError | null, response: IssueCredentialResponse) => void,
  ): ClientUnaryCall;
  issueCredential(
    request: IssueCredentialRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: IssueCredentialResponse) => void,
  ): ClientUnaryCall;
  issueCredential(
    request: IssueCredentialRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: IssueCredentialResponse) => void,
  ): ClientUnaryCall;
  /** Lists certificates of people and programs. */
  listCredentials(
    request: ListCredentialsRequest,
    callback: (error: ServiceError | null, response: ListCredentialsResponse) => void,
  ): ClientUnaryCall;
  listCredentials(
    request: ListCredentialsRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ListCredentialsResponse) => void,
  ): ClientUnaryCall;
  listCredentials(
    request: ListCredentialsRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ListCredentialsResponse) => void,
  ): ClientUnaryCall;
  /** Makes certificates useless at once; streams opened with them are closed. */
  revokeCredential(
    request: RevokeCredentialRequest,
    callback: (error: ServiceError | null, response: RevokeCredentialResponse) => void,
  ): ClientUnaryCall;
  revokeCredential(
    request: RevokeCredentialRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: RevokeCredentialResponse) => void,
  ): ClientUnaryCall;
  revokeCredential(
    request: RevokeCredentialRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: RevokeCredentialResponse) => void,
  ): ClientUnaryCall;
}

export const CredentialServiceClient = makeGenericClientConstructor(
  CredentialServiceService,
  "stoker.v1.CredentialService",
) as unknown as {
  new (address: string, credentials: ChannelCredentials, options?: Partial<ClientOptions>): CredentialServiceClient;
  service: typeof CredentialServiceService;
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
