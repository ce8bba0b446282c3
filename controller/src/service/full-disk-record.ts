import { SYSTEM_STREAM } from '@stoker/shared/model/event.js';
import type { Clock, Log } from '@stoker/shared/model/ports.js';
import { DISK_OBJECT, DISK_WAS_FULL } from '../domain/notification-of.js';
import type { Store } from '../store/store.js';

/**
 * Keeps on record that the disk was full. While it is, nothing can be stored, so it is told by an event as soon as
 * there is room; health says it meanwhile.
 */
export class FullDiskRecord {
	readonly #ports: { readonly store: Store; readonly clock: Clock; readonly log: Log };
	#sinceMs: number | undefined;

	constructor(ports: { readonly store: Store; readonly clock: Clock; readonly log: Log }) {
		this.#ports = ports;
	}

	/** The disk is full, or has room again. */
	changed(isFull: boolean): void {
		const { store, clock, log } = this.#ports;
		if (isFull) {
			this.#sinceMs ??= clock.monotonicMs();
			return;
		}
		if (this.#sinceMs === undefined) {
			return;
		}
		const seconds = Math.ceil((clock.monotonicMs() - this.#sinceMs) / 1_000);
		this.#sinceMs = undefined;
		const body = {
			kind: 'object_changed',
			object: DISK_OBJECT,
			id: `for ${seconds} s`,
			action: DISK_WAS_FULL,
		} as const;
		store
			.write(({ appendEvents }) => appendEvents([{ stream: SYSTEM_STREAM, atMs: clock.wallMs(), body }]))
			.catch((error: unknown) => log.error({ err: error }, 'full disk not recorded'));
	}
}
