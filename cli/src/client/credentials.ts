import { encodeAccessRole } from '@stoker/shared/codec/access.js';
import { decodeCredential, decodeIssuedCredential } from '@stoker/shared/codec/credential.js';
import type { AccessRole } from '@stoker/shared/model/access.js';
import type { CredentialView, IssuedCredentialView } from '@stoker/shared/model/views.js';
import { CredentialServiceService as service } from '@stoker/shared/wire/stoker/v1/credential.js';
import type { Connection } from './connection.js';
import { eachItem } from './pages.js';

export interface NewCredential {
	/** Name of the person or program. */
	readonly name: string;
	readonly role: AccessRole;
	readonly ttlSeconds: number;
	/** EC P-256, SubjectPublicKeyInfo, DER; the key itself stays with the caller. */
	readonly publicKey: Uint8Array;
}

const PAGE_SIZE = 1000;

/** Calls about certificates of people and programs. */
export class CredentialsClient {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	async issue({ name, role, ttlSeconds, publicKey }: NewCredential): Promise<IssuedCredentialView> {
		const request = { name, role: encodeAccessRole(role), ttlSeconds, publicKey: Buffer.from(publicKey) };
		return decodeIssuedCredential(await this.#connection.unary(service.issueCredential, request));
	}

	/** Newest first. */
	list(): AsyncGenerator<CredentialView, void, undefined> {
		return eachItem(async (pageToken) => {
			const request = { pageSize: PAGE_SIZE, pageToken };
			const { credentials, nextPageToken } = await this.#connection.unary(service.listCredentials, request);
			return { items: credentials.map(decodeCredential), nextPageToken };
		});
	}

	/** Takes the id of one, or a name, which means all of that name. */
	async revoke(credential: string): Promise<readonly CredentialView[]> {
		const { credentials } = await this.#connection.unary(service.revokeCredential, { credential });
		return credentials.map(decodeCredential);
	}
}
