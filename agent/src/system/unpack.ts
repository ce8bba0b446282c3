import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { PipedTool } from './piped-tool.js';
import { damaged, type Unpacked } from './unpacked.js';

export type Compression = 'none' | 'gzip' | 'xz' | 'zstd';

interface UnpackOptions {
	/** For messages. */
	readonly name: string;
	readonly source: AsyncIterable<Buffer>;
	readonly signal: AbortSignal;
}

/** Node 20 has no zstd and no xz of its own; the tools run beside this process on another core. */
const TOOLS = {
	zstd: { program: 'zstd', toolArguments: ['-dcq'] },
	xz: { program: 'xz', toolArguments: ['-dcq', '-T0', '--memlimit-decompress=1GiB'] },
} as const;
const GUNZIP_CHUNK_BYTES = 1024 * 1024;

/** Unpacks with bounded memory, as fast as it is read. */
export function unpack(compression: Compression, options: UnpackOptions): Promise<Unpacked> {
	switch (compression) {
		case 'none':
			return Promise.resolve(new UnpackedStream(options.source, options));
		case 'gzip':
			return Promise.resolve(gunzip(options));
		case 'xz':
		case 'zstd':
			return PipedTool.start({ ...TOOLS[compression], ...options });
	}
}

function gunzip(options: UnpackOptions): Unpacked {
	const stream = createGunzip({ chunkSize: GUNZIP_CHUNK_BYTES });
	// Whatever goes wrong is thrown where the stream is read.
	pipeline(options.source, stream).catch(() => undefined);
	return new UnpackedStream(stream, options);
}

/** What a stream of pieces of any size gives. */
class UnpackedStream implements Unpacked {
	readonly #pieces: AsyncIterator<Buffer>;
	readonly #name: string;
	readonly #signal: AbortSignal;
	#rest: Buffer = Buffer.alloc(0);

	constructor(source: AsyncIterable<Buffer>, { name, signal }: UnpackOptions) {
		this.#pieces = source[Symbol.asyncIterator]();
		this.#name = name;
		this.#signal = signal;
	}

	async fill(buffer: Buffer): Promise<number> {
		let filled = 0;
		while (filled < buffer.length) {
			if (this.#rest.length === 0) {
				const next = await this.#next();
				if (next === undefined) {
					break;
				}
				this.#rest = next;
			}
			const copied = this.#rest.copy(buffer, filled);
			this.#rest = this.#rest.subarray(copied);
			filled += copied;
		}
		return filled;
	}

	async close(): Promise<void> {
		await this.#pieces.return?.();
	}

	async #next(): Promise<Buffer | undefined> {
		this.#signal.throwIfAborted();
		try {
			const next = await this.#pieces.next();
			return next.done === true ? undefined : next.value;
		} catch (error) {
			this.#signal.throwIfAborted();
			if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
				throw damaged(this.#name, error.message);
			}
			throw error;
		}
	}
}
