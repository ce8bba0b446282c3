import { type Migration, migrationOf } from './migration.js';
import type { SchemaDialect } from './schema-dialect.js';

/** What operators say about the course of a deployment. Columns with a constant default: no table is rewritten. */
export function deploymentControl({ builder, integer }: SchemaDialect): Migration {
	const { schema } = builder;
	return migrationOf(6, 'deployment control', [
		schema.alterTable('deployment').addColumn('control', 'text', (column) => column.notNull().defaultTo('{}')),
		schema.alterTable('deployment').addColumn('excluded_nodes', 'text', (column) => column.notNull().defaultTo('[]')),
		schema.alterTable('task_run').addColumn('attempts_before', integer, (column) => column.notNull().defaultTo(0)),
	]);
}
