import type { Database, Statement } from 'better-sqlite3';
import type { HotRows } from '../hot-rows.js';
import { Checkpointer } from './checkpointer.js';
import { asError, classifyFailure } from './classify-failure.js';
import { HotStatements } from './hot-statements.js';
import type { Row, StatementResult, ThreadAnswers, ThreadFailure, ThreadQuestion } from './messages.js';
import { StatementCache } from './statement-cache.js';

/**
 * The database inside its thread.
 *
 * INVARIANTS: between two requests of different works no transaction is open. After an I/O error the writer answers
 * everything with that error: what an fsync that failed has thrown away cannot be known.
 */
export class ThreadDatabase {
	readonly #database: Database;
	readonly #isReader: boolean;
	readonly #cache: StatementCache;
	readonly #checkpointer: Checkpointer;
	readonly #begin: Statement;
	readonly #commit: Statement;
	readonly #rollback: Statement;
	#hot: HotStatements | undefined;
	/** Why the open transaction can no longer be committed. */
	#doom: Error | undefined;
	/** The I/O error after which nothing may be promised any more. */
	#breakage: Error | undefined;

	constructor(database: Database, isReader: boolean) {
		this.#database = database;
		this.#isReader = isReader;
		this.#cache = new StatementCache(database);
		this.#checkpointer = new Checkpointer(database, (error) => this.#judge(error));
		this.#begin = database.prepare(isReader ? 'BEGIN' : 'BEGIN IMMEDIATE');
		this.#commit = database.prepare('COMMIT');
		this.#rollback = database.prepare('ROLLBACK');
	}

	/** Opens a transaction. A failure is told by the answers of what follows. */
	begin(): void {
		this.#doom = undefined;
		try {
			this.#assertSound();
			this.#begin.run();
		} catch (error) {
			this.#judge(error);
			this.#doom = asError(error);
		}
	}

	/** Answers one question; throws the error of the database. */
	answer(question: ThreadQuestion): ThreadAnswers[keyof ThreadAnswers] {
		switch (question.kind) {
			case 'commit':
				return this.#commitRows(question.rows);
			case 'query':
				return this.#within(() => this.#query(question.sql, question.parameters));
			case 'events':
				return this.#within(() => this.#hotStatements().appendEvents(question.streams));
			case 'end':
				return this.#end(question.isCommit);
			case 'close':
				return this.#close();
		}
	}

	/** Turns an error of {@link answer} into what the other side is told. */
	failureOf(error: unknown): ThreadFailure {
		return this.#judge(error);
	}

	#commitRows(rows: HotRows): readonly number[] {
		this.#assertSound();
		this.#begin.run();
		try {
			const firstSequences = this.#hotStatements().apply(rows);
			this.#commit.run();
			this.#checkpointer.committed();
			return firstSequences;
		} catch (error) {
			this.#rollBack();
			throw error;
		}
	}

	/** A failed statement dooms its transaction, as PostgreSQL has it. */
	#within<Answer>(statement: () => Answer): Answer {
		if (this.#doom !== undefined) {
			throw this.#doom;
		}
		try {
			return statement();
		} catch (error) {
			this.#doom = asError(error);
			throw error;
		}
	}

	#query(sql: string, parameters: readonly unknown[]): StatementResult {
		const statement = this.#cache.statement(sql);
		if (statement.reader) {
			const rows = statement.all(...parameters) as readonly Row[];
			return { rows, changes: rows.length };
		}
		return { rows: [], changes: statement.run(...parameters).changes };
	}

	#end(isCommit: boolean): undefined {
		const doom = this.#doom;
		this.#doom = undefined;
		try {
			if (isCommit && doom !== undefined) {
				throw doom;
			}
			if (isCommit) {
				this.#commit.run();
				this.#checkpointer.committed();
			}
		} finally {
			this.#rollBack();
		}
	}

	#close(): undefined {
		if (!this.#isReader && this.#breakage === undefined) {
			this.#checkpointer.close();
		}
		this.#database.close();
	}

	#hotStatements(): HotStatements {
		// Not before the first use: the tables come with the migrations.
		this.#hot ??= new HotStatements(this.#database);
		return this.#hot;
	}

	#rollBack(): void {
		// SQLite rolls back by itself after some errors.
		if (this.#database.inTransaction) {
			this.#rollback.run();
		}
	}

	#assertSound(): void {
		if (this.#breakage !== undefined) {
			throw this.#breakage;
		}
	}

	#judge(error: unknown): ThreadFailure {
		const failure = classifyFailure(error);
		if (failure.kind === 'io' && !this.#isReader) {
			this.#breakage ??= asError(error);
		}
		return failure;
	}
}
