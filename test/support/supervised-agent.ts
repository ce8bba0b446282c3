import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type AttemptListener, AttemptSupervisor } from '../../agent/src/executor/attempt-supervisor.js';
import { executors } from '../../agent/src/executor/executors.js';
import { Spool } from '../../agent/src/journal/spool.js';
import { type AttemptAction, decideAssignment, decideCancel, decideVerdict } from '../../agent/src/session/decide.js';
import { ReportLedger } from '../../agent/src/session/report-ledger.js';
import { storageOf } from '../../agent/src/storage/storage-of.js';
import { readBootId, systemClock } from '../../agent/src/system/clock.js';
import { FetchFailure } from '../../agent/src/system/fetch-blob.js';
import { machineOf } from '../../agent/src/system/machine-control.js';
import type { AgentSession } from '../../controller/src/engine/agent-session.js';
import type { Engine } from '../../controller/src/engine/engine.js';
import type { AssignmentId, InstanceId, JournalId, NodeId } from '../../shared/src/model/ids.js';
import type { AgentEnvelope, ControllerEnvelope } from '../../shared/src/model/session.js';
import type { CrashPoints } from './crash-points.js';
import { CrashingJournal } from './crashing-journal.js';
import { leaveDisks } from './leave-disks.js';
import { taskWrapper } from './task-wrapper.js';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };
const GRACE_SECONDS = 1;

interface SupervisedAgentOptions {
	readonly nodeId: NodeId;
	readonly folder: string;
	readonly slots: number;
	readonly points: CrashPoints;
	/** The agent has died at one of the points. */
	readonly onCrash: (agent: SupervisedAgent) => void;
	readonly onFault: (error: unknown) => void;
}

/**
 * An agent with its real journal, spool, supervisor and task wrapper; only the network between it and the engine is a
 * call. It can die at any record and be started again on what is left on the disk.
 */
export class SupervisedAgent {
	readonly nodeId: NodeId;
	/** Folder that stands for "/"; tasks leave their lines in it. */
	readonly root: string;
	readonly #options: SupervisedAgentOptions;
	#life: Life | undefined;
	#crashes = 0;

	constructor(options: SupervisedAgentOptions) {
		this.#options = options;
		this.nodeId = options.nodeId;
		this.root = join(options.folder, 'root');
		mkdirSync(this.root, { recursive: true });
	}

	get crashes(): number {
		return this.#crashes;
	}

	get isAlive(): boolean {
		return this.#life !== undefined;
	}

	get isConnected(): boolean {
		return this.#life?.isConnected === true;
	}

	/** Whether the journal holds anything the controller has not taken note of. */
	get hasNews(): boolean {
		return this.#life === undefined || this.#life.journal.state.entries.size > 0;
	}

	/** Starts a process on what earlier ones left. */
	async start(): Promise<void> {
		const { folder, points, nodeId, slots, onFault } = this.#options;
		const journal = await CrashingJournal.open({
			path: join(folder, 'journal'),
			newJournalId: () => randomUUID() as JournalId,
			points,
			onCrash: () => {
				this.#crashes += 1;
				this.#die();
				this.#options.onCrash(this);
			},
		});
		const supervisor = new AttemptSupervisor({
			slots,
			onFatal: onFault,
			tools: {
				journal,
				spool: new Spool(join(folder, 'attempts')),
				executors: () => Promise.resolve(executors),
				clock: systemClock,
				log: QUIET,
				nodeId,
				nodeName: () => `node-${nodeId}`,
				bootId: readBootId(),
				root: this.root,
				wrapperPath: taskWrapper(),
				fetchBlob: () => Promise.reject(new FetchFailure('this agent has no controller to fetch from')),
				machine: machineOf(this.root, leaveDisks),
				storage: storageOf(this.root, () => undefined),
				enrolAddress: '127.0.0.1:7440',
			},
		});
		const life = new Life({ journal, supervisor, nodeId, slots });
		this.#life = life;
		await supervisor.recover();
	}

	async connect(engine: Engine): Promise<void> {
		await this.#life?.connect(engine);
	}

	/** The controller is gone; nobody is there to notice anything. */
	orphan(): void {
		this.#life?.orphan();
	}

	async stop(): Promise<void> {
		const life = this.#life;
		this.#die();
		await life?.journal.kill();
	}

	#die(): void {
		this.#life?.disconnect();
		this.#life = undefined;
	}
}

interface LifeOptions {
	readonly journal: CrashingJournal;
	readonly supervisor: AttemptSupervisor;
	readonly nodeId: NodeId;
	readonly slots: number;
}

interface Link {
	readonly engine: Engine;
	readonly reports: ReportLedger;
	session: AgentSession | undefined;
	isOpen: boolean;
	isWelcome: boolean;
}

/** One process of an agent, from its start to its death. */
class Life implements AttemptListener {
	readonly journal: CrashingJournal;
	readonly #supervisor: AttemptSupervisor;
	readonly #nodeId: NodeId;
	readonly #slots: number;
	readonly #instanceId = randomUUID() as InstanceId;
	#link: Link | undefined;

	constructor({ journal, supervisor, nodeId, slots }: LifeOptions) {
		this.journal = journal;
		this.#supervisor = supervisor;
		this.#nodeId = nodeId;
		this.#slots = slots;
	}

	get isConnected(): boolean {
		return this.#link !== undefined;
	}

	async connect(engine: Engine): Promise<void> {
		const link: Link = { engine, reports: new ReportLedger(), session: undefined, isOpen: true, isWelcome: false };
		this.#link = link;
		this.#supervisor.listen(this);
		const transport = {
			get isClosed() {
				return !link.isOpen;
			},
			send: (envelope: ControllerEnvelope) => void setImmediate(() => link.isOpen && this.#receive(link, envelope)),
			close: () => this.#leave(link),
		};
		try {
			const attempts = await this.#supervisor.reports();
			link.session = await engine.openSession(
				{
					nodeId: this.#nodeId,
					instanceId: this.#instanceId,
					bootId: readBootId(),
					journalId: this.journal.id,
					slots: this.#slots,
					inventoryDigest: '',
					attempts,
					agentVersion: 'test',
				},
				transport,
			);
			if (!link.isOpen) {
				engine.sessionClosed(link.session);
			}
		} catch {
			this.#leave(link);
		}
	}

	disconnect(): void {
		const link = this.#link;
		if (link) {
			this.#leave(link);
			if (link.session) {
				link.engine.sessionClosed(link.session);
			}
		}
	}

	orphan(): void {
		if (this.#link) {
			this.#leave(this.#link);
		}
	}

	started(report: { readonly assignmentId: AssignmentId; readonly startedAtMs: number }): void {
		this.#send({ started: [report] });
	}

	finished(assignmentId: AssignmentId): void {
		this.#report(assignmentId);
	}

	#leave(link: Link): void {
		link.isOpen = false;
		if (this.#link === link) {
			this.#link = undefined;
			this.#supervisor.listen(undefined);
		}
	}

	#send(envelope: AgentEnvelope): void {
		const link = this.#link;
		if (link?.isWelcome) {
			setImmediate(() => link.isOpen && link.session && link.engine.receive(link.session, envelope));
		}
	}

	#report(assignmentId: AssignmentId): void {
		const link = this.#link;
		const outcome = this.#supervisor.outcomeOf(assignmentId);
		if (link?.isWelcome && outcome !== undefined && !link.reports.isWaiting(assignmentId)) {
			this.#send({ results: [{ report: link.reports.number(assignmentId), assignmentId, outcome }] });
		}
	}

	#receive(link: Link, envelope: ControllerEnvelope): void {
		const journal = this.#supervisor.journal;
		if (envelope.welcome) {
			link.isWelcome = true;
			for (const { assignmentId, verdict } of envelope.welcome.verdicts) {
				this.#perform(decideVerdict(journal, assignmentId, verdict, GRACE_SECONDS));
			}
			for (const assignmentId of this.#supervisor.finished()) {
				this.#report(assignmentId);
			}
		}
		for (const { assignmentId, isKnown } of link.reports.acknowledge(envelope.acknowledgement)) {
			this.#supervisor.acknowledge(assignmentId, isKnown);
		}
		for (const cancel of envelope.cancels ?? []) {
			this.#perform(decideCancel(journal, cancel));
		}
		for (const assignment of envelope.assignments ?? []) {
			this.#perform(decideAssignment(journal, assignment));
		}
	}

	#perform(action: AttemptAction): void {
		switch (action.action) {
			case 'accept':
				this.#supervisor.accept(action.assignment);
				return;
			case 'cancel':
				this.#supervisor.cancel(action.assignmentId, action.graceSeconds);
				return;
			case 'report':
				this.#report(action.assignmentId);
				return;
			case 'entomb':
			case 'refuse':
			case 'discard':
				this.#supervisor[action.action](action.assignmentId);
				return;
			case 'invalid':
				throw new Error(`attempt ${action.assignmentId} has an impossible id`);
			case 'none':
		}
	}
}
