import { TASK_RUN_STATES, type TaskRunState } from '@stoker/shared/model/deployment.js';
import type { ArgumentReader } from './argument-reader.js';
import type { CommandSpec } from './command-spec.js';

export interface DeploymentListValues {
	readonly environment: string | undefined;
}

export interface DeploymentValues {
	/** Id of the deployment, or an environment, which means its latest. */
	readonly deployment: string;
}

export interface DeploymentTasksValues extends DeploymentValues {
	readonly node: string | undefined;
	readonly task: string | undefined;
	readonly states: readonly TaskRunState[];
}

export interface DeploymentStopValues extends DeploymentValues {
	readonly now: boolean;
	readonly isConfirmed: boolean;
}

const GANTT_FORMATS = ['svg', 'chrome-trace'] as const;

export interface DeploymentGanttValues extends DeploymentValues {
	readonly format: (typeof GANTT_FORMATS)[number];
	/** Undefined: standard output. */
	readonly file: string | undefined;
}

const ID_POSITIONAL = { name: 'ID', description: 'id of the deployment, or an environment for its latest' };

function readStates(reader: ArgumentReader): readonly TaskRunState[] {
	const wanted = reader.list('state') ?? [];
	const known = TASK_RUN_STATES.filter((state) => wanted.includes(state));
	const unknown = wanted.filter((state) => !TASK_RUN_STATES.some((other) => other === state));
	if (unknown.length > 0) {
		reader.problems.push(`--state takes ${TASK_RUN_STATES.join(', ')}, not '${unknown.join(', ')}'`);
	}
	return known;
}

export const deploymentListSpec: CommandSpec<DeploymentListValues> = {
	path: 'deployment list',
	summary: 'List deployments, newest first',
	examples: [{ line: 'stoker deployment list' }, { line: 'stoker deployment list --env prod' }],
	options: [{ flags: '--env ENV', description: 'only those of this environment' }],
	read: (reader) => ({ environment: reader.text('env') }),
};

export const deploymentShowSpec: CommandSpec<DeploymentValues> = {
	path: 'deployment show',
	summary: 'Show a deployment: how far each node is, root causes first',
	examples: [{ line: 'stoker deployment show prod' }],
	positionals: [ID_POSITIONAL],
	read: (reader) => ({ deployment: reader.positional('ID') }),
};

export const deploymentReportSpec: CommandSpec<DeploymentValues> = {
	path: 'deployment report',
	summary: 'Tell why a deployment is where it is: root causes first, then what could not run because of them',
	description:
		'Each root cause has the last lines of its output and the runs behind it. Failures of tasks that may fail, and ' +
		'what operators skipped or marked done, stand apart.',
	examples: [{ line: 'stoker deployment report prod' }, { line: 'stoker deployment report prod -o yaml' }],
	positionals: [ID_POSITIONAL],
	read: (reader) => ({ deployment: reader.positional('ID') }),
};

export const deploymentTasksSpec: CommandSpec<DeploymentTasksValues> = {
	path: 'deployment tasks',
	summary: 'List the task runs of a deployment',
	examples: [
		{ line: 'stoker deployment tasks prod --state failed' },
		{ line: 'stoker deployment tasks prod --node app-1 -o json', note: 'with every attempt' },
	],
	positionals: [ID_POSITIONAL],
	options: [
		{ flags: '--node NODE', description: 'only runs on this node' },
		{ flags: '--task TASK', description: 'only runs of this task' },
		{ flags: '--state STATES', description: 'only runs in these states, separated by commas' },
	],
	read: (reader) => ({
		deployment: reader.positional('ID'),
		node: reader.text('node'),
		task: reader.text('task'),
		states: readStates(reader),
	}),
};

export const deploymentStopSpec: CommandSpec<DeploymentStopValues> = {
	path: 'deployment stop',
	summary: 'Stop a deployment: nothing new begins, what runs may end',
	examples: [
		{ line: 'stoker deployment stop prod' },
		{ line: 'stoker deployment stop prod --now', note: 'end running tasks too; asks first' },
	],
	positionals: [ID_POSITIONAL],
	options: [
		{ flags: '--now', description: 'end running tasks too, with their process groups' },
		{ flags: '--yes', description: 'do not ask' },
	],
	read: (reader) => ({
		deployment: reader.positional('ID'),
		now: reader.flag('now'),
		isConfirmed: reader.flag('yes'),
	}),
};

export const deploymentWatchSpec: CommandSpec<DeploymentValues> = {
	path: 'deployment watch',
	summary: 'Follow a deployment until it ends',
	description: 'Ends with 0 only if the deployment succeeded. Ctrl-C stops watching, not the deployment.',
	examples: [{ line: 'stoker deployment watch prod' }],
	positionals: [ID_POSITIONAL],
	read: (reader) => ({ deployment: reader.positional('ID') }),
};

export const deploymentTimesSpec: CommandSpec<DeploymentValues> = {
	path: 'deployment times',
	summary: 'Show where the time went, per node, task and run',
	description:
		'A run waits for others, then for a slot of its node, or is held back although its node is free: by a limit, a ' +
		'pause or a silent agent. Retrying is every attempt before its last one. `-o json` has every run.',
	examples: [{ line: 'stoker deployment times prod' }],
	positionals: [ID_POSITIONAL],
	read: (reader) => ({ deployment: reader.positional('ID') }),
};

export const deploymentGanttSpec: CommandSpec<DeploymentGanttValues> = {
	path: 'deployment gantt',
	summary: 'Draw when what ran where, as a picture or as a trace for browsers',
	description:
		'Nodes are lanes, attempts bars, waits thin lines; failures and the path that took longest are marked. Of more than ' +
		'40 nodes those of equal roles share a lane, but for nodes that failed or are on that path. A trace holds every ' +
		'attempt; chrome://tracing and ui.perfetto.dev show it.',
	examples: [
		{ line: 'stoker deployment gantt prod > prod.svg' },
		{ line: 'stoker deployment gantt prod --output chrome-trace --file prod.json' },
	],
	positionals: [ID_POSITIONAL],
	options: [{ flags: '--file FILE', description: 'write a new file instead of standard output' }],
	formats: GANTT_FORMATS,
	read: (reader) => ({
		deployment: reader.positional('ID'),
		format: reader.choice('output', GANTT_FORMATS) ?? 'svg',
		file: reader.text('file'),
	}),
};
