import type { Log } from '@stoker/shared/model/ports.js';
import { StoreFullError } from '../store/store.js';

export interface RoomPorts {
	readonly log: Log;
	/** The disk is full, or has room again. */
	onFullChanged(isFull: boolean): void;
	/** Resolves after so many milliseconds. */
	sleep(milliseconds: number): Promise<void>;
}

const FULL_RETRY_MIN_MS = 250;
const FULL_RETRY_MAX_MS = 10_000;

/** Stores something that must be stored: on a full disk the same work is tried again until there is room. */
export async function untilThereIsRoom(ports: RoomPorts, work: () => Promise<void>): Promise<void> {
	for (let delayMs = FULL_RETRY_MIN_MS, isFirst = true; ; isFirst = false) {
		try {
			await work();
			if (!isFirst) {
				ports.onFullChanged(false);
			}
			return;
		} catch (error) {
			if (!(error instanceof StoreFullError)) {
				throw error;
			}
			ports.log.error({ retryMs: delayMs }, 'disk full, nothing stored');
			ports.onFullChanged(true);
			await ports.sleep(delayMs);
			delayMs = Math.min(delayMs * 2, FULL_RETRY_MAX_MS);
		}
	}
}
