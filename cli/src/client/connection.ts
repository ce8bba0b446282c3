import { randomUUID } from 'node:crypto';
import {
	type ChannelCredentials,
	Client,
	type ClientOptions,
	type ClientReadableStream,
	credentials,
	Metadata,
	type MethodDefinition,
	type ServiceError,
	status,
} from '@grpc/grpc-js';
import { ACCEPT_DETAILS, decodeStatus, type FailedCall } from '@stoker/shared/codec/status.js';
import { CallError } from './call-error.js';
import { explainFailure } from './explain-failure.js';
import type { Target } from './target.js';

export interface ConnectOptions {
	/** Deadline of a unary call, and of a stream until it is open, milliseconds. */
	readonly timeoutMs?: number;
	/** Ends every call. */
	readonly signal?: AbortSignal;
	/** Told of each call before it leaves. */
	readonly onCall?: (call: { readonly method: string; readonly requestId: string }) => void;
}

export interface UnaryOptions {
	/** Waits for a lost connection, up to the deadline, instead of failing at once. */
	readonly waitForReady?: boolean;
}

const DEFAULT_TIMEOUT_MS = 30_000;
/** The name in every certificate of a controller, whatever address it is reached by. */
const SERVER_NAME = 'stoker-controller';
const MIB = 1024 * 1024;
/** How a stream fails that was cancelled because nobody answered. */
const LATE: FailedCall = { code: status.DEADLINE_EXCEEDED, message: 'no answer in time' };

const CHANNEL_OPTIONS: ClientOptions = {
	'grpc.enable_http_proxy': 0,
	'grpc.enable_retries': 0,
	'grpc.initial_reconnect_backoff_ms': 200,
	'grpc.max_reconnect_backoff_ms': 3000,
	'grpc.keepalive_time_ms': 20_000,
	'grpc.keepalive_timeout_ms': 10_000,
	'grpc.max_receive_message_length': 64 * MIB,
	// A release folder may hold 16 MiB, and a message has a little more than its files.
	'grpc.max_send_message_length': 17 * MIB,
};

/** One channel to a controller: deadlines, request ids, cancellation and decoded errors for every noun's calls. */
export class Connection {
	readonly #client: Client;
	readonly #target: Target;
	readonly #options: ConnectOptions;

	constructor(target: Target, options: ConnectOptions = {}) {
		this.#target = target;
		this.#options = options;
		this.#client =
			target.kind === 'socket'
				? new Client(`unix:${target.path}`, credentials.createInsecure(), CHANNEL_OPTIONS)
				: new Client(target.address, tlsCredentials(target), {
						...CHANNEL_OPTIONS,
						'grpc.ssl_target_name_override': SERVER_NAME,
						'grpc.default_authority': SERVER_NAME,
					});
	}

	get #timeoutMs(): number {
		return this.#options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
	}

	get signal(): AbortSignal | undefined {
		return this.#options.signal;
	}

	/** Calls a unary method; rejects with {@link CallError}. */
	async unary<Request, Response>(
		method: MethodDefinition<Request, Response>,
		request: Request,
		options: UnaryOptions = {},
	): Promise<Response> {
		this.signal?.throwIfAborted();
		const { promise, resolve, reject } = deferred<Response>();
		const call = this.#client.makeUnaryRequest(
			method.path,
			method.requestSerialize,
			method.responseDeserialize,
			request,
			this.#metadata(method.path, options.waitForReady ?? false),
			{ deadline: new Date(Date.now() + this.#timeoutMs) },
			(error, response) =>
				error === null && response !== undefined ? resolve(response) : reject(this.#failure(error)),
		);
		const abort = (): void => call.cancel();
		this.signal?.addEventListener('abort', abort, { once: true });
		try {
			return await promise;
		} finally {
			this.signal?.removeEventListener('abort', abort);
		}
	}

	/** Calls a server-streaming method. Leaving the loop cancels the call; `onOpen` tells that the server answered. */
	async *stream<Request, Response>(
		method: MethodDefinition<Request, Response>,
		request: Request,
		onOpen: () => void = () => undefined,
	): AsyncGenerator<Response, void, undefined> {
		this.signal?.throwIfAborted();
		const call: ClientReadableStream<Response> = this.#client.makeServerStreamRequest(
			method.path,
			method.requestSerialize,
			method.responseDeserialize,
			request,
			this.#metadata(method.path, false),
		);
		const abort = (): void => call.cancel();
		this.signal?.addEventListener('abort', abort, { once: true });
		let isLate = false;
		const opening = setTimeout(() => {
			isLate = true;
			call.cancel();
		}, this.#timeoutMs);
		call.once('metadata', () => {
			clearTimeout(opening);
			onOpen();
		});
		// A call cancelled on the way out still reports; nobody listens to the iterator any more.
		call.on('error', () => undefined);
		try {
			yield* call as AsyncIterable<Response>;
		} catch (error) {
			throw this.#failure(isLate ? LATE : (error as ServiceError));
		} finally {
			clearTimeout(opening);
			this.signal?.removeEventListener('abort', abort);
			call.cancel();
		}
	}

	close(): void {
		this.#client.close();
	}

	#metadata(path: string, waitForReady: boolean): Metadata {
		const metadata = new Metadata({ waitForReady });
		const requestId = randomUUID();
		metadata.set('x-request-id', requestId);
		metadata.set(ACCEPT_DETAILS.key, ACCEPT_DETAILS.value);
		this.#options.onCall?.({ method: path.slice(path.lastIndexOf('/') + 1), requestId });
		return metadata;
	}

	#failure(error: FailedCall | null): unknown {
		if (this.signal?.aborted === true) {
			return this.signal.reason;
		}
		const decoded = decodeStatus(error ?? { message: 'The controller sent no answer.' });
		return new CallError(explainFailure(decoded, this.#target, Date.now()));
	}
}

function tlsCredentials(target: Extract<Target, { kind: 'tls' }>): ChannelCredentials {
	return credentials.createSsl(Buffer.from(target.ca), Buffer.from(target.key), Buffer.from(target.certificate));
}

function deferred<Value>(): {
	promise: Promise<Value>;
	resolve: (value: Value) => void;
	reject: (reason: unknown) => void;
} {
	let resolve: (value: Value) => void = () => undefined;
	let reject: (reason: unknown) => void = () => undefined;
	const promise = new Promise<Value>((onValue, onReason) => {
		resolve = onValue;
		reject = onReason;
	});
	return { promise, resolve, reject };
}
