import type { Event, EventBody } from '@stoker/shared/model/event.js';
import type { EnvironmentId } from '@stoker/shared/model/ids.js';
import type { Log } from '@stoker/shared/model/ports.js';
import { notificationOf } from '../domain/notification-of.js';
import { type Store, StoreFullError, type WriteTransaction } from '../store/store.js';

/** Notifications kept; the oldest make room. */
const MOST_KEPT = 1_000;
const PAGE_EVENTS = 1_000;
/** Events without anything to tell after which a stream's cursor is stored all the same. */
const CURSOR_EVERY = 1_000;
const RETRY_MS = 5_000;

interface KeeperPorts {
	readonly store: Store;
	readonly log: Log;
}

/** How far a stream was looked at. */
interface Progress {
	/** Last event heard of. */
	heard: number;
	/** Last event whose look is durable. */
	stored: number;
	/** Something after the stored one is to be told. */
	isDue: boolean;
}

/**
 * Makes notifications of committed events.
 *
 * INVARIANTS. A notification is stored with the cursor of its stream in one transaction, and is made of the stored
 * events after the cursor: a kill at any line loses none and tells none twice. Events are looked at once when they are
 * published, which costs no read unless there is something to tell; after a restart the rest is read again.
 */
export class NotificationKeeper {
	readonly #ports: KeeperPorts;
	readonly #streams = new Map<EnvironmentId, Progress>();
	#work: Promise<void> | undefined;
	#isStopped = false;
	#wake = (): void => undefined;

	constructor(ports: KeeperPorts) {
		this.#ports = ports;
	}

	/** Takes up what was published before this process began. Call it before anything new happens. */
	async start(): Promise<void> {
		const rows = await this.#ports.store.read(({ db }) =>
			db
				.selectFrom('event_stream')
				.leftJoin('notification_cursor', 'notification_cursor.stream', 'event_stream.stream')
				.select(['event_stream.stream', 'last_sequence', 'notification_cursor.sequence'])
				.execute(),
		);
		for (const { stream, last_sequence: heard, sequence } of rows) {
			const stored = sequence ?? 0;
			this.#streams.set(stream as EnvironmentId, { heard, stored, isDue: heard > stored });
		}
		await this.#run();
	}

	/** Takes events that were just committed, in the order of their numbers. */
	publish(events: readonly Event[]): void {
		for (const event of events) {
			let progress = this.#streams.get(event.stream);
			if (progress === undefined) {
				progress = { heard: 0, stored: 0, isDue: false };
				this.#streams.set(event.stream, progress);
			}
			progress.heard = event.sequence;
			progress.isDue ||= notificationOf(event) !== undefined;
			if (progress.isDue || progress.heard - progress.stored >= CURSOR_EVERY) {
				this.#begin();
			}
		}
	}

	/** Resolves when everything heard of so far is stored; tests and the end of the program wait for it. */
	async whenSettled(): Promise<void> {
		await this.#work;
	}

	async stop(): Promise<void> {
		this.#isStopped = true;
		this.#wake();
		await this.#work;
	}

	#begin(): void {
		if (this.#work === undefined && !this.#isStopped) {
			this.#work = this.#run().finally(() => {
				this.#work = undefined;
			});
		}
	}

	/** Never rejects: what cannot be stored now is made again, at the latest after a restart. */
	async #run(): Promise<void> {
		for (let due = this.#nextDue(); due !== undefined && !this.#isStopped; due = this.#nextDue()) {
			const [stream, progress] = due;
			try {
				await this.#advance(stream, progress);
			} catch (error) {
				if (!(error instanceof StoreFullError)) {
					this.#ports.log.error({ environmentId: stream, err: error }, 'notifications not stored');
					return;
				}
				await this.#pause();
			}
		}
	}

	#nextDue(): readonly [EnvironmentId, Progress] | undefined {
		for (const entry of this.#streams) {
			const { isDue, heard, stored } = entry[1];
			if (isDue || heard - stored >= CURSOR_EVERY) {
				return entry;
			}
		}
		return undefined;
	}

	async #advance(stream: EnvironmentId, progress: Progress): Promise<void> {
		const { heard, stored, isDue } = progress;
		// What is published from now on may be to be told again.
		progress.isDue = false;
		try {
			const events = isDue ? await this.#read(stream, stored, heard) : [];
			const through = events.length === PAGE_EVENTS ? (events.at(-1)?.sequence ?? heard) : heard;
			const isKnown = await this.#ports.store.write((transaction) => record(transaction, { stream, events, through }));
			progress.stored = through;
			progress.isDue ||= through < heard;
			if (!isKnown) {
				this.#streams.delete(stream);
			}
		} catch (error) {
			progress.isDue ||= isDue;
			throw error;
		}
	}

	async #read(stream: EnvironmentId, after: number, through: number): Promise<readonly Event[]> {
		const rows = await this.#ports.store.read(({ db }) =>
			db
				.selectFrom('event')
				.select(['sequence', 'at', 'body'])
				.where('stream', '=', stream)
				.where('sequence', '>', after)
				.where('sequence', '<=', through)
				.orderBy('sequence')
				.limit(PAGE_EVENTS)
				.execute(),
		);
		return rows.map((row) => ({
			stream,
			sequence: row.sequence,
			atMs: row.at,
			body: JSON.parse(row.body) as EventBody,
		}));
	}

	async #pause(): Promise<void> {
		await new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, RETRY_MS);
			this.#wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});
	}
}

interface Step {
	readonly stream: EnvironmentId;
	readonly events: readonly Event[];
	readonly through: number;
}

/** Stores the notifications of events with the cursor behind them. False when the stream was deleted meanwhile. */
async function record({ db }: WriteTransaction, { stream, events, through }: Step): Promise<boolean> {
	const head = await db.selectFrom('event_stream').select('stream').where('stream', '=', stream).executeTakeFirst();
	if (head === undefined) {
		return false;
	}
	const rows = events.flatMap((event) => {
		const notification = notificationOf(event);
		return notification ? [{ ...notification, stream, sequence: event.sequence, at: event.atMs }] : [];
	});
	if (rows.length > 0) {
		const last = await db
			.selectFrom('notification')
			.select(({ fn }) => fn.max('number').as('number'))
			.executeTakeFirst();
		const first = Number(last?.number ?? 0) + 1;
		await db
			.insertInto('notification')
			.values(rows.map((row, index) => ({ ...row, number: first + index, read_at: null, read_by: '' })))
			.execute();
		await db
			.deleteFrom('notification')
			.where('number', '<=', first + rows.length - 1 - MOST_KEPT)
			.execute();
	}
	await db
		.insertInto('notification_cursor')
		.values({ stream, sequence: through })
		.onConflict((conflict) => conflict.column('stream').doUpdateSet({ sequence: through }))
		.execute();
	return true;
}
