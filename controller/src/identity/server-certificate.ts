import { createPrivateKey, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { JsonGeneralNames } from '@peculiar/x509';
import { type CertificateAuthority, type Credential, SERVER_NAME } from './certificate-authority.js';

/** A server credential as one text, so that key and certificate are replaced in one step: leaf, root, key. */
export type CredentialPem = string;

const RENEWED_AFTER = 2 / 3;

/** Joins a credential into one text. */
export function formatCredential({ certificatePem, keyPem }: Credential): CredentialPem {
	return certificatePem + keyPem;
}

/** Takes apart what {@link formatCredential} joined; undefined when it is damaged. */
export function parseCredential(text: CredentialPem): Credential | undefined {
	const start = text.indexOf('-----BEGIN PRIVATE KEY-----');
	const credential = { certificatePem: text.slice(0, Math.max(start, 0)), keyPem: text.slice(start) };
	try {
		const matches = new X509Certificate(credential.certificatePem).checkPrivateKey(createPrivateKey(credential.keyPem));
		return matches ? credential : undefined;
	} catch {
		return undefined;
	}
}

/** The names a server certificate carries: always {@link SERVER_NAME} and this machine, then what is advertised. */
export function serverNames(hostName: string, advertised: readonly string[]): JsonGeneralNames {
	const names = new Set([SERVER_NAME, 'localhost', hostName, '127.0.0.1', '::1', ...advertised]);
	return [...names].filter((name) => name !== '').map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value }));
}

/** Whether the certificate must be made anew: two thirds of its life are over, its root or its names are others. */
export function isOutdated(
	credential: Credential,
	authority: CertificateAuthority,
	wanted: { readonly names: JsonGeneralNames; readonly nowMs: number },
): boolean {
	const certificate = new X509Certificate(credential.certificatePem);
	const begin = Date.parse(certificate.validFrom);
	const end = Date.parse(certificate.validTo);
	const isOld = wanted.nowMs < begin || wanted.nowMs > begin + (end - begin) * RENEWED_AFTER;
	const lacksName = wanted.names.some(({ type, value }) =>
		type === 'ip' ? certificate.checkIP(String(value)) === undefined : !coversHost(certificate, String(value)),
	);
	return isOld || lacksName || !authority.hasIssued(certificate);
}

function coversHost(certificate: X509Certificate, name: string): boolean {
	return certificate.checkHost(name, { subject: 'never' }) !== undefined;
}
