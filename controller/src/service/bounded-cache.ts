/** Remembers the values used last; the one not used for the longest time makes room. */
export class BoundedCache<Key, Value> {
	readonly #values = new Map<Key, Value>();
	readonly #capacity: number;

	constructor(capacity: number) {
		this.#capacity = capacity;
	}

	get(key: Key): Value | undefined {
		const value = this.#values.get(key);
		if (value !== undefined) {
			this.#values.delete(key);
			this.#values.set(key, value);
		}
		return value;
	}

	set(key: Key, value: Value): void {
		this.#values.delete(key);
		this.#values.set(key, value);
		for (const oldest of this.#values.keys()) {
			if (this.#values.size <= this.#capacity) {
				return;
			}
			this.#values.delete(oldest);
		}
	}

	delete(key: Key): void {
		this.#values.delete(key);
	}
}
