import { type PlanGraph, VERTEX_ANCHOR, VERTEX_BARRIER, VERTEX_SKIPPED, VERTEX_TASK } from '../graph/plan-graph.js';
import { type RunCounts, TASK_RUN_STATES, type TaskRunState } from '../model/deployment.js';
import { buildSuccessors, type Successors } from './successors.js';
import { hasEnded, nextTaskRunState, type TaskRunEvent } from './task-run-state.js';
import { groupByNode, type VerticesByNode } from './vertices-by-node.js';

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

/** How a running task run ends. */
export type RunEnd = 'attempt_succeeded' | 'attempt_failed' | 'stopped';

/** No node of any graph, and not what a barrier has instead of one. */
const NO_NODE = -2;

/**
 * Which task run may start, and what follows when one ends: plain state, no clock, no I/O.
 *
 * INVARIANTS: a vertex becomes ready when its last predecessor has passed, and not before; a failure reaches every
 * vertex behind it at once; barriers have no state of their own and never appear in transitions; what an operator
 * has decided lets others pass only when everything before it has ended, so that order goes on through it.
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
	/** STATE_COUNT numbers for each node. */
	readonly #counts: Int32Array;
	#unfinished = 0;
	/** Vertices by node, made when they are first asked for. */
	#byNode: VerticesByNode | undefined;

	/**
	 * @param states recorded states by vertex; absent for a deployment that begins
	 * @param syncNode index of the node whose vertices wait for what is before them to end, well or not (reference,
	 * section 2.10); absent when every vertex waits for success
	 */
	constructor(graph: PlanGraph, states?: ReadonlyMap<number, TaskRunState>, syncNode: number = NO_NODE) {
		const size = graph.vertexKind.length;
		this.#graph = graph;
		this.#syncNode = syncNode;
		this.#successors = buildSuccessors(size, graph.edgeBefore, graph.edgeAfter);
		this.#waiting = this.#successors.indegree.slice();
		this.#states = new Uint8Array(size);
		this.#isBroken = new Uint8Array(size);
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

	/** Task runs of a node that are in a state. */
	countOf(node: number, state: TaskRunState): number {
		return this.#counts[node * STATE_COUNT + STATE_NUMBER[state]] ?? 0;
	}

	isReady(vertex: number): boolean {
		return this.#states[vertex] === STATE_NUMBER.ready;
	}

	isRunning(vertex: number): boolean {
		return this.#states[vertex] === STATE_NUMBER.running;
	}

	/** Whether those that depend on a vertex need not wait for it any more. Barriers are not asked. */
	hasPassed(vertex: number): boolean {
		const state = this.stateOf(vertex);
		const task = this.#graph.tasks[this.#graph.vertexTask[vertex] ?? 0];
		return state === 'succeeded' || state === 'skipped' || (state === 'failed' && task?.failOnError === false);
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
				work.push(...this.#effectsOf(vertex));
			} else if (state === 'pending' && isFree) {
				this.#unblock(vertex, transitions, work);
			}
		}
		this.#propagate(work, transitions);
		return transitions;
	}

	/** Marks a ready task run as running. */
	begin(vertex: number): Transition {
		return this.#change(vertex, 'assigned');
	}

	/** Records how a running task run ended; answers with everything that follows, its own transition first. */
	finish(vertex: number, event: RunEnd): readonly Transition[] {
		const transitions = [this.#change(vertex, event)];
		this.#propagate(this.#effectsOf(vertex), transitions);
		return transitions;
	}

	/** Takes a step that an operator asked for. Nothing follows before `settle` of a schedule made from the new states. */
	decide(vertex: number, event: 'retried' | 'skipped_by_operator' | 'marked_done' | 'success_adopted'): Transition {
		return this.#change(vertex, event);
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

	/** Cancels everything that has not been handed out, on one node or on all. What waits for that is left to `settle`. */
	cancelWaiting(node?: number): readonly Transition[] {
		return this.#waitingOf(node).map((vertex) => this.#change(vertex, 'stopped'));
	}

	/** Cancels what a node has not been handed, because nothing more shall begin there; others cannot go on without it. */
	cancelNode(node: number): readonly Transition[] {
		const transitions = this.#waitingOf(node).map((vertex) => this.#change(vertex, 'stopped'));
		const work = transitions.flatMap(({ vertex }) => failure(vertex, vertex));
		this.#propagate(work, transitions);
		return transitions;
	}

	/** Real vertices that are pending or ready, of one node or of all. */
	#waitingOf(node: number | undefined): readonly number[] {
		const waiting: number[] = [];
		for (const vertex of node === undefined ? this.#states.keys() : this.verticesOf(node)) {
			const state = this.stateOf(vertex);
			if ((state === 'pending' || state === 'ready') && this.#graph.vertexKind[vertex] !== VERTEX_BARRIER) {
				waiting.push(vertex);
			}
		}
		return waiting;
	}

	/** Vertices of a node, in order. */
	verticesOf(node: number): Int32Array {
		this.#byNode ??= groupByNode(this.#graph);
		const { offsets, vertices } = this.#byNode;
		return vertices.subarray(offsets[node] ?? 0, offsets[node + 1] ?? 0);
	}

	/** The effect to be worked off first stands last. */
	#effectsOf(vertex: number): Pending[] {
		if (!this.hasPassed(vertex)) {
			return failure(vertex, vertex);
		}
		return this.#waiting[vertex] === 0 ? [{ vertex, effect: PASSES, cause: vertex }] : [];
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
		} else if (this.hasPassed(target)) {
			work.push({ vertex: target, effect: PASSES, cause: target });
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

	/** Barriers and the sync node; and what has begun or was decided: it cannot be held back any more. */
	#waitsForEnds(vertex: number): boolean {
		const { vertexKind, vertexNode } = this.#graph;
		const hasBegun = this.isRunning(vertex) || this.hasPassed(vertex);
		return vertexKind[vertex] === VERTEX_BARRIER || vertexNode[vertex] === this.#syncNode || hasBegun;
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
