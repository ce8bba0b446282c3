import type { PlanGraph } from '../graph/plan-graph.js';

/** Finds out whether runs stand at a break-point: "task" or "task@node", the node by its name or id. */
export class BreakPoints {
	readonly #graph: PlanGraph;
	#names: ReadonlySet<string> = new Set();
	/** Runs that a resumed deployment begins although they stand at one. */
	#passing: ReadonlySet<number> = new Set();

	constructor(graph: PlanGraph, names: readonly string[]) {
		this.#graph = graph;
		this.set(names);
	}

	set(names: readonly string[]): void {
		this.#names = new Set(names);
		this.#passing = new Set();
	}

	/** Lets runs through that stand at one now; those that come later stop there again. */
	pass(ready: Iterable<number>): void {
		this.#passing = this.#names.size === 0 ? new Set() : new Set(ready);
	}

	/** The break-point that a run stands at. */
	at(vertex: number): string | undefined {
		if (this.#names.size === 0 || this.#passing.has(vertex)) {
			return undefined;
		}
		const task = this.#graph.tasks[this.#graph.vertexTask[vertex] ?? -1]?.id ?? '';
		const node = this.#graph.nodes[this.#graph.vertexNode[vertex] ?? -1];
		return [task, `${task}@${node?.name ?? ''}`, `${task}@${node?.id ?? ''}`].find((name) => this.#names.has(name));
	}
}
