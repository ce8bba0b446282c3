import type { Inventory } from '@stoker/shared/model/inventory.js';
import type { Clock, Log } from '@stoker/shared/model/ports.js';
import { canonicalDigest } from './canonical-digest.js';

interface InventoryKeeperOptions {
	/** The digest an earlier agent process found; empty when none did. */
	readonly lastDigest: string;
	readonly discover: () => Promise<Inventory>;
	/** Keeps the digest for the next agent process. */
	readonly remember: (digest: string) => Promise<void>;
	/** Calls back whenever devices may have changed, until it is closed; absent where nobody listens. */
	readonly watch?: (onChange: () => void) => { close(): void };
	readonly clock: Clock;
	readonly log: Log;
}

const INTERVAL_MS = 10 * 60_000;
/** The first look comes after the first connection. */
const FIRST_LOOK_MS = 1_000;
/** One disk gives many events: after the last of them it is looked. */
const QUIET_MS = 2_000;
/** Where it never gets quiet, it is looked all the same. */
const LONGEST_UNREST_MS = 30_000;

/** Looks at the hardware soon after the start, a quiet moment after devices changed, and every ten minutes. */
export class InventoryKeeper {
	readonly #options: InventoryKeeperOptions;
	#digest: string;
	#inventory: Inventory | undefined;
	#timer: NodeJS.Timeout | undefined;
	#watch: { close(): void } | undefined;
	#isLooking = false;
	/** Of the first change that nobody has looked at yet. */
	#changedAtMs: number | undefined;
	#isStopped = false;
	#onLook: () => void = () => undefined;

	constructor(options: InventoryKeeperOptions) {
		this.#options = options;
		this.#digest = options.lastDigest;
	}

	/** The newest digest; the inventory itself once this process has looked. */
	get known(): { readonly digest: string; readonly inventory: Inventory | undefined } {
		return { digest: this.#digest, inventory: this.#inventory };
	}

	/** `onLook` is called when something else was found than before, and after the first look. */
	start(onLook: () => void): void {
		this.#onLook = onLook;
		this.#schedule(FIRST_LOOK_MS);
	}

	stop(): void {
		this.#isStopped = true;
		clearTimeout(this.#timer);
		this.#watch?.close();
	}

	#schedule(delayMs: number): void {
		clearTimeout(this.#timer);
		if (!this.#isStopped) {
			this.#timer = setTimeout(() => void this.#look(), delayMs);
		}
	}

	/** Something may have changed that no event tells of: it is looked a quiet moment later. */
	noteChange(): void {
		this.#changedAtMs ??= this.#options.clock.monotonicMs();
		if (!this.#isLooking) {
			this.#scheduleNext();
		}
	}

	#scheduleNext(): void {
		if (this.#changedAtMs === undefined) {
			this.#schedule(INTERVAL_MS);
			return;
		}
		const unrestMs = this.#options.clock.monotonicMs() - this.#changedAtMs;
		this.#schedule(Math.max(0, Math.min(QUIET_MS, LONGEST_UNREST_MS - unrestMs)));
	}

	async #look(): Promise<void> {
		this.#isLooking = true;
		this.#changedAtMs = undefined;
		// From before the first look on, so that nothing happens between the two unheard.
		this.#watch ??= this.#options.watch?.(() => this.noteChange());
		try {
			const isFirst = this.#inventory === undefined;
			const inventory = await this.#options.discover();
			const digest = canonicalDigest(inventory);
			const hasChanged = digest !== this.#digest;
			this.#inventory = inventory;
			this.#digest = digest;
			if (hasChanged) {
				await this.#options.remember(digest);
			}
			// Also the first time: the controller may have asked for it before it was there.
			if ((hasChanged || isFirst) && !this.#isStopped) {
				this.#onLook();
			}
		} catch (error) {
			this.#options.log.error({ err: error }, 'the hardware could not be looked at');
		}
		this.#isLooking = false;
		this.#scheduleNext();
	}
}
