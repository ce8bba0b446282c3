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

/** The wrapper could not prepare the attempt and ran nothing. */
export const WRAPPER_NOT_RUN = 126;

/** Starts the wrapper in a session of its own; it lives on when the agent dies. Resolves when the wrapper has ended. */
export async function launchWrapper(launch: WrapperLaunch): Promise<WrapperEnd> {
	// Loaded with the first task: an idle agent does without its several megabytes.
	const { execa } = await import('./execa.js');
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

/** execa passes any descriptor on, but its types name only the first few. */
function asDescriptor(descriptor: number): 3 {
	return descriptor as 3;
}
