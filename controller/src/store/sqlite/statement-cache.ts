import type { Database, Statement } from 'better-sqlite3';

const LIMIT = 256;

/** Prepared statements by their text; the one used longest ago makes room. */
export class StatementCache {
	readonly #database: Database;
	readonly #statements = new Map<string, Statement>();

	constructor(database: Database) {
		this.#database = database;
	}

	statement(sql: string): Statement {
		const known = this.#statements.get(sql);
		if (known !== undefined) {
			// A map keeps the order of insertion: to insert again is to move to the end.
			this.#statements.delete(sql);
			this.#statements.set(sql, known);
			return known;
		}
		const statement = this.#database.prepare(sql);
		const oldest = this.#statements.keys().next();
		if (this.#statements.size >= LIMIT && oldest.done !== true) {
			this.#statements.delete(oldest.value);
		}
		this.#statements.set(sql, statement);
		return statement;
	}
}
