import type { PlanGraph } from '../graph/plan-graph.js';
import type { RunLimits } from '../model/deployment-control.js';
import { SYNC_NODE_ID } from '../model/ids.js';

/** How many runs of each task and how many nodes are at work, and whether there may be more. */
export class WorkLimits {
	readonly #graph: PlanGraph;
	readonly #syncNode: number;
	#limits: RunLimits;
	/** Tasks of one id share a key. */
	readonly #keyOf: Int32Array;
	readonly #taskIds: readonly string[];
	/** Running runs by key. */
	readonly #active: Int32Array;
	/** Running runs by node, and nodes that have any. */
	readonly #running: Int32Array;
	#nodesAtWork = 0;

	constructor(graph: PlanGraph, limits: RunLimits) {
		this.#graph = graph;
		this.#limits = limits;
		this.#syncNode = graph.nodes.findIndex((node) => node.id === SYNC_NODE_ID);
		this.#taskIds = [...new Set(graph.tasks.map((task) => task.id))];
		const keys = new Map(this.#taskIds.map((id, key) => [id, key]));
		this.#keyOf = Int32Array.from(graph.tasks, (task) => keys.get(task.id) ?? 0);
		this.#active = new Int32Array(this.#taskIds.length);
		this.#running = new Int32Array(graph.nodes.length);
	}

	get limits(): RunLimits {
		return this.#limits;
	}

	set(limits: RunLimits): void {
		this.#limits = limits;
	}

	/** What stands for a vertex's task id. */
	keyOf(vertex: number): number {
		return this.#keyOf[this.#graph.vertexTask[vertex] ?? -1] ?? 0;
	}

	/** How many runs of a vertex's task may be at work; 0: any number. */
	limitOf(vertex: number): number {
		const taskId = this.#taskIds[this.keyOf(vertex)] ?? '';
		return this.#limits.tasks[taskId] ?? this.#graph.limits.get(taskId) ?? 0;
	}

	isTaskFull(vertex: number): boolean {
		const limit = this.limitOf(vertex);
		return limit > 0 && (this.#active[this.keyOf(vertex)] ?? 0) >= limit;
	}

	/** Whether the node of a vertex would be one too many at work. */
	isNodeShutOut(vertex: number): boolean {
		const node = this.#nodeOf(vertex);
		return this.areNodesFull && node !== this.#syncNode && this.#running[node] === 0;
	}

	get areNodesFull(): boolean {
		const { nodesAtOnce } = this.#limits;
		return nodesAtOnce > 0 && this.#nodesAtWork >= nodesAtOnce;
	}

	occupy(vertex: number): void {
		const key = this.keyOf(vertex);
		this.#active[key] = (this.#active[key] ?? 0) + 1;
		const node = this.#nodeOf(vertex);
		const before = this.#running[node] ?? 0;
		this.#running[node] = before + 1;
		if (before === 0 && node !== this.#syncNode) {
			this.#nodesAtWork++;
		}
	}

	/** Answers whether the node of the run is at work no more. */
	vacate(vertex: number): boolean {
		const key = this.keyOf(vertex);
		this.#active[key] = (this.#active[key] ?? 0) - 1;
		const node = this.#nodeOf(vertex);
		const left = (this.#running[node] ?? 0) - 1;
		this.#running[node] = left;
		if (left > 0 || node === this.#syncNode) {
			return false;
		}
		this.#nodesAtWork--;
		return true;
	}

	#nodeOf(vertex: number): number {
		return this.#graph.vertexNode[vertex] ?? -1;
	}
}
