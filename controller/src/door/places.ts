import { StokerError } from '@stoker/shared/model/stoker-error.js';

interface Capacity {
	/** Taken at once by one caller. */
	readonly most: number;
	/** Who may wait for one; beyond that calls are refused. */
	readonly mostWaiting: number;
}

interface Queue {
	taken: number;
	readonly waiting: (() => void)[];
}

/** So many places for each caller; who finds none free waits for one. */
export class Places {
	readonly #capacity: Capacity;
	readonly #queues = new Map<string, Queue>();

	constructor(capacity: Capacity) {
		this.#capacity = capacity;
	}

	/** Resolves with how to give the place back, to be called once. Throws RATE_LIMITED when too many wait already. */
	async take(caller: string): Promise<() => void> {
		const queue = this.#queues.get(caller) ?? { taken: 0, waiting: [] };
		this.#queues.set(caller, queue);
		if (queue.taken < this.#capacity.most) {
			queue.taken += 1;
		} else if (queue.waiting.length < this.#capacity.mostWaiting) {
			await new Promise<void>((resolve) => queue.waiting.push(resolve));
		} else {
			throw new StokerError('RATE_LIMITED', 'This caller has too many calls open.', { retryAfterSeconds: 1 });
		}
		return () => this.#free(caller, queue);
	}

	/** A place goes straight to who waits for it. */
	#free(caller: string, queue: Queue): void {
		const next = queue.waiting.shift();
		if (next !== undefined) {
			next();
			return;
		}
		queue.taken -= 1;
		if (queue.taken === 0) {
			this.#queues.delete(caller);
		}
	}
}
