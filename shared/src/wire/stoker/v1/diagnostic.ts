// Generated from stoker/v1/diagnostic.proto by `make generate`; do not edit.

/* eslint-disable */
import { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";

export const protobufPackage = "stoker.v1";

export const protobufFileName = "stoker/v1/diagnostic.proto";

/** How bad a diagnostic is. */
export const Severity = {
  /** SEVERITY_UNSPECIFIED - Never sent. */
  SEVERITY_UNSPECIFIED: 0,
  /** SEVERITY_ERROR - Nothing can go on. */
  SEVERITY_ERROR: 1,
  /** SEVERITY_WARNING - Worth a look. */
  SEVERITY_WARNING: 2,
  UNRECOGNIZED: -1,
} as const;

export type Severity = typeof Severity[keyof typeof Severity];

export namespace Severity {
  export type SEVERITY_UNSPECIFIED = typeof Severity.SEVERITY_UNSPECIFIED;
  export type SEVERITY_ERROR = typeof Severity.SEVERITY_ERROR;
  export type SEVERITY_WARNING = typeof Severity.SEVERITY_WARNING;
  export type UNRECOGNIZED = typeof Severity.UNRECOGNIZED;
}

/** One problem found in what a person wrote. */
export interface Diagnostic {
  /** Error or warning. */
  severity: Severity;
  /** Stable code, for example "TASK_TYPE_UNKNOWN". */
  code: string;
  /** One sentence. */
  message: string;
  /** File within the folder that was read; empty when none. */
  file: string;
  /** Line, from 1; 0 when unknown. */
  line: number;
  /** Column, from 1; 0 when unknown. */
  column: number;
  /** Path of the value, for example "[3].requires[0]" or "roles_metadata.app.tags". */
  path: string;
  /** What to do about it; empty when obvious. */
  hint: string;
}

/** All problems at once; a detail of statuses that refuse input. */
export interface DiagnosticList {
  /** Errors first. */
  diagnostics: Diagnostic[];
}

/**
 * All problems at once, compressed; takes the place of a DiagnosticList that is too long for the headers of an answer.
 * Sent only to callers whose metadata says `x-stoker-status-details: deflate`.
 */
export interface CompressedDiagnosticList {
  /** An encoded DiagnosticList in the zlib format (RFC 1950). */
  deflated: Buffer;
  /** Its length once inflated, bytes; at most 4 MiB. */
  inflatedBytes: number;
}

function createBaseDiagnostic(): Diagnostic {
  return { severity: 0, code: "", message: "", file: "", line: 0, column: 0, path: "", hint: "" };
}

export const Diagnostic: MessageFns<Diagnostic> = {
  encode(message: Diagnostic, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.severity !== 0) {
      writer.uint32(8).int32(message.severity);
    }
    if (message.code !== "") {
      writer.uint32(18).string(message.code);
    }
    if (message.message !== "") {
      writer.uint32(26).string(message.message);
    }
    if (message.file !== "") {
      writer.uint32(34).string(message.file);
    }
    if (message.line !== 0) {
      writer.uint32(40).uint32(message.line);
    }
    if (message.column !== 0) {
      writer.uint32(48).uint32(message.column);
    }
    if (message.path !== "") {
      writer.uint32(58).string(message.path);
    }
    if (message.hint !== "") {
      writer.uint32(66).string(message.hint);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Diagnostic {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDiagnostic();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.severity = reader.int32() as any;
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.code = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.message = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.file = reader.string();
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.line = reader.uint32();
            continue;
          }
          case 6: {
            if (tag !== 48) {
              break;
            }

            message.column = reader.uint32();
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.path = reader.string();
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.hint = reader.string();
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

  create<I extends Exact<DeepPartial<Diagnostic>, I>>(base?: I): Diagnostic {
    return Diagnostic.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Diagnostic>, I>>(object: I): Diagnostic {
    const message = createBaseDiagnostic();
    message.severity = object.severity ?? 0;
    message.code = object.code ?? "";
    message.message = object.message ?? "";
    message.file = object.file ?? "";
    message.line = object.line ?? 0;
    message.column = object.column ?? 0;
    message.path = object.path ?? "";
    message.hint = object.hint ?? "";
    return message;
  },
};

function createBaseDiagnosticList(): DiagnosticList {
  return { diagnostics: [] };
}

export const DiagnosticList: MessageFns<DiagnosticList> = {
  encode(message: DiagnosticList, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.diagnostics) {
      Diagnostic.encode(v!, writer.uint32(10).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): DiagnosticList {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDiagnosticList();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
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

  create<I extends Exact<DeepPartial<DiagnosticList>, I>>(base?: I): DiagnosticList {
    return DiagnosticList.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<DiagnosticList>, I>>(object: I): DiagnosticList {
    const message = createBaseDiagnosticList();
    message.diagnostics = object.diagnostics?.map((e) => Diagnostic.fromPartial(e)) || [];
    return message;
  },
};

function createBaseCompressedDiagnosticList(): CompressedDiagnosticList {
  return { deflated: Buffer.alloc(0), inflatedBytes: 0 };
}

export const CompressedDiagnosticList: MessageFns<CompressedDiagnosticList> = {
  encode(message: CompressedDiagnosticList, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deflated.length !== 0) {
      writer.uint32(10).bytes(message.deflated);
    }
    if (message.inflatedBytes !== 0) {
      writer.uint32(16).uint32(message.inflatedBytes);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): CompressedDiagnosticList {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCompressedDiagnosticList();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deflated = Buffer.from(reader.bytes());
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.inflatedBytes = reader.uint32();
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

  create<I extends Exact<DeepPartial<CompressedDiagnosticList>, I>>(base?: I): CompressedDiagnosticList {
    return CompressedDiagnosticList.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<CompressedDiagnosticList>, I>>(object: I): CompressedDiagnosticList {
    const message = createBaseCompressedDiagnosticList();
    message.deflated = object.deflated ?? Buffer.alloc(0);
    message.inflatedBytes = object.inflatedBytes ?? 0;
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
