import { randomFillSync } from 'node:crypto';

/** Bytes drawn from the system at once. */
const POOL_BYTES = 4_096;

/** Hands out random bytes from a pool: a draw of its own for each id costs several microseconds. */
export class RandomPool {
	readonly #pool = new Uint8Array(POOL_BYTES);
	#next = POOL_BYTES;

	/** A view that stays as it is until the pool is used up: copy or use it at once. */
	take(byteCount: number): Uint8Array {
		if (this.#next + byteCount > POOL_BYTES) {
			randomFillSync(this.#pool);
			this.#next = 0;
		}
		const bytes = this.#pool.subarray(this.#next, this.#next + byteCount);
		this.#next += byteCount;
		return bytes;
	}
}
