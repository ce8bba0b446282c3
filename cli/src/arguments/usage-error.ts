/** The command line does not fit. Everything wrong with it is told at once. */
export class UsageError extends Error {
	readonly problems: readonly string[];
	/** Words of the command whose help applies, for example `node list`; empty for the program. */
	readonly commandPath: string;

	constructor(problems: readonly string[], commandPath: string) {
		super(problems.join('; '));
		this.name = 'UsageError';
		this.problems = problems;
		this.commandPath = commandPath;
	}
}
