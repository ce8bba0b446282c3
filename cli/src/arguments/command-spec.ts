import type { ArgumentReader } from './argument-reader.js';

/** A value without a flag, for example NODE. */
export interface PositionalSpec {
	readonly name: string;
	readonly description: string;
	readonly isOptional?: boolean;
	/** Takes all that remain; only the last one may. */
	readonly isVariadic?: boolean;
}

/**
 * A flag. `flags` is written as in help: `-o, --output FORMAT`; one without a value is a switch, and one whose value
 * ends with three dots takes several and may be given again.
 */
export interface OptionSpec {
	readonly flags: string;
	readonly description: string;
}

/** A command line someone would really type, and what it does when that is not obvious. */
export interface ExampleSpec {
	readonly line: string;
	readonly note?: string;
}

/** One command: how it is called and how its values are read. */
export interface CommandSpec<Values> {
	/** Words that name it, for example `node list`. */
	readonly path: string;
	/** One line, without a full stop. */
	readonly summary: string;
	/** What the summary does not say. */
	readonly description?: string;
	readonly examples: readonly ExampleSpec[];
	readonly positionals?: readonly PositionalSpec[];
	readonly options?: readonly OptionSpec[];
	/** What `--output` takes here, the usual one first; without it the formats of every command. */
	readonly formats?: readonly string[];
	/** Never throws: problems are collected by the reader. */
	readonly read: (reader: ArgumentReader) => Values;
}

/** The long name of an option, for example `output` of `-o, --output FORMAT`. */
export function optionName(option: OptionSpec): string {
	return /--([a-z-]+)/.exec(option.flags)?.[1] ?? option.flags;
}

/** Whether the option takes several values. */
export function isRepeatable(option: OptionSpec): boolean {
	return option.flags.endsWith('...');
}

/** Whether the option takes a value. */
export function takesValue(option: OptionSpec): boolean {
	return / [A-Z]/.test(option.flags);
}
