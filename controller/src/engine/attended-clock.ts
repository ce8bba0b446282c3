import type { Clock } from '@stoker/shared/model/ports.js';

/**
 * A clock whose monotonic time stands still for as long as our own event loop stood still: while nobody listened,
 * nobody was silent. Measuring leases by it adds every lag to every lease.
 */
export class AttendedClock implements Clock {
	readonly #clock: Clock;
	#lagMs = 0;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	wallMs(): number {
		return this.#clock.wallMs();
	}

	monotonicMs(): number {
		return this.#clock.monotonicMs() - this.#lagMs;
	}

	/** Takes out a time in which nobody listened. */
	skip(lagMs: number): void {
		this.#lagMs += lagMs;
	}
}
