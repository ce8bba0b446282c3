import {
	DummyDriver,
	Kysely,
	type RawBuilder,
	SqliteAdapter,
	SqliteIntrospector,
	SqliteQueryCompiler,
	sql,
} from 'kysely';

/** What migrations need to know of a database; everything else they say through the schema builder. */
export interface SchemaDialect {
	/** Compiles statements and runs none. */
	readonly builder: Kysely<unknown>;
	/** Whole numbers up to 2^53. */
	readonly integer: 'integer' | 'bigint';
	readonly bytes: 'blob' | 'bytea';
	/** Ends the definition of a table. */
	readonly table: RawBuilder<unknown>;
	/** The same for tables that are read by their key and whose rows lie in its order. */
	readonly keyedTable: RawBuilder<unknown>;
}

/** SQLite: types are enforced, and keyed tables have one tree instead of two. */
export function sqliteSchema(): SchemaDialect {
	return {
		builder: new Kysely<unknown>({
			dialect: {
				createAdapter: () => new SqliteAdapter(),
				createDriver: () => new DummyDriver(),
				createIntrospector: (db) => new SqliteIntrospector(db),
				createQueryCompiler: () => new SqliteQueryCompiler(),
			},
		}),
		integer: 'integer',
		bytes: 'blob',
		table: sql`strict`,
		keyedTable: sql`strict, without rowid`,
	};
}
