import type { Event } from '@stoker/shared/model/event.js';
import { encodeHotRows, numberEvents } from '../hot-rows.js';
import {
	type CommitBatch,
	type ReadTransaction,
	type Store,
	StoreConstraintError,
	StoreFullError,
	StoreIoError,
	type WriteTransaction,
} from '../store.js';
import { asError } from './classify-failure.js';
import type { DatabaseThread } from './database-thread.js';
import { ThreadTransaction } from './thread-transaction.js';
import { TicketQueue } from './ticket-queue.js';

interface SqliteStoreParts {
	readonly writer: DatabaseThread;
	readonly reader: DatabaseThread;
	/** How long a transaction may stay without a statement. */
	readonly idleLimitMs: number;
}

/**
 * The Store port on SQLite: one thread writes, one reads.
 *
 * INVARIANTS: requests reach the writer in the order of the calls, and no other request comes between the statements
 * of one `write`. A thread works through its requests in order, so the next work may be sent before the last answer.
 */
export class SqliteStore implements Store {
	readonly #writer: DatabaseThread;
	readonly #reader: DatabaseThread;
	readonly #idleLimitMs: number;
	readonly #writes = new TicketQueue();
	readonly #reads = new TicketQueue();
	#publish: (events: readonly Event[]) => void = () => undefined;
	#isClosing = false;

	constructor(parts: SqliteStoreParts) {
		this.#writer = parts.writer;
		this.#reader = parts.reader;
		this.#idleLimitMs = parts.idleLimitMs;
	}

	commit(batches: readonly CommitBatch[]): Promise<void> {
		return new Promise((resolve, reject) => {
			this.#assertOpen();
			const rows = encodeHotRows(batches);
			const done = (firstSequences: readonly number[]): void => {
				this.#hand(
					numberEvents(
						batches.flatMap((batch) => batch.events),
						firstSequences,
					),
				);
				resolve();
			};
			this.#writes.take(() => {
				this.#writer.askThen({ kind: 'commit', rows }, done, (error) => reject(commitError(error)));
				this.#writes.leave();
			});
		});
	}

	async write<Result>(work: (transaction: WriteTransaction) => Promise<Result>): Promise<Result> {
		this.#assertOpen();
		await this.#writes.hold();
		const transaction = new ThreadTransaction(this.#writer, this.#idleLimitMs);
		const { result, ended } = await this.#carryOut(transaction, () => work(transaction));
		// The end is on its way, so the next one may follow.
		this.#writes.leave();
		await ended;
		return result();
	}

	async read<Result>(work: (transaction: ReadTransaction) => Promise<Result>): Promise<Result> {
		this.#assertOpen();
		await this.#reads.hold();
		const transaction = new ThreadTransaction(this.#reader, this.#idleLimitMs);
		const { result, ended } = await this.#carryOut(transaction, () => work({ db: transaction.db }));
		this.#reads.leave();
		await ended;
		return result();
	}

	onEvents(listener: (events: readonly Event[]) => void): void {
		this.#publish = listener;
	}

	async close(): Promise<void> {
		this.#assertOpen();
		this.#isClosing = true;
		await Promise.all([this.#writes.hold(), this.#reads.hold()]);
		// The reader first: its snapshot would keep the log from being emptied.
		const failures = [await settle(this.#reader.close()), await settle(this.#writer.close())];
		for (const failure of failures) {
			if (failure !== undefined) {
				throw failure;
			}
		}
	}

	/** Runs the work and sends the end of its transaction; never rejects. */
	async #carryOut<Result>(
		transaction: ThreadTransaction,
		work: () => Promise<Result>,
	): Promise<{ readonly result: () => Result; readonly ended: Promise<void> }> {
		try {
			const value = await transaction.run(work);
			return { result: () => value, ended: transaction.commit((events) => this.#hand(events)) };
		} catch (error) {
			const fail = (): never => {
				throw error;
			};
			// What the work met is what its caller must hear, not that a dead thread cannot roll back.
			return { result: fail, ended: transaction.rollBack().catch(() => undefined) };
		}
	}

	#hand(events: readonly Event[]): void {
		if (events.length === 0) {
			return;
		}
		try {
			this.#publish(events);
		} catch (error) {
			// The events are durable, so the promise must resolve; the listener's fault still has to be heard.
			queueMicrotask(() => {
				throw error;
			});
		}
	}

	#assertOpen(): void {
		if (this.#isClosing) {
			throw new StoreIoError('the store is closed');
		}
	}
}

/** In a hot commit nobody wrote SQL: whatever the database refuses, the rows are at fault. */
function commitError(error: Error): Error {
	const isStoreError =
		error instanceof StoreConstraintError || error instanceof StoreFullError || error instanceof StoreIoError;
	return isStoreError ? error : new StoreConstraintError(error.message, { cause: error });
}

async function settle(promise: Promise<void>): Promise<Error | undefined> {
	try {
		await promise;
		return undefined;
	} catch (error) {
		return asError(error);
	}
}
