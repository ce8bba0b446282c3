import type { Event, EventBody } from '@stoker/shared/model/event.js';
import type { EnvironmentId } from '@stoker/shared/model/ids.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { Store } from '../store/store.js';
import { EventWatcher } from './event-watcher.js';

const MAX_WATCHERS = 1_000;
const BUFFER_EVENTS = 1_000;
const PAGE_EVENTS = 500;

/** Bounds, changed by tests only. */
export interface EventHubOptions {
	readonly maxWatchers?: number;
	readonly bufferEvents?: number;
	readonly pageEvents?: number;
}

/** What to follow: events after a number, and if wanted only through another. */
export interface Following {
	readonly stream: EnvironmentId;
	readonly after: number;
	readonly through?: number | undefined;
}

/**
 * Carries committed events to those who watch.
 *
 * INVARIANTS. A watcher gets every event of its stream after its starting point, each once, in order. It is registered
 * before its first look at the store, so an event is either in that look, or in its buffer, or in both (then the number
 * tells). A buffer that overflows is dropped and the watcher goes back to the store: slow watchers cost nothing but
 * their own time.
 */
export class EventHub {
	readonly #store: Store;
	readonly #options: Required<EventHubOptions>;
	readonly #watchers = new Map<EnvironmentId, Set<EventWatcher>>();
	readonly #listeners = new Map<EnvironmentId, Set<(event: Event) => void>>();
	#watcherCount = 0;

	constructor(store: Store, options: EventHubOptions = {}) {
		this.#store = store;
		this.#options = {
			maxWatchers: MAX_WATCHERS,
			bufferEvents: BUFFER_EVENTS,
			pageEvents: PAGE_EVENTS,
			...options,
		};
	}

	/** Takes events that were just committed, in the order of their numbers. For the listener of the store. */
	publish(events: readonly Event[]): void {
		for (const event of events) {
			for (const watcher of this.#watchers.get(event.stream) ?? []) {
				watcher.push(event);
			}
			for (const listener of this.#listeners.get(event.stream) ?? []) {
				listener(event);
			}
			const ended = endedStream(event.body);
			for (const watcher of ended === undefined ? [] : (this.#watchers.get(ended) ?? [])) {
				watcher.end();
			}
		}
	}

	/** Calls the listener for each event of a stream from now on. Returns how to end that. */
	onEvent(stream: EnvironmentId, listener: (event: Event) => void): () => void {
		return join(this.#listeners, stream, listener);
	}

	/**
	 * Hands over events one after the other, waiting for each to be taken; ends after `through`, else when the signal
	 * is aborted. Throws EVENTS_COMPACTED, RATE_LIMITED, or ENVIRONMENT_NOT_FOUND when the environment is deleted.
	 */
	async follow(
		{ stream, after, through }: Following,
		emit: (event: Event) => Promise<void>,
		signal: AbortSignal,
	): Promise<void> {
		const watcher = new EventWatcher(this.#options.bufferEvents);
		const leave = this.#register(stream, watcher);
		try {
			let next = after + 1;
			while (through === undefined || next <= through) {
				signal.throwIfAborted();
				for (const event of await this.#nextEvents(stream, watcher, next)) {
					if (through === undefined || event.sequence <= through) {
						await emit(event);
						next = event.sequence + 1;
					}
				}
				if (watcher.hasNothing(next) && (through === undefined || next <= through)) {
					requireStream(watcher, stream);
					await watcher.bell.wait(signal);
				}
			}
		} finally {
			leave();
		}
	}

	/** The next events, from the buffer where it goes on without a hole, else from the store. */
	async #nextEvents(stream: EnvironmentId, watcher: EventWatcher, next: number): Promise<readonly Event[]> {
		const buffered = watcher.take(next);
		if (buffered !== undefined) {
			return buffered;
		}
		watcher.beginReading();
		const { pageEvents } = this.#options;
		const { page, isGone } = await this.#read(stream, next, pageEvents);
		if (isGone) {
			// Deleted between the watcher's starting point and its registration: nobody would ever tell it.
			watcher.end();
		}
		if (page.length === pageEvents) {
			watcher.fallBehind();
		}
		const first = page[0]?.sequence ?? watcher.firstSequence;
		if (first !== undefined && first > next) {
			throw compacted(stream, next - 1);
		}
		return page;
	}

	async #read(
		stream: EnvironmentId,
		from: number,
		limit: number,
	): Promise<{ readonly page: readonly Event[]; readonly isGone: boolean }> {
		return this.#store.read(async ({ db }) => {
			const rows = await db
				.selectFrom('event')
				.select(['sequence', 'at', 'body'])
				.where('stream', '=', stream)
				.where('sequence', '>=', from)
				.orderBy('sequence')
				.limit(limit)
				.execute();
			const page = rows.map((row) => {
				const body = JSON.parse(row.body) as EventBody;
				return { stream, sequence: row.sequence, atMs: row.at, body };
			});
			// A stream that had events and is not known any more was deleted with its environment.
			const isSuspect = page.length === 0 && from > 1;
			const head = db.selectFrom('event_stream').select('last_sequence').where('stream', '=', stream);
			return { page, isGone: isSuspect && (await head.executeTakeFirst()) === undefined };
		});
	}

	#register(stream: EnvironmentId, watcher: EventWatcher): () => void {
		if (this.#watcherCount >= this.#options.maxWatchers) {
			throw new StokerError('RATE_LIMITED', 'Too many watch events at once.', { retryAfterSeconds: 30 });
		}
		this.#watcherCount += 1;
		const leave = join(this.#watchers, stream, watcher);
		return () => {
			this.#watcherCount -= 1;
			leave();
		};
	}
}

/** What a watcher is told whose events are no longer kept. */
export function compacted(stream: EnvironmentId, after: number): StokerError {
	return new StokerError('EVENTS_COMPACTED', `Events after number ${after} are no longer kept.`, {
		subject: { environment: stream, after: String(after) },
	});
}

function requireStream(watcher: EventWatcher, stream: EnvironmentId): void {
	if (watcher.hasEnded) {
		throw new StokerError('ENVIRONMENT_NOT_FOUND', 'The environment was deleted.', {
			subject: { environment: stream },
		});
	}
}

function endedStream(body: EventBody): EnvironmentId | undefined {
	const isDeletion = body.kind === 'object_changed' && body.object === 'environment' && body.action === 'deleted';
	return isDeletion ? (body.id as EnvironmentId) : undefined;
}

function join<Key, Member>(groups: Map<Key, Set<Member>>, key: Key, member: Member): () => void {
	const group = groups.get(key) ?? new Set();
	groups.set(key, group.add(member));
	return () => {
		group.delete(member);
		if (group.size === 0 && groups.get(key) === group) {
			groups.delete(key);
		}
	};
}
