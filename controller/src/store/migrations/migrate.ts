import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { Kysely } from 'kysely';
import type { Database } from '../schema.js';
import type { Store } from '../store.js';
import type { Migration } from './migration.js';

interface AppliedMigration {
	number: number;
	name: string;
	checksum: string;
}

/** Brings the tables up to date, each migration in one transaction. */
export async function migrate(store: Store, migrations: readonly Migration[]): Promise<void> {
	const applied = await store.write(async ({ db }) => {
		await db.schema
			.createTable('migration')
			.ifNotExists()
			.addColumn('number', 'integer', (column) => column.primaryKey())
			.addColumn('name', 'text', (column) => column.notNull())
			.addColumn('checksum', 'text', (column) => column.notNull())
			.execute();
		return ledger(db).selectFrom('migration').selectAll().orderBy('number').execute();
	});
	for (const row of applied) {
		assertKnown(row, migrations);
	}
	for (const migration of migrations.slice(applied.length)) {
		await apply(store, migration);
	}
}

function assertKnown(row: AppliedMigration, migrations: readonly Migration[]): void {
	const subject = { migration: `${row.number} ${row.name}` };
	const known = migrations[row.number - 1];
	if (known === undefined) {
		throw new StokerError('DATA_FOLDER_INVALID', 'the database was written by a newer version of stokerd', { subject });
	}
	if (known.checksum !== row.checksum) {
		throw new StokerError('DATA_FOLDER_INVALID', 'the database was made by other steps than this version has', {
			subject,
		});
	}
}

async function apply(store: Store, migration: Migration): Promise<void> {
	const { number, name, checksum } = migration;
	await store.write(async ({ db }) => {
		for (const statement of migration.statements) {
			await db.executeQuery(statement);
		}
		await ledger(db).insertInto('migration').values({ number, name, checksum }).execute();
	});
}

/** The record of migrations belongs to this file alone, so the schema of the store does not show it. */
function ledger(db: Kysely<Database>): Kysely<{ migration: AppliedMigration }> {
	return db as unknown as Kysely<{ migration: AppliedMigration }>;
}
