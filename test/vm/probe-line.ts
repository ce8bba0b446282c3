import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface, type Interface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

/** What a command in the machine came to; standard output and error in one. */
export interface ProbeAnswer {
	readonly exitCode: number;
	readonly output: string;
}

/** A line into the machine that the network and the agent have no part in: `test/vm/guest` answers it. */
export class ProbeLine {
	readonly #socket: Socket;
	readonly #lines: Interface;
	#readies = 0;
	#bootId = '';
	#answer: ((answer: ProbeAnswer) => void) | undefined;
	#isReady: (() => void) | undefined;
	/** What a system told that could not come up. */
	#emergency = '';

	private constructor(socket: Socket) {
		this.#socket = socket;
		socket.on('error', () => socket.destroy());
		this.#lines = createInterface({ input: socket });
		// It repeats the socket's errors.
		this.#lines.on('error', () => socket.destroy());
		this.#lines.on('line', (line) => this.#take(line));
	}

	/** Connects to the socket that the emulator listens on, as soon as it does. */
	static async open(path: string, signal: AbortSignal): Promise<ProbeLine> {
		for (;;) {
			signal.throwIfAborted();
			const socket = connect(path);
			try {
				await once(socket, 'connect', { signal });
				return new ProbeLine(socket);
			} catch (error) {
				socket.destroy();
				signal.throwIfAborted();
				if (!(error instanceof Error && 'code' in error)) {
					throw error;
				}
				await pause(50);
			}
		}
	}

	/** Of the system that answers now; '' before the first has come up. */
	get bootId(): string {
		return this.#bootId;
	}

	/** Resolves once a system has come up that is not the one named; rejects with what a system tells that can't. */
	async ready(signal: AbortSignal, otherThan = ''): Promise<string> {
		while (this.#readies === 0 || this.#bootId === otherThan) {
			if (this.#emergency !== '') {
				throw new Error(`the system stopped for an emergency:\n${this.#emergency}`);
			}
			await new Promise<void>((resolve, reject) => {
				this.#isReady = resolve;
				signal.addEventListener('abort', () => reject(new Error('no system came up in time')), { once: true });
			});
		}
		return this.#bootId;
	}

	/** Runs a script of bash as root. One at a time. */
	async run(script: string, signal: AbortSignal): Promise<ProbeAnswer> {
		return new Promise((resolve, reject) => {
			this.#answer = resolve;
			signal.addEventListener('abort', () => reject(new Error(`no answer in time to: ${script}`)), { once: true });
			this.#socket.write(`${Buffer.from(script).toString('base64')}\n`);
		});
	}

	close(): void {
		this.#lines.close();
		this.#socket.destroy();
	}

	#take(line: string): void {
		const [first = '', second = ''] = line.trim().split(' ');
		if (first === 'ready') {
			this.#readies += 1;
			this.#bootId = second;
			this.#isReady?.();
			return;
		}
		if (first === 'emergency') {
			this.#emergency = Buffer.from(second, 'base64').toString('utf8');
			this.#isReady?.();
			return;
		}
		this.#answer?.({ exitCode: Number(first), output: Buffer.from(second, 'base64').toString('utf8') });
		this.#answer = undefined;
	}
}
