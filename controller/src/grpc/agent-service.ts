import type { ServerDuplexStream, ServiceError } from '@grpc/grpc-js';
import { decodeAgentEnvelope, encodeControllerEnvelope } from '@stoker/shared/codec/session.js';
import { encodeStatus } from '@stoker/shared/codec/status.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import type { Clock, Log } from '@stoker/shared/model/ports.js';
import type { ControllerEnvelope } from '@stoker/shared/model/session.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { AgentServiceServer, SessionRequest, SessionResponse } from '@stoker/shared/wire/stoker/v1/agent.js';
import type { AgentSession, SessionTransport } from '../engine/agent-session.js';
import type { Engine } from '../engine/engine.js';
import { WaitingHellos } from './waiting-hellos.js';

/** Who is at the other end, as its certificate proves. */
export interface AgentIdentity {
	readonly nodeId: NodeId;
	/** When the certificate ends; the stream does not outlive it. */
	readonly notAfterMs: number;
}

type SessionCall = ServerDuplexStream<SessionRequest, SessionResponse>;

export interface AgentServicePorts {
	readonly engine: Engine;
	readonly clock: Clock;
	readonly log: Log;
	/** @throws StokerError when the certificate does not open this door. */
	authenticate(call: SessionCall): Promise<AgentIdentity>;
	/** A stream has ended, with the name of its status. */
	readonly onCallEnded?: (path: string, code: string, milliseconds: number) => void;
	/** Puts something about a node into the audit log. */
	audit(nodeId: NodeId, action: string): void;
}

const MAX_OUTBOX_BYTES = 4 * 1024 * 1024;
const MAX_OUTBOX_AGE_MS = 30_000;
/** Longest delay a timer takes. */
const MAX_TIMER_MS = 2 ** 31 - 1;
/** How long a peer may take to say hello. */
const HELLO_TIMEOUT_MS = 10_000;
/** How soon a certificate is judged again while the controller's clock cannot be trusted. */
const CLOCK_RETRY_MS = 60_000;

/** Sends envelopes, at most as fast as the peer takes them, within bounds. */
class CallTransport implements SessionTransport {
	readonly #call: SessionCall;
	readonly #outbox: SessionResponse[] = [];
	#outboxBytes = 0;
	#isBlocked = false;
	#isClosed = false;
	#blockedTimer: NodeJS.Timeout | undefined;

	constructor(call: SessionCall) {
		this.#call = call;
		call.on('drain', () => this.#drain());
	}

	get isClosed(): boolean {
		return this.#isClosed;
	}

	send(envelope: ControllerEnvelope): void {
		if (this.#isClosed) {
			return;
		}
		const message = encodeControllerEnvelope(envelope);
		if (!this.#isBlocked) {
			this.#write(message);
			return;
		}
		this.#outbox.push(message);
		this.#outboxBytes += estimateBytes(message);
		if (this.#outboxBytes > MAX_OUTBOX_BYTES) {
			this.#giveUp();
		}
	}

	close(error?: StokerError): void {
		if (this.#isClosed) {
			return;
		}
		this.#isClosed = true;
		clearTimeout(this.#blockedTimer);
		if (error) {
			this.#call.emit('error', encodeStatus(error, '') as ServiceError);
		} else {
			this.#call.end();
		}
	}

	#write(message: SessionResponse): void {
		if (!this.#call.write(message)) {
			this.#isBlocked = true;
			this.#blockedTimer = setTimeout(() => this.#giveUp(), MAX_OUTBOX_AGE_MS);
		}
	}

	#drain(): void {
		this.#isBlocked = false;
		clearTimeout(this.#blockedTimer);
		while (!this.#isBlocked && !this.#isClosed) {
			const message = this.#outbox.shift();
			if (message === undefined) {
				return;
			}
			this.#outboxBytes -= estimateBytes(message);
			this.#write(message);
		}
	}

	#giveUp(): void {
		this.close(new StokerError('RATE_LIMITED', 'the agent does not take what it is sent', { retryAfterSeconds: 5 }));
	}
}

/** One stream: the hello first, then envelopes until either side ends it. */
class SessionStream {
	readonly #ports: AgentServicePorts;
	readonly #waiting: WaitingHellos;
	readonly #call: SessionCall;
	readonly #transport: CallTransport;
	#session: AgentSession | undefined;
	readonly #begunMs: number;
	/** Name of the status that the stream ends with. */
	#code = 'OK';
	#isEnded = false;
	#expiry: NodeJS.Timeout | undefined;

	constructor(ports: AgentServicePorts, waiting: WaitingHellos, call: SessionCall) {
		this.#ports = ports;
		this.#begunMs = ports.clock.monotonicMs();
		this.#waiting = waiting;
		this.#call = call;
		this.#transport = new CallTransport(call);
		for (const event of ['end', 'cancelled', 'close', 'error']) {
			call.on(event, () => this.#end());
		}
	}

	async run(): Promise<void> {
		const hello = this.#nextMessage();
		// Who is refused before that is never asked for it: nobody may be left with a rejection then.
		hello.catch(() => undefined);
		const identity = await this.#ports.authenticate(this.#call);
		const first = decodeAgentEnvelope(await hello);
		if (first.hello === undefined) {
			throw new StokerError('INVALID_REQUEST', 'the first envelope must hold a hello', {
				violations: [{ field: 'hello', description: 'is missing' }],
			});
		}
		if (first.hello.nodeId !== identity.nodeId) {
			this.#ports.audit(identity.nodeId, `claimed to be node ${first.hello.nodeId}`);
			throw new StokerError(
				'AGENT_IDENTITY_MISMATCH',
				`the agent says it is node ${first.hello.nodeId}, its certificate says ${identity.nodeId}`,
				{ subject: { node: identity.nodeId, claimed: first.hello.nodeId } },
			);
		}
		const { hello: greeting } = first;
		const session = await this.#waiting.admit(identity.nodeId, () =>
			this.#ports.engine.openSession(greeting, this.#transport),
		);
		this.#session = session;
		if (this.#isEnded) {
			this.#ports.engine.sessionClosed(session);
			return;
		}
		// Now that the session is known by its node, a revocation closes it; one that came before shows here.
		await this.#judge();
		this.#call.on('data', (message: SessionRequest) => this.#receive(session, message));
		this.#call.resume();
	}

	/** Refuses a stream, or ends one that broke the rules. */
	fail(error: unknown): void {
		const known =
			error instanceof StokerError ? error : new StokerError('INTERNAL', 'the session failed', { cause: error });
		const fields = { nodeId: this.#session?.nodeId, code: known.code, err: error };
		this.#ports.log[known.code === 'INTERNAL' ? 'error' : 'warn'](fields, 'session refused');
		this.#code = known.status;
		this.#transport.close(known);
		this.#end();
	}

	#nextMessage(): Promise<SessionRequest> {
		return new Promise((resolve, reject) => {
			const timer = setTimeout(
				() => reject(new StokerError('INVALID_REQUEST', 'no hello came in time')),
				HELLO_TIMEOUT_MS,
			);
			this.#call.once('data', (message: SessionRequest) => {
				clearTimeout(timer);
				this.#call.pause();
				resolve(message);
			});
			this.#call.once('close', () => {
				clearTimeout(timer);
				reject(new StokerError('INVALID_REQUEST', 'the stream ended before a hello'));
			});
		});
	}

	#receive(session: AgentSession, message: SessionRequest): void {
		try {
			const envelope = decodeAgentEnvelope(message);
			if (envelope.hello) {
				throw new StokerError('INVALID_REQUEST', 'only the first envelope may hold a hello');
			}
			this.#ports.engine.receive(session, envelope);
		} catch (error) {
			this.fail(error);
		}
	}

	/** Looks whether the certificate is in force, and looks again when it ends. Throws when it is not. */
	async #judge(): Promise<void> {
		const { notAfterMs } = await this.#ports.authenticate(this.#call);
		this.#judgeAfter(notAfterMs - this.#ports.clock.wallMs());
	}

	#judgeAfter(delayMs: number): void {
		clearTimeout(this.#expiry);
		if (this.#isEnded) {
			return;
		}
		this.#expiry = setTimeout(
			() => {
				this.#judge().catch((error: unknown) => {
					// Nobody's stream is closed by a clock that is wrong.
					if (error instanceof StokerError && error.code === 'CLOCK_JUMPED') {
						this.#judgeAfter(CLOCK_RETRY_MS);
					} else {
						this.fail(error);
					}
				});
			},
			Math.min(Math.max(delayMs, 0), MAX_TIMER_MS),
		).unref();
	}

	#end(): void {
		if (this.#isEnded) {
			return;
		}
		this.#isEnded = true;
		clearTimeout(this.#expiry);
		this.#ports.onCallEnded?.(this.#call.getPath(), this.#code, this.#ports.clock.monotonicMs() - this.#begunMs);
		this.#transport.close();
		if (this.#session) {
			this.#ports.engine.sessionClosed(this.#session);
		}
	}
}

/** The agent door's service. */
export function agentService(ports: AgentServicePorts): AgentServiceServer {
	const waiting = new WaitingHellos();
	return {
		session: (call) => {
			const stream = new SessionStream(ports, waiting, call);
			stream.run().catch((error: unknown) => stream.fail(error));
		},
	};
}

function estimateBytes(message: SessionResponse): number {
	let bytes = 128;
	for (const assignment of message.assignments) {
		bytes += assignment.parametersJson.length + 160;
	}
	return bytes + 64 * (message.logs.length + message.cancels.length);
}
