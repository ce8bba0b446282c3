import { type ColumnDefinitionBuilder, type Compilable, sql } from 'kysely';
import { type Migration, migrationOf } from './migration.js';
import type { SchemaDialect } from './schema-dialect.js';

type Column = ColumnDefinitionBuilder;

const required = (column: Column): Column => column.notNull();
const key = (column: Column): Column => column.primaryKey().notNull();
const unique = (column: Column): Column => column.notNull().unique();

/** The tables of `schema.ts` as they were at first. */
export function firstTables(dialect: SchemaDialect): Migration {
	return migrationOf(1, 'first tables', [
		...installationTables(dialect),
		...admissionTables(dialect),
		...environmentTables(dialect),
		...deploymentTables(dialect),
		...attemptTable(dialect),
		...recordTables(dialect),
	]);
}

function installationTables({ builder, integer, keyedTable }: SchemaDialect): readonly Compilable[] {
	const { schema } = builder;
	return [
		schema
			.createTable('counter')
			.addColumn('name', 'text', key)
			.addColumn('value', integer, required)
			.modifyEnd(keyedTable),
		schema
			.createTable('setting')
			.addColumn('name', 'text', key)
			.addColumn('value', 'text', required)
			.modifyEnd(keyedTable),
	];
}

function admissionTables({ builder, integer, bytes, table, keyedTable }: SchemaDialect): readonly Compilable[] {
	const { schema } = builder;
	return [
		schema
			.createTable('token')
			.addColumn('id', 'text', key)
			.addColumn('salt', bytes, required)
			.addColumn('secret_hash', bytes, required)
			.addColumn('created_at', integer, required)
			.addColumn('expires_at', integer, required)
			.addColumn('uses', integer, required)
			.addColumn('uses_left', integer, (column) => column.notNull().check(sql`uses_left >= 0`))
			.addColumn('hardware', 'text', required)
			.addColumn('requires_accept', integer, required)
			.addColumn('revoked_at', integer)
			.addColumn('created_by', 'text', required)
			.modifyEnd(keyedTable),
		// Nodes and tokens may go; what was issued to them stays on record, so there are no references.
		schema
			.createTable('certificate')
			.addColumn('serial', 'text', key)
			.addColumn('subject', 'text', required)
			.addColumn('access_role', 'text', required)
			.addColumn('key_digest', 'text', required)
			.addColumn('token_id', 'text')
			.addColumn('der', bytes, required)
			.addColumn('not_before', integer, required)
			.addColumn('not_after', integer, required)
			.addColumn('revoked_at', integer)
			.modifyEnd(table),
		schema.createIndex('certificate_by_subject').on('certificate').columns(['subject', 'not_after']),
		schema.createIndex('certificate_by_key').on('certificate').columns(['key_digest', 'token_id']),
	];
}

function environmentTables(dialect: SchemaDialect): readonly Compilable[] {
	const { builder, integer, table } = dialect;
	const { schema } = builder;
	return [
		schema
			.createTable('release')
			.addColumn('id', 'text', key)
			.addColumn('name', 'text', required)
			.addColumn('version', 'text', required)
			.addColumn('digest', 'text', required)
			.addColumn('content', 'text', required)
			.addColumn('created_at', integer, required)
			.addUniqueConstraint('release_by_name', ['name', 'version'])
			.modifyEnd(table),
		schema
			.createTable('environment')
			.addColumn('id', 'text', key)
			.addColumn('name', 'text', unique)
			.addColumn('status', 'text', required)
			.addColumn('release_id', 'text', (column) => column.notNull().references('release.id'))
			.addColumn('created_at', integer, required)
			.modifyEnd(table),
		schema.createIndex('environment_by_release').on('environment').column('release_id'),
		...nodeTable(dialect),
	];
}

function nodeTable({ builder, integer, bytes, table }: SchemaDialect): readonly Compilable[] {
	const { schema } = builder;
	return [
		schema
			.createTable('node')
			.addColumn('id', 'text', key)
			.addColumn('name', 'text', unique)
			.addColumn('status', 'text', required)
			.addColumn('status_message', 'text', required)
			.addColumn('environment_id', 'text', (column) => column.references('environment.id'))
			.addColumn('roles', 'text', required)
			.addColumn('hardware', 'text', required)
			.addColumn('hardware_key', 'text', required)
			.addColumn('pending_key_digest', 'text')
			.addColumn('pending_request', bytes)
			.addColumn('agent_version', 'text', required)
			.addColumn('instance_id', 'text')
			.addColumn('boot_id', 'text')
			.addColumn('journal_id', 'text')
			.addColumn('session_epoch', integer, required)
			.addColumn('inventory', 'text')
			.addColumn('inventory_digest', 'text')
			.addColumn('inventory_at', integer)
			.addColumn('last_seen_at', integer)
			.addColumn('created_at', integer, required)
			.modifyEnd(table),
		schema.createIndex('node_by_environment').on('node').column('environment_id'),
		schema.createIndex('node_by_hardware').on('node').column('hardware_key'),
	];
}

function deploymentTables({ builder, integer, bytes, table, keyedTable }: SchemaDialect): readonly Compilable[] {
	const { schema } = builder;
	return [
		schema
			.createTable('plan')
			.addColumn('id', 'text', key)
			.addColumn('environment_id', 'text', (column) =>
				column.notNull().references('environment.id').onDelete('cascade'),
			)
			.addColumn('graph_type', 'text', required)
			.addColumn('digest', 'text', required)
			.addColumn('input_digest', 'text', required)
			.addColumn('summary', 'text', required)
			.addColumn('graph', bytes, required)
			.addColumn('created_at', integer, required)
			.modifyEnd(table),
		schema.createIndex('plan_by_environment').on('plan').columns(['environment_id', 'created_at']),
		schema
			.createTable('deployment')
			.addColumn('id', 'text', key)
			.addColumn('environment_id', 'text', (column) =>
				column.notNull().references('environment.id').onDelete('cascade'),
			)
			.addColumn('plan_id', 'text', (column) => column.notNull().unique().references('plan.id').onDelete('cascade'))
			.addColumn('state', 'text', required)
			.addColumn('started_at', integer, required)
			.addColumn('ended_at', integer)
			.addColumn('started_by', 'text', required)
			.addColumn('message', 'text', required)
			.modifyEnd(table),
		schema.createIndex('deployment_by_environment').on('deployment').columns(['environment_id', 'started_at']),
		schema.createIndex('deployment_by_state').on('deployment').columns(['state', 'started_at']),
		schema
			.createTable('task_run')
			.addColumn('deployment_id', 'text', (column) => column.notNull().references('deployment.id').onDelete('cascade'))
			.addColumn('vertex', integer, required)
			.addColumn('task_id', 'text', required)
			.addColumn('node_id', 'text', required)
			.addColumn('state', 'text', required)
			.addColumn('ready_at', integer)
			.addColumn('ended_at', integer)
			.addColumn('message', 'text', required)
			.addPrimaryKeyConstraint('task_run_key', ['deployment_id', 'vertex'])
			.modifyEnd(keyedTable),
	];
}

function attemptTable({ builder, integer, keyedTable }: SchemaDialect): readonly Compilable[] {
	const { schema } = builder;
	const endedAt = sql.ref('ended_at');
	return [
		schema
			.createTable('attempt')
			.addColumn('assignment_id', 'text', key)
			.addColumn('deployment_id', 'text', required)
			.addColumn('vertex', integer, required)
			.addColumn('number', integer, required)
			.addColumn('node_id', 'text', required)
			.addColumn('journal_id', 'text', required)
			.addColumn('boot_id', 'text', required)
			.addColumn('assigned_at', integer, required)
			.addColumn('started_at', integer)
			.addColumn('ended_at', integer)
			.addColumn('outcome', 'text')
			.addColumn('detail', 'text')
			.addColumn('is_decisive', integer, required)
			.addColumn('cancel_requested', integer, required)
			.addUniqueConstraint('attempt_by_run', ['deployment_id', 'vertex', 'number'])
			.addForeignKeyConstraint(
				'attempt_run',
				['deployment_id', 'vertex'],
				'task_run',
				['deployment_id', 'vertex'],
				(constraint) => constraint.onDelete('cascade'),
			)
			.modifyEnd(keyedTable),
		// No two attempts of one run are alive at once: the database holds it too.
		schema
			.createIndex('attempt_open_by_run')
			.unique()
			.on('attempt')
			.columns(['deployment_id', 'vertex'])
			.where(endedAt, 'is', null),
		schema.createIndex('attempt_open_by_node').on('attempt').column('node_id').where(endedAt, 'is', null),
	];
}

function recordTables({ builder, integer, keyedTable }: SchemaDialect): readonly Compilable[] {
	const { schema } = builder;
	return [
		schema
			.createTable('event_stream')
			.addColumn('stream', 'text', key)
			.addColumn('last_sequence', integer, required)
			.addColumn('compacted_through', integer, required)
			.modifyEnd(keyedTable),
		schema
			.createTable('event')
			.addColumn('stream', 'text', required)
			.addColumn('sequence', integer, required)
			.addColumn('at', integer, required)
			.addColumn('body', 'text', required)
			.addPrimaryKeyConstraint('event_key', ['stream', 'sequence'])
			.modifyEnd(keyedTable),
		schema
			.createTable('audit')
			.addColumn('sequence', integer, key)
			.addColumn('at', integer, required)
			.addColumn('actor', 'text', required)
			.addColumn('action', 'text', required)
			.addColumn('object', 'text', required)
			.addColumn('request_id', 'text', required)
			.addColumn('outcome', 'text', required)
			.addColumn('digest', 'text', required)
			.addColumn('hash', 'text', required)
			.modifyEnd(keyedTable),
	];
}
