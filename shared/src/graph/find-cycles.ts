import { type Adjacency } from './adjacency.js';
import { type PlanGraph, VERTEX_BARRIER } from './plan-graph.js';
import { strongComponents } from './strong-components.js';
import { topologicalOrder } from './topological-order.js';

/** Steps spent on finding shorter cycles, over all components; each component gets one cycle in any case. */
const SEARCH_BUDGET = 4_000_000;

/** Vertices that wait for each other: each for the one before it, the first for the last. No barriers. */
export interface Cycle {
	readonly vertices: readonly number[];
	/** Reason of the edge that leads to each vertex. */
	readonly reasons: readonly number[];
}

/** One shortest cycle of each strongly connected component; within a budget, beyond it a short one. */
export function findCycles(graph: PlanGraph): readonly Cycle[] {
	const count = graph.vertexKind.length;
	const { order, successors } = topologicalOrder(graph);
	if (order.length === count) {
		return [];
	}
	const { componentOf, circles } = strongComponents(successors, count);
	const search = new CycleSearch(graph, successors, componentOf);
	return circles.flatMap((circle) => {
		const cycle = search.shortest(circle.filter((vertex) => graph.vertexKind[vertex] !== VERTEX_BARRIER));
		return cycle === undefined ? [] : [rotate(cycle)];
	});
}

/** Breadth-first search that passes through barriers as if they were not there. */
class CycleSearch {
	readonly #graph: PlanGraph;
	readonly #successors: Adjacency;
	readonly #componentOf: Int32Array;
	readonly #seen: Int32Array;
	readonly #parent: Int32Array;
	readonly #reason: Int32Array;
	#searches = 0;
	#steps = 0;

	constructor(graph: PlanGraph, successors: Adjacency, componentOf: Int32Array) {
		this.#graph = graph;
		this.#successors = successors;
		this.#componentOf = componentOf;
		this.#seen = new Int32Array(componentOf.length);
		this.#parent = new Int32Array(componentOf.length);
		this.#reason = new Int32Array(componentOf.length);
	}

	shortest(starts: readonly number[]): Cycle | undefined {
		let best: Cycle | undefined;
		for (const start of starts) {
			if (best !== undefined && (best.vertices.length === 2 || this.#steps > SEARCH_BUDGET)) {
				break;
			}
			const found = this.#through(start);
			if (found !== undefined && (best === undefined || found.vertices.length < best.vertices.length)) {
				best = found;
			}
		}
		return best;
	}

	/** A shortest cycle through one vertex. */
	#through(start: number): Cycle | undefined {
		this.#searches++;
		const queue = [start];
		for (const vertex of queue) {
			const pending = [vertex];
			for (let via = pending.pop(); via !== undefined; via = pending.pop()) {
				for (let slot = this.#successors.starts[via] ?? 0; slot < (this.#successors.starts[via + 1] ?? 0); slot++) {
					this.#steps++;
					const target = this.#successors.targets[slot] ?? 0;
					if (this.#componentOf[target] !== this.#componentOf[start] || this.#seen[target] === this.#searches) {
						continue;
					}
					this.#seen[target] = this.#searches;
					this.#parent[target] = vertex;
					this.#reason[target] = this.#graph.edgeReason[this.#successors.edges[slot] ?? 0] ?? 0;
					if (target === start) {
						return this.#traceBack(start);
					}
					(this.#graph.vertexKind[target] === VERTEX_BARRIER ? pending : queue).push(target);
				}
			}
		}
		return undefined;
	}

	#traceBack(start: number): Cycle {
		const vertices = [start];
		for (let vertex = this.#parent[start] ?? start; vertex !== start; vertex = this.#parent[vertex] ?? start) {
			vertices.push(vertex);
		}
		vertices.reverse();
		return { vertices, reasons: vertices.map((vertex) => this.#reason[vertex] ?? 0) };
	}
}

/** Begins with the lowest vertex, so that equal circles on different nodes read alike. */
function rotate({ vertices, reasons }: Cycle): Cycle {
	const first = vertices.reduce((best, vertex, index) => (vertex < (vertices[best] ?? 0) ? index : best), 0);
	const turn = (list: readonly number[]): readonly number[] => [...list.slice(first), ...list.slice(0, first)];
	return { vertices: turn(vertices), reasons: turn(reasons) };
}
