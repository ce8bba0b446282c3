import { type Migration, migrationOf } from './migration.js';
import type { SchemaDialect } from './schema-dialect.js';

/** What people write for an environment beside its nodes, and what each plan was computed on. */
export function factsAndGraphs({ builder, integer, bytes, table, keyedTable }: SchemaDialect): Migration {
	const { schema } = builder;
	return migrationOf(2, 'facts and graphs', [
		schema
			.createTable('environment_facts')
			.addColumn('environment_id', 'text', (column) =>
				column.primaryKey().notNull().references('environment.id').onDelete('cascade'),
			)
			.addColumn('document', 'text', (column) => column.notNull())
			.addColumn('digest', 'text', (column) => column.notNull())
			.addColumn('updated_at', integer, (column) => column.notNull())
			.modifyEnd(table),
		schema
			.createTable('environment_graph')
			.addColumn('environment_id', 'text', (column) =>
				column.notNull().references('environment.id').onDelete('cascade'),
			)
			.addColumn('graph_type', 'text', (column) => column.notNull())
			.addColumn('tasks', 'text', (column) => column.notNull())
			.addColumn('metadata', 'text', (column) => column.notNull())
			.addColumn('digest', 'text', (column) => column.notNull())
			.addColumn('created_at', integer, (column) => column.notNull())
			.addPrimaryKeyConstraint('environment_graph_key', ['environment_id', 'graph_type'])
			.modifyEnd(keyedTable),
		schema
			.createTable('plan_facts')
			.addColumn('plan_id', 'text', (column) => column.primaryKey().notNull().references('plan.id').onDelete('cascade'))
			.addColumn('facts', bytes, (column) => column.notNull())
			.modifyEnd(table),
	]);
}
