import { type Migration, migrationOf } from './migration.js';
import type { SchemaDialect } from './schema-dialect.js';

/** Deployments that change nothing, and what graphs other than the default one make of nodes. No row is rewritten. */
export function rehearsalsAndNodeEnds({ builder }: SchemaDialect): Migration {
	const { schema } = builder;
	return migrationOf(5, 'rehearsals and node ends', [
		schema.alterTable('deployment').addColumn('kind', 'text', (column) => column.notNull().defaultTo('full')),
		schema.alterTable('node').addColumn('error_type', 'text', (column) => column.notNull().defaultTo('')),
		schema.alterTable('node').addColumn('status_before', 'text'),
		schema.alterTable('environment').addColumn('status_before', 'text'),
	]);
}
