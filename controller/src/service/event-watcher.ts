import type { Event } from '@stoker/shared/model/event.js';
import { Bell } from './bell.js';

/**
 * The buffer of one watcher. While it is behind, events are not kept: a read of the store that begins later finds
 * them. It stops being behind when such a read begins, not when it ends.
 */
export class EventWatcher {
	readonly bell = new Bell();
	readonly #capacity: number;
	#buffer: Event[] = [];
	#isBehind = true;
	#hasEnded = false;

	constructor(capacity: number) {
		this.#capacity = capacity;
	}

	/** Whether the stream was deleted. */
	get hasEnded(): boolean {
		return this.#hasEnded;
	}

	/** Number of the first event kept. */
	get firstSequence(): number | undefined {
		return this.#buffer[0]?.sequence;
	}

	push(event: Event): void {
		if (!this.#isBehind) {
			if (this.#buffer.length >= this.#capacity) {
				this.fallBehind();
			} else {
				this.#buffer.push(event);
			}
		}
		this.bell.ring();
	}

	end(): void {
		this.#hasEnded = true;
		this.bell.ring();
	}

	fallBehind(): void {
		this.#buffer = [];
		this.#isBehind = true;
	}

	beginReading(): void {
		this.#isBehind = false;
	}

	/** Takes everything kept from `next` on. Undefined when the store has to be asked. */
	take(next: number): readonly Event[] | undefined {
		if (this.#isBehind) {
			return undefined;
		}
		const fresh = this.#buffer.filter((event) => event.sequence >= next);
		if (fresh.length > 0 && fresh[0]?.sequence !== next) {
			this.#buffer = fresh;
			return undefined;
		}
		this.#buffer = [];
		return fresh;
	}

	/** Whether there is nothing from `next` on to hand over now. */
	hasNothing(next: number): boolean {
		return !this.#isBehind && !this.#buffer.some((event) => event.sequence >= next);
	}
}
