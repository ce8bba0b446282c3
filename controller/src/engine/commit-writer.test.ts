import { describe, expect, it } from 'vitest';
import { type CommitBatch, type Store, StoreConstraintError, StoreFullError, StoreIoError } from '../store/store.js';
import { CommitWriter, type Submission } from './commit-writer.js';
import { EMPTY_BATCH } from './orphan-attempts.js';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

/** A store that answers commits as the test says, and records what it was given. */
class ScriptedStore {
	readonly commits: (readonly CommitBatch[])[] = [];
	fail: (batches: readonly CommitBatch[]) => Error | undefined = () => undefined;

	async commit(batches: readonly CommitBatch[]): Promise<void> {
		this.commits.push(batches);
		await new Promise((resolve) => setImmediate(resolve));
		const error = this.fail(batches);
		if (error) {
			throw error;
		}
	}
}

function batchOf(name: string, rows = 1): CommitBatch {
	const run = { deploymentId: name as never, vertex: 0, state: 'ready' as const, atMs: 0, message: '' };
	return { ...EMPTY_BATCH, runs: new Array(rows).fill(run) };
}

function world() {
	const store = new ScriptedStore();
	const told: string[] = [];
	const time = { nowMs: 0, slept: [] as number[] };
	const writer = new CommitWriter({
		store: store as unknown as Store,
		log: QUIET,
		sleep: async (milliseconds) => {
			time.slept.push(milliseconds);
			time.nowMs += milliseconds;
		},
		nowMs: () => time.nowMs,
		onFullChanged: (isFull) => told.push(isFull ? 'full' : 'room'),
		onFatal: (error) => told.push(`fatal ${(error as Error).name}`),
	});
	const submit = (name: string, batches = [batchOf(name)], more: Partial<Submission> = {}): void =>
		writer.submit({
			batches,
			onCommitted: () => told.push(`committed ${name}`),
			onRefused: () => told.push(`refused ${name}`),
			isAbandoned: () => false,
			...more,
		});
	return { store, told, time, writer, submit };
}

const offends = (name: string) => (batches: readonly CommitBatch[]) =>
	batches.some((batch) => batch.runs[0]?.deploymentId === name) ? new StoreConstraintError(name) : undefined;

describe('CommitWriter', () => {
	it('merges what comes while a transaction is under way, in order', async () => {
		const { store, told, writer, submit } = world();
		for (const name of ['a', 'b', 'c']) {
			submit(name);
		}
		await writer.whenIdle();
		expect(store.commits.map((batches) => batches.length)).toEqual([1, 2]);
		expect(told).toEqual(['committed a', 'committed b', 'committed c']);
	});

	it('keeps a transaction within 1,000 rows unless one submission is larger', async () => {
		const { store, writer, submit } = world();
		submit('first');
		submit('b', [batchOf('b', 600)]);
		submit('c', [batchOf('c', 600)]);
		submit('large', [batchOf('l1', 1_000), batchOf('l2', 500)]);
		await writer.whenIdle();
		expect(store.commits.map((batches) => batches.map((batch) => batch.runs.length))).toEqual([
			[1],
			[600],
			[600],
			[1_000],
			[500],
		]);
	});

	it('lets transactions wait for company only once many have followed one upon another', async () => {
		const { time, writer, submit } = world();
		const submitEvery = async (milliseconds: number, times: number): Promise<void> => {
			for (let index = 0; index < times; index++) {
				time.nowMs += milliseconds;
				submit(`${index}`);
				await writer.whenIdle();
			}
		};
		await submitEvery(10, 20);
		await submitEvery(1, 8);
		expect(time.slept).toEqual([]);
		await submitEvery(1, 2);
		expect(time.slept).toEqual([3, 3]);
		await submitEvery(10, 1);
		await submitEvery(1, 8);
		expect(time.slept).toEqual([3, 3]);
	});

	it('finds the offender of a broken constraint and stores the others', async () => {
		const { store, told, writer, submit } = world();
		store.fail = offends('bad');
		for (const name of ['a', 'b', 'bad', 'c']) {
			submit(name);
		}
		await writer.whenIdle();
		expect(told).toEqual(['committed a', 'committed b', 'refused bad', 'committed c']);
	});

	it('stores nothing more of an actor that was refused', async () => {
		const { store, told, writer, submit } = world();
		store.fail = offends('bad');
		let isHalted = false;
		submit('bad', [batchOf('bad')], {
			onRefused: () => {
				isHalted = true;
			},
			isAbandoned: () => isHalted,
		});
		submit('bad, later', [batchOf('later')], { isAbandoned: () => isHalted });
		await writer.whenIdle();
		expect(told).toEqual([]);
		expect(store.commits.flat().map((batch) => batch.runs[0]?.deploymentId)).toEqual(['bad']);
	});

	it('acknowledges nothing while the disk is full, and goes on when there is room', async () => {
		const { store, told, writer, submit } = world();
		let refusals = 3;
		store.fail = () => (refusals-- > 0 ? new StoreFullError('full') : undefined);
		submit('a');
		await writer.whenIdle();
		expect(told).toEqual(['full', 'full', 'full', 'room', 'committed a']);
	});

	it('promises nothing any more after an I/O error', async () => {
		const { store, told, writer, submit } = world();
		store.fail = () => new StoreIoError('gone');
		submit('a');
		submit('b');
		await writer.whenIdle();
		submit('c');
		await writer.whenIdle();
		expect(told).toEqual(['fatal StoreIoError']);
	});
});
