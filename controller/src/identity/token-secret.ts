import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { TokenId } from '@stoker/shared/model/ids.js';

/** What the store keeps of a secret. */
export interface SecretHash {
	readonly salt: Uint8Array;
	readonly hash: Uint8Array;
}

const SECRET_BYTES = 24;
const SALT_BYTES = 16;
const ID_CHARACTERS = 'abcdefghijkmnpqrstuvwxyz23456789';
const ID_LENGTH = 10;

/** A fresh token id: short, readable aloud, never guessed to be anything secret. */
export function makeTokenId(): TokenId {
	return Array.from(randomBytes(ID_LENGTH), (byte) => ID_CHARACTERS[byte % ID_CHARACTERS.length]).join('') as TokenId;
}

/** 24 random bytes in base64url. */
export function makeSecret(): string {
	return randomBytes(SECRET_BYTES).toString('base64url');
}

/** One fast salted hash is enough: nobody searches 192 random bits, and a slow one would help a flood of guesses. */
export function hashSecret(secret: string): SecretHash {
	const salt = randomBytes(SALT_BYTES);
	return { salt, hash: digest(salt, secret) };
}

/** Compares in constant time. */
export function isSecret(secret: string, stored: SecretHash): boolean {
	const candidate = digest(stored.salt, secret);
	return candidate.length === stored.hash.length && timingSafeEqual(candidate, stored.hash);
}

function digest(salt: Uint8Array, secret: string): Buffer {
	return createHash('sha256').update(salt).update(secret, 'utf8').digest();
}
