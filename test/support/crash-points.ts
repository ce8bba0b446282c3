/**
 * What a crash does to the durable write it meets: nothing of it was stored, a piece of it, or all of it and nobody
 * heard.
 */
export type CrashKind = 'before' | 'torn' | 'after';

/** Counts the durable writes of all processes of a test and says at which of them the writer dies. */
export class CrashPoints {
	readonly #choose: (write: number) => CrashKind | undefined;
	#isArmed = false;
	#writes = 0;

	constructor(choose: (write: number) => CrashKind | undefined) {
		this.#choose = choose;
	}

	/** Durable writes since they are counted. */
	get writes(): number {
		return this.#writes;
	}

	/** From here on writes are counted. */
	arm(): void {
		this.#isArmed = true;
	}

	disarm(): void {
		this.#isArmed = false;
	}

	/** Another durable write is about to be made. */
	next(): CrashKind | undefined {
		return this.#isArmed ? this.#choose(this.#writes++) : undefined;
	}
}

/** What a dead process answers. */
export function never<Result>(): Promise<Result> {
	return new Promise(() => undefined);
}
