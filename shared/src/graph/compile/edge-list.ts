const FIRST_CAPACITY = 1024;
const MAX_EDGES = 8 * 1024 * 1024;

/** Finished edges in columns, ordered by (after, before), without duplicates. */
export interface EdgeColumns {
	readonly before: Int32Array;
	readonly after: Int32Array;
	readonly reason: Int32Array;
}

/** Collects edges; grows by doubling, up to a limit. */
export class EdgeList {
	#before = new Int32Array(FIRST_CAPACITY);
	#after = new Int32Array(FIRST_CAPACITY);
	#reason = new Int32Array(FIRST_CAPACITY);
	#length = 0;

	/** Whether edges may have been left out because there are too many. */
	get isFull(): boolean {
		return this.#length === MAX_EDGES;
	}

	/** Self edges are dropped: shipped libraries have them, and the old executor ignored them. */
	add(before: number, after: number, reason: number): void {
		if (before === after || this.#length === MAX_EDGES) {
			return;
		}
		if (this.#length === this.#before.length) {
			this.#grow();
		}
		this.#before[this.#length] = before;
		this.#after[this.#length] = after;
		this.#reason[this.#length] = reason;
		this.#length++;
	}

	/** Orders the edges; of several between the same two vertices the lowest reason stays. */
	finish(vertexCount: number, reasonCount: number): EdgeColumns {
		const starts = this.#bucketStarts(vertexCount);
		const keys = this.#sortedKeys(starts, vertexCount, reasonCount);
		const before = new Int32Array(this.#length);
		const after = new Int32Array(this.#length);
		const reason = new Int32Array(this.#length);
		let kept = 0;
		for (let vertex = 0; vertex < vertexCount; vertex++) {
			let last = -1;
			for (let index = starts[vertex] ?? 0; index < (starts[vertex + 1] ?? 0); index++) {
				const key = keys[index] ?? 0;
				const source = Math.floor(key / reasonCount);
				if (source !== last) {
					before[kept] = source;
					after[kept] = vertex;
					reason[kept] = key % reasonCount;
					kept++;
					last = source;
				}
			}
		}
		return { before: before.slice(0, kept), after: after.slice(0, kept), reason: reason.slice(0, kept) };
	}

	#bucketStarts(vertexCount: number): Int32Array {
		const starts = new Int32Array(vertexCount + 1);
		for (let index = 0; index < this.#length; index++) {
			const slot = (this.#after[index] ?? 0) + 1;
			starts[slot] = (starts[slot] ?? 0) + 1;
		}
		for (let vertex = 0; vertex < vertexCount; vertex++) {
			starts[vertex + 1] = (starts[vertex + 1] ?? 0) + (starts[vertex] ?? 0);
		}
		return starts;
	}

	/** One number per edge, (before, reason), ordered within the bucket of its later vertex. */
	#sortedKeys(starts: Int32Array, vertexCount: number, reasonCount: number): Float64Array {
		const next = starts.slice();
		const keys = new Float64Array(this.#length);
		for (let index = 0; index < this.#length; index++) {
			const vertex = this.#after[index] ?? 0;
			const slot = next[vertex] ?? 0;
			keys[slot] = (this.#before[index] ?? 0) * reasonCount + (this.#reason[index] ?? 0);
			next[vertex] = slot + 1;
		}
		for (let vertex = 0; vertex < vertexCount; vertex++) {
			keys.subarray(starts[vertex], starts[vertex + 1]).sort();
		}
		return keys;
	}

	#grow(): void {
		const double = (column: Int32Array): Int32Array<ArrayBuffer> => {
			const grown = new Int32Array(column.length * 2);
			grown.set(column);
			return grown;
		};
		this.#before = double(this.#before);
		this.#after = double(this.#after);
		this.#reason = double(this.#reason);
	}
}
