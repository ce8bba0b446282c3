import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { StorageFailure } from './storage-failure.js';

interface FedToolOptions {
	readonly program: string;
	readonly toolArguments: readonly string[];
	readonly signal: AbortSignal;
	/** Told what the tool says. */
	readonly write: (text: string) => void;
}

const MAX_SAID_CHARACTERS = 2000;

/**
 * Runs a tool that reads a stream from its standard input, and resolves with what it said when it has ended well. A piece is
 * done with when the next one is asked for. What the tool did not want of the stream stays unread.
 */
export async function feedTool(source: AsyncIterable<Buffer>, options: FedToolOptions): Promise<string> {
	const { program, toolArguments, signal, write } = options;
	signal.throwIfAborted();
	const child = spawn(program, toolArguments, {
		stdio: ['pipe', 'ignore', 'pipe'],
		cwd: '/',
		env: { ...process.env, LC_ALL: 'C' },
	});
	let said = '';
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		write(text);
		said = (said + text).slice(-MAX_SAID_CHARACTERS);
	});
	const stop = () => child.kill('SIGKILL');
	signal.addEventListener('abort', stop, { once: true });
	try {
		const ended = once(child, 'close') as Promise<[number | null]>;
		ended.catch(() => undefined);
		await feed(child, source, ended);
		const [exitCode] = await ended.catch((cause: unknown) => {
			throw new StorageFailure('STORAGE_TOOL_MISSING', `${program} is not installed`, { subject: { program }, cause });
		});
		signal.throwIfAborted();
		if (exitCode !== 0) {
			const message = `${program} ended with ${exitCode ?? 'a signal'}: ${said.trim() || 'it said nothing'}`;
			throw new StorageFailure('STORAGE_TOOL_FAILED', message, {
				subject: { program, exitCode: String(exitCode ?? '') },
			});
		}
		return said;
	} finally {
		stop();
		signal.removeEventListener('abort', stop);
	}
}

async function feed(child: ChildProcess, source: AsyncIterable<Buffer>, ended: Promise<unknown>): Promise<void> {
	const { stdin } = child;
	if (stdin === null) {
		return;
	}
	// A tool that stops reading says why with its exit code.
	stdin.on('error', () => undefined);
	for await (const piece of source) {
		const isTaken = await new Promise<boolean>((resolve) => {
			ended.then(
				() => resolve(false),
				() => resolve(false),
			);
			stdin.write(piece, (error) => resolve(error === null || error === undefined));
		});
		if (!isTaken) {
			return;
		}
	}
	stdin.end();
}
