import type { Event, NewEvent } from '@stoker/shared/model/event.js';
import type { Kysely } from 'kysely';
import { encodeEvents, numberEvents } from '../hot-rows.js';
import type { Database } from '../schema.js';
import type { WriteTransaction } from '../store.js';
import type { DatabaseThread } from './database-thread.js';
import { transactionKysely } from './transaction-driver.js';

/**
 * One transaction in a database thread, from `begin` to `end`.
 *
 * INVARIANTS: `end` is called exactly once. While no statement is at work the owner of the handle has one turn of the
 * event loop to send the next one or to finish; `idleLimitMs` without either is a fault, because everybody else waits.
 */
export class ThreadTransaction implements WriteTransaction {
	readonly db: Kysely<Database>;
	readonly #thread: DatabaseThread;
	readonly #idleLimitMs: number;
	readonly #events: Event[] = [];
	readonly #fault: Promise<never>;
	#raiseFault: (error: Error) => void = () => undefined;
	#timer: NodeJS.Timeout | undefined;
	#atWork = 0;
	#hasEnded = false;

	constructor(thread: DatabaseThread, idleLimitMs: number) {
		this.#thread = thread;
		this.#idleLimitMs = idleLimitMs;
		this.#fault = new Promise((_, reject) => {
			this.#raiseFault = reject;
		});
		this.#fault.catch(() => undefined);
		this.db = transactionKysely((sql, parameters) =>
			this.#statement(() => this.#thread.ask({ kind: 'query', sql, parameters })),
		);
		thread.begin();
		this.#watch();
	}

	/** Does the work unless it stays idle for too long. */
	async run<Result>(work: () => Promise<Result>): Promise<Result> {
		const result = await Promise.race([work(), this.#fault]);
		if (this.#atWork > 0) {
			throw new Error('the work of a transaction ended before its statements: await each of them');
		}
		return result;
	}

	/** A property, so that it can be taken out of the handle by name. */
	readonly appendEvents = async (events: readonly NewEvent[]): Promise<void> => {
		if (events.length === 0) {
			return;
		}
		const streams = encodeEvents(events);
		const firstSequences = await this.#statement(() => this.#thread.ask({ kind: 'events', streams }));
		this.#events.push(...numberEvents(events, firstSequences));
	};

	/** Commits; hands the events over before the promise resolves. */
	commit(publish: (events: readonly Event[]) => void): Promise<void> {
		this.#finish();
		return new Promise((resolve, reject) => {
			const done = (): void => {
				publish(this.#events);
				resolve();
			};
			this.#thread.askThen({ kind: 'end', isCommit: true }, done, reject);
		});
	}

	async rollBack(): Promise<void> {
		this.#finish();
		await this.#thread.ask({ kind: 'end', isCommit: false });
	}

	async #statement<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
		if (this.#hasEnded) {
			throw new Error('the transaction has ended: its handle must not leave its work');
		}
		clearTimeout(this.#timer);
		this.#atWork += 1;
		try {
			return await ask();
		} finally {
			this.#atWork -= 1;
			if (this.#atWork === 0 && !this.#hasEnded) {
				this.#watch();
			}
		}
	}

	#watch(): void {
		this.#timer = setTimeout(() => {
			const rule = 'await nothing but the handle inside a transaction';
			this.#raiseFault(new Error(`a transaction sent no statement for ${this.#idleLimitMs} ms: ${rule}`));
		}, this.#idleLimitMs);
	}

	#finish(): void {
		this.#hasEnded = true;
		clearTimeout(this.#timer);
	}
}
