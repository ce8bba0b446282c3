import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { DemoFailure } from './demo-failure.js';
import { DEMO_VARIABLE } from './demo-processes.js';
import { CHECKOUT_FILES, type Layout } from './layout.js';

/** What a command said, when it was not shown. */
interface Answer {
	readonly exitCode: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** Starts the built programs just as a user would, all marked as belonging to this demo. */
export class Programs {
	readonly #layout: Layout;
	readonly #signal: AbortSignal;
	readonly #environment: Readonly<Record<string, string>>;

	constructor(layout: Layout, signal: AbortSignal) {
		this.#layout = layout;
		this.#signal = signal;
		this.#environment = {
			...withoutStoker(process.env),
			STOKER_CONTEXT_FILE: layout.context,
			[DEMO_VARIABLE]: layout.folder,
		};
	}

	/** Starts a program that stays; its output goes to a log of its own. Ctrl-C in the terminal does not reach it. */
	startDaemon(name: string, program: string, args: readonly string[]): ChildProcess {
		const log = openSync(this.#layout.log(name), 'a');
		try {
			return spawn(process.execPath, [program, ...args], {
				detached: true,
				stdio: ['ignore', log, log],
				env: this.#environment,
			});
		} finally {
			closeSync(log);
		}
	}

	/** Runs a program to its end. Throws with what it said when it fails. */
	async run(program: string, args: readonly string[]): Promise<string> {
		const answer = await this.#capture(program, args);
		if (answer.exitCode !== 0) {
			const said = (answer.stderr || answer.stdout).trim();
			throw new DemoFailure(`${nameOf(program)} ${args.join(' ')} ended with ${answer.exitCode}:\n${said}`);
		}
		return answer.stdout;
	}

	/** The `data` of a command's JSON output. */
	async ask(...args: readonly string[]): Promise<unknown> {
		const { data } = JSON.parse(await this.run(CHECKOUT_FILES.cli, [...args, '-o', 'json'])) as { data?: unknown };
		return data;
	}

	/** Runs `stoker` with its output where the user looks. */
	async show(...args: readonly string[]): Promise<void> {
		const child = spawn(process.execPath, [CHECKOUT_FILES.cli, ...args], { stdio: 'inherit', env: this.#environment });
		const [exitCode] = (await once(child, 'exit')) as [number | null];
		this.#signal.throwIfAborted();
		if (exitCode !== 0) {
			throw new DemoFailure(`stoker ${args.join(' ')} ended with ${exitCode ?? 'a signal'}.`);
		}
	}

	async #capture(program: string, args: readonly string[]): Promise<Answer> {
		this.#signal.throwIfAborted();
		const child = spawn(process.execPath, [program, ...args], {
			stdio: ['ignore', 'pipe', 'pipe'],
			env: this.#environment,
			signal: this.#signal,
		});
		let stdout = '';
		let stderr = '';
		child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
		child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
		const [exitCode] = (await once(child, 'close')) as [number | null];
		return { exitCode: exitCode ?? -1, stdout, stderr };
	}
}

/** Settings of the user's own controller must not leak into the demo. */
function withoutStoker(environment: NodeJS.ProcessEnv): Record<string, string> {
	return Object.fromEntries(
		Object.entries(environment).flatMap(([name, value]) =>
			value === undefined || name.startsWith('STOKER_') ? [] : [[name, value]],
		),
	);
}

function nameOf(program: string): string {
	return program.slice(program.lastIndexOf('/') + 1).replace(/\.js$/, '');
}
