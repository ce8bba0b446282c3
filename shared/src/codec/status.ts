import { status as grpcStatus, Metadata } from '@grpc/grpc-js';
import type { Diagnostic } from '../model/diagnostic.js';
import { ERROR_CODES } from '../model/error-codes.js';
import type { FieldViolation, StokerError } from '../model/stoker-error.js';
import type { Any } from '../wire/google/protobuf/any.js';
import { BadRequest, ErrorInfo, Help, RetryInfo } from '../wire/google/rpc/error_details.js';
import { Status } from '../wire/google/rpc/status.js';
import { CompressedDiagnosticList, DiagnosticList } from '../wire/stoker/v1/diagnostic.js';
import { decodeDiagnostic } from './diagnostic.js';
import {
	clip,
	deflateDiagnostics,
	fitDiagnostics,
	fitViolations,
	inflateDiagnostics,
	MORE_PROBLEMS,
} from './fit-details.js';

/** What a gRPC server hands to the transport in place of an answer. */
export interface EncodedStatus {
	readonly code: grpcStatus;
	readonly details: string;
	readonly metadata: Metadata;
}

/** What a caller learns from a failed call. */
export interface DecodedStatus {
	/** A stable code, possibly one this version does not know; the name of the gRPC status when the peer sent none. */
	readonly code: string;
	readonly status: string;
	readonly message: string;
	readonly nextStep: string;
	readonly subject: Readonly<Record<string, string>>;
	/** Empty when the call never reached a controller. */
	readonly requestId: string;
	readonly violations: readonly FieldViolation[];
	readonly diagnostics: readonly Diagnostic[];
	readonly retryAfterSeconds: number | undefined;
}

/** The part of a failed call that is read; grpc-js' ServiceError satisfies it. */
export interface FailedCall {
	readonly code?: number;
	readonly details?: string;
	readonly message: string;
	readonly metadata?: Metadata;
}

const DOMAIN = 'stoker';
const DETAILS_KEY = 'grpc-status-details-bin';
const REQUEST_ID_KEY = 'request_id';
const TYPE_PREFIX = 'type.googleapis.com/';

/** Metadata of callers that take longer details, compressed where need be. */
export const ACCEPT_DETAILS = { key: 'x-stoker-status-details', value: 'deflate' } as const;

/** What details may take up, bytes. */
interface Room {
	readonly violations: number;
	readonly diagnostics: number;
	/** 0 for callers that take no compressed details. */
	readonly deflated: number;
}

const MESSAGE_CHARACTERS = 600;
const SUBJECT_CHARACTERS = 200;
const SUBJECT_ENTRIES = 8;
// Clients in other languages refuse headers over 8 to 16 KiB, and base64 adds a third.
const NARROW: Room = { violations: 2048, diagnostics: 5120, deflated: 0 };
// grpc-js takes 64 KiB; past that its calls hang until their deadline instead of failing.
const WIDE: Room = { violations: 8192, diagnostics: 5120, deflated: 24 * 1024 };
const SECOND_NANOS = 1_000_000_000;

/** Whether a caller said that it takes long details. */
export function acceptsLongDetails(metadata: Metadata): boolean {
	return metadata.get(ACCEPT_DETAILS.key).includes(ACCEPT_DETAILS.value);
}

/**
 * Writes an error as a gRPC status with `google.rpc` details; the whole stays below 16 KiB of headers, and below
 * 60 KiB for callers of which {@link acceptsLongDetails} is true.
 */
export function encodeStatus(error: StokerError, requestId: string, takesLong = false): EncodedStatus {
	const code = grpcStatus[error.status];
	const message = clip(error.message, MESSAGE_CHARACTERS);
	const metadata = new Metadata();
	const encoded = Status.encode({
		code,
		message,
		details: encodeDetails(error, requestId, takesLong ? WIDE : NARROW),
	}).finish();
	metadata.set(DETAILS_KEY, Buffer.from(encoded));
	return { code, details: message, metadata };
}

/** Reads the status of a failed call; tolerates peers that send no details, or codes of a newer version. */
export function decodeStatus(error: FailedCall): DecodedStatus {
	const details = readDetails(error.metadata);
	const info = find(details, 'google.rpc.ErrorInfo', ErrorInfo);
	const { [REQUEST_ID_KEY]: requestId = '', ...subject } = info?.metadata ?? {};
	const status = grpcStatus[error.code ?? grpcStatus.UNKNOWN] ?? 'UNKNOWN';
	const code = info?.domain === DOMAIN ? info.reason : status;
	return {
		code,
		status,
		message: error.details || error.message,
		nextStep: find(details, 'google.rpc.Help', Help)?.links[0]?.description ?? nextStepOf(code),
		subject,
		requestId,
		violations: decodeViolations(find(details, 'google.rpc.BadRequest', BadRequest)),
		diagnostics: decodeDiagnostics(details),
		retryAfterSeconds: decodeRetry(find(details, 'google.rpc.RetryInfo', RetryInfo)),
	};
}

function encodeDetails(error: StokerError, requestId: string, room: Room): Any[] {
	const subject = Object.entries(error.subject)
		.slice(0, SUBJECT_ENTRIES)
		.map(([key, value]) => [key, clip(value, SUBJECT_CHARACTERS)] as const);
	const metadata = { ...Object.fromEntries(subject), [REQUEST_ID_KEY]: clip(requestId, SUBJECT_CHARACTERS) };
	const details = [
		pack('google.rpc.ErrorInfo', ErrorInfo.encode({ reason: error.code, domain: DOMAIN, metadata }).finish()),
		pack('google.rpc.Help', Help.encode({ links: [{ description: error.nextStep, url: '' }] }).finish()),
	];
	if (error.violations.length > 0) {
		const fieldViolations = fitViolations(error.violations, room.violations);
		details.push(pack('google.rpc.BadRequest', BadRequest.encode({ fieldViolations }).finish()));
	}
	if (error.retryAfterSeconds !== undefined) {
		const retryDelay = toDuration(error.retryAfterSeconds);
		details.push(pack('google.rpc.RetryInfo', RetryInfo.encode({ retryDelay }).finish()));
	}
	if (error.diagnostics.length > 0) {
		details.push(packDiagnostics(error.diagnostics, room));
	}
	return details;
}

function packDiagnostics(all: readonly Diagnostic[], room: Room): Any {
	const diagnostics = fitDiagnostics(all, room.diagnostics);
	if (room.deflated > 0 && isCut(diagnostics)) {
		const list = CompressedDiagnosticList.encode(deflateDiagnostics(all, room.deflated)).finish();
		return pack('stoker.v1.CompressedDiagnosticList', list);
	}
	return pack('stoker.v1.DiagnosticList', DiagnosticList.encode({ diagnostics }).finish());
}

function isCut(diagnostics: readonly { readonly code: string }[]): boolean {
	return diagnostics.at(-1)?.code === MORE_PROBLEMS;
}

function decodeDiagnostics(details: readonly Any[]): readonly Diagnostic[] {
	const compressed = find(details, 'stoker.v1.CompressedDiagnosticList', CompressedDiagnosticList);
	const inflated = compressed && inflateDiagnostics(compressed);
	const plain = find(details, 'stoker.v1.DiagnosticList', DiagnosticList)?.diagnostics.map(decodeDiagnostic);
	return inflated ?? plain ?? [];
}

function decodeViolations(badRequest: BadRequest | undefined): FieldViolation[] {
	return (badRequest?.fieldViolations ?? []).map(({ field, description }) => ({ field, description }));
}

function decodeRetry(retry: RetryInfo | undefined): number | undefined {
	const delay = retry?.retryDelay;
	return delay === undefined ? undefined : delay.seconds + delay.nanos / SECOND_NANOS;
}

function toDuration(seconds: number): { seconds: number; nanos: number } {
	const whole = Math.floor(seconds);
	return { seconds: whole, nanos: Math.round((seconds - whole) * SECOND_NANOS) };
}

function readDetails(metadata: Metadata | undefined): readonly Any[] {
	const [encoded] = metadata?.get(DETAILS_KEY) ?? [];
	if (!Buffer.isBuffer(encoded)) {
		return [];
	}
	try {
		return Status.decode(encoded).details;
	} catch {
		// A damaged detail must not hide the error it belongs to.
		return [];
	}
}

function find<Message>(
	details: readonly Any[],
	type: string,
	codec: { decode(input: Uint8Array): Message },
): Message | undefined {
	const detail = details.find(({ typeUrl }) => typeUrl === TYPE_PREFIX + type);
	try {
		return detail === undefined ? undefined : codec.decode(detail.value);
	} catch {
		return undefined;
	}
}

function pack(type: string, value: Uint8Array): Any {
	return { typeUrl: TYPE_PREFIX + type, value: Buffer.from(value) };
}

function nextStepOf(code: string): string {
	const rows: Readonly<Record<string, { readonly nextStep: string }>> = ERROR_CODES;
	return rows[code]?.nextStep ?? '';
}
