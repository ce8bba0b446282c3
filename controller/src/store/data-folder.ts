import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import Database from 'better-sqlite3';
import { PRIVATE_FILE, syncFolder, writeDurably } from '../system/durable-file.js';

const PRIVATE_FOLDER = 0o700;
/** Written last by init: a folder without it was never finished. */
const MARKER = 'initialised';

/** Where everything in the data folder lies. Absolute paths. */
export interface DataFolderPaths {
	readonly root: string;
	readonly database: string;
	readonly lock: string;
	/** Keys and certificates of the controller's own authority. */
	readonly ca: string;
	/** Output of tasks. */
	readonly logs: string;
	/** Files for agents, by their digest. */
	readonly blobs: string;
	/** The socket of the local door; 0700, so that the folder is its guard. */
	readonly run: string;
}

/** A data folder this process owns until `close`, or until it dies. */
export interface DataFolder {
	readonly paths: DataFolderPaths;
	close(): void;
}

/** A data folder in the making. Killed before `complete`, it is refused by name. */
export interface NewDataFolder extends DataFolder {
	/** Declares the folder usable. Durable when it returns. */
	complete(): void;
}

/**
 * Makes an empty data folder and takes ownership of it.
 * Throws StokerError DATA_FOLDER_EXISTS when something is there already, DATA_FOLDER_IN_USE when a stokerd owns it,
 * DATA_FOLDER_INVALID when it cannot be made.
 */
export function createDataFolder(path: string): NewDataFolder {
	const paths = pathsOf(path);
	makeRoot(paths);
	assertEmpty(paths);
	makePrivate(paths.root);
	const close = lock(paths);
	try {
		// Another init may have come and gone while this one looked.
		assertEmpty(paths, basename(paths.lock));
		makeFolders(paths);
		makePrivateFile(paths.database);
		syncFolder(paths.root);
		syncFolder(dirname(paths.root));
	} catch (error) {
		close();
		throw error;
	}
	return { paths, close, complete: () => writeMarker(paths) };
}

/**
 * Takes ownership of a data folder that `createDataFolder` has completed.
 * Throws StokerError DATA_FOLDER_INVALID or DATA_FOLDER_IN_USE.
 */
export function openDataFolder(path: string): DataFolder {
	const paths = pathsOf(path);
	if (!existsSync(join(paths.root, MARKER))) {
		throw invalid(paths, whyNotUsable(paths));
	}
	makePrivate(paths.root);
	const close = lock(paths);
	makeFolders(paths);
	makePrivateFile(paths.database);
	return { paths, close };
}

function pathsOf(path: string): DataFolderPaths {
	const root = resolve(path);
	return {
		root,
		database: join(root, 'stoker.db'),
		lock: join(root, 'lock.db'),
		ca: join(root, 'ca'),
		logs: join(root, 'logs'),
		blobs: join(root, 'blobs'),
		run: join(root, 'run'),
	};
}

/** With `ownPrefix`, files of that name and its companions count as ours. */
function assertEmpty(paths: DataFolderPaths, ownPrefix?: string): void {
	const entries = readdirSync(paths.root).filter((entry) => ownPrefix === undefined || !entry.startsWith(ownPrefix));
	if (entries.length === 0) {
		return;
	}
	if (ownPrefix === undefined && entries.includes(basename(paths.lock))) {
		// Nobody may be told to remove a folder somebody works in: this throws when it has an owner.
		lock(paths)();
	}
	const reason = entries.includes(MARKER) ? 'it is a data folder already: `stokerd run` runs it' : whyNotUsable(paths);
	throw new StokerError('DATA_FOLDER_EXISTS', `${paths.root} cannot be used: ${reason}`, {
		subject: { folder: paths.root },
	});
}

function whyNotUsable(paths: DataFolderPaths): string {
	if (!existsSync(paths.root)) {
		return 'it does not exist';
	}
	return existsSync(paths.lock)
		? '`stokerd init` was interrupted here: remove the folder and run it again'
		: 'it is not empty, and not a data folder: choose another one';
}

function invalid(paths: DataFolderPaths, reason: string): StokerError {
	return new StokerError('DATA_FOLDER_INVALID', `${paths.root} cannot be used: ${reason}`, {
		subject: { folder: paths.root },
	});
}

/** The lock is a transaction that never ends: the kernel releases it with the process, however that dies. */
function lock(paths: DataFolderPaths): () => void {
	makePrivateFile(paths.lock);
	const database = new Database(paths.lock, { timeout: 0 });
	try {
		database.exec('BEGIN EXCLUSIVE');
	} catch (error) {
		database.close();
		if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
			throw new StokerError('DATA_FOLDER_IN_USE', `another stokerd owns ${paths.root}`, {
				subject: { folder: paths.root },
				cause: error,
			});
		}
		throw error;
	}
	const close = (): void => {
		process.off('exit', close);
		database.close();
	};
	// Also keeps the lock from being collected as garbage while its owner lives.
	process.on('exit', close);
	return close;
}

function makeRoot(paths: DataFolderPaths): void {
	try {
		mkdirSync(paths.root, { recursive: true, mode: PRIVATE_FOLDER });
	} catch (error) {
		throw invalid(paths, error instanceof Error ? error.message : String(error));
	}
}

function makeFolders(paths: DataFolderPaths): void {
	for (const folder of [paths.ca, paths.logs, paths.blobs, paths.run]) {
		makePrivate(folder);
	}
}

function makePrivate(folder: string): void {
	mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
	chmodSync(folder, PRIVATE_FOLDER);
}

/** What SQLite writes beside a database gets the mode of the database. */
function makePrivateFile(path: string): void {
	closeSync(openSync(path, 'a', PRIVATE_FILE));
	chmodSync(path, PRIVATE_FILE);
}

function writeMarker(paths: DataFolderPaths): void {
	writeDurably(join(paths.root, MARKER), 'This folder belongs to stokerd.\n', PRIVATE_FILE);
}
