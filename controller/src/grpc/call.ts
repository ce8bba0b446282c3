import type { Caller } from '@stoker/shared/model/access.js';
import type { AuditSubject } from '../service/audit.js';

/** What a handler knows about the call it answers. */
export interface CallContext {
	readonly caller: Caller;
	/** From the `x-request-id` metadata, or made by the controller. */
	readonly requestId: string;
	/** Aborted when the caller went away or the deadline passed. */
	readonly signal: AbortSignal;
	/** Who did it, under which request id, with which request: what the audit log needs. */
	readonly audit: AuditSubject;
}

/** Answers one unary call. Throws StokerError for what went wrong on purpose; anything else becomes INTERNAL. */
export type UnaryHandler<Request, Response> = (request: Request, context: CallContext) => Promise<Response>;

/** Where a streaming handler writes. `write` resolves when the transport wants more, and rejects when the caller went away. */
export interface ResponseSink<Response> {
	write(response: Response): Promise<void>;
}

/** Answers one server-streaming call; the stream ends when the promise settles. */
export type StreamHandler<Request, Response> = (
	request: Request,
	context: CallContext,
	sink: ResponseSink<Response>,
) => Promise<void>;
