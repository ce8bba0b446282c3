import type { HotRows, StreamRows } from '../hot-rows.js';

/** A value SQLite can hold. */
export type SqlValue = null | number | string | bigint | Uint8Array;

export type Row = Readonly<Record<string, SqlValue>>;

/** What a statement gave. */
export interface StatementResult {
	readonly rows: readonly Row[];
	readonly changes: number;
}

/** What a database thread is made with. */
export interface ThreadSettings {
	readonly path: string;
	/** The reader opens the database read-only. */
	readonly isReader: boolean;
}

/** What a thread can be asked, with what it answers. Questions are answered in order. */
export interface ThreadAnswers {
	/** Stores hot rows in one transaction; answers the first sequence number of each stream. */
	readonly commit: readonly number[];
	/** Runs one statement of the open transaction. */
	readonly query: StatementResult;
	/** Numbers and stores events in the open transaction; answers the first sequence number of each stream. */
	readonly events: readonly number[];
	/** Ends the open transaction. */
	readonly end: undefined;
	/** Closes the database; the thread ends. */
	readonly close: undefined;
}

export type ThreadQuestion =
	| { readonly kind: 'commit'; readonly rows: HotRows }
	| { readonly kind: 'query'; readonly sql: string; readonly parameters: readonly unknown[] }
	| { readonly kind: 'events'; readonly streams: readonly StreamRows[] }
	| { readonly kind: 'end'; readonly isCommit: boolean }
	| { readonly kind: 'close' };

/** `begin` has no answer of its own: when it fails, everything up to the `end` fails with it. */
export type ThreadRequest = { readonly kind: 'begin' } | { readonly id: number; readonly question: ThreadQuestion };

/** Whose fault a failure is: the rows', the room on the disk, the disk itself, or the program's. */
export type FailureKind = 'constraint' | 'full' | 'io' | 'program';

export interface ThreadFailure {
	readonly kind: FailureKind;
	readonly message: string;
}

export type ThreadReply =
	| { readonly id: 'opened' }
	| { readonly id: number; readonly answer: ThreadAnswers[keyof ThreadAnswers] }
	| { readonly id: number | 'opened'; readonly failure: ThreadFailure };
