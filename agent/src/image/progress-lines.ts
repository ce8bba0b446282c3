/** How far something has come. */
export interface Progress {
	readonly doneBytes: number;
	/** Of the way, from 0 to 1; undefined where the end is not known. */
	readonly share: number | undefined;
}

const INTERVAL_MS = 5000;
const MEBIBYTE = 1024 * 1024;

/** Tells progress for people: percent, rate and time left, at most one line every few seconds. */
export class ProgressLines {
	readonly #name: string;
	readonly #write: (text: string) => void;
	readonly #monotonicMs: () => number;
	readonly #startedMs: number;
	#toldMs: number;

	constructor(name: string, write: (text: string) => void, monotonicMs: () => number) {
		this.#name = name;
		this.#write = write;
		this.#monotonicMs = monotonicMs;
		this.#startedMs = monotonicMs();
		this.#toldMs = this.#startedMs;
	}

	report({ doneBytes, share }: Progress): void {
		const nowMs = this.#monotonicMs();
		if (nowMs - this.#toldMs < INTERVAL_MS) {
			return;
		}
		this.#toldMs = nowMs;
		const elapsedMs = nowMs - this.#startedMs;
		const rate = doneBytes / MEBIBYTE / (elapsedMs / 1000);
		const place = share === undefined ? '' : ` ${Math.floor(share * 100)} %,`;
		const leftSeconds = share === undefined || share <= 0 ? undefined : (elapsedMs / 1000) * (1 / share - 1);
		const left = leftSeconds === undefined ? '' : `, ${showDuration(leftSeconds)} left`;
		this.#write(`${this.#name}:${place} ${showMebibytes(doneBytes)} at ${rate.toFixed(0)} MiB/s${left}\n`);
	}

	/** The last line. */
	end(doneBytes: number): void {
		const seconds = Math.max((this.#monotonicMs() - this.#startedMs) / 1000, 0.001);
		const rate = doneBytes / MEBIBYTE / seconds;
		this.#write(
			`${this.#name}: ${showMebibytes(doneBytes)} in ${showDuration(seconds)}, ${rate.toFixed(0)} MiB/s on average\n`,
		);
	}
}

function showMebibytes(bytes: number): string {
	return `${(bytes / MEBIBYTE).toFixed(1)} MiB`;
}

function showDuration(seconds: number): string {
	const whole = Math.ceil(seconds);
	return whole < 120 ? `${whole} s` : `${Math.ceil(whole / 60)} min`;
}
