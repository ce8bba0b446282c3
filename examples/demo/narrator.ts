const BOLD = '1';
const DIM = '2';
const GREEN = '32';

/** Tells the user what happens. */
export class Narrator {
	readonly #isColoured: boolean;
	readonly #startedMs = performance.now();

	constructor() {
		this.#isColoured = process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '';
	}

	/** Seconds since the demo began, as text. */
	elapsed(): string {
		return `${((performance.now() - this.#startedMs) / 1000).toFixed(1)} s`;
	}

	heading(text: string): void {
		this.say(`\n${this.#paint(BOLD, text)} ${this.#paint(DIM, `(${this.elapsed()})`)}`);
	}

	/** A command the user could have typed. */
	command(line: string): void {
		this.say(`${this.#paint(DIM, '$')} ${this.#paint(BOLD, line)}`);
	}

	good(text: string): void {
		this.say(`${this.#paint(GREEN, 'ok')}  ${text}`);
	}

	say(text: string): void {
		process.stdout.write(`${text}\n`);
	}

	#paint(code: string, text: string): string {
		return this.#isColoured ? `\u001b[${code}m${text}\u001b[0m` : text;
	}
}
