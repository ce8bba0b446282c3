import { readdir, readFile } from 'node:fs/promises';

/** A process that is told apart from later ones with the same number by its start time. */
export interface ProcessIdentity {
	readonly pid: number;
	/** Clock ticks since boot, field 22 of /proc/PID/stat. */
	readonly startTicks: string;
}

/** What /proc tells about one living process. */
interface LivingProcess extends ProcessIdentity {
	readonly session: number;
}

// Positions behind the command name in /proc/PID/stat.
const STATE_FIELD = 0;
const SESSION_FIELD = 3;
const START_TICKS_FIELD = 19;
const MARKER = 'STOKER_ASSIGNMENT_ID=';

/** Whether exactly this process is alive; a zombie is not. */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
	return (await readProcess(identity.pid))?.startTicks === identity.startTicks;
}

/** Sends a signal to exactly this process; nothing when it is gone. */
export async function signalProcess(identity: ProcessIdentity, signal: NodeJS.Signals): Promise<void> {
	if (await isAlive(identity)) {
		sendSignal(identity.pid, signal);
	}
}

/**
 * Every living process left of an attempt: those that carry its id in their environment, and those in the session its
 * wrapper made, which also holds what cleared its environment.
 */
export async function findRemnants(
	assignmentId: string,
	wrapper: ProcessIdentity | undefined,
): Promise<readonly ProcessIdentity[]> {
	const names = (await readdir('/proc')).filter((name) => /^[1-9][0-9]*$/.test(name));
	// A session outlives its leader, and while it has members its number is not given away. A leader that is not our
	// wrapper therefore means that our session is gone.
	const leader = wrapper && (await readProcess(wrapper.pid));
	const session = leader && leader.startTicks !== wrapper.startTicks ? undefined : wrapper;
	const found = await Promise.all(
		names.map(async (name) => {
			const candidate = await readProcess(Number(name));
			const isRemnant =
				candidate !== undefined &&
				(isInSession(candidate, session) || (await carriesMarker(candidate, MARKER + assignmentId)));
			return isRemnant ? candidate : undefined;
		}),
	);
	return found.filter((candidate) => candidate !== undefined);
}

function isInSession(candidate: LivingProcess, wrapper: ProcessIdentity | undefined): boolean {
	return candidate.session === wrapper?.pid && Number(candidate.startTicks) >= Number(wrapper.startTicks);
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(pid, signal);
	} catch {
		// It ended meanwhile: what was wanted.
	}
}

async function carriesMarker(candidate: LivingProcess, marker: string): Promise<boolean> {
	const environment = await readProc(candidate.pid, 'environ');
	// Looked at again: the environment then belongs to this process and no later one of the same number.
	return environment?.split('\0').includes(marker) === true && (await isAlive(candidate));
}

async function readProcess(pid: number): Promise<LivingProcess | undefined> {
	const stat = await readProc(pid, 'stat');
	// The command name in parentheses may hold spaces and parentheses itself.
	const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
	const state = fields?.[STATE_FIELD];
	const startTicks = fields?.[START_TICKS_FIELD];
	if (startTicks === undefined || state === 'Z' || state === 'X') {
		return undefined;
	}
	return { pid, startTicks, session: Number(fields?.[SESSION_FIELD]) };
}

async function readProc(pid: number, file: 'stat' | 'environ'): Promise<string | undefined> {
	try {
		return await readFile(`/proc/${pid}/${file}`, 'latin1');
	} catch {
		return undefined;
	}
}
