import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { describeStoreContract } from '../../../../test/support/store-contract.js';
import { batch, event, run, seed } from '../../../../test/support/store-fixtures.js';
import { StoreFullError, StoreIoError } from '../store.js';
import { DatabaseThread } from './database-thread.js';
import { openSqliteStore } from './open-sqlite-store.js';
import { SqliteStore } from './sqlite-store.js';

const IDLE_LIMIT_MS = 100;
const WRITER = fileURLToPath(new URL('../../../../test/support/store-writer.ts', import.meta.url));

describeStoreContract('SQLite', {
	open: (folder) => openSqliteStore({ path: join(folder, 'stoker.db'), idleLimitMs: IDLE_LIMIT_MS }),
	writerArguments: (folder, firstUnit) => [
		'--conditions=@stoker/source',
		'--import',
		'tsx',
		WRITER,
		join(folder, 'stoker.db'),
		String(firstUnit),
	],
});

let folder = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'stoker-sqlite-'));
});
afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

async function openParts() {
	const path = join(folder, 'stoker.db');
	await (await openSqliteStore({ path })).close();
	const writer = await DatabaseThread.open({ path, isReader: false });
	const reader = await DatabaseThread.open({ path, isReader: true });
	return { writer, reader, store: new SqliteStore({ writer, reader, idleLimitMs: IDLE_LIMIT_MS }) };
}

describe('a database thread that dies', () => {
	it('fails every write, waiting and new, and leaves reads alone', async () => {
		const { writer, reader, store } = await openParts();
		const waiting = [
			store.write(({ db }) => db.selectFrom('node').selectAll().execute()),
			store.commit([batch({ events: [event(1)] })]),
			store.write(({ db }) => db.selectFrom('node').selectAll().execute()),
		].map((promise) => promise.catch((error: unknown) => error));
		await writer.terminate();
		for (const outcome of await Promise.all(waiting)) {
			if (!Array.isArray(outcome) && outcome !== undefined) {
				expect(outcome).toBeInstanceOf(StoreIoError);
			}
		}
		await expect(store.commit([batch({ events: [event(2)] })])).rejects.toThrow(StoreIoError);
		await expect(store.write(async ({ db }) => db.selectFrom('node').selectAll().execute())).rejects.toThrow(
			StoreIoError,
		);
		await expect(store.read(({ db }) => db.selectFrom('node').selectAll().execute())).resolves.toEqual([]);
		await expect(store.close()).rejects.toThrow(StoreIoError);
		await reader.terminate();
	});

	it('fails reads when it was the reader', async () => {
		const { reader, store } = await openParts();
		await reader.terminate();
		await expect(store.read(({ db }) => db.selectFrom('node').selectAll().execute())).rejects.toThrow(StoreIoError);
		await expect(store.commit([batch({ events: [event(1)] })])).resolves.toBeUndefined();
		await expect(store.close()).rejects.toThrow(StoreIoError);
	});
});

describe('opening', () => {
	it('fails with StoreIoError where no file can be', async () => {
		await expect(openSqliteStore({ path: join(folder, 'missing', 'stoker.db') })).rejects.toThrow(StoreIoError);
	});

	it('fails with StoreIoError when the file is no database', async () => {
		const path = join(folder, 'stoker.db');
		writeFileSync(path, 'not a database, but long enough to be looked at as one'.repeat(100));
		await expect(openSqliteStore({ path })).rejects.toThrow(StoreIoError);
	});
});

describe('a damaged database', () => {
	it('is never written again once the damage was met', async () => {
		const path = join(folder, 'stoker.db');
		const healthy = await openSqliteStore({ path });
		const settings = Array.from({ length: 100 }, (_, row) => ({ name: `${row}`, value: 'x'.repeat(20_000) }));
		await healthy.write(({ db }) => db.insertInto('setting').values(settings).execute());
		await healthy.close();
		const bytes = readFileSync(path);
		writeFileSync(path, bytes.fill(0xff, bytes.length / 4));
		const store = await openSqliteStore({ path });
		await store.commit([batch({ events: [event(1)] })]);
		const meet = store.write(({ db }) => db.selectFrom('setting').selectAll().execute());
		await expect(meet).rejects.toThrow(StoreIoError);
		await expect(store.commit([batch({ events: [event(2)] })])).rejects.toThrow(StoreIoError);
		await expect(store.write(({ db }) => db.deleteFrom('setting').execute())).rejects.toThrow(StoreIoError);
		await store.close();
	});
});

describe('the write-ahead log', () => {
	it('stays small under load, is copied when idle and gone after close', { timeout: 60_000 }, async () => {
		const path = join(folder, 'stoker.db');
		const store = await openSqliteStore({ path });
		const body = 'x'.repeat(100_000);
		for (let round = 0; round < 400; round++) {
			await store.commit([batch({ events: [event(`${round}${body}`)] })]);
		}
		expect(statSync(`${path}-wal`).size).toBeLessThan(16 * 1024 * 1024);
		// Up to a mebibyte may wait in the log.
		await vi.waitFor(() => expect(statSync(path).size).toBeGreaterThan(38 * 1024 * 1024), { timeout: 20_000 });
		await store.close();
		expect(statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
	});
});

describe('a full disk', () => {
	const mounted = mountSmallDisk();
	const title = mounted === undefined ? ' (skipped: no file system can be mounted here)' : '';
	it.skipIf(mounted === undefined)(`stores nothing, says so, and goes on when there is room${title}`, async () => {
		const disk = mounted ?? '';
		try {
			const store = await openSqliteStore({ path: join(disk, 'stoker.db'), idleLimitMs: IDLE_LIMIT_MS });
			await seed(store);
			writeFileSync(join(disk, 'ballast'), Buffer.alloc(4 * 1024 * 1024));
			const stored: number[] = [];
			const failure = await fillUp(async (unit) => {
				await store.commit([
					batch({ runs: [run(0, 'ready', unit)], events: [event(`${unit}:${'x'.repeat(50_000)}`)] }),
				]);
				stored.push(unit);
			});
			expect(failure).toBeInstanceOf(StoreFullError);
			const write = store.write(async ({ db, ...rest }) => {
				await db
					.insertInto('setting')
					.values({ name: 'big', value: 'x'.repeat(4_000_000) })
					.execute();
				return rest;
			});
			await expect(write).rejects.toThrow(StoreFullError);
			const rows = await store.read(({ db }) => db.selectFrom('event').select('sequence').execute());
			expect(rows.length).toBe(stored.length);
			unlinkSync(join(disk, 'ballast'));
			await store.commit([batch({ events: [event('after')] })]);
			const after = await store.read(({ db }) => db.selectFrom('event').select('sequence').execute());
			expect(after.length).toBe(stored.length + 1);
			await store.close();
		} finally {
			execFileSync('/bin/umount', [disk]);
			rmSync(disk, { recursive: true, force: true });
		}
	});
});

async function fillUp(storeOne: (unit: number) => Promise<void>): Promise<unknown> {
	for (let unit = 1; unit < 1000; unit++) {
		try {
			await storeOne(unit);
		} catch (error) {
			return error;
		}
	}
	return undefined;
}

/** A file system of 8 MiB in memory; undefined where this process may not mount one. */
function mountSmallDisk(): string | undefined {
	const disk = mkdtempSync(join(tmpdir(), 'stoker-small-disk-'));
	try {
		mkdirSync(disk, { recursive: true });
		execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk], { stdio: 'ignore' });
		return disk;
	} catch {
		rmSync(disk, { recursive: true, force: true });
		return undefined;
	}
}
