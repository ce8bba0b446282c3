import type { OutputStream } from '../system/terminal.js';

const ESCAPE = '\u001b[';
const HIDE_CURSOR = `${ESCAPE}?25l`;
const SHOW_CURSOR = `${ESCAPE}?25h`;
/** Terminals that know it show a frame only when it is complete; others ignore it. */
const BEGIN_FRAME = `${ESCAPE}?2026h`;
const END_FRAME = `${ESCAPE}?2026l`;
const CLEAR_LINE_END = `${ESCAPE}K`;
const CLEAR_BELOW = `${ESCAPE}J`;

/** Lines at the bottom of a terminal that are drawn over, one write a frame. */
export class LiveRegion {
	readonly #output: OutputStream;
	#height = 0;

	constructor(output: OutputStream) {
		this.#output = output;
	}

	async draw(lines: readonly string[]): Promise<void> {
		const home = this.#height === 0 ? HIDE_CURSOR : `\r${ESCAPE}${this.#height}A`;
		const body = lines.map((line) => `${line}${CLEAR_LINE_END}\n`).join('');
		this.#height = lines.length;
		await this.#output.write(`${BEGIN_FRAME}${home}${body}${CLEAR_BELOW}${END_FRAME}`);
	}

	/** Leaves the last frame where it is. */
	async close(): Promise<void> {
		if (this.#height > 0) {
			this.#height = 0;
			await this.#output.write(SHOW_CURSOR);
		}
	}
}
