import type { PlanTask } from '../graph/plan-graph.js';
import { type RetryWait, retryDelayMs } from './retry-waits.js';

/**
 * How the attempt of a running run ended. `failed` was reported and may be repeated as `retries` says; `lost` has ended
 * without anybody knowing how, and may be repeated where the task says so; `refused` would fail again.
 */
export type AttemptEnding = 'succeeded' | 'failed' | 'lost' | 'refused' | 'cancelled';

/** Attempts since the beginning of a deployment, or since an operator's retry of their run. */
export interface CountedAttempts {
	/** Reported failures of runs that have not ended, and when those that are ready may be tried again. */
	readonly failures?: ReadonlyMap<number, RetryWait>;
	/** Attempts that ended well of runs that have not ended. */
	readonly successes?: ReadonlyMap<number, number>;
}

/** Counts how the attempts of runs ended, and says which runs get another one and when. */
export class Repetitions {
	readonly #failures = new Map<number, number>();
	readonly #successes: Map<number, number>;

	constructor({ failures, successes }: CountedAttempts) {
		this.#successes = new Map(successes);
		for (const [vertex, wait] of failures ?? []) {
			this.#failures.set(vertex, wait.failures);
		}
	}

	/** Whether the task of a run gives it another attempt after this one. */
	allows(vertex: number, task: PlanTask | undefined, ending: AttemptEnding): boolean {
		switch (ending) {
			case 'succeeded':
				return (this.#successes.get(vertex) ?? 0) < (task?.succeedRetries ?? 0);
			case 'failed':
				return (this.#failures.get(vertex) ?? 0) < (task?.retries ?? 0);
			case 'lost':
				return task?.retryOnLost === true;
			case 'refused':
			case 'cancelled':
				return false;
		}
	}

	/** Takes down an attempt that another one follows; answers what the run waits for, undefined when for nothing. */
	add(vertex: number, task: PlanTask | undefined, { ending, nowMs }: EndedAttempt): RetryWait | undefined {
		if (ending === 'succeeded') {
			this.#successes.set(vertex, (this.#successes.get(vertex) ?? 0) + 1);
			return undefined;
		}
		const failures = (this.#failures.get(vertex) ?? 0) + Number(ending === 'failed');
		this.#failures.set(vertex, failures);
		const delayMs = ending === 'failed' ? retryDelayMs(task?.retryIntervalSeconds ?? 0, failures) : 0;
		return delayMs > 0 ? { untilMs: nowMs + delayMs, failures } : undefined;
	}

	/** Counts the attempts of a run anew. */
	forget(vertex: number): void {
		this.#failures.delete(vertex);
		this.#successes.delete(vertex);
	}
}

interface EndedAttempt {
	readonly ending: AttemptEnding;
	readonly nowMs: number;
}
