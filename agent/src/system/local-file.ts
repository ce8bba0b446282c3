import { type FileHandle, open } from 'node:fs/promises';
import { errorCode } from './durable-file.js';

const CHUNK_BYTES = 1024 * 1024;

/** A regular file of this machine, open for reading. */
export class LocalFile {
	readonly path: string;
	readonly sizeBytes: number;
	readonly #file: FileHandle;
	readonly #changedNs: bigint;

	private constructor(
		path: string,
		file: FileHandle,
		{ size, mtimeNs }: { readonly size: bigint; readonly mtimeNs: bigint },
	) {
		this.path = path;
		this.#file = file;
		this.sizeBytes = Number(size);
		this.#changedNs = mtimeNs;
	}

	/** Undefined where no file is; rejects where something else is, or it may not be read. */
	static async open(path: string): Promise<LocalFile | undefined> {
		let file: FileHandle;
		try {
			file = await open(path, 'r');
		} catch (error) {
			if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) {
				return undefined;
			}
			throw error;
		}
		const found = await file.stat({ bigint: true });
		if (!found.isFile()) {
			await file.close();
			throw new Error('it is no regular file');
		}
		return new LocalFile(path, file, found);
	}

	async *read(): AsyncGenerator<Buffer> {
		for (let position = 0; ; ) {
			const { bytesRead, buffer } = await this.#file.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, position);
			if (bytesRead === 0) {
				return;
			}
			position += bytesRead;
			yield buffer.subarray(0, bytesRead);
		}
	}

	async readTail(lengthBytes: number): Promise<Buffer | undefined> {
		const tail = Buffer.alloc(lengthBytes);
		const { bytesRead } = await this.#file.read(tail, 0, lengthBytes, Math.max(this.sizeBytes - lengthBytes, 0));
		return bytesRead === lengthBytes ? tail : undefined;
	}

	/** Whether it was written to since it was opened. */
	async hasChanged(): Promise<boolean> {
		const { size, mtimeNs } = await this.#file.stat({ bigint: true });
		return Number(size) !== this.sizeBytes || mtimeNs !== this.#changedNs;
	}

	close(): Promise<void> {
		return this.#file.close();
	}
}
