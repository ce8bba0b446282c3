/** How many handshakes may be under way. */
export interface HandshakeBounds {
	readonly perAddress: number;
	readonly inAll: number;
}

/** What to do about a connection that wants to begin a handshake. */
export type HandshakeAdmission<Connection> =
	| { readonly kind: 'admitted' }
	/** Its address has as many as it may have. */
	| { readonly kind: 'refused' }
	/** It takes the place of the oldest one of the address that has the most. */
	| { readonly kind: 'admitted_instead_of'; readonly other: Connection };

/**
 * Which connections are in their handshake. One costs some 70 KiB until it ends, so nobody may begin thousands and
 * leave them: an address that has too many is refused more, and when all places are taken whoever holds the most gives
 * one up, so that others still come in.
 *
 * INVARIANT: never more than `inAll` in all and `perAddress` of one address.
 */
export class HandshakeLimits<Connection> {
	readonly #bounds: HandshakeBounds;
	/** By address, oldest first. */
	readonly #underWay = new Map<string, Set<Connection>>();
	#count = 0;

	constructor(bounds: HandshakeBounds) {
		this.#bounds = bounds;
	}

	get count(): number {
		return this.#count;
	}

	begin(connection: Connection, address: string): HandshakeAdmission<Connection> {
		if ((this.#underWay.get(address)?.size ?? 0) >= this.#bounds.perAddress) {
			return { kind: 'refused' };
		}
		const other = this.#count >= this.#bounds.inAll ? this.#takeOldestOfBusiest() : undefined;
		const ofAddress = this.#underWay.get(address) ?? new Set();
		this.#underWay.set(address, ofAddress.add(connection));
		this.#count += 1;
		return other === undefined ? { kind: 'admitted' } : { kind: 'admitted_instead_of', other };
	}

	/** The handshake is over, well or not. Safe to repeat. */
	end(connection: Connection, address: string): void {
		const ofAddress = this.#underWay.get(address);
		if (ofAddress?.delete(connection)) {
			this.#count -= 1;
			if (ofAddress.size === 0) {
				this.#underWay.delete(address);
			}
		}
	}

	#takeOldestOfBusiest(): Connection | undefined {
		let busiest = { address: '', size: 0 };
		for (const [address, { size }] of this.#underWay) {
			if (size > busiest.size) {
				busiest = { address, size };
			}
		}
		for (const oldest of this.#underWay.get(busiest.address) ?? []) {
			this.end(oldest, busiest.address);
			return oldest;
		}
		return undefined;
	}
}
