import type { CommandSpec } from './command-spec.js';
import { GRAPH_SOURCE_OPTIONS, type GraphSourceValues, readGraphSource } from './graph-source.js';

const COMPILE_FORMATS = ['json', 'edges', 'vertices', 'skipped', 'dot', 'mermaid', 'svg'] as const;
export type CompileFormat = (typeof COMPILE_FORMATS)[number];

export interface GraphCompileValues extends GraphSourceValues {
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
	options: GRAPH_SOURCE_OPTIONS,
	formats: COMPILE_FORMATS,
	read: (reader) => ({
		...readGraphSource(reader),
		format: reader.choice('output', COMPILE_FORMATS) ?? 'json',
	}),
};
