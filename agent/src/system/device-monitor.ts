import { type ChildProcess, spawn } from 'node:child_process';
import type { Clock, Log } from '@stoker/shared/model/ports.js';

interface DeviceMonitorOptions {
	/** Called for each piece of news, however much it holds. */
	readonly onChange: () => void;
	readonly clock: Clock;
	readonly log: Log;
	/** `udevadm`, or what stands for it. */
	readonly program?: string;
	readonly firstRetryMs?: number;
}

const ARGUMENTS = ['monitor', '--subsystem-match=block', '--subsystem-match=net'];
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 10 * 60_000;
/** One that lived so long did not fail at its start. */
const SOUND_LIFE_MS = 60_000;
/** Lines are shorter: what comes without an end is no event. */
const MOST_PARTIAL_CHARACTERS = 4_096;
const EVENT = /^(?:KERNEL|UDEV) *\[/m;

/**
 * Hears of disks and network cards that come, go and change, as long as it is open. The program that listens is started
 * anew when it ends, each time after a longer pause; where there is none, nothing is heard and nothing fails.
 */
export class DeviceMonitor {
	readonly #options: DeviceMonitorOptions;
	#child: ChildProcess | undefined;
	#timer: NodeJS.Timeout | undefined;
	#retryMs: number;
	#isClosed = false;

	constructor(options: DeviceMonitorOptions) {
		this.#options = options;
		this.#retryMs = this.#firstRetryMs;
		this.#listen();
	}

	/** Nothing is heard afterwards. */
	close(): void {
		this.#isClosed = true;
		clearTimeout(this.#timer);
		this.#child?.kill('SIGTERM');
	}

	get #firstRetryMs(): number {
		return this.#options.firstRetryMs ?? FIRST_RETRY_MS;
	}

	#listen(): void {
		const { program = 'udevadm', clock } = this.#options;
		const startedAtMs = clock.monotonicMs();
		const child = spawn(program, ARGUMENTS, { stdio: ['ignore', 'pipe', 'ignore'] });
		this.#child = child;
		const hear = eventFilter();
		child.stdout.setEncoding('utf8').on('data', (text: string) => {
			if (hear(text) && !this.#isClosed) {
				this.#options.onChange();
			}
		});
		let hasEnded = false;
		const end = (reason: object) => {
			if (!hasEnded) {
				hasEnded = true;
				this.#retryLater(reason, clock.monotonicMs() - startedAtMs);
			}
		};
		child.on('error', (error) => end({ err: error }));
		child.on('close', (exitCode, signal) => end({ exitCode, signal }));
	}

	#retryLater(reason: object, livedMs: number): void {
		if (this.#isClosed) {
			return;
		}
		if (livedMs >= SOUND_LIFE_MS) {
			this.#retryMs = this.#firstRetryMs;
		}
		const { log } = this.#options;
		const say = this.#retryMs === this.#firstRetryMs ? log.info.bind(log) : log.debug.bind(log);
		say({ ...reason, retryMs: this.#retryMs }, 'changes of devices are not heard for a while');
		this.#timer = setTimeout(() => this.#listen(), this.#retryMs);
		this.#timer.unref();
		this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS);
	}
}

/** Whether a piece of output holds an event; lines may be cut between pieces. */
export function eventFilter(): (text: string) => boolean {
	let partial = '';
	return (text) => {
		const known = partial + text;
		const lastLine = known.slice(known.lastIndexOf('\n') + 1);
		// The beginning of a line that was an event already is not looked at again.
		partial = EVENT.test(lastLine) ? ' ' : lastLine.slice(0, MOST_PARTIAL_CHARACTERS);
		return EVENT.test(known);
	};
}
