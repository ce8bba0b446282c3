import { type CommandSpec, type OptionSpec, optionName, type PositionalSpec } from './command-spec.js';
import { GLOBAL_OPTIONS } from './global-options.js';

/** What help needs to know of a command. */
export type HelpSpec = Omit<CommandSpec<unknown>, 'read'>;

const WIDTH = 100;
const INDENT = 2;

const EXIT_CODE_HELP: readonly (readonly [code: string, meaning: string])[] = [
	['0', 'done'],
	['1', 'failed; also: the deployment failed or was stopped'],
	['2', 'the command line does not fit'],
	['3', 'not found'],
	['4', 'conflict, or the state forbids it'],
	['5', 'not permitted'],
	['6', 'the controller is not available'],
	['7', 'no answer in time'],
	['130', 'interrupted with Ctrl-C'],
];

const NOUN_SUMMARIES: Readonly<Record<string, string>> = {
	node: 'machines',
	inventory: 'what the hardware of machines was',
	storage: 'what is to be on disks, and what that takes',
	token: 'join tokens',
	credential: 'who may use the controller',
	release: 'what can be deployed',
	env: 'clusters to be',
	deployment: 'executions of plans',
	graph: 'tasks and what they wait for',
	facts: 'what conditions read',
	context: 'controllers and credentials',
	system: 'the controller',
	notification: 'what people should know',
	audit: 'who did what',
};

/** Help of one command: examples first. */
export function formatCommandHelp(spec: HelpSpec): string {
	const positionals = spec.positionals ?? [];
	const options = spec.options ?? [];
	const usage = ['stoker', spec.path, ...positionals.map(positionalUsage), '[options]'].join(' ');
	const noteColumn =
		Math.max(0, ...spec.examples.map(({ line, note }) => (note === undefined ? 0 : line.length))) + INDENT;
	const examples = spec.examples.map(({ line, note }) =>
		note === undefined ? line : `${line.padEnd(noteColumn)}# ${note}`,
	);
	const { formats } = spec;
	const globals = GLOBAL_OPTIONS.map((option) =>
		formats !== undefined && optionName(option) === 'output'
			? {
					...option,
					description: `${formats.map((format, index) => (index === 0 ? `${format} (default)` : format)).join(', ')}`,
				}
			: option,
	);
	return [
		`${spec.summary}.\n`,
		...(spec.description === undefined ? [] : [wrap(spec.description, WIDTH)]),
		section('Examples', examples),
		section('Usage', [usage]),
		positionals.length === 0 ? '' : section('Arguments', rows(positionals.map((p) => [p.name, p.description]))),
		options.length === 0 ? '' : section('Options', optionRows(options)),
		section('Options of every command', optionRows(globals)),
		section('Exit codes', rows(EXIT_CODE_HELP)),
	]
		.filter((part) => part !== '')
		.join('\n');
}

/** Help of a noun: its verbs. */
export function formatNounHelp(noun: string, specs: readonly HelpSpec[]): string {
	const verbs = specs.filter(({ path }) => path.startsWith(`${noun} `));
	const [first] = verbs.flatMap(({ examples }) => examples);
	return [
		`stoker ${noun}: ${NOUN_SUMMARIES[noun] ?? ''}\n`,
		...(first === undefined ? [] : [section('Example', [first.line])]),
		section('Commands', rows(verbs.map((spec) => [`stoker ${usageName(spec)}`, spec.summary]))),
		'`stoker ' + noun + ' VERB --help` tells more.\n',
	].join('\n');
}

/** Help of the program. */
export function formatProgramHelp(specs: readonly HelpSpec[]): string {
	const nouns = Object.entries(NOUN_SUMMARIES).map(([noun, summary]) => {
		const verbs = specs
			.filter(({ path }) => path.startsWith(`${noun} `))
			.map(({ path }) => path.slice(noun.length + 1));
		return [noun, `${summary} (${verbs.join(', ')})`] as const;
	});
	const singles = specs.filter(({ path }) => !path.includes(' ')).map((spec) => [spec.path, spec.summary] as const);
	return [
		'Turns racks of bare machines into running clusters.\n',
		section('Examples', [
			'stoker token create --uses 40 > join.token',
			'stoker release import examples/webshop',
			'stoker env create prod --release webshop',
			'stoker env assign prod db-1=store app-1=app app-2=app',
			'stoker env deploy prod',
			'stoker logs prod configure-app@app-1 --follow',
		]),
		section('Usage', ['stoker NOUN VERB [arguments] [options]']),
		section('Commands', rows([...nouns, ...singles])),
		section('Options', optionRows([...GLOBAL_OPTIONS, { flags: '--version', description: 'show the version' }])),
		section(
			'Environment',
			rows([
				['STOKER_CONTEXT', 'name of the context to use'],
				['STOKER_CONTEXT_FILE', 'file of contexts ($XDG_CONFIG_HOME/stoker/contexts.yaml)'],
				['STOKER_ADDRESS', 'address in place of the one of the context'],
				['NO_COLOR, FORCE_COLOR', 'never, always colour'],
			]),
		),
		section('Exit codes', rows(EXIT_CODE_HELP)),
		'`stoker NOUN --help` and `stoker NOUN VERB --help` tell more.\n',
	].join('\n');
}

function usageName(spec: HelpSpec): string {
	return [spec.path, ...(spec.positionals ?? []).map(positionalUsage)].join(' ');
}

function positionalUsage({ name, isOptional, isVariadic }: PositionalSpec): string {
	const text = isVariadic === true ? `${name}...` : name;
	return isOptional === true ? `[${text}]` : text;
}

function optionRows(options: readonly OptionSpec[]): string[] {
	return rows(
		options.map(({ flags, description }) => [flags.startsWith('--') ? `    ${flags}` : flags, description] as const),
	);
}

function rows(pairs: readonly (readonly [string, string])[]): string[] {
	const column = Math.max(...pairs.map(([left]) => left.length)) + INDENT;
	return pairs.flatMap(([left, right]) => {
		const lines = wrap(right, WIDTH - column - INDENT)
			.trimEnd()
			.split('\n');
		return lines.map((line, index) => `${(index === 0 ? left : '').padEnd(column)}${line}`);
	});
}

function section(title: string, lines: readonly string[]): string {
	return `${title}:\n${lines.map((line) => `${' '.repeat(INDENT)}${line}\n`).join('')}`;
}

function wrap(text: string, width: number): string {
	let line = '';
	let wrapped = '';
	for (const word of text.split(' ')) {
		if (line !== '' && line.length + 1 + word.length > width) {
			wrapped += `${line}\n`;
			line = word;
		} else {
			line = line === '' ? word : `${line} ${word}`;
		}
	}
	return `${wrapped}${line}\n`;
}
