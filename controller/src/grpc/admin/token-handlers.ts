import { encodeCreatedToken, encodeToken } from '@stoker/shared/codec/token.js';
import type { TokenServiceService } from '@stoker/shared/wire/stoker/v1/token.js';
import type { IdentityContext } from '../../service/enrolment.js';
import { createToken, listTokens, revokeToken } from '../../service/tokens.js';
import type { ServiceHandlers } from '../handlers.js';

/** Answers calls of the token service. */
export function tokenHandlers(identity: IdentityContext): ServiceHandlers<TokenServiceService> {
	return {
		createToken: async (request, { audit }) => encodeCreatedToken(await createToken(identity, request, audit)),
		listTokens: async (request) => {
			const { items, nextPageToken } = await listTokens(identity, request);
			return { tokens: items.map(encodeToken), nextPageToken };
		},
		revokeToken: async ({ id }, { audit }) => ({ token: encodeToken(await revokeToken(identity, id, audit)) }),
	};
}
