import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** A process, told apart from a later one that got the same number. */
export interface ProcessMark {
	readonly pid: number;
	/** When it was started, in ticks since the machine was. */
	readonly startTicks: string;
}

/** What every process a demo starts carries; the value is the folder of the demo. */
export const DEMO_VARIABLE = 'STOKER_DEMO';

const LOOK_AGAIN_MS = 50;
const GRACE_MS = 3000;
const GIVE_UP_MS = 8000;
/** Fields of /proc/PID/stat that follow the command name: the state is the first, the start time the 20th. */
const START_TICKS_FIELD = 19;

/** The mark of a process; undefined when there is none, or only its remains. */
export async function markOf(pid: number): Promise<ProcessMark | undefined> {
	const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
	const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
	const startTicks = fields[START_TICKS_FIELD];
	return startTicks === undefined || fields[0] === 'Z' ? undefined : { pid, startTicks };
}

export async function isAlive(mark: ProcessMark): Promise<boolean> {
	return (await markOf(mark.pid))?.startTicks === mark.startTicks;
}

/**
 * Ends everything that belongs to a demo: what it started, and what its tasks started, which outlives agents on
 * purpose. Told apart by their environment, so that no record is needed that a kill could have left incomplete.
 */
export async function endAll(folder: string): Promise<void> {
	const told = new Set<number>();
	for (let waitedMs = 0; ; waitedMs += LOOK_AGAIN_MS) {
		const left = await findProcesses(folder);
		if (left.length === 0) {
			return;
		}
		if (waitedMs >= GIVE_UP_MS) {
			throw new Error(`These processes of the demo cannot be ended: ${left.join(', ')}.`);
		}
		for (const pid of left) {
			if (waitedMs >= GRACE_MS || !told.has(pid)) {
				signal(pid, waitedMs >= GRACE_MS ? 'SIGKILL' : 'SIGTERM');
				told.add(pid);
			}
		}
		await pause(LOOK_AGAIN_MS);
	}
}

/** Numbers of all processes that belong to a demo, but for this one. */
export async function findProcesses(folder: string): Promise<readonly number[]> {
	const entries = (await readdir('/proc')).filter((name) => /^[0-9]+$/.test(name)).map(Number);
	const belongs = await Promise.all(entries.map(async (pid) => pid !== process.pid && (await isOf(folder, pid))));
	return entries.filter((_, index) => belongs[index]);
}

async function isOf(folder: string, pid: number): Promise<boolean> {
	const environment = (await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')).split('\0');
	const isMarked = environment.some(
		(item) => item === `${DEMO_VARIABLE}=${folder}` || item.startsWith(`STOKER_ROOT=${folder}/`),
	);
	return isMarked && (await markOf(pid)) !== undefined;
}

function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
	try {
		process.kill(pid, name);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
			throw error;
		}
	}
}
