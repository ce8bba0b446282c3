import { type Adjacency } from './adjacency.js';

/** Vertices of a graph, by the circle they belong to. */
export interface StrongComponents {
	/** Component of each vertex; vertices of one component reach each other. */
	readonly componentOf: Int32Array;
	/** Components of more than one vertex, each ordered; by their lowest vertex. */
	readonly circles: readonly (readonly number[])[];
}

/** Tarjan's algorithm without recursion, so that chains of any length fit. */
export function strongComponents(successors: Adjacency, vertexCount: number): StrongComponents {
	const search = new Search(successors, vertexCount);
	for (let root = 0; root < vertexCount; root++) {
		search.visit(root);
	}
	const circles = search.circles.map((circle) => circle.toSorted((a, b) => a - b));
	return { componentOf: search.componentOf, circles: circles.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0)) };
}

class Search {
	readonly circles: number[][] = [];
	readonly componentOf: Int32Array;
	readonly #successors: Adjacency;
	/** Order of discovery from 1; 0 means not seen. */
	readonly #found: Int32Array;
	readonly #lowest: Int32Array;
	/** Next outgoing edge to look at. */
	readonly #next: Int32Array;
	readonly #open: number[] = [];
	#discovered = 0;
	#components = 0;

	constructor(successors: Adjacency, vertexCount: number) {
		this.#successors = successors;
		this.componentOf = new Int32Array(vertexCount).fill(-1);
		this.#found = new Int32Array(vertexCount);
		this.#lowest = new Int32Array(vertexCount);
		this.#next = successors.starts.slice();
	}

	visit(root: number): void {
		if (this.#found[root] !== 0) {
			return;
		}
		const path = [root];
		this.#discover(root);
		for (let vertex = path.at(-1); vertex !== undefined; vertex = path.at(-1)) {
			const edge = this.#next[vertex] ?? 0;
			if (edge === this.#successors.starts[vertex + 1]) {
				path.pop();
				this.#leave(vertex, path.at(-1));
				continue;
			}
			this.#next[vertex] = edge + 1;
			const target = this.#successors.targets[edge] ?? 0;
			if (this.#found[target] === 0) {
				this.#discover(target);
				path.push(target);
			} else if (this.componentOf[target] === -1) {
				this.#lower(vertex, this.#found[target] ?? 0);
			}
		}
	}

	#discover(vertex: number): void {
		this.#discovered++;
		this.#found[vertex] = this.#discovered;
		this.#lowest[vertex] = this.#discovered;
		this.#open.push(vertex);
	}

	#leave(vertex: number, parent: number | undefined): void {
		if (this.#lowest[vertex] === this.#found[vertex]) {
			this.#closeComponent(vertex);
		}
		if (parent !== undefined) {
			this.#lower(parent, this.#lowest[vertex] ?? 0);
		}
	}

	#closeComponent(root: number): void {
		const members: number[] = [];
		for (let vertex = this.#open.pop(); vertex !== undefined; vertex = this.#open.pop()) {
			this.componentOf[vertex] = this.#components;
			members.push(vertex);
			if (vertex === root) {
				break;
			}
		}
		this.#components++;
		if (members.length > 1) {
			this.circles.push(members);
		}
	}

	#lower(vertex: number, found: number): void {
		this.#lowest[vertex] = Math.min(this.#lowest[vertex] ?? found, found);
	}
}
