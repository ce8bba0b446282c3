import type { Database } from 'better-sqlite3';

const PAGE_BYTES = 4096;
const MEBIBYTE = 1024 * 1024;
/** Beyond this the log is copied into the database between two transactions, busy or not. */
const BUSY_LIMIT_PAGES = (8 * MEBIBYTE) / PAGE_BYTES;
/** Beyond this it is copied as soon as nobody has written for a moment. */
const IDLE_LIMIT_PAGES = (1 * MEBIBYTE) / PAGE_BYTES;
const IDLE_AFTER_MS = 50;
/** Looking costs a few microseconds, so not after every transaction. */
const LOOK_EVERY = 16;

interface LogState {
	/** Pages in the write-ahead log. */
	readonly log: number;
	/** Those already in the database. */
	readonly checkpointed: number;
}

/**
 * Copies the write-ahead log into the database on our schedule, never inside a commit.
 * A failure other than a full disk is handed to `onFailure`.
 */
export class Checkpointer {
	readonly #database: Database;
	readonly #onFailure: (error: unknown) => void;
	#sinceLook = 0;
	#sinceTimer = 0;
	#timer: NodeJS.Timeout | undefined;

	constructor(database: Database, onFailure: (error: unknown) => void) {
		this.#database = database;
		this.#onFailure = onFailure;
	}

	/** Called after each committed transaction. */
	committed(): void {
		this.#sinceTimer += 1;
		this.#sinceLook += 1;
		if (this.#sinceLook >= LOOK_EVERY) {
			this.#sinceLook = 0;
			this.#copyBeyond(BUSY_LIMIT_PAGES);
		}
		this.#timer ??= this.#arm();
	}

	close(): void {
		clearTimeout(this.#timer);
		this.#attempt('TRUNCATE');
	}

	#arm(): NodeJS.Timeout {
		this.#sinceTimer = 0;
		return setTimeout(() => {
			const isIdle = this.#sinceTimer === 0;
			this.#timer = isIdle ? undefined : this.#arm();
			if (isIdle) {
				this.#copyBeyond(IDLE_LIMIT_PAGES);
			}
		}, IDLE_AFTER_MS).unref();
	}

	#copyBeyond(limitPages: number): void {
		if (this.#database.inTransaction) {
			// The idle timer may meet a transaction between two of its statements; its end comes back here.
			return;
		}
		const state = this.#attempt('NOOP');
		if (state !== undefined && state.log - state.checkpointed > limitPages) {
			this.#attempt('PASSIVE');
		}
	}

	#attempt(mode: 'NOOP' | 'PASSIVE' | 'TRUNCATE'): LogState | undefined {
		try {
			const [state] = this.#database.pragma(`wal_checkpoint(${mode})`) as readonly LogState[];
			return state;
		} catch (error) {
			this.#onFailure(error);
			return undefined;
		}
	}
}
