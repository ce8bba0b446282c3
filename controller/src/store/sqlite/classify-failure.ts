import Database from 'better-sqlite3';
import { StoreConstraintError, StoreFullError, StoreIoError } from '../store.js';
import type { FailureKind, ThreadFailure } from './messages.js';

/** Result codes after which nothing may be promised any more. */
const IO_CODES = /^SQLITE_(IOERR|CORRUPT|NOTADB|CANTOPEN|READONLY|PROTOCOL|BUSY|NOMEM|PERM|AUTH)/;
const CONSTRAINT_CODES = /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)/;

/** Rows of a commit that were not there. */
export class RowMismatch extends Error {
	override readonly name = 'RowMismatch';
}

/** Tells whose fault an error of the database is. */
export function classifyFailure(error: unknown): ThreadFailure {
	if (error instanceof RowMismatch) {
		return { kind: 'constraint', message: error.message };
	}
	if (error instanceof Database.SqliteError) {
		return { kind: kindOf(error.code), message: `${error.code}: ${error.message}` };
	}
	return { kind: 'program', message: asError(error).message };
}

function kindOf(code: string): FailureKind {
	if (code === 'SQLITE_FULL') {
		return 'full';
	}
	if (CONSTRAINT_CODES.test(code)) {
		return 'constraint';
	}
	return IO_CODES.test(code) ? 'io' : 'program';
}

/** What was thrown, as an error. */
export function asError(thrown: unknown): Error {
	return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** The error of the Store port that stands for a failure of a thread. */
export function errorOf(failure: ThreadFailure): Error {
	switch (failure.kind) {
		case 'constraint':
			return new StoreConstraintError(failure.message);
		case 'full':
			return new StoreFullError(failure.message);
		case 'io':
			return new StoreIoError(failure.message);
		case 'program':
			return new Error(`the statement is wrong: ${failure.message}`);
	}
}
