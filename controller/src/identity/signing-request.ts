import 'reflect-metadata';
import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { Pkcs10CertificateRequest } from '@peculiar/x509';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { isAcceptedKey } from './public-key.js';

/** A signing request whose sender proved to hold the key. Nothing but the key is taken from it. */
export interface SigningRequest {
	readonly publicKey: KeyObject;
	/** SHA-256 over the public key (SubjectPublicKeyInfo, DER), hexadecimal. */
	readonly keyDigest: string;
	readonly der: Uint8Array;
}

const LARGEST_REQUEST_BYTES = 4096;

/**
 * Reads a certificate signing request (DER) and checks its signature.
 * Throws CERTIFICATE_INVALID.
 */
export async function parseSigningRequest(der: Uint8Array): Promise<SigningRequest> {
	if (der.length === 0 || der.length > LARGEST_REQUEST_BYTES) {
		throw invalid(`is ${der.length} bytes long; 1 to ${LARGEST_REQUEST_BYTES} are allowed`);
	}
	const { request, publicKey } = readRequest(der);
	if (!isAcceptedKey(publicKey)) {
		throw invalid('holds a key that is not EC P-256');
	}
	if (!(await verifies(request))) {
		throw invalid('is not signed by its own key');
	}
	const spki = publicKey.export({ type: 'spki', format: 'der' });
	return { publicKey, keyDigest: createHash('sha256').update(spki).digest('hex'), der };
}

function readRequest(der: Uint8Array): { request: Pkcs10CertificateRequest; publicKey: KeyObject } {
	try {
		const request = new Pkcs10CertificateRequest(Buffer.from(der));
		const key = Buffer.from(request.publicKey.rawData);
		return { request, publicKey: createPublicKey({ key, format: 'der', type: 'spki' }) };
	} catch (cause) {
		throw invalid('cannot be read', cause);
	}
}

async function verifies(request: Pkcs10CertificateRequest): Promise<boolean> {
	try {
		return await request.verify();
	} catch {
		return false;
	}
}

function invalid(problem: string, cause?: unknown): StokerError {
	return new StokerError('CERTIFICATE_INVALID', `The certificate signing request ${problem}.`, {
		violations: [{ field: 'certificate_signing_request', description: problem }],
		cause,
	});
}
