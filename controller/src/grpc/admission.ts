import {
	type Metadata,
	ResponderBuilder,
	ServerInterceptingCall,
	type ServerInterceptor,
	ServerListenerBuilder,
} from '@grpc/grpc-js';
import type { AccessRole } from '@stoker/shared/model/access.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { actorName } from '../door/authenticate.js';
import { addressOf, PeerLimits } from '../door/peer-limits.js';
import { Places } from '../door/places.js';
import { authorise } from './authorise.js';
import { CallFrame } from './call-frame.js';
import type { HandlerEnvironment } from './handlers.js';

type Call = Parameters<ServerInterceptor>[1];

/** A person with a script may be quick. */
const CALLS = { burst: 2000, perSecond: 200 };
/** Who is refused again and again fills no audit log. */
const RECORDED_REFUSALS = { burst: 500, perSecond: 1 };
/** Of one caller: open calls, watches included. */
const OPEN = { most: 256, mostWaiting: 0 };
/** Of one caller: requests being read, each as large as the door allows; the others wait unread. */
const READ = { most: 8, mostWaiting: 128 };
/** How long a request may take to arrive. */
const READ_MS = 60_000;

/**
 * Lets calls of the admin door in before anything of what they ask is read: who has no certificate in force, or not the
 * access role, cannot make the controller hold or decode a request, and who has can do so only within limits.
 */
export function admission(environment: HandlerEnvironment): ServerInterceptor {
	const gate = new Gate(environment);
	return (method, call) =>
		method.path.startsWith('/grpc.health.') ? new ServerInterceptingCall(call) : gate.guard(method.path, call);
}

class Gate {
	readonly #environment: HandlerEnvironment;
	readonly #calls = new PeerLimits(CALLS);
	readonly #recorded = new PeerLimits(RECORDED_REFUSALS);
	readonly #open = new Places(OPEN);
	readonly #read = new Places(READ);

	constructor(environment: HandlerEnvironment) {
		this.#environment = environment;
	}

	guard(path: string, call: Call): ServerInterceptingCall {
		const passage = new Passage();
		const listener = new ServerListenerBuilder()
			.withOnReceiveMetadata((metadata, proceed) => {
				const frame = new CallFrame(this.#environment, arrivalOf(path, call, metadata));
				const refuse = (error: unknown): void => call.sendStatus(frame.statusOf(error));
				this.#admit(frame, call, passage).then(
					() => passage.read(() => refuse(tooSlow())) && proceed(metadata),
					async (error: unknown) => {
						passage.end();
						refuse(await this.#record(frame, call, error));
					},
				);
			})
			.withOnReceiveMessage((message, proceed) => {
				passage.hasRead();
				proceed(message);
			})
			.withOnCancel(() => passage.end())
			.build();
		const responder = new ResponderBuilder()
			.withStart((next) => next(listener))
			.withSendStatus((status, next) => {
				passage.end();
				next(status);
			})
			.build();
		return new ServerInterceptingCall(call, responder);
	}

	async #admit(frame: CallFrame, call: Call, passage: Passage): Promise<void> {
		const caller = await this.#identify(frame, call);
		this.#count(caller);
		passage.onEnd(await this.#open.take(caller));
		passage.onRead(await this.#read.take(caller));
	}

	/** Who calls, if the call is allowed. */
	async #identify(frame: CallFrame, call: Call): Promise<string> {
		try {
			const { caller } = await this.#environment.identify(call);
			frame.actor = actorName(caller);
			authorisePath(frame.path, caller.role);
			return caller.serial;
		} catch (error) {
			this.#count(addressOf(call.getPeer()));
			throw error;
		}
	}

	#count(peer: string): void {
		const nowMs = this.#environment.clock.monotonicMs();
		this.#calls.require(peer, nowMs);
		this.#calls.take(peer, nowMs);
	}

	async #record(frame: CallFrame, call: Call, error: unknown): Promise<unknown> {
		const address = addressOf(call.getPeer());
		const nowMs = this.#environment.clock.monotonicMs();
		if (!this.#recorded.allows(address, nowMs)) {
			return error;
		}
		this.#recorded.take(address, nowMs);
		return frame.fail(error);
	}
}

/** The places one call holds, given back once each. */
class Passage {
	#isOver = false;
	#timer: NodeJS.Timeout | undefined;
	#freeRead: () => void = () => undefined;
	#freeOpen: () => void = () => undefined;

	onEnd(free: () => void): void {
		this.#freeOpen = free;
		this.#freeIfOver();
	}

	onRead(free: () => void): void {
		this.#freeRead = free;
		this.#freeIfOver();
	}

	/** Begins to read the request; false when the call is over already. */
	read(onSlow: () => void): boolean {
		if (!this.#isOver) {
			this.#timer = setTimeout(onSlow, READ_MS).unref();
		}
		return !this.#isOver;
	}

	hasRead(): void {
		clearTimeout(this.#timer);
		this.#freeRead();
		this.#freeRead = () => undefined;
	}

	end(): void {
		this.#isOver = true;
		this.#freeIfOver();
	}

	#freeIfOver(): void {
		if (this.#isOver) {
			this.hasRead();
			this.#freeOpen();
			this.#freeOpen = () => undefined;
		}
	}
}

/** Reflection has no row in the table of methods: people may read the protocol. */
function authorisePath(path: string, role: AccessRole): void {
	if (!path.startsWith('/grpc.reflection.')) {
		authorise(path, role);
	} else if (role === 'agent') {
		throw new StokerError('ACCESS_DENIED', 'Agents may not read the protocol.', { subject: { role } });
	}
}

/** A call of which nothing but the metadata is known, as a frame wants it. */
function arrivalOf(path: string, call: Call, metadata: Metadata) {
	return { metadata, cancelled: false, getPath: () => path, getPeer: () => call.getPeer(), on: () => undefined };
}

function tooSlow(): StokerError {
	return new StokerError('CALL_TIMED_OUT', `The request did not arrive within ${READ_MS / 1000} s.`);
}
