import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
	type handleServerStreamingCall,
	type handleUnaryCall,
	Metadata,
	type ServerUnaryCall,
	type ServerWritableStream,
	type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { actorName, type PeerCall, type VerifiedCaller } from '../door/authenticate.js';
import { authorise, isMutation } from './authorise.js';
import type { CallContext, ResponseSink, StreamHandler, UnaryHandler } from './call.js';
import { type CallEnvironment, CallFrame, type ServerCall } from './call-frame.js';
import type { OpenStreams } from './open-streams.js';

/** What the handlers of one door are made of. */
export interface HandlerEnvironment extends CallEnvironment {
	/** Who calls on this door. Throws when it cannot be told. */
	readonly identify: (call: PeerCall) => Promise<VerifiedCaller>;
	/** Where streams are known while they are open, so that a drain can end them. */
	readonly streams?: OpenStreams;
}

interface Method {
	readonly responseStream: boolean;
}
interface Serializers<Request, Response> {
	readonly requestSerialize: (request: Request) => Buffer;
	readonly responseSerialize: (response: Response) => Buffer;
}

/** The handlers a generated service definition asks for: none may be missing. */
export type ServiceHandlers<Definition> = {
	readonly [Name in keyof Definition]: Definition[Name] extends Serializers<infer Request, infer Response>
		? Definition[Name] extends { readonly responseStream: true }
			? StreamHandler<Request, Response>
			: UnaryHandler<Request, Response>
		: never;
};

const LONGEST_CALL_MS = 120_000;

/**
 * Puts identification, authorisation, time limits, error statuses and the audit of refusals around the handlers of a
 * service, so that none of them can be called without.
 */
export function guardService<Definition extends Readonly<Record<string, Method>>>(
	environment: HandlerEnvironment,
	definition: Definition,
	handlers: ServiceHandlers<Definition>,
): UntypedServiceImplementation {
	const guarded = Object.entries(definition).map(([name, method]) => {
		// The mapped type above has matched each handler to its method; entries lose that.
		const handler: unknown = handlers[name as keyof Definition];
		const { requestSerialize } = method as Method & Serializers<unknown, unknown>;
		const guard = method.responseStream
			? serverStream(environment, requestSerialize, handler as StreamHandler<unknown, unknown>)
			: unary(environment, requestSerialize, handler as UnaryHandler<unknown, unknown>);
		return [name, guard] as const;
	});
	return Object.fromEntries(guarded);
}

function unary<Request, Response>(
	environment: HandlerEnvironment,
	serialize: (request: Request) => Buffer,
	handler: UnaryHandler<Request, Response>,
): handleUnaryCall<Request, Response> {
	return (call: ServerUnaryCall<Request, Response>, callback) => {
		const frame = new CallFrame(environment, call);
		frame.endAt(environment.clock.wallMs() + LONGEST_CALL_MS, tooLong());
		const work = admit(environment, call, { frame, serialize, request: call.request })
			.then(({ context }) => handler(call.request, context))
			.catch(async (error: unknown) => Promise.reject(await frame.fail(error)));
		void frame
			.race(work)
			.then(
				(response) => callback(null, response),
				(error: unknown) => callback(frame.statusOf(error)),
			)
			.finally(() => frame.close());
	};
}

function serverStream<Request, Response>(
	environment: HandlerEnvironment,
	serialize: (request: Request) => Buffer,
	handler: StreamHandler<Request, Response>,
): handleServerStreamingCall<Request, Response> {
	return (call: ServerWritableStream<Request, Response>) => {
		const frame = new CallFrame(environment, call);
		environment.streams?.add(frame);
		const serve = async () => {
			const { context, notAfterMs } = await admit(environment, call, { frame, serialize, request: call.request });
			frame.endAt(notAfterMs, new StokerError('CERTIFICATE_EXPIRED', 'The certificate has ended.'));
			// The stream is known by its serial now: a revocation before this moment shows here, a later one ends it.
			await environment.identify(call);
			// Now, not with the first item: the caller learns that it was let in.
			call.sendMetadata(new Metadata());
			await handler(call.request, context, responseSink(call, frame.signal));
		};
		const work = serve().catch(async (error: unknown) => Promise.reject(await frame.fail(error)));
		void frame
			.race(work)
			.then(
				() => call.end(),
				(error: unknown) => call.emit('error', frame.statusOf(error)),
			)
			.finally(() => {
				frame.close();
				environment.streams?.remove(frame);
			});
	};
}

interface Arrival<Request> {
	readonly frame: CallFrame;
	readonly serialize: (request: Request) => Buffer;
	readonly request: Request;
}

async function admit<Request>(
	environment: HandlerEnvironment,
	call: ServerCall & PeerCall,
	{ frame, serialize, request }: Arrival<Request>,
): Promise<{ readonly context: CallContext; readonly notAfterMs: number }> {
	if (isMutation(frame.path)) {
		frame.digest = createHash('sha256').update(serialize(request)).digest('hex');
	}
	const { caller, notAfterMs } = await environment.identify(call);
	frame.actor = actorName(caller);
	frame.serial = caller.serial;
	authorise(frame.path, caller.role);
	const { requestId, signal, actor, digest } = frame;
	return { context: { caller, requestId, signal, audit: { actor, requestId, digest } }, notAfterMs };
}

/** After a cancel no `drain` comes, so waiting for it must end with the call. */
function responseSink<Request, Response>(
	call: ServerWritableStream<Request, Response>,
	signal: AbortSignal,
): ResponseSink<Response> {
	return {
		async write(response) {
			signal.throwIfAborted();
			if (!call.write(response)) {
				await once(call, 'drain', { signal });
			}
		},
	};
}

function tooLong(): StokerError {
	return new StokerError('CALL_TIMED_OUT', `The call took longer than ${LONGEST_CALL_MS / 1000} s and was given up.`);
}
