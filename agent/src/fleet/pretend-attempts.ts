import type { AttemptOutcome } from '@stoker/shared/model/deployment.js';
import type { AssignmentId, BootId, JournalId } from '@stoker/shared/model/ids.js';
import type { Clock } from '@stoker/shared/model/ports.js';
import type { Assignment, AttemptReport, StartedReport } from '@stoker/shared/model/session.js';
import type { AttemptListener } from '../executor/attempt-supervisor.js';
import { failure, success } from '../executor/outcome.js';
import { applyRecord, emptyJournalState, type JournalEntry, type JournalState } from '../journal/journal-state.js';
import type { OutputSource } from '../session/log-sender.js';
import type { AttemptHolder } from '../session/session.js';
import { type FleetBehaviour, type PretendWork, pretendOutput, pretendWork } from './pretend-work.js';

/** Told what becomes of attempts. */
export interface AttemptWitness {
	/** An assignment came; milliseconds since this agent had nothing to do, undefined when it had, or never worked. */
	accepted(idleMs: number | undefined): void;
	slotTaken(): void;
	slotFreed(): void;
	ended(hasFailed: boolean): void;
	acknowledged(): void;
}

interface PretendAttemptsOptions {
	readonly agentName: string;
	readonly slots: number;
	readonly behaviour: FleetBehaviour;
	readonly journalId: JournalId;
	readonly bootId: BootId;
	readonly clock: Clock;
	readonly witness: AttemptWitness;
	readonly onSessionEnded: () => void;
}

const PROGRESS = { accepted: 'accepted', started: 'running', finished: 'finished' } as const;
const FAILED_EXIT_CODE = 1;

/**
 * Holds the attempts of one pretend agent: time passes instead of work. Its journal is the real one without the disk,
 * so it lasts as long as the process: whoever starts anew is a machine that was restarted with an empty state folder.
 */
export class PretendAttempts implements AttemptHolder, OutputSource {
	readonly #options: PretendAttemptsOptions;
	readonly #journal = emptyJournalState();
	readonly #timers = new Map<AssignmentId, NodeJS.Timeout | undefined>();
	readonly #outputStored = new Set<AssignmentId>();
	#queue: AssignmentId[] = [];
	#listener: AttemptListener | undefined;
	#idleSinceMs: number | undefined;

	constructor(options: PretendAttemptsOptions) {
		this.#options = options;
		applyRecord(this.#journal, { kind: 'opened', journalId: options.journalId });
	}

	get journal(): JournalState {
		return this.#journal;
	}

	listen(listener: AttemptListener | undefined): void {
		this.#listener = listener;
		if (listener === undefined) {
			this.#options.onSessionEnded();
		}
	}

	reports(): Promise<readonly AttemptReport[]> {
		const reports = this.#entries().flatMap((entry): AttemptReport[] => {
			const { assignmentId, phase } = entry;
			return phase === 'acknowledged'
				? []
				: [{ assignmentId, progress: PROGRESS[phase], logLength: this.#outputLengthOf(entry) }];
		});
		return Promise.resolve(reports);
	}

	finished(): readonly AssignmentId[] {
		return this.#entries()
			.filter(({ phase }) => phase === 'finished')
			.map(({ assignmentId }) => assignmentId);
	}

	outcomeOf(assignmentId: AssignmentId): AttemptOutcome | undefined {
		const entry = this.#journal.entries.get(assignmentId);
		return entry?.phase === 'finished' ? entry.outcome : undefined;
	}

	running(): readonly StartedReport[] {
		return this.#entries()
			.filter(({ phase }) => phase === 'started')
			.map(({ assignmentId, startedAtMs }) => ({ assignmentId, startedAtMs }));
	}

	accept(assignment: Assignment): void {
		const { parametersJson: _, ...accepted } = assignment;
		applyRecord(this.#journal, { kind: 'accepted', assignment: accepted });
		const { clock, witness } = this.#options;
		witness.accepted(this.#idleSinceMs === undefined ? undefined : clock.monotonicMs() - this.#idleSinceMs);
		this.#idleSinceMs = undefined;
		this.#queue.push(assignment.assignmentId);
		this.#fillSlots();
	}

	cancel(assignmentId: AssignmentId): void {
		this.#queue = this.#queue.filter((queued) => queued !== assignmentId);
		this.#end(assignmentId, failure('cancelled', 'It was ended because the controller asked for it.'));
	}

	entomb(assignmentId: AssignmentId): void {
		this.#end(assignmentId, failure('cancelled', 'It was cancelled before it reached the agent.'));
	}

	refuse(assignmentId: AssignmentId): void {
		this.#end(assignmentId, failure('interrupted', 'It had ended before; it is not run again.'));
	}

	discard(assignmentId: AssignmentId): void {
		this.#queue = this.#queue.filter((queued) => queued !== assignmentId);
		this.#leaveSlot(assignmentId);
		this.#close(assignmentId);
		this.#fillSlots();
	}

	acknowledge(assignmentId: AssignmentId, isKnown: boolean): void {
		const entry = this.#journal.entries.get(assignmentId);
		if (entry?.phase !== 'finished') {
			return;
		}
		this.#options.witness.acknowledged();
		if (!isKnown || entry.outcome?.logLength === 0 || this.#outputStored.has(assignmentId)) {
			this.#close(assignmentId);
		} else {
			applyRecord(this.#journal, { kind: 'acknowledged', assignmentId });
		}
	}

	outputStored(assignmentId: AssignmentId): void {
		this.#outputStored.add(assignmentId);
		if (this.#journal.entries.get(assignmentId)?.phase === 'acknowledged') {
			this.#close(assignmentId);
		}
	}

	outputLength(assignmentId: AssignmentId): Promise<number> {
		const entry = this.#journal.entries.get(assignmentId);
		return Promise.resolve(entry === undefined ? 0 : this.#outputLengthOf(entry));
	}

	readOutput(assignmentId: AssignmentId, offset: number, most: number): Promise<Buffer> {
		const assignment = this.#journal.entries.get(assignmentId)?.assignment;
		const { agentName, behaviour } = this.#options;
		const label = `${assignment?.taskId ?? ''} on ${agentName}, attempt ${assignment?.attempt ?? 0}`;
		const whole = pretendOutput(label, behaviour.outputBytes);
		return Promise.resolve(whole.subarray(offset, offset + most));
	}

	/** Lets no more time pass: nothing ends any more. */
	close(): void {
		for (const timer of this.#timers.values()) {
			clearTimeout(timer);
		}
		this.#queue = [];
	}

	#entries(): readonly JournalEntry[] {
		return [...this.#journal.entries.values()];
	}

	/** Half of the output comes when an attempt begins, the rest when it ends. */
	#outputLengthOf({ phase, outcome }: JournalEntry): number {
		const whole = this.#options.behaviour.outputBytes;
		return outcome?.logLength ?? (phase === 'started' ? Math.floor(whole / 2) : 0);
	}

	#fillSlots(): void {
		while (this.#timers.size < this.#options.slots) {
			const next = this.#queue.shift();
			const assignment = next === undefined ? undefined : this.#journal.entries.get(next)?.assignment;
			if (assignment === undefined) {
				return;
			}
			this.#begin(assignment.assignmentId, pretendWork(this.#options.behaviour, this.#options.agentName, assignment));
		}
	}

	#begin(assignmentId: AssignmentId, work: PretendWork): void {
		const { clock, bootId, witness } = this.#options;
		const startedAtMs = clock.wallMs();
		applyRecord(this.#journal, { kind: 'started', assignmentId, bootId, startedAtMs });
		witness.slotTaken();
		this.#listener?.started({ assignmentId, startedAtMs });
		const finish = (): void => {
			// Cancelled or given up in the meantime, it has left its slot.
			if (this.#timers.has(assignmentId)) {
				this.#end(assignmentId, this.#outcome(work, startedAtMs));
			}
		};
		if (work.durationMs > 0) {
			this.#timers.set(assignmentId, setTimeout(finish, work.durationMs));
		} else {
			this.#timers.set(assignmentId, undefined);
			queueMicrotask(finish);
		}
	}

	#outcome({ durationMs, result }: PretendWork, startedAtMs: number): AttemptOutcome {
		const logLength = this.#options.behaviour.outputBytes;
		const facts = { startedAtMs, durationMs: Math.round(durationMs), logLength };
		switch (result) {
			case 'succeeded':
				return success(facts);
			case 'failed':
				return failure('exit_code', 'It pretended to fail.', { ...facts, exitCode: FAILED_EXIT_CODE });
			case 'timeout':
				return failure('timeout', 'It would have taken longer than its timeout.', facts);
		}
	}

	#end(assignmentId: AssignmentId, outcome: AttemptOutcome): void {
		const phase = this.#journal.entries.get(assignmentId)?.phase;
		if (phase === 'finished' || phase === 'acknowledged') {
			return;
		}
		applyRecord(this.#journal, { kind: 'finished', assignmentId, outcome });
		this.#leaveSlot(assignmentId);
		this.#options.witness.ended(outcome.outcome === 'failed');
		this.#listener?.finished(assignmentId);
		this.#fillSlots();
		if (this.#timers.size === 0) {
			this.#idleSinceMs = this.#options.clock.monotonicMs();
		}
	}

	#leaveSlot(assignmentId: AssignmentId): void {
		clearTimeout(this.#timers.get(assignmentId));
		if (this.#timers.delete(assignmentId)) {
			this.#options.witness.slotFreed();
		}
	}

	#close(assignmentId: AssignmentId): void {
		this.#outputStored.delete(assignmentId);
		applyRecord(this.#journal, { kind: 'closed', assignmentId });
	}
}
