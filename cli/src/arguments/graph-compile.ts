import type { CommandSpec } from './command-spec.js';

const COMPILE_FORMATS = ['json', 'edges', 'vertices', 'skipped', 'dot', 'mermaid', 'svg'] as const;
export type CompileFormat = (typeof COMPILE_FORMATS)[number];

export interface GraphCompileValues {
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
	readonly format: CompileFormat;
}

export const graphCompileSpec: CommandSpec<GraphCompileValues> = {
	path: 'graph compile',
	summary: 'Compute a graph from files, without a controller',
	description:
		'Problems go to standard error as FILE:LINE:COLUMN; errors end with 1, warnings do not. A folder of tasks is a ' +
		'release, its graphs, or anything that holds files of tasks; what is given later replaces tasks of the same id. ' +
		'The nodes are a map of ids to tags, primary ones written primary-TAG, or to objects with name, roles and tags. ' +
		'The facts are {common: ..., nodes: {ID: ...}}. Edges are lines TASK@ID TASK@ID, the sync node is null.',
	examples: [
		{ line: 'stoker graph compile --tasks examples/webshop --nodes nodes.yaml -o svg > plan.svg' },
		{
			line: 'stoker graph compile --tasks release plugin/deployment_tasks.yaml --nodes n.yaml --facts f.json -o edges',
		},
	],
	options: [
		{ flags: '--tasks PATH...', description: 'files or folders of tasks (required)' },
		{
			flags: '--plugin PATH...',
			description: 'files or folders, one plugin each; their tasks replace those of --tasks',
		},
		{ flags: '--nodes FILE', description: 'YAML or JSON: nodes and their tags (required)' },
		{ flags: '--facts FILE', description: 'YAML or JSON: what conditions and expressions read' },
		{ flags: '--graph TYPE', description: 'type of the graph (default: default)' },
		{ flags: '--assume-conditions', description: 'take every condition for true' },
		{
			flags: '--adapt-legacy',
			description:
				'order tasks of versions below 2.0.0 by groups and stages, as propagate_task_deploy of the facts does',
		},
	],
	formats: COMPILE_FORMATS,
	read: (reader) => {
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
			format: reader.choice('output', COMPILE_FORMATS) ?? 'json',
		};
	},
};
