import type { Store } from '../../controller/src/store/store.js';

/** What a crash does to the transaction it meets: it was not stored, or it was and nobody heard of it. */
export type CrashPoint = 'before' | 'after';

/** Lets the process behind a store die at a chosen transaction: from then on nothing is stored or answered. */
export class CrashingStore {
	#left: number | undefined;
	#point: CrashPoint = 'before';
	#isDead = false;

	get isDead(): boolean {
		return this.#isDead;
	}

	/** Dies at the transaction that follows so many others. */
	arm(transactions: number, point: CrashPoint): void {
		this.#left = transactions;
		this.#point = point;
	}

	disarm(): void {
		this.#left = undefined;
	}

	/** For a process that is started after the crash. */
	readonly wrap = (store: Store): Store => {
		this.#isDead = false;
		this.disarm();
		// Each process has a life of its own: the one that crashed stays dead when the next one lives.
		const life = { isDead: false };
		const transact = async <Result>(work: () => Promise<Result>): Promise<Result> => {
			const isLast = !life.isDead && this.#left !== undefined && this.#left-- <= 0;
			if (isLast) {
				life.isDead = true;
				this.#isDead = true;
				if (this.#point === 'after') {
					await work();
				}
			}
			return life.isDead ? never() : alive(await work());
		};
		const alive = async <Result>(result: Result): Promise<Result> => (life.isDead ? never() : result);
		return {
			commit: (batches) => transact(() => store.commit(batches)),
			write: (work) => transact(() => store.write(work)),
			read: async (work) => (life.isDead ? never() : alive(await store.read(work))),
			onEvents: (listener) => store.onEvents((events) => life.isDead || listener(events)),
			close: () => store.close(),
		};
	};
}

function never<Result>(): Promise<Result> {
	return new Promise(() => undefined);
}
