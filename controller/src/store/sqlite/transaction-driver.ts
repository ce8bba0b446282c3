import {
	type CompiledQuery,
	type DatabaseConnection,
	DefaultQueryExecutor,
	type Dialect,
	type Driver,
	Kysely,
	type QueryResult,
	SingleConnectionProvider,
	SqliteAdapter,
	SqliteIntrospector,
	SqliteQueryCompiler,
} from 'kysely';
import type { Database } from '../schema.js';
import type { StatementResult } from './messages.js';

/** Runs one statement of the transaction a handle stands for. */
export type RunStatement = (sql: string, parameters: readonly unknown[]) => Promise<StatementResult>;

const adapter = new SqliteAdapter();
const compiler = new SqliteQueryCompiler();

/** The handle itself is the transaction: Kysely's own would wait for ever inside it. */
class TransactionDriver implements Driver {
	readonly #connection: DatabaseConnection;

	constructor(connection: DatabaseConnection) {
		this.#connection = connection;
	}

	async init(): Promise<void> {
		// The threads are started by the store.
	}

	async acquireConnection(): Promise<DatabaseConnection> {
		return this.#connection;
	}

	async beginTransaction(): Promise<void> {
		throw new Error('a transaction handle opens no transaction of its own: use write or read of the store');
	}

	async commitTransaction(): Promise<void> {
		throw new Error('the transaction is committed when its work has ended');
	}

	async rollbackTransaction(): Promise<void> {
		throw new Error('the transaction is rolled back when its work rejects');
	}

	async releaseConnection(): Promise<void> {
		// It belongs to the transaction, not to a pool.
	}

	async destroy(): Promise<void> {
		// The store closes its threads itself.
	}
}

class TransactionConnection implements DatabaseConnection {
	readonly #run: RunStatement;

	constructor(run: RunStatement) {
		this.#run = run;
	}

	async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
		const { rows, changes } = await this.#run(query.sql, query.parameters);
		return { rows: rows as Row[], numAffectedRows: BigInt(changes) };
	}

	// biome-ignore lint/correctness/useYield: there is nothing to yield
	async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
		throw new Error('no statement stays open across an await: read in pages');
	}
}

/** The query builder of one transaction. */
export function transactionKysely(run: RunStatement): Kysely<Database> {
	const connection = new TransactionConnection(run);
	const driver = new TransactionDriver(connection);
	const dialect: Dialect = {
		createAdapter: () => adapter,
		createDriver: () => driver,
		createIntrospector: (db) => new SqliteIntrospector(db),
		createQueryCompiler: () => compiler,
	};
	const executor = new DefaultQueryExecutor(compiler, adapter, new SingleConnectionProvider(connection));
	return new Kysely<Database>({ config: { dialect }, dialect, driver, executor });
}
