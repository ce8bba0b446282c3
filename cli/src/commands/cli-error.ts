import { EXIT, type ExitCode } from './exit-codes.js';

interface CliErrorRow {
	readonly exitCode: ExitCode;
	readonly nextStep: string;
}

/** Stable codes of what goes wrong before, or without, a controller. Listed in docs/cli.md. */
export const CLI_ERRORS = {
	CONFIRMATION_REFUSED: { exitCode: EXIT.failure, nextStep: 'Nothing was done.' },
	CONTEXT_EXISTS: {
		exitCode: EXIT.conflict,
		nextStep: 'Choose another name, or remove the old one with `stoker context remove`.',
	},
	CONTEXT_FILE_INVALID: { exitCode: EXIT.failure, nextStep: 'Correct the file, or name another with --context-file.' },
	CONTEXT_NOT_FOUND: { exitCode: EXIT.notFound, nextStep: 'List them with `stoker context list`.' },
	CONTEXT_REQUIRED: {
		exitCode: EXIT.usage,
		nextStep: 'Add one with `stoker context add NAME --file admin.context.yaml`, a file that `stokerd init` writes.',
	},
	EXPRESSION_INVALID: {
		exitCode: EXIT.failure,
		nextStep: 'Correct the expression at <HERE>, or the file it reads.',
	},
	FILE_EXISTS: { exitCode: EXIT.conflict, nextStep: 'Name another file, or move that one away.' },
	FILE_UNREADABLE: { exitCode: EXIT.failure, nextStep: 'Check the path and its permissions.' },
	GRAPH_FILES_INVALID: {
		exitCode: EXIT.failure,
		nextStep: 'Name files of tasks, a release folder, or its graphs folder; --graph names the type.',
	},
	GRAPH_PART_EMPTY: {
		exitCode: EXIT.notFound,
		nextStep: 'List what there is with `stoker graph vertices PLAN`.',
	},
	LAYOUT_PART_UNKNOWN: { exitCode: EXIT.notFound, nextStep: 'List what there is with `stoker storage show NODE`.' },
	NODE_WITHOUT_INVENTORY: {
		exitCode: EXIT.conflict,
		nextStep: 'Its agent tells of it once it is connected: `stoker node show NODE`.',
	},
	NO_DEPLOYMENT: { exitCode: EXIT.notFound, nextStep: 'Start one with `stoker env deploy`.' },
	RELEASE_FOLDER_INVALID: {
		exitCode: EXIT.failure,
		nextStep: 'Name a folder that holds release.yaml and graphs/TYPE.tasks.yaml.',
	},
} as const satisfies Record<string, CliErrorRow>;

export type CliErrorCode = keyof typeof CLI_ERRORS;

/** Something went wrong on this side. */
export class CliError extends Error {
	readonly code: CliErrorCode;
	/** All that is wrong, when it is more than one thing. */
	readonly problems: readonly string[];

	constructor(code: CliErrorCode, message: string, problems: readonly string[] = []) {
		super(message);
		this.name = 'CliError';
		this.code = code;
		this.problems = problems;
	}

	get nextStep(): string {
		return CLI_ERRORS[this.code].nextStep;
	}

	get exitCode(): ExitCode {
		return CLI_ERRORS[this.code].exitCode;
	}
}
