import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import type { FetchBlob } from './fetch-blob.js';

/** What a file shall hold. */
export interface FileContent {
	readonly sizeBytes: number;
	/** Whether a regular file of this size holds exactly this. */
	isIn(path: string, sizeBytes: number): Promise<boolean>;
	/** Writes it into a new file that only its owner may read. */
	writeTo(path: string, signal: AbortSignal): Promise<void>;
}

/** Content that came along with the parameters. */
export function textContent(text: string): FileContent {
	const data = Buffer.from(text);
	return {
		sizeBytes: data.length,
		isIn: async (path, sizeBytes) => sizeBytes === data.length && (await readFile(path)).equals(data),
		writeTo: (path) => writeFile(path, data, { flag: 'wx', mode: 0o600 }),
	};
}

/** Content that the controller keeps. */
export function blobContent(sha256: string, contentBytes: number, fetchBlob: FetchBlob): FileContent {
	return {
		sizeBytes: contentBytes,
		isIn: async (path, sizeBytes) => sizeBytes === contentBytes && (await digestOf(path)) === sha256,
		writeTo: (path, signal) => fetchBlob(sha256, contentBytes, path, signal),
	};
}

async function digestOf(path: string): Promise<string> {
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
		hash.update(chunk);
	}
	return hash.digest('hex');
}
