import { ReadyQueue } from './ready-queue.js';

/** A run whose last attempt failed and that is tried again later. */
export interface RetryWait {
	/** Wall clock. */
	readonly untilMs: number;
	/** Reported failures so far; the next attempt is one more. */
	readonly failures: number;
}

/** The longest time between two attempts. */
const MAX_DELAY_MS = 300_000;

/** Milliseconds to wait after so many reported failures: the interval, twice as long each time, five minutes at most. */
export function retryDelayMs(intervalSeconds: number, failures: number): number {
	return Math.min(MAX_DELAY_MS, intervalSeconds * 1_000 * 2 ** (failures - 1));
}

/** Runs that wait for their next attempt, the earliest first. */
export class RetryWaits {
	/** When each run is due, negative, so that the earliest has the highest priority. */
	readonly #dueOrder: Float64Array;
	readonly #queue: ReadyQueue;
	readonly #waits = new Map<number, RetryWait>();

	constructor(vertexCount: number) {
		this.#dueOrder = new Float64Array(vertexCount);
		this.#queue = new ReadyQueue(this.#dueOrder);
	}

	get(vertex: number): RetryWait | undefined {
		return this.#waits.get(vertex);
	}

	/** The run must not be waiting yet. */
	add(vertex: number, wait: RetryWait): void {
		this.#waits.set(vertex, wait);
		this.#dueOrder[vertex] = -wait.untilMs;
		this.#queue.push(vertex);
	}

	/** When the next run is due; undefined when none waits. */
	get nextDueMs(): number | undefined {
		const vertex = this.#queue.first;
		return vertex === undefined ? undefined : this.#waits.get(vertex)?.untilMs;
	}

	/** Takes a run that is due. */
	takeDue(nowMs: number): number | undefined {
		const dueMs = this.nextDueMs;
		if (dueMs === undefined || dueMs > nowMs) {
			return undefined;
		}
		const vertex = this.#queue.take();
		if (vertex !== undefined) {
			this.#waits.delete(vertex);
		}
		return vertex;
	}

	/** Drops what does not wait any more. */
	keep(isWaiting: (vertex: number) => boolean): void {
		const waits = [...this.#waits].filter(([vertex]) => isWaiting(vertex));
		this.#waits.clear();
		this.#queue.clear();
		for (const [vertex, wait] of waits) {
			this.add(vertex, wait);
		}
	}
}
