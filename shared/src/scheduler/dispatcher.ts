import { type PlanGraph, type PlanTask, VERTEX_BARRIER } from '../graph/plan-graph.js';
import type { SchedulingBlocker } from '../model/blocker.js';
import type { RunCounts, TaskRunState } from '../model/deployment.js';
import type { DeploymentControl, NodeExclusion, RunLimits } from '../model/deployment-control.js';
import { SYNC_NODE_ID } from '../model/ids.js';
import { blockersOf } from './blockers-of.js';
import type { DispatcherInput } from './dispatcher-input.js';
import { type ExceededGroup, type FaultGroup, FaultPolicy } from './fault-policy.js';
import { HandOut } from './hand-out.js';
import { hasBraked } from './has-braked.js';
import { type AttemptEnding, Repetitions } from './repetitions.js';
import { type RetryWait, RetryWaits } from './retry-waits.js';
import { RunControl } from './run-control.js';
import { Schedule, type Transition } from './schedule.js';

/** What an operator says of a run that is not running. */
export type OperatorDecision = 'skipped_by_operator' | 'marked_done';

/**
 * The one scheduler of the engine, of simulations and of the conformance cases: which run begins next, and what follows
 * when one ends, under every policy. It knows neither clock nor I/O: who drives it says what time it is and what slots
 * there are, and makes durable what it answers.
 *
 * INVARIANTS: equal calls give equal answers; no limit is ever exceeded; a run begins only when no earlier attempt of
 * it may be alive; once a fault group is exceeded nothing begins until an operator has changed that.
 */
export class Dispatcher {
	readonly #graph: PlanGraph;
	readonly #groups: readonly FaultGroup[];
	readonly #syncNode: number;
	readonly #handOut: HandOut;
	readonly #course: RunControl;
	readonly #waits: RetryWaits;
	readonly #repetitions: Repetitions;
	readonly #excluded: Map<number, NodeExclusion>;
	#schedule: Schedule;
	#faults: FaultPolicy;
	#isStopping: boolean;
	#isHeld = false;

	constructor(input: DispatcherInput) {
		const { graph, control } = input;
		this.#graph = graph;
		this.#groups = input.faultGroups;
		this.#isStopping = input.isStopping ?? false;
		this.#syncNode = graph.nodes.findIndex((node) => node.id === SYNC_NODE_ID);
		this.#schedule = this.#scheduleOf(input.states);
		this.#faults = new FaultPolicy(input.faultGroups);
		this.#course = new RunControl(graph, control);
		this.#waits = new RetryWaits(graph.vertexKind.length);
		this.#repetitions = new Repetitions(input);
		const isReady = (vertex: number): boolean => this.#schedule.isReady(vertex);
		this.#handOut = new HandOut({ graph, priorities: input.priorities, limits: control.limits, isReady });
		this.#excluded = new Map((input.excluded ?? []).map((exclusion) => [this.#indexOf(exclusion), exclusion]));
		this.#restore(input);
	}

	/** Whether every run has ended. */
	get isFinished(): boolean {
		return this.#schedule.isFinished;
	}

	get isStopping(): boolean {
		return this.#isStopping;
	}

	/** A new object whenever it has changed. */
	get control(): DeploymentControl {
		return this.#course.current;
	}

	get excluded(): readonly NodeExclusion[] {
		return [...this.#excluded.values()];
	}

	/** The group that brakes the deployment; undefined while none is exceeded. */
	get exceeded(): ExceededGroup | undefined {
		return this.#faults.exceeded;
	}

	/** When a run that waits for its next attempt may begin; undefined when none does. */
	get nextDueMs(): number | undefined {
		return this.#waits.nextDueMs;
	}

	stateOf(vertex: number): TaskRunState {
		return this.#schedule.stateOf(vertex);
	}

	/** Runs of a node (index into the graph's nodes) by state. */
	countsOf(node: number): RunCounts {
		return this.#schedule.countsOf(node);
	}

	/** Index of the node that carries a run out; that of the master may be one more than the graph has. */
	executorOf(vertex: number): number {
		return this.#handOut.executorOf(vertex);
	}

	/** Whether a failure of this run is one of its node. */
	counts(vertex: number): boolean {
		return this.#taskOf(vertex)?.failOnError !== false;
	}

	/** What begins, or after a restart what recorded ends entail. To be called first, once. */
	settle(): readonly Transition[] {
		const isOver = this.#isStopping || this.#hasBraked();
		return [...(isOver ? this.#schedule.cancelWaiting() : []), ...this.#settle()];
	}

	/** Slots that an executor's agent offers to this deployment, whoever has them; 0 when it is away. */
	setSlots(executor: number, slots: number): void {
		this.#handOut.setSlots(executor, slots);
	}

	/** Begins the next run; undefined when none may begin now. It may pause the deployment at a break-point. */
	next(nowMs: number): Transition | undefined {
		if (this.#isStopping || this.#isHeld || this.exceeded !== undefined) {
			return undefined;
		}
		for (let due = this.#waits.takeDue(nowMs); due !== undefined; due = this.#waits.takeDue(nowMs)) {
			if (this.#schedule.isReady(due)) {
				this.#handOut.enqueue(due);
			}
		}
		const vertex = this.#course.isHalted ? undefined : this.#handOut.pick();
		if (vertex === undefined || !this.#course.admit(vertex)) {
			return undefined;
		}
		this.#handOut.begin(vertex);
		return this.#schedule.begin(vertex);
	}

	/** The attempt of a running run has ended; answers with everything that follows, the run's own transition first. */
	finish(vertex: number, ending: AttemptEnding, nowMs: number): readonly Transition[] {
		this.#handOut.end(vertex);
		this.#handOut.release(vertex);
		if (this.#isRepeated(vertex, ending)) {
			const transition = this.#schedule.giveBack(vertex);
			this.#repeat(vertex, ending, nowMs);
			return [transition];
		}
		const event = { succeeded: 'attempt_succeeded', cancelled: 'stopped' } as const;
		const isFailure = ending !== 'succeeded' && ending !== 'cancelled';
		return this.#follow([...this.#schedule.finish(vertex, isFailure ? 'attempt_failed' : event[ending])]);
	}

	/** A running run has failed although its attempt may be alive: it keeps its slot until `release`. */
	lose(vertex: number): readonly Transition[] {
		this.#handOut.end(vertex);
		return this.#follow([...this.#schedule.finish(vertex, 'attempt_failed')]);
	}

	/** The attempt of a run that was lost is known to have ended. */
	release(vertex: number): void {
		this.#handOut.release(vertex);
	}

	/** When a failed run is tried again after its last failure; undefined when it does not wait. */
	retryOf(vertex: number): RetryWait | undefined {
		return this.#waits.get(vertex);
	}

	/** Nothing more begins; what runs ends. */
	stop(): readonly Transition[] {
		this.#isStopping = true;
		return this.#schedule.cancelWaiting();
	}

	/** Nothing more begins as long as this object lives; nothing is cancelled. */
	hold(): void {
		this.#isHeld = true;
	}

	pause(): void {
		this.#course.pause();
	}

	/** Goes on; runs that stand at a break-point pass it. */
	resume(): void {
		this.#course.resume(this.#ready());
	}

	/** Lets so many more runs begin, break-points or not, and pauses. */
	step(runs: number): void {
		this.#course.step(runs);
	}

	setBreakpoints(breakpoints: readonly string[]): void {
		this.#course.setBreakpoints(breakpoints);
	}

	setLimits(limits: RunLimits): void {
		this.#course.setLimits(limits);
		this.#handOut.reset(this.#queued(), limits);
	}

	/** Takes a node out: nothing more begins on it, and it counts as failed when anything was left to do. */
	exclude(exclusion: NodeExclusion): readonly Transition[] {
		const node = this.#indexOf(exclusion);
		this.#excluded.set(node, exclusion);
		const transitions: Transition[] = [];
		this.#giveUp(node, transitions);
		return this.#follow(transitions);
	}

	/**
	 * Tries failed runs again, and with them everything that could not run; nodes that were declared lost take part
	 * again. What turns out to have ended well counts as done instead.
	 */
	retry(failed: readonly number[], hasSucceededLate: (vertex: number) => boolean): readonly Transition[] {
		for (const [node, { reason }] of this.#excluded) {
			if (reason === 'lost') {
				this.#excluded.delete(node);
			}
		}
		for (const vertex of failed) {
			this.#repetitions.forget(vertex);
		}
		return this.#revive(
			failed.map((vertex) => this.#schedule.decide(vertex, hasSucceededLate(vertex) ? 'success_adopted' : 'retried')),
		);
	}

	/** Goes on without runs, or as if they had ended well; with everything that could not run because of them. */
	decide(vertices: readonly number[], decision: OperatorDecision): readonly Transition[] {
		return this.#revive(vertices.map((vertex) => this.#schedule.decide(vertex, decision)));
	}

	/** A run that was to be tried again turns out to have ended well. */
	adopt(vertex: number): readonly Transition[] {
		return this.#revive([this.#schedule.decide(vertex, 'success_adopted')]);
	}

	/** Why a run does not begin, the decisive reason first; empty when it has begun or ended, or nothing blocks it. */
	blockersOf(vertex: number): readonly SchedulingBlocker[] {
		return blockersOf(vertex, {
			graph: this.#graph,
			schedule: this.#schedule,
			handOut: this.#handOut,
			control: this.control,
			syncNode: this.#syncNode,
			exceeded: this.exceeded,
			breakPoint: this.#course.breakPointAt(vertex),
			wait: this.#waits.get(vertex),
			isStopping: this.#isStopping,
			isHeld: this.#isHeld,
		});
	}

	#scheduleOf(states: ReadonlyMap<number, TaskRunState> | undefined): Schedule {
		return new Schedule(this.#graph, states, this.#syncNode < 0 ? undefined : this.#syncNode);
	}

	#restore({ states, open, failures }: DispatcherInput): void {
		const held = new Set(open);
		for (const [vertex, state] of states ?? []) {
			this.#handOut.restore(vertex, state === 'running', held.has(vertex) || state === 'running');
			held.delete(vertex);
			const wait = failures?.get(vertex);
			if (state === 'ready' && wait) {
				this.#waits.add(vertex, wait);
			} else if (state === 'ready') {
				this.#handOut.enqueue(vertex);
			}
		}
	}

	#taskOf(vertex: number): PlanTask | undefined {
		return this.#graph.tasks[this.#graph.vertexTask[vertex] ?? -1];
	}

	#indexOf({ nodeId }: NodeExclusion): number {
		return this.#graph.nodes.findIndex((node) => node.id === nodeId);
	}

	#isRepeated(vertex: number, ending: AttemptEnding): boolean {
		const node = this.#graph.vertexNode[vertex] ?? -1;
		const isOver = this.#isStopping || this.exceeded !== undefined || this.#excluded.has(node);
		return this.#repetitions.allows(vertex, this.#taskOf(vertex), ending) && !isOver && !this.#hasFailed(node);
	}

	#repeat(vertex: number, ending: AttemptEnding, nowMs: number): void {
		const wait = this.#repetitions.add(vertex, this.#taskOf(vertex), { ending, nowMs });
		if (wait === undefined) {
			this.#handOut.enqueue(vertex);
		} else {
			this.#waits.add(vertex, wait);
		}
	}

	/** Runs that are ready. */
	#ready(): number[] {
		const kinds = this.#graph.vertexKind;
		return [...kinds.keys()].filter((run) => kinds[run] !== VERTEX_BARRIER && this.#schedule.isReady(run));
	}

	/** Runs that are ready and do not wait for a retry. */
	#queued(): readonly number[] {
		return this.#ready().filter((vertex) => this.#waits.get(vertex) === undefined);
	}

	/** Whether something on a node has failed that counts. */
	#hasFailed(node: number): boolean {
		return this.#schedule.countOf(node, 'failed') > 0 && this.#firstFailure(node) !== undefined;
	}

	#firstFailure(node: number): number | undefined {
		return this.#schedule.verticesOf(node).find((vertex) => this.stateOf(vertex) === 'failed' && this.counts(vertex));
	}

	#settle(): readonly Transition[] {
		const transitions = [...this.#excluded.keys()].flatMap((node) => this.#schedule.cancelWaiting(node));
		append(transitions, this.#schedule.settle());
		for (const [node] of this.#graph.nodes.entries()) {
			if (this.#schedule.countOf(node, 'failed') > 0 || this.#excluded.has(node)) {
				this.#giveUp(node, transitions);
			}
		}
		return this.#follow(transitions);
	}

	#hasBraked(): boolean {
		const nodes = [...this.#graph.nodes.keys()];
		const hasFailed = (node: number): boolean => this.#hasFailed(node);
		return hasBraked({ schedule: this.#schedule, groups: this.#groups, nodes, excluded: this.#excluded, hasFailed });
	}

	/** Works off what transitions mean for queues, nodes and fault groups. */
	#follow(transitions: Transition[]): readonly Transition[] {
		for (let index = 0; index < transitions.length; index++) {
			const { vertex, to } = transitions[index] ?? { vertex: -1, to: 'pending' };
			if (to === 'ready') {
				this.#handOut.enqueue(vertex);
			} else if (to === 'failed' && this.counts(vertex)) {
				this.#giveUp(this.#graph.vertexNode[vertex] ?? -1, transitions);
			}
		}
		if (this.exceeded !== undefined && !this.#isStopping) {
			append(transitions, this.#schedule.cancelWaiting());
		}
		return transitions;
	}

	/** What has not begun on a node that has failed or was taken out never begins. The sync node waits for ends only. */
	#giveUp(node: number, transitions: Transition[]): void {
		const cause = this.#firstFailure(node);
		const isExcluded = this.#excluded.has(node);
		if (isExcluded) {
			append(transitions, this.#schedule.cancelNode(node));
		} else if (cause !== undefined && node !== this.#syncNode) {
			append(transitions, this.#schedule.failNode(node, cause));
		}
		if (cause !== undefined || (isExcluded && this.#schedule.countOf(node, 'cancelled') > 0)) {
			this.#faults.charge(node);
		}
	}

	/** Judges everything that has not begun anew, on what an operator has decided. */
	#revive(decided: readonly Transition[]): readonly Transition[] {
		const transitions = [...decided];
		const out = this.#graph.nodes.map((_node, index) => this.#excluded.has(index) || this.#hasFailed(index));
		const states = new Map<number, TaskRunState>();
		for (const [vertex, kind] of this.#graph.vertexKind.entries()) {
			if (kind !== VERTEX_BARRIER) {
				const state = this.stateOf(vertex);
				const isLeft = state === 'dep_failed' || state === 'cancelled' || state === 'ready';
				if (isLeft && out[this.#graph.vertexNode[vertex] ?? -1] !== true) {
					transitions.push(this.#schedule.decide(vertex, 'retried'));
				}
				states.set(vertex, this.stateOf(vertex));
			}
		}
		this.#schedule = this.#scheduleOf(states);
		this.#faults = new FaultPolicy(this.#groups);
		append(transitions, this.#settle());
		this.#waits.keep((vertex) => this.#schedule.isReady(vertex));
		this.#handOut.reset(this.#queued(), this.control.limits);
		return transitions;
	}
}

function append(list: Transition[], more: readonly Transition[]): void {
	for (const item of more) {
		list.push(item);
	}
}
