import { type ChildProcess, spawn } from 'node:child_process';
import { StorageFailure } from './storage-failure.js';

/** How one run of a tool differs from the usual. */
export interface ToolOptions {
	/** Goes to its standard input and nowhere else: this is how secrets are handed over. */
	readonly input?: string | Buffer;
	/** In addition to that of the whole work. */
	readonly signal?: AbortSignal;
	/** 10 minutes when absent. */
	readonly timeoutMs?: number;
	/** Its command and output are not told: it only looks. */
	readonly isQuiet?: boolean;
}

/**
 * Runs a program without a shell, with LC_ALL=C, and resolves with its standard output. It ends with the agent: whatever
 * kills the agent also kills what it started. Rejects with a {@link StorageFailure}.
 */
export type RunTool = (program: string, toolArguments: readonly string[], options?: ToolOptions) => Promise<string>;

interface ToolRunner {
	/** Aborted: every tool is ended. */
	readonly signal: AbortSignal;
	/** Appends to the output of the task. */
	readonly write: (text: string) => void;
}

const TIMEOUT_MS = 10 * 60_000;
const KILL_AFTER_MS = 2_000;
/** A process that hangs in the kernel does not end when it is killed; nobody waits longer for it. */
const GIVE_UP_AFTER_MS = 10_000;
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;
const MOST_SHOWN = 400;
const NOT_EXECUTED = /^setpriv: failed to execute/;

/** Runs tools for one piece of work. */
export function toolRunner({ signal, write }: ToolRunner): RunTool {
	return async (program, toolArguments, options = {}) => {
		const { input, timeoutMs = TIMEOUT_MS, isQuiet = false } = options;
		const timeout = AbortSignal.timeout(timeoutMs);
		const stop = AbortSignal.any([signal, timeout, ...(options.signal ? [options.signal] : [])]);
		signal.throwIfAborted();
		options.signal?.throwIfAborted();
		const command = [program, ...toolArguments].join(' ');
		const tell = isQuiet ? () => undefined : write;
		tell(`$ ${command}\n`);
		const ended = await runGroup(program, toolArguments, { input, stop, tell });
		if (stop.aborted) {
			signal.throwIfAborted();
			options.signal?.throwIfAborted();
			const message = `${command} had not ended after ${timeoutMs / 1000} seconds, so it was ended`;
			throw new StorageFailure('STORAGE_TOOL_TIMED_OUT', message, { subject: { program } });
		}
		if (ended.exitCode === 0) {
			return ended.stdout;
		}
		if (NOT_EXECUTED.test(ended.stderr)) {
			throw new StorageFailure('STORAGE_TOOL_MISSING', `${program} is not installed`, { subject: { program } });
		}
		const said = (ended.stderr.trim() || ended.stdout.trim()).slice(-MOST_SHOWN) || 'it said nothing';
		const message = `${command} ended with ${ended.exitCode === undefined ? 'a signal' : `exit code ${ended.exitCode}`}: ${said}`;
		throw new StorageFailure('STORAGE_TOOL_FAILED', message, {
			subject: { program, exitCode: String(ended.exitCode ?? '') },
		});
	};
}

interface GroupOptions {
	readonly input: string | Buffer | undefined;
	readonly stop: AbortSignal;
	readonly tell: (text: string) => void;
}

interface EndedTool {
	/** Undefined when a signal ended it. */
	readonly exitCode: number | undefined;
	readonly stdout: string;
	readonly stderr: string;
}

/** The tool leads a group of its own, so that what it starts is ended with it. */
function runGroup(program: string, toolArguments: readonly string[], { input, stop, tell }: GroupOptions) {
	const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', program, ...toolArguments], {
		detached: true,
		stdio: 'pipe',
		cwd: '/',
		env: toolEnvironment(),
	});
	return new Promise<EndedTool>((resolve, reject) => {
		const stdout = gather(child.stdout, tell);
		const stderr = gather(child.stderr, tell);
		const timers: NodeJS.Timeout[] = [];
		const end = (exitCode: number | undefined) => {
			timers.forEach(clearTimeout);
			stop.removeEventListener('abort', onStop);
			resolve({ exitCode, stdout: stdout(), stderr: stderr() });
		};
		const onStop = () => {
			killGroup(child, 'SIGTERM');
			timers.push(setTimeout(() => killGroup(child, 'SIGKILL'), KILL_AFTER_MS));
			timers.push(setTimeout(() => end(undefined), GIVE_UP_AFTER_MS));
		};
		stop.addEventListener('abort', onStop);
		child.on('error', (cause) => {
			stop.removeEventListener('abort', onStop);
			const message = `${program} could not be started: ${cause.message}`;
			reject(new StorageFailure('STORAGE_TOOL_MISSING', message, { subject: { program }, cause }));
		});
		child.on('close', (exitCode) => end(exitCode ?? undefined));
		// A tool that does not read its input is no failure of ours.
		child.stdin.on('error', () => undefined);
		child.stdin.end(input);
	});
}

function toolEnvironment(): NodeJS.ProcessEnv {
	const { env } = process;
	const path = `${env['PATH'] ?? ''}:/usr/sbin:/sbin:/usr/bin:/bin`;
	// LVM complains of every descriptor that it inherits.
	return { ...env, LC_ALL: 'C', PATH: path, LVM_SUPPRESS_FD_WARNINGS: '1' };
}

/** Collects a stream, the newest part of it if it is endless. */
function gather(stream: NodeJS.ReadableStream, tell: (text: string) => void): () => string {
	let text = '';
	stream.setEncoding('utf8');
	stream.on('data', (part: string) => {
		tell(part);
		text = (text + part).slice(-MAX_OUTPUT_BYTES);
	});
	return () => text;
}

function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
	try {
		if (pid !== undefined) {
			process.kill(-pid, signal);
		}
	} catch {
		// It ended meanwhile: what was wanted.
	}
}
