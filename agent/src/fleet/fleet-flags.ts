import { type Command, InvalidArgumentError, Option } from 'commander';

/** The command line of `stoker-agent fleet`, read. */
export interface FleetFlags {
	readonly controller: string;
	readonly tokenFile?: string;
	readonly stateDir: string;
	readonly count: number;
	readonly taskSeconds: { readonly least: number; readonly most: number };
	/** Shares from 0 to 1. */
	readonly fail: number;
	readonly slow: number;
	readonly slowFactor: number;
	readonly outputBytes: number;
	readonly seed: number;
	readonly namePrefix: string;
	readonly slots: number;
	readonly json: boolean;
}

const DEFAULT_STATE_FOLDER = './stoker-fleet';
const MOST_AGENTS = 20_000;
const MOST_SLOTS = 256;
const MOST_SECONDS = 86_400;
const MOST_FACTOR = 1_000;
const MOST_OUTPUT_BYTES = 65_536;
const MOST_SEED = 2 ** 31 - 1;
const RANGE = /^(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?$/;
const PERCENT = /^(\d+(?:\.\d+)?)%?$/;
const NAME_PREFIX = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** Adds the options of `stoker-agent fleet`. */
export function addFleetOptions(command: Command): Command {
	const option = (flags: string, description: string): Option => new Option(flags, description);
	return command
		.addOption(
			option('--controller <host:port>', 'enrol door of the controller')
				.env('STOKER_AGENT_CONTROLLER')
				.makeOptionMandatory(),
		)
		.addOption(
			option('--token-file <file>', 'file with a join token for the agents that have no identity yet').env(
				'STOKER_AGENT_TOKEN_FILE',
			),
		)
		.addOption(
			option('--state-dir <dir>', 'folder for the identities of the agents')
				.default(DEFAULT_STATE_FOLDER)
				.env('STOKER_FLEET_STATE_DIR'),
		)
		.addOption(option('--count <number>', 'agents').argParser(wholeNumber(1, MOST_AGENTS)).makeOptionMandatory())
		.addOption(
			option('--task-seconds <a[-b]>', 'time a task takes, drawn evenly between the two')
				.argParser(parseRange)
				.default({ least: 1, most: 5 }, '1-5'),
		)
		.addOption(option('--fail <percent>', 'part of the attempts that fail').argParser(parsePercent).default(0, '0%'))
		.addOption(
			option('--slow <percent>', 'part of the agents on which everything takes longer')
				.argParser(parsePercent)
				.default(0, '0%'),
		)
		.addOption(
			option('--slow-factor <number>', 'how many times longer').argParser(wholeNumber(1, MOST_FACTOR)).default(10),
		)
		.addOption(
			option('--output-bytes <number>', 'output of each attempt')
				.argParser(wholeNumber(0, MOST_OUTPUT_BYTES))
				.default(200),
		)
		.addOption(
			option('--seed <number>', 'determines durations, failures and slow agents')
				.argParser(wholeNumber(0, MOST_SEED))
				.default(1),
		)
		.addOption(option('--name-prefix <name>', 'what node names begin with').argParser(parsePrefix).default('fleet'))
		.addOption(
			option('--slots <number>', 'tasks at once on each agent').argParser(wholeNumber(1, MOST_SLOTS)).default(1),
		)
		.addOption(option('--json', 'print the figures as a line of JSON twice a second').default(false));
}

/** Seconds, `5`, or a range of them, `0.5-20`. */
function parseRange(text: string): FleetFlags['taskSeconds'] {
	const [, first, second] = RANGE.exec(text) ?? [];
	const least = Number(first);
	const most = Number(second ?? first);
	if (!(least <= most) || most > MOST_SECONDS) {
		throw new InvalidArgumentError(`must be seconds, such as 5 or 0.5-20, at most ${MOST_SECONDS}.`);
	}
	return { least, most };
}

/** A percentage as a share from 0 to 1. */
function parsePercent(text: string): number {
	const percent = Number(PERCENT.exec(text)?.[1]);
	if (!(percent <= 100)) {
		throw new InvalidArgumentError('must be a percentage from 0 to 100, such as 5 or 0.5%.');
	}
	return percent / 100;
}

function parsePrefix(text: string): string {
	if (!NAME_PREFIX.test(text)) {
		throw new InvalidArgumentError('must be at most 40 small letters, digits and hyphens, as in a host name.');
	}
	return text;
}

function wholeNumber(least: number, most: number): (text: string) => number {
	return (text) => {
		const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
		if (!(number >= least && number <= most)) {
			throw new InvalidArgumentError(`must be a whole number from ${least} to ${most}.`);
		}
		return number;
	};
}
