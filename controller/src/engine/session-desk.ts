import type { AssignmentId, NodeId } from '@stoker/shared/model/ids.js';
import type { Inventory } from '@stoker/shared/model/inventory.js';
import type { Clock, Log } from '@stoker/shared/model/ports.js';
import type { AgentEnvelope, Disposition, Hello, ResultReport } from '@stoker/shared/model/session.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { Meters } from '../meter/meters.js';
import { type CommitBatch, type Store, StoreConstraintError } from '../store/store.js';
import { AgentSession, type SessionTransport } from './agent-session.js';
import type { CommitWriter } from './commit-writer.js';
import type { DeploymentDirectory } from './deployment-directory.js';
import { joinVerdicts, loadNodeFacts, type NodeFacts } from './hello.js';
import type { LogIntake } from './log-intake.js';
import { nodeEvent } from './node-event.js';
import { judgeOrphanReport, reconcileOrphans } from './orphan-attempts.js';
import type { SessionRegistry } from './session-registry.js';

export interface DeskPorts {
	readonly store: Store;
	readonly clock: Clock;
	readonly log: Log;
	readonly writer: CommitWriter;
	readonly registry: SessionRegistry;
	readonly meters: Meters;
	readonly directory: DeploymentDirectory;
	readonly intake: LogIntake;
	readonly heartbeatSeconds: number;
	readonly controllerVersion: string;
	/** What agents put a digest behind to fetch a blob. */
	blobUrl(): string;
	sleep(milliseconds: number): Promise<void>;
	/** Tells watchers about a node. */
	note(nodeId: NodeId, action: string): void;
	/** Puts something about a node into the audit log. */
	audit(nodeId: NodeId, action: string): void;
	onForeignReport(nodeId: NodeId, assignmentId: AssignmentId): void;
	saveInventory(nodeId: NodeId, digest: string, inventory: Inventory): Promise<void>;
}

/** A hello that has not been answered. */
interface Arrival {
	readonly hello: Hello;
	readonly transport: SessionTransport;
	/** Why its node may no longer come in. */
	refusal: StokerError | undefined;
}

/** How long an older session may take to prove that it lives. */
const PROOF_OF_LIFE_MS = 5_000;
const PROOF_POLL_MS = 100;
const MOST_JUDGEMENTS = 3;

/** Where agents say hello, are heard, and leave. */
export class SessionDesk {
	readonly #ports: DeskPorts;
	/** Hellos of one node are taken one after the other. */
	readonly #turns = new Map<NodeId, Promise<unknown>>();
	readonly #arrivals = new Set<Arrival>();

	constructor(ports: DeskPorts) {
		this.#ports = ports;
	}

	/** @throws StokerError when the session is refused. */
	async accept(hello: Hello, transport: SessionTransport): Promise<AgentSession> {
		const arrival: Arrival = { hello, transport, refusal: undefined };
		this.#arrivals.add(arrival);
		try {
			return await this.#acceptInTurn(arrival);
		} finally {
			this.#arrivals.delete(arrival);
		}
	}

	/** Ends what a node has of sessions, and refuses what it has asked for. */
	expel(nodeId: NodeId, error: StokerError): void {
		for (const arrival of this.#arrivals) {
			if (arrival.hello.nodeId === nodeId) {
				arrival.refusal = error;
			}
		}
		const session = this.#ports.registry.get(nodeId);
		if (session) {
			this.disconnect(session, error);
		}
	}

	async #acceptInTurn(arrival: Arrival): Promise<AgentSession> {
		const { hello } = arrival;
		const before = this.#turns.get(hello.nodeId) ?? Promise.resolve();
		const turn = before.then(() => this.#accept(arrival));
		const settled = turn.catch(() => undefined);
		this.#turns.set(hello.nodeId, settled);
		try {
			return await turn;
		} finally {
			if (this.#turns.get(hello.nodeId) === settled) {
				this.#turns.delete(hello.nodeId);
			}
		}
	}

	/**
	 * Takes one envelope of an accepted session. Frames of a session that is no longer in force are dropped.
	 * @throws StokerError when the agent breaks the protocol: its session must be ended.
	 */
	receive(session: AgentSession, envelope: AgentEnvelope): void {
		const { registry, clock } = this.#ports;
		if (registry.heard(session, { monotonicMs: clock.monotonicMs(), wallMs: clock.wallMs() })) {
			this.#ports.note(session.nodeId, 'reachable');
		}
		if (registry.get(session.nodeId) !== session) {
			return;
		}
		for (const report of envelope.results ?? []) {
			session.expectReport(report.report);
			this.#report(session, report);
		}
		for (const started of envelope.started ?? []) {
			const owner = this.#ports.directory.ownerOf(started.assignmentId, session.nodeId);
			owner?.send((machine) => machine.started(session.nodeId, started));
		}
		if (envelope.logs) {
			this.#ports.intake.take(session, envelope.logs);
		}
		if (envelope.inventory) {
			const { digest, inventory } = envelope.inventory;
			this.#ports.saveInventory(session.nodeId, digest, inventory).catch((error: unknown) => {
				this.#ports.log.error({ nodeId: session.nodeId, err: error }, 'inventory not stored');
			});
		}
	}

	/** Ends a session, telling the agent why. */
	disconnect(session: AgentSession, error: StokerError): void {
		session.close(error);
		this.closed(session);
	}

	/** The stream of a session has ended. */
	closed(session: AgentSession): void {
		session.close();
		if (this.#ports.registry.remove(session)) {
			for (const actor of this.#ports.directory.actorsOf(session.nodeId)) {
				actor.send((machine) => machine.disconnect(session.nodeId));
			}
			this.#ports.note(session.nodeId, 'disconnected');
		}
	}

	async #accept(arrival: Arrival): Promise<AgentSession> {
		const { store, registry, clock } = this.#ports;
		const { hello, transport } = arrival;
		requireWaiting(arrival);
		const facts = await loadNodeFacts(store, hello.nodeId);
		await this.#displace(hello);
		requireWaiting(arrival);
		const session = new AgentSession(hello, transport, facts.lastEpoch + 1, clock.monotonicMs());
		registry.set(session, clock.wallMs());
		try {
			await this.#welcome(hello, session, facts);
		} catch (error) {
			this.closed(session);
			throw arrival.refusal ?? error;
		}
		return session;
	}

	async #welcome(hello: Hello, session: AgentSession, facts: NodeFacts): Promise<void> {
		const { store, directory, clock } = this.#ports;
		const orphans = await reconcileOrphans(store, {
			nodeId: hello.nodeId,
			spool: hello,
			reports: hello.attempts,
			isOwned: (assignmentId) => directory.ownerOf(assignmentId, hello.nodeId) !== undefined,
			nowMs: clock.wallMs(),
		});
		directory.setOrphans(hello.nodeId, orphans.open);
		const stored = await this.#storedLengths(hello);
		await this.#commit({
			...orphans.batch,
			hellos: [{ ...hello, epoch: session.epoch, atMs: clock.wallMs() }],
			events: [nodeEvent(hello.nodeId, 'connected', clock.wallMs())],
		});
		if (session.isClosed) {
			throw new StokerError('NOT_SERVING', 'the session was ended while it was being opened');
		}
		session.isReconciled = true;
		const link = directory.linkOf(session);
		const answers = await Promise.all(
			directory.actorsOf(hello.nodeId).map((actor) => actor.ask((m) => m.connect(hello.nodeId, link, hello.attempts))),
		);
		session.open({
			sessionEpoch: session.epoch,
			verdicts: joinVerdicts(hello, [...answers, orphans.verdicts], stored),
			heartbeatSeconds: this.#ports.heartbeatSeconds,
			wantsInventory: facts.inventoryDigest !== hello.inventoryDigest,
			controllerVersion: this.#ports.controllerVersion,
			nodeName: facts.name,
			blobUrl: this.#ports.blobUrl(),
		});
	}

	/** The same process on a new stream replaces the old one at once; another process must wait for proof that the old is gone. */
	async #displace(hello: Hello): Promise<void> {
		const old = this.#ports.registry.get(hello.nodeId);
		if (old === undefined) {
			return;
		}
		if (old.instanceId !== hello.instanceId) {
			await this.#refuseIfAlive(old, hello);
		}
		this.closed(old);
	}

	async #refuseIfAlive(old: AgentSession, hello: Hello): Promise<void> {
		const { clock, registry } = this.#ports;
		const heardAtMs = old.lastFrameAtMs;
		const deadlineMs = clock.monotonicMs() + Math.max(PROOF_OF_LIFE_MS, this.#ports.heartbeatSeconds * 1_000 + 500);
		while (clock.monotonicMs() < deadlineMs && registry.get(hello.nodeId) === old) {
			if (old.lastFrameAtMs !== heardAtMs) {
				this.#ports.audit(hello.nodeId, 'second agent refused: identity in use');
				throw new StokerError('AGENT_IDENTITY_IN_USE', `another agent process speaks for node ${hello.nodeId}`, {
					subject: { node: hello.nodeId },
				});
			}
			await this.#ports.sleep(PROOF_POLL_MS);
		}
		if (registry.get(hello.nodeId) === old) {
			this.#ports.audit(hello.nodeId, 'silent session replaced by another agent process');
		}
	}

	async #storedLengths(hello: Hello): Promise<ReadonlyMap<AssignmentId, number>> {
		const lengths = new Map<AssignmentId, number>();
		for (const { assignmentId } of hello.attempts) {
			lengths.set(assignmentId, await this.#ports.intake.storedLength(assignmentId, hello.nodeId));
		}
		return lengths;
	}

	#report(session: AgentSession, report: ResultReport): void {
		const { assignmentId } = report;
		const owner = this.#ports.directory.ownerOf(assignmentId, session.nodeId);
		if (owner === undefined || owner.isHalted) {
			this.#reportOrphan(session, report).catch((error: unknown) => {
				this.#ports.log.error({ nodeId: session.nodeId, assignmentId, err: error }, 'late report not stored');
				// Acknowledgements are cumulative: on this stream none could follow, so the agent shall report on another.
				this.disconnect(session, new StokerError('NOT_SERVING', 'a late report could not be stored'));
			});
			return;
		}
		const origin = { session, assignmentId, report: report.report };
		owner.send((machine) => machine.report(session.nodeId, report, origin));
	}

	async #reportOrphan(session: AgentSession, report: ResultReport): Promise<void> {
		const { directory } = this.#ports;
		const disposition = await this.#storeOrphanReport(session.nodeId, report);
		this.#ports.meters.duplicateReports += disposition === 'duplicate' ? 1 : 0;
		if (disposition === 'unknown') {
			this.#ports.onForeignReport(session.nodeId, report.assignmentId);
		}
		directory.orphanEnded(session.nodeId, report.assignmentId);
		session.dispose(report.report, disposition);
		session.flush();
	}

	/** Judged again when the attempt was ended or deleted between the look and the commit. */
	async #storeOrphanReport(nodeId: NodeId, report: ResultReport): Promise<Disposition> {
		const { store, clock } = this.#ports;
		for (let tries = 1; ; tries++) {
			const { disposition, batch } = await judgeOrphanReport(store, nodeId, report, clock.wallMs());
			try {
				if (batch) {
					await this.#commit(batch);
				}
				return disposition;
			} catch (error) {
				if (!(error instanceof StoreConstraintError) || tries >= MOST_JUDGEMENTS) {
					throw error;
				}
			}
		}
	}

	#commit(batch: CommitBatch): Promise<void> {
		return new Promise((resolve, reject) => {
			this.#ports.writer.submit({
				batches: [batch],
				onCommitted: resolve,
				onRefused: reject,
				isAbandoned: () => false,
			});
		});
	}
}

/** @throws StokerError when the peer has given up meanwhile, or may no longer come in. */
function requireWaiting({ refusal, transport }: Arrival): void {
	if (refusal) {
		throw refusal;
	}
	if (transport.isClosed) {
		throw new StokerError('NOT_SERVING', 'the stream ended before its hello was answered');
	}
}
