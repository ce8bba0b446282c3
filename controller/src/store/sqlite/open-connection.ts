import Database from 'better-sqlite3';
import type { ThreadSettings } from './messages.js';

/** Nobody else writes; this only bridges a backup or a person with a shell. */
const BUSY_TIMEOUT_MS = 5000;
const CACHE_KIBIBYTES = 8192;

/** Opens the database with the settings every promise rests on. */
export function openConnection(settings: ThreadSettings): Database.Database {
	const database = new Database(settings.path, { readonly: settings.isReader, timeout: BUSY_TIMEOUT_MS });
	try {
		configure(database, settings.isReader);
		return database;
	} catch (error) {
		database.close();
		throw error;
	}
}

function configure(database: Database.Database, isReader: boolean): void {
	const mode: unknown = database.pragma('journal_mode = WAL', { simple: true });
	if (mode !== 'wal') {
		throw new Error(`the file system cannot hold a write-ahead log: journal mode is ${String(mode)}`);
	}
	database.pragma('synchronous = FULL');
	database.pragma('foreign_keys = ON');
	database.pragma('wal_autocheckpoint = 0');
	database.pragma('temp_store = MEMORY');
	database.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
	if (isReader) {
		database.pragma('query_only = ON');
	}
}
