import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Standard output or standard error. */
export interface OutputStream {
	readonly isTerminal: boolean;
	/** Columns and rows of the terminal as they are now; undefined when it is none. */
	size(): { readonly columns: number; readonly rows: number } | undefined;
	/** Resolves when the reader keeps up. */
	write(data: string | Uint8Array): Promise<void>;
}

/** What a program of the command line sees of the world. */
export interface Terminal {
	readonly stdout: OutputStream;
	readonly stderr: OutputStream;
	/** Whether a person can answer. */
	readonly isInteractive: boolean;
	/** One line without its end; undefined at the end of input. */
	readLine(prompt: string, signal: AbortSignal): Promise<string | undefined>;
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly isRoot: boolean;
}

interface MaybeTerminal extends Writable {
	readonly isTTY?: boolean;
	readonly columns?: number;
	readonly rows?: number;
}

/** The terminal this process was started in. */
export function processTerminal(): Terminal {
	return {
		stdout: outputStream(process.stdout),
		stderr: outputStream(process.stderr),
		isInteractive: process.stdin.isTTY === true && process.stderr.isTTY === true,
		readLine,
		environment: process.env,
		isRoot: process.getuid?.() === 0,
	};
}

function outputStream(stream: MaybeTerminal): OutputStream {
	const isTerminal = stream.isTTY === true;
	return {
		isTerminal,
		size: () => (isTerminal ? { columns: stream.columns ?? 80, rows: stream.rows ?? 24 } : undefined),
		write: async (data) => {
			if (data.length > 0 && !stream.write(data)) {
				await once(stream, 'drain');
			}
		},
	};
}

async function readLine(prompt: string, signal: AbortSignal): Promise<string | undefined> {
	const { createInterface } = await import('node:readline');
	const reader = createInterface({ input: process.stdin, output: process.stderr });
	// In a terminal readline swallows Ctrl-C; it shall mean what it means everywhere.
	reader.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
	try {
		return await new Promise<string | undefined>((resolve, reject) => {
			signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
			reader.on('close', () => resolve(undefined));
			reader.question(prompt, resolve);
		});
	} finally {
		reader.close();
	}
}
