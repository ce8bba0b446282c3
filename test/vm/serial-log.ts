import { createWriteStream, type WriteStream } from 'node:fs';
import type { Readable } from 'node:stream';

/** Enough to find a line in that was said just before somebody began to wait for it. */
const KEPT_CHARACTERS = 4 * 1024 * 1024;

interface Waiter {
	readonly pattern: RegExp;
	readonly found: (match: RegExpExecArray) => void;
}

/** What a machine says on its serial console: kept in a file, and searched as it comes. */
export class SerialLog {
	readonly #file: WriteStream;
	readonly #waiters = new Set<Waiter>();
	#text = '';

	constructor(path: string, console: Readable) {
		this.#file = createWriteStream(path, { flags: 'a' });
		console.setEncoding('utf8').on('data', (text: string) => this.#take(text));
		console.on('end', () => this.#file.end());
	}

	/** The last of it, for a failure's message. */
	get tail(): string {
		return this.#text.slice(-3_000);
	}

	/** Resolves once the pattern matches anything said so far. */
	async waitFor(pattern: RegExp, signal: AbortSignal): Promise<RegExpExecArray> {
		const match = pattern.exec(this.#text);
		if (match !== null) {
			return match;
		}
		return new Promise((resolve, reject) => {
			const entry = { pattern, found: resolve };
			this.#waiters.add(entry);
			signal.addEventListener(
				'abort',
				() => {
					this.#waiters.delete(entry);
					reject(signal.reason instanceof Error ? signal.reason : new Error('stopped waiting'));
				},
				{ once: true },
			);
		});
	}

	#take(text: string): void {
		this.#file.write(text);
		this.#text = (this.#text + text).slice(-KEPT_CHARACTERS);
		for (const waiter of this.#waiters) {
			const match = waiter.pattern.exec(this.#text);
			if (match !== null) {
				this.#waiters.delete(waiter);
				waiter.found(match);
			}
		}
	}
}
