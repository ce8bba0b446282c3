import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findWrapper } from './find-wrapper.js';
import { runCommand } from './run-command.js';
import { StorageFailure } from './storage-failure.js';
import { damaged, type Unpacked } from './unpacked.js';

interface PipedToolOptions {
	readonly program: string;
	readonly toolArguments: readonly string[];
	readonly name: string;
	readonly source: AsyncIterable<Buffer>;
	readonly signal: AbortSignal;
}

const MAX_SAID_CHARACTERS = 400;
const NO_SUCH_COMMAND = 127;
/** Many pieces of a connection in one write. */
const BATCH_BYTES = 512 * 1024;

/**
 * A tool that unpacks what it is fed. It reads and writes pipes of the kernel. The second one is read straight into the buffers that are
 * written to the disk: the sockets that Node gives its children take half as long again, and pipes of the usual size twice.
 */
export class PipedTool implements Unpacked {
	readonly #options: PipedToolOptions;
	readonly #child: ChildProcess;
	readonly #output: FileHandle;
	/** Why the source gave no more; undefined when it gave everything. */
	readonly #fed: Promise<Error | undefined>;
	readonly #ended: Promise<{ readonly exitCode: number | undefined; readonly said: string }>;
	readonly #stop = () => this.#child.kill('SIGKILL');
	#isAtEnd = false;

	private constructor(options: PipedToolOptions, child: ChildProcess, input: FileHandle, output: FileHandle) {
		const { source, signal } = options;
		this.#options = options;
		this.#child = child;
		this.#output = output;
		this.#ended = whenEnded(child);
		// It is looked at when the end is reached.
		this.#ended.catch(() => undefined);
		this.#fed = feed(source, input)
			.then(
				() => undefined,
				(error: Error) => {
					// Without its end the tool would take what came for everything.
					child.kill('SIGKILL');
					return error;
				},
			)
			.finally(() => input.close());
		signal.addEventListener('abort', this.#stop, { once: true });
	}

	static async start(options: PipedToolOptions): Promise<PipedTool> {
		options.signal.throwIfAborted();
		const input = await openPipe();
		const output = await openPipe();
		try {
			const child = spawn(findWrapper(), ['widen', '--', options.program, ...options.toolArguments], {
				stdio: [input.read.fd, output.write.fd, 'pipe'],
				env: { ...process.env, LC_ALL: 'C' },
			});
			return new PipedTool(options, child, input.write, output.read);
		} finally {
			await input.read.close();
			await output.write.close();
		}
	}

	async fill(buffer: Buffer): Promise<number> {
		let filled = 0;
		while (filled < buffer.length && !this.#isAtEnd) {
			const { bytesRead } = await this.#output.read(buffer, filled, buffer.length - filled, null);
			filled += bytesRead;
			if (bytesRead === 0) {
				this.#isAtEnd = true;
				await this.#judgeEnd();
			}
		}
		return filled;
	}

	async close(): Promise<void> {
		this.#options.signal.removeEventListener('abort', this.#stop);
		this.#stop();
		await this.#fed;
		await this.#ended.catch(() => undefined);
		await this.#output.close();
	}

	/** Throws unless the tool unpacked everything there was. */
	async #judgeEnd(): Promise<void> {
		const { name, program, signal } = this.#options;
		const { exitCode, said } = await this.#ended;
		signal.throwIfAborted();
		const failed = await this.#fed;
		// A tool that finds damage stops reading: that its input broke says nothing then.
		if (failed !== undefined && !(exitCode !== 0 && isBrokenPipe(failed))) {
			throw failed;
		}
		if (exitCode === NO_SUCH_COMMAND) {
			throw new StorageFailure('STORAGE_TOOL_MISSING', `${program} is not installed`, { subject: { program } });
		}
		if (exitCode !== 0) {
			throw damaged(name, said === '' ? `${program} ended with ${exitCode ?? 'a signal'}` : said);
		}
	}
}

/** Gathers the next batch while the last one is written. */
async function feed(source: AsyncIterable<Buffer>, input: FileHandle): Promise<void> {
	let batch: Buffer[] = [];
	let length = 0;
	let writing = Promise.resolve();
	const flush = async () => {
		await writing;
		writing = writeAll(input, batch);
		// It is looked at before the next one.
		writing.catch(() => undefined);
		batch = [];
		length = 0;
	};
	for await (const piece of source) {
		batch.push(piece);
		length += piece.length;
		if (length >= BATCH_BYTES) {
			await flush();
		}
	}
	await flush();
	await writing;
}

async function writeAll(file: FileHandle, pieces: readonly Buffer[]): Promise<void> {
	for (let rest = pieces.filter((piece) => piece.length > 0); rest.length > 0; ) {
		const { bytesWritten } = await file.writev(rest);
		const length = rest.reduce((sum, piece) => sum + piece.length, 0);
		rest = bytesWritten === length ? [] : [Buffer.concat(rest).subarray(bytesWritten)];
	}
}

/** Both ends of a pipe that a child can be given. */
async function openPipe(): Promise<{ readonly read: FileHandle; readonly write: FileHandle }> {
	const folder = await mkdtemp(join(tmpdir(), 'stoker-pipe-'));
	try {
		const path = join(folder, 'pipe');
		await runCommand('mkfifo', '-m', '600', path);
		// Opened for both, it waits for nobody; the ends then find it open.
		const both = await open(path, constants.O_RDWR);
		try {
			const write = await open(path, 'w');
			return { read: await open(path, 'r'), write };
		} finally {
			await both.close();
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function whenEnded(
	child: ChildProcess,
): Promise<{ readonly exitCode: number | undefined; readonly said: string }> {
	let said = '';
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		said = (said + text).slice(-MAX_SAID_CHARACTERS);
	});
	const [exitCode] = (await once(child, 'close')) as [number | null];
	return { exitCode: exitCode ?? undefined, said: said.trim() };
}

const isBrokenPipe = (error: Error) =>
	'code' in error && ['EPIPE', 'ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'].includes(String(error.code));
