import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Event } from '@stoker/shared/model/event.js';
import type { EnvironmentId } from '@stoker/shared/model/ids.js';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusalOf } from '../../../test/support/service-rig.js';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.js';
import type { Store } from '../store/store.js';
import { EventHub } from './event-hub.js';
import { watchEvents } from './watch-events.js';

const STREAM = 'environment-1' as EnvironmentId;
const OTHER = 'environment-2' as EnvironmentId;

/** What a watcher does: where it begins, how long it takes for each event, and when it begins. */
interface WatcherPlan {
	readonly afterShare: number;
	readonly pauses: readonly number[];
	readonly beginsAfter: number;
}

describe('the event hub', () => {
	let folder: string;
	let store: Store;
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'stoker-events-'));
		store = await openSqliteStore({ path: join(folder, 'stoker.db') });
	});
	afterEach(async () => {
		await store.close();
		await rm(folder, { recursive: true, force: true });
	});

	const append = (count: number, stream = STREAM) =>
		store.write((transaction) =>
			transaction.appendEvents(
				Array.from({ length: count }, () => ({
					stream,
					atMs: 1,
					body: { kind: 'environment_changed', status: 'new', message: 'x' } as const,
				})),
			),
		);
	const head = () =>
		store.read(async ({ db }) => {
			const row = await db.selectFrom('event_stream').selectAll().where('stream', '=', STREAM).executeTakeFirst();
			return row?.last_sequence ?? 0;
		});
	const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
	const hubOf = (options = {}) => {
		const hub = new EventHub(store, options);
		store.onEvents((events) => hub.publish(events));
		return hub;
	};

	it('ends a watcher whose environment was deleted before it was heard of', async () => {
		const hub = hubOf();
		await append(3);
		await store.write(async ({ db }) => {
			await db.deleteFrom('event').where('stream', '=', STREAM).execute();
			await db.deleteFrom('event_stream').where('stream', '=', STREAM).execute();
		});
		const following = hub.follow({ stream: STREAM, after: 3 }, async () => {}, AbortSignal.timeout(2_000));
		expect((await refusalOf(following)).code).toBe('ENVIRONMENT_NOT_FOUND');
	});

	it('gives every watcher every event once and in order, however slow it is and whenever it begins', async () => {
		const plan = fc.record({
			afterShare: fc.double({ min: 0, max: 1, noNaN: true }),
			pauses: fc.array(fc.constantFrom(-1, 0, 1, 3), { minLength: 1, maxLength: 5 }),
			beginsAfter: fc.nat({ max: 6 }),
		});
		const writes = fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 12 });
		const property = fc.asyncProperty(fc.array(plan, { minLength: 1, maxLength: 5 }), writes, async (plans, counts) => {
			const hub = hubOf({ bufferEvents: 4, pageEvents: 3 });
			const before = await head();
			const total = before + counts.reduce((sum, count) => sum + count, 0);
			const watch = async ({ afterShare, pauses, beginsAfter }: WatcherPlan) => {
				await pause(beginsAfter);
				const after = Math.max(0, before - Math.floor(afterShare * 20));
				const seen: number[] = [];
				const controller = new AbortController();
				const take = async (event: Event) => {
					const milliseconds = pauses[seen.length % pauses.length] ?? 0;
					await (milliseconds < 0 ? undefined : pause(milliseconds));
					seen.push(event.sequence);
				};
				await hub.follow({ stream: STREAM, after, through: total }, take, controller.signal);
				expect(seen).toEqual(Array.from({ length: total - after }, (_, index) => after + 1 + index));
			};
			const watching = Promise.all(plans.map(watch));
			for (const count of counts) {
				await Promise.all([count > 0 ? append(count) : pause(1), append(1, OTHER)]);
			}
			await watching;
		});
		await fc.assert(property, { numRuns: 25 });
	}, 60_000);

	it('tells a watcher whose events were compacted, at its begin and in the middle', async () => {
		const hub = hubOf({ bufferEvents: 1, pageEvents: 2 });
		await append(10);
		await store.write(async ({ db }) => {
			await db.deleteFrom('event').where('stream', '=', STREAM).where('sequence', '<=', 5).execute();
			await db.updateTable('event_stream').set({ compacted_through: 5 }).where('stream', '=', STREAM).execute();
		});
		const follow = hub.follow({ stream: STREAM, after: 3, through: 10 }, async () => {}, new AbortController().signal);
		expect((await refusalOf(follow)).code).toBe('EVENTS_COMPACTED');
		const seen: number[] = [];
		const take = async (event: Event) => void seen.push(event.sequence);
		await hub.follow({ stream: STREAM, after: 5, through: 10 }, take, new AbortController().signal);
		expect(seen).toEqual([6, 7, 8, 9, 10]);
	});

	it('ends with the signal, and refuses more watchers than it is allowed', async () => {
		const hub = hubOf({ maxWatchers: 1 });
		const controller = new AbortController();
		const first = hub.follow({ stream: STREAM, after: 0 }, async () => {}, controller.signal);
		const second = hub.follow({ stream: STREAM, after: 0 }, async () => {}, controller.signal);
		expect((await refusalOf(second)).code).toBe('RATE_LIMITED');
		controller.abort(new Error('gone'));
		await expect(first).rejects.toThrow('gone');
		await hub.follow({ stream: STREAM, after: 0, through: 0 }, async () => {}, new AbortController().signal);
	});

	it('watches the system stream from a snapshot, from a number, and refuses numbers never given out', async () => {
		const events = hubOf();
		await append(3, '' as EnvironmentId);
		const watch = async (start: { kind: 'snapshot' } | { kind: 'after'; sequence: number }) => {
			const items: (number | string)[] = [];
			await watchEvents(
				{ store, events },
				{ environment: '', start, untilNow: true },
				async (item) => void items.push(item.kind === 'event' ? item.event.sequence : `at ${item.snapshot.sequence}`),
				new AbortController().signal,
			);
			return items;
		};
		expect(await watch({ kind: 'snapshot' })).toEqual(['at 3']);
		expect(await watch({ kind: 'after', sequence: 1 })).toEqual([2, 3]);
		expect((await refusalOf(watch({ kind: 'after', sequence: 4 }))).violations[0]?.field).toBe('after_sequence');
	});
});
