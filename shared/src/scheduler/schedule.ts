import { type PlanGraph, VERTEX_ANCHOR, VERTEX_BARRIER, VERTEX_SKIPPED, VERTEX_TASK } from '../graph/plan-graph.js';
import { type RunCounts, TASK_RUN_STATES, type TaskRunState } from '../model/deployment.js';
import { ReadyQueue } from './ready-queue.js';
import { buildSuccessors, type Successors } from './successors.js';
import { hasEnded, nextTaskRunState, type TaskRunEvent } from './task-run-state.js';

/** One change of one task run. */
export interface Transition {
	readonly vertex: number;
	readonly from: TaskRunState;
	readonly to: TaskRunState;
	/** For dep_failed: the vertex whose failure caused it. */
	readonly cause?: number;
}

const STATE_COUNT = TASK_RUN_STATES.length;
const STATE_NUMBER = Object.fromEntries(TASK_RUN_STATES.map((state, index) => [state, index])) as Record<
	TaskRunState,
	number
>;

/** What a finished vertex means for those that depend on it. */
const PASSES = 1;
const FAILS = 2;
/** It has failed and is over: all that barriers and the sync node wait for. */
const ENDS = 3;

/** An effect on successors that has still to be worked off. */
interface Pending {
	readonly vertex: number;
	readonly effect: typeof PASSES | typeof FAILS | typeof ENDS;
	readonly cause: number;
}

/** No node of any graph, and not what a barrier has instead of one. */
const NO_NODE = -2;

/**
 * Which task run may start, and what follows when one ends: plain state, no clock, no I/O.
 *
 * INVARIANTS: a vertex becomes ready exactly once, when its last predecessor has passed; a failure reaches every
 * vertex behind it at once; barriers have no state of their own and never appear in transitions.
 * Cost is linear in vertices plus edges over a whole deployment; nothing recurses.
 */
export class Schedule {
	readonly #graph: PlanGraph;
	readonly #successors: Successors;
	/** The node whose vertices a failure does not stop. */
	readonly #syncNode: number;
	/** Predecessors of each vertex that have not passed; on the sync node and for barriers: that have not ended. */
	readonly #waiting: Int32Array;
	readonly #states: Uint8Array;
	/** Barriers through which a failure has gone. */
	readonly #isBroken: Uint8Array;
	readonly #queues: readonly ReadyQueue[];
	/** STATE_COUNT numbers for each node. */
	readonly #counts: Int32Array;
	#unfinished = 0;

	/**
	 * @param priorities number of tasks on the longest way to an end, by vertex
	 * @param states recorded states by vertex; absent for a deployment that begins
	 * @param syncNode index of the node whose vertices wait for what is before them to end, well or not (reference,
	 * section 2.10); absent when every vertex waits for success
	 */
	constructor(
		graph: PlanGraph,
		priorities: Int32Array,
		states?: ReadonlyMap<number, TaskRunState>,
		syncNode: number = NO_NODE,
	) {
		const size = graph.vertexKind.length;
		this.#graph = graph;
		this.#syncNode = syncNode;
		this.#successors = buildSuccessors(size, graph.edgeBefore, graph.edgeAfter);
		this.#waiting = this.#successors.indegree.slice();
		this.#states = new Uint8Array(size);
		this.#isBroken = new Uint8Array(size);
		this.#queues = graph.nodes.map(() => new ReadyQueue(priorities));
		this.#counts = new Int32Array(graph.nodes.length * STATE_COUNT);
		for (let vertex = 0; vertex < size; vertex++) {
			if (graph.vertexKind[vertex] !== VERTEX_BARRIER) {
				this.#enter(vertex, states?.get(vertex) ?? 'pending');
			}
		}
	}

	/** Whether every task run has ended. */
	get isFinished(): boolean {
		return this.#unfinished === 0;
	}

	stateOf(vertex: number): TaskRunState {
		return TASK_RUN_STATES[this.#states[vertex] ?? 0] ?? 'pending';
	}

	/** Task runs of a node (index into the graph's nodes) by state. */
	countsOf(node: number): RunCounts {
		const counts = {} as Record<TaskRunState, number>;
		for (const state of TASK_RUN_STATES) {
			counts[state] = this.#counts[node * STATE_COUNT + STATE_NUMBER[state]] ?? 0;
		}
		return counts;
	}

	/** Task runs of a node that wait for a slot. */
	readyCount(node: number): number {
		return this.#counts[node * STATE_COUNT + STATE_NUMBER.ready] ?? 0;
	}

	/**
	 * Brings the states into agreement with the graph: readies what nothing blocks, and after a restart works off
	 * everything that recorded ends entail. Nothing follows when all of it was recorded before.
	 */
	settle(): readonly Transition[] {
		const transitions: Transition[] = [];
		const work: Pending[] = [];
		for (let vertex = 0; vertex < this.#states.length; vertex++) {
			const isFree = this.#waiting[vertex] === 0;
			const state = this.stateOf(vertex);
			if (this.#graph.vertexKind[vertex] === VERTEX_BARRIER) {
				if (isFree) {
					work.push({ vertex, effect: PASSES, cause: vertex });
				}
			} else if (hasEnded(state)) {
				work.push(...this.#effectsOf(vertex, state));
			} else if (state === 'pending' && isFree) {
				this.#unblock(vertex, transitions, work);
			}
		}
		this.#propagate(work, transitions);
		return transitions;
	}

	/** Takes the ready task run of a node that is most urgent among those that may start, and marks it running. */
	assign(node: number, mayStart: (vertex: number) => boolean = always): Transition | undefined {
		const queue = this.#queues[node];
		const held: number[] = [];
		let vertex = queue?.take();
		while (vertex !== undefined && (this.stateOf(vertex) !== 'ready' || !mayStart(vertex))) {
			held.push(vertex);
			vertex = queue?.take();
		}
		for (const other of held.filter((candidate) => this.stateOf(candidate) === 'ready')) {
			queue?.push(other);
		}
		return vertex === undefined ? undefined : this.#change(vertex, 'assigned');
	}

	/** Records how a running task run ended; answers with everything that follows, its own transition first. */
	finish(vertex: number, event: 'attempt_succeeded' | 'attempt_failed' | 'stopped'): readonly Transition[] {
		const own = this.#change(vertex, event);
		const transitions = [own];
		this.#propagate(this.#effectsOf(vertex, own.to), transitions);
		return transitions;
	}

	/** Gives up everything of a node that has not been handed out, because the node has failed. */
	failNode(node: number, cause: number): readonly Transition[] {
		const transitions: Transition[] = [];
		const work: Pending[] = [];
		for (const vertex of this.#waitingOf(node)) {
			this.#fail(vertex, cause, { transitions, work });
		}
		this.#propagate(work, transitions);
		return transitions;
	}

	/** Makes a running task run ready again, for another attempt. */
	giveBack(vertex: number): Transition {
		return this.#change(vertex, 'attempt_given_back');
	}

	/** Cancels everything that has not been handed out, of one node or of all. */
	cancelWaiting(node?: number): readonly Transition[] {
		return this.#waitingOf(node).map((vertex) => this.#change(vertex, 'stopped'));
	}

	/** Real vertices that are pending or ready, of one node or of all. */
	#waitingOf(node: number | undefined): readonly number[] {
		const { vertexKind, vertexNode } = this.#graph;
		const waiting: number[] = [];
		for (let vertex = 0; vertex < this.#states.length; vertex++) {
			if (vertexKind[vertex] !== VERTEX_BARRIER && (node === undefined || vertexNode[vertex] === node)) {
				const state = this.stateOf(vertex);
				if (state === 'pending' || state === 'ready') {
					waiting.push(vertex);
				}
			}
		}
		return waiting;
	}

	/** The effect to be worked off first stands last. */
	#effectsOf(vertex: number, state: TaskRunState): Pending[] {
		const task = this.#graph.tasks[this.#graph.vertexTask[vertex] ?? 0];
		const isTolerated = state === 'failed' && task?.failOnError === false;
		const hasPassed = state === 'succeeded' || state === 'skipped' || isTolerated;
		return hasPassed ? [{ vertex, effect: PASSES, cause: vertex }] : failure(vertex, vertex);
	}

	#propagate(work: Pending[], transitions: Transition[]): void {
		const { offsets, targets } = this.#successors;
		for (let item = work.pop(); item !== undefined; item = work.pop()) {
			const end = offsets[item.vertex + 1] ?? 0;
			for (let edge = offsets[item.vertex] ?? 0; edge < end; edge++) {
				const target = targets[edge] ?? 0;
				if (item.effect === PASSES || (item.effect === ENDS && this.#waitsForEnds(target))) {
					this.#pass(target, transitions, work);
				} else if (item.effect === FAILS && this.#graph.vertexNode[target] !== this.#syncNode) {
					this.#fail(target, item.cause, { transitions, work });
				}
			}
		}
	}

	#pass(target: number, transitions: Transition[], work: Pending[]): void {
		const left = (this.#waiting[target] ?? 0) - 1;
		this.#waiting[target] = left;
		if (left > 0) {
			return;
		}
		if (this.#graph.vertexKind[target] === VERTEX_BARRIER) {
			const effect = this.#isBroken[target] === 0 ? PASSES : ENDS;
			work.push({ vertex: target, effect, cause: target });
		} else if (this.stateOf(target) === 'pending') {
			this.#unblock(target, transitions, work);
		}
	}

	#fail(target: number, cause: number, out: { transitions: Transition[]; work: Pending[] }): void {
		if (this.#graph.vertexKind[target] === VERTEX_BARRIER) {
			if (this.#isBroken[target] === 0) {
				this.#isBroken[target] = 1;
				out.work.push({ vertex: target, effect: FAILS, cause });
			}
		} else if (!hasEnded(this.stateOf(target)) && this.stateOf(target) !== 'running') {
			out.transitions.push({ ...this.#change(target, 'dependency_failed'), cause });
			out.work.push(...failure(target, cause));
		}
	}

	#waitsForEnds(vertex: number): boolean {
		return this.#graph.vertexKind[vertex] === VERTEX_BARRIER || this.#graph.vertexNode[vertex] === this.#syncNode;
	}

	/** A pending vertex whose predecessors have all passed: a task becomes ready, anything else is done. */
	#unblock(vertex: number, transitions: Transition[], work: Pending[]): void {
		const kind = this.#graph.vertexKind[vertex];
		if (kind === VERTEX_TASK) {
			transitions.push(this.#change(vertex, 'unblocked'));
		} else if (kind === VERTEX_ANCHOR || kind === VERTEX_SKIPPED) {
			transitions.push(this.#change(vertex, kind === VERTEX_ANCHOR ? 'passed' : 'left_out'));
			work.push({ vertex, effect: PASSES, cause: vertex });
		}
	}

	#change(vertex: number, event: TaskRunEvent): Transition {
		const from = this.stateOf(vertex);
		const to = nextTaskRunState(from, event);
		this.#count(vertex, from, -1);
		this.#enter(vertex, to);
		if (!hasEnded(from)) {
			this.#unfinished--;
		}
		return { vertex, from, to };
	}

	#enter(vertex: number, state: TaskRunState): void {
		this.#states[vertex] = STATE_NUMBER[state];
		this.#count(vertex, state, 1);
		if (!hasEnded(state)) {
			this.#unfinished++;
		}
		if (state === 'ready') {
			this.#queues[this.#graph.vertexNode[vertex] ?? -1]?.push(vertex);
		}
	}

	#count(vertex: number, state: TaskRunState, by: 1 | -1): void {
		const cell = (this.#graph.vertexNode[vertex] ?? 0) * STATE_COUNT + STATE_NUMBER[state];
		this.#counts[cell] = (this.#counts[cell] ?? 0) + by;
	}
}

/** What follows from a failure: others learn of it first, then that it is over. */
function failure(vertex: number, cause: number): Pending[] {
	return [
		{ vertex, effect: ENDS, cause },
		{ vertex, effect: FAILS, cause },
	];
}

function always(): boolean {
	return true;
}
