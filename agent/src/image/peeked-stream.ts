import { RECOGNISED_BYTES } from './recognise-content.js';

/** A stream whose beginning can be looked at before it is read, and that tells who listens what passes. */
export class PeekedStream implements AsyncIterable<Buffer> {
	readonly #pieces: AsyncIterator<Buffer>;
	readonly #ahead: Buffer[] = [];
	#tap: (piece: Buffer) => void = () => undefined;
	#isAtEnd = false;
	#passedBytes = 0;

	constructor(source: AsyncIterable<Buffer>) {
		this.#pieces = source[Symbol.asyncIterator]();
	}

	/** How much was read by now. */
	get passedBytes(): number {
		return this.#passedBytes;
	}

	/** As much as tells what it is, or all of it. */
	async peek(): Promise<Buffer> {
		let length = this.#ahead.reduce((sum, piece) => sum + piece.length, 0);
		while (length < RECOGNISED_BYTES && !this.#isAtEnd) {
			const piece = await this.#pull();
			if (piece !== undefined) {
				this.#ahead.push(piece);
				length += piece.length;
			}
		}
		return Buffer.concat(this.#ahead);
	}

	/** Called with each piece that is read from now on. */
	tap(listener: (piece: Buffer) => void): void {
		this.#tap = listener;
	}

	async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
		for (;;) {
			const piece = this.#ahead.shift() ?? (await this.#pull());
			if (piece === undefined) {
				return;
			}
			this.#passedBytes += piece.length;
			this.#tap(piece);
			yield piece;
		}
	}

	/** Reads what nobody wanted: what comes behind the end of packed content counts for its checksum too. */
	async drain(): Promise<void> {
		for await (const piece of this) {
			void piece;
		}
	}

	async close(): Promise<void> {
		this.#isAtEnd = true;
		await this.#pieces.return?.();
	}

	async #pull(): Promise<Buffer | undefined> {
		if (this.#isAtEnd) {
			return undefined;
		}
		const next = await this.#pieces.next();
		if (next.done === true) {
			this.#isAtEnd = true;
			return undefined;
		}
		return next.value;
	}
}
