import type { PlanGraph, PlanTask } from '@stoker/shared/graph/plan-graph.js';
import type { AttemptOutcome, RunCounts, TaskRunState } from '@stoker/shared/model/deployment.js';
import type { AssignmentId, DeploymentId, EnvironmentId, NodeId } from '@stoker/shared/model/ids.js';
import type { AttemptReport, ResultReport, StartedReport, Verdict } from '@stoker/shared/model/session.js';
import { Schedule, type Transition } from '@stoker/shared/scheduler/schedule.js';
import { AttemptBook, attemptRow, describeOutcome, type OpenAttempt } from './attempt-book.js';
import {
	type AgentLink,
	judgedOutcome,
	type MachineInput,
	type MachinePorts,
	NEVER_BEGAN,
	UNKNOWN_OUTCOME,
} from './machine-input.js';
import { OutcomeSummary } from './outcome-summary.js';
import { reconcile } from './reconcile.js';
import { RunCatalog } from './run-catalog.js';
import { type Turn, TurnRecord } from './turn-record.js';

/** Attempts of one run after which a lost one is not tried again. */
const MAX_ATTEMPTS = 10;

/**
 * One deployment: decides on plain state, acts nowhere. The shell calls it within a turn and makes durable what
 * `closeTurn` answers before anything leaves.
 *
 * INVARIANTS: a node never has more attempts outstanding than its link has slots; an attempt is reported at most
 * once as `applied`; a run that has ended never changes again.
 */
export class DeploymentMachine<Origin> {
	readonly deploymentId: DeploymentId;
	readonly environmentId: EnvironmentId;
	readonly graph: PlanGraph;
	readonly #schedule: Schedule;
	readonly #ports: MachinePorts;
	readonly #nodeIndex = new Map<NodeId, number>();
	readonly #links = new Map<NodeId, AgentLink>();
	readonly #attempts: AttemptBook;
	readonly #summary = new OutcomeSummary();
	readonly #catalog: RunCatalog;
	readonly #dirtyNodes = new Set<NodeId>();
	#isStopping: boolean;
	#isHeld = false;
	#record = new TurnRecord<Origin>();

	constructor(input: MachineInput, ports: MachinePorts) {
		this.deploymentId = input.deploymentId;
		this.environmentId = input.environmentId;
		this.graph = input.graph;
		this.#catalog = new RunCatalog(input.graph, ports.render);
		this.#ports = ports;
		this.#isStopping = input.isStopping;
		this.#attempts = new AttemptBook(input.openAttempts, input.attemptCounts);
		this.#schedule = new Schedule(input.graph, input.priorities, input.states);
		for (const [index, node] of input.graph.nodes.entries()) {
			this.#nodeIndex.set(node.id, index);
		}
		for (const [vertex, state] of input.states) {
			this.#remember(vertex, state, input.failureMessages.get(vertex) ?? '');
		}
	}

	get isFinished(): boolean {
		return this.#schedule.isFinished;
	}

	get isStopping(): boolean {
		return this.#isStopping;
	}

	hasNode(nodeId: NodeId): boolean {
		return this.#nodeIndex.has(nodeId);
	}

	countsOf(nodeId: NodeId): RunCounts | undefined {
		const index = this.#nodeIndex.get(nodeId);
		return index === undefined ? undefined : this.#schedule.countsOf(index);
	}

	openAttempts(): readonly OpenAttempt[] {
		return this.#attempts.allOpen();
	}

	stateOf(vertex: number): TaskRunState {
		return this.#schedule.stateOf(vertex);
	}

	/** Whether a task run still waits for this attempt. */
	isWanted(attempt: OpenAttempt): boolean {
		return this.#schedule.stateOf(attempt.vertex) === 'running';
	}

	/** The node of an attempt this deployment knows, open or ended. */
	nodeOfAttempt(assignmentId: AssignmentId): NodeId | undefined {
		return this.#attempts.nodeOf(assignmentId);
	}

	taskOf(vertex: number): PlanTask | undefined {
		return this.#catalog.taskOf(vertex);
	}

	/** Seconds a run of this vertex may take. */
	timeoutSeconds(vertex: number): number {
		return this.#catalog.timeoutSeconds(vertex);
	}

	/** First turn of a deployment's life in this process. */
	begin(): void {
		if (this.#isStopping) {
			this.#apply(this.#schedule.cancelWaiting());
		}
		this.#apply(this.#schedule.settle());
	}

	/** An agent said hello. Answers with a verdict for each of its attempts that belongs here. */
	connect(nodeId: NodeId, link: AgentLink, reports: readonly AttemptReport[]): ReadonlyMap<AssignmentId, Verdict> {
		this.#links.set(nodeId, link);
		this.#dirtyNodes.add(nodeId);
		const reported = new Map(reports.map((report) => [report.assignmentId, report]));
		const verdicts = new Map<AssignmentId, Verdict>();
		for (const attempt of this.#attempts.openOfNode(nodeId)) {
			this.#reconcileAttempt(attempt, reported.get(attempt.assignmentId), link, verdicts);
		}
		for (const report of reports) {
			if (this.#attempts.hasEnded(report.assignmentId, nodeId)) {
				verdicts.set(report.assignmentId, 'forget');
			}
		}
		return verdicts;
	}

	disconnect(nodeId: NodeId): void {
		this.#links.delete(nodeId);
	}

	/** Attempts of other deployments on this node that have not ended. */
	setForeignAttempts(nodeId: NodeId, foreignAttempts: number): void {
		const link = this.#links.get(nodeId);
		if (link) {
			this.#links.set(nodeId, { ...link, foreignAttempts });
			this.#dirtyNodes.add(nodeId);
		}
	}

	started(nodeId: NodeId, report: StartedReport): void {
		if (this.#attempts.find(report.assignmentId, nodeId)) {
			this.#record.start({ assignmentId: report.assignmentId, startedAtMs: report.startedAtMs });
		}
	}

	/** An agent reported an outcome. */
	report(nodeId: NodeId, report: ResultReport, origin: Origin): void {
		const attempt = this.#attempts.find(report.assignmentId, nodeId);
		if (attempt === undefined) {
			const isRepeated = this.#attempts.hasEnded(report.assignmentId, nodeId);
			this.#record.effect({ kind: 'dispose', origin, disposition: isRepeated ? 'duplicate' : 'unknown' });
			return;
		}
		const isDecisive = this.isWanted(attempt);
		this.#close(attempt, report.outcome, isDecisive);
		if (isDecisive) {
			this.#decide(attempt, report.outcome);
		}
		this.#record.effect({ kind: 'dispose', origin, disposition: isDecisive ? 'applied' : 'stale' });
	}

	/** Nothing new is handed out; with `now`, what runs is ended too. */
	stop(now: boolean): void {
		this.#isStopping = true;
		this.#apply(this.#schedule.cancelWaiting());
		if (!now) {
			return;
		}
		for (const attempt of this.#attempts.allOpen()) {
			if (!attempt.isCancelRequested) {
				attempt.isCancelRequested = true;
				this.#record.cancel(attempt.nodeId, attempt.assignmentId);
			}
		}
	}

	/** Hands out nothing new as long as this process lives. */
	hold(): void {
		this.#isHeld = true;
	}

	/**
	 * The agent has been silent for too long: the run fails, the attempt stays open until somebody tells how it ended,
	 * and keeps its node's slot.
	 */
	declareLost(assignmentId: AssignmentId, message: string): void {
		const attempt = this.#attempts.get(assignmentId);
		if (attempt && this.isWanted(attempt)) {
			this.#apply(this.#schedule.finish(attempt.vertex, 'attempt_failed'), `agent_lost: ${message}`, attempt.number);
		}
	}

	/** What an attempt takes from the controller could not be had: it never left, so it has ended. */
	refuse(assignmentId: AssignmentId, problem: string): void {
		const attempt = this.#attempts.get(assignmentId);
		if (attempt) {
			this.#conclude(attempt, judgedOutcome('file_system', problem.slice(0, 1_024)), true);
		}
	}

	/** Hands out work to every node with a free slot, and closes the turn. Undefined when nothing happened. */
	closeTurn(): Turn<Origin> | undefined {
		for (const nodeId of this.#dirtyNodes) {
			this.#fill(nodeId);
		}
		this.#dirtyNodes.clear();
		const record = this.#record;
		if (record.isEmpty) {
			return undefined;
		}
		this.#record = new TurnRecord<Origin>();
		return record.close({
			deploymentId: this.deploymentId,
			environmentId: this.environmentId,
			nowMs: this.#ports.nowMs(),
			identify: (vertex) => this.#catalog.identify(vertex),
		});
	}

	/** How the deployment ended, root causes only. Meaningful once it is finished. */
	verdict(): { readonly state: 'succeeded' | 'failed' | 'stopped'; readonly message: string } {
		return this.#summary.verdict(this.#isStopping);
	}

	#reconcileAttempt(
		attempt: OpenAttempt,
		report: AttemptReport | undefined,
		link: AgentLink,
		verdicts: Map<AssignmentId, Verdict>,
	): void {
		const isWanted = this.isWanted(attempt);
		const answer = reconcile(attempt, report?.progress, link, isWanted);
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
			case 'outcome_unknown':
				this.#conclude(attempt, UNKNOWN_OUTCOME, answer.hasEnded);
				break;
		}
	}

	/** Ends an attempt by the controller's own judgement. */
	#conclude(attempt: OpenAttempt, outcome: AttemptOutcome, hasEnded: boolean): void {
		const isDecisive = this.isWanted(attempt);
		this.#close(attempt, outcome, isDecisive);
		if (isDecisive) {
			this.#decide(attempt, outcome, hasEnded);
		}
	}

	#close(attempt: OpenAttempt, outcome: AttemptOutcome, isDecisive: boolean): void {
		this.#attempts.close(attempt);
		this.#dirtyNodes.add(attempt.nodeId);
		const { vertex, assignmentId } = attempt;
		this.#record.end(vertex, { assignmentId, endedAtMs: this.#ports.nowMs(), outcome, isDecisive });
	}

	/** What the outcome of the attempt in force means for its run. */
	#decide(attempt: OpenAttempt, outcome: AttemptOutcome, hasEnded = true): void {
		const { vertex, number } = attempt;
		if (outcome.outcome === 'succeeded') {
			this.#apply(this.#schedule.finish(vertex, 'attempt_succeeded'), '', number);
		} else if (outcome.reason === 'cancelled' && attempt.isCancelRequested) {
			this.#apply(this.#schedule.finish(vertex, 'stopped'), outcome.message, number);
		} else if (hasEnded && this.#mayRepeat(attempt, outcome)) {
			this.#apply([this.#schedule.giveBack(vertex)], describeOutcome(outcome), number);
		} else {
			this.#apply(this.#schedule.finish(vertex, 'attempt_failed'), describeOutcome(outcome), number);
		}
	}

	/** Only a lost attempt is repeated here, and only where the task says so. */
	#mayRepeat(attempt: OpenAttempt, outcome: AttemptOutcome): boolean {
		const isLost = outcome.reason === 'interrupted' || outcome.reason === 'outcome_unknown';
		const isAllowed = this.taskOf(attempt.vertex)?.retryOnLost === true && attempt.number < MAX_ATTEMPTS;
		return isLost && isAllowed && !this.#isStopping;
	}

	#apply(transitions: readonly Transition[], message = '', attempt = 0): void {
		for (const [index, transition] of transitions.entries()) {
			const isOwn = index === 0 && attempt > 0;
			const text = isOwn ? message : this.#consequence(transition);
			this.#record.change(transition, text, isOwn ? attempt : 0);
			this.#remember(transition.vertex, transition.to, text);
			if (transition.to === 'ready') {
				this.#dirtyNodes.add(this.#catalog.identify(transition.vertex).nodeId);
			}
		}
	}

	#consequence(transition: Transition): string {
		if (transition.cause !== undefined) {
			return this.#catalog.nameOf(transition.cause);
		}
		return transition.to === 'skipped' ? this.#catalog.skipReason(transition.vertex) : '';
	}

	/** Keeps what the final verdict needs. */
	#remember(vertex: number, state: TaskRunState, message: string): void {
		this.#summary.add(state, () => {
			if (this.taskOf(vertex)?.failOnError === false) {
				return undefined;
			}
			const name = this.#catalog.nameOf(vertex);
			return message ? `${name}: ${message}` : `${name} failed`;
		});
	}

	#fill(nodeId: NodeId): void {
		const link = this.#links.get(nodeId);
		const node = this.#nodeIndex.get(nodeId);
		if (link === undefined || node === undefined || this.#isStopping || this.#isHeld) {
			return;
		}
		let free = link.slots - link.foreignAttempts - this.#attempts.openCount(nodeId);
		while (free > 0) {
			const transition = this.#schedule.assign(node);
			if (transition === undefined) {
				return;
			}
			free -= Number(this.#handOut(transition, nodeId, link));
		}
	}

	#deliverAgain(attempt: OpenAttempt, { epoch }: AgentLink): void {
		const prepared = this.#catalog.assignmentOf(this.deploymentId, attempt);
		if ('problem' in prepared) {
			this.#conclude(attempt, judgedOutcome('invalid_parameters', prepared.problem), true);
		} else {
			this.#record.effect({ kind: 'assign', nodeId: attempt.nodeId, epoch, assignment: prepared.assignment });
		}
	}

	/** Whether the run takes a slot: one whose parameters have no value fails at once. */
	#handOut(transition: Transition, nodeId: NodeId, link: AgentLink): boolean {
		const { vertex } = transition;
		const number = this.#attempts.nextNumber(vertex);
		const attempt: OpenAttempt = {
			assignmentId: this.#ports.newAssignmentId(),
			vertex,
			number,
			nodeId,
			journalId: link.journalId,
			bootId: link.bootId,
			isCancelRequested: false,
		};
		this.#record.change(transition, '', number);
		const prepared = this.#catalog.assignmentOf(this.deploymentId, attempt);
		if ('problem' in prepared) {
			const message = `invalid_parameters: ${prepared.problem}`.slice(0, 1_024);
			this.#apply(this.#schedule.finish(vertex, 'attempt_failed'), message, number);
			return false;
		}
		this.#attempts.add(attempt);
		const row = attemptRow(attempt, this.deploymentId, this.#ports.nowMs());
		this.#record.assign(row, prepared.assignment, link.epoch);
		return true;
	}
}
