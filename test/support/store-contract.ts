import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Store, StoreConstraintError, StoreIoError } from '../../controller/src/store/store.js';
import { UNCONTROLLED } from '../../shared/src/model/deployment-control.js';
import { type Event, SYSTEM_STREAM } from '../../shared/src/model/event.js';
import type { NodeId } from '../../shared/src/model/ids.js';
import {
	assignment,
	attempt,
	batch,
	DEPLOYMENT,
	ENVIRONMENT,
	event,
	hello,
	run,
	seed,
	success,
} from './store-fixtures.js';

/** What the contract needs of an adapter. */
export interface StoreAdapter {
	/** Opens the store that lives in a folder, with a limit of 100 ms between two statements. */
	open(folder: string): Promise<Store>;
	/** Starts `store-writer.ts`, or its like, on the store in a folder. */
	writerArguments(folder: string, firstUnit: number): readonly string[];
}

interface Fixture {
	readonly adapter: StoreAdapter;
	readonly folder: () => string;
	readonly store: () => Store;
	readonly reopen: () => Promise<Store>;
}

/** What every adapter of the Store port promises. */
export function describeStoreContract(name: string, adapter: StoreAdapter): void {
	describe(`store contract: ${name}`, () => {
		let folder = '';
		let store: Store;
		beforeEach(async () => {
			folder = mkdtempSync(join(tmpdir(), 'stoker-store-'));
			store = await adapter.open(folder);
			await seed(store);
		});
		afterEach(async () => {
			await store.close().catch(() => undefined);
			rmSync(folder, { recursive: true, force: true });
		});
		const fixture: Fixture = {
			adapter,
			folder: () => folder,
			store: () => store,
			reopen: async () => {
				await store.close();
				store = await adapter.open(folder);
				return store;
			},
		};
		describeCommits(fixture);
		describeRefusals(fixture);
		describeEvents(fixture);
		describeTransactions(fixture);
		describeCrashes(fixture);
	});
}

async function runsOf(store: Store): Promise<readonly (readonly [string, number | null, number | null])[]> {
	const rows = await store.read(({ db }) => db.selectFrom('task_run').selectAll().orderBy('vertex').execute());
	return rows.map((row) => [row.state, row.ready_at, row.ended_at]);
}

async function attemptsOf(store: Store) {
	return store.read(({ db }) => db.selectFrom('attempt').selectAll().orderBy('assignment_id').execute());
}

async function sequencesOf(store: Store, stream = ENVIRONMENT): Promise<readonly number[]> {
	const rows = await store.read(({ db }) =>
		db.selectFrom('event').select('sequence').where('stream', '=', stream).orderBy('sequence').execute(),
	);
	return rows.map((row) => row.sequence);
}

function idOf(stored: Pick<Event, 'body'>): string {
	return stored.body.kind === 'object_changed' ? stored.body.id : '';
}

function upTo(count: number): readonly number[] {
	return Array.from({ length: count }, (_, index) => index + 1);
}

function describeCommits({ store, reopen }: Fixture): void {
	it('stores every kind of row of a batch', async () => {
		await store().commit([batch({ runs: [run(0, 'running')], attempts: [attempt(0)], hellos: [hello(3)] })]);
		await store().commit([
			batch({ starts: [{ assignmentId: assignment(0), startedAtMs: 1400 }], cancels: [assignment(0)] }),
		]);
		await store().commit([batch({ runs: [run(0, 'succeeded', 2000)], ends: [success(0)], events: [event(1)] })]);
		expect(await runsOf(store())).toEqual([
			['succeeded', 1000, 2000],
			['pending', null, null],
			['pending', null, null],
			['pending', null, null],
		]);
		const [row] = await attemptsOf(store());
		expect(row).toMatchObject({ number: 1, node_id: '1', journal_id: 'journal', boot_id: 'boot', assigned_at: 1000 });
		expect(row).toMatchObject({
			started_at: 1400,
			ended_at: 2000,
			outcome: 'succeeded',
			is_decisive: 1,
			cancel_requested: 1,
		});
		expect(JSON.parse(row?.detail ?? '')).toEqual(JSON.parse(JSON.stringify(success(0).outcome)));
		const node = await store().read(({ db }) => db.selectFrom('node').selectAll().executeTakeFirstOrThrow());
		expect(node).toMatchObject({
			session_epoch: 3,
			instance_id: 'instance',
			agent_version: '0.1.0',
			last_seen_at: 5000,
		});
	});

	it('applies the updates of one run in their order', async () => {
		await store().commit([
			batch({ runs: [run(0, 'ready', 10), run(1, 'ready', 11), run(0, 'running', 20)] }),
			batch({ runs: [run(0, 'failed', 30), run(1, 'running', 31)] }),
		]);
		expect((await runsOf(store())).slice(0, 2)).toEqual([
			['failed', 10, 30],
			['running', 11, null],
		]);
	});

	it('begins the next attempt in the transaction that ends the one before', async () => {
		await store().commit([batch({ attempts: [attempt(0)] })]);
		await store().commit([batch({ ends: [success(0)], attempts: [attempt(0, 2)] })]);
		expect((await attemptsOf(store())).map((row) => row.ended_at)).toEqual([2000, null]);
	});

	it('begins and ends an attempt in one transaction', async () => {
		await store().commit([batch({ attempts: [attempt(0)] }), batch({ ends: [success(0)] })]);
		expect((await attemptsOf(store())).map((row) => row.outcome)).toEqual(['succeeded']);
	});

	it('takes a repeated start or cancel, and one of an attempt that has ended', async () => {
		const start = { assignmentId: assignment(0), startedAtMs: 1400 };
		await store().commit([batch({ attempts: [attempt(0)] })]);
		await store().commit([batch({ starts: [start, start], cancels: [assignment(0), assignment(0)] })]);
		await store().commit([batch({ ends: [success(0)] })]);
		await store().commit([batch({ starts: [start], cancels: [assignment(0)] })]);
		expect(await attemptsOf(store())).toMatchObject([{ started_at: 1400, cancel_requested: 1 }]);
	});

	it('keeps the last of what operators said, and from where retries are counted', async () => {
		const paused = { ...UNCONTROLLED, isPaused: true, breakpoints: ['a'], passed: [1] };
		const excluded = [{ nodeId: '1' as NodeId, reason: 'lost' }] as const;
		const mark = { deploymentId: DEPLOYMENT, vertex: 1 };
		await store().commit([
			batch({ controls: [{ deploymentId: DEPLOYMENT, control: UNCONTROLLED, excluded: [] }] }),
			batch({ controls: [{ deploymentId: DEPLOYMENT, control: paused, excluded }] }),
			batch({ retries: [{ ...mark, attemptsBefore: 1 }] }),
			batch({ retries: [{ ...mark, attemptsBefore: 2 }] }),
		]);
		await store().read(async ({ db }) => {
			const deployment = await db.selectFrom('deployment').selectAll().executeTakeFirstOrThrow();
			expect(JSON.parse(deployment.control)).toEqual(paused);
			expect(JSON.parse(deployment.excluded_nodes)).toEqual(excluded);
			const runs = await db.selectFrom('task_run').selectAll().orderBy('vertex').execute();
			expect(runs.slice(0, 2).map(({ attempts_before }) => attempts_before)).toEqual([0, 2]);
		});
	});

	it('takes an empty commit', async () => {
		await expect(store().commit([])).resolves.toBeUndefined();
		await expect(store().commit([batch({})])).resolves.toBeUndefined();
	});

	it('keeps what it promised when it is closed and opened', async () => {
		const promises = [
			store().commit([batch({ runs: [run(0, 'ready')], events: [event(1)] })]),
			store().write(({ db }) => db.insertInto('setting').values({ name: 'a', value: 'b' }).execute()),
			store().commit([batch({ runs: [run(1, 'ready')], events: [event(2)] })]),
		];
		const reopened = await reopen();
		await Promise.all(promises);
		expect((await runsOf(reopened)).map(([state]) => state)).toEqual(['ready', 'ready', 'pending', 'pending']);
		expect(await sequencesOf(reopened)).toEqual([1, 2]);
	});

	it('refuses everything once it is closed', async () => {
		await store().close();
		await expect(store().commit([batch({})])).rejects.toThrow(StoreIoError);
		await expect(store().write(async () => 1)).rejects.toThrow(StoreIoError);
		await expect(store().read(async () => 1)).rejects.toThrow(StoreIoError);
	});
}

function describeRefusals({ store }: Fixture): void {
	const good = batch({ runs: [run(0, 'ready')], events: [event('good')] });
	const offenders = {
		'a run that does not exist': batch({ runs: [run(99, 'ready')] }),
		'the end of an attempt that does not exist': batch({ ends: [success(7)] }),
		'a second end of an attempt': batch({ ends: [success(3)] }),
		'two ends of one attempt': batch({ ends: [success(2), success(2)] }),
		'a second attempt while the first is open': batch({ attempts: [attempt(2, 2)] }),
		'an assignment that exists': batch({ attempts: [attempt(2)] }),
		'an attempt of a run that does not exist': batch({ attempts: [attempt(99)] }),
		'the start of an attempt that does not exist': batch({ starts: [{ assignmentId: assignment(9), startedAtMs: 1 }] }),
		'a cancel of an attempt that does not exist': batch({ cancels: [assignment(9)] }),
		'a hello of a node that does not exist': batch({ hellos: [{ ...hello(9), nodeId: '77' as never }] }),
		'a hello of an epoch that has passed': batch({ hellos: [hello(0)] }),
		'a value of the wrong type': batch({ runs: [{ ...run(1, 'ready'), message: null as never }] }),
	};

	it.each(Object.entries(offenders))('stores nothing of a commit with %s', async (_, offender) => {
		await store().commit([batch({ attempts: [attempt(2), attempt(3)] })]);
		await store().commit([batch({ ends: [success(3)] })]);
		await expect(store().commit([good, offender])).rejects.toThrow(StoreConstraintError);
		expect((await runsOf(store())).map(([state]) => state)).toEqual(Array(4).fill('pending'));
		expect(await sequencesOf(store())).toEqual([]);
		await store().commit([good]);
		expect(await sequencesOf(store())).toEqual([1]);
	});

	it('names the row that is not there', async () => {
		await expect(store().commit([batch({ runs: [run(0, 'ready'), run(42, 'ready')] })])).rejects.toThrow(/vertex 42/);
		await expect(store().commit([batch({ ends: [success(9)] })])).rejects.toThrow(assignment(9));
	});

	it('stores the commits around a refused one', async () => {
		const results = await Promise.allSettled([
			store().commit([batch({ events: [event(1)] })]),
			store().commit([batch({ runs: [run(99, 'ready')], events: [event(2)] })]),
			store().commit([batch({ events: [event(3)] })]),
		]);
		expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
		expect(await sequencesOf(store())).toEqual([1, 2]);
	});
}

function describeEvents({ store, reopen }: Fixture): void {
	it('numbers events without holes under concurrent commits, writes and failures', async () => {
		const published: Event[] = [];
		store().onEvents((events) => published.push(...events));
		const works = Array.from({ length: 60 }, (_, unit) => {
			if (unit % 3 === 0) {
				return store().commit([batch({ events: [event(unit), event(unit, SYSTEM_STREAM)] })]);
			}
			const fails = unit % 3 === 1;
			return store().write(async (transaction) => {
				await transaction.appendEvents([event(unit), event(unit, SYSTEM_STREAM)]);
				if (fails) {
					throw new Error('changed its mind');
				}
			});
		});
		await Promise.allSettled(works);
		for (const stream of [ENVIRONMENT, SYSTEM_STREAM]) {
			expect(await sequencesOf(store(), stream)).toEqual(upTo(40));
			expect(published.filter((stored) => stored.stream === stream).map((stored) => stored.sequence)).toEqual(upTo(40));
		}
		const expected = upTo(60)
			.map((number) => number - 1)
			.filter((unit) => unit % 3 !== 1);
		expect(published.filter((stored) => stored.stream === ENVIRONMENT).map(idOf)).toEqual(expected.map(String));
	});

	it('publishes what it stored, after it is durable and before the promise resolves', async () => {
		const order: string[] = [];
		store().onEvents((events) => order.push(...events.map((stored) => `${idOf(stored)}=${stored.sequence}`)));
		const first = store().commit([batch({ events: [event('a'), event('s', SYSTEM_STREAM), event('b')] })]);
		const second = store().write(async ({ appendEvents }) => {
			await appendEvents([event('c')]);
			await appendEvents([event('d')]);
			order.push('work done');
		});
		await Promise.all([first.then(() => order.push('first')), second.then(() => order.push('second'))]);
		expect(order).toEqual(['a=1', 's=1', 'b=2', 'first', 'work done', 'c=3', 'd=4', 'second']);
	});

	it('gives back the body that was stored', async () => {
		const original = event('quote " and \u2028 and \0');
		await store().commit([batch({ events: [original] })]);
		const row = await store().read(({ db }) => db.selectFrom('event').selectAll().executeTakeFirstOrThrow());
		expect(JSON.parse(row.body)).toEqual(original.body);
	});

	it('goes on counting after it was opened again', async () => {
		await store().commit([batch({ events: [event(1), event(2)] })]);
		const reopened = await reopen();
		await reopened.commit([batch({ events: [event(3)] })]);
		expect(await sequencesOf(reopened)).toEqual([1, 2, 3]);
	});
}

function describeTransactions({ store }: Fixture): void {
	const insert = (name: string) =>
		store().write(({ db }) => db.insertInto('setting').values({ name, value: '' }).execute());
	const names = async (): Promise<readonly string[]> => {
		const rows = await store().read(({ db }) => db.selectFrom('setting').select('name').orderBy('name').execute());
		return rows.map((row) => row.name);
	};

	it('carries out writes in the order of the calls, one at a time', async () => {
		const order: string[] = [];
		const write = (name: string) =>
			store().write(async ({ db }) => {
				order.push(`${name} begins`);
				await db.selectFrom('setting').selectAll().execute();
				await db.insertInto('setting').values({ name, value: '' }).execute();
				order.push(`${name} ends`);
			});
		const commit = (name: string) => store().commit([batch({ events: [event(name)] })]);
		store().onEvents((events) => order.push(...events.map(idOf)));
		await Promise.all([write('1'), commit('2'), write('3'), write('4'), commit('5')]);
		const events = order.filter((entry) => entry.length === 1);
		expect(events).toEqual(['2', '5']);
		const works = order.filter((entry) => entry.length > 1);
		expect(works).toEqual(['1', '3', '4'].flatMap((name) => [`${name} begins`, `${name} ends`]));
		expect(order.indexOf('2')).toBeLessThan(order.indexOf('5'));
	});

	it('rolls back a write whose work rejects, and passes the reason on', async () => {
		const reason = new Error('changed its mind');
		const write = store().write(async ({ db }) => {
			await db.insertInto('setting').values({ name: 'a', value: '' }).execute();
			throw reason;
		});
		await expect(write).rejects.toBe(reason);
		expect(await names()).toEqual([]);
	});

	it('dooms a transaction whose statement failed, even when the work goes on', async () => {
		await insert('a');
		const write = store().write(async ({ db }) => {
			await db.insertInto('setting').values({ name: 'b', value: '' }).execute();
			await db
				.insertInto('setting')
				.values({ name: 'a', value: '' })
				.execute()
				.catch(() => undefined);
		});
		await expect(write).rejects.toThrow(StoreConstraintError);
		expect(await names()).toEqual(['a']);
	});

	it('shows a read one snapshot while writes go on', async () => {
		const counts = await store().read(async ({ db }) => {
			const count = async () => (await db.selectFrom('setting').selectAll().execute()).length;
			const before = await count();
			// Not awaited inside: this is somebody else's write.
			void insert('a');
			for (let look = 0; look < 20; look++) {
				await count();
			}
			return [before, await count()];
		});
		expect(counts).toEqual([0, 0]);
		await insert('b');
		expect(await names()).toEqual(['a', 'b']);
	});

	it('does not write in a read', async () => {
		const read = store().read(({ db }) => db.insertInto('setting').values({ name: 'a', value: '' }).execute());
		await expect(read).rejects.toThrow();
		await insert('b');
		expect(await names()).toEqual(['b']);
	});

	it('refuses a handle that left its work', async () => {
		const leaked = await store().write(async (transaction) => transaction);
		await expect(leaked.db.selectFrom('setting').selectAll().execute()).rejects.toThrow(/has ended/);
		await expect(leaked.appendEvents([event(1)])).rejects.toThrow(/has ended/);
	});

	it('refuses transactions inside transactions and open cursors', async () => {
		await expect(store().write(({ db }) => db.transaction().execute(async () => 1))).rejects.toThrow(/handle/);
		const stream = store().read(async ({ db }) => {
			for await (const row of db.selectFrom('node').selectAll().stream()) {
				return row;
			}
			return undefined;
		});
		await expect(stream).rejects.toThrow(/pages/);
	});

	it('ends a transaction that awaits something else, rolls it back and goes on', async () => {
		const write = store().write(async ({ db }) => {
			await db.insertInto('setting').values({ name: 'a', value: '' }).execute();
			await sleep(400);
			await db.insertInto('setting').values({ name: 'b', value: '' }).execute();
		});
		const next = insert('c');
		await expect(write).rejects.toThrow(/await nothing but the handle/);
		await next;
		const read = store().read(() => sleep(400));
		await expect(read).rejects.toThrow(/await nothing but the handle/);
		expect(await names()).toEqual(['c']);
	});

	it('ends a write that waits for another one instead of waiting for ever', async () => {
		const outer = store().write(() => insert('inner'));
		await expect(outer).rejects.toThrow(/await nothing but the handle/);
	});

	it('refuses a work that ends before its statements', async () => {
		const write = store().write(async ({ db }) => {
			void db.insertInto('setting').values({ name: 'a', value: '' }).execute();
			await db.selectFrom('node').selectAll().execute();
			void db
				.insertInto('setting')
				.values({ name: 'b', value: '' })
				.execute()
				.catch(() => undefined);
			await Promise.resolve();
			await Promise.resolve();
			await Promise.resolve();
		});
		await write.catch(() => undefined);
		expect(['', 'a']).toContain((await names()).join());
	});
}

function describeCrashes({ adapter, folder, store }: Fixture): void {
	it('has everything promised, and nothing by halves, after kill -9', { timeout: 60_000 }, async () => {
		await store().close();
		const promised: number[] = [];
		for (let round = 0; round < 4; round++) {
			const first = (promised.at(-1) ?? -1) + 100;
			promised.push(...(await writeUntilKilled(adapter.writerArguments(folder(), first), 20 + round * 45)));
			const reopened = await adapter.open(folder());
			await checkUnits(reopened, promised);
			await reopened.close();
		}
	});
}

/** Starts the writer, kills it once it has promised so many units, and gives all that it had promised. */
async function writeUntilKilled(programArguments: readonly string[], units: number): Promise<readonly number[]> {
	const child = spawn(process.execPath, programArguments, { stdio: ['ignore', 'pipe', 'inherit'] });
	const exited = once(child, 'exit');
	const promised: number[] = [];
	for await (const line of createInterface({ input: child.stdout })) {
		promised.push(Number(line));
		if (promised.length === units) {
			child.kill('SIGKILL');
		}
	}
	await exited;
	expect(promised.length).toBeGreaterThanOrEqual(units);
	return promised.sort((a, b) => a - b);
}

async function checkUnits(store: Store, promised: readonly number[]): Promise<void> {
	const events = await store.read(({ db }) => db.selectFrom('event').selectAll().orderBy('sequence').execute());
	const settings = await store.read(({ db }) => db.selectFrom('setting').select('name').execute());
	expect(events.map((row) => row.sequence)).toEqual(upTo(events.length));
	const ids = events.map((row) => idOf({ body: JSON.parse(row.body) as Event['body'] }));
	const stored = new Set<number>();
	for (let index = 0; index < ids.length; index += 3) {
		const unit = Number(ids[index]?.split('/')[0]);
		expect(ids.slice(index, index + 3)).toEqual([0, 1, 2].map((part) => `${unit}/${part}`));
		stored.add(unit);
	}
	expect(promised.filter((unit) => !stored.has(unit))).toEqual([]);
	const odd = [...stored].filter((unit) => unit % 2 === 1).map((unit) => `unit-${unit}`);
	expect(settings.map((row) => row.name).sort()).toEqual(odd.sort());
}
