import type { OutputStream, Terminal } from '../../cli/src/system/terminal.js';

interface TerminalOptions {
	/** Size of a terminal; absent for pipes. */
	readonly size?: { readonly columns: number; readonly rows: number };
	/** Lines a person types; absent when nobody is there. */
	readonly answers?: readonly string[];
	readonly environment?: Readonly<Record<string, string>>;
	readonly isRoot?: boolean;
}

/** A terminal whose output a test can read. */
export class CapturedTerminal implements Terminal {
	readonly stdout: CapturedStream;
	readonly stderr: CapturedStream;
	readonly isInteractive: boolean;
	readonly environment: Readonly<Record<string, string>>;
	readonly isRoot: boolean;
	readonly #answers: string[];

	constructor(options: TerminalOptions = {}) {
		this.stdout = new CapturedStream(options.size);
		this.stderr = new CapturedStream(options.size);
		this.isInteractive = options.answers !== undefined;
		this.environment = options.environment ?? { LANG: 'C.UTF-8', NO_COLOR: '1' };
		this.isRoot = options.isRoot ?? false;
		this.#answers = [...(options.answers ?? [])];
	}

	async readLine(prompt: string): Promise<string | undefined> {
		await this.stderr.write(prompt);
		return this.#answers.shift();
	}
}

class CapturedStream implements OutputStream {
	readonly isTerminal: boolean;
	readonly writes: (string | Uint8Array)[] = [];
	readonly #size: { readonly columns: number; readonly rows: number } | undefined;

	constructor(size: { readonly columns: number; readonly rows: number } | undefined) {
		this.#size = size;
		this.isTerminal = size !== undefined;
	}

	get text(): string {
		return Buffer.concat(this.writes.map((data) => Buffer.from(data))).toString();
	}

	size(): { readonly columns: number; readonly rows: number } | undefined {
		return this.#size;
	}

	async write(data: string | Uint8Array): Promise<void> {
		this.writes.push(data);
	}
}
