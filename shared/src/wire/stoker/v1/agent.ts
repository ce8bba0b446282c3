// Generated from stoker/v1/agent.proto by `make generate`; do not edit.

/* eslint-disable */
import { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";
import {
  type CallOptions,
  type ChannelCredentials,
  Client,
  type ClientDuplexStream,
  type ClientOptions,
  type handleBidiStreamingCall,
  makeGenericClientConstructor,
  type Metadata,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { Inventory } from "./inventory.js";

export const protobufPackage = "stoker.v1";

export const protobufFileName = "stoker/v1/agent.proto";

/** How far the agent got with an attempt. */
export const AttemptState = {
  /** ATTEMPT_STATE_UNSPECIFIED - Never sent. */
  ATTEMPT_STATE_UNSPECIFIED: 0,
  /** ATTEMPT_STATE_ACCEPTED - In the journal, its process not started. */
  ATTEMPT_STATE_ACCEPTED: 1,
  /** ATTEMPT_STATE_RUNNING - Its process was started and has not ended. */
  ATTEMPT_STATE_RUNNING: 2,
  /** ATTEMPT_STATE_FINISHED - It ended; the result is in the journal. */
  ATTEMPT_STATE_FINISHED: 3,
  UNRECOGNIZED: -1,
} as const;

export type AttemptState = typeof AttemptState[keyof typeof AttemptState];

export namespace AttemptState {
  export type ATTEMPT_STATE_UNSPECIFIED = typeof AttemptState.ATTEMPT_STATE_UNSPECIFIED;
  export type ATTEMPT_STATE_ACCEPTED = typeof AttemptState.ATTEMPT_STATE_ACCEPTED;
  export type ATTEMPT_STATE_RUNNING = typeof AttemptState.ATTEMPT_STATE_RUNNING;
  export type ATTEMPT_STATE_FINISHED = typeof AttemptState.ATTEMPT_STATE_FINISHED;
  export type UNRECOGNIZED = typeof AttemptState.UNRECOGNIZED;
}

/** What the agent must do with an attempt of its hello. */
export const Verdict = {
  /** VERDICT_UNSPECIFIED - Never sent. */
  VERDICT_UNSPECIFIED: 0,
  /** VERDICT_KEEP - Go on. */
  VERDICT_KEEP: 1,
  /** VERDICT_KILL - End it and report. */
  VERDICT_KILL: 2,
  /** VERDICT_FORGET - Its outcome is known or nobody's: drop it from the journal, ending whatever still runs of it. */
  VERDICT_FORGET: 3,
  /** VERDICT_RESEND - Send its result again. */
  VERDICT_RESEND: 4,
  UNRECOGNIZED: -1,
} as const;

export type Verdict = typeof Verdict[keyof typeof Verdict];

export namespace Verdict {
  export type VERDICT_UNSPECIFIED = typeof Verdict.VERDICT_UNSPECIFIED;
  export type VERDICT_KEEP = typeof Verdict.VERDICT_KEEP;
  export type VERDICT_KILL = typeof Verdict.VERDICT_KILL;
  export type VERDICT_FORGET = typeof Verdict.VERDICT_FORGET;
  export type VERDICT_RESEND = typeof Verdict.VERDICT_RESEND;
  export type UNRECOGNIZED = typeof Verdict.UNRECOGNIZED;
}

/** How an attempt ended. */
export const AttemptOutcome = {
  /** ATTEMPT_OUTCOME_UNSPECIFIED - Never sent. */
  ATTEMPT_OUTCOME_UNSPECIFIED: 0,
  /** ATTEMPT_OUTCOME_SUCCEEDED - The task did what it should. */
  ATTEMPT_OUTCOME_SUCCEEDED: 1,
  /** ATTEMPT_OUTCOME_FAILED - It did not; the reason says why. */
  ATTEMPT_OUTCOME_FAILED: 2,
  UNRECOGNIZED: -1,
} as const;

export type AttemptOutcome = typeof AttemptOutcome[keyof typeof AttemptOutcome];

export namespace AttemptOutcome {
  export type ATTEMPT_OUTCOME_UNSPECIFIED = typeof AttemptOutcome.ATTEMPT_OUTCOME_UNSPECIFIED;
  export type ATTEMPT_OUTCOME_SUCCEEDED = typeof AttemptOutcome.ATTEMPT_OUTCOME_SUCCEEDED;
  export type ATTEMPT_OUTCOME_FAILED = typeof AttemptOutcome.ATTEMPT_OUTCOME_FAILED;
  export type UNRECOGNIZED = typeof AttemptOutcome.UNRECOGNIZED;
}

/** Why an attempt failed. */
export const FailureReason = {
  /** FAILURE_REASON_UNSPECIFIED - The attempt did not fail. */
  FAILURE_REASON_UNSPECIFIED: 0,
  /** FAILURE_REASON_EXIT_CODE - The process ended with an exit code other than 0. */
  FAILURE_REASON_EXIT_CODE: 1,
  /** FAILURE_REASON_SIGNAL - The process was ended by a signal that Stoker did not send. */
  FAILURE_REASON_SIGNAL: 2,
  /** FAILURE_REASON_TIMEOUT - The time allowed ran out; the whole process group was ended. */
  FAILURE_REASON_TIMEOUT: 3,
  /** FAILURE_REASON_SPAWN - The process could not be started. */
  FAILURE_REASON_SPAWN: 4,
  /** FAILURE_REASON_INVALID_PARAMETERS - The parameters do not fit the task type. */
  FAILURE_REASON_INVALID_PARAMETERS: 5,
  /** FAILURE_REASON_UNSUPPORTED_TYPE - This agent has no executor for the task type. */
  FAILURE_REASON_UNSUPPORTED_TYPE: 6,
  /** FAILURE_REASON_FILE_SYSTEM - A file could not be written or read. */
  FAILURE_REASON_FILE_SYSTEM: 7,
  /** FAILURE_REASON_INTERRUPTED - Agent and wrapper ended before the outcome was known; every remnant is gone. */
  FAILURE_REASON_INTERRUPTED: 8,
  /** FAILURE_REASON_CANCELLED - The controller asked to end it. */
  FAILURE_REASON_CANCELLED: 9,
  /** FAILURE_REASON_AGENT_LOST - The node stayed silent for too long. Decided by the controller, never reported. */
  FAILURE_REASON_AGENT_LOST: 10,
  /** FAILURE_REASON_OUTCOME_UNKNOWN - The agent came back without its journal. Decided by the controller, never reported. */
  FAILURE_REASON_OUTCOME_UNKNOWN: 11,
  /** FAILURE_REASON_FETCH - Content of the controller could not be fetched. */
  FAILURE_REASON_FETCH: 12,
  /** FAILURE_REASON_INTERNAL - A fault in the agent itself; only this attempt suffers from it. */
  FAILURE_REASON_INTERNAL: 13,
  UNRECOGNIZED: -1,
} as const;

export type FailureReason = typeof FailureReason[keyof typeof FailureReason];

export namespace FailureReason {
  export type FAILURE_REASON_UNSPECIFIED = typeof FailureReason.FAILURE_REASON_UNSPECIFIED;
  export type FAILURE_REASON_EXIT_CODE = typeof FailureReason.FAILURE_REASON_EXIT_CODE;
  export type FAILURE_REASON_SIGNAL = typeof FailureReason.FAILURE_REASON_SIGNAL;
  export type FAILURE_REASON_TIMEOUT = typeof FailureReason.FAILURE_REASON_TIMEOUT;
  export type FAILURE_REASON_SPAWN = typeof FailureReason.FAILURE_REASON_SPAWN;
  export type FAILURE_REASON_INVALID_PARAMETERS = typeof FailureReason.FAILURE_REASON_INVALID_PARAMETERS;
  export type FAILURE_REASON_UNSUPPORTED_TYPE = typeof FailureReason.FAILURE_REASON_UNSUPPORTED_TYPE;
  export type FAILURE_REASON_FILE_SYSTEM = typeof FailureReason.FAILURE_REASON_FILE_SYSTEM;
  export type FAILURE_REASON_INTERRUPTED = typeof FailureReason.FAILURE_REASON_INTERRUPTED;
  export type FAILURE_REASON_CANCELLED = typeof FailureReason.FAILURE_REASON_CANCELLED;
  export type FAILURE_REASON_AGENT_LOST = typeof FailureReason.FAILURE_REASON_AGENT_LOST;
  export type FAILURE_REASON_OUTCOME_UNKNOWN = typeof FailureReason.FAILURE_REASON_OUTCOME_UNKNOWN;
  export type FAILURE_REASON_FETCH = typeof FailureReason.FAILURE_REASON_FETCH;
  export type FAILURE_REASON_INTERNAL = typeof FailureReason.FAILURE_REASON_INTERNAL;
  export type UNRECOGNIZED = typeof FailureReason.UNRECOGNIZED;
}

/** What became of a report. */
export const Disposition = {
  /** DISPOSITION_UNSPECIFIED - Never sent. */
  DISPOSITION_UNSPECIFIED: 0,
  /** DISPOSITION_APPLIED - It decided the attempt. */
  DISPOSITION_APPLIED: 1,
  /** DISPOSITION_DUPLICATE - The same outcome was applied before. */
  DISPOSITION_DUPLICATE: 2,
  /** DISPOSITION_STALE - The run had ended already; the outcome was kept with its attempt. */
  DISPOSITION_STALE: 3,
  /** DISPOSITION_UNKNOWN - No such attempt of this node. */
  DISPOSITION_UNKNOWN: 4,
  UNRECOGNIZED: -1,
} as const;

export type Disposition = typeof Disposition[keyof typeof Disposition];

export namespace Disposition {
  export type DISPOSITION_UNSPECIFIED = typeof Disposition.DISPOSITION_UNSPECIFIED;
  export type DISPOSITION_APPLIED = typeof Disposition.DISPOSITION_APPLIED;
  export type DISPOSITION_DUPLICATE = typeof Disposition.DISPOSITION_DUPLICATE;
  export type DISPOSITION_STALE = typeof Disposition.DISPOSITION_STALE;
  export type DISPOSITION_UNKNOWN = typeof Disposition.DISPOSITION_UNKNOWN;
  export type UNRECOGNIZED = typeof Disposition.UNRECOGNIZED;
}

/** From the agent. The controller reads the items in the order of the fields. */
export interface SessionRequest {
  /** Opens the session; in the first envelope and nowhere else. */
  hello:
    | Hello
    | undefined;
  /** Outcomes of attempts, repeated on every session until acknowledged. */
  results: AttemptResult[];
  /** Sign of life and load; any frame proves liveness. */
  heartbeat:
    | Heartbeat
    | undefined;
  /** Attempts whose process was started. */
  started: AttemptStarted[];
  /** Output of tasks. */
  logs: LogChunk[];
  /** The hardware, when its digest differs from the one the controller has. */
  inventory: InventoryReport | undefined;
}

/** From the controller. The agent reads the items in the order of the fields. */
export interface SessionResponse {
  /** Answers the hello; in the first envelope and nowhere else. */
  welcome:
    | Welcome
    | undefined;
  /** Acknowledges results; an acknowledged attempt leaves the journal. */
  acknowledgement:
    | ResultAcknowledgement
    | undefined;
  /** Attempts to end. */
  cancels: Cancel[];
  /** Work. */
  assignments: Assignment[];
  /** How much output is stored. */
  logs: LogAcknowledgement[];
  /** The controller is about to close the stream. */
  reconnectAfter: ReconnectAfter | undefined;
}

/** Who the agent is and what it still has to say. */
export interface Hello {
  /** Node id the agent believes to have. Grants nothing: it must equal the one in the certificate. */
  nodeId: string;
  /** Identity of this agent process (UUID). */
  instanceId: string;
  /** Identity of the running kernel (UUID from the kernel). */
  bootId: string;
  /** Identity of the spool (UUID), new whenever the spool is new. */
  journalId: string;
  /** Task processes the agent runs at once. */
  slots: number;
  /** SHA-256 of the inventory in hexadecimal. */
  inventoryDigest: string;
  /** Every attempt that the controller has not acknowledged. */
  attempts: AttemptReport[];
  /** Version of the agent. */
  agentVersion: string;
}

/** An attempt as the agent's journal has it. */
export interface AttemptReport {
  /** The attempt. */
  assignmentId: string;
  /** How far it got. */
  state: AttemptState;
  /** Bytes of output in the spool. */
  logLength: number;
}

/** A verdict on one attempt, with the length of its stored output. */
export interface AttemptVerdict {
  /** The attempt. */
  assignmentId: string;
  /** What to do. */
  verdict: Verdict;
  /** Bytes of output the controller has stored. */
  storedLogLength: number;
}

/** The answer to a hello. */
export interface Welcome {
  /** Number of this session; grows with each accepted hello of the node. */
  sessionEpoch: number;
  /** One verdict for each attempt of the hello. */
  verdicts: AttemptVerdict[];
  /** Seconds between two heartbeats. */
  heartbeatSeconds: number;
  /** Whether the agent shall send its inventory. */
  wantsInventory: boolean;
  /** Version of the controller. */
  controllerVersion: string;
  /** Name of the node. */
  nodeName: string;
  /** Where the node fetches content by its digest, over HTTPS with its certificate: GET blob_url followed by the digest. */
  blobUrl: string;
}

/** The outcome of one attempt. */
export interface AttemptResult {
  /** Number of this report within the session, from 1 upwards without holes. */
  report: number;
  /** The attempt. */
  assignmentId: string;
  /** Succeeded or failed. */
  outcome: AttemptOutcome;
  /** Why it failed. */
  reason: FailureReason;
  /** Exit code, when the process ended by itself. */
  exitCode: number;
  /** Name of the signal that ended the process, for example "SIGKILL". */
  signal: string;
  /** One sentence for people; at most 1,024 bytes. */
  message: string;
  /** Wall-clock time of the start on the node, milliseconds since 1970; 0 when never started. */
  startedAtMs: number;
  /** Time from start to end by the node's monotonic clock, milliseconds. */
  durationMs: number;
  /** Bytes of output in total. */
  logLength: number;
  /** What the task counted, as a JSON object of at most 4 KiB; empty for types that count nothing. */
  summaryJson: string;
}

/** Sign of life. */
export interface Heartbeat {
  /** Wall-clock time on the node, milliseconds since 1970. */
  sentAtMs: number;
}

/** The process of an attempt was started. */
export interface AttemptStarted {
  /** The attempt. */
  assignmentId: string;
  /** Wall-clock time of the start on the node, milliseconds since 1970. */
  startedAtMs: number;
}

/** A piece of a task's output. */
export interface LogChunk {
  /** The attempt. */
  assignmentId: string;
  /** Position of the first byte. */
  offset: number;
  /** At most 64 KiB. */
  data: Buffer;
}

/** The hardware as found. */
export interface InventoryReport {
  /** SHA-256 of the inventory in hexadecimal. */
  digest: string;
  /** What was found. */
  inventory: Inventory | undefined;
}

/** A report that was not applied. */
export interface ReportDisposition {
  /** Number of the report. */
  report: number;
  /** What became of it. */
  disposition: Disposition;
}

/** Cumulative acknowledgement of results. */
export interface ResultAcknowledgement {
  /** Every report up to and including this number is durable or disposed of. */
  throughReport: number;
  /** Those among them, since the last acknowledgement, that were not applied. */
  dispositions: ReportDisposition[];
}

/** Content that the controller keeps by its digest, for the nodes whose open attempts name it. */
export interface BlobReference {
  /** SHA-256 in hexadecimal. */
  sha256: string;
  /** Bytes of the content. */
  sizeBytes: number;
}

/** One attempt of one task run, handed to the agent. */
export interface Assignment {
  /** The attempt (UUIDv7); the key for de-duplication. */
  assignmentId: string;
  /** The deployment. */
  deploymentId: string;
  /** The task. */
  taskId: string;
  /** Number of the attempt, from 1; for people. */
  attempt: number;
  /** Type of the task, for example "shell". */
  taskType: string;
  /** Parameters of the task as a JSON object; at most 256 KiB, and empty when they are larger. */
  parametersJson: Buffer;
  /** Seconds after which the whole process group is ended; 0 means the default of the type. */
  timeoutSeconds: number;
  /** Parameters over 256 KiB: the same JSON object, to be fetched. */
  parametersBlob:
    | BlobReference
    | undefined;
  /** Change nothing: Puppet runs with --noop, every other type says in its output what it would do. */
  isNoop: boolean;
}

/** Ends an attempt. For one never seen the agent keeps a tombstone and never runs it. */
export interface Cancel {
  /** The attempt. */
  assignmentId: string;
  /** Seconds between SIGTERM and SIGKILL. */
  graceSeconds: number;
}

/** How much output of an attempt is stored; everything below may leave the spool. */
export interface LogAcknowledgement {
  /** The attempt. */
  assignmentId: string;
  /** Bytes stored. A chunk that begins later than this left a gap and was dropped: go on from here. */
  storedLength: number;
}

/** The stream will be closed; come back later. */
export interface ReconnectAfter {
  /** Milliseconds to wait. */
  delayMs: number;
  /** Why, for people. */
  reason: string;
}

function createBaseSessionRequest(): SessionRequest {
  return { hello: undefined, results: [], heartbeat: undefined, started: [], logs: [], inventory: undefined };
}

export const SessionRequest: MessageFns<SessionRequest> = {
  encode(message: SessionRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.hello !== undefined) {
      Hello.encode(message.hello, writer.uint32(10).fork()).join();
    }
    for (const v of message.results) {
      AttemptResult.encode(v!, writer.uint32(18).fork()).join();
    }
    if (message.heartbeat !== undefined) {
      Heartbeat.encode(message.heartbeat, writer.uint32(26).fork()).join();
    }
    for (const v of message.started) {
      AttemptStarted.encode(v!, writer.uint32(34).fork()).join();
    }
    for (const v of message.logs) {
      LogChunk.encode(v!, writer.uint32(42).fork()).join();
    }
    if (message.inventory !== undefined) {
      InventoryReport.encode(message.inventory, writer.uint32(50).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): SessionRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSessionRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.hello = Hello.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.results.push(AttemptResult.decode(reader, reader.uint32()));
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.heartbeat = Heartbeat.decode(reader, reader.uint32());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.started.push(AttemptStarted.decode(reader, reader.uint32()));
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.logs.push(LogChunk.decode(reader, reader.uint32()));
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.inventory = InventoryReport.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<SessionRequest>, I>>(base?: I): SessionRequest {
    return SessionRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<SessionRequest>, I>>(object: I): SessionRequest {
    const message = createBaseSessionRequest();
    message.hello = (object.hello !== undefined && object.hello !== null) ? Hello.fromPartial(object.hello) : undefined;
    message.results = object.results?.map((e) => AttemptResult.fromPartial(e)) || [];
    message.heartbeat = (object.heartbeat !== undefined && object.heartbeat !== null)
      ? Heartbeat.fromPartial(object.heartbeat)
      : undefined;
    message.started = object.started?.map((e) => AttemptStarted.fromPartial(e)) || [];
    message.logs = object.logs?.map((e) => LogChunk.fromPartial(e)) || [];
    message.inventory = (object.inventory !== undefined && object.inventory !== null)
      ? InventoryReport.fromPartial(object.inventory)
      : undefined;
    return message;
  },
};

function createBaseSessionResponse(): SessionResponse {
  return {
    welcome: undefined,
    acknowledgement: undefined,
    cancels: [],
    assignments: [],
    logs: [],
    reconnectAfter: undefined,
  };
}

export const SessionResponse: MessageFns<SessionResponse> = {
  encode(message: SessionResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.welcome !== undefined) {
      Welcome.encode(message.welcome, writer.uint32(10).fork()).join();
    }
    if (message.acknowledgement !== undefined) {
      ResultAcknowledgement.encode(message.acknowledgement, writer.uint32(18).fork()).join();
    }
    for (const v of message.cancels) {
      Cancel.encode(v!, writer.uint32(26).fork()).join();
    }
    for (const v of message.assignments) {
      Assignment.encode(v!, writer.uint32(34).fork()).join();
    }
    for (const v of message.logs) {
      LogAcknowledgement.encode(v!, writer.uint32(42).fork()).join();
    }
    if (message.reconnectAfter !== undefined) {
      ReconnectAfter.encode(message.reconnectAfter, writer.uint32(50).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): SessionResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSessionResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.welcome = Welcome.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.acknowledgement = ResultAcknowledgement.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.cancels.push(Cancel.decode(reader, reader.uint32()));
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.assignments.push(Assignment.decode(reader, reader.uint32()));
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.logs.push(LogAcknowledgement.decode(reader, reader.uint32()));
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.reconnectAfter = ReconnectAfter.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<SessionResponse>, I>>(base?: I): SessionResponse {
    return SessionResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<SessionResponse>, I>>(object: I): SessionResponse {
    const message = createBaseSessionResponse();
    message.welcome = (object.welcome !== undefined && object.welcome !== null)
      ? Welcome.fromPartial(object.welcome)
      : undefined;
    message.acknowledgement = (object.acknowledgement !== undefined && object.acknowledgement !== null)
      ? ResultAcknowledgement.fromPartial(object.acknowledgement)
      : undefined;
    message.cancels = object.cancels?.map((e) => Cancel.fromPartial(e)) || [];
    message.assignments = object.assignments?.map((e) => Assignment.fromPartial(e)) || [];
    message.logs = object.logs?.map((e) => LogAcknowledgement.fromPartial(e)) || [];
    message.reconnectAfter = (object.reconnectAfter !== undefined && object.reconnectAfter !== null)
      ? ReconnectAfter.fromPartial(object.reconnectAfter)
      : undefined;
    return message;
  },
};

function createBaseHello(): Hello {
  return {
    nodeId: "",
    instanceId: "",
    bootId: "",
    journalId: "",
    slots: 0,
    inventoryDigest: "",
    attempts: [],
    agentVersion: "",
  };
}

export const Hello: MessageFns<Hello> = {
  encode(message: Hello, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.nodeId !== "") {
      writer.uint32(10).string(message.nodeId);
    }
    if (message.instanceId !== "") {
      writer.uint32(18).string(message.instanceId);
    }
    if (message.bootId !== "") {
      writer.uint32(26).string(message.bootId);
    }
    if (message.journalId !== "") {
      writer.uint32(34).string(message.journalId);
    }
    if (message.slots !== 0) {
      writer.uint32(40).uint32(message.slots);
    }
    if (message.inventoryDigest !== "") {
      writer.uint32(50).string(message.inventoryDigest);
    }
    for (const v of message.attempts) {
      AttemptReport.encode(v!, writer.uint32(58).fork()).join();
    }
    if (message.agentVersion !== "") {
      writer.uint32(66).string(message.agentVersion);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Hello {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseHello();
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

            message.instanceId = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.bootId = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.journalId = reader.string();
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.slots = reader.uint32();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.inventoryDigest = reader.string();
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.attempts.push(AttemptReport.decode(reader, reader.uint32()));
            continue;
          }
          case 8: {
            if (tag !== 66) {
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

  create<I extends Exact<DeepPartial<Hello>, I>>(base?: I): Hello {
    return Hello.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Hello>, I>>(object: I): Hello {
    const message = createBaseHello();
    message.nodeId = object.nodeId ?? "";
    message.instanceId = object.instanceId ?? "";
    message.bootId = object.bootId ?? "";
    message.journalId = object.journalId ?? "";
    message.slots = object.slots ?? 0;
    message.inventoryDigest = object.inventoryDigest ?? "";
    message.attempts = object.attempts?.map((e) => AttemptReport.fromPartial(e)) || [];
    message.agentVersion = object.agentVersion ?? "";
    return message;
  },
};

function createBaseAttemptReport(): AttemptReport {
  return { assignmentId: "", state: 0, logLength: 0 };
}

export const AttemptReport: MessageFns<AttemptReport> = {
  encode(message: AttemptReport, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.assignmentId !== "") {
      writer.uint32(10).string(message.assignmentId);
    }
    if (message.state !== 0) {
      writer.uint32(16).int32(message.state);
    }
    if (message.logLength !== 0) {
      writer.uint32(24).int64(message.logLength);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): AttemptReport {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseAttemptReport();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.assignmentId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.state = reader.int32() as any;
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.logLength = longToNumber(reader.int64());
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

  create<I extends Exact<DeepPartial<AttemptReport>, I>>(base?: I): AttemptReport {
    return AttemptReport.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<AttemptReport>, I>>(object: I): AttemptReport {
    const message = createBaseAttemptReport();
    message.assignmentId = object.assignmentId ?? "";
    message.state = object.state ?? 0;
    message.logLength = object.logLength ?? 0;
    return message;
  },
};

function createBaseAttemptVerdict(): AttemptVerdict {
  return { assignmentId: "", verdict: 0, storedLogLength: 0 };
}

export const AttemptVerdict: MessageFns<AttemptVerdict> = {
  encode(message: AttemptVerdict, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.assignmentId !== "") {
      writer.uint32(10).string(message.assignmentId);
    }
    if (message.verdict !== 0) {
      writer.uint32(16).int32(message.verdict);
    }
    if (message.storedLogLength !== 0) {
      writer.uint32(24).int64(message.storedLogLength);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): AttemptVerdict {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseAttemptVerdict();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.assignmentId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.verdict = reader.int32() as any;
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.storedLogLength = longToNumber(reader.int64());
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

  create<I extends Exact<DeepPartial<AttemptVerdict>, I>>(base?: I): AttemptVerdict {
    return AttemptVerdict.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<AttemptVerdict>, I>>(object: I): AttemptVerdict {
    const message = createBaseAttemptVerdict();
    message.assignmentId = object.assignmentId ?? "";
    message.verdict = object.verdict ?? 0;
    message.storedLogLength = object.storedLogLength ?? 0;
    return message;
  },
};

function createBaseWelcome(): Welcome {
  return {
    sessionEpoch: 0,
    verdicts: [],
    heartbeatSeconds: 0,
    wantsInventory: false,
    controllerVersion: "",
    nodeName: "",
    blobUrl: "",
  };
}

export const Welcome: MessageFns<Welcome> = {
  encode(message: Welcome, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.sessionEpoch !== 0) {
      writer.uint32(8).int64(message.sessionEpoch);
    }
    for (const v of message.verdicts) {
      AttemptVerdict.encode(v!, writer.uint32(18).fork()).join();
    }
    if (message.heartbeatSeconds !== 0) {
      writer.uint32(24).uint32(message.heartbeatSeconds);
    }
    if (message.wantsInventory !== false) {
      writer.uint32(32).bool(message.wantsInventory);
    }
    if (message.controllerVersion !== "") {
      writer.uint32(42).string(message.controllerVersion);
    }
    if (message.nodeName !== "") {
      writer.uint32(50).string(message.nodeName);
    }
    if (message.blobUrl !== "") {
      writer.uint32(58).string(message.blobUrl);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Welcome {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseWelcome();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.sessionEpoch = longToNumber(reader.int64());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.verdicts.push(AttemptVerdict.decode(reader, reader.uint32()));
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.heartbeatSeconds = reader.uint32();
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.wantsInventory = reader.bool();
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.controllerVersion = reader.string();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.nodeName = reader.string();
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.blobUrl = reader.string();
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

  create<I extends Exact<DeepPartial<Welcome>, I>>(base?: I): Welcome {
    return Welcome.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Welcome>, I>>(object: I): Welcome {
    const message = createBaseWelcome();
    message.sessionEpoch = object.sessionEpoch ?? 0;
    message.verdicts = object.verdicts?.map((e) => AttemptVerdict.fromPartial(e)) || [];
    message.heartbeatSeconds = object.heartbeatSeconds ?? 0;
    message.wantsInventory = object.wantsInventory ?? false;
    message.controllerVersion = object.controllerVersion ?? "";
    message.nodeName = object.nodeName ?? "";
    message.blobUrl = object.blobUrl ?? "";
    return message;
  },
};

function createBaseAttemptResult(): AttemptResult {
  return {
    report: 0,
    assignmentId: "",
    outcome: 0,
    reason: 0,
    exitCode: 0,
    signal: "",
    message: "",
    startedAtMs: 0,
    durationMs: 0,
    logLength: 0,
    summaryJson: "",
  };
}

export const AttemptResult: MessageFns<AttemptResult> = {
  encode(message: AttemptResult, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.report !== 0) {
      writer.uint32(8).uint32(message.report);
    }
    if (message.assignmentId !== "") {
      writer.uint32(18).string(message.assignmentId);
    }
    if (message.outcome !== 0) {
      writer.uint32(24).int32(message.outcome);
    }
    if (message.reason !== 0) {
      writer.uint32(32).int32(message.reason);
    }
    if (message.exitCode !== 0) {
      writer.uint32(40).int32(message.exitCode);
    }
    if (message.signal !== "") {
      writer.uint32(50).string(message.signal);
    }
    if (message.message !== "") {
      writer.uint32(58).string(message.message);
    }
    if (message.startedAtMs !== 0) {
      writer.uint32(64).int64(message.startedAtMs);
    }
    if (message.durationMs !== 0) {
      writer.uint32(72).int64(message.durationMs);
    }
    if (message.logLength !== 0) {
      writer.uint32(80).int64(message.logLength);
    }
    if (message.summaryJson !== "") {
      writer.uint32(90).string(message.summaryJson);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): AttemptResult {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseAttemptResult();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.report = reader.uint32();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.assignmentId = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.outcome = reader.int32() as any;
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.reason = reader.int32() as any;
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.exitCode = reader.int32();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.signal = reader.string();
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.message = reader.string();
            continue;
          }
          case 8: {
            if (tag !== 64) {
              break;
            }

            message.startedAtMs = longToNumber(reader.int64());
            continue;
          }
          case 9: {
            if (tag !== 72) {
              break;
            }

            message.durationMs = longToNumber(reader.int64());
            continue;
          }
          case 10: {
            if (tag !== 80) {
              break;
            }

            message.logLength = longToNumber(reader.int64());
            continue;
          }
          case 11: {
            if (tag !== 90) {
              break;
            }

            message.summaryJson = reader.string();
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

  create<I extends Exact<DeepPartial<AttemptResult>, I>>(base?: I): AttemptResult {
    return AttemptResult.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<AttemptResult>, I>>(object: I): AttemptResult {
    const message = createBaseAttemptResult();
    message.report = object.report ?? 0;
    message.assignmentId = object.assignmentId ?? "";
    message.outcome = object.outcome ?? 0;
    message.reason = object.reason ?? 0;
    message.exitCode = object.exitCode ?? 0;
    message.signal = object.signal ?? "";
    message.message = object.message ?? "";
    message.startedAtMs = object.startedAtMs ?? 0;
    message.durationMs = object.durationMs ?? 0;
    message.logLength = object.logLength ?? 0;
    message.summaryJson = object.summaryJson ?? "";
    return message;
  },
};

function createBaseHeartbeat(): Heartbeat {
  return { sentAtMs: 0 };
}

export const Heartbeat: MessageFns<Heartbeat> = {
  encode(message: Heartbeat, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.sentAtMs !== 0) {
      writer.uint32(8).int64(message.sentAtMs);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Heartbeat {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseHeartbeat();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.sentAtMs = longToNumber(reader.int64());
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

  create<I extends Exact<DeepPartial<Heartbeat>, I>>(base?: I): Heartbeat {
    return Heartbeat.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Heartbeat>, I>>(object: I): Heartbeat {
    const message = createBaseHeartbeat();
    message.sentAtMs = object.sentAtMs ?? 0;
    return message;
  },
};

function createBaseAttemptStarted(): AttemptStarted {
  return { assignmentId: "", startedAtMs: 0 };
}

export const AttemptStarted: MessageFns<AttemptStarted> = {
  encode(message: AttemptStarted, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.assignmentId !== "") {
      writer.uint32(10).string(message.assignmentId);
    }
    if (message.startedAtMs !== 0) {
      writer.uint32(16).int64(message.startedAtMs);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): AttemptStarted {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseAttemptStarted();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.assignmentId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.startedAtMs = longToNumber(reader.int64());
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

  create<I extends Exact<DeepPartial<AttemptStarted>, I>>(base?: I): AttemptStarted {
    return AttemptStarted.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<AttemptStarted>, I>>(object: I): AttemptStarted {
    const message = createBaseAttemptStarted();
    message.assignmentId = object.assignmentId ?? "";
    message.startedAtMs = object.startedAtMs ?? 0;
    return message;
  },
};

function createBaseLogChunk(): LogChunk {
  return { assignmentId: "", offset: 0, data: Buffer.alloc(0) };
}

export const LogChunk: MessageFns<LogChunk> = {
  encode(message: LogChunk, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.assignmentId !== "") {
      writer.uint32(10).string(message.assignmentId);
    }
    if (message.offset !== 0) {
      writer.uint32(16).int64(message.offset);
    }
    if (message.data.length !== 0) {
      writer.uint32(26).bytes(message.data);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): LogChunk {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseLogChunk();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.assignmentId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.offset = longToNumber(reader.int64());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.data = Buffer.from(reader.bytes());
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

  create<I extends Exact<DeepPartial<LogChunk>, I>>(base?: I): LogChunk {
    return LogChunk.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<LogChunk>, I>>(object: I): LogChunk {
    const message = createBaseLogChunk();
    message.assignmentId = object.assignmentId ?? "";
    message.offset = object.offset ?? 0;
    message.data = object.data ?? Buffer.alloc(0);
    return message;
  },
};

function createBaseInventoryReport(): InventoryReport {
  return { digest: "", inventory: undefined };
}

export const InventoryReport: MessageFns<InventoryReport> = {
  encode(message: InventoryReport, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.digest !== "") {
      writer.uint32(10).string(message.digest);
    }
    if (message.inventory !== undefined) {
      Inventory.encode(message.inventory, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): InventoryReport {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseInventoryReport();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.digest = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.inventory = Inventory.decode(reader, reader.uint32());
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

  create<I extends Exact<DeepPartial<InventoryReport>, I>>(base?: I): InventoryReport {
    return InventoryReport.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<InventoryReport>, I>>(object: I): InventoryReport {
    const message = createBaseInventoryReport();
    message.digest = object.digest ?? "";
    message.inventory = (object.inventory !== undefined && object.inventory !== null)
      ? Inventory.fromPartial(object.inventory)
      : undefined;
    return message;
  },
};

function createBaseReportDisposition(): ReportDisposition {
  return { report: 0, disposition: 0 };
}

export const ReportDisposition: MessageFns<ReportDisposition> = {
  encode(message: ReportDisposition, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.report !== 0) {
      writer.uint32(8).uint32(message.report);
    }
    if (message.disposition !== 0) {
      writer.uint32(16).int32(message.disposition);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ReportDisposition {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseReportDisposition();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.report = reader.uint32();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.disposition = reader.int32() as any;
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

  create<I extends Exact<DeepPartial<ReportDisposition>, I>>(base?: I): ReportDisposition {
    return ReportDisposition.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ReportDisposition>, I>>(object: I): ReportDisposition {
    const message = createBaseReportDisposition();
    message.report = object.report ?? 0;
    message.disposition = object.disposition ?? 0;
    return message;
  },
};

function createBaseResultAcknowledgement(): ResultAcknowledgement {
  return { throughReport: 0, dispositions: [] };
}

export const ResultAcknowledgement: MessageFns<ResultAcknowledgement> = {
  encode(message: ResultAcknowledgement, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.throughReport !== 0) {
      writer.uint32(8).uint32(message.throughReport);
    }
    for (const v of message.dispositions) {
      ReportDisposition.encode(v!, writer.uint32(18).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ResultAcknowledgement {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseResultAcknowledgement();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.throughReport = reader.uint32();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.dispositions.push(ReportDisposition.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<ResultAcknowledgement>, I>>(base?: I): ResultAcknowledgement {
    return ResultAcknowledgement.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ResultAcknowledgement>, I>>(object: I): ResultAcknowledgement {
    const message = createBaseResultAcknowledgement();
    message.throughReport = object.throughReport ?? 0;
    message.dispositions = object.dispositions?.map((e) => ReportDisposition.fromPartial(e)) || [];
    return message;
  },
};

function createBaseBlobReference(): BlobReference {
  return { sha256: "", sizeBytes: 0 };
}

export const BlobReference: MessageFns<BlobReference> = {
  encode(message: BlobReference, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.sha256 !== "") {
      writer.uint32(10).string(message.sha256);
    }
    if (message.sizeBytes !== 0) {
      writer.uint32(16).int64(message.sizeBytes);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): BlobReference {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseBlobReference();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.sha256 = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.sizeBytes = longToNumber(reader.int64());
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

  create<I extends Exact<DeepPartial<BlobReference>, I>>(base?: I): BlobReference {
    return BlobReference.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<BlobReference>, I>>(object: I): BlobReference {
    const message = createBaseBlobReference();
    message.sha256 = object.sha256 ?? "";
    message.sizeBytes = object.sizeBytes ?? 0;
    return message;
  },
};

function createBaseAssignment(): Assignment {
  return {
    assignmentId: "",
    deploymentId: "",
    taskId: "",
    attempt: 0,
    taskType: "",
    parametersJson: Buffer.alloc(0),
    timeoutSeconds: 0,
    parametersBlob: undefined,
    isNoop: false,
  };
}

export const Assignment: MessageFns<Assignment> = {
  encode(message: Assignment, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.assignmentId !== "") {
      writer.uint32(10).string(message.assignmentId);
    }
    if (message.deploymentId !== "") {
      writer.uint32(18).string(message.deploymentId);
    }
    if (message.taskId !== "") {
      writer.uint32(26).string(message.taskId);
    }
    if (message.attempt !== 0) {
      writer.uint32(32).uint32(message.attempt);
    }
    if (message.taskType !== "") {
      writer.uint32(42).string(message.taskType);
    }
    if (message.parametersJson.length !== 0) {
      writer.uint32(50).bytes(message.parametersJson);
    }
    if (message.timeoutSeconds !== 0) {
      writer.uint32(56).uint32(message.timeoutSeconds);
    }
    if (message.parametersBlob !== undefined) {
      BlobReference.encode(message.parametersBlob, writer.uint32(66).fork()).join();
    }
    if (message.isNoop !== false) {
      writer.uint32(72).bool(message.isNoop);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Assignment {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseAssignment();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.assignmentId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.deploymentId = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.taskId = reader.string();
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
            if (tag !== 42) {
              break;
            }

            message.taskType = reader.string();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.parametersJson = Buffer.from(reader.bytes());
            continue;
          }
          case 7: {
            if (tag !== 56) {
              break;
            }

            message.timeoutSeconds = reader.uint32();
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.parametersBlob = BlobReference.decode(reader, reader.uint32());
            continue;
          }
          case 9: {
            if (tag !== 72) {
              break;
            }

            message.isNoop = reader.bool();
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

  create<I extends Exact<DeepPartial<Assignment>, I>>(base?: I): Assignment {
    return Assignment.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Assignment>, I>>(object: I): Assignment {
    const message = createBaseAssignment();
    message.assignmentId = object.assignmentId ?? "";
    message.deploymentId = object.deploymentId ?? "";
    message.taskId = object.taskId ?? "";
    message.attempt = object.attempt ?? 0;
    message.taskType = object.taskType ?? "";
    message.parametersJson = object.parametersJson ?? Buffer.alloc(0);
    message.timeoutSeconds = object.timeoutSeconds ?? 0;
    message.parametersBlob = (object.parametersBlob !== undefined && object.parametersBlob !== null)
      ? BlobReference.fromPartial(object.parametersBlob)
      : undefined;
    message.isNoop = object.isNoop ?? false;
    return message;
  },
};

function createBaseCancel(): Cancel {
  return { assignmentId: "", graceSeconds: 0 };
}

export const Cancel: MessageFns<Cancel> = {
  encode(message: Cancel, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.assignmentId !== "") {
      writer.uint32(10).string(message.assignmentId);
    }
    if (message.graceSeconds !== 0) {
      writer.uint32(16).uint32(message.graceSeconds);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Cancel {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCancel();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.assignmentId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.graceSeconds = reader.uint32();
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

  create<I extends Exact<DeepPartial<Cancel>, I>>(base?: I): Cancel {
    return Cancel.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Cancel>, I>>(object: I): Cancel {
    const message = createBaseCancel();
    message.assignmentId = object.assignmentId ?? "";
    message.graceSeconds = object.graceSeconds ?? 0;
    return message;
  },
};

function createBaseLogAcknowledgement(): LogAcknowledgement {
  return { assignmentId: "", storedLength: 0 };
}

export const LogAcknowledgement: MessageFns<LogAcknowledgement> = {
  encode(message: LogAcknowledgement, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.assignmentId !== "") {
      writer.uint32(10).string(message.assignmentId);
    }
    if (message.storedLength !== 0) {
      writer.uint32(16).int64(message.storedLength);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): LogAcknowledgement {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseLogAcknowledgement();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.assignmentId = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.storedLength = longToNumber(reader.int64());
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

  create<I extends Exact<DeepPartial<LogAcknowledgement>, I>>(base?: I): LogAcknowledgement {
    return LogAcknowledgement.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<LogAcknowledgement>, I>>(object: I): LogAcknowledgement {
    const message = createBaseLogAcknowledgement();
    message.assignmentId = object.assignmentId ?? "";
    message.storedLength = object.storedLength ?? 0;
    return message;
  },
};

function createBaseReconnectAfter(): ReconnectAfter {
  return { delayMs: 0, reason: "" };
}

export const ReconnectAfter: MessageFns<ReconnectAfter> = {
  encode(message: ReconnectAfter, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.delayMs !== 0) {
      writer.uint32(8).uint32(message.delayMs);
    }
    if (message.reason !== "") {
      writer.uint32(18).string(message.reason);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ReconnectAfter {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseReconnectAfter();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.delayMs = reader.uint32();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.reason = reader.string();
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

  create<I extends Exact<DeepPartial<ReconnectAfter>, I>>(base?: I): ReconnectAfter {
    return ReconnectAfter.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ReconnectAfter>, I>>(object: I): ReconnectAfter {
    const message = createBaseReconnectAfter();
    message.delayMs = object.delayMs ?? 0;
    message.reason = object.reason ?? "";
    return message;
  },
};

/** The one long stream between an agent and the controller. */
export type AgentServiceService = typeof AgentServiceService;
export const AgentServiceService = {
  /** Carries everything: the agent's hello first, then one envelope per event-loop turn in either direction. */
  session: {
    path: "/stoker.v1.AgentService/Session" as const,
    requestStream: true as const,
    responseStream: true as const,
    requestSerialize: (value: SessionRequest): Buffer => Buffer.from(SessionRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): SessionRequest => SessionRequest.decode(value),
    responseSerialize: (value: SessionResponse): Buffer => Buffer.from(SessionResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): SessionResponse => SessionResponse.decode(value),
  },
} as const;

export interface AgentServiceServer extends UntypedServiceImplementation {
  /** Carries everything: the agent's hello first, then one envelope per event-loop turn in either direction. */
  session: handleBidiStreamingCall<SessionRequest, SessionResponse>;
}

export interface AgentServiceClient extends Client {
  /** Carries everything: the agent's hello first, then one envelope per event-loop turn in either direction. */
  session(): ClientDuplexStream<SessionRequest, SessionResponse>;
  session(options: Partial<CallOptions>): ClientDuplexStream<SessionRequest, SessionResponse>;
  session(metadata: Metadata, options?: Partial<CallOptions>): ClientDuplexStream<SessionRequest, SessionResponse>;
}

export const AgentServiceClient = makeGenericClientConstructor(
  AgentServiceService,
  "stoker.v1.AgentService",
) as unknown as {
  new (address: string, credentials: ChannelCredentials, options?: Partial<ClientOptions>): AgentServiceClient;
  service: typeof AgentServiceService;
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
