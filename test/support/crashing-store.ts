import type { Store } from '../../controller/src/store/store.js';
import { type CrashKind, never } from './crash-points.js';

/**
 * Lets the process behind a store die at a chosen transaction: from then on nothing is stored or answered. A piece of a
 * transaction is nothing, so `torn` is `before` here; what it leaves on the disk is for the owner of the files.
 */
export class CrashingStore {
	readonly #chooses: () => CrashKind | undefined;
	readonly #onCrash: (kind: CrashKind) => void;
	readonly #underWay = new Set<Promise<unknown>>();
	#left: number | undefined;
	#kind: CrashKind = 'before';
	#isDead = false;

	/** @param chooses asked at every transaction; without it only {@link arm} chooses */
	constructor(chooses: () => CrashKind | undefined = () => undefined, onCrash: (kind: CrashKind) => void = () => {}) {
		this.#chooses = chooses;
		this.#onCrash = onCrash;
	}

	get isDead(): boolean {
		return this.#isDead;
	}

	/** Dies at the transaction that follows so many others. */
	arm(transactions: number, kind: CrashKind): void {
		this.#left = transactions;
		this.#kind = kind;
	}

	disarm(): void {
		this.#left = undefined;
	}

	/** Resolves when no transaction is being made: then the files are as the crash left them. */
	async whenQuiet(): Promise<void> {
		await Promise.allSettled(this.#underWay);
	}

	/** For a process that is started after the crash. */
	readonly wrap = (store: Store): Store => {
		this.#isDead = false;
		this.disarm();
		// Each process has a life of its own: the one that crashed stays dead when the next one lives.
		const life = { isDead: false };
		const transact = async <Result>(work: () => Promise<Result>): Promise<Result> => {
			const kind = life.isDead ? undefined : this.#fate();
			if (kind !== undefined) {
				life.isDead = true;
				this.#isDead = true;
				if (kind === 'after') {
					await this.#track(work());
				}
				this.#onCrash(kind);
			}
			return life.isDead ? never() : alive(await this.#track(work()));
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

	#fate(): CrashKind | undefined {
		const isLast = this.#left !== undefined && this.#left-- <= 0;
		return isLast ? this.#kind : this.#chooses();
	}

	#track<Result>(work: Promise<Result>): Promise<Result> {
		this.#underWay.add(work);
		const forget = (): void => void this.#underWay.delete(work);
		work.then(forget, forget);
		return work;
	}
}
