/** Wakes one waiter. A ring that nobody waited for is remembered, so none is lost between a look and the wait. */
export class Bell {
	#hasRung = false;
	#wake: (() => void) | undefined;

	ring(): void {
		this.#hasRung = true;
		this.#wake?.();
	}

	/** Resolves at the next ring with true, or after the time given with false. Rejects when the signal is aborted. */
	async wait(signal: AbortSignal, timeoutMs?: number): Promise<boolean> {
		signal.throwIfAborted();
		if (!this.#hasRung) {
			await this.#pause(signal, timeoutMs);
		}
		signal.throwIfAborted();
		const hasRung = this.#hasRung;
		this.#hasRung = false;
		return hasRung;
	}

	async #pause(signal: AbortSignal, timeoutMs: number | undefined): Promise<void> {
		let timer: NodeJS.Timeout | undefined;
		let wake = (): void => undefined;
		try {
			await new Promise<void>((resolve) => {
				wake = resolve;
				this.#wake = resolve;
				signal.addEventListener('abort', wake);
				timer = timeoutMs === undefined ? undefined : setTimeout(resolve, timeoutMs);
			});
		} finally {
			this.#wake = undefined;
			signal.removeEventListener('abort', wake);
			clearTimeout(timer);
		}
	}
}
