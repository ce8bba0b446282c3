import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UNCONTROLLED } from '@stoker/shared/model/deployment-control.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { storedControl } from '../engine-reads.js';
import { openSqliteStore } from '../sqlite/open-sqlite-store.js';
import type { Store } from '../store.js';
import { allMigrations } from './all-migrations.js';
import { migrate } from './migrate.js';
import { migrationOf } from './migration.js';
import { sqliteSchema } from './schema-dialect.js';

const { schema } = sqliteSchema().builder;
const released = allMigrations(sqliteSchema());
const next = released.length + 1;
const another = migrationOf(next, 'another', [schema.createTable('another').addColumn('id', 'integer')]);
const broken = migrationOf(next, 'broken', [
	schema.createTable('half').addColumn('id', 'integer'),
	schema.createTable('node').addColumn('id', 'integer'),
]);

let folder = '';
let store: Store;
const open = () => openSqliteStore({ path: join(folder, 'stoker.db'), idleLimitMs: 100 });
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'stoker-migrate-'));
	store = await open();
});
afterEach(async () => {
	await store.close().catch(() => undefined);
	rmSync(folder, { recursive: true, force: true });
});

async function tables(): Promise<readonly string[]> {
	const found = await store.read(({ db }) => db.introspection.getTables());
	return found.map((table) => table.name);
}

describe('migrations', () => {
	it('are numbered from 1 without holes', () => {
		expect(released.map((migration) => migration.number)).toEqual(released.map((_, index) => index + 1));
	});

	it('stay as they were released', () => {
		// A checksum that changes here would make every database that exists unusable: write a new migration instead.
		expect(released.map(({ name, checksum }) => `${name} ${checksum.slice(0, 16)}`)).toMatchInlineSnapshot(`
			[
			  "first tables ccd187a44b9abd7a",
			  "facts and graphs 958deac7c8c3530a",
			  "notifications 475a9f23aff74cab",
			  "blobs 33b6200a54fa0932",
			  "rehearsals and node ends 64c3ffc835fb643e",
			  "deployment control 7997e8b46b5ec66a",
			  "inventory history e888ff96ee5622ce",
			  "node storage d4b5cb85c0e75bdd",
			  "agreed hardware 572245765ddc503b",
			]
		`);
	});

	it('let a deployment at work go on as if no operator had said anything', async () => {
		const path = join(folder, 'earlier.db');
		const earlier = new Database(path);
		earlier.pragma('foreign_keys = OFF');
		earlier.exec('CREATE TABLE migration (number integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL)');
		for (const { number, name, checksum, statements } of released.slice(0, 5)) {
			for (const { sql, parameters } of statements) {
				earlier.prepare(sql).run(...parameters);
			}
			earlier.prepare('INSERT INTO migration VALUES (?, ?, ?)').run(number, name, checksum);
		}
		earlier.exec(`
			INSERT INTO deployment (id, environment_id, plan_id, state, started_at, started_by, message)
				VALUES ('d', '1', 'p', 'running', 7, 'alice', '');
			INSERT INTO task_run (deployment_id, vertex, task_id, node_id, state, message)
				VALUES ('d', 0, 'a', '1', 'running', ''), ('d', 1, 'b', '1', 'failed', 'exit_code');
		`);
		earlier.close();
		const later = await openSqliteStore({ path, idleLimitMs: 100 });
		try {
			const [deployment] = await later.read(({ db }) => db.selectFrom('deployment').selectAll().execute());
			expect(deployment).toMatchObject({ id: 'd', state: 'running', started_by: 'alice', excluded_nodes: '[]' });
			expect(deployment && storedControl(deployment)).toEqual(UNCONTROLLED);
			const runs = await later.read(({ db }) => db.selectFrom('task_run').selectAll().orderBy('vertex').execute());
			expect(runs).toMatchObject([
				{ task_id: 'a', state: 'running', attempts_before: 0 },
				{ task_id: 'b', state: 'failed', message: 'exit_code', attempts_before: 0 },
			]);
		} finally {
			await later.close();
		}
	});

	it('run once', async () => {
		await migrate(store, [...released, another]);
		await migrate(store, [...released, another]);
		expect(await tables()).toContain('another');
	});

	it('leave nothing behind when one of their statements fails', async () => {
		await expect(migrate(store, [...released, broken])).rejects.toThrow(/already exists/);
		expect(await tables()).not.toContain('half');
		await migrate(store, [...released, another]);
	});

	it('refuse a database that a newer version wrote', async () => {
		await migrate(store, [...released, another]);
		await store.close();
		const refusal = await open().catch((error: unknown) => error);
		expect(refusal).toBeInstanceOf(StokerError);
		expect(refusal).toMatchObject({ code: 'DATA_FOLDER_INVALID', subject: { migration: `${next} another` } });
	});

	it('refuse a database that other statements made', async () => {
		await migrate(store, [...released, another]);
		const changed = migrationOf(next, 'another', [schema.createTable('another').addColumn('id', 'text')]);
		await expect(migrate(store, [...released, changed])).rejects.toMatchObject({ code: 'DATA_FOLDER_INVALID' });
	});
});
