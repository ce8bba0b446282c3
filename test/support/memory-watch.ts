import { readFileSync } from 'node:fs';

const SAMPLE_MS = 50;

/** Bytes of a process that are in memory. */
export function memoryOf(pid: number): number {
	const [, kibibytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
	return Number(kibibytes) * 1024;
}

/** Watches how much a process grows from now on. */
export class MemoryWatch {
	readonly #pid: number;
	readonly #before: number;
	readonly #timer: NodeJS.Timeout;
	#most: number;

	constructor(pid: number) {
		this.#pid = pid;
		this.#before = memoryOf(pid);
		this.#most = this.#before;
		this.#timer = setInterval(() => this.#look(), SAMPLE_MS);
	}

	/** Ends the watch; answers with the bytes it grew by at most. */
	stop(): number {
		clearInterval(this.#timer);
		this.#look();
		return this.#most - this.#before;
	}

	#look(): void {
		this.#most = Math.max(this.#most, memoryOf(this.#pid));
	}
}
