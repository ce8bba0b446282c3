import type { ArgumentReader } from './argument-reader.js';
import type { OptionSpec } from './command-spec.js';

const OUTPUT_FORMATS = ['table', 'json', 'jsonl', 'yaml', 'name'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** What every command understands. */
export interface GlobalOptions {
	readonly output: OutputFormat;
	/** Columns of a table, in this order; undefined for the usual ones. */
	readonly columns: readonly string[] | undefined;
	readonly hasHeaders: boolean;
	readonly isQuiet: boolean;
	/** Whether the request id of each call is told. */
	readonly isTracing: boolean;
	readonly context: string | undefined;
	readonly contextFile: string | undefined;
	readonly address: string | undefined;
	/** Deadline of one call. */
	readonly timeoutSeconds: number;
}

const DEFAULT_TIMEOUT_SECONDS = 30;
const LONGEST_TIMEOUT_SECONDS = 3600;

export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
	{ flags: '-o, --output FORMAT', description: 'table (default), json, jsonl, yaml or name' },
	{ flags: '--columns NAMES', description: 'columns of a table, separated by commas' },
	{ flags: '--no-headers', description: 'leave out the heading of a table' },
	{ flags: '-q, --quiet', description: 'say nothing but data and errors' },
	{ flags: '--context NAME', description: 'context to use (STOKER_CONTEXT)' },
	{ flags: '--context-file FILE', description: 'file that holds the contexts (STOKER_CONTEXT_FILE)' },
	{ flags: '--address ADDRESS', description: 'HOST:PORT, or unix:PATH of the local socket (STOKER_ADDRESS)' },
	{ flags: '--timeout DURATION', description: `longest wait for one answer (default ${DEFAULT_TIMEOUT_SECONDS}s)` },
	{ flags: '--trace', description: 'tell the request id of each call' },
	{ flags: '-h, --help', description: 'show this' },
];

/** Reads the global options; problems stay with the reader. A command's own formats are read by the command. */
export function readGlobalOptions(reader: ArgumentReader, formats: readonly string[] = OUTPUT_FORMATS): GlobalOptions {
	const format = reader.choice('output', formats);
	return {
		output: OUTPUT_FORMATS.find((known) => known === format) ?? 'table',
		columns: reader.list('columns'),
		hasHeaders: !reader.flag('no-headers'),
		isQuiet: reader.flag('quiet'),
		isTracing: reader.flag('trace'),
		context: reader.text('context'),
		contextFile: reader.text('context-file'),
		address: reader.text('address'),
		timeoutSeconds:
			reader.durationSeconds('timeout', { minimum: 1, maximum: LONGEST_TIMEOUT_SECONDS }) ?? DEFAULT_TIMEOUT_SECONDS,
	};
}
