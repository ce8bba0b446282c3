import { createPrivateKey, createPublicKey, generateKeyPairSync, webcrypto } from 'node:crypto';

/** A fresh P-256 key, PKCS #8 in PEM. It never leaves this machine. */
export function makePrivateKeyPem(): string {
	const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
	return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** A certificate signing request, DER. The controller puts the name in: the request only proves the key. */
export async function makeCertificateRequest(privateKeyPem: string): Promise<Buffer> {
	// Loaded when a certificate is wanted, which is once a week: it costs a running agent several megabytes.
	await import('reflect-metadata');
	const { Pkcs10CertificateRequestGenerator } = await import('@peculiar/x509');
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
