import { type Migration, migrationOf } from './migration.js';
import type { SchemaDialect } from './schema-dialect.js';

/** Contents by their digest, and what refers to them. */
export function blobs({ builder, integer, keyedTable }: SchemaDialect): Migration {
	const { schema } = builder;
	return migrationOf(4, 'blobs', [
		schema
			.createTable('blob')
			.addColumn('sha256', 'text', (column) => column.primaryKey().notNull())
			.addColumn('size_bytes', integer, (column) => column.notNull())
			.addColumn('created_at', integer, (column) => column.notNull())
			.modifyEnd(keyedTable),
		schema
			.createTable('blob_part')
			.addColumn('whole', 'text', (column) => column.notNull().references('blob.sha256').onDelete('cascade'))
			.addColumn('part', 'text', (column) => column.notNull().references('blob.sha256'))
			.addPrimaryKeyConstraint('blob_part_key', ['whole', 'part'])
			.modifyEnd(keyedTable),
		schema.createIndex('blob_part_by_part').on('blob_part').column('part'),
		schema
			.createTable('plan_blob')
			.addColumn('plan_id', 'text', (column) => column.notNull().references('plan.id').onDelete('cascade'))
			.addColumn('sha256', 'text', (column) => column.notNull().references('blob.sha256'))
			.addPrimaryKeyConstraint('plan_blob_key', ['plan_id', 'sha256'])
			.modifyEnd(keyedTable),
		schema.createIndex('plan_blob_by_digest').on('plan_blob').column('sha256'),
		schema
			.createTable('attempt_blob')
			.addColumn('assignment_id', 'text', (column) =>
				column.notNull().references('attempt.assignment_id').onDelete('cascade'),
			)
			.addColumn('sha256', 'text', (column) => column.notNull().references('blob.sha256'))
			.addPrimaryKeyConstraint('attempt_blob_key', ['assignment_id', 'sha256'])
			.modifyEnd(keyedTable),
		schema.createIndex('attempt_blob_by_digest').on('attempt_blob').column('sha256'),
	]);
}
