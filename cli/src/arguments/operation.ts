import type { CommandSpec, PositionalSpec } from './command-spec.js';
import type { DeploymentValues } from './deployment.js';
import { type RunName, readRunName } from './run-name.js';
import { LIMIT_OPTIONS, type LimitValues, readLimits } from './run-policy.js';

export interface DeploymentStepValues extends DeploymentValues {
	readonly count: number;
}

export interface DeploymentBreakValues extends DeploymentValues {
	/** TASK or TASK@NODE. */
	readonly names: readonly string[];
	/** Take them away instead of adding them. */
	readonly isRemoval: boolean;
	readonly isCleared: boolean;
}

export interface DeploymentLimitsValues extends DeploymentValues, LimitValues {}

export interface DeploymentRunsValues extends DeploymentValues {
	readonly runs: readonly RunName[];
}

export interface DeploymentDecisionValues extends DeploymentRunsValues {
	readonly reason: string;
}

export interface DeploymentRemoveNodeValues extends DeploymentValues {
	readonly node: string;
	readonly isConfirmed: boolean;
}

const ID_POSITIONAL: PositionalSpec = {
	name: 'ID',
	description: 'id of the deployment, or an environment for its latest',
};
const RUNS_POSITIONAL: PositionalSpec = {
	name: 'TASK@NODE',
	description: 'tasks and the ids or names of their nodes',
	isVariadic: true,
};
const REASON_OPTION = { flags: '--reason TEXT', description: 'why, kept for those who read of it later (required)' };
const MOST_STEPS = 10_000;

export const deploymentPauseSpec: CommandSpec<DeploymentValues> = {
	path: 'deployment pause',
	summary: 'Pause a deployment: nothing new begins, what runs ends by itself',
	examples: [{ line: 'stoker deployment pause prod' }],
	positionals: [ID_POSITIONAL],
	read: (reader) => ({ deployment: reader.positional('ID') }),
};

export const deploymentResumeSpec: CommandSpec<DeploymentValues> = {
	path: 'deployment resume',
	summary: 'Let a paused deployment go on, past the break-point it stands at',
	examples: [{ line: 'stoker deployment resume prod' }],
	positionals: [ID_POSITIONAL],
	read: (reader) => ({ deployment: reader.positional('ID') }),
};

export const deploymentStepSpec: CommandSpec<DeploymentStepValues> = {
	path: 'deployment step',
	summary: 'Let one run begin, or a few, and pause',
	examples: [{ line: 'stoker deployment step prod' }, { line: 'stoker deployment step prod 5' }],
	positionals: [ID_POSITIONAL, { name: 'COUNT', description: 'runs that may begin (default 1)', isOptional: true }],
	read: (reader) => {
		const text = reader.positional('COUNT');
		const count = /^\d{1,5}$/.test(text) ? Number(text) : 0;
		if (text !== '' && (count < 1 || count > MOST_STEPS)) {
			reader.problems.push(`COUNT is a whole number from 1 to ${MOST_STEPS}, not '${text}'`);
		}
		return { deployment: reader.positional('ID'), count: text === '' ? 1 : count };
	},
};

export const deploymentBreakSpec: CommandSpec<DeploymentBreakValues> = {
	path: 'deployment break',
	summary: 'Set break-points, take them away, or list them',
	description: 'A deployment pauses instead of beginning a run of the task; with @NODE, of the task on that node.',
	examples: [
		{ line: 'stoker deployment break prod start-app' },
		{ line: 'stoker deployment break prod start-app@app-1 --remove' },
		{ line: 'stoker deployment break prod', note: 'list them' },
	],
	positionals: [
		ID_POSITIONAL,
		{ name: 'TASK[@NODE]', description: 'tasks, or tasks on nodes', isOptional: true, isVariadic: true },
	],
	options: [
		{ flags: '--remove', description: 'take those away' },
		{ flags: '--clear', description: 'take all away that are there' },
	],
	read: (reader) => {
		const names = reader.positionals('TASK[@NODE]');
		const [isRemoval, isCleared] = [reader.flag('remove'), reader.flag('clear')];
		if (isRemoval && (names.length === 0 || isCleared)) {
			reader.problems.push('--remove needs the break-points that shall go; --clear alone takes all away');
		}
		return { deployment: reader.positional('ID'), names, isRemoval, isCleared };
	},
};

export const deploymentLimitsSpec: CommandSpec<DeploymentLimitsValues> = {
	path: 'deployment limits',
	summary: 'Change how much may be at work at once while it runs, or show it',
	description: 'What is not named stays as it is. What runs is never ended for a limit.',
	examples: [
		{ line: 'stoker deployment limits prod --nodes-at-once 20 --slots 2' },
		{ line: 'stoker deployment limits prod --limit deploy-db=1 --limit sync=plan' },
		{ line: 'stoker deployment limits prod', note: 'show them' },
	],
	positionals: [ID_POSITIONAL],
	options: LIMIT_OPTIONS,
	read: (reader) => ({ deployment: reader.positional('ID'), ...readLimits(reader) }),
};

export const deploymentRetrySpec: CommandSpec<DeploymentRunsValues> = {
	path: 'deployment retry',
	summary: 'Try failed runs again, and with them what could not run because of them',
	description:
		'Without TASK@NODE: all that have failed. A deployment that has ended goes on, as long as nothing else was started ' +
		'in its environment. A run that turns out to have ended well is not run again.',
	examples: [
		{ line: 'stoker deployment retry prod' },
		{ line: 'stoker deployment retry prod start-app@app-1 start-app@app-2' },
	],
	positionals: [ID_POSITIONAL, { ...RUNS_POSITIONAL, isOptional: true }],
	read: (reader) => ({
		deployment: reader.positional('ID'),
		runs: reader.positionals('TASK@NODE').map((text) => readRunName(reader, text)),
	}),
};

export const deploymentSkipSpec: CommandSpec<DeploymentDecisionValues> = {
	path: 'deployment skip',
	summary: 'Go on without runs that are not at work',
	description: 'What waits for them goes on as if they had been left out of the plan.',
	examples: [{ line: "stoker deployment skip prod warm-cache@app-1 --reason 'the cache fills by itself'" }],
	positionals: [ID_POSITIONAL, RUNS_POSITIONAL],
	options: [REASON_OPTION],
	read: (reader) => ({
		deployment: reader.positional('ID'),
		runs: reader.positionals('TASK@NODE').map((text) => readRunName(reader, text)),
		reason: reader.requiredText('reason'),
	}),
};

export const deploymentMarkDoneSpec: CommandSpec<DeploymentDecisionValues> = {
	path: 'deployment mark-done',
	summary: 'Go on as if runs had ended well, because somebody did their work by hand',
	examples: [{ line: "stoker deployment mark-done prod open-firewall@lb-1 --reason 'opened by the network team'" }],
	positionals: [ID_POSITIONAL, RUNS_POSITIONAL],
	options: [REASON_OPTION],
	read: deploymentSkipSpec.read,
};

export const deploymentRemoveNodeSpec: CommandSpec<DeploymentRemoveNodeValues> = {
	path: 'deployment remove-node',
	summary: 'Take a node out of a deployment: what runs there is ended, nothing more begins there',
	description: 'The others go on as the fault tolerance allows. The node stays in its environment.',
	examples: [
		{ line: 'stoker deployment remove-node prod app-7' },
		{ line: 'stoker deployment remove-node prod app-7 --yes', note: 'without asking' },
	],
	positionals: [ID_POSITIONAL, { name: 'NODE', description: 'id or name of the node' }],
	options: [{ flags: '--yes', description: 'do not ask' }],
	read: (reader) => ({
		deployment: reader.positional('ID'),
		node: reader.positional('NODE'),
		isConfirmed: reader.flag('yes'),
	}),
};
