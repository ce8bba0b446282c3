import type { RunLimits } from '@stoker/shared/model/deployment-control.js';
import type { SecondsRange } from '@stoker/shared/simulate/simulation-input.js';
import type { ArgumentReader } from './argument-reader.js';
import type { CommandSpec } from './command-spec.js';
import { GRAPH_SOURCE_OPTIONS, type GraphSourceValues, readGraphSource } from './graph-source.js';

const FORMATS = ['table', 'json', 'svg', 'chrome-trace'] as const;
const LONGEST_SECONDS = 30 * 86_400;
const MOST_SLOTS = 256;
const MOST_NODES = 100_000;
const MOST_SEED = 2 ** 31 - 1;
const RANGE = /^(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?$/;
const PERCENT = /^(\d+(?:\.\d+)?)%?$/;

/** How much may run at once. */
export interface SimulatedLimits {
	readonly slots: number;
	readonly limits: RunLimits;
}

/** A node, by id or name, that dies. */
export interface DeathValue {
	readonly node: string;
	readonly atSeconds: number;
}

export interface SimulateValues {
	readonly source:
		| { readonly kind: 'plan'; readonly plan: string }
		| { readonly kind: 'files'; readonly files: GraphSourceValues };
	readonly durations: ReadonlyMap<string, SecondsRange>;
	readonly standardDuration: SecondsRange;
	readonly failures: ReadonlyMap<string, number>;
	readonly standardFailure: number;
	readonly deaths: readonly DeathValue[];
	readonly declareLostAfterSeconds: number | undefined;
	readonly seed: number;
	readonly base: SimulatedLimits;
	/** What it is compared with, as written and read. */
	readonly others: readonly { readonly text: string; readonly limits: SimulatedLimits }[];
	readonly format: (typeof FORMATS)[number];
}

export const simulateSpec: CommandSpec<SimulateValues> = {
	path: 'simulate',
	summary: 'Carry out a plan on a virtual clock, with the scheduler of the controller',
	description:
		'Takes a stored plan, or with --tasks and --nodes a graph from files, without a controller. A task takes what ' +
		'--duration says, else what it took before in this environment, else --default-duration. What is drawn depends on the seed, ' +
		'the task and the node only, so that other limits change when things happen and never what happens. ' +
		'Svg is a Gantt chart, chrome-trace a file for trace viewers.',
	examples: [
		{ line: 'stoker simulate 0199a3f0-7b1c-7cc0-8f10-2b6d5e7a9c11 --compare nodes-at-once=20 --compare slots=2' },
		{ line: 'stoker simulate --tasks release --nodes nodes.yaml --default-duration 5-120 --kill node-7@600' },
		{ line: 'stoker simulate --tasks release --nodes nodes.yaml -o svg > gantt.svg' },
		{
			line: 'stoker simulate --tasks release --nodes nodes.yaml --fail-rate 1% --fail database=20% --limit install=10',
		},
	],
	positionals: [{ name: 'PLAN', description: 'id of a plan', isOptional: true }],
	options: [
		...GRAPH_SOURCE_OPTIONS,
		{ flags: '--duration TASK=SECONDS...', description: 'how long a task takes: 30, or 20-40 to draw it' },
		{ flags: '--default-duration SECONDS', description: 'of tasks of which nothing is known (default: 30)' },
		{ flags: '--fail TASK=PERCENT...', description: 'part of the attempts of a task that fail' },
		{ flags: '--fail-rate PERCENT', description: 'of all other tasks (default: 0%)' },
		{ flags: '--kill NODE@SECONDS...', description: 'a node that is not heard any more from then on' },
		{ flags: '--declare-lost DURATION', description: 'how long after its death an operator declares a node lost' },
		{ flags: '--seed NUMBER', description: 'determines what is drawn (default: 1)' },
		{ flags: '--slots NUMBER', description: 'tasks at once on each node (default: 1)' },
		{ flags: '--nodes-at-once NUMBER', description: 'nodes at work together (default: any number)' },
		{
			flags: '--limit TASK=NUMBER...',
			description: 'runs of a task at once, instead of its strategy; 0 for any number',
		},
		{
			flags: '--compare SETTINGS...',
			description: 'once more with other limits, such as slots=2,nodes-at-once=50,limit:install=10',
		},
	],
	formats: FORMATS,
	read: (reader) => {
		const base = readLimits(reader);
		return {
			source: readSource(reader),
			durations: readPairs(reader, 'duration', readRange),
			standardDuration: readOne(reader, 'default-duration', readRange) ?? { least: 30, most: 30 },
			failures: readPairs(reader, 'fail', readShare),
			standardFailure: readOne(reader, 'fail-rate', readShare) ?? 0,
			deaths: readDeaths(reader),
			declareLostAfterSeconds: reader.durationSeconds('declare-lost', { minimum: 0, maximum: LONGEST_SECONDS }),
			seed: reader.integer('seed', { minimum: 0, maximum: MOST_SEED }) ?? 1,
			base,
			others: reader.texts('compare').map((text) => ({ text, limits: readComparison(reader, text, base) })),
			format: reader.choice('output', FORMATS) ?? 'table',
		};
	},
};

function readSource(reader: ArgumentReader): SimulateValues['source'] {
	const plan = reader.positional('PLAN');
	const hasFiles = reader.texts('tasks').length > 0;
	if (plan !== '' && hasFiles) {
		reader.problems.push('give a plan, or --tasks and --nodes, not both');
	}
	if (plan === '' && !hasFiles) {
		reader.problems.push('give a plan, or --tasks and --nodes');
		return { kind: 'plan', plan };
	}
	return plan === '' ? { kind: 'files', files: readGraphSource(reader) } : { kind: 'plan', plan };
}

function readLimits(reader: ArgumentReader): SimulatedLimits {
	return {
		slots: reader.integer('slots', { minimum: 1, maximum: MOST_SLOTS }) ?? 1,
		limits: {
			nodesAtOnce: reader.integer('nodes-at-once', { minimum: 0, maximum: MOST_NODES }) ?? 0,
			slotsPerNode: 0,
			tasks: Object.fromEntries(readPairs(reader, 'limit', readCount)),
		},
	};
}

/** Limits like those given, but for what the text says. */
function readComparison(reader: ArgumentReader, text: string, base: SimulatedLimits): SimulatedLimits {
	let { slots } = base;
	let { nodesAtOnce } = base.limits;
	const tasks: Record<string, number> = { ...base.limits.tasks };
	for (const part of text.split(',').filter((item) => item !== '')) {
		const [, key = '', value = ''] = /^(.+)=([^=]*)$/.exec(part) ?? [];
		const number = readCount(value);
		if (number !== undefined && key === 'slots' && number >= 1 && number <= MOST_SLOTS) {
			slots = number;
		} else if (number !== undefined && key === 'nodes-at-once') {
			nodesAtOnce = number;
		} else if (number !== undefined && key.startsWith('limit:') && key !== 'limit:') {
			tasks[key.slice('limit:'.length)] = number;
		} else {
			reader.problems.push(
				`--compare takes slots=N, nodes-at-once=N and limit:TASK=N separated by commas, not '${part}'`,
			);
		}
	}
	return { slots, limits: { nodesAtOnce, slotsPerNode: 0, tasks } };
}

function readDeaths(reader: ArgumentReader): readonly DeathValue[] {
	return reader.texts('kill').flatMap((text) => {
		const [, node = '', seconds = ''] = /^(.+)@(\d+(?:\.\d+)?)$/.exec(text) ?? [];
		if (node === '' || Number(seconds) > LONGEST_SECONDS) {
			reader.problems.push(`--kill takes NODE@SECONDS, not '${text}'`);
			return [];
		}
		return [{ node, atSeconds: Number(seconds) }];
	});
}

/** Values of an option given as TASK=VALUE. */
function readPairs<Value>(
	reader: ArgumentReader,
	name: string,
	read: (text: string) => Value | undefined,
): ReadonlyMap<string, Value> {
	const pairs = new Map<string, Value>();
	for (const text of reader.texts(name)) {
		const [, task = '', written = ''] = /^(.+)=([^=]*)$/.exec(text) ?? [];
		const value = read(written);
		if (task === '' || value === undefined) {
			reader.problems.push(`--${name} takes TASK=${EXPECTED[name] ?? 'VALUE'}, not '${text}'`);
		} else {
			pairs.set(task, value);
		}
	}
	return pairs;
}

function readOne<Value>(
	reader: ArgumentReader,
	name: string,
	read: (text: string) => Value | undefined,
): Value | undefined {
	const text = reader.text(name);
	const value = text === undefined ? undefined : read(text);
	if (text !== undefined && value === undefined) {
		reader.problems.push(`--${name} takes ${EXPECTED[name] ?? 'a value'}, not '${text}'`);
	}
	return value;
}

const EXPECTED: Readonly<Record<string, string>> = {
	duration: 'SECONDS, such as 30 or 20-40',
	'default-duration': 'seconds, such as 30 or 5-120',
	fail: 'PERCENT',
	'fail-rate': 'a percentage from 0 to 100',
	limit: 'NUMBER',
};

function readRange(text: string): SecondsRange | undefined {
	const [, first, second] = RANGE.exec(text) ?? [];
	const range = { least: Number(first), most: Number(second ?? first) };
	return range.least <= range.most && range.most <= LONGEST_SECONDS ? range : undefined;
}

function readShare(text: string): number | undefined {
	const percent = Number(PERCENT.exec(text)?.[1]);
	return percent <= 100 ? percent / 100 : undefined;
}

function readCount(text: string): number | undefined {
	return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}
