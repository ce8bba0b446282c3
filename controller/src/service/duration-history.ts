import type { Clock } from '@stoker/shared/model/ports.js';
import type { Store } from '../store/store.js';
import { BoundedCache } from './bounded-cache.js';
import { pastDurations } from './plan-history.js';

const CAPACITY = 64;
/** Watchers ask every few seconds, and a mean over thousands of attempts changes slowly. */
const KEPT_MS = 30_000;

type Durations = ReadonlyMap<string, number>;

interface Kept {
	readonly atMs: number;
	readonly durations: Promise<Durations>;
}

/** What the tasks of an environment took lately, the deployment at work included; looked up every half minute at most. */
export class DurationHistory {
	readonly #ports: { readonly store: Store; readonly clock: Clock };
	readonly #kept = new BoundedCache<string, Kept>(CAPACITY);

	constructor(ports: { readonly store: Store; readonly clock: Clock }) {
		this.#ports = ports;
	}

	/** Mean milliseconds by task id. */
	async ofEnvironment(environmentId: string): Promise<Durations> {
		const nowMs = this.#ports.clock.monotonicMs();
		const known = this.#kept.get(environmentId);
		if (known !== undefined && nowMs - known.atMs < KEPT_MS) {
			return known.durations;
		}
		const durations = this.#ports.store.read(({ db }) => pastDurations(db, environmentId));
		this.#kept.set(environmentId, { atMs: nowMs, durations });
		durations.catch(() => this.#kept.delete(environmentId));
		return durations;
	}
}
