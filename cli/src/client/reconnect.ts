import { setTimeout as sleep } from 'node:timers/promises';
import { CallError } from './call-error.js';

export interface FollowOptions {
	/** Told when a stream broke and when it was taken up again. */
	readonly onConnection?: (state: 'lost' | 'restored') => void;
	/** How long a lost controller is waited for; 10 minutes unless told. */
	readonly patienceMs?: number;
}

interface Attempt<Item> {
	/** Opens the stream where the last one broke. */
	readonly open: (onOpen: () => void) => AsyncIterable<Item>;
	/** Whether a stream that ended without an error is complete. */
	readonly endsWhenClosed: () => boolean;
	readonly signal: AbortSignal | undefined;
}

const DEFAULT_PATIENCE_MS = 600_000;
const SHORTEST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 3000;

/**
 * Follows a stream across lost connections. The first connection must succeed at once; after that a lost controller
 * is waited for with jitter, so that many watchers do not come back together.
 */
export async function* followStream<Item>(
	attempt: Attempt<Item>,
	options: FollowOptions,
): AsyncGenerator<Item, void, undefined> {
	const patienceMs = options.patienceMs ?? DEFAULT_PATIENCE_MS;
	let lostAtMs: number | undefined;
	let wasOpen = false;
	const onOpen = (): void => {
		if (lostAtMs !== undefined) {
			options.onConnection?.('restored');
		}
		lostAtMs = undefined;
		wasOpen = true;
	};
	for (;;) {
		try {
			for await (const item of attempt.open(onOpen)) {
				onOpen();
				yield item;
			}
			if (attempt.endsWhenClosed()) {
				return;
			}
		} catch (error) {
			if (!wasOpen || !isConnectionLoss(error) || performance.now() - (lostAtMs ?? Infinity) > patienceMs) {
				throw error;
			}
		}
		if (lostAtMs === undefined) {
			lostAtMs = performance.now();
			options.onConnection?.('lost');
		}
		const delayMs = SHORTEST_DELAY_MS + Math.random() * (LONGEST_DELAY_MS - SHORTEST_DELAY_MS);
		await sleep(delayMs, undefined, attempt.signal === undefined ? {} : { signal: attempt.signal });
	}
}

/** Whether the controller went away, rather than refused. */
function isConnectionLoss(error: unknown): boolean {
	if (!(error instanceof CallError)) {
		return false;
	}
	const { status, requestId } = error.status;
	// A restarting controller resets streams in several ways; none of them carries a request id.
	return (
		status === 'UNAVAILABLE' ||
		(requestId === '' && ['CANCELLED', 'INTERNAL', 'UNKNOWN', 'DEADLINE_EXCEEDED'].includes(status))
	);
}
