import type { ArgumentReader } from './argument-reader.js';
import type { OptionSpec } from './command-spec.js';

/** Files that a graph is compiled from. */
export interface GraphSourceValues {
	/** Files and folders, the later over the earlier. */
	readonly tasks: readonly string[];
	/** One plugin each: two of them may not define the same task. */
	readonly plugins: readonly string[];
	readonly nodes: string;
	/** Undefined where there are none. */
	readonly facts: string | undefined;
	readonly graphType: string;
	readonly areConditionsAssumed: boolean;
	/** Tasks of versions below 2.0.0 are ordered by groups and stages. */
	readonly isLegacyAdapted: boolean;
}

/** The options that name them; `--tasks` and `--nodes` are needed. */
export const GRAPH_SOURCE_OPTIONS: readonly OptionSpec[] = [
	{ flags: '--tasks PATH...', description: 'files or folders of tasks' },
	{
		flags: '--plugin PATH...',
		description: 'files or folders, one plugin each; their tasks replace those of --tasks',
	},
	{ flags: '--nodes FILE', description: 'YAML or JSON: nodes and their tags' },
	{ flags: '--facts FILE', description: 'YAML or JSON: what conditions and expressions read' },
	{ flags: '--graph TYPE', description: 'type of the graph (default: default)' },
	{ flags: '--assume-conditions', description: 'take every condition for true' },
	{
		flags: '--adapt-legacy',
		description: 'order tasks of versions below 2.0.0 by groups and stages, as propagate_task_deploy of the facts does',
	},
];

export function readGraphSource(reader: ArgumentReader): GraphSourceValues {
	const tasks = reader.texts('tasks');
	if (tasks.length === 0) {
		reader.problems.push('--tasks is required');
	}
	return {
		tasks,
		plugins: reader.texts('plugin'),
		nodes: reader.requiredText('nodes'),
		facts: reader.text('facts'),
		graphType: reader.text('graph') ?? 'default',
		areConditionsAssumed: reader.flag('assume-conditions'),
		isLegacyAdapted: reader.flag('adapt-legacy'),
	};
}
