import type { PlanGraph, PlanTask } from '@stoker/shared/graph/plan-graph.js';
import type { SchedulingBlocker } from '@stoker/shared/model/blocker.js';
import type { RunCounts, TaskRunState } from '@stoker/shared/model/deployment.js';
import type { DeploymentControl } from '@stoker/shared/model/deployment-control.js';
import type { AssignmentId, DeploymentId, EnvironmentId, NodeId } from '@stoker/shared/model/ids.js';
import type { AttemptReport, ResultReport, StartedReport, Verdict } from '@stoker/shared/model/session.js';
import type { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { Transition } from '@stoker/shared/scheduler/schedule.js';
import { attemptRow, type OpenAttempt } from './attempt-book.js';
import { AttemptJudge } from './attempt-judge.js';
import { type AgentLink, judgedOutcome, type MachineInput, type MachinePorts } from './machine-input.js';
import { MachineState } from './machine-state.js';
import { operate, refusalOf } from './operate.js';
import type { OperatorCommand } from './operator-command.js';
import { type RunsVerdict, verdictOfRuns } from './outcome-summary.js';
import { type Turn, TurnRecord } from './turn-record.js';

/**
 * One deployment: decides on plain state, acts nowhere. The shell calls it within a turn and makes durable what
 * `closeTurn` answers before anything leaves. Which run begins is the scheduler's decision, what a report means the
 * judge's; here they meet.
 *
 * INVARIANTS: a node never has more attempts outstanding than its link has slots; what an operator has said and what
 * follows from it are durable together.
 */
export class DeploymentMachine<Origin> {
	readonly deploymentId: DeploymentId;
	readonly environmentId: EnvironmentId;
	readonly graph: PlanGraph;
	readonly #state: MachineState<Origin>;
	readonly #judge: AttemptJudge<Origin>;
	/** As it was last recorded. */
	#control: DeploymentControl;

	constructor(input: MachineInput, ports: MachinePorts) {
		this.deploymentId = input.deploymentId;
		this.environmentId = input.environmentId;
		this.graph = input.graph;
		this.#control = input.control;
		this.#state = new MachineState(input, ports);
		this.#judge = new AttemptJudge(this.#state, (attempt, link) => this.#deliverAgain(attempt, link));
	}

	get isFinished(): boolean {
		return this.#state.dispatcher.isFinished;
	}

	get isStopping(): boolean {
		return this.#state.dispatcher.isStopping;
	}

	get control(): DeploymentControl {
		return this.#state.dispatcher.control;
	}

	/** When a run that waits for its next attempt may begin, wall clock; undefined when none does. */
	get nextDueMs(): number | undefined {
		return this.#state.dispatcher.nextDueMs;
	}

	/** Nodes whose agents carry out runs: those of the plan, and the master where it has something to do. */
	executors(): readonly NodeId[] {
		return this.#state.executors();
	}

	/** The node whose agent carries a run out. */
	executorOf(vertex: number): NodeId {
		return this.#state.executorOf(vertex);
	}

	countsOf(nodeId: NodeId): RunCounts | undefined {
		const index = this.graph.nodes.findIndex((node) => node.id === nodeId);
		return index < 0 ? undefined : this.#state.dispatcher.countsOf(index);
	}

	/** Runs of each node by state, in the order of the graph's nodes. */
	counts(): readonly RunCounts[] {
		return this.graph.nodes.map((_node, index) => this.#state.dispatcher.countsOf(index));
	}

	openAttempts(): readonly OpenAttempt[] {
		return this.#state.attempts.allOpen();
	}

	stateOf(vertex: number): TaskRunState {
		return this.#state.dispatcher.stateOf(vertex);
	}

	/** Whether a task run still waits for this attempt. */
	isWanted(attempt: OpenAttempt): boolean {
		return this.#state.isWanted(attempt);
	}

	/** The node of an attempt this deployment knows, open or ended. */
	nodeOfAttempt(assignmentId: AssignmentId): NodeId | undefined {
		return this.#state.attempts.nodeOf(assignmentId);
	}

	taskOf(vertex: number): PlanTask | undefined {
		return this.#state.catalog.taskOf(vertex);
	}

	/** Seconds a run of this vertex may take. */
	timeoutSeconds(vertex: number): number {
		return this.#state.catalog.timeoutSeconds(vertex);
	}

	/** Why a run does not begin, as far as this deployment knows. */
	blockersOf(vertex: number): readonly SchedulingBlocker[] {
		return this.#state.dispatcher.blockersOf(vertex);
	}

	/** Slots that the agents of other deployments hold on a node, and whether its agent is there at all. */
	linkOf(nodeId: NodeId): AgentLink | undefined {
		return this.#state.linkOf(nodeId);
	}

	/** First turn of a deployment's life in this process. */
	begin(): void {
		this.#state.apply(this.#state.dispatcher.settle());
	}

	/** An agent said hello. Answers with a verdict for each of its attempts that belongs here. */
	connect(nodeId: NodeId, link: AgentLink, reports: readonly AttemptReport[]): ReadonlyMap<AssignmentId, Verdict> {
		this.#state.setLink(nodeId, link);
		return this.#judge.reconcile(nodeId, link, reports);
	}

	disconnect(nodeId: NodeId): void {
		this.#state.setLink(nodeId, undefined);
	}

	/** Attempts of other deployments on this node that have not ended. */
	setForeignAttempts(nodeId: NodeId, foreignAttempts: number): void {
		const link = this.#state.linkOf(nodeId);
		if (link) {
			this.#state.setLink(nodeId, { ...link, foreignAttempts });
		}
	}

	started(nodeId: NodeId, report: StartedReport): void {
		const attempt = this.#state.attempts.find(report.assignmentId, nodeId);
		if (attempt !== undefined) {
			attempt.startedAtMs = report.startedAtMs;
			this.#state.record.start({ assignmentId: report.assignmentId, startedAtMs: report.startedAtMs });
		}
	}

	/** An agent reported an outcome. */
	report(nodeId: NodeId, report: ResultReport, origin: Origin): void {
		this.#judge.report(nodeId, report, origin);
	}

	/** Nothing new is handed out; with `now`, what runs is ended too. */
	stop(now: boolean): void {
		this.#state.apply(this.#state.dispatcher.stop());
		for (const attempt of now ? this.openAttempts() : []) {
			this.#state.cancel(attempt);
		}
	}

	/** Hands out nothing new as long as this process lives. */
	hold(): void {
		this.#state.dispatcher.hold();
	}

	/** Why an operator's command cannot be carried out now; undefined when it can. */
	refusalOf(command: OperatorCommand): StokerError | undefined {
		return refusalOf(this.#state, command);
	}

	/** Carries out what an operator asks for; answers why not when it cannot be. */
	operate(command: OperatorCommand, actor: string): StokerError | undefined {
		const refusal = this.refusalOf(command);
		if (refusal === undefined) {
			operate(this.#state, this.#judge, command, actor);
			this.#control = this.control;
		}
		return refusal;
	}

	/** The agent has been silent for too long. */
	declareLost(assignmentId: AssignmentId, message: string): void {
		const attempt = this.#state.attempts.get(assignmentId);
		if (attempt) {
			this.#judge.declareLost(attempt, message);
		}
	}

	/** What an attempt takes from the controller could not be had: it never left, so it has ended. */
	refuse(assignmentId: AssignmentId, problem: string): void {
		const attempt = this.#state.attempts.get(assignmentId);
		if (attempt) {
			this.#judge.conclude(attempt, judgedOutcome('file_system', problem.slice(0, 1_024)));
		}
	}

	/** Hands out what may begin, and closes the turn. Undefined when nothing happened. */
	closeTurn(): Turn<Origin> | undefined {
		const { dispatcher, ports } = this.#state;
		const nowMs = ports.nowMs();
		for (let begun = dispatcher.next(nowMs); begun !== undefined; begun = dispatcher.next(nowMs)) {
			this.#handOut(begun);
		}
		this.#recordControl();
		const { record } = this.#state;
		if (record.isEmpty) {
			return undefined;
		}
		this.#state.record = new TurnRecord<Origin>();
		return record.close({
			deploymentId: this.deploymentId,
			environmentId: this.environmentId,
			nowMs,
			identify: (vertex) => this.#state.catalog.identify(vertex),
		});
	}

	/** How the deployment ended, root causes first. Meaningful once it is finished. */
	verdict(): RunsVerdict {
		return verdictOfRuns(this.#state);
	}

	/** Steps that were used up, and break-points that were reached. */
	#recordControl(): void {
		const { control, excluded } = this.#state.dispatcher;
		if (control !== this.#control) {
			const isStopped = control.isPaused && !this.#control.isPaused;
			const message = isStopped ? 'paused at a break-point' : '';
			this.#state.record.control({ control, excluded, message });
			this.#control = control;
		}
	}

	#deliverAgain(attempt: OpenAttempt, { epoch }: AgentLink): void {
		const prepared = this.#state.catalog.assignmentOf(this.deploymentId, attempt);
		if ('problem' in prepared) {
			this.#judge.conclude(attempt, judgedOutcome('invalid_parameters', prepared.problem));
		} else {
			this.#state.record.effect({ kind: 'assign', nodeId: attempt.nodeId, epoch, assignment: prepared.assignment });
		}
	}

	/** A run whose parameters have no value fails at once. */
	#handOut(begun: Transition): void {
		const { attempts, catalog, dispatcher, ports, record } = this.#state;
		const { vertex } = begun;
		const nodeId = this.executorOf(vertex);
		const link = this.#state.linkOf(nodeId);
		if (link === undefined) {
			throw new Error(`node ${nodeId} has a slot although its agent is away`);
		}
		const number = attempts.nextNumber(vertex);
		const { journalId, bootId } = link;
		const assignmentId = ports.newAssignmentId();
		const fresh = { isCancelRequested: false, startedAtMs: undefined };
		const attempt: OpenAttempt = { assignmentId, vertex, number, nodeId, journalId, bootId, ...fresh };
		this.#state.note(begun, { message: '', attempt: number });
		const prepared = catalog.assignmentOf(this.deploymentId, attempt);
		if ('problem' in prepared) {
			const message = `invalid_parameters: ${prepared.problem}`.slice(0, 1_024);
			this.#state.apply(dispatcher.finish(vertex, 'refused', ports.nowMs()), { message, attempt: number });
			return;
		}
		attempts.add(attempt);
		record.assign(attemptRow(attempt, this.deploymentId, ports.nowMs()), prepared.assignment, link.epoch);
	}
}
