import { type Migration, migrationOf } from './migration.js';
import type { SchemaDialect } from './schema-dialect.js';

/** What operators want on the disks of nodes, and what plans do to them. */
export function nodeStorage({ builder, integer, table, bytes }: SchemaDialect): Migration {
	const { schema } = builder;
	return migrationOf(8, 'node storage', [
		schema
			.createTable('node_layout')
			.addColumn('node_id', 'text', (column) => column.primaryKey().notNull())
			.addColumn('version', integer, (column) => column.notNull())
			.addColumn('format', 'text')
			.addColumn('written', 'text')
			.addColumn('edits', 'text')
			.addColumn('seed', 'text', (column) => column.notNull())
			.addColumn('updated_at', integer, (column) => column.notNull())
			.addColumn('updated_by', 'text', (column) => column.notNull())
			.modifyEnd(table),
		schema
			.createTable('plan_storage')
			.addColumn('plan_id', 'text', (column) => column.notNull().references('plan.id').onDelete('cascade'))
			.addColumn('node_id', 'text', (column) => column.notNull())
			.addColumn('seed', 'text', (column) => column.notNull())
			.addColumn('document', bytes, (column) => column.notNull())
			.addPrimaryKeyConstraint('plan_storage_key', ['plan_id', 'node_id'])
			.modifyEnd(table),
	]);
}
