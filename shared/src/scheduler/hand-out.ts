import type { PlanGraph } from '../graph/plan-graph.js';
import type { RunLimits } from '../model/deployment-control.js';
import { MASTER_NODE_ID } from '../model/ids.js';
import { ReadyQueue } from './ready-queue.js';
import { WorkLimits } from './work-limits.js';

export interface HandOutInput {
	readonly graph: PlanGraph;
	readonly priorities: Int32Array;
	readonly limits: RunLimits;
	/** Whether a run is still one that may begin; what is not is dropped unseen. */
	readonly isReady: (vertex: number) => boolean;
}

const NOTHING = -1;

/**
 * Which ready run begins next, as far as slots and limits say: of all that may, the one with the longest chain behind
 * it. An executor is where a run is carried out: its own node, or the master for `master_shell`; runs on the master
 * take a slot of their own node, too. Executors are indices into the graph's nodes; where the graph has no master, it
 * is the next index.
 *
 * INVARIANTS: a ready run is in the queue of its executor, or with what blocks it, never in two places; a run that is
 * blocked is looked at again only when what blocks it has room; an executor with a free slot and a queue is offered.
 * So the cost of a deployment is linear in its runs, but for the logarithm of the queues.
 */
export class HandOut {
	readonly #graph: PlanGraph;
	readonly #isReady: (vertex: number) => boolean;
	readonly #masterNode: number;
	/** Running runs, and how many more there may be. */
	readonly work: WorkLimits;
	/** By executor. */
	readonly #queues: readonly ReadyQueue[];
	readonly #slots: Int32Array;
	readonly #held: Int32Array;
	/** First run of each executor that has a free slot; entries that `#offered` does not confirm are stale. */
	readonly #offers: ReadyQueue;
	readonly #offered: Int32Array;
	/** Runs whose slot is taken, also when they have ended as lost. */
	readonly #holds = new Set<number>();
	/** Ready again while an earlier attempt is not known to have ended. */
	readonly #unreleased = new Set<number>();
	/** Nodes that wait for the node limit, by a run of theirs; `#gated` confirms entries. */
	readonly #gate: ReadyQueue;
	readonly #gated: Int32Array;
	/** Runs for the master that wait for their own node. */
	readonly #parked = new Map<number, number[]>();
	/** Runs that wait for room of their task, by its key. */
	readonly #waiters: (ReadyQueue | undefined)[] = [];
	/** Keys that have room although runs wait for it. */
	readonly #open = new Set<number>();
	readonly #priorities: Int32Array;

	constructor({ graph, priorities, limits, isReady }: HandOutInput) {
		this.#graph = graph;
		this.#priorities = priorities;
		this.#isReady = isReady;
		this.work = new WorkLimits(graph, limits);
		const master = graph.nodes.findIndex((node) => node.id === MASTER_NODE_ID);
		this.#masterNode = master < 0 ? graph.nodes.length : master;
		const executors = graph.nodes.length + 1;
		this.#queues = Array.from({ length: executors }, () => new ReadyQueue(priorities));
		this.#slots = new Int32Array(executors);
		this.#held = new Int32Array(executors);
		this.#offers = new ReadyQueue(priorities);
		this.#offered = new Int32Array(executors).fill(NOTHING);
		this.#gate = new ReadyQueue(priorities);
		this.#gated = new Int32Array(executors).fill(NOTHING);
	}

	/** Where a run is carried out. */
	executorOf(vertex: number): number {
		const task = this.#graph.tasks[this.#graph.vertexTask[vertex] ?? NOTHING];
		return task?.type === 'master_shell' ? this.#masterNode : this.#nodeOf(vertex);
	}

	/** Slots that the agent of an executor offers to this deployment; 0 when it is away. */
	setSlots(executor: number, slots: number): void {
		this.#slots[executor] = slots;
		this.#offer(executor);
		this.#unpark(executor);
	}

	/** Takes up a run that has become ready. */
	enqueue(vertex: number): void {
		const executor = this.executorOf(vertex);
		this.#queues[executor]?.push(vertex);
		this.#offer(executor);
	}

	/** Looks at everything anew: limits have changed, or runs have become ready or ceased to be in other ways. */
	reset(ready: Iterable<number>, limits: RunLimits): void {
		this.work.set(limits);
		for (const queue of [...this.#queues, ...this.#waiters, this.#offers, this.#gate]) {
			queue?.clear();
		}
		this.#offered.fill(NOTHING);
		this.#gated.fill(NOTHING);
		this.#parked.clear();
		this.#unreleased.clear();
		this.#open.clear();
		for (const vertex of ready) {
			this.enqueue(vertex);
		}
	}

	/** The run to begin next; it must be begun, or `pick` gives it again. */
	pick(): number | undefined {
		for (;;) {
			const vertex = this.#firstOffer();
			if (vertex === undefined) {
				if (!this.#admitOne()) {
					return undefined;
				}
			} else if (!this.#isBlocked(vertex)) {
				return vertex;
			}
		}
	}

	/** Begins what `pick` gave. */
	begin(vertex: number): void {
		this.work.occupy(vertex);
		this.#hold(vertex);
		this.#remove(vertex);
	}

	/** Takes down what was at work before: a run that is running, or an attempt that has not been seen to end. */
	restore(vertex: number, isRunning: boolean, isHeld: boolean): void {
		if (isRunning) {
			this.work.occupy(vertex);
		}
		if (isHeld) {
			this.#hold(vertex);
		}
	}

	/** A run is running no more: its places within the limits are free. */
	end(vertex: number): void {
		const isNodeIdle = this.work.vacate(vertex);
		const key = this.work.keyOf(vertex);
		if (this.#waiters[key] !== undefined) {
			this.#open.add(key);
			this.#admitWaiter(key);
		}
		if (isNodeIdle) {
			this.#admitNode();
		}
	}

	/** The attempt of a run is known to have ended: its slot is free. */
	release(vertex: number): void {
		if (!this.#holds.delete(vertex)) {
			return;
		}
		const [executor, node] = [this.executorOf(vertex), this.#nodeOf(vertex)];
		this.#held[executor] = (this.#held[executor] ?? 0) - 1;
		if (node !== executor) {
			this.#held[node] = (this.#held[node] ?? 0) - 1;
			this.#offer(node);
		}
		this.#offer(executor);
		this.#unpark(node);
		if (this.#unreleased.delete(vertex) && this.#isReady(vertex)) {
			this.enqueue(vertex);
		}
	}

	isHeld(vertex: number): boolean {
		return this.#holds.has(vertex);
	}

	/** Runs whose slot is taken. */
	holds(): Iterable<number> {
		return this.#holds;
	}

	/** Slots of an executor, whoever has them. */
	slotsOf(executor: number): number {
		const offered = this.#slots[executor] ?? 0;
		const { slotsPerNode } = this.work.limits;
		return slotsPerNode > 0 ? Math.min(offered, slotsPerNode) : offered;
	}

	/** Slots of a node for runs that it only waits for: it has one even when its agent is away. */
	ownSlotsOf(node: number): number {
		return Math.max(1, this.slotsOf(node));
	}

	hasOwnSlot(vertex: number): boolean {
		const node = this.#nodeOf(vertex);
		return node === this.executorOf(vertex) || (this.#held[node] ?? 0) < this.ownSlotsOf(node);
	}

	hasSlot(executor: number): boolean {
		return (this.#held[executor] ?? 0) < this.slotsOf(executor);
	}

	#nodeOf(vertex: number): number {
		return this.#graph.vertexNode[vertex] ?? NOTHING;
	}

	#hold(vertex: number): void {
		const [executor, node] = [this.executorOf(vertex), this.#nodeOf(vertex)];
		this.#holds.add(vertex);
		this.#held[executor] = (this.#held[executor] ?? 0) + 1;
		if (node !== executor) {
			this.#held[node] = (this.#held[node] ?? 0) + 1;
		}
	}

	/** First ready run of an executor. */
	#firstOf(executor: number): number | undefined {
		const queue = this.#queues[executor];
		let vertex = queue?.first;
		while (vertex !== undefined && !this.#isReady(vertex)) {
			queue?.take();
			vertex = queue?.first;
		}
		return vertex;
	}

	#offer(executor: number): void {
		const vertex = this.hasSlot(executor) ? this.#firstOf(executor) : undefined;
		if (vertex !== undefined && this.#offered[executor] !== vertex) {
			this.#offered[executor] = vertex;
			this.#offers.push(vertex);
		}
	}

	#firstOffer(): number | undefined {
		for (let vertex = this.#offers.first; vertex !== undefined; vertex = this.#offers.first) {
			const executor = this.executorOf(vertex);
			if (this.#offered[executor] === vertex) {
				if (this.hasSlot(executor) && this.#firstOf(executor) === vertex) {
					return vertex;
				}
				this.#offered[executor] = NOTHING;
				this.#offers.take();
				this.#offer(executor);
			} else {
				this.#offers.take();
			}
		}
		return undefined;
	}

	/** Takes the first offer out of its queue; the next one of its executor is offered. */
	#remove(vertex: number): void {
		const executor = this.executorOf(vertex);
		this.#offers.take();
		this.#offered[executor] = NOTHING;
		this.#queues[executor]?.take();
		this.#offer(executor);
	}

	/** Puts the first offer aside, with what blocks it. */
	#isBlocked(vertex: number): boolean {
		if (this.#holds.has(vertex)) {
			this.#unreleased.add(vertex);
		} else if (!this.hasOwnSlot(vertex)) {
			this.#park(vertex);
		} else if (this.work.isTaskFull(vertex)) {
			const key = this.work.keyOf(vertex);
			const waiters = this.#waiters[key] ?? new ReadyQueue(this.#priorities);
			this.#waiters[key] = waiters;
			waiters.push(vertex);
		} else if (this.work.isNodeShutOut(vertex)) {
			return this.#shutOut(vertex);
		} else {
			return false;
		}
		this.#remove(vertex);
		return true;
	}

	/** The whole node waits; runs for the master wait one by one. */
	#shutOut(vertex: number): true {
		const node = this.#nodeOf(vertex);
		this.#gated[node] = vertex;
		this.#gate.push(vertex);
		if (this.executorOf(vertex) === node) {
			this.#offers.take();
			this.#offered[node] = NOTHING;
		} else {
			this.#park(vertex);
			this.#remove(vertex);
		}
		return true;
	}

	#park(vertex: number): void {
		const node = this.#nodeOf(vertex);
		const parked = this.#parked.get(node);
		if (parked === undefined) {
			this.#parked.set(node, [vertex]);
		} else {
			parked.push(vertex);
		}
	}

	#unpark(node: number): void {
		const parked = this.#parked.get(node);
		if (parked !== undefined) {
			this.#parked.delete(node);
			for (const vertex of parked) {
				this.enqueue(vertex);
			}
		}
	}

	/** Lets one more run or node try for room that nobody else has taken. False when nobody waits for what has room. */
	#admitOne(): boolean {
		for (const key of this.#open) {
			if (this.#admitWaiter(key)) {
				return true;
			}
			this.#open.delete(key);
		}
		return this.#admitNode();
	}

	#admitWaiter(key: number): boolean {
		const waiters = this.#waiters[key];
		for (let vertex = waiters?.first; vertex !== undefined; vertex = waiters?.first) {
			if (this.#isReady(vertex)) {
				if (this.work.isTaskFull(vertex)) {
					return false;
				}
				waiters?.take();
				this.enqueue(vertex);
				return true;
			}
			waiters?.take();
		}
		return false;
	}

	#admitNode(): boolean {
		while (!this.work.areNodesFull) {
			const vertex = this.#gate.take();
			if (vertex === undefined) {
				return false;
			}
			const node = this.#nodeOf(vertex);
			if (this.#gated[node] === vertex) {
				this.#gated[node] = NOTHING;
				this.#offer(node);
				this.#unpark(node);
				return true;
			}
		}
		return false;
	}
}
