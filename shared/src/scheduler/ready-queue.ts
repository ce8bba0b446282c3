/** Vertices of one node that may start; takes the one with the highest priority, ties by the lowest number. */
export class ReadyQueue {
	readonly #heap: number[] = [];
	readonly #priorities: Int32Array;

	constructor(priorities: Int32Array) {
		this.#priorities = priorities;
	}

	get size(): number {
		return this.#heap.length;
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
