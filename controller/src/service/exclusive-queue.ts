import { StokerError } from '@stoker/shared/model/stoker-error.js';

/**
 * Runs jobs one after the other in the order of their arrival, at most so many waiting.
 * For work that reads, computes something that takes time, and writes only if nothing changed meanwhile: side by
 * side such jobs would only make each other start again.
 */
export class ExclusiveQueue {
	readonly #mostWaiting: number;
	#waiting = 0;
	#tail: Promise<unknown> = Promise.resolve();

	constructor(mostWaiting: number) {
		this.#mostWaiting = mostWaiting;
	}

	/** Rejects with RATE_LIMITED when too many wait already. */
	async run<Result>(job: () => Promise<Result>): Promise<Result> {
		if (this.#waiting >= this.#mostWaiting) {
			throw new StokerError('RATE_LIMITED', 'Too many machines ask to join at once.', { retryAfterSeconds: 2 });
		}
		this.#waiting += 1;
		const result = this.#tail.then(job, job);
		this.#tail = result.catch(() => undefined);
		try {
			return await result;
		} finally {
			this.#waiting -= 1;
		}
	}
}
