import { decodeWatchItem, encodeWatchStart } from '@stoker/shared/codec/watch.js';
import type { WatchItem, WatchStart } from '@stoker/shared/model/views.js';
import { EventServiceService as service } from '@stoker/shared/wire/stoker/v1/event.js';
import { CallError } from './call-error.js';
import type { Connection } from './connection.js';
import { type FollowOptions, followStream } from './reconnect.js';

export interface WatchRequest {
	/** Id or name; empty for the system stream. */
	readonly environment: string;
	readonly start: WatchStart;
	/** End once everything stored was delivered. */
	readonly untilNow?: boolean;
}

/** Ordered streams of what happens. */
export class EventsClient {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	/**
	 * Follows one stream across lost connections, from the last sequence number delivered: no event is missed or
	 * repeated. When the controller no longer keeps the events in between, a snapshot comes in their place.
	 */
	watch(request: WatchRequest, options: FollowOptions = {}): AsyncGenerator<WatchItem, void, undefined> {
		const { environment, untilNow = false } = request;
		let start = request.start;
		const connection = this.#connection;
		async function* open(onOpen: () => void): AsyncGenerator<WatchItem, void, undefined> {
			const wireRequest = { environment, start: encodeWatchStart(start), untilNow };
			for await (const message of connection.stream(service.watchEvents, wireRequest, onOpen)) {
				const item = decodeWatchItem(message);
				const sequence = item.kind === 'event' ? item.event.sequence : item.snapshot.sequence;
				if (item.kind === 'event' && start.kind === 'after' && sequence <= start.sequence) {
					continue;
				}
				start = { kind: 'after', sequence };
				yield item;
			}
		}
		async function* openOrSnapshot(onOpen: () => void): AsyncGenerator<WatchItem, void, undefined> {
			const isResumed = start !== request.start;
			try {
				yield* open(onOpen);
			} catch (error) {
				if (!isResumed || !(error instanceof CallError) || error.code !== 'EVENTS_COMPACTED') {
					throw error;
				}
				start = { kind: 'snapshot' };
				yield* open(onOpen);
			}
		}
		const attempt = { open: openOrSnapshot, endsWhenClosed: () => untilNow, signal: connection.signal };
		return followStream(attempt, options);
	}
}
