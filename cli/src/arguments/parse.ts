import { Command, CommanderError, Option } from 'commander';
import { ArgumentReader, type RawOptions } from './argument-reader.js';
import {
	type CommandSpec,
	isRepeatable,
	type OptionSpec,
	optionName,
	type PositionalSpec,
	takesValue,
} from './command-spec.js';
import { GLOBAL_OPTIONS, type GlobalOptions, readGlobalOptions } from './global-options.js';
import { formatCommandHelp, formatNounHelp, formatProgramHelp } from './help.js';
import { UsageError } from './usage-error.js';

/** What a command line asks for. */
export type Invocation =
	| { readonly kind: 'help'; readonly text: string }
	| { readonly kind: 'version' }
	| { readonly kind: 'run'; readonly path: string; readonly values: unknown; readonly options: GlobalOptions };

/** Words that mean another, so that both can be typed. */
const ALIASES: Readonly<Record<string, string>> = { env: 'environment' };

/** Words under which a noun can be asked for too: `stoker node inventory diff` is `stoker inventory diff`. */
const OUTER_WORDS: Readonly<Record<string, string>> = { inventory: 'node' };

/**
 * Reads a command line without the program's own name. Nothing is done and nothing is printed.
 * @throws UsageError with everything that does not fit.
 */
export function parseArguments(specs: readonly CommandSpec<unknown>[], written: readonly string[]): Invocation {
	const argv = withoutOuterWord(written);
	if (argv[0] === '--version' || argv[0] === '-V') {
		return { kind: 'version' };
	}
	const help = findHelp(specs, argv);
	if (help !== undefined) {
		return { kind: 'help', text: help };
	}
	let invocation: Invocation | undefined;
	const program = makeCommand('stoker', GLOBAL_OPTIONS);
	const nouns = new Map<string, Command>();
	for (const spec of specs) {
		const [noun = '', verb] = spec.path.split(' ');
		const leaf = makeCommand(verb ?? noun, spec.options ?? []);
		for (const positional of spec.positionals ?? []) {
			leaf.argument(positionalSyntax(positional));
		}
		leaf.action(() => {
			invocation = readInvocation(spec, leaf, program);
		});
		parentOf(noun, verb, { program, nouns }).addCommand(leaf);
	}
	const path = commandPath(specs, argv);
	const missing = path === '' ? 'name a command' : `name a verb of ${path}`;
	try {
		program.parse(argv, { from: 'user' });
	} catch (error) {
		if (!(error instanceof CommanderError)) {
			throw error;
		}
		throw new UsageError([error.code === 'commander.help' ? missing : tidy(error.message)], path);
	}
	if (invocation === undefined) {
		throw new UsageError([missing], path);
	}
	return invocation;
}

function makeCommand(name: string, options: readonly OptionSpec[]): Command {
	const command = new Command(name).exitOverride().helpOption(false).helpCommand(false).showSuggestionAfterError();
	command.configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
	for (const option of options) {
		const syntax = isRepeatable(option) ? ' <value...>' : ' <value>';
		const flags = takesValue(option) ? option.flags.replace(/ [A-Z].*$/, syntax) : option.flags;
		// `--no-x` would otherwise become x with the opposite meaning.
		command.addOption(Object.assign(new Option(flags), { negate: false }));
	}
	return command;
}

function parentOf(
	noun: string,
	verb: string | undefined,
	{ program, nouns }: { readonly program: Command; readonly nouns: Map<string, Command> },
): Command {
	if (verb === undefined) {
		return program;
	}
	const known = nouns.get(noun);
	if (known !== undefined) {
		return known;
	}
	const group = makeCommand(noun, []);
	const alias = ALIASES[noun];
	if (alias !== undefined) {
		group.alias(alias);
	}
	nouns.set(noun, group);
	program.addCommand(group);
	return group;
}

function readInvocation(spec: CommandSpec<unknown>, leaf: Command, program: Command): Invocation {
	const positionals = Object.fromEntries(
		(spec.positionals ?? []).map(({ name }, index) => {
			const value: unknown = leaf.processedArgs[index];
			return [name, Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : []];
		}),
	);
	const raw = { ...readOptions(program, GLOBAL_OPTIONS), ...readOptions(leaf, spec.options ?? []) };
	const reader = new ArgumentReader(positionals, raw);
	for (const { name, isOptional } of spec.positionals ?? []) {
		if (isOptional !== true && positionals[name]?.some((value) => value === '') === true) {
			reader.problems.push(`${name} must not be empty`);
		}
	}
	const options = readGlobalOptions(reader, spec.formats);
	const values = spec.read(reader);
	if (reader.problems.length > 0) {
		throw new UsageError([...new Set(reader.problems)], spec.path);
	}
	return { kind: 'run', path: spec.path, values, options };
}

function readOptions(command: Command, options: readonly OptionSpec[]): RawOptions {
	const values = command.opts<Record<string, unknown>>();
	return Object.fromEntries(
		options.flatMap((option) => {
			const value = values[camelCase(optionName(option))];
			const isRead = typeof value === 'string' || value === true || Array.isArray(value);
			return isRead ? [[optionName(option), Array.isArray(value) ? value.map(String) : value]] : [];
		}),
	);
}

/** `-h` anywhere before `--`, and `help` as the first word; they win over everything else on the line. */
function findHelp(specs: readonly CommandSpec<unknown>[], argv: readonly string[]): string | undefined {
	const end = argv.indexOf('--');
	const words = end === -1 ? argv : argv.slice(0, end);
	const isAsked = words.some((word) => word === '--help' || word === '-h') || words[0] === 'help';
	return isAsked ? helpFor(specs, commandPath(specs, words[0] === 'help' ? words.slice(1) : words)) : undefined;
}

/** Help of a command, a noun, or the program when the path is empty. */
export function helpFor(specs: readonly CommandSpec<unknown>[], path: string): string {
	const spec = specs.find((candidate) => candidate.path === path);
	if (spec !== undefined) {
		return formatCommandHelp(spec);
	}
	return path === '' ? formatProgramHelp(specs) : formatNounHelp(path, specs);
}

/** The longest command or noun that the words name; options and their values are passed over. */
function commandPath(specs: readonly CommandSpec<unknown>[], argv: readonly string[]): string {
	const words = wordsOf(argv).map((word) => Object.entries(ALIASES).find(([, alias]) => alias === word)?.[0] ?? word);
	const [noun = '', verb = ''] = words;
	if (specs.some(({ path }) => path === `${noun} ${verb}`)) {
		return `${noun} ${verb}`;
	}
	return specs.some(({ path }) => path === noun || path.startsWith(`${noun} `)) ? noun : '';
}

function wordsOf(argv: readonly string[]): string[] {
	return wordIndexes(argv).map((index) => argv[index] ?? '');
}

function wordIndexes(argv: readonly string[]): readonly number[] {
	const valued = new Set(GLOBAL_OPTIONS.filter(takesValue).flatMap(({ flags }) => flags.match(/--?[a-z-]+/g) ?? []));
	return argv.flatMap((word, index) => (word.startsWith('-') || valued.has(argv[index - 1] ?? '') ? [] : [index]));
}

function withoutOuterWord(argv: readonly string[]): readonly string[] {
	const indexes = wordIndexes(argv);
	const [outer, inner] = argv[indexes[0] ?? 0] === 'help' ? indexes.slice(1) : indexes;
	const isOuter = outer !== undefined && inner !== undefined && OUTER_WORDS[argv[inner] ?? ''] === argv[outer];
	return isOuter ? argv.toSpliced(outer, 1) : argv;
}

function positionalSyntax({ name, isOptional, isVariadic }: PositionalSpec): string {
	const text = isVariadic === true ? `${name}...` : name;
	return isOptional === true ? `[${text}]` : `<${text}>`;
}

function tidy(message: string): string {
	return message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
}

function camelCase(name: string): string {
	return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
