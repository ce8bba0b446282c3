import { generateKeyPairSync } from 'node:crypto';

/** A fresh P-256 key, PKCS #8 in PEM. It never leaves this machine. */
export function makePrivateKeyPem(): string {
	const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
	return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
