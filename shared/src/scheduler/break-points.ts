import type { PlanGraph } from '../graph/plan-graph.js';

/** Finds out whether runs stand at a break-point: "task" or "task@node", the node by its name or id. */
export class BreakPoints {
	readonly #graph: PlanGraph;
	#names: ReadonlySet<string>;
	/** Runs that a resumed deployment begins although they stand at one. */
	#passing: ReadonlySet<number>;

	/** @param passed runs that were let past before */
	constructor(graph: PlanGraph, names: readonly string[], passed: readonly number[]) {
		this.#graph = graph;
		this.#names = new Set(names);
		this.#passing = new Set(passed);
	}

	set(names: readonly string[]): void {
		this.#names = new Set(names);
		this.#passing = new Set();
	}

	/** Lets runs through that stand at one now, and answers with them; those that come later stop there again. */
	pass(ready: Iterable<number>): readonly number[] {
		const passing = [...ready].filter((vertex) => this.#nameAt(vertex) !== undefined);
		this.#passing = new Set(passing);
		return passing;
	}

	/** The break-point that a run stands at. */
	at(vertex: number): string | undefined {
		return this.#passing.has(vertex) ? undefined : this.#nameAt(vertex);
	}

	#nameAt(vertex: number): string | undefined {
		if (this.#names.size === 0) {
			return undefined;
		}
		const task = this.#graph.tasks[this.#graph.vertexTask[vertex] ?? -1]?.id ?? '';
		const node = this.#graph.nodes[this.#graph.vertexNode[vertex] ?? -1];
		return [task, `${task}@${node?.name ?? ''}`, `${task}@${node?.id ?? ''}`].find((name) => this.#names.has(name));
	}
}
