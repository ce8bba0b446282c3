import type { TokenId } from './ids.js';
import { StokerError } from './stoker-error.js';

/**
 * What one join token string carries: `stoker1.<token id>.<secret>.<pin>`.
 * The secret is 24 random bytes in base64url; the pin is the SHA-256 of the root certificate's public key
 * (SubjectPublicKeyInfo, DER) in lower-case hexadecimal.
 */
export interface JoinToken {
	readonly tokenId: TokenId;
	readonly secret: string;
	readonly pin: string;
}

const PREFIX = 'stoker1';
const LONGEST_TOKEN = 256;
const TOKEN_ID = /^[a-z0-9]{4,32}$/;
const SECRET = /^[A-Za-z0-9_-]{32}$/;
const PIN = /^[0-9a-f]{64}$/;

/** Writes the one string an administrator gives to a machine. */
export function formatJoinToken(token: JoinToken): string {
	return [PREFIX, token.tokenId, token.secret, token.pin].join('.');
}

/**
 * Reads a join token; white space around it is ignored.
 * Throws TOKEN_INVALID naming the damaged part, never its content: the text may hold a secret.
 */
export function parseJoinToken(text: string): JoinToken {
	const trimmed = text.trim();
	if (trimmed === '') {
		throw damaged('it is empty');
	}
	if (trimmed.length > LONGEST_TOKEN) {
		throw damaged(`it is longer than ${LONGEST_TOKEN} characters`);
	}
	const [prefix = '', tokenId = '', secret = '', pin = '', ...rest] = trimmed.split('.');
	if (prefix !== PREFIX) {
		throw damaged(`it does not begin with "${PREFIX}."`);
	}
	if (rest.length > 0) {
		throw damaged('it has more than four parts');
	}
	requirePart(TOKEN_ID, tokenId, 'its token id is missing or damaged');
	requirePart(SECRET, secret, 'its secret is missing or cut');
	requirePart(PIN, pin, 'its pin is missing or cut');
	return { tokenId: tokenId as TokenId, secret, pin };
}

/** The part that is sent to the controller: it names the token and proves that the sender holds it. */
export function tokenSecret(token: Pick<JoinToken, 'tokenId' | 'secret'>): string {
	return `${token.tokenId}.${token.secret}`;
}

/** Takes apart what {@link tokenSecret} made; undefined when it cannot be one. */
export function parseTokenSecret(text: string): Pick<JoinToken, 'tokenId' | 'secret'> | undefined {
	const [tokenId = '', secret = '', ...rest] = text.slice(0, LONGEST_TOKEN).split('.');
	const fits = TOKEN_ID.test(tokenId) && SECRET.test(secret) && rest.length === 0;
	return fits ? { tokenId: tokenId as TokenId, secret } : undefined;
}

function requirePart(shape: RegExp, part: string, problem: string): void {
	if (!shape.test(part)) {
		throw damaged(problem);
	}
}

function damaged(problem: string): StokerError {
	return new StokerError('TOKEN_INVALID', `The join token cannot be read: ${problem}.`);
}
