import { randomUUID } from 'node:crypto';
import type { Metadata } from '@grpc/grpc-js';
import { acceptsLongDetails, type EncodedStatus, encodeStatus } from '@stoker/shared/codec/status.js';
import type { Clock, Log } from '@stoker/shared/model/ports.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { appendAudit } from '../service/audit.js';
import type { Store } from '../store/store.js';
import { isMutation, methodName } from './authorise.js';

/** The part of a grpc-js call that every kind of call has. */
export interface ServerCall {
	readonly metadata: Metadata;
	readonly cancelled: boolean;
	getPath(): string;
	getPeer(): string;
	on(event: 'cancelled' | 'close', listener: () => void): unknown;
}

/** What calls are answered with, whatever they ask. */
export interface CallEnvironment {
	readonly store: Store;
	readonly clock: Clock;
	readonly log: Log;
	/** A call has ended, with the name of its status. */
	readonly onCallEnded?: (path: string, code: string, milliseconds: number) => void;
}

const REQUEST_ID_KEY = 'x-request-id';
const REQUEST_ID = /^[A-Za-z0-9._:-]{1,64}$/;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** One call from its arrival to its answer: its name, who made it, and when it is over. */
export class CallFrame {
	readonly path: string;
	readonly requestId: string;
	/** Aborted when the caller went away or time is up. */
	readonly signal: AbortSignal;
	/** Who calls, as the audit log names it. */
	actor = 'nobody';
	/** Serial number of the caller's certificate; empty until it is known, and on the local socket. */
	serial = '';
	/** SHA-256 over the request, hexadecimal; computed for what changes something only. */
	digest = '';
	readonly #environment: CallEnvironment;
	readonly #controller = new AbortController();
	readonly #takesLongDetails: boolean;
	#timer: NodeJS.Timeout | undefined;
	readonly #begunMs: number;
	#code = 'OK';

	constructor(environment: CallEnvironment, call: ServerCall) {
		this.#environment = environment;
		this.path = call.getPath();
		this.#begunMs = environment.clock.monotonicMs();
		this.requestId = requestIdOf(call.metadata);
		this.#takesLongDetails = acceptsLongDetails(call.metadata);
		this.signal = this.#controller.signal;
		call.on('cancelled', () => this.#abort('The caller went away.'));
		call.on('close', () => this.#abort('The caller went away.'));
	}

	/** Ends the call at a wall-clock time. */
	endAt(wallMs: number, error: StokerError): void {
		const leftMs = wallMs - this.#environment.clock.wallMs();
		clearTimeout(this.#timer);
		if (leftMs === Number.POSITIVE_INFINITY) {
			return;
		}
		const again = () => (leftMs > LONGEST_TIMER_MS ? this.endAt(wallMs, error) : this.#controller.abort(error));
		this.#timer = setTimeout(again, Math.min(Math.max(leftMs, 0), LONGEST_TIMER_MS)).unref();
	}

	/** Settles with the work, or rejects as soon as the call is over. */
	async race<Result>(work: Promise<Result>): Promise<Result> {
		return new Promise((resolve, reject) => {
			this.signal.addEventListener('abort', () => reject(this.signal.reason as Error), { once: true });
			work.then(resolve, reject);
		});
	}

	/** Ends the call now. */
	end(error: StokerError): void {
		this.#controller.abort(error);
	}

	/** Forgets the timers of a call that was answered, and counts it. */
	close(): void {
		clearTimeout(this.#timer);
		const { onCallEnded, clock } = this.#environment;
		onCallEnded?.(this.path, this.#code, clock.monotonicMs() - this.#begunMs);
	}

	/** The error to answer with for work that failed; a refused change is audited, a fault is logged. */
	async fail(error: unknown): Promise<StokerError> {
		const failure = error instanceof StokerError ? error : this.#fault(error);
		if (isMutation(this.path) && failure.code !== 'RATE_LIMITED') {
			await this.#audit(failure);
		}
		return failure;
	}

	/** The status of a call that ended with an error of {@link fail} or {@link race}. */
	statusOf(error: unknown): EncodedStatus {
		const failure = error instanceof StokerError ? error : new StokerError('INTERNAL', 'A fault in the controller.');
		this.#code = failure.status;
		return encodeStatus(failure, this.requestId, this.#takesLongDetails);
	}

	#fault(error: unknown): StokerError {
		const { requestId, path } = this;
		if (isStoreFailure(error)) {
			this.#environment.log.error({ requestId, method: path, err: error }, 'store failed');
			return new StokerError('STORE_FAILED', 'The store failed; nothing was changed.', { cause: error });
		}
		this.#environment.log.error({ requestId, method: path, err: error }, 'call failed unexpectedly');
		return new StokerError('INTERNAL', 'A fault in the controller.', { cause: error });
	}

	async #audit(failure: StokerError): Promise<void> {
		const { actor, requestId, digest } = this;
		const atMs = this.#environment.clock.wallMs();
		const object = Object.entries(failure.subject)[0]?.join(' ') ?? '';
		const entry = { atMs, actor, action: methodName(this.path), object, requestId, outcome: failure.code, digest };
		try {
			await this.#environment.store.write((transaction) => appendAudit(transaction, entry));
		} catch (error) {
			this.#environment.log.error({ requestId, err: error }, 'refused call could not be audited');
		}
	}

	#abort(reason: string): void {
		if (!this.signal.aborted) {
			this.#controller.abort(new StokerError('NOT_SERVING', reason));
		}
	}
}

function requestIdOf(metadata: Metadata): string {
	const [sent] = metadata.get(REQUEST_ID_KEY);
	return typeof sent === 'string' && REQUEST_ID.test(sent) ? sent : randomUUID();
}

function isStoreFailure(error: unknown): boolean {
	return error instanceof Error && (error.name === 'StoreIoError' || error.name === 'StoreFullError');
}
