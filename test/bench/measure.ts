import { readdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';

/** Clock ticks a second of /proc; the same on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** What a process had used at an instant. */
export interface Reading {
	readonly atMs: number;
	/** The clock of CPU profiles. */
	readonly monotonicMicroseconds: number;
	/** CPU seconds, user and system, of each thread; the main thread has the number of the process. */
	readonly threads: ReadonlyMap<number, number>;
	readonly cpuSeconds: number;
}

export function readProcess(pid: number): Reading {
	const threads = new Map(
		readdirSync(`/proc/${pid}/task`).map((thread) => [
			Number(thread),
			cpuSecondsOf(`/proc/${pid}/task/${thread}/stat`),
		]),
	);
	return {
		atMs: performance.now(),
		monotonicMicroseconds: Number(process.hrtime.bigint() / 1_000n),
		threads,
		cpuSeconds: cpuSecondsOf(`/proc/${pid}/stat`),
	};
}

function cpuSecondsOf(path: string): number {
	const stat = readFileSync(path, 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Resident memory of a process, bytes. */
export function residentBytesOf(pid: number): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
}

export function loadAverage(): number {
	return loadavg()[0] ?? 0;
}
