import { createPublicKey, type KeyObject } from 'node:crypto';

const LARGEST_KEY_BYTES = 512;
const CURVE = 'prime256v1';

/** Reads a public key (SubjectPublicKeyInfo, DER); undefined when it is damaged or of another kind than is taken. */
export function parsePublicKey(der: Uint8Array): KeyObject | undefined {
	if (der.length === 0 || der.length > LARGEST_KEY_BYTES) {
		return undefined;
	}
	try {
		const key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' });
		return isAcceptedKey(key) ? key : undefined;
	} catch {
		return undefined;
	}
}

/** Whether certificates are signed for it: only EC P-256 keys, so that one proof of key fits all. */
export function isAcceptedKey(key: KeyObject): boolean {
	const { type, asymmetricKeyType, asymmetricKeyDetails } = key;
	return type === 'public' && asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === CURVE;
}
