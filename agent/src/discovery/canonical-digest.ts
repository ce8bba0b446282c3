import { createHash } from 'node:crypto';

/** SHA-256, hexadecimal, over JSON with the keys of every object in order: equal content has an equal digest. */
export function canonicalDigest(value: object): string {
	return createHash('sha256')
		.update(JSON.stringify(ordered(value)))
		.digest('hex');
}

function ordered(value: unknown): unknown {
	if (Array.isArray(value)) {
		return value.map(ordered);
	}
	if (typeof value !== 'object' || value === null) {
		return value;
	}
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries.map(([key, item]) => [key, ordered(item)]));
}
