import { randomUUID } from 'node:crypto';
import { applyRecord, emptyJournalState } from '../../agent/src/journal/journal-state.js';
import { type AttemptAction, decideAssignment, decideCancel, decideVerdict } from '../../agent/src/session/decide.js';
import { ReportLedger } from '../../agent/src/session/report-ledger.js';
import type { AgentSession } from '../../controller/src/engine/agent-session.js';
import type { Engine } from '../../controller/src/engine/engine.js';
import type { AttemptOutcome } from '../../shared/src/model/deployment.js';
import type { AssignmentId, BootId, InstanceId, JournalId, NodeId } from '../../shared/src/model/ids.js';
import type { AgentEnvelope, Assignment, AttemptReport, ControllerEnvelope } from '../../shared/src/model/session.js';
import { outcome } from './engine-world.js';
import type { RunLedger } from './run-ledger.js';

const PROGRESS = { accepted: 'accepted', started: 'running', finished: 'finished' } as const;

/** One stream; each side has sent what lies in the other's queue. */
interface Stream {
	readonly engine: Engine;
	readonly toAgent: ControllerEnvelope[];
	readonly toController: AgentEnvelope[];
	readonly reports: ReportLedger;
	session: AgentSession | undefined;
	isWelcome: boolean;
	/** The agent has left, or the link is cut. */
	isCut: boolean;
	/** The controller has ended it; what it sent before still arrives. */
	isEnded: boolean;
}

/** An agent with the real decisions and journal, whose processes and network are in the hands of a test. */
export class ProtocolAgent {
	readonly nodeId: NodeId;
	readonly #slots: number;
	readonly #ledger: RunLedger;
	readonly #alive = new Map<AssignmentId, Assignment>();
	readonly #waiting: Assignment[] = [];
	/** Cut streams that the controller does not know to be gone. */
	#halfOpen: Stream[] = [];
	#stream: Stream | undefined;
	#journal = emptyJournalState();
	#journalId = randomUUID() as JournalId;
	#bootId = randomUUID() as BootId;
	#instanceId = randomUUID() as InstanceId;

	constructor(nodeId: NodeId, slots: number, ledger: RunLedger) {
		this.nodeId = nodeId;
		this.#slots = slots;
		this.#ledger = ledger;
	}

	get isConnected(): boolean {
		return this.#stream !== undefined;
	}

	get alive(): readonly AssignmentId[] {
		return [...this.#alive.keys()];
	}

	/** Whether the journal holds anything the controller has not taken note of. */
	get hasNews(): boolean {
		return this.#journal.entries.size > 0;
	}

	connect(engine: Engine): void {
		this.cut(false);
		const stream: Stream = {
			engine,
			toAgent: [],
			toController: [],
			reports: new ReportLedger(),
			session: undefined,
			isWelcome: false,
			isCut: false,
			isEnded: false,
		};
		this.#stream = stream;
		const transport = {
			get isClosed() {
				return stream.isCut || stream.isEnded;
			},
			send: (envelope: ControllerEnvelope) => void stream.toAgent.push(envelope),
			close: () => {
				stream.isEnded = true;
			},
		};
		engine.openSession(this.#hello(), transport).then(
			(session) => {
				stream.session = session;
				if (stream.isCut && !this.#halfOpen.includes(stream)) {
					engine.sessionClosed(session);
				}
			},
			() => {
				stream.isEnded = true;
			},
		);
	}

	/** What is on its way is lost; the controller notices at once, or when something else tells it. */
	cut(isNoticed: boolean): void {
		const stream = this.#stream;
		if (stream === undefined) {
			return;
		}
		this.#stream = undefined;
		stream.isCut = true;
		if (!isNoticed) {
			this.#halfOpen.push(stream);
		} else if (stream.session) {
			stream.engine.sessionClosed(stream.session);
		}
	}

	/** The controller is gone; nobody is there to notice anything. */
	orphan(): void {
		this.#stream = undefined;
		this.#halfOpen = [];
	}

	/** Lets the controller know that it lives. */
	beat(): void {
		this.#stream?.toController.push({ heartbeat: { sentAtMs: 1 } });
	}

	/** Whether the controller has answered the hello, heard or not. */
	get isAnswered(): boolean {
		return this.#stream?.session !== undefined || this.#stream?.isEnded === true;
	}

	/** One envelope arrives at the agent. False when there is none. */
	hear(): boolean {
		const stream = this.#stream;
		const envelope = stream?.toAgent.shift();
		if (stream && envelope) {
			this.#receive(stream, envelope);
		} else if (stream?.isEnded) {
			this.cut(true);
		}
		return envelope !== undefined;
	}

	/** One envelope arrives at the controller. False when there is none. */
	speak(): boolean {
		const stream = this.#stream;
		const envelope = stream?.session && stream.toController.shift();
		if (stream?.session && envelope) {
			stream.engine.receive(stream.session, envelope);
		}
		return envelope !== undefined;
	}

	/** A running attempt ends by itself. */
	finish(assignmentId: AssignmentId, result: AttemptOutcome): void {
		this.#alive.delete(assignmentId);
		this.#ledger.ended(assignmentId, result);
		applyRecord(this.#journal, { kind: 'finished', assignmentId, outcome: result });
		this.#report(assignmentId);
		this.#fillSlots();
	}

	/** A result that is on its way is sent once more. */
	repeat(pick: number): void {
		const finished = [...this.#journal.entries.values()].filter((entry) => entry.phase === 'finished');
		const entry = finished[pick % Math.max(1, finished.length)];
		if (entry) {
			this.#report(entry.assignmentId);
		}
	}

	/** The agent process is killed and started again; what runs goes on under its wrapper. */
	restart(): void {
		this.cut(true);
		for (const { session, engine } of this.#halfOpen.splice(0)) {
			if (session) {
				engine.sessionClosed(session);
			}
		}
		this.#instanceId = randomUUID() as InstanceId;
	}

	/** Agent and wrappers are killed: what ran was interrupted. */
	interrupt(): void {
		this.restart();
		for (const assignmentId of this.alive) {
			this.finish(assignmentId, outcome('interrupted'));
		}
	}

	/** The spool is lost; without a reboot whatever ran may run on, and nobody will ever hear of it. */
	loseJournal(isReboot: boolean): void {
		this.restart();
		this.#ledger.lost(this.nodeId, isReboot);
		this.#alive.clear();
		this.#waiting.length = 0;
		this.#journal = emptyJournalState();
		this.#journalId = randomUUID() as JournalId;
		if (isReboot) {
			this.#bootId = randomUUID() as BootId;
		}
	}

	#hello() {
		const attempts = [...this.#journal.entries.values()].flatMap(({ assignmentId, phase }): AttemptReport[] =>
			phase === 'acknowledged' ? [] : [{ assignmentId, progress: PROGRESS[phase], logLength: 0 }],
		);
		return {
			nodeId: this.nodeId,
			instanceId: this.#instanceId,
			bootId: this.#bootId,
			journalId: this.#journalId,
			slots: this.#slots,
			inventoryDigest: '',
			attempts,
			agentVersion: 'test',
		};
	}

	#receive(stream: Stream, envelope: ControllerEnvelope): void {
		if (envelope.welcome) {
			stream.isWelcome = true;
			for (const { assignmentId, verdict } of envelope.welcome.verdicts) {
				this.#perform(decideVerdict(this.#journal, assignmentId, verdict, 1));
			}
			for (const { assignmentId, phase } of [...this.#journal.entries.values()]) {
				if (phase === 'finished' && !stream.reports.isWaiting(assignmentId)) {
					this.#report(assignmentId);
				}
			}
		}
		for (const { assignmentId } of stream.reports.acknowledge(envelope.acknowledgement)) {
			if (this.#journal.entries.get(assignmentId)?.phase === 'finished') {
				applyRecord(this.#journal, { kind: 'closed', assignmentId });
			}
		}
		for (const cancel of envelope.cancels ?? []) {
			this.#perform(decideCancel(this.#journal, cancel));
		}
		for (const assignment of envelope.assignments ?? []) {
			this.#perform(decideAssignment(this.#journal, assignment));
		}
	}

	#perform(action: AttemptAction): void {
		switch (action.action) {
			case 'accept':
				applyRecord(this.#journal, { kind: 'accepted', assignment: action.assignment });
				this.#waiting.push(action.assignment);
				this.#fillSlots();
				return;
			case 'cancel':
			case 'entomb':
				this.#drop(action.assignmentId);
				this.finish(action.assignmentId, outcome('cancelled'));
				return;
			case 'refuse':
				throw new Error(`attempt ${action.assignmentId} was assigned again after it was over`);
			case 'report':
				this.#report(action.assignmentId);
				return;
			case 'discard':
				if (this.#alive.has(action.assignmentId)) {
					throw new Error(`attempt ${action.assignmentId} was given up while it ran`);
				}
				this.#drop(action.assignmentId);
				applyRecord(this.#journal, { kind: 'closed', assignmentId: action.assignmentId });
				return;
			case 'invalid':
				throw new Error(`attempt ${action.assignmentId} has an impossible id`);
			case 'none':
		}
	}

	#drop(assignmentId: AssignmentId): void {
		const index = this.#waiting.findIndex((assignment) => assignment.assignmentId === assignmentId);
		if (index >= 0) {
			this.#waiting.splice(index, 1);
		}
	}

	#fillSlots(): void {
		while (this.#alive.size < this.#slots) {
			const next = this.#waiting.shift();
			if (next === undefined) {
				return;
			}
			const { assignmentId } = next;
			applyRecord(this.#journal, { kind: 'started', assignmentId, bootId: this.#bootId, startedAtMs: 1 });
			this.#ledger.started(next, this.nodeId);
			this.#alive.set(assignmentId, next);
			if (this.#stream?.isWelcome) {
				this.#stream.toController.push({ started: [{ assignmentId, startedAtMs: 1 }] });
			}
		}
	}

	#report(assignmentId: AssignmentId): void {
		const result = this.#journal.entries.get(assignmentId)?.outcome;
		if (this.#stream?.isWelcome && result) {
			const report = this.#stream.reports.number(assignmentId);
			this.#stream.toController.push({ results: [{ report, assignmentId, outcome: result }] });
		}
	}
}
