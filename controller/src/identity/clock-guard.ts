import type { Clock } from '@stoker/shared/model/ports.js';

/** A wall clock may be set by this much without anybody's certificate being judged wrongly. */
const TOLERANCE_MS = 5 * 60 * 1000;

/**
 * Notices when the controller's own wall clock jumps, because a wrong clock must not end anybody's certificate.
 *
 * INVARIANTS: the wall clock is trusted from the first moment at which it is not behind the last time that was
 * stored; from then on it must advance like the monotonic clock. When it is set right again, trust comes back.
 */
export class ClockGuard {
	readonly #clock: Clock;
	readonly #lastKnownMs: number;
	#reference: { readonly wallMs: number; readonly monotonicMs: number } | undefined;

	/** `lastKnownMs`: the last wall time the store has seen; 0 for a new installation. */
	constructor(clock: Clock, lastKnownMs: number) {
		this.#clock = clock;
		this.#lastKnownMs = lastKnownMs;
	}

	/** Whether the wall clock is where it cannot be. */
	hasJumped(): boolean {
		const wallMs = this.#clock.wallMs();
		const monotonicMs = this.#clock.monotonicMs();
		if (this.#reference === undefined) {
			if (wallMs < this.#lastKnownMs - TOLERANCE_MS) {
				return true;
			}
			this.#reference = { wallMs, monotonicMs };
			return false;
		}
		const driftMs = wallMs - this.#reference.wallMs - (monotonicMs - this.#reference.monotonicMs);
		return Math.abs(driftMs) > TOLERANCE_MS;
	}
}
