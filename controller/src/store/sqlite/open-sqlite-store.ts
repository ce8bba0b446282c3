import { allMigrations } from '../migrations/all-migrations.js';
import { migrate } from '../migrations/migrate.js';
import { sqliteSchema } from '../migrations/schema-dialect.js';
import type { Store } from '../store.js';
import { DatabaseThread } from './database-thread.js';
import { SqliteStore } from './sqlite-store.js';

/** A transaction that stays idle this long is a fault in the program; the store goes on without it. */
const IDLE_LIMIT_MS = 5000;

export interface SqliteStoreOptions {
	/** The database file; made when it does not exist. */
	readonly path: string;
	/** How long a transaction may stay without a statement; tests take 100. */
	readonly idleLimitMs?: number;
	/** The database was locked, which must never happen. */
	readonly onBusy?: () => void;
}

/**
 * Opens the database, brings its tables up to date and starts both threads.
 * Throws StoreIoError, or StokerError DATA_FOLDER_INVALID when a newer version has written the database.
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
	// The writer first: it makes the file and the log that the reader needs.
	const writer = await DatabaseThread.open({ path: options.path, isReader: false }, options.onBusy);
	const threads = [writer];
	try {
		const reader = await DatabaseThread.open({ path: options.path, isReader: true }, options.onBusy);
		threads.push(reader);
		const store = new SqliteStore({ writer, reader, idleLimitMs: options.idleLimitMs ?? IDLE_LIMIT_MS });
		await migrate(store, allMigrations(sqliteSchema()));
		return store;
	} catch (error) {
		await Promise.all(threads.map((thread) => thread.terminate()));
		throw error;
	}
}
