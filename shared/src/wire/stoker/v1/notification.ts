// Generated from stoker/v1/notification.proto by `make generate`; do not edit.

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

export const protobufFileName = "stoker/v1/notification.proto";

/** How urgent a notification is. */
export const NotificationSeverity = {
  /** NOTIFICATION_SEVERITY_UNSPECIFIED - Never sent. */
  NOTIFICATION_SEVERITY_UNSPECIFIED: 0,
  /** NOTIFICATION_SEVERITY_INFO - Good to know. */
  NOTIFICATION_SEVERITY_INFO: 1,
  /** NOTIFICATION_SEVERITY_WARNING - Somebody should look. */
  NOTIFICATION_SEVERITY_WARNING: 2,
  /** NOTIFICATION_SEVERITY_ERROR - Something failed. */
  NOTIFICATION_SEVERITY_ERROR: 3,
  UNRECOGNIZED: -1,
} as const;

export type NotificationSeverity = typeof NotificationSeverity[keyof typeof NotificationSeverity];

export namespace NotificationSeverity {
  export type NOTIFICATION_SEVERITY_UNSPECIFIED = typeof NotificationSeverity.NOTIFICATION_SEVERITY_UNSPECIFIED;
  export type NOTIFICATION_SEVERITY_INFO = typeof NotificationSeverity.NOTIFICATION_SEVERITY_INFO;
  export type NOTIFICATION_SEVERITY_WARNING = typeof NotificationSeverity.NOTIFICATION_SEVERITY_WARNING;
  export type NOTIFICATION_SEVERITY_ERROR = typeof NotificationSeverity.NOTIFICATION_SEVERITY_ERROR;
  export type UNRECOGNIZED = typeof NotificationSeverity.UNRECOGNIZED;
}

/** Something that people should know. */
export interface Notification {
  /** Identity: its number. */
  id: string;
  /** When it happened. */
  at:
    | Date
    | undefined;
  /** How urgent it is. */
  severity: NotificationSeverity;
  /** What it is about, for example "deployment_ended" or "node_unreachable". */
  topic: string;
  /** Environment; empty when it belongs to none. */
  environmentId: string;
  /** Name of the environment. */
  environmentName: string;
  /** The object concerned, for example "deployment 0199…" or "node 3". */
  object: string;
  /** One sentence. */
  message: string;
  /** When it was marked as read; absent before. */
  readAt:
    | Date
    | undefined;
  /** Who marked it as read. */
  readBy: string;
}

/** Asks for notifications. */
export interface ListNotificationsRequest {
  /** Id or name of an environment; empty for all, and for what belongs to none. */
  environment: string;
  /** Those that were read too. */
  withRead: boolean;
  /** Most rows in the answer; 0 means 100, at most 1,000. */
  pageSize: number;
  /** From the last answer; empty for the first page. */
  pageToken: string;
}

/** A page of notifications. */
export interface ListNotificationsResponse {
  /** Notifications, newest first. */
  notifications: Notification[];
  /** Where the next page begins; empty at the end. */
  nextPageToken: string;
}

/** Names the notifications that were read. */
export interface MarkNotificationsReadRequest {
  /** Their ids; at most 1,000. */
  ids: string[];
  /** All there are, instead of ids. */
  all: boolean;
}

/** How many were marked. */
export interface MarkNotificationsReadResponse {
  /** Notifications that had not been read before. */
  count: number;
}

function createBaseNotification(): Notification {
  return {
    id: "",
    at: undefined,
    severity: 0,
    topic: "",
    environmentId: "",
    environmentName: "",
    object: "",
    message: "",
    readAt: undefined,
    readBy: "",
  };
}

export const Notification: MessageFns<Notification> = {
  encode(message: Notification, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.id !== "") {
      writer.uint32(10).string(message.id);
    }
    if (message.at !== undefined) {
      Timestamp.encode(toTimestamp(message.at), writer.uint32(18).fork()).join();
    }
    if (message.severity !== 0) {
      writer.uint32(24).int32(message.severity);
    }
    if (message.topic !== "") {
      writer.uint32(34).string(message.topic);
    }
    if (message.environmentId !== "") {
      writer.uint32(42).string(message.environmentId);
    }
    if (message.environmentName !== "") {
      writer.uint32(50).string(message.environmentName);
    }
    if (message.object !== "") {
      writer.uint32(58).string(message.object);
    }
    if (message.message !== "") {
      writer.uint32(66).string(message.message);
    }
    if (message.readAt !== undefined) {
      Timestamp.encode(toTimestamp(message.readAt), writer.uint32(74).fork()).join();
    }
    if (message.readBy !== "") {
      writer.uint32(82).string(message.readBy);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Notification {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseNotification();
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

            message.at = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.severity = reader.int32() as any;
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.topic = reader.string();
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.environmentId = reader.string();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.environmentName = reader.string();
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.object = reader.string();
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.message = reader.string();
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.readAt = fromTimestamp(Timestamp.decode(reader, reader.uint32()));
            continue;
          }
          case 10: {
            if (tag !== 82) {
              break;
            }

            message.readBy = reader.string();
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

  create<I extends Exact<DeepPartial<Notification>, I>>(base?: I): Notification {
    return Notification.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Notification>, I>>(object: I): Notification {
    const message = createBaseNotification();
    message.id = object.id ?? "";
    message.at = object.at ?? undefined;
    message.severity = object.severity ?? 0;
    message.topic = object.topic ?? "";
    message.environmentId = object.environmentId ?? "";
    message.environmentName = object.environmentName ?? "";
    message.object = object.object ?? "";
    message.message = object.message ?? "";
    message.readAt = object.readAt ?? undefined;
    message.readBy = object.readBy ?? "";
    return message;
  },
};

function createBaseListNotificationsRequest(): ListNotificationsRequest {
  return { environment: "", withRead: false, pageSize: 0, pageToken: "" };
}

export const ListNotificationsRequest: MessageFns<ListNotificationsRequest> = {
  encode(message: ListNotificationsRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.environment !== "") {
      writer.uint32(10).string(message.environment);
    }
    if (message.withRead !== false) {
      writer.uint32(16).bool(message.withRead);
    }
    if (message.pageSize !== 0) {
      writer.uint32(24).uint32(message.pageSize);
    }
    if (message.pageToken !== "") {
      writer.uint32(34).string(message.pageToken);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListNotificationsRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListNotificationsRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.environment = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.withRead = reader.bool();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.pageSize = reader.uint32();
            continue;
          }
          case 4: {
            if (tag !== 34) {
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

  create<I extends Exact<DeepPartial<ListNotificationsRequest>, I>>(base?: I): ListNotificationsRequest {
    return ListNotificationsRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListNotificationsRequest>, I>>(object: I): ListNotificationsRequest {
    const message = createBaseListNotificationsRequest();
    message.environment = object.environment ?? "";
    message.withRead = object.withRead ?? false;
    message.pageSize = object.pageSize ?? 0;
    message.pageToken = object.pageToken ?? "";
    return message;
  },
};

function createBaseListNotificationsResponse(): ListNotificationsResponse {
  return { notifications: [], nextPageToken: "" };
}

export const ListNotificationsResponse: MessageFns<ListNotificationsResponse> = {
  encode(message: ListNotificationsResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.notifications) {
      Notification.encode(v!, writer.uint32(10).fork()).join();
    }
    if (message.nextPageToken !== "") {
      writer.uint32(18).string(message.nextPageToken);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ListNotificationsResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseListNotificationsResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.notifications.push(Notification.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<ListNotificationsResponse>, I>>(base?: I): ListNotificationsResponse {
    return ListNotificationsResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<ListNotificationsResponse>, I>>(object: I): ListNotificationsResponse {
    const message = createBaseListNotificationsResponse();
    message.notifications = object.notifications?.map((e) => Notification.fromPartial(e)) || [];
    message.nextPageToken = object.nextPageToken ?? "";
    return message;
  },
};

function createBaseMarkNotificationsReadRequest(): MarkNotificationsReadRequest {
  return { ids: [], all: false };
}

export const MarkNotificationsReadRequest: MessageFns<MarkNotificationsReadRequest> = {
  encode(message: MarkNotificationsReadRequest, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    for (const v of message.ids) {
      writer.uint32(10).string(v!);
    }
    if (message.all !== false) {
      writer.uint32(16).bool(message.all);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): MarkNotificationsReadRequest {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseMarkNotificationsReadRequest();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.ids.push(reader.string());
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.all = reader.bool();
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

  create<I extends Exact<DeepPartial<MarkNotificationsReadRequest>, I>>(base?: I): MarkNotificationsReadRequest {
    return MarkNotificationsReadRequest.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<MarkNotificationsReadRequest>, I>>(object: I): MarkNotificationsReadRequest {
    const message = createBaseMarkNotificationsReadRequest();
    message.ids = object.ids?.map((e) => e) || [];
    message.all = object.all ?? false;
    return message;
  },
};

function createBaseMarkNotificationsReadResponse(): MarkNotificationsReadResponse {
  return { count: 0 };
}

export const MarkNotificationsReadResponse: MessageFns<MarkNotificationsReadResponse> = {
  encode(message: MarkNotificationsReadResponse, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.count !== 0) {
      writer.uint32(8).uint32(message.count);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): MarkNotificationsReadResponse {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseMarkNotificationsReadResponse();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.count = reader.uint32();
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

  create<I extends Exact<DeepPartial<MarkNotificationsReadResponse>, I>>(base?: I): MarkNotificationsReadResponse {
    return MarkNotificationsReadResponse.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<MarkNotificationsReadResponse>, I>>(
    object: I,
  ): MarkNotificationsReadResponse {
    const message = createBaseMarkNotificationsReadResponse();
    message.count = object.count ?? 0;
    return message;
  },
};

/** The few things that people should know. */
export type NotificationServiceService = typeof NotificationServiceService;
export const NotificationServiceService = {
  /** Lists notifications. */
  listNotifications: {
    path: "/stoker.v1.NotificationService/ListNotifications" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: ListNotificationsRequest): Buffer =>
      Buffer.from(ListNotificationsRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): ListNotificationsRequest => ListNotificationsRequest.decode(value),
    responseSerialize: (value: ListNotificationsResponse): Buffer =>
      Buffer.from(ListNotificationsResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): ListNotificationsResponse => ListNotificationsResponse.decode(value),
  },
  /** Marks notifications as read, for everybody. */
  markNotificationsRead: {
    path: "/stoker.v1.NotificationService/MarkNotificationsRead" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: MarkNotificationsReadRequest): Buffer =>
      Buffer.from(MarkNotificationsReadRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): MarkNotificationsReadRequest => MarkNotificationsReadRequest.decode(value),
    responseSerialize: (value: MarkNotificationsReadResponse): Buffer =>
      Buffer.from(MarkNotificationsReadResponse.encode(value).finish()),
    responseDeserialize: (value: Buffer): MarkNotificationsReadResponse => MarkNotificationsReadResponse.decode(value),
  },
} as const;

export interface NotificationServiceServer extends UntypedServiceImplementation {
  /** Lists notifications. */
  listNotifications: handleUnaryCall<ListNotificationsRequest, ListNotificationsResponse>;
  /** Marks notifications as read, for everybody. */
  markNotificationsRead: handleUnaryCall<MarkNotificationsReadRequest, MarkNotificationsReadResponse>;
}

export interface NotificationServiceClient extends Client {
  /** Lists notifications. */
  listNotifications(
    request: ListNotificationsRequest,
    callback: (error: ServiceError | null, response: ListNotificationsResponse) => void,
  ): ClientUnaryCall;
  listNotifications(
    request: ListNotificationsRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: ListNotificationsResponse) => void,
  ): ClientUnaryCall;
  listNotifications(
    request: ListNotificationsRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: ListNotificationsResponse) => void,
  ): ClientUnaryCall;
  /** Marks notifications as read, for everybody. */
  markNotificationsRead(
    request: MarkNotificationsReadRequest,
    callback: (error: ServiceError | null, response: MarkNotificationsReadResponse) => void,
  ): ClientUnaryCall;
  markNotificationsRead(
    request: MarkNotificationsReadRequest,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: MarkNotificationsReadResponse) => void,
  ): ClientUnaryCall;
  markNotificationsRead(
    request: MarkNotificationsReadRequest,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: MarkNotificationsReadResponse) => void,
  ): ClientUnaryCall;
}

export const NotificationServiceClient = makeGenericClientConstructor(
  NotificationServiceService,
  "stoker.v1.NotificationService",
) as unknown as {
  new (address: string, credentials: ChannelCredentials, options?: Partial<ClientOptions>): NotificationServiceClient;
  service: typeof NotificationServiceService;
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
