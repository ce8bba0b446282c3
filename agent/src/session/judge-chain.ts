import { createHash, type X509Certificate } from 'node:crypto';
import { SERVER_NAME } from './server-name.js';

/** OID of the purpose "server" (RFC 5280, 4.2.1.12). */
const SERVER_PURPOSE = '1.3.6.1.5.5.7.3.1';

/** SHA-256 of a certificate's public key (SubjectPublicKeyInfo, DER), hexadecimal, as join tokens carry it. */
export function pinOf(certificate: X509Certificate): string {
	const key = certificate.publicKey.export({ type: 'spki', format: 'der' });
	return createHash('sha256').update(key).digest('hex');
}

/** Whether a chain, leaf first, ends at the root that a pin names. */
export function endsAtPin(chain: readonly X509Certificate[], pin: string): boolean {
	const root = chain.at(-1);
	return root !== undefined && pinOf(root) === pin;
}

/**
 * Why a chain, leaf first and self-signed root last, is not that of a controller, whatever the time; undefined when it
 * is. The same rules as those of TLS: signatures, who may sign, the purpose and the name.
 */
export function chainProblem(chain: readonly X509Certificate[]): string | undefined {
	for (const [index, certificate] of chain.entries()) {
		const issuer = chain[index + 1] ?? certificate;
		if (!certificate.checkIssued(issuer) || !certificate.verify(issuer.publicKey)) {
			return index === chain.length - 1 ? 'has no self-signed root' : 'was not signed by the next one of its chain';
		}
		if (index > 0 && !certificate.ca) {
			return 'was signed by one that may not sign';
		}
	}
	const [leaf] = chain;
	// A common name is a free text, also in the certificates of people.
	if (leaf?.checkHost(SERVER_NAME, { subject: 'never' }) === undefined) {
		return `does not carry the name ${SERVER_NAME}`;
	}
	return leaf.keyUsage.includes(SERVER_PURPOSE) ? undefined : 'is not one for servers';
}

/** Why a chain is not valid at a time; undefined when it is. */
export function timeProblem(chain: readonly X509Certificate[], nowMs: number): string | undefined {
	const wrong = chain.find(({ validFrom, validTo }) => nowMs < Date.parse(validFrom) || nowMs > Date.parse(validTo));
	return wrong && `is valid from ${wrong.validFrom} to ${wrong.validTo}, not on ${new Date(nowMs).toUTCString()}`;
}
