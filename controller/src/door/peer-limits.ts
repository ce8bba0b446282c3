import { isIPv6 } from 'node:net';
import { StokerError } from '@stoker/shared/model/stoker-error.js';

/** How much one peer may do: so much at once, and so much a second in the long run. */
export interface Allowance {
	readonly burst: number;
	readonly perSecond: number;
}

interface Bucket {
	level: number;
	filledAtMs: number;
}

const MOST_PEERS = 10_000;

/**
 * A token bucket for each peer address. At most so many peers are remembered; the one not heard for the longest is
 * forgotten first, which at worst gives it a full bucket.
 */
export class PeerLimits {
	readonly #allowance: Allowance;
	readonly #buckets = new Map<string, Bucket>();

	constructor(allowance: Allowance) {
		this.#allowance = allowance;
	}

	/** Whether the peer has something left. Takes nothing. */
	allows(peer: string, nowMs: number): boolean {
		return this.#fill(peer, nowMs).level >= 1;
	}

	/** Throws RATE_LIMITED when the peer has nothing left. Takes nothing. */
	require(peer: string, nowMs: number): void {
		const { level } = this.#fill(peer, nowMs);
		if (level < 1) {
			const retryAfterSeconds = Math.ceil((1 - level) / this.#allowance.perSecond);
			throw new StokerError('RATE_LIMITED', 'Too many calls from this address.', {
				subject: { peer },
				retryAfterSeconds,
			});
		}
	}

	/** Takes one from what the peer has left. */
	take(peer: string, nowMs: number): void {
		const bucket = this.#fill(peer, nowMs);
		bucket.level = Math.max(0, bucket.level - 1);
	}

	#fill(peer: string, nowMs: number): Bucket {
		const { burst, perSecond } = this.#allowance;
		const known = this.#buckets.get(peer) ?? { level: burst, filledAtMs: nowMs };
		const gained = ((nowMs - known.filledAtMs) / 1000) * perSecond;
		const bucket = { level: Math.min(burst, known.level + Math.max(0, gained)), filledAtMs: nowMs };
		// Taken out and put back, so that the map stays in the order of last use.
		this.#buckets.delete(peer);
		this.#buckets.set(peer, bucket);
		if (this.#buckets.size > MOST_PEERS) {
			const [oldest = peer] = this.#buckets.keys();
			this.#buckets.delete(oldest);
		}
		return bucket;
	}
}

/**
 * The address of a peer without its port: what limits are kept by. Of IPv6 the network only, for whoever has one
 * address of it has them all.
 */
export function addressOf(peer: string): string {
	const end = peer.lastIndexOf(':');
	const address = end === -1 ? peer : peer.slice(0, end);
	return isIPv6(address) ? networkOf(address) : address;
}

function networkOf(address: string): string {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
	if (mapped !== undefined) {
		return mapped;
	}
	const [head = '', tail] = address.split('::');
	const first = head === '' ? [] : head.split(':');
	const last = tail === undefined || tail === '' ? [] : tail.split(':');
	const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
	const groups = [...first, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...last];
	return `${groups.slice(0, 4).join(':')}::/64`;
}
