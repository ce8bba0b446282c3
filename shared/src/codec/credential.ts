import type { CredentialView, IssuedCredentialView } from '../model/views.js';
import type * as wire from '../wire/stoker/v1/credential.js';
import { decodeAccessRole, encodeAccessRole } from './access.js';
import { decodePresentTime, decodeTime, encodeTime, present } from './values.js';

/** Writes a credential for the wire. */
export function encodeCredential(credential: CredentialView): wire.Credential {
	return {
		id: credential.id,
		name: credential.name,
		role: encodeAccessRole(credential.role),
		issuedAt: encodeTime(credential.issuedAtMs),
		expiresAt: encodeTime(credential.expiresAtMs),
		revokedAt: encodeTime(credential.revokedAtMs),
	};
}

/** Reads a credential; an access role of a newer version counts as the lowest. */
export function decodeCredential(message: wire.Credential): CredentialView {
	return {
		id: message.id,
		name: message.name,
		role: decodeAccessRole(message.role) ?? 'viewer',
		issuedAtMs: decodePresentTime(message.issuedAt),
		expiresAtMs: decodePresentTime(message.expiresAt),
		revokedAtMs: decodeTime(message.revokedAt),
	};
}

/** Writes a fresh credential for the wire. */
export function encodeIssuedCredential(issued: IssuedCredentialView): wire.IssueCredentialResponse {
	return {
		credential: encodeCredential(issued.credential),
		certificateChain: issued.certificateChain.map((certificate) => Buffer.from(certificate)),
		adminAddress: issued.adminAddress,
	};
}

/** Reads a fresh credential. */
export function decodeIssuedCredential(message: wire.IssueCredentialResponse): IssuedCredentialView {
	const { certificateChain, adminAddress } = message;
	return { credential: decodeCredential(present(message.credential, 'credential')), certificateChain, adminAddress };
}
