import { deflateSync, inflateSync } from 'node:zlib';
import type { Facts } from '@stoker/shared/graph/facts.js';

const VERSION = 1;
/** Facts of thousands of nodes are tens of megabytes; far more than that is a damaged blob. */
const MAX_TEXT_BYTES = 512 * 1024 * 1024;

/** Compresses the facts a plan was computed on. */
export function encodeFacts(facts: Facts): Uint8Array {
	const packed = deflateSync(Buffer.from(JSON.stringify(facts)), { level: 3 });
	return Buffer.concat([Buffer.of(VERSION), packed]);
}

/** Reads what {@link encodeFacts} wrote. Throws when a newer version wrote it, or when it is damaged. */
export function decodeFacts(blob: Uint8Array): Facts {
	if (blob[0] !== VERSION) {
		throw new Error(`facts of version ${blob[0] ?? 'none'}: this program reads version ${VERSION}`);
	}
	return JSON.parse(inflateSync(blob.subarray(1), { maxOutputLength: MAX_TEXT_BYTES }).toString()) as Facts;
}
