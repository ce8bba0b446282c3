// Generated from stoker/v1/enrol.proto by `make generate`; do not edit.

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

export const protobufFileName = "stoker/v1/enrol.proto";

/** Whether a machine was admitted. */
export const EnrolmentState = {
  /** ENROLMENT_STATE_UNSPECIFIED - Never sent. */
  ENROLMENT_STATE_UNSPECIFIED: 0,
  /** ENROLMENT_STATE_ADMITTED - The certificate is in the answer. */
  ENROLMENT_STATE_ADMITTED: 1,
  /** ENROLMENT_STATE_PENDING - An administrator must accept the node first; ask again later. */
  ENROLMENT_STATE_PENDING: 2,
  UNRECOGNIZED: -1,
} as const;

export type EnrolmentState = typeof EnrolmentState[keyof typeof EnrolmentState];

export namespace EnrolmentState {
  export type ENROLMENT_STATE_UNSPECIFIED = typeof EnrolmentState.ENROLMENT_STATE_UNSPECIFIED;
  export type ENROLMENT_STATE_ADMITTED = typeof EnrolmentState.ENROLMENT_STATE_ADMITTED;
  export type ENROLMENT_STATE_PENDING = typeof EnrolmentState.ENROLMENT_STATE_PENDING;
  export type UNRECOGNIZED = typeof EnrolmentState.UNRECOGNIZED;
}

/** What identifies the hardware of a machine, as firmware and network cards tell it. */
export interface HardwareIdentity {
  /** System UUID of DMI; empty when the firmware has none. */
  systemUuid: string;
  /** Serial number of the system; empty when unknown. */
  serialNumber: string;
  /** Permanent MAC addresses in lower case with colons, sorted. */
  macAddresses: string[];
  /** Number that tells apart several agents on one machine; empty on real machines. */
  instance: string;
}

/** A request to join. */
export interface EnrollRequest {
  /** Secret part of the join token. */
  tokenSecret: string;
  /** Certificate signing request, DER; its key never leaves the machine. */
  certificateSigningRequest: Buffer;
  /** The machine's hardware identity. */
  hardware:
    | HardwareIdentity
    | undefined;
  /** Host name the machine has now; a hint for its name. */
  hostName: string;
  /** Version of the agent. */
  agentVersion: string;
}

/** Where the other doors are. */
export interface DoorAddresses {
  /** HOST:PORT of the agent door. */
  agents: string;
}

/** The answer to a request to join. */
export interface EnrollResponse {
  /** Admitted or pending. */
  state: EnrolmentState;
  /** Identity of the node: a decimal number, or "master" for the controller's own machine. */
  nodeId: string;
  /** Leaf certificate first, then its issuers up to the root, DER; empty while pending. */
  certificateChain: Buffer[];
  /** Addresses of the other doors; empty while pending. */
  doors:
    | DoorAddresses
    | undefined;
  /** Seconds to wait before asking again while pending. */
  retryAfterSeconds: number;
}

/** A request for a fresh certificate. */
export interface RenewRequest {
  /** Current leaf certificate, DER; up to 30 days past its end. */
  certificate: Buffer;
  /** Signing request of the new key, DER. */
  certificateSigningRequest: Buffer;
  /** Signature by the current key over the bytes of certificate_signing_request (ECDSA P-256, SHA-256, DER). */
  proof: Buffer;
}

/** A fresh certificate. */
export interface RenewResponse {
  /** Leaf certificate first, then its issuers up to the root, DER. */
  certificateChain: Buffer[];
  /** Addresses of the other doors. */
  doors: DoorAddresses | undefined;
}

function createBaseHardwareIdentity(): HardwareIdentity {
  return { systemUuid: "", serialNumber: "", macAddresses: [], instance: "" };
}

export const HardwareIdentity: MessageFns<HardwareIdentity> = {
  encode(message: HardwareIdentity, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.systemUuid !== "") {
      writer.uint32(10).string(message.systemUuid);
    }
    if (message.serialNumber !== "") {
      writer.uint32(18).string(message.serialNumber);
    }
    for (const v of message.macAddresses) {
      writer.uint32(26).string(v!);
    }
    if (message.instance !== "") {
      writer.uint32(34).string(message.instance);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): HardwareIdentity {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseHardwareIdentity();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.systemUuid = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.serialNumber = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.macAddresses.push(reader.string());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.instance = reader.string();
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

  create<I extends Exact<DeepPartial<HardwareIdentity>, I>>(base?: I): HardwareIdentity {
    return HardwareIdentity.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<HardwareIdentity>, I>>(object: I): HardwareIdentity {
    const message = createBaseHardwareIdentity();
    message.systemUuid = object.systemUuid ?? "";
    message.serialNumber = object.serialNumber ?? "";
    message.macAddresses = object.macAddresses?.map((e) => e) || [];
    message.instance = object.instance ?? "";
    return message;
  },
};

function createBaseEnrollRequest(): EnrollRequest {
  return {
    tokenSecret: "",
    certificateSigningRequest: Buffer.alloc(0),
    hardware: undefined,
    hostName: "",
    agentVersion: "",
  };
}

export const EnrollRequest: MessageFns<EnrollRequest> = {
  encode(message: EnrollRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.tokenSecret !== "") {
      writer.uint32(10).string(message.tokenSecret);
    }
    if (message.certificateSigningRequest.length !== 0) {
      writer.uint32(18).bytes(message.certificateSigningRequest);
    }
    if (message.hardware !== undefined) {
      HardwareIdentity.encode(message.hardware, writer.uint32(26).fork()).join();
    }
    if (message.hostName !== "") {
      writer.uint32(34).string(message.hostName);
    }
    if (message.agentVersion !== "") {
      writer.uint32(42).string(message.agentVersion);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): EnrollRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseEnrollRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.tokenSecret = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.certificateSigningRequest = Buffer.from(reader.bytes());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.hardware = HardwareIdentity.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.hostName = reader.string();
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.agentVersion = reader.string();
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

  create<I extends Exact<DeepPartial<EnrollRequest>, I>>(base?: I): EnrollRequest {
    return EnrollRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<EnrollRequest>, I>>(object: I): EnrollRequest {
    const message = createBaseEnrollRequest();
    message.tokenSecret = object.tokenSecret ?? "";
    message.certificateSigningRequest = object.certificateSigningRequest ?? Buffer.alloc(0);
    message.hardware = (object.hardware !== undefined && object.hardware !== null)
      ? HardwareIdentity.fromPartial(object.hardware)
      : undefined;
    message.hostName = object.hostName ?? "";
    message.agentVersion = object.agentVersion ?? "";
    return message;
  },
};

function createBaseDoorAddresses(): DoorAddresses {
  return { agents: "" };
}

export const DoorAddresses: MessageFns<DoorAddresses> = {
  encode(message: DoorAddresses, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.agents !== "") {
      writer.uint32(10).string(message.agents);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): DoorAddresses {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDoorAddresses();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.agents = reader.string();
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

  create<I extends Exact<DeepPartial<DoorAddresses>, I>>(base?: I): DoorAddresses {
    return DoorAddresses.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<DoorAddresses>, I>>(object: I): DoorAddresses {
    const message = createBaseDoorAddresses();
    message.agents = object.agents ?? "";
    return message;
  },
};

function createBaseEnrollResponse(): EnrollResponse {
  return { state: 0, nodeId: "", certificateChain: [], doors: undefined, retryAfterSeconds: 0 };
}

export const EnrollResponse: MessageFns<EnrollResponse> = {
  encode(message: EnrollResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.state !== 0) {
      writer.uint32(8).int32(message.state);
    }
    if (message.nodeId !== "") {
      writer.uint32(18).string(message.nodeId);
    }
    for (const v of message.certificateChain) {
      writer.uint32(26).bytes(v!);
    }
    if (message.doors !== undefined) {
      DoorAddresses.encode(message.doors, writer.uint32(34).fork()).join();
    }
    if (message.retryAfterSeconds !== 0) {
      writer.uint32(40).uint32(message.retryAfterSeconds);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): EnrollResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseEnrollResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.state = reader.int32() as any;
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

            message.certificateChain.push(Buffer.from(reader.bytes()));
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.doors = DoorAddresses.decode(reader, reader.uint32());
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.retryAfterSeconds = reader.uint32();
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

  create<I extends Exact<DeepPartial<EnrollResponse>, I>>(base?: I): EnrollResponse {
    return EnrollResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<EnrollResponse>, I>>(object: I): EnrollResponse {
    const message = createBaseEnrollResponse();
    message.state = object.state ?? 0;
    message.nodeId = object.nodeId ?? "";
    message.certificateChain = object.certificateChain?.map((e) => e) || [];
    message.doors = (object.doors !== undefined && object.doors !== null)
      ? DoorAddresses.fromPartial(object.doors)
      : undefined;
    message.retryAfterSeconds = object.retryAfterSeconds ?? 0;
    return message;
  },
};

function createBaseRenewRequest(): RenewRequest {
  return { certificate: Buffer.alloc(0), certificateSigningRequest: Buffer.alloc(0), proof: Buffer.alloc(0) };
}

export const RenewRequest: MessageFns<RenewRequest> = {
  encode(message: RenewRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.certificate.length !== 0) {
      writer.uint32(10).bytes(message.certificate);
    }
    if (message.certificateSigningRequest.length !== 0) {
      writer.uint32(18).bytes(message.certificateSigningRequest);
    }
    if (message.proof.length !== 0) {
      writer.uint32(26).bytes(message.proof);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RenewRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRenewRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.certificate = Buffer.from(reader.bytes());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.certificateSigningRequest = Buffer.from(reader.bytes());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.proof = Buffer.from(reader.bytes());
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

  create<I extends Exact<DeepPartial<RenewRequest>, I>>(base?: I): RenewRequest {
    return RenewRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RenewRequest>, I>>(object: I): RenewRequest {
    const message = createBaseRenewRequest();
    message.certificate = object.certificate ?? Buffer.alloc(0);
    message.certificateSigningRequest = object.certificateSigningRequest ?? Buffer.alloc(0);
    message.proof = object.proof ?? Buffer.alloc(0);
    return message;
  },
};

function createBaseRenewResponse(): RenewResponse {
  return { certificateChain: [], doors: undefined };
}

export const RenewResponse: MessageFns<RenewResponse> = {
  encode(message: RenewResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.certificateChain) {
      writer.uint32(10).bytes(v!);
    }
    if (message.doors !== undefined) {
      DoorAddresses.encode(message.doors, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RenewResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRenewResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.certificateChain.push(Buffer.from(reader.bytes()));
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.doors = DoorAddresses.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<RenewResponse>, I>>(base?: I): RenewResponse {
    return RenewResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RenewResponse>, I>>(object: I): RenewResponse {
    const message = createBaseRenewResponse();
    message.certificateChain = object.certificateChain?.map((e) => e) || [];
    message.doors = (object.doors !== undefined && object.doors !== null)
      ? DoorAddresses.fromPartial(object.doors)
      : undefined;
    return message;
  },
};

/** How a machine without a certificate gets one. */
export type EnrolServiceService = typeof EnrolServiceService;
export const EnrolServiceService = {
  /**
   * Exchanges a join token and a certificate signing request for a certificate.
   * Safe to repeat with the same key: it never consumes a second use of the token.
   */
  enroll: {
    path: "/stoker.v1.EnrolService/Enroll" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: EnrollRequest): Buffer => Buffer.from(EnrollRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): EnrollRequest => EnrollRequest.decode(value),
    responseSerialize: (value: EnrollResponse): Buffer => Buffer.from(EnrollResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): EnrollResponse => EnrollResponse.decode(value),
  },
  /** Exchanges a certificate, possibly expired but never revoked, for a fresh one by proof of its key. */
  renew: {
    path: "/stoker.v1.EnrolService/Renew" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: RenewRequest): Buffer => Buffer.from(RenewRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): RenewRequest => RenewRequest.decode(value),
    responseSerialize: (value: RenewResponse): Buffer => Buffer.from(RenewResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): RenewResponse => RenewResponse.decode(value),
  },
} as const;

export interface EnrolServiceServer extends UntypedServiceImplementation {
  /**
   * Exchanges a join token and a certificate signing request for a certificate.
   * Safe to repeat with the same key: it never consumes a second use of the token.
   */
  enroll: handleUnaryCall<EnrollRequest, EnrollResponse>;
  /** Exchanges a certificate, possibly expired but never revoked, for a fresh one by proof of its key. */
  renew: handleUnaryCall<RenewRequest, RenewResponse>;
}

export interface EnrolServiceClient extends Client {
  /**
   * Exchanges a join token and a certificate signing request for a certificate.
   * Safe to repeat with the same key: it never consumes a second use of the token.
   */
  enroll(
    request: EnrollRequest,
    callback: (error: ServiceError | null, response: EnrollResponse) => void,
  ): ClientUnaryCall;
  enroll(
    request: EnrollRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: EnrollResponse) => void,
  ): ClientUnaryCall;
  enroll(
    request: EnrollRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: EnrollResponse) => void,
  ): ClientUnaryCall;
  /** Exchanges a certificate, possibly expired but never revoked, for a fresh one by proof of its key. */
  renew(
    request: RenewRequest,
    callback: (error: ServiceError | null, response: RenewResponse) => void,
  ): ClientUnaryCall;
  renew(
    request: RenewRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: RenewResponse) => void,
  ): ClientUnaryCall;
  renew(
    request: RenewRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: RenewResponse) => void,
  ): ClientUnaryCall;
}

export const EnrolServiceClient = makeGenericClientConstructor(
  EnrolServiceService,
  "stoker.v1.EnrolService",
) as unknown as {
  new (address: string, credentials: ChannelCredentials, options?: Partial<ClientOptions>): EnrolServiceClient;
  service: typeof EnrolServiceService;
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
