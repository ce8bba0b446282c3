import { execa } from 'execa';

/** One attempt to be run under the wrapper. */
export interface WrapperLaunch {
	readonly wrapperPath: string;
	readonly assignmentId: string;
	/** The attempt's folder, absolute. */
	readonly folder: string;
	readonly timeoutSeconds: number;
	readonly graceSeconds: number;
	readonly outputLimitBytes: number;
	readonly workingDirectory: string;
	/** Absolute program and arguments; nothing secret. */
	readonly command: readonly string[];
	/** Descriptor of the output file, open for appending. */
	readonly outputDescriptor: number;
}

/** How the wrapper itself ended, as far as this agent process sees it. */
export interface WrapperEnd {
	readonly exitCode: number | undefined;
	/** Why it could not be started; undefined when it was. */
	readonly spawnError: string | undefined;
}

/** The wrapper found the attempt claimed by another. */
export const WRAPPER_CLAIMED = 125;
/** The wrapper could not prepare the attempt and ran nothing. */
export const WRAPPER_NOT_RUN = 126;
const WRAPPER_LOCKED = 124;

/** Starts the wrapper in a session of its own; it lives on when the agent dies. Resolves when the wrapper has ended. */
export async function launchWrapper(launch: WrapperLaunch): Promise<WrapperEnd> {
	const limits = [launch.timeoutSeconds, launch.graceSeconds, launch.outputLimitBytes].map(String);
	const result = await execa(launch.wrapperPath, ['run', launch.folder, ...limits, '--', ...launch.command], {
		cwd: launch.workingDirectory,
		detached: true,
		cleanup: false,
		buffer: false,
		reject: false,
		extendEnv: false,
		env: { STOKER_ASSIGNMENT_ID: launch.assignmentId },
		stdin: 'ignore',
		stdout: asDescriptor(launch.outputDescriptor),
		stderr: asDescriptor(launch.outputDescriptor),
	});
	const neverRan = result.exitCode === undefined && result.signal === undefined;
	return { exitCode: result.exitCode, spawnError: neverRan ? (result.shortMessage ?? 'unknown') : undefined };
}

/**
 * Takes the exclusive lock of an open file; it lasts until the agent closes the file or dies. False when another
 * process holds it. The wrapper does it because Node.js has no flock: the lock belongs to the shared open file.
 */
export async function lockDescriptor(wrapperPath: string, descriptor: number): Promise<boolean> {
	const result = await execa(wrapperPath, ['lock', '0'], {
		reject: false,
		buffer: false,
		stdin: asDescriptor(descriptor),
		stdout: 'ignore',
		stderr: 'inherit',
	});
	if (result.exitCode === 0) {
		return true;
	}
	if (result.exitCode === WRAPPER_LOCKED) {
		return false;
	}
	throw new Error(`the program ${wrapperPath} cannot be run: ${result.shortMessage ?? 'unknown'}`);
}

/** execa passes any descriptor on, but its types name only the first few. */
function asDescriptor(descriptor: number): 3 {
	return descriptor as 3;
}
