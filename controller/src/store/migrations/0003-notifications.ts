import { sql } from 'kysely';
import { type Migration, migrationOf } from './migration.js';
import type { SchemaDialect } from './schema-dialect.js';

/** What people should know, made of events; what happened before is history, so cursors begin at the last event. */
export function notifications({ builder, integer, table, keyedTable }: SchemaDialect): Migration {
	const { schema } = builder;
	return migrationOf(3, 'notifications', [
		schema
			.createTable('notification')
			.addColumn('number', integer, (column) => column.primaryKey().notNull())
			.addColumn('stream', 'text', (column) => column.notNull())
			.addColumn('sequence', integer, (column) => column.notNull())
			.addColumn('at', integer, (column) => column.notNull())
			.addColumn('severity', 'text', (column) => column.notNull())
			.addColumn('topic', 'text', (column) => column.notNull())
			.addColumn('object', 'text', (column) => column.notNull())
			.addColumn('message', 'text', (column) => column.notNull())
			.addColumn('read_at', integer)
			.addColumn('read_by', 'text', (column) => column.notNull())
			.addUniqueConstraint('notification_by_event', ['stream', 'sequence'])
			.modifyEnd(table),
		schema
			.createTable('notification_cursor')
			.addColumn('stream', 'text', (column) => column.primaryKey().notNull())
			.addColumn('sequence', integer, (column) => column.notNull())
			.modifyEnd(keyedTable),
		builder
			.insertInto('notification_cursor' as never)
			.columns(['stream', 'sequence'] as never)
			.expression(
				builder
					.selectFrom('event_stream' as never)
					.select([sql.ref('stream').as('stream'), sql.ref('last_sequence').as('sequence')] as never),
			),
	]);
}
