import type { ArgumentReader } from './argument-reader.js';
import type { CommandSpec, OptionSpec } from './command-spec.js';
import { RUN_POLICY_OPTIONS, type RunPolicyValues, readRunPolicy } from './run-policy.js';

export interface EnvironmentValues {
	readonly environment: string;
}

export interface EnvironmentCreateValues extends EnvironmentValues {
	readonly release: string;
}

export interface EnvironmentDeleteValues extends EnvironmentValues {
	readonly isConfirmed: boolean;
}

export interface RoleAssignment {
	readonly node: string;
	readonly roles: readonly string[];
}

export interface EnvironmentAssignValues extends EnvironmentValues {
	readonly nodes: readonly RoleAssignment[];
}

export interface EnvironmentUnassignValues extends EnvironmentValues {
	readonly nodes: readonly string[];
}

export interface EnvironmentPlanValues extends EnvironmentValues {
	readonly graphType: string;
	readonly taskIds: readonly string[];
	readonly subgraphs: readonly { readonly start: readonly string[]; readonly end: readonly string[] }[];
	readonly isForced: boolean;
	readonly isDryRun: boolean;
	readonly isNoopRun: boolean;
	/** Empty for those the graph is for. */
	readonly nodes: readonly string[];
	/** Serial numbers or WWNs. */
	readonly consents: readonly string[];
}

export interface EnvironmentFactsValues extends EnvironmentValues {
	/** Empty: no file, the facts are taken away. */
	readonly file: string;
}

export interface EnvironmentFactsShowValues extends EnvironmentValues {
	readonly isEffective: boolean;
}

export interface EnvironmentDeployValues extends EnvironmentPlanValues, RunPolicyValues {
	readonly isConfirmed: boolean;
	readonly isDetached: boolean;
	/** Undefined: nobody agreed to a loss beforehand. */
	readonly agreedDigest: string | undefined;
}

const ENV_POSITIONAL = { name: 'ENV', description: 'id or name of the environment' };
const GRAPH_OPTION: OptionSpec = { flags: '--graph TYPE', description: 'type of the graph (default: default)' };

const PLAN_OPTIONS: readonly OptionSpec[] = [
	GRAPH_OPTION,
	{ flags: '--task TASK...', description: 'run only these tasks; the others are left out' },
	{
		flags: '--subgraph START..END...',
		description: 'run only what lies between two tasks, TASK or TASK/NODE,FIRST-LAST; either end may be empty',
	},
	{ flags: '--node NODE...', description: 'only these nodes, whatever the node filter of the graph says' },
	{ flags: '--force', description: 'take everything as changed since the last run' },
	{ flags: '--dry-run', description: 'compute and record, run nothing' },
	{ flags: '--noop', description: 'tasks only say what they would do; nothing is changed' },
	{
		flags: '--consent SERIAL...',
		description: 'disks, by serial number or WWN, whose shared file systems may be destroyed',
	},
];

function readPlan(reader: ArgumentReader): EnvironmentPlanValues {
	if (reader.flag('dry-run') && reader.flag('noop')) {
		reader.problems.push('--dry-run and --noop do not go together: a dry run runs nothing');
	}
	return {
		environment: reader.positional('ENV'),
		graphType: reader.text('graph') ?? '',
		taskIds: reader.texts('task'),
		subgraphs: reader.texts('subgraph').map((text) => readSubgraph(reader, text)),
		isForced: reader.flag('force'),
		isDryRun: reader.flag('dry-run'),
		isNoopRun: reader.flag('noop'),
		nodes: reader.texts('node'),
		consents: reader.texts('consent'),
	};
}

function readSubgraph(reader: ArgumentReader, text: string): EnvironmentPlanValues['subgraphs'][number] {
	const [start = '', end, ...rest] = text.split('..');
	if (end === undefined || rest.length > 0) {
		reader.problems.push(`'${text}' is not START..END, for example deploy_start..app/1,3-5`);
	}
	return { start: start === '' ? [] : [start], end: end ? [end] : [] };
}

function readAssignment(reader: ArgumentReader, text: string): RoleAssignment {
	const [node = '', roleText = '', ...rest] = text.split('=');
	const roles = roleText.split(',').filter((role) => role !== '');
	if (node === '' || roles.length === 0 || rest.length > 0) {
		reader.problems.push(`'${text}' is not NODE=ROLE[,ROLE]…, for example app-1=app,monitor`);
	}
	return { node, roles };
}

function readAssignments(reader: ArgumentReader): readonly RoleAssignment[] {
	const nodes = reader.positionals('NODE=ROLES').map((text) => readAssignment(reader, text));
	const seen = new Set<string>();
	for (const { node } of nodes) {
		if (node !== '' && seen.has(node)) {
			reader.problems.push(`node '${node}' is named twice: give it all its roles at once, NODE=ROLE,ROLE`);
		}
		seen.add(node);
	}
	return nodes;
}

export const environmentCreateSpec: CommandSpec<EnvironmentCreateValues> = {
	path: 'env create',
	summary: 'Make an environment of a release',
	examples: [{ line: 'stoker env create prod --release shop@1.2' }],
	positionals: [{ name: 'NAME', description: 'letters, digits, dots and hyphens, at most 63' }],
	options: [{ flags: '--release RELEASE', description: 'id, name, or NAME@VERSION (required)' }],
	read: (reader) => ({ environment: reader.positional('NAME'), release: reader.requiredText('release') }),
};

export const environmentListSpec: CommandSpec<Record<never, never>> = {
	path: 'env list',
	summary: 'List environments',
	examples: [{ line: 'stoker env list' }],
	read: () => ({}),
};

export const environmentShowSpec: CommandSpec<EnvironmentValues> = {
	path: 'env show',
	summary: 'Show an environment and its nodes',
	examples: [{ line: 'stoker env show prod' }],
	positionals: [ENV_POSITIONAL],
	read: (reader) => ({ environment: reader.positional('ENV') }),
};

export const environmentDeleteSpec: CommandSpec<EnvironmentDeleteValues> = {
	path: 'env delete',
	summary: 'Delete an environment with its plans, deployments and logs',
	description: 'Its nodes go back to the pool; nothing is run on them.',
	examples: [{ line: 'stoker env delete lab' }],
	positionals: [ENV_POSITIONAL],
	options: [{ flags: '--yes', description: 'do not ask' }],
	read: (reader) => ({ environment: reader.positional('ENV'), isConfirmed: reader.flag('yes') }),
};

export const environmentAssignSpec: CommandSpec<EnvironmentAssignValues> = {
	path: 'env assign',
	summary: 'Put nodes into an environment, or change their roles',
	description: 'The roles given replace those a node had.',
	examples: [{ line: 'stoker env assign prod db-1=store app-1=app app-2=app,monitor' }],
	positionals: [
		ENV_POSITIONAL,
		{ name: 'NODE=ROLES', description: 'a node and its roles, separated by commas', isVariadic: true },
	],
	read: (reader) => ({ environment: reader.positional('ENV'), nodes: readAssignments(reader) }),
};

export const environmentUnassignSpec: CommandSpec<EnvironmentUnassignValues> = {
	path: 'env unassign',
	summary: 'Take nodes out of an environment',
	examples: [{ line: 'stoker env unassign prod app-2' }],
	positionals: [ENV_POSITIONAL, { name: 'NODE', description: 'ids or names of nodes', isVariadic: true }],
	read: (reader) => ({ environment: reader.positional('ENV'), nodes: reader.positionals('NODE') }),
};

export const environmentPlanSpec: CommandSpec<EnvironmentPlanValues> = {
	path: 'env plan',
	summary: 'Compute, store and show a plan; nothing is executed',
	examples: [{ line: 'stoker env plan prod' }, { line: 'stoker env plan prod --graph provision -o json' }],
	positionals: [ENV_POSITIONAL],
	options: PLAN_OPTIONS,
	read: readPlan,
};

export const environmentFactsSetSpec: CommandSpec<EnvironmentFactsValues> = {
	path: 'facts set',
	summary: 'Keep facts that conditions and expressions read',
	description: 'A YAML or JSON file {common: {…}, nodes: {ID: {…}}}; without a file the facts are taken away.',
	examples: [{ line: 'stoker facts set prod facts.yaml' }, { line: 'stoker facts set prod', note: 'none' }],
	positionals: [ENV_POSITIONAL, { name: 'FILE', description: 'YAML or JSON', isOptional: true }],
	read: (reader) => ({ environment: reader.positional('ENV'), file: reader.positional('FILE') }),
};

export const environmentFactsShowSpec: CommandSpec<EnvironmentFactsShowValues> = {
	path: 'facts show',
	summary: 'Print the facts of an environment as JSON',
	examples: [{ line: 'stoker facts show prod' }, { line: 'stoker facts show prod --effective' }],
	positionals: [ENV_POSITIONAL],
	options: [{ flags: '--effective', description: 'those in force: generated ones with the kept ones over them' }],
	read: (reader) => ({ environment: reader.positional('ENV'), isEffective: reader.flag('effective') }),
};

export const environmentDeploySpec: CommandSpec<EnvironmentDeployValues> = {
	path: 'env deploy',
	summary: 'Plan, ask, deploy and follow until it ends',
	description:
		'Ends with 0 only if the deployment succeeded. Ctrl-C stops watching, not the deployment; ' +
		'`stoker deployment watch ID` attaches again. A plan that destroys what is on disks needs agreement of its own: ' +
		'in a terminal it is asked for, in a script --agree takes the destroy digest that `stoker env plan` shows.',
	examples: [
		{ line: 'stoker env deploy prod' },
		{ line: 'stoker env deploy prod --yes', note: 'in a script' },
		{ line: 'stoker env deploy prod --nodes-at-once 20 --limit migrate-db=1', note: 'not everything at once' },
		{ line: 'stoker env deploy prod --yes --detach -o name', note: 'start it, print its id' },
		{ line: 'stoker env deploy prod --graph provision --yes --agree 3f1c…', note: 'destroys what `env plan` showed' },
	],
	positionals: [ENV_POSITIONAL],
	options: [
		...PLAN_OPTIONS,
		...RUN_POLICY_OPTIONS,
		{ flags: '--yes', description: 'do not ask, unless something on disks is destroyed' },
		{ flags: '--agree DIGEST', description: 'agree to what the plan of this destroy digest destroys on disks' },
		{ flags: '--detach', description: 'start it and return' },
	],
	read: (reader) => ({
		...readPlan(reader),
		...readRunPolicy(reader),
		isConfirmed: reader.flag('yes'),
		isDetached: reader.flag('detach'),
		agreedDigest: reader.text('agree'),
	}),
};
