import { StokerError } from '@stoker/shared/model/stoker-error.js';

const LIMIT = 10_000;

/** Lets one holder in at a time, in the order of the calls. */
export class TicketQueue {
	readonly #waiting: (() => void)[] = [];
	#isHeld = false;

	/** Calls `enter` when everybody before has left, at once if there is nobody. Whoever entered must call `leave`. */
	take(enter: () => void): void {
		if (this.#isHeld) {
			this.#waiting.push(enter);
			return;
		}
		this.#isHeld = true;
		enter();
	}

	/** The same for callers of whom there may be many: too many are turned away with NOT_SERVING. */
	async hold(): Promise<void> {
		if (this.#waiting.length >= LIMIT) {
			throw new StokerError('NOT_SERVING', `${LIMIT} works wait for the store`, { retryAfterSeconds: 1 });
		}
		await new Promise<void>((resolve) => this.take(resolve));
	}

	leave(): void {
		const next = this.#waiting.shift();
		if (next === undefined) {
			this.#isHeld = false;
			return;
		}
		next();
	}
}
