import type { CommandSpec } from './command-spec.js';
import { readRunName } from './run-name.js';

export interface LogsValues {
	readonly deployment: string;
	readonly task: string;
	readonly node: string;
	/** 0 means the last one. */
	readonly attempt: number;
	readonly offset: number;
	readonly follow: boolean;
}

const MOST_ATTEMPTS = 1_000_000;

export const logsSpec: CommandSpec<LogsValues> = {
	path: 'logs',
	summary: "Print a task's output, byte for byte",
	examples: [
		{ line: 'stoker logs prod configure-app@app-1' },
		{ line: 'stoker logs prod configure-app@app-1 --follow' },
		{ line: 'stoker logs prod configure-app@app-1 --attempt 1 --offset 4096' },
	],
	positionals: [
		{ name: 'DEPLOYMENT', description: 'id of the deployment, or an environment for its latest' },
		{ name: 'TASK@NODE', description: 'the task and the id or name of the node' },
	],
	options: [
		{ flags: '--attempt N', description: 'number of the attempt (default: the last)' },
		{ flags: '--offset BYTES', description: 'first byte wanted (default 0)' },
		{ flags: '-f, --follow', description: 'stay until the attempt has ended' },
	],
	read: (reader) => {
		const { taskId, node } = readRunName(reader, reader.positional('TASK@NODE'));
		return {
			deployment: reader.positional('DEPLOYMENT'),
			task: taskId,
			node,
			attempt: reader.integer('attempt', { minimum: 1, maximum: MOST_ATTEMPTS }) ?? 0,
			offset: reader.integer('offset', { minimum: 0, maximum: Number.MAX_SAFE_INTEGER }) ?? 0,
			follow: reader.flag('follow'),
		};
	},
};
