import { sql } from 'kysely';
import { type Migration, migrationOf } from './migration.js';
import type { SchemaDialect } from './schema-dialect.js';

/** What the hardware of nodes was when it was agreed to. What is known of them already counts as agreed. */
export function agreedHardware({ builder, integer }: SchemaDialect): Migration {
	const { schema } = builder;
	return migrationOf(9, 'agreed hardware', [
		schema.alterTable('node').addColumn('agreed_inventory', 'text'),
		schema.alterTable('node').addColumn('agreed_at', integer),
		builder
			.updateTable('node' as never)
			.set({ agreed_inventory: sql.ref('inventory'), agreed_at: sql.ref('inventory_at') } as never),
	]);
}
