import type { FileHandle } from 'node:fs/promises';

/** Appends the output of work the agent does itself, in order and up to a limit. */
export class OutputWriter {
	readonly #file: FileHandle;
	readonly #limitBytes: number;
	#bytes = 0;
	#missingBytes = 0;
	#writing: Promise<void> = Promise.resolve();

	constructor(file: FileHandle, limitBytes: number) {
		this.#file = file;
		this.#limitBytes = limitBytes;
	}

	write(text: string): void {
		const data = Buffer.from(text);
		if (this.#bytes + data.length > this.#limitBytes) {
			this.#missingBytes += data.length;
			return;
		}
		this.#bytes += data.length;
		this.#append(data);
	}

	/** Says what is missing, waits for everything to be written and returns the final length. */
	async close(): Promise<number> {
		if (this.#missingBytes > 0) {
			const marker = `\n[stoker: the output limit of ${this.#limitBytes} bytes was reached; ${this.#missingBytes} more bytes are missing]\n`;
			this.#append(Buffer.from(marker));
		}
		try {
			await this.#writing;
			const { size } = await this.#file.stat();
			return size;
		} finally {
			await this.#file.close();
		}
	}

	#append(data: Buffer): void {
		// Output is not worth a task: what finds no room on the disk is missing.
		this.#writing = this.#writing.then(() => this.#file.appendFile(data)).catch(() => undefined);
	}
}
