import { type AttemptOutcome, type FailureReason, isLoss } from '@stoker/shared/model/deployment.js';
import type { AssignmentId, NodeId } from '@stoker/shared/model/ids.js';
import type { AttemptReport, ResultReport, Verdict } from '@stoker/shared/model/session.js';
import type { AttemptEnding } from '@stoker/shared/scheduler/repetitions.js';
import { describeOutcome, type OpenAttempt } from './attempt-book.js';
import { type AgentLink, NEVER_BEGAN, RESTARTED, UNKNOWN_OUTCOME } from './machine-input.js';
import type { MachineState } from './machine-state.js';
import { reconcile } from './reconcile.js';

/** Attempts of one run after which a lost one is not tried again. */
const MAX_ATTEMPTS = 10;
/** What another attempt would meet again; one that used up its time has had all the time there is. */
const FUTILE: ReadonlySet<FailureReason> = new Set(['invalid_parameters', 'unsupported_type', 'timeout']);

/** Tasks that are done when their machine runs another kernel. */
const RESTARTING: ReadonlySet<string> = new Set(['reboot', 'move_to_bootstrap']);

/** What a hello means for an attempt that has to be handed out again. */
export type DeliverAgain = (attempt: OpenAttempt, link: AgentLink) => void;

/**
 * Judges what agents say of attempts, and what their silence means.
 *
 * INVARIANTS: an attempt is reported at most once as `applied`; a run that has ended is changed by no report.
 */
export class AttemptJudge<Origin> {
	readonly #state: MachineState<Origin>;
	readonly #deliverAgain: DeliverAgain;

	constructor(state: MachineState<Origin>, deliverAgain: DeliverAgain) {
		this.#state = state;
		this.#deliverAgain = deliverAgain;
	}

	/** An agent said hello. Answers with a verdict for each of its attempts that belongs here. */
	reconcile(nodeId: NodeId, link: AgentLink, reports: readonly AttemptReport[]): ReadonlyMap<AssignmentId, Verdict> {
		const { attempts } = this.#state;
		const reported = new Map(reports.map((report) => [report.assignmentId, report]));
		const verdicts = new Map<AssignmentId, Verdict>();
		for (const attempt of attempts.openOfNode(nodeId)) {
			this.#reconcileAttempt(attempt, reported.get(attempt.assignmentId), link, verdicts);
		}
		for (const report of reports) {
			if (attempts.hasEnded(report.assignmentId, nodeId)) {
				verdicts.set(report.assignmentId, 'forget');
			}
		}
		return verdicts;
	}

	/** An agent reported an outcome. */
	report(nodeId: NodeId, report: ResultReport, origin: Origin): void {
		const { record, attempts } = this.#state;
		const attempt = attempts.find(report.assignmentId, nodeId);
		if (attempt === undefined) {
			const isRepeated = attempts.hasEnded(report.assignmentId, nodeId);
			record.effect({ kind: 'dispose', origin, disposition: isRepeated ? 'duplicate' : 'unknown' });
			return;
		}
		const isDecisive = this.#conclude(attempt, report.outcome, true);
		record.effect({ kind: 'dispose', origin, disposition: isDecisive ? 'applied' : 'stale' });
	}

	/** Ends an attempt by the controller's own judgement, or as it was reported. Answers whether that decided its run. */
	conclude(attempt: OpenAttempt, outcome: AttemptOutcome): boolean {
		return this.#conclude(attempt, outcome, true);
	}

	/** The run of an attempt fails; the attempt stays open until somebody tells how it ended, and keeps its slot. */
	declareLost(attempt: OpenAttempt, message: string): void {
		const { dispatcher } = this.#state;
		if (this.#state.isWanted(attempt)) {
			const { vertex, number } = attempt;
			this.#state.apply(dispatcher.lose(vertex), { message: `agent_lost: ${message}`, attempt: number });
		}
	}

	#reconcileAttempt(
		attempt: OpenAttempt,
		report: AttemptReport | undefined,
		link: AgentLink,
		verdicts: Map<AssignmentId, Verdict>,
	): void {
		const isWanted = this.#state.isWanted(attempt);
		const answer = reconcile(
			{ ...attempt, isRestartBegun: this.#isRestartBegun(attempt) },
			report?.progress,
			link,
			isWanted,
		);
		switch (answer.kind) {
			case 'verdict':
				verdicts.set(attempt.assignmentId, answer.verdict);
				break;
			case 'deliver_again':
				this.#deliverAgain(attempt, link);
				break;
			case 'never_began':
				this.#conclude(attempt, NEVER_BEGAN, true);
				break;
			case 'restarted':
				this.#conclude(attempt, { ...RESTARTED, startedAtMs: attempt.startedAtMs ?? 0 }, true);
				break;
			case 'outcome_unknown':
				this.#conclude(attempt, UNKNOWN_OUTCOME, answer.hasEnded);
				break;
		}
	}

	#isRestartBegun({ vertex, startedAtMs }: OpenAttempt): boolean {
		return startedAtMs !== undefined && RESTARTING.has(this.#state.catalog.taskOf(vertex)?.type ?? '');
	}

	#conclude(attempt: OpenAttempt, outcome: AttemptOutcome, hasEnded: boolean): boolean {
		const { attempts, record, ports } = this.#state;
		const isDecisive = this.#state.isWanted(attempt) || this.#isAwaited(attempt, outcome);
		attempts.close(attempt);
		const { vertex, assignmentId } = attempt;
		record.end(vertex, { assignmentId, endedAtMs: ports.nowMs(), outcome, isDecisive });
		if (this.#state.isWanted(attempt)) {
			this.#decide(attempt, outcome, hasEnded);
		} else {
			this.#keep(attempt, outcome);
		}
		return isDecisive;
	}

	/** Whether a run that an operator wants tried again has only waited for this attempt, which ended well. */
	#isAwaited({ vertex }: OpenAttempt, { outcome }: AttemptOutcome): boolean {
		return outcome === 'succeeded' && this.#state.dispatcher.stateOf(vertex) === 'ready';
	}

	/** An outcome that came too late: its slot is free, and a success may be adopted. */
	#keep(attempt: OpenAttempt, outcome: AttemptOutcome): void {
		const { dispatcher, lateSuccesses } = this.#state;
		const { vertex, number } = attempt;
		if (this.#isAwaited(attempt, outcome)) {
			this.#state.apply(dispatcher.adopt(vertex), { message: '', attempt: number });
		} else if (outcome.outcome === 'succeeded') {
			lateSuccesses.add(vertex);
		}
		dispatcher.release(vertex);
	}

	/** What the outcome of the attempt in force means for its run. */
	#decide(attempt: OpenAttempt, outcome: AttemptOutcome, hasEnded: boolean): void {
		const { dispatcher, ports } = this.#state;
		const ending = hasEnded ? endingOf(attempt, outcome) : 'refused';
		const message = ending === 'succeeded' ? '' : ending === 'cancelled' ? outcome.message : describeOutcome(outcome);
		const transitions = dispatcher.finish(attempt.vertex, ending, ports.nowMs());
		this.#state.apply(transitions, { message, attempt: attempt.number });
	}
}

/** What an outcome means for the run that waited for it. */
export function endingOf(
	attempt: Pick<OpenAttempt, 'number' | 'isCancelRequested'>,
	{ outcome, reason }: Pick<AttemptOutcome, 'outcome' | 'reason'>,
): AttemptEnding {
	if (outcome === 'succeeded') {
		return 'succeeded';
	}
	if (reason === 'cancelled' && attempt.isCancelRequested) {
		return 'cancelled';
	}
	if (isLoss(reason)) {
		return attempt.number < MAX_ATTEMPTS ? 'lost' : 'refused';
	}
	return reason !== undefined && FUTILE.has(reason) ? 'refused' : 'failed';
}
