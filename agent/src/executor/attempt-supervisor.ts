import type { AttemptOutcome } from '@stoker/shared/model/deployment.js';
import { type AssignmentId, MASTER_NODE_ID } from '@stoker/shared/model/ids.js';
import type { Assignment, AttemptProgress, AttemptReport, StartedReport } from '@stoker/shared/model/session.js';
import type { AcceptedAssignment } from '../journal/journal-record.js';
import type { JournalEntry, JournalState } from '../journal/journal-state.js';
import { OUTPUT_LIMIT_BYTES } from '../journal/spool.js';
import { AttemptRun } from './attempt-run.js';
import { type AttemptTools, GRACE_SECONDS } from './attempt-tools.js';
import { failure } from './outcome.js';
import { isRestartable, removeStrays } from './recover-spool.js';
import { surplusOutputs } from './surplus-outputs.js';

/** Who wants to know what becomes of attempts; the living session. */
export interface AttemptListener {
	/** `started` is durable. */
	started(report: StartedReport): void;
	/** The outcome is durable. */
	finished(assignmentId: AssignmentId): void;
}

interface SupervisorOptions {
	readonly tools: AttemptTools;
	/** Attempts that run at once; on the master those of one deployment. */
	readonly slots: number;
	/** Called when the journal can no longer be trusted: the process must end. */
	readonly onFatal: (error: unknown) => void;
}

const PROGRESS: Readonly<Record<Exclude<JournalEntry['phase'], 'acknowledged'>, AttemptProgress>> = {
	accepted: 'accepted',
	started: 'running',
	finished: 'finished',
};

/**
 * Holds every attempt of this agent from acceptance until nothing of it is left.
 *
 * INVARIANTS
 * - The journal changes in the same turn as the decision that changed it, so that decisions of one turn see each other.
 * - Every entry `accepted` or `started` has exactly one run, queued or at work; no entry is ever run twice.
 * - An outcome is shown to the listener only when it is durable; a spool is removed only when `closed` is.
 */
export class AttemptSupervisor {
	readonly #tools: AttemptTools;
	readonly #slots: number;
	readonly #onFatal: (error: unknown) => void;
	readonly #runs = new Map<AssignmentId, AttemptRun>();
	/** Ended, with an outcome on its way to the disk. */
	readonly #settling = new Set<AssignmentId>();
	readonly #discarded = new Set<AssignmentId>();
	readonly #outputStored = new Set<AssignmentId>();
	#queue: AssignmentId[] = [];
	/** Attempts at work, by what shares slots. */
	readonly #atWork = new Map<string, number>();
	#listener: AttemptListener | undefined;

	constructor(options: SupervisorOptions) {
		this.#tools = options.tools;
		this.#slots = options.slots;
		this.#onFatal = options.onFatal;
	}

	get journal(): JournalState {
		return this.#tools.journal.state;
	}

	/** Only the living session listens; undefined when there is none. */
	listen(listener: AttemptListener | undefined): void {
		this.#listener = listener;
	}

	/** Takes up what earlier agent processes left; resolves when a hello may be sent. */
	async recover(): Promise<void> {
		await removeStrays(this.#tools);
		for (const entry of [...this.journal.entries.values()]) {
			await this.#recoverEntry(entry);
		}
		this.#fillSlots();
	}

	/** Every attempt whose outcome the controller has not acknowledged. */
	async reports(): Promise<readonly AttemptReport[]> {
		const reports = [...this.journal.entries.values()].map(async (entry): Promise<AttemptReport | undefined> => {
			const { assignmentId, phase } = entry;
			if (phase === 'acknowledged') {
				return undefined;
			}
			const logLength = entry.outcome?.logLength ?? (await this.#currentLogLength(assignmentId));
			return { assignmentId, progress: PROGRESS[phase], logLength };
		});
		return (await Promise.all(reports)).filter((report) => report !== undefined);
	}

	/** Attempts with a durable outcome to report. */
	finished(): readonly AssignmentId[] {
		return [...this.journal.entries.keys()].filter((assignmentId) => this.outcomeOf(assignmentId) !== undefined);
	}

	/** The outcome to report; undefined while it is not durable, or when nobody wants it. */
	outcomeOf(assignmentId: AssignmentId): AttemptOutcome | undefined {
		const entry = this.journal.entries.get(assignmentId);
		const isTellable = !this.#settling.has(assignmentId) && !this.#discarded.has(assignmentId);
		return entry?.phase === 'finished' && isTellable ? entry.outcome : undefined;
	}

	/** Attempts that were started and have not ended. */
	running(): readonly StartedReport[] {
		const entries = [...this.journal.entries.values()].filter((entry) => entry.phase === 'started');
		return entries.map(({ assignmentId, startedAtMs }) => ({ assignmentId, startedAtMs }));
	}

	accept(assignment: Assignment): void {
		const { parametersJson, ...accepted } = assignment;
		this.#append({ kind: 'accepted', assignment: pickAccepted(accepted) });
		this.#guard(async () => {
			const { assignmentId } = accepted;
			const run = new AttemptRun(this.#tools, accepted);
			this.#runs.set(assignmentId, run);
			try {
				await this.#tools.spool.create(assignmentId, parametersJson);
			} catch (error) {
				const why = error instanceof Error ? error.message : String(error);
				await this.#end(assignmentId, failure('spawn', `Its folder could not be made: ${why}.`));
				return;
			}
			if (run.isCancelled) {
				this.#begin(assignmentId);
				return;
			}
			this.#queue.push(assignmentId);
			this.#fillSlots();
		});
	}

	/** A cancelled attempt that was not begun needs no slot: it ends at once. */
	cancel(assignmentId: AssignmentId, graceSeconds: number): void {
		this.#guard(async () => {
			await this.#runs.get(assignmentId)?.cancel(graceSeconds);
			if (this.#queue.includes(assignmentId)) {
				this.#queue = this.#queue.filter((queued) => queued !== assignmentId);
				this.#begin(assignmentId);
			}
		});
	}

	/** Remembers that an attempt never received must never run, and reports it as cancelled. */
	entomb(assignmentId: AssignmentId): void {
		this.#guard(() => this.#end(assignmentId, failure('cancelled', 'It was cancelled before it reached the agent.')));
	}

	/** Reports that an attempt which is over will not run again. */
	refuse(assignmentId: AssignmentId): void {
		this.#guard(() => this.#end(assignmentId, failure('interrupted', 'It had ended before; it is not run again.')));
	}

	/** Ends whatever still runs of an attempt and keeps nothing. */
	discard(assignmentId: AssignmentId): void {
		const isFinished = this.outcomeOf(assignmentId) !== undefined;
		this.#discarded.add(assignmentId);
		if (isFinished) {
			this.#guard(() => this.#close(assignmentId));
		} else {
			this.cancel(assignmentId, GRACE_SECONDS);
		}
	}

	/** The controller has the outcome. What may hold secrets is erased; output stays until it is stored. */
	acknowledge(assignmentId: AssignmentId, isKnown: boolean): void {
		const entry = this.journal.entries.get(assignmentId);
		if (entry?.phase !== 'finished') {
			return;
		}
		const isDone = !isKnown || entry.outcome?.logLength === 0 || this.#outputStored.has(assignmentId);
		if (isDone) {
			this.#guard(() => this.#close(assignmentId));
			return;
		}
		this.#append({ kind: 'acknowledged', assignmentId });
		this.#guard(() => this.#tools.spool.erasePayload(assignmentId));
		for (const surplus of surplusOutputs(this.journal)) {
			this.#tools.log.warn({ assignmentId: surplus }, 'too much output waits for the controller, dropping the oldest');
			this.#guard(() => this.#close(surplus));
		}
	}

	/** The controller has all output of a finished attempt. */
	outputStored(assignmentId: AssignmentId): void {
		this.#outputStored.add(assignmentId);
		if (this.journal.entries.get(assignmentId)?.phase === 'acknowledged') {
			this.#guard(() => this.#close(assignmentId));
		}
	}

	async #recoverEntry(entry: JournalEntry): Promise<void> {
		const { assignmentId, assignment, phase, bootId, startedAtMs, isRestartOrdered = false } = entry;
		if (phase === 'acknowledged') {
			await this.#tools.spool.erasePayload(assignmentId);
			return;
		}
		if (assignment === undefined || phase === 'finished') {
			return;
		}
		if (phase === 'accepted') {
			await this.#requeue(assignment);
			return;
		}
		const run = new AttemptRun(this.#tools, assignment);
		this.#runs.set(assignmentId, run);
		const started = { assignment, bootId: bootId ?? this.#tools.bootId, startedAtMs, isRestartOrdered };
		this.#work(assignmentId, () => run.recover(started));
	}

	async #requeue(assignment: AcceptedAssignment): Promise<void> {
		const { assignmentId } = assignment;
		if (await isRestartable(this.#tools, assignment)) {
			this.#runs.set(assignmentId, new AttemptRun(this.#tools, assignment));
			this.#queue.push(assignmentId);
			return;
		}
		await this.#tools.journal.append({ kind: 'dropped', assignmentId });
		await this.#tools.spool.remove(assignmentId);
	}

	#fillSlots(): void {
		const waiting = this.#queue.splice(0);
		for (const assignmentId of waiting) {
			if (this.#countAtWork(assignmentId) < this.#slots) {
				this.#begin(assignmentId);
			} else {
				this.#queue.push(assignmentId);
			}
		}
	}

	/** What an attempt shares its slots with: on the master its deployment, elsewhere everything. */
	#shareOf(assignmentId: AssignmentId): string {
		const isMaster = this.#tools.nodeId === MASTER_NODE_ID;
		return isMaster ? (this.journal.entries.get(assignmentId)?.assignment?.deploymentId ?? '') : '';
	}

	#countAtWork(assignmentId: AssignmentId): number {
		return this.#atWork.get(this.#shareOf(assignmentId)) ?? 0;
	}

	#begin(assignmentId: AssignmentId): void {
		const run = this.#runs.get(assignmentId);
		if (run !== undefined) {
			this.#work(assignmentId, () => run.run((startedAtMs) => this.#listener?.started({ assignmentId, startedAtMs })));
		}
	}

	#work(assignmentId: AssignmentId, work: () => Promise<AttemptOutcome>): void {
		const share = this.#shareOf(assignmentId);
		this.#atWork.set(share, (this.#atWork.get(share) ?? 0) + 1);
		this.#guard(async () => {
			const outcome = await work();
			await this.#end(assignmentId, outcome);
			const left = (this.#atWork.get(share) ?? 1) - 1;
			if (left > 0) {
				this.#atWork.set(share, left);
			} else {
				this.#atWork.delete(share);
			}
			this.#fillSlots();
		});
	}

	async #end(assignmentId: AssignmentId, outcome: AttemptOutcome): Promise<void> {
		this.#settling.add(assignmentId);
		await this.#tools.journal.append({ kind: 'finished', assignmentId, outcome });
		this.#settling.delete(assignmentId);
		this.#logEnd(assignmentId, outcome);
		this.#runs.delete(assignmentId);
		if (this.#discarded.has(assignmentId)) {
			await this.#close(assignmentId);
		} else {
			this.#listener?.finished(assignmentId);
		}
	}

	#logEnd(assignmentId: AssignmentId, outcome: AttemptOutcome): void {
		const { deploymentId, taskId, attempt } = this.journal.entries.get(assignmentId)?.assignment ?? {};
		const { reason, exitCode, signal, durationMs } = outcome;
		const fields = { assignmentId, deploymentId, taskId, attempt, outcome: outcome.outcome, durationMs };
		this.#tools.log.info(reason ? { ...fields, reason, exitCode, signal } : fields, 'attempt ended');
	}

	async #close(assignmentId: AssignmentId): Promise<void> {
		await this.#tools.journal.append({ kind: 'closed', assignmentId });
		this.#discarded.delete(assignmentId);
		this.#outputStored.delete(assignmentId);
		await this.#tools.spool.remove(assignmentId);
	}

	async #currentLogLength(assignmentId: AssignmentId): Promise<number> {
		return Math.min(await this.#tools.spool.outputLength(assignmentId), OUTPUT_LIMIT_BYTES);
	}

	#append(record: Parameters<AttemptTools['journal']['append']>[0]): void {
		this.#tools.journal.append(record).catch(this.#onFatal);
	}

	#guard(work: () => Promise<void>): void {
		work().catch(this.#onFatal);
	}
}

function pickAccepted(assignment: AcceptedAssignment): AcceptedAssignment {
	const { assignmentId, deploymentId, taskId, attempt, taskType, timeoutSeconds, isNoop, parametersBlob } = assignment;
	return {
		...{ assignmentId, deploymentId, taskId, attempt, taskType, timeoutSeconds },
		...(isNoop && { isNoop }),
		...(parametersBlob && { parametersBlob }),
	};
}
