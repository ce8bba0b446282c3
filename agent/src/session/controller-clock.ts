import type { Clock } from '@stoker/shared/model/ports.js';

/** Clocks that differ by less are left alone: answers are under way for a moment, and dates come in whole seconds. */
const TOLERANCE_MS = 60_000;

/**
 * The controller's time, as far as it was heard; until then, and where it agrees, this machine's. Goes on by the
 * monotonic clock, so that nobody who sets this machine's clock moves it.
 */
export class ControllerClock implements Clock {
	readonly #machine: Clock;
	#heard: { readonly wallMs: number; readonly monotonicMs: number } | undefined;
	#isShifted = false;
	#isDoubted = false;

	constructor(machine: Clock) {
		this.#machine = machine;
	}

	/** Whether the controller has told the time yet. */
	get isHeard(): boolean {
		return this.#heard !== undefined;
	}

	/** Whether this machine's clock is wrong, so that what TLS makes of certificates by it means nothing. */
	get isShifted(): boolean {
		return this.#isShifted;
	}

	/** Whether a certificate was refused for its time since the controller's time was heard. */
	get isDoubted(): boolean {
		return this.#isDoubted;
	}

	wallMs(): number {
		const machineMs = this.#machine.wallMs();
		if (this.#heard === undefined || !this.#isShifted) {
			return machineMs;
		}
		return this.#heard.wallMs + (this.#machine.monotonicMs() - this.#heard.monotonicMs);
	}

	monotonicMs(): number {
		return this.#machine.monotonicMs();
	}

	/** The controller, proved to be the one that was pinned, has told its time. */
	hear(wallMs: number): void {
		this.#heard = { wallMs, monotonicMs: this.#machine.monotonicMs() };
		this.#isShifted = Math.abs(this.#machine.wallMs() - wallMs) > TOLERANCE_MS;
		this.#isDoubted = false;
	}

	/** A certificate was refused for its time: one of the two clocks must be wrong. */
	doubt(): void {
		this.#isDoubted = true;
	}
}
