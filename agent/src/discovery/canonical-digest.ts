import { createHash } from 'node:crypto';
import { canonicalJson } from '@stoker/shared/model/canonical-json.js';

/** SHA-256, hexadecimal, over JSON with the keys of every object in order: equal content has an equal digest. */
export function canonicalDigest(value: object): string {
	return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
