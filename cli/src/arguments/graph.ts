import type { GraphOwnerName } from '@stoker/shared/model/views.js';
import type { ArgumentReader } from './argument-reader.js';
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

export interface GraphFileValues {
	readonly environment: string;
	readonly graphType: string;
}

export interface GraphUploadValues extends GraphFileValues {
	readonly file: string;
	/** Empty: no metadata. */
	readonly metadataFile: string;
}

export interface GraphDownloadValues extends GraphFileValues {
	readonly owner: GraphOwnerName;
	readonly wantsMetadata: boolean;
}

const OWNERS: readonly GraphOwnerName[] = ['merged', 'release', 'environment'];
const ENV_POSITIONAL = { name: 'ENV', description: 'id or name of the environment' };
const TYPE_POSITIONAL = { name: 'TYPE', description: 'type of the graph, for example default' };

export const graphUploadSpec: CommandSpec<GraphUploadValues> = {
	path: 'graph upload',
	summary: "Keep a graph of an environment's own",
	description: 'Its tasks override those of the release that have the same id; a type of its own makes a new graph.',
	examples: [{ line: 'stoker graph upload prod maintenance tasks.yaml --metadata metadata.yaml' }],
	positionals: [ENV_POSITIONAL, TYPE_POSITIONAL, { name: 'FILE', description: 'YAML: a list of tasks' }],
	options: [{ flags: '--metadata FILE', description: 'YAML: node_filter, on_success, on_error, on_stop' }],
	read: (reader) => ({
		environment: reader.positional('ENV'),
		graphType: reader.positional('TYPE'),
		file: reader.positional('FILE'),
		metadataFile: reader.text('metadata') ?? '',
	}),
};

export const graphDownloadSpec: CommandSpec<GraphDownloadValues> = {
	path: 'graph download',
	summary: 'Print the tasks of a graph as YAML',
	examples: [{ line: 'stoker graph download prod default > tasks.yaml' }],
	positionals: [ENV_POSITIONAL, TYPE_POSITIONAL],
	options: [
		{ flags: '--owner OWNER', description: 'merged (default), release or environment' },
		{ flags: '--metadata', description: 'its metadata instead of its tasks' },
	],
	read: (reader) => ({
		environment: reader.positional('ENV'),
		graphType: reader.positional('TYPE'),
		owner: readOwner(reader),
		wantsMetadata: reader.flag('metadata'),
	}),
};

export const graphListSpec: CommandSpec<{ readonly environment: string }> = {
	path: 'graph list',
	summary: 'List the graphs of an environment by type and owner',
	examples: [{ line: 'stoker graph list prod' }],
	positionals: [ENV_POSITIONAL],
	read: (reader) => ({ environment: reader.positional('ENV') }),
};

export const graphDeleteSpec: CommandSpec<GraphFileValues> = {
	path: 'graph delete',
	summary: "Take away a graph of an environment's own",
	examples: [{ line: 'stoker graph delete prod maintenance' }],
	positionals: [ENV_POSITIONAL, TYPE_POSITIONAL],
	read: (reader) => ({ environment: reader.positional('ENV'), graphType: reader.positional('TYPE') }),
};

function readOwner(reader: ArgumentReader): GraphOwnerName {
	const text = reader.text('owner') ?? 'merged';
	const owner = OWNERS.find((known) => known === text);
	if (owner === undefined) {
		reader.problems.push(`'${text}' is no owner: use one of ${OWNERS.join(', ')}`);
	}
	return owner ?? 'merged';
}
