import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { parseSubjectUri, type Subject } from './subject-uri.js';

/** What matters of a client certificate. Nothing here says that it is genuine: the transport or the CA does. */
export interface PeerCertificate {
	readonly subject: Subject;
	/** Lower-case hexadecimal without leading zeros. */
	readonly serial: string;
	readonly notBeforeMs: number;
	readonly notAfterMs: number;
	readonly certificate: X509Certificate;
}

const LARGEST_CERTIFICATE_BYTES = 8192;
const SAN_PREFIX = 'URI:';

/** Reads a certificate (DER); undefined when it is damaged or names no subject of ours. */
export function parsePeerCertificate(der: Uint8Array): PeerCertificate | undefined {
	const certificate = readCertificate(der);
	// One name only: with several, Node joins them by commas, which the URI's form does not allow.
	const name = certificate?.subjectAltName ?? '';
	const subject = name.startsWith(SAN_PREFIX) ? parseSubjectUri(name.slice(SAN_PREFIX.length)) : undefined;
	if (certificate === undefined || subject === undefined) {
		return undefined;
	}
	return {
		subject,
		serial: normaliseSerial(certificate.serialNumber),
		notBeforeMs: Date.parse(certificate.validFrom),
		notAfterMs: Date.parse(certificate.validTo),
		certificate,
	};
}

/** SHA-256 over a public key (SubjectPublicKeyInfo, DER), hexadecimal: pin of a root, identity of an agent's key. */
export function digestKey(publicKey: KeyObject): string {
	return createHash('sha256')
		.update(publicKey.export({ type: 'spki', format: 'der' }))
		.digest('hex');
}

/** One way of writing serial numbers: libraries differ in case and leading zeros. */
export function normaliseSerial(serial: string): string {
	return serial.toLowerCase().replace(/^0+(?=.)/, '');
}

function readCertificate(der: Uint8Array): X509Certificate | undefined {
	if (der.length > LARGEST_CERTIFICATE_BYTES) {
		return undefined;
	}
	try {
		return new X509Certificate(der);
	} catch {
		return undefined;
	}
}
