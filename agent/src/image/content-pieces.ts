import { alignedBuffers } from '../system/direct-device.js';
import type { Unpacked } from '../system/unpacked.js';

/** A stretch of an image in a buffer that may be written past the page cache. */
export interface ContentPiece {
	/** The whole buffer; what lies behind the length is left from before. */
	readonly buffer: Buffer;
	readonly length: number;
	readonly startBytes: number;
}

/** Large enough that no disk is faster with larger ones; of less, each costs more than it brings. */
const PIECE_BYTES = 4 * 1024 * 1024;
const BUFFERS = 4;
/** A piece's buffer comes back when so many more were taken. */
export const PIECES_IN_FLIGHT = BUFFERS - 1;

/** Cuts unpacked content into pieces; all but the last are full. Memory is bounded by its few buffers. */
export class ContentPieces {
	readonly #unpacked: Unpacked;
	readonly #buffers = alignedBuffers(BUFFERS, PIECE_BYTES);
	#first: ContentPiece | undefined;
	#taken = 0;
	#isAtEnd = false;

	constructor(unpacked: Unpacked) {
		this.#unpacked = unpacked;
	}

	/** The beginning of the content; it is still the first piece. */
	async peek(): Promise<Buffer> {
		this.#first ??= await this.#read();
		return this.#first?.buffer.subarray(0, this.#first.length) ?? Buffer.alloc(0);
	}

	/** Undefined at the end. What was written from the buffer of the piece {@link BUFFERS} before this one must be done. */
	async next(): Promise<ContentPiece | undefined> {
		const first = this.#first;
		this.#first = undefined;
		return first ?? this.#read();
	}

	/** The rest as one stream; a piece must be done with when the next one is asked for. */
	async *stream(): AsyncGenerator<Buffer> {
		for (let piece = await this.next(); piece !== undefined; piece = await this.next()) {
			yield piece.buffer.subarray(0, piece.length);
		}
	}

	async #read(): Promise<ContentPiece | undefined> {
		const buffer = this.#buffers[this.#taken % BUFFERS];
		if (this.#isAtEnd || buffer === undefined) {
			return undefined;
		}
		const length = await this.#unpacked.fill(buffer);
		this.#isAtEnd = length < buffer.length;
		const startBytes = this.#taken * PIECE_BYTES;
		this.#taken += 1;
		return length === 0 ? undefined : { buffer, length, startBytes };
	}
}
