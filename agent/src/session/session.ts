import { Metadata } from '@grpc/grpc-js';
import { decodeControllerEnvelope } from '@stoker/shared/codec/session.js';
import type { AssignmentId, InstanceId } from '@stoker/shared/model/ids.js';
import type { Inventory } from '@stoker/shared/model/inventory.js';
import type { Log } from '@stoker/shared/model/ports.js';
import type { ControllerEnvelope, Hello, Welcome } from '@stoker/shared/model/session.js';
import { AgentServiceClient, type SessionResponse } from '@stoker/shared/wire/stoker/v1/agent.js';
import type { AttemptListener, AttemptSupervisor } from '../executor/attempt-supervisor.js';
import { GRACE_SECONDS } from '../executor/attempt-tools.js';
import type { AgentIdentity } from '../system/identity-store.js';
import { CHANNEL_OPTIONS } from './channel.js';
import type { ControllerClock } from './controller-clock.js';
import { ControllerCredentials } from './controller-credentials.js';
import { type AttemptAction, decideAssignment, decideCancel, decideVerdict } from './decide.js';
import { hearDate } from './hear-date.js';
import type { OutputSource } from './log-sender.js';
import { LogSender } from './log-sender.js';
import { Outbox, type SessionCall } from './outbox.js';
import { CallRefused } from './refusal.js';
import { ReportLedger } from './report-ledger.js';

/** Why a session ended. */
export type SessionEnd =
	| { readonly kind: 'lost'; readonly refusal: CallRefused | undefined }
	| { readonly kind: 'reconnect_after'; readonly delayMs: number }
	/** This side closed it: the agent stops, or has a fresh certificate. */
	| { readonly kind: 'closed' };

/** The hardware, as far as it is known. */
export interface KnownInventory {
	readonly digest: string;
	/** Undefined until this process has looked itself. */
	readonly inventory: Inventory | undefined;
}

/** What a session needs of whoever holds the attempts of its agent. */
export type AttemptHolder = Pick<
	AttemptSupervisor,
	| 'journal'
	| 'listen'
	| 'reports'
	| 'finished'
	| 'outcomeOf'
	| 'running'
	| 'accept'
	| 'cancel'
	| 'entomb'
	| 'refuse'
	| 'discard'
	| 'acknowledge'
	| 'outputStored'
>;

interface SessionOptions {
	readonly identity: AgentIdentity;
	readonly supervisor: AttemptHolder;
	readonly outputs: OutputSource;
	readonly inventory: () => KnownInventory;
	readonly instanceId: InstanceId;
	readonly hello: Pick<Hello, 'bootId' | 'journalId' | 'slots' | 'agentVersion'>;
	/** Hears the date of the stream. */
	readonly clock: ControllerClock;
	readonly log: Log;
	/** Told of every welcome, and to whom it was said. */
	readonly onWelcome: (welcome: Welcome, identity: AgentIdentity) => void;
	readonly onFatal: (error: unknown) => void;
}

const WELCOME_TIMEOUT_MS = 15_000;
const LOG_LOOK_MS = 100;
const SHORTEST_HEARTBEAT_SECONDS = 1;
const LONGEST_HEARTBEAT_SECONDS = 30;

/**
 * One stream to the controller, from the hello to its end.
 *
 * INVARIANTS
 * - Nothing but the hello is sent before the welcome, and nothing of the controller is obeyed before it either.
 * - After the end nothing is sent or obeyed: frames of an older session are dropped.
 * - Every durable outcome is reported once in each session; the stream loses nothing, so the answer comes or the
 *   session ends.
 */
export class AgentSession implements AttemptListener {
	readonly #options: SessionOptions;
	readonly #client: AgentServiceClient;
	readonly #call: SessionCall;
	readonly #outbox: Outbox;
	readonly #logs: LogSender;
	readonly #ledger = new ReportLedger();
	readonly #timers: NodeJS.Timeout[] = [];
	#isWelcome = false;
	#isOver = false;
	#isReadingLogs = false;
	#toldDigest = '';
	#reconnectAfterMs: number | undefined;
	#finish: (end: SessionEnd) => void = () => undefined;

	constructor(options: SessionOptions) {
		this.#options = options;
		const { identity, clock } = options;
		const credentials = new ControllerCredentials(identity, clock);
		this.#client = new AgentServiceClient(identity.agentsAddress, credentials, CHANNEL_OPTIONS);
		this.#call = this.#client.session(new Metadata(), {});
		this.#outbox = new Outbox({ call: this.#call, onStalled: (problem) => this.#giveUp(problem) });
		this.#logs = new LogSender({
			source: options.outputs,
			journal: () => options.supervisor.journal,
			onStored: (assignmentId) => options.supervisor.outputStored(assignmentId),
		});
	}

	get isWelcome(): boolean {
		return this.#isWelcome;
	}

	/** Says hello and serves the session; resolves when it has ended, never rejects. */
	async run(): Promise<SessionEnd> {
		const ended = new Promise<SessionEnd>((resolve) => {
			this.#finish = resolve;
		});
		this.#call.on('metadata', (metadata) => hearDate(this.#options.clock, metadata));
		this.#call.on('data', (message: SessionResponse) => {
			this.#guard(() => this.#receive(decodeControllerEnvelope(message)));
		});
		this.#call.on('error', (error) => this.#end(this.#endOfStream(new CallRefused(error))));
		this.#call.on('end', () => this.#end(this.#endOfStream(undefined)));
		this.#timers.push(setTimeout(() => this.#giveUpUnwelcome(), WELCOME_TIMEOUT_MS));
		await this.#sayHello();
		return ended;
	}

	/** Ends the session from this side. */
	close(): void {
		this.#end({ kind: 'closed' });
	}

	/** The inventory was looked at anew. */
	inventoryChanged(): void {
		const { digest, inventory } = this.#options.inventory();
		if (this.#isWelcome && !this.#isOver && inventory !== undefined && digest !== this.#toldDigest) {
			this.#toldDigest = digest;
			this.#outbox.setInventory({ digest, inventory });
		}
	}

	started(report: { readonly assignmentId: AssignmentId; readonly startedAtMs: number }): void {
		if (this.#isWelcome && !this.#isOver) {
			this.#outbox.addStarted(report);
		}
	}

	finished(assignmentId: AssignmentId): void {
		if (this.#isWelcome && !this.#isOver) {
			this.#report(assignmentId);
			this.#logs.finished(assignmentId);
			this.#sendLogs();
		}
	}

	async #sayHello(): Promise<void> {
		const { identity, supervisor, hello, instanceId } = this.#options;
		this.#toldDigest = this.#options.inventory().digest;
		const attempts = await supervisor.reports();
		if (!this.#isOver) {
			const { nodeId } = identity;
			this.#outbox.sendNow({
				hello: { ...hello, nodeId, instanceId, inventoryDigest: this.#toldDigest, attempts },
			});
		}
	}

	#receive(envelope: ControllerEnvelope): void {
		if (this.#isOver) {
			return;
		}
		if (envelope.welcome !== undefined) {
			this.#welcome(envelope.welcome);
		}
		if (!this.#isWelcome) {
			return;
		}
		const { supervisor } = this.#options;
		for (const { assignmentId, isKnown } of this.#ledger.acknowledge(envelope.acknowledgement)) {
			supervisor.acknowledge(assignmentId, isKnown);
		}
		for (const cancel of envelope.cancels ?? []) {
			this.#perform(decideCancel(supervisor.journal, cancel));
		}
		for (const assignment of envelope.assignments ?? []) {
			this.#perform(decideAssignment(supervisor.journal, assignment));
		}
		for (const acknowledgement of envelope.logs ?? []) {
			this.#logs.acknowledge(acknowledgement);
		}
		if ((envelope.logs ?? []).length > 0) {
			this.#sendLogs();
		}
		if (envelope.reconnectAfter !== undefined) {
			const { delayMs, reason } = envelope.reconnectAfter;
			this.#options.log.info({ delayMs, reason }, 'the controller asks to come back later');
			this.#reconnectAfterMs = delayMs;
		}
	}

	#welcome(welcome: Welcome): void {
		if (this.#isWelcome) {
			return;
		}
		this.#isWelcome = true;
		const { supervisor, log, clock } = this.#options;
		const { sessionEpoch, controllerVersion, nodeName } = welcome;
		log.info({ sessionEpoch, controllerVersion, nodeName, attempts: welcome.verdicts.length }, 'session is open');
		this.#options.onWelcome(welcome, this.#options.identity);
		for (const { assignmentId, verdict, storedLogLength } of welcome.verdicts) {
			this.#logs.resume(assignmentId, storedLogLength);
			this.#perform(decideVerdict(supervisor.journal, assignmentId, verdict, GRACE_SECONDS));
		}
		for (const assignmentId of supervisor.finished()) {
			this.#report(assignmentId);
		}
		for (const started of supervisor.running()) {
			this.#outbox.addStarted(started);
		}
		const seconds = Math.min(Math.max(welcome.heartbeatSeconds, SHORTEST_HEARTBEAT_SECONDS), LONGEST_HEARTBEAT_SECONDS);
		this.#timers.push(
			setInterval(() => this.#outbox.setHeartbeat(clock.wallMs()), seconds * 1000),
			setInterval(() => this.#sendLogs(), LOG_LOOK_MS),
		);
		if (welcome.wantsInventory) {
			this.#toldDigest = '';
		}
		this.inventoryChanged();
	}

	#perform(action: AttemptAction): void {
		const { supervisor } = this.#options;
		switch (action.action) {
			case 'accept':
				supervisor.accept(action.assignment);
				return;
			case 'cancel':
				supervisor.cancel(action.assignmentId, action.graceSeconds);
				return;
			case 'report':
				this.#report(action.assignmentId);
				return;
			case 'entomb':
			case 'refuse':
			case 'discard':
				supervisor[action.action](action.assignmentId);
				return;
			case 'invalid':
				this.#options.log.error(
					{ assignmentId: action.assignmentId },
					'an assignment with an impossible id was ignored',
				);
				return;
			case 'none':
				return;
		}
	}

	#report(assignmentId: AssignmentId): void {
		const outcome = this.#options.supervisor.outcomeOf(assignmentId);
		if (outcome !== undefined && !this.#ledger.isWaiting(assignmentId)) {
			this.#outbox.addResult({ report: this.#ledger.number(assignmentId), assignmentId, outcome });
		}
	}

	#sendLogs(): void {
		if (this.#isReadingLogs || this.#isOver || !this.#outbox.isFlowing) {
			return;
		}
		this.#isReadingLogs = true;
		this.#logs
			.collect()
			.then((chunks) => {
				if (chunks.length > 0) {
					this.#outbox.addLogs(chunks);
				}
			})
			.catch(this.#options.onFatal)
			.finally(() => {
				this.#isReadingLogs = false;
			});
	}

	#giveUpUnwelcome(): void {
		if (!this.#isWelcome) {
			this.#giveUp(`no welcome within ${WELCOME_TIMEOUT_MS / 1000} seconds`);
		}
	}

	#giveUp(problem: string): void {
		this.#options.log.warn({ problem }, 'giving the session up');
		this.#end({ kind: 'lost', refusal: undefined });
	}

	#endOfStream(refusal: CallRefused | undefined): SessionEnd {
		return this.#reconnectAfterMs === undefined
			? { kind: 'lost', refusal }
			: { kind: 'reconnect_after', delayMs: this.#reconnectAfterMs };
	}

	#guard(work: () => void): void {
		try {
			work();
		} catch (error) {
			this.#options.log.error({ err: error }, 'a message of the controller could not be understood');
			this.#end({ kind: 'lost', refusal: undefined });
		}
	}

	#end(end: SessionEnd): void {
		if (this.#isOver) {
			return;
		}
		this.#isOver = true;
		for (const timer of this.#timers) {
			clearTimeout(timer);
		}
		this.#outbox.close();
		this.#call.cancel();
		this.#client.close();
		this.#finish(end);
	}
}
