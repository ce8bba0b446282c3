import type { CommandSpec } from './command-spec.js';

export interface GraphVerticesValues {
	readonly plan: string;
	readonly node: string;
	readonly task: string;
}

export interface GraphEdgesValues {
	readonly plan: string;
}

const PLAN_POSITIONAL = { name: 'PLAN', description: 'id of the plan' };

export const graphVerticesSpec: CommandSpec<GraphVerticesValues> = {
	path: 'graph vertices',
	summary: "List the vertices of a plan's graph",
	examples: [{ line: 'stoker graph vertices 0199c2d4 --node 3' }, { line: 'stoker graph vertices 0199c2d4 -o jsonl' }],
	positionals: [PLAN_POSITIONAL],
	options: [
		{ flags: '--node ID', description: 'only vertices of the node with this id' },
		{ flags: '--task TASK', description: 'only vertices of this task' },
	],
	read: (reader) => ({
		plan: reader.positional('PLAN'),
		node: reader.text('node') ?? '',
		task: reader.text('task') ?? '',
	}),
};

export const graphEdgesSpec: CommandSpec<GraphEdgesValues> = {
	path: 'graph edges',
	summary: "List the edges of a plan's graph, each with its reason",
	examples: [{ line: 'stoker graph edges 0199c2d4' }],
	positionals: [PLAN_POSITIONAL],
	read: (reader) => ({ plan: reader.positional('PLAN') }),
};
