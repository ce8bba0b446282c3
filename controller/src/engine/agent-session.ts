import type { AssignmentId, BootId, InstanceId, JournalId, NodeId } from '@stoker/shared/model/ids.js';
import type {
	Assignment,
	Cancel,
	ControllerEnvelope,
	Disposition,
	Hello,
	ReportDisposition,
	Welcome,
} from '@stoker/shared/model/session.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';

/** The stream below a session. */
export interface SessionTransport {
	/** The stream has ended: nothing sent arrives. */
	readonly isClosed: boolean;
	/** Sends, or buffers within bounds and closes the stream when they are broken. */
	send(envelope: ControllerEnvelope): void;
	/** Ends the stream; with an error the agent learns why. */
	close(error?: StokerError): void;
}

/** Bytes of parameters that one envelope takes. */
const MAX_ENVELOPE_BYTES = 512 * 1024;

/**
 * One accepted hello: gathers what a turn has to say to an agent and sends it as one envelope.
 *
 * INVARIANT: nothing leaves before the welcome.
 */
export class AgentSession {
	readonly nodeId: NodeId;
	readonly instanceId: InstanceId;
	readonly bootId: BootId;
	readonly journalId: JournalId;
	readonly slots: number;
	readonly epoch: number;
	readonly #transport: SessionTransport;
	/** When the last frame came, monotonic milliseconds. */
	lastFrameAtMs: number;
	/** What else holds the node's slots is known: deployments that are loaded from now on may use it at once. */
	isReconciled = false;
	#isOpen = false;
	#isClosed = false;
	#assignments: Assignment[] = [];
	#cancels: Cancel[] = [];
	#logs = new Map<AssignmentId, number>();
	#lastReport = 0;
	#acknowledgedThrough = 0;
	#isAcknowledgementDue = false;
	/** Reports disposed of out of order. */
	readonly #disposed = new Set<number>();
	#dispositions: ReportDisposition[] = [];

	constructor(hello: Hello, transport: SessionTransport, epoch: number, nowMs: number) {
		this.nodeId = hello.nodeId;
		this.instanceId = hello.instanceId;
		this.bootId = hello.bootId;
		this.journalId = hello.journalId;
		this.slots = hello.slots;
		this.epoch = epoch;
		this.lastFrameAtMs = nowMs;
		this.#transport = transport;
	}

	get isClosed(): boolean {
		return this.#isClosed;
	}

	/** Sends the welcome, and everything that was gathered before it after it. */
	open(welcome: Welcome): void {
		if (!this.#isClosed) {
			this.#isOpen = true;
			this.#transport.send({ welcome });
			this.flush();
		}
	}

	assign(assignment: Assignment): void {
		this.#assignments.push(assignment);
	}

	cancel(cancel: Cancel): void {
		this.#cancels.push(cancel);
	}

	logStored(assignmentId: AssignmentId, storedLength: number): void {
		this.#logs.set(assignmentId, storedLength);
	}

	/** @throws StokerError unless reports come numbered from 1 without holes: acknowledgements count on it. */
	expectReport(report: number): void {
		if (report !== this.#lastReport + 1) {
			throw new StokerError('INVALID_REQUEST', `report ${report} follows report ${this.#lastReport}`, {
				violations: [{ field: 'results.report', description: `must be ${this.#lastReport + 1}` }],
			});
		}
		this.#lastReport = report;
	}

	/** Acknowledges a report; the agent hears of it once every earlier one is acknowledged too. */
	dispose(report: number, disposition: Disposition): void {
		if (disposition !== 'applied') {
			this.#dispositions.push({ report, disposition });
		}
		this.#disposed.add(report);
		while (this.#disposed.delete(this.#acknowledgedThrough + 1)) {
			this.#acknowledgedThrough++;
			this.#isAcknowledgementDue = true;
		}
	}

	/** Sends what was gathered since the last time. */
	flush(): void {
		if (!this.#isOpen || this.#isClosed) {
			return;
		}
		const acknowledgement = this.#takeAcknowledgement();
		const logs = [...this.#logs].map(([assignmentId, storedLength]) => ({ assignmentId, storedLength }));
		const cancels = this.#cancels;
		const assignments = this.#takeAssignments();
		if (!acknowledgement && logs.length + cancels.length + assignments.length === 0) {
			return;
		}
		this.#logs.clear();
		this.#cancels = [];
		this.#transport.send({ ...(acknowledgement && { acknowledgement }), cancels, assignments, logs });
		if (this.#assignments.length > 0) {
			this.flush();
		}
	}

	/** Asks the agent to come back later, and ends the stream. */
	dismiss(delayMs: number, reason: string): void {
		if (!this.#isClosed) {
			this.#transport.send({ reconnectAfter: { delayMs, reason } });
			this.close();
		}
	}

	close(error?: StokerError): void {
		if (!this.#isClosed) {
			this.#isClosed = true;
			this.#transport.close(error);
		}
	}

	#takeAcknowledgement(): ControllerEnvelope['acknowledgement'] {
		if (!this.#isAcknowledgementDue) {
			return undefined;
		}
		this.#isAcknowledgementDue = false;
		const through = this.#acknowledgedThrough;
		const dispositions = this.#dispositions
			.filter((item) => item.report <= through)
			.sort((a, b) => a.report - b.report);
		this.#dispositions = this.#dispositions.filter((item) => item.report > through);
		return { throughReport: through, dispositions };
	}

	#takeAssignments(): readonly Assignment[] {
		let bytes = 0;
		let count = 0;
		for (const assignment of this.#assignments) {
			bytes += assignment.parametersJson.length;
			if (count > 0 && bytes > MAX_ENVELOPE_BYTES) {
				break;
			}
			count++;
		}
		return this.#assignments.splice(0, count);
	}
}
