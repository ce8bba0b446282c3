import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';

/** Clock ticks a second of /proc; the same on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** CPU seconds a process has used so far, all threads, user and system. */
export function cpuSecondsOf(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Resident memory of a process, bytes. */
export function residentBytesOf(pid: number): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
}

/** Value below which a share of the samples lies; NaN when there are none. */
export function quantile(samples: readonly number[], share: number): number {
	const sorted = [...samples].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function loadAverage(): number {
	return loadavg()[0] ?? 0;
}
