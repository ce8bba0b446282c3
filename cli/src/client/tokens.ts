import { decodeCreatedToken, decodeToken } from '@stoker/shared/codec/token.js';
import { present } from '@stoker/shared/codec/values.js';
import type { CreatedTokenView, TokenView } from '@stoker/shared/model/views.js';
import { TokenServiceService as service } from '@stoker/shared/wire/stoker/v1/token.js';
import type { Connection } from './connection.js';
import { eachItem } from './pages.js';

export interface NewToken {
	readonly ttlSeconds: number;
	readonly uses: number;
	/** Empty for any. */
	readonly hardware: string;
	readonly requiresAccept: boolean;
}

const PAGE_SIZE = 1000;

/** Calls about join tokens. */
export class TokensClient {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	async create(token: NewToken): Promise<CreatedTokenView> {
		return decodeCreatedToken(await this.#connection.unary(service.createToken, { ...token }));
	}

	/** Newest first. */
	list(): AsyncGenerator<TokenView, void, undefined> {
		return eachItem(async (pageToken) => {
			const request = { pageSize: PAGE_SIZE, pageToken };
			const { tokens, nextPageToken } = await this.#connection.unary(service.listTokens, request);
			return { items: tokens.map(decodeToken), nextPageToken };
		});
	}

	async revoke(id: string): Promise<TokenView> {
		const response = await this.#connection.unary(service.revokeToken, { id });
		return decodeToken(present(response.token, 'token'));
	}
}
