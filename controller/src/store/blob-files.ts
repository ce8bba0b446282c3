import { createHash, randomUUID } from 'node:crypto';
import { constants, mkdirSync, rmSync } from 'node:fs';
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type BlobReference, isSha256 } from '@stoker/shared/model/blob.js';
import { isMissing } from '../system/durable-file.js';

const PRIVATE_FILE = 0o600;
const INCOMING = 'incoming-';

/** A blob that is being read; the caller closes it. */
export interface OpenBlob {
	readonly handle: FileHandle;
	readonly sizeBytes: number;
}

/**
 * Contents by their digest, one file each: `<root>/<sha256>`.
 *
 * INVARIANT. A file under a digest is complete and durable: it is written aside, hashed on the way, flushed, and renamed
 * last. What a kill leaves behind is called `incoming-…` and is removed by `removeIncoming`.
 */
export class BlobFiles {
	readonly #root: string;

	constructor(root: string) {
		this.#root = root;
		mkdirSync(root, { recursive: true, mode: 0o700 });
	}

	/** Keeps what the chunks hold; resolves when it is durable. The chunks are never held together in memory. */
	async write(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<BlobReference> {
		const temporary = join(this.#root, `${INCOMING}${randomUUID()}`);
		try {
			const blob = await this.#writeAside(temporary, chunks);
			await rename(temporary, this.#path(blob.sha256));
			await this.#flushFolder();
			return blob;
		} catch (error) {
			await rm(temporary, { force: true });
			throw error;
		}
	}

	/** Whether the whole blob is there. */
	async has({ sha256, sizeBytes }: BlobReference): Promise<boolean> {
		try {
			return (await stat(this.#path(sha256))).size === sizeBytes;
		} catch (error) {
			if (isMissing(error)) {
				return false;
			}
			throw error;
		}
	}

	/** Undefined when there is no such blob. */
	async open(sha256: string): Promise<OpenBlob | undefined> {
		try {
			const handle = await open(this.#path(sha256), constants.O_RDONLY | constants.O_NOFOLLOW);
			return { handle, sizeBytes: (await handle.stat()).size };
		} catch (error) {
			if (isMissing(error)) {
				return undefined;
			}
			throw error;
		}
	}

	/** The digests of all that is there. */
	async list(): Promise<readonly string[]> {
		return (await readdir(this.#root)).filter(isSha256);
	}

	/** Removes in one step that nobody can come between: whoever looks afterwards finds nothing. */
	remove(sha256: string): void {
		rmSync(this.#path(sha256), { force: true });
	}

	/** Removes what was being written when the controller was killed; to be called before anything is written. */
	async removeIncoming(): Promise<void> {
		const entries = await readdir(this.#root);
		const left = entries.filter((entry) => entry.startsWith(INCOMING));
		await Promise.all(left.map((entry) => rm(join(this.#root, entry), { force: true })));
	}

	async #writeAside(path: string, chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<BlobReference> {
		const file = await open(path, 'wx', PRIVATE_FILE);
		try {
			const hash = createHash('sha256');
			let sizeBytes = 0;
			for await (const chunk of chunks) {
				hash.update(chunk);
				sizeBytes += chunk.length;
				await file.writeFile(chunk);
			}
			await file.sync();
			return { sha256: hash.digest('hex'), sizeBytes };
		} finally {
			await file.close();
		}
	}

	async #flushFolder(): Promise<void> {
		const folder = await open(this.#root, 'r');
		try {
			await folder.sync();
		} finally {
			await folder.close();
		}
	}

	#path(sha256: string): string {
		if (!isSha256(sha256)) {
			throw new Error(`${sha256} is no digest`);
		}
		return join(this.#root, sha256);
	}
}
