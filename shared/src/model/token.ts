import type { TokenId } from './ids.js';

/** A join token without its secret. */
export interface Token {
	readonly id: TokenId;
	readonly createdAtMs: number;
	readonly expiresAtMs: number;
	readonly uses: number;
	readonly usesLeft: number;
	/** System UUID, serial number or MAC address it is bound to; empty for any. */
	readonly hardware: string;
	readonly requiresAccept: boolean;
	readonly isRevoked: boolean;
	readonly createdBy: string;
}
