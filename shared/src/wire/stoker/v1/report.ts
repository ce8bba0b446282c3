// Generated from stoker/v1/report.proto by `make generate`; do not edit.

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
import { Deployment, DeploymentProgress, NodeProgress, TaskRun } from "./deployment.js";

export const protobufPackage = "stoker.v1";

export const protobufFileName = "stoker/v1/report.proto";

/** What an operator decided about a run. */
export const OperatorDecisionKind = {
  /** OPERATOR_DECISION_KIND_UNSPECIFIED - Never sent. */
  OPERATOR_DECISION_KIND_UNSPECIFIED: 0,
  /** OPERATOR_DECISION_KIND_SKIPPED - It was left out. */
  OPERATOR_DECISION_KIND_SKIPPED: 1,
  /** OPERATOR_DECISION_KIND_MARKED_DONE - It counts as done. */
  OPERATOR_DECISION_KIND_MARKED_DONE: 2,
  UNRECOGNIZED: -1,
} as const;

export type OperatorDecisionKind = typeof OperatorDecisionKind[keyof typeof OperatorDecisionKind];

export namespace OperatorDecisionKind {
  export type OPERATOR_DECISION_KIND_UNSPECIFIED = typeof OperatorDecisionKind.OPERATOR_DECISION_KIND_UNSPECIFIED;
  export type OPERATOR_DECISION_KIND_SKIPPED = typeof OperatorDecisionKind.OPERATOR_DECISION_KIND_SKIPPED;
  export type OPERATOR_DECISION_KIND_MARKED_DONE = typeof OperatorDecisionKind.OPERATOR_DECISION_KIND_MARKED_DONE;
  export type UNRECOGNIZED = typeof OperatorDecisionKind.UNRECOGNIZED;
}

/** Names a deployment. */
export interface GetDeploymentReportRequest {
  /** Id of the deployment. */
  deploymentId: string;
}

/** A run that failed by itself. */
export interface RootCause {
  /** The run, with its last attempts. */
  run:
    | TaskRun
    | undefined;
  /** Last lines of the output of its last attempt, oldest first; at most 10 of at most 500 signs. */
  output: string[];
  /** Runs that could not begin because of it. */
  behindCount: number;
  /** The first of them, as TASK@NODE; at most 10. */
  behind: string[];
}

/** A run that an operator took out of the way. */
export interface OperatorDecision {
  /** What was decided. */
  kind: OperatorDecisionKind;
  /** Task. */
  taskId: string;
  /** Node; "null" for the sync node. */
  nodeId: string;
  /** Name of the node. */
  nodeName: string;
  /** By whom and why. */
  message: string;
  /** When. */
  at: Date | undefined;
}

/** A deployment and why it is where it is. */
export interface GetDeploymentReportResponse {
  /** The deployment. */
  deployment:
    | Deployment
    | undefined;
  /** Progress per node, "null" for the sync node last. */
  nodes: NodeProgress[];
  /** How far it is as a whole. */
  progress:
    | DeploymentProgress
    | undefined;
  /** Failures that count, the earliest first; at most 20. */
  rootCauses: RootCause[];
  /** All of them. */
  rootCauseCount: number;
  /** Failures of tasks that may fail, the earliest first; at most 20. */
  tolerated: RootCause[];
  /** All of them. */
  toleratedCount: number;
  /** What operators skipped or marked done, the earliest first; at most 100. */
  decisions: OperatorDecision[];
  /** All of them. */
  decisionCount: number;
}

function createBaseGetDeploymentReportRequest(): GetDeploymentReportRequest {
  return { deploymentId: "" };
}

export const GetDeploymentReportRequest: MessageFns<GetDeploymentReportRequest> = {
  encode(message: GetDeploymentReportRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deploymentId !== "") {
      writer.uint32(10).string(message.deploymentId);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetDeploymentReportRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetDeploymentReportRequest();
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

  create<I extends Exact<DeepPartial<GetDeploymentReportRequest>, I>>(base?: I): GetDeploymentReportRequest {
    return GetDeploymentReportRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GetDeploymentReportRequest>, I>>(object: I): GetDeploymentReportRequest {
    const message = createBaseGetDeploymentReportRequest();
    message.deploymentId = object.deploymentId ?? "";
    return message;
  },
};

function createBaseRootCause(): RootCause {
  return { run: undefined, output: [], behindCount: 0, behind: [] };
}

export const RootCause: MessageFns<RootCause> = {
  encode(message: RootCause, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.run !== undefined) {
      TaskRun.encode(message.run, writer.uint32(10).fork()).join();
    }
    for (const v of message.output) {
      writer.uint32(18).string(v!);
    }
    if (message.behindCount !== 0) {
      writer.uint32(24).uint32(message.behindCount);
    }
    for (const v of message.behind) {
      writer.uint32(34).string(v!);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): RootCause {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseRootCause();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.run = TaskRun.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.output.push(reader.string());
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.behindCount = reader.uint32();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.behind.push(reader.string());
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

  create<I extends Exact<DeepPartial<RootCause>, I>>(base?: I): RootCause {
    return RootCause.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<RootCause>, I>>(object: I): RootCause {
    const message = createBaseRootCause();
    message.run = (object.run !== undefined && object.run !== null) ? TaskRun.fromPartial(object.run) : undefined;
    message.output = object.output?.map((e) => e) || [];
    message.behindCount = object.behindCount ?? 0;
    message.behind = object.behind?.map((e) => e) || [];
    return message;
  },
};

function createBaseOperatorDecision(): OperatorDecision {
  return { kind: 0, taskId: "", nodeId: "", nodeName: "", message: "", at: undefined };
}

export const OperatorDecision: MessageFns<OperatorDecision> = {
  encode(message: OperatorDecision, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.kind !== 0) {
      writer.uint32(8).int32(message.kind);
    }
    if (message.taskId !== "") {
      writer.uint32(18).string(message.taskId);
    }
    if (message.nodeId !== "") {
      writer.uint32(26).string(message.nodeId);
    }
    if (message.nodeName !== "") {
      writer.uint32(34).string(message.nodeName);
    }
    if (message.message !== "") {
      writer.uint32(42).string(message.message);
    }
    if (message.at !== undefined) {
      Timestamp.encode(toTimestamp(message.at), writer.uint32(50).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): OperatorDecision {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseOperatorDecision();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.kind = reader.int32() as any;
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

            message.nodeId = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.nodeName = reader.string();
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.message = reader.string();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.at = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<OperatorDecision>, I>>(base?: I): OperatorDecision {
    return OperatorDecision.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<OperatorDecision>, I>>(object: I): OperatorDecision {
    const message = createBaseOperatorDecision();
    message.kind = object.kind ?? 0;
    message.taskId = object.taskId ?? "";
    message.nodeId = object.nodeId ?? "";
    message.nodeName = object.nodeName ?? "";
    message.message = object.message ?? "";
    message.at = object.at ?? undefined;
    return message;
  },
};

function createBaseGetDeploymentReportResponse(): GetDeploymentReportResponse {
  return {
    deployment: undefined,
    nodes: [],
    progress: undefined,
    rootCauses: [],
    rootCauseCount: 0,
    tolerated: [],
    toleratedCount: 0,
    decisions: [],
    decisionCount: 0,
  };
}

export const GetDeploymentReportResponse: MessageFns<GetDeploymentReportResponse> = {
  encode(message: GetDeploymentReportResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.deployment !== undefined) {
      Deployment.encode(message.deployment, writer.uint32(10).fork()).join();
    }
    for (const v of message.nodes) {
      NodeProgress.encode(v!, writer.uint32(18).fork()).join();
    }
    if (message.progress !== undefined) {
      DeploymentProgress.encode(message.progress, writer.uint32(26).fork()).join();
    }
    for (const v of message.rootCauses) {
      RootCause.encode(v!, writer.uint32(34).fork()).join();
    }
    if (message.rootCauseCount !== 0) {
      writer.uint32(40).uint32(message.rootCauseCount);
    }
    for (const v of message.tolerated) {
      RootCause.encode(v!, writer.uint32(50).fork()).join();
    }
    if (message.toleratedCount !== 0) {
      writer.uint32(56).uint32(message.toleratedCount);
    }
    for (const v of message.decisions) {
      OperatorDecision.encode(v!, writer.uint32(66).fork()).join();
    }
    if (message.decisionCount !== 0) {
      writer.uint32(72).uint32(message.decisionCount);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): GetDeploymentReportResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseGetDeploymentReportResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.deployment = Deployment.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.nodes.push(NodeProgress.decode(reader, reader.uint32()));
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.progress = DeploymentProgress.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.rootCauses.push(RootCause.decode(reader, reader.uint32()));
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.rootCauseCount = reader.uint32();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.tolerated.push(RootCause.decode(reader, reader.uint32()));
            continue;
          }
          case 7: {
            if (tag !== 56) {
              break;
            }

            message.toleratedCount = reader.uint32();
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.decisions.push(OperatorDecision.decode(reader, reader.uint32()));
            continue;
          }
          case 9: {
            if (tag !== 72) {
              break;
            }

            message.decisionCount = reader.uint32();
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

  create<I extends Exact<DeepPartial<GetDeploymentReportResponse>, I>>(base?: I): GetDeploymentReportResponse {
    return GetDeploymentReportResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<GetDeploymentReportResponse>, I>>(object: I): GetDeploymentReportResponse {
    const message = createBaseGetDeploymentReportResponse();
    message.deployment = (object.deployment !== undefined && object.deployment !== null)
      ? Deployment.fromPartial(object.deployment)
      : undefined;
    message.nodes = object.nodes?.map((e) => NodeProgress.fromPartial(e)) || [];
    message.progress = (object.progress !== undefined && object.progress !== null)
      ? DeploymentProgress.fromPartial(object.progress)
      : undefined;
    message.rootCauses = object.rootCauses?.map((e) => RootCause.fromPartial(e)) || [];
    message.rootCauseCount = object.rootCauseCount ?? 0;
    message.tolerated = object.tolerated?.map((e) => RootCause.fromPartial(e)) || [];
    message.toleratedCount = object.toleratedCount ?? 0;
    message.decisions = object.decisions?.map((e) => OperatorDecision.fromPartial(e)) || [];
    message.decisionCount = object.decisionCount ?? 0;
    return message;
  },
};

/** What became of deployments, for people. */
export type ReportServiceService = typeof ReportServiceService;
export const ReportServiceService = {
  /** Tells why a deployment is where it is: root causes first, then what could not run because of them. */
  getDeploymentReport: {
    path: "/stoker.v1.ReportService/GetDeploymentReport" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: GetDeploymentReportRequest): Buffer =>
      Buffer.from(GetDeploymentReportRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): GetDeploymentReportRequest => GetDeploymentReportRequest.decode(value),
    responseSerialize: (value: GetDeploymentReportResponse): Buffer =>
      Buffer.from(GetDeploymentReportResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): GetDeploymentReportResponse => GetDeploymentReportResponse.decode(value),
  },
} as const;

export interface ReportServiceServer extends UntypedServiceImplementation {
  /** Tells why a deployment is where it is: root causes first, then what could not run because of them. */
  getDeploymentReport: handleUnaryCall<GetDeploymentReportRequest, GetDeploymentReportResponse>;
}

export interface ReportServiceClient extends Client {
  /** Tells why a deployment is where it is: root causes first, then what could not run because of them. */
  getDeploymentReport(
    request: GetDeploymentReportRequest,
    callback: (error: ServiceError | null, response: GetDeploymentReportResponse) => void,
  ): ClientUnaryCall;
  getDeploymentReport(
    request: GetDeploymentReportRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: GetDeploymentReportResponse) => void,
  ): ClientUnaryCall;
  getDeploymentReport(
    request: GetDeploymentReportRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: GetDeploymentReportResponse) => void,
  ): ClientUnaryCall;
}

export const ReportServiceClient = makeGenericClientConstructor(
  ReportServiceService,
  "stoker.v1.ReportService",
) as unknown as {
  new (address: string, credentials: ChannelCredentials, options?: Partial<ClientOptions>): ReportServiceClient;
  service: typeof ReportServiceService;
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
