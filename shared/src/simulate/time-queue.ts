/** Things that happen at times, the earliest first; equal times in the order they were added. */
export class TimeQueue<Item> {
	readonly #heap: { readonly atMs: number; readonly order: number; readonly item: Item }[] = [];
	#added = 0;

	/** When the next thing happens; undefined when nothing does. */
	get nextMs(): number | undefined {
		return this.#heap[0]?.atMs;
	}

	add(atMs: number, item: Item): void {
		const heap = this.#heap;
		const entry = { atMs, order: this.#added++, item };
		let index = heap.length;
		heap.push(entry);
		while (index > 0) {
			const parent = (index - 1) >> 1;
			const other = heap[parent];
			if (other === undefined || !isBefore(entry, other)) {
				break;
			}
			heap[index] = other;
			index = parent;
		}
		heap[index] = entry;
	}

	/** Takes the next thing if it happens at that time or before. */
	takeUntil(nowMs: number): Item | undefined {
		const heap = this.#heap;
		const [first] = heap;
		if (first === undefined || first.atMs > nowMs) {
			return undefined;
		}
		const last = heap.pop();
		if (last !== undefined && heap.length > 0) {
			this.#sink(last);
		}
		return first.item;
	}

	#sink(entry: { readonly atMs: number; readonly order: number; readonly item: Item }): void {
		const heap = this.#heap;
		let index = 0;
		for (;;) {
			const left = 2 * index + 1;
			const [a, b] = [heap[left], heap[left + 1]];
			const child = a !== undefined && b !== undefined && isBefore(b, a) ? left + 1 : left;
			const other = heap[child];
			if (other === undefined || !isBefore(other, entry)) {
				break;
			}
			heap[index] = other;
			index = child;
		}
		heap[index] = entry;
	}
}

interface Timed {
	readonly atMs: number;
	readonly order: number;
}

function isBefore(a: Timed, b: Timed): boolean {
	return a.atMs === b.atMs ? a.order < b.order : a.atMs < b.atMs;
}
