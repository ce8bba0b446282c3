import type { TokenId } from '../model/ids.js';
import type { CreatedTokenView, TokenView } from '../model/views.js';
import type * as wire from '../wire/stoker/v1/token.js';
import { decodePresentTime, encodeTime, present } from './values.js';

/** Writes a token for the wire. */
export function encodeToken(token: TokenView): wire.Token {
	return {
		id: token.id,
		createdAt: encodeTime(token.createdAtMs),
		expiresAt: encodeTime(token.expiresAtMs),
		uses: token.uses,
		usesLeft: token.usesLeft,
		hardware: token.hardware,
		requiresAccept: token.requiresAccept,
		isRevoked: token.isRevoked,
		createdBy: token.createdBy,
	};
}

/** Reads a token. */
export function decodeToken(message: wire.Token): TokenView {
	return {
		id: message.id as TokenId,
		createdAtMs: decodePresentTime(message.createdAt),
		expiresAtMs: decodePresentTime(message.expiresAt),
		uses: message.uses,
		usesLeft: message.usesLeft,
		hardware: message.hardware,
		requiresAccept: message.requiresAccept,
		isRevoked: message.isRevoked,
		createdBy: message.createdBy,
	};
}

/** Writes a fresh token for the wire. */
export function encodeCreatedToken(created: CreatedTokenView): wire.CreateTokenResponse {
	return { token: encodeToken(created.token), joinToken: created.joinToken, caPin: created.caPin };
}

/** Reads a fresh token. */
export function decodeCreatedToken(message: wire.CreateTokenResponse): CreatedTokenView {
	const { joinToken, caPin } = message;
	return { token: decodeToken(present(message.token, 'token')), joinToken, caPin };
}
