import 'reflect-metadata';
import { createPrivateKey, createPublicKey, webcrypto } from 'node:crypto';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';

/**
 * A certificate signing request, DER. The controller puts the name in: the request only proves the key.
 * Imported when a certificate is wanted, which is once a week: the library costs a running agent several megabytes.
 */
export async function makeCertificateRequest(privateKeyPem: string): Promise<Buffer> {
	const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
	const key = createPrivateKey(privateKeyPem);
	const privateDer = key.export({ type: 'pkcs8', format: 'der' });
	const publicDer = createPublicKey(key).export({ type: 'spki', format: 'der' });
	const keys = {
		privateKey: await webcrypto.subtle.importKey('pkcs8', privateDer, algorithm, false, ['sign']),
		publicKey: await webcrypto.subtle.importKey('spki', publicDer, algorithm, true, ['verify']),
	};
	const request = await Pkcs10CertificateRequestGenerator.create({
		name: 'CN=stoker-agent',
		keys,
		signingAlgorithm: algorithm,
	});
	return Buffer.from(request.rawData);
}
