/** Vertices in the order of their priority, the highest first, ties by the lowest number. */
export class ReadyQueue {
	readonly #heap: number[] = [];
	readonly #priorities: Int32Array | Float64Array;

	/** @param priorities by vertex; that of a vertex in the queue must not change */
	constructor(priorities: Int32Array | Float64Array) {
		this.#priorities = priorities;
	}

	/** The one that `take` takes next. */
	get first(): number | undefined {
		return this.#heap[0];
	}

	clear(): void {
		this.#heap.length = 0;
	}

	push(vertex: number): void {
		const heap = this.#heap;
		let index = heap.length;
		heap.push(vertex);
		while (index > 0) {
			const parent = (index - 1) >> 1;
			const other = heap[parent] ?? 0;
			if (!this.#isBefore(vertex, other)) {
				break;
			}
			heap[index] = other;
			index = parent;
		}
		heap[index] = vertex;
	}

	take(): number | undefined {
		const heap = this.#heap;
		const first = heap[0];
		const last = heap.pop();
		if (first === undefined || last === undefined || heap.length === 0) {
			return first;
		}
		this.#sink(last);
		return first;
	}

	#sink(vertex: number): void {
		const heap = this.#heap;
		let index = 0;
		for (;;) {
			const child = this.#preferredChild(index);
			const other = heap[child];
			if (other === undefined || !this.#isBefore(other, vertex)) {
				break;
			}
			heap[index] = other;
			index = child;
		}
		heap[index] = vertex;
	}

	#preferredChild(index: number): number {
		const left = 2 * index + 1;
		const a = this.#heap[left];
		const b = this.#heap[left + 1];
		return a !== undefined && b !== undefined && this.#isBefore(b, a) ? left + 1 : left;
	}

	#isBefore(a: number, b: number): boolean {
		const priorityOfA = this.#priorities[a] ?? 0;
		const priorityOfB = this.#priorities[b] ?? 0;
		return priorityOfA === priorityOfB ? a < b : priorityOfA > priorityOfB;
	}
}
