import type { ClientDuplexStream } from '@grpc/grpc-js';
import { encodeAgentEnvelope } from '@stoker/shared/codec/session.js';
import type { AgentEnvelope, LogChunk, ResultReport, StartedReport } from '@stoker/shared/model/session.js';
import type { SessionRequest, SessionResponse } from '@stoker/shared/wire/stoker/v1/agent.js';

export type SessionCall = ClientDuplexStream<SessionRequest, SessionResponse>;

interface OutboxOptions {
	readonly call: SessionCall;
	/** The controller does not take what is sent: the session must be closed. */
	readonly onStalled: (problem: string) => void;
}

type Inventory = NonNullable<AgentEnvelope['inventory']>;

const MAX_WAITING_BYTES = 4 * 1024 * 1024;
const MAX_WAIT_MS = 30_000;
const MAX_RESULTS = 256;
const MAX_STARTED = 1024;
const ITEM_BYTES = 160;

/**
 * What waits to be sent on one stream. Everything added in one turn leaves in one envelope, results first; nothing is
 * written while the stream asks to wait. Over 4 MiB or 30 s of waiting the session is given up.
 */
export class Outbox {
	readonly #call: SessionCall;
	readonly #onStalled: (problem: string) => void;
	#results: ResultReport[] = [];
	#started: StartedReport[] = [];
	#logs: LogChunk[] = [];
	#heartbeatMs: number | undefined;
	#inventory: Inventory | undefined;
	#bytes = 0;
	#isScheduled = false;
	#stallTimer: NodeJS.Timeout | undefined;
	#isClosed = false;

	constructor(options: OutboxOptions) {
		this.#call = options.call;
		this.#onStalled = options.onStalled;
		// Never comes once the call is cancelled: then close() ends the waiting.
		this.#call.on('drain', () => this.#resume());
	}

	/** Whether the stream takes more. */
	get isFlowing(): boolean {
		return this.#stallTimer === undefined && !this.#isClosed;
	}

	/** Sends an envelope by itself, at once: the hello. */
	sendNow(envelope: AgentEnvelope): void {
		this.#write(envelope);
	}

	addResult(result: ResultReport): void {
		this.#results.push(result);
		this.#added(ITEM_BYTES + result.outcome.message.length);
	}

	addStarted(started: StartedReport): void {
		this.#started.push(started);
		this.#added(ITEM_BYTES);
	}

	addLogs(chunks: readonly LogChunk[]): void {
		this.#logs.push(...chunks);
		this.#added(chunks.reduce((sum, chunk) => sum + ITEM_BYTES + chunk.data.length, 0));
	}

	/** Only the newest matters. */
	setHeartbeat(sentAtMs: number): void {
		this.#heartbeatMs = sentAtMs;
		this.#added(0);
	}

	/** Only the newest matters. */
	setInventory(inventory: Inventory): void {
		this.#inventory = inventory;
		this.#added(0);
	}

	close(): void {
		this.#isClosed = true;
		clearTimeout(this.#stallTimer);
	}

	#added(bytes: number): void {
		this.#bytes += bytes;
		if (this.#bytes > MAX_WAITING_BYTES) {
			this.#onStalled(`${this.#bytes} bytes wait to be sent`);
			return;
		}
		if (!this.#isScheduled && this.isFlowing) {
			this.#isScheduled = true;
			setImmediate(() => {
				this.#isScheduled = false;
				this.#flush();
			});
		}
	}

	#resume(): void {
		clearTimeout(this.#stallTimer);
		this.#stallTimer = undefined;
		this.#flush();
	}

	#flush(): void {
		for (let envelope = this.#take(); envelope !== undefined && this.isFlowing; envelope = this.#take()) {
			this.#write(envelope);
			if (!this.isFlowing) {
				return;
			}
		}
	}

	#take(): AgentEnvelope | undefined {
		if (!this.isFlowing) {
			return undefined;
		}
		const results = this.#results.splice(0, MAX_RESULTS);
		const started = this.#started.splice(0, MAX_STARTED);
		const logs = this.#logs.splice(0);
		const sentAtMs = this.#heartbeatMs;
		const inventory = this.#inventory;
		this.#heartbeatMs = undefined;
		this.#inventory = undefined;
		if (this.#results.length + this.#started.length === 0) {
			this.#bytes = 0;
		}
		const isEmpty = results.length + started.length + logs.length === 0 && inventory === undefined;
		if (isEmpty && sentAtMs === undefined) {
			return undefined;
		}
		return {
			...(results.length > 0 && { results }),
			...(sentAtMs !== undefined && { heartbeat: { sentAtMs } }),
			...(started.length > 0 && { started }),
			...(logs.length > 0 && { logs }),
			...(inventory && { inventory }),
		};
	}

	#write(envelope: AgentEnvelope): void {
		const goesOn = this.#call.write(encodeAgentEnvelope(envelope));
		if (!goesOn) {
			this.#stallTimer = setTimeout(() => {
				this.#onStalled(`nothing was taken for ${MAX_WAIT_MS / 1000} seconds`);
			}, MAX_WAIT_MS);
		}
	}
}
