import type { TaskRunState } from '@stoker/shared/model/deployment.js';

/** Root causes that a deployment's message names. */
const MAX_CAUSES = 5;

/** Gathers how the task runs of a deployment ended, and says how the deployment did. */
export class OutcomeSummary {
	readonly #causes: string[] = [];
	#causeCount = 0;
	#hasCancelled = false;
	#hasDependencyFailures = false;

	/** @param cause for failed runs that count: task, node and reason in words */
	add(state: TaskRunState, cause: () => string | undefined): void {
		if (state === 'cancelled') {
			this.#hasCancelled = true;
		} else if (state === 'dep_failed') {
			this.#hasDependencyFailures = true;
		} else if (state === 'failed') {
			this.#addCause(cause());
		}
	}

	/** Root causes only: what could not run because of them is not named. */
	verdict(isStopping: boolean): { readonly state: 'succeeded' | 'failed' | 'stopped'; readonly message: string } {
		const more = this.#causeCount - this.#causes.length;
		const message = this.#causes.join('; ') + (more > 0 ? `; and ${more} more` : '');
		if (isStopping && this.#hasCancelled) {
			return { state: 'stopped', message: message || 'stopped by request' };
		}
		return this.#causeCount > 0 || this.#hasDependencyFailures
			? { state: 'failed', message }
			: { state: 'succeeded', message: '' };
	}

	#addCause(cause: string | undefined): void {
		if (cause === undefined) {
			return;
		}
		this.#causeCount++;
		if (this.#causes.length < MAX_CAUSES) {
			this.#causes.push(cause);
		}
	}
}
