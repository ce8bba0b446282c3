import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
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

/**
 * A tool that unpacks what it is fed. It writes to a pipe of the kernel, which is read straight into the buffers that are
 * written to the disk: the sockets that Node gives its children take half as long again, and pipes of the usual size twice.
 */
export class PipedTool implements Unpacked {
	readonly #options: PipedToolOptions;
	readonly #child: ChildProcess;
	readonly #output: FileHandle;
	readonly #feeding = new AbortController();
	/** Why the source gave no more; undefined when it gave everything. */
	readonly #fed: Promise<Error | undefined>;
	readonly #ended: Promise<{ readonly exitCode: number | undefined; readonly said: string }>;
	readonly #stop = () => this.#child.kill('SIGKILL');
	#isAtEnd = false;

	private constructor(options: PipedToolOptions, child: ChildProcess, output: FileHandle) {
		const { source, signal } = options;
		this.#options = options;
		this.#child = child;
		this.#output = output;
		this.#ended = whenEnded(child);
		// It is looked at when the end is reached.
		this.#ended.catch(() => undefined);
		this.#fed = child.stdin
			? pipeline(source, child.stdin, { signal: this.#feeding.signal }).then(
					() => undefined,
					(error: Error) => {
						// Without its end the tool would take what came for everything.
						child.kill('SIGKILL');
						return error;
					},
				)
			: Promise.resolve(undefined);
		signal.addEventListener('abort', this.#stop, { once: true });
	}

	static async start(options: PipedToolOptions): Promise<PipedTool> {
		options.signal.throwIfAborted();
		const { read, write } = await openPipe();
		try {
			const child = spawn(findWrapper(), ['widen', '--', options.program, ...options.toolArguments], {
				stdio: ['pipe', write.fd, 'pipe'],
				env: { ...process.env, LC_ALL: 'C' },
			});
			return new PipedTool(options, child, read);
		} finally {
			await write.close();
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
		this.#feeding.abort();
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
