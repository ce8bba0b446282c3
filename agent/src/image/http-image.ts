import { createHash, type Hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { StorageFailure } from '../system/storage-failure.js';
import { askServer, type FileVersion, type HttpAnswer, type HttpOptions, PassingTrouble } from './http-answer.js';
import { displayUri, type ImageSource, type OpenImageOptions } from './image-source.js';

export interface HttpImageOptions extends HttpOptions {
	/** From 0 to 1; spreads a rack of machines. */
	readonly random: () => number;
	/** Before the second try; doubles up to {@link LONGEST_PAUSE_FACTOR} times as much. */
	readonly shortestPauseMs: number;
}

type WholeAnswer = Extract<HttpAnswer, { kind: 'whole' }>;

/** In addition to the first one, for one image. */
const MAX_RETRIES = 30;
const LONGEST_PAUSE_FACTOR = 25;

/**
 * A file of a web server. A connection that breaks is followed by another one that asks for the rest, on condition that the
 * file is still the same by its strong entity tag. Servers that give no such tag, or no parts, send everything again; what was
 * there already is then compared by its digest and not handed on twice.
 */
export class HttpImage implements ImageSource {
	readonly name: string;
	readonly #url: URL;
	readonly #options: HttpImageOptions;
	readonly #signal: AbortSignal;
	readonly #write: (text: string) => void;
	readonly #version: FileVersion;
	#first: WholeAnswer | undefined;
	/** What is being read now. */
	#response: IncomingMessage | undefined;
	readonly #closing = new AbortController();
	#received = 0;
	/** Of what was handed on; kept where nothing else tells whether a file is the same. */
	readonly #digest: Hash | undefined;

	private constructor(url: URL, options: HttpImageOptions, { signal, write }: OpenImageOptions, first: WholeAnswer) {
		this.name = displayUri(url.href);
		this.#url = url;
		this.#options = options;
		this.#signal = AbortSignal.any([signal, this.#closing.signal]);
		this.#write = write;
		this.#version = first.version;
		this.#first = first;
		this.#digest = first.version.entityTag === '' ? createHash('sha256') : undefined;
	}

	static async open(url: URL, options: HttpImageOptions, reading: OpenImageOptions): Promise<HttpImage | undefined> {
		const name = displayUri(url.href);
		for (const tries = new Tries(name, options, reading); ; ) {
			try {
				const answer = await askServer(url, {}, options, reading.signal);
				if (answer.kind === 'whole') {
					return new HttpImage(url, options, reading, answer);
				}
				if (answer.kind === 'nothing') {
					return undefined;
				}
				throw unreachable(name, 'the server sent a part of a file when asked for all of it');
			} catch (error) {
				await tries.again(error);
			}
		}
	}

	get sizeBytes(): number | undefined {
		return this.#version.sizeBytes;
	}

	async *read(): AsyncGenerator<Buffer> {
		const tries = new Tries(this.name, this.#options, { signal: this.#signal, write: this.#write });
		for (;;) {
			try {
				yield* this.#readOnce();
				return;
			} catch (error) {
				await tries.again(error);
			}
		}
	}

	async readTail(lengthBytes: number): Promise<Buffer | undefined> {
		const { sizeBytes, entityTag } = this.#version;
		if (sizeBytes === undefined || sizeBytes < lengthBytes) {
			return undefined;
		}
		const startBytes = sizeBytes - lengthBytes;
		const headers = {
			range: `bytes=${startBytes}-${sizeBytes - 1}`,
			...(entityTag === '' ? {} : { 'if-range': entityTag }),
		};
		try {
			const answer = await askServer(this.#url, headers, this.#options, this.#signal);
			if (answer.kind !== 'part' || answer.startBytes !== startBytes || answer.version.sizeBytes !== sizeBytes) {
				if ('response' in answer) {
					answer.response.destroy();
				}
				return undefined;
			}
			const parts: Buffer[] = [];
			let length = 0;
			for await (const part of answer.response as AsyncIterable<Buffer>) {
				length += part.length;
				if (length > lengthBytes) {
					return undefined;
				}
				parts.push(part);
			}
			return length === lengthBytes ? Buffer.concat(parts) : undefined;
		} catch {
			// The end is only looked at where that is easy.
			this.#signal.throwIfAborted();
			return undefined;
		}
	}

	close(): Promise<void> {
		// Whoever still reads is not kept waiting for a server that says nothing.
		this.#closing.abort(new Error(`${this.name} was closed`));
		this.#first?.response.destroy();
		this.#response?.destroy();
		return Promise.resolve();
	}

	/** Hands on what has not come yet. */
	async *#readOnce(): AsyncGenerator<Buffer> {
		const answer = this.#first ?? (await this.#askAgain());
		this.#first = undefined;
		this.#response = answer.response;
		let repeated = answer.kind === 'whole' ? this.#received : 0;
		const again = repeated > 0 ? createHash('sha256') : undefined;
		try {
			for await (const chunk of answer.response as AsyncIterable<Buffer>) {
				const known = Math.min(repeated, chunk.length);
				if (known > 0) {
					repeated -= known;
					again?.update(chunk.subarray(0, known));
					if (repeated === 0 && this.#digest && again?.digest('hex') !== this.#digest.copy().digest('hex')) {
						throw this.#changed();
					}
				}
				if (known < chunk.length) {
					yield this.#take(chunk.subarray(known));
				}
			}
		} catch (error) {
			throw this.#judge(error);
		} finally {
			answer.response.destroy();
		}
		if (repeated > 0 || (this.sizeBytes !== undefined && this.#received < this.sizeBytes)) {
			throw new PassingTrouble('the connection broke');
		}
	}

	#take(chunk: Buffer): Buffer {
		this.#received += chunk.length;
		if (this.sizeBytes !== undefined && this.#received > this.sizeBytes) {
			throw this.#changed();
		}
		this.#digest?.update(chunk);
		return chunk;
	}

	async #askAgain(): Promise<Exclude<HttpAnswer, { kind: 'nothing' | 'no_such_part' }>> {
		const { entityTag, sizeBytes } = this.#version;
		// Without a tag a part might be one of another file.
		const headers =
			entityTag === '' || this.#received === 0 ? {} : { range: `bytes=${this.#received}-`, 'if-range': entityTag };
		const answer = await askServer(this.#url, headers, this.#options, this.#signal);
		if (answer.kind === 'nothing' || answer.kind === 'no_such_part') {
			throw this.#changed();
		}
		const { version } = answer;
		const isSame = version.entityTag === entityTag && version.sizeBytes === sizeBytes;
		if (!isSame || (answer.kind === 'part' && answer.startBytes !== this.#received)) {
			answer.response.destroy();
			throw this.#changed();
		}
		return answer;
	}

	#changed(): StorageFailure {
		const message = `${this.name} is not the file any more that it was when it was begun: size, tag or content differ`;
		return new StorageFailure('IMAGE_CHANGED', message, { subject: { image: this.name } });
	}

	/** Errors of a connection pass; what was thrown on purpose does not. */
	#judge(error: unknown): unknown {
		this.#signal.throwIfAborted();
		const isOfConnection = error instanceof Error && !(error instanceof StorageFailure);
		return isOfConnection ? new PassingTrouble(error.message, { cause: error }) : error;
	}
}

/** Counts tries and waits between them. */
class Tries {
	#failures = 0;
	readonly #name: string;
	readonly #options: HttpImageOptions;
	readonly #reading: OpenImageOptions;

	constructor(name: string, options: HttpImageOptions, reading: OpenImageOptions) {
		this.#name = name;
		this.#options = options;
		this.#reading = reading;
	}

	/** Throws what is no passing trouble, and the last of too many. */
	async again(error: unknown): Promise<void> {
		if (!(error instanceof PassingTrouble)) {
			throw error;
		}
		this.#failures += 1;
		if (this.#failures > MAX_RETRIES) {
			throw unreachable(this.#name, `${error.message}, after ${MAX_RETRIES} more tries`, error);
		}
		const { shortestPauseMs, random } = this.#options;
		const { signal, write } = this.#reading;
		write(`${this.#name}: ${error.message}; try ${this.#failures + 1} of ${MAX_RETRIES + 1}\n`);
		const longest = shortestPauseMs * Math.min(2 ** this.#failures, LONGEST_PAUSE_FACTOR);
		await pause(shortestPauseMs + random() * (longest - shortestPauseMs), undefined, { signal }).catch(() =>
			signal.throwIfAborted(),
		);
	}
}

function unreachable(name: string, why: string, cause?: unknown): StorageFailure {
	return new StorageFailure('IMAGE_UNREACHABLE', `${name} cannot be fetched: ${why}`, {
		subject: { image: name },
		cause,
	});
}
