// Generated from stoker/v1/access.proto by `make generate`; do not edit.

/* eslint-disable */
import { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";

export const protobufPackage = "stoker.v1";

export const protobufFileName = "stoker/v1/access.proto";

/** The listener an RPC is served on. */
export const Door = {
  /** DOOR_UNSPECIFIED - Never valid: every RPC names its door. */
  DOOR_UNSPECIFIED: 0,
  /** DOOR_ENROL - Server TLS only; for machines that have no certificate yet. */
  DOOR_ENROL: 1,
  /** DOOR_AGENT - Mutual TLS with agent certificates. */
  DOOR_AGENT: 2,
  /** DOOR_ADMIN - Mutual TLS with certificates of people, and the local socket. */
  DOOR_ADMIN: 3,
  UNRECOGNIZED: -1,
} as const;

export type Door = typeof Door[keyof typeof Door];

export namespace Door {
  export type DOOR_UNSPECIFIED = typeof Door.DOOR_UNSPECIFIED;
  export type DOOR_ENROL = typeof Door.DOOR_ENROL;
  export type DOOR_AGENT = typeof Door.DOOR_AGENT;
  export type DOOR_ADMIN = typeof Door.DOOR_ADMIN;
  export type UNRECOGNIZED = typeof Door.UNRECOGNIZED;
}

/** The access role a certificate carries. Not to be confused with the roles of a node. */
export const AccessRole = {
  /** ACCESS_ROLE_UNSPECIFIED - Never valid: every RPC names who may call it. */
  ACCESS_ROLE_UNSPECIFIED: 0,
  /** ACCESS_ROLE_ANYONE - No client identity is needed. */
  ACCESS_ROLE_ANYONE: 1,
  /** ACCESS_ROLE_AGENT - The agent of one machine. */
  ACCESS_ROLE_AGENT: 2,
  /** ACCESS_ROLE_VIEWER - A person or program that may only look. */
  ACCESS_ROLE_VIEWER: 3,
  /** ACCESS_ROLE_OPERATOR - A person or program that may deploy and stop. */
  ACCESS_ROLE_OPERATOR: 4,
  /** ACCESS_ROLE_ADMIN - A person or program that may do everything, tokens and removal included. */
  ACCESS_ROLE_ADMIN: 5,
  UNRECOGNIZED: -1,
} as const;

export type AccessRole = typeof AccessRole[keyof typeof AccessRole];

export namespace AccessRole {
  export type ACCESS_ROLE_UNSPECIFIED = typeof AccessRole.ACCESS_ROLE_UNSPECIFIED;
  export type ACCESS_ROLE_ANYONE = typeof AccessRole.ACCESS_ROLE_ANYONE;
  export type ACCESS_ROLE_AGENT = typeof AccessRole.ACCESS_ROLE_AGENT;
  export type ACCESS_ROLE_VIEWER = typeof AccessRole.ACCESS_ROLE_VIEWER;
  export type ACCESS_ROLE_OPERATOR = typeof AccessRole.ACCESS_ROLE_OPERATOR;
  export type ACCESS_ROLE_ADMIN = typeof AccessRole.ACCESS_ROLE_ADMIN;
  export type UNRECOGNIZED = typeof AccessRole.UNRECOGNIZED;
}

/** Who may call an RPC, and where. */
export interface MethodAccess {
  /** The listener that serves the RPC. */
  door: Door;
  /** The lowest access role that may call it; on the admin door a higher one may too. */
  minimumRole: AccessRole;
}

function createBaseMethodAccess(): MethodAccess {
  return { door: 0, minimumRole: 0 };
}

export const MethodAccess: MessageFns<MethodAccess> = {
  encode(message: MethodAccess, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.door !== 0) {
      writer.uint32(8).int32(message.door);
    }
    if (message.minimumRole !== 0) {
      writer.uint32(16).int32(message.minimumRole);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): MethodAccess {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseMethodAccess();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.door = reader.int32() as any;
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.minimumRole = reader.int32() as any;
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

  create<I extends Exact<DeepPartial<MethodAccess>, I>>(base?: I): MethodAccess {
    return MethodAccess.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<MethodAccess>, I>>(object: I): MethodAccess {
    const message = createBaseMethodAccess();
    message.door = object.door ?? 0;
    message.minimumRole = object.minimumRole ?? 0;
    return message;
  },
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
