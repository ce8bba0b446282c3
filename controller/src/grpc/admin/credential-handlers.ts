import { decodeAccessRole } from '@stoker/shared/codec/access.js';
import { encodeCredential, encodeIssuedCredential } from '@stoker/shared/codec/credential.js';
import type { CredentialServiceService } from '@stoker/shared/wire/stoker/v1/credential.js';
import {
	type CredentialContext,
	issueCredential,
	listCredentials,
	revokeCredential,
} from '../../service/credentials.js';
import type { ServiceHandlers } from '../handlers.js';

/** Answers calls of the credential service. */
export function credentialHandlers(context: CredentialContext): ServiceHandlers<CredentialServiceService> {
	return {
		issueCredential: async (request, { audit }) => {
			const wish = { ...request, role: decodeAccessRole(request.role) };
			return encodeIssuedCredential(await issueCredential(context, wish, audit));
		},
		listCredentials: async (request) => {
			const { items, nextPageToken } = await listCredentials(context, request);
			return { credentials: items.map(encodeCredential), nextPageToken };
		},
		revokeCredential: async ({ credential }, { audit }) => ({
			credentials: (await revokeCredential(context, credential, audit)).map(encodeCredential),
		}),
	};
}
