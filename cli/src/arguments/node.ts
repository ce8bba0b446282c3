import type { CommandSpec } from './command-spec.js';

export interface NodeListValues {
	readonly environment: string | undefined;
}

export interface NodeValues {
	readonly node: string;
}

export interface NodeRemoveValues extends NodeValues {
	readonly isConfirmed: boolean;
}

export const NODE_POSITIONAL = { name: 'NODE', description: 'id or name of the node' };

export const nodeListSpec: CommandSpec<NodeListValues> = {
	path: 'node list',
	summary: 'List nodes',
	examples: [
		{ line: 'stoker node list' },
		{ line: 'stoker node list --env prod --columns name,roles,status' },
		{ line: 'stoker node list -o name', note: 'names only, for loops' },
	],
	options: [{ flags: '--env ENV', description: 'only nodes of this environment' }],
	read: (reader) => ({ environment: reader.text('env') }),
};

export const nodeShowSpec: CommandSpec<NodeValues> = {
	path: 'node show',
	summary: 'Show a node and its hardware',
	examples: [{ line: 'stoker node show app-1' }, { line: 'stoker node show 3 -o yaml' }],
	positionals: [NODE_POSITIONAL],
	read: (reader) => ({ node: reader.positional('NODE') }),
};

export const nodeAcceptSpec: CommandSpec<NodeValues> = {
	path: 'node accept',
	summary: 'Admit a node whose enrolment is pending',
	examples: [{ line: 'stoker node accept 7' }],
	positionals: [NODE_POSITIONAL],
	read: (reader) => ({ node: reader.positional('NODE') }),
};

export const nodeAcceptHardwareSpec: CommandSpec<NodeValues> = {
	path: 'node accept-hardware',
	summary: 'Agree to the hardware of a node as it is now',
	description:
		'What is gone or smaller than it was when a node was first seen or assigned shows as drift in `stoker node show`. ' +
		'After a repair or an upgrade this makes what is there now the measure.',
	examples: [{ line: 'stoker node accept-hardware app-1' }],
	positionals: [NODE_POSITIONAL],
	read: (reader) => ({ node: reader.positional('NODE') }),
};

export const nodeDeclareLostSpec: CommandSpec<NodeRemoveValues> = {
	path: 'node declare-lost',
	summary: 'Wait no longer for a silent node: what it runs fails as lost',
	description:
		'Only for machines that will not come back: what still runs there may do its work after its place was given up. ' +
		'`stoker deployment retry` takes the node in again.',
	examples: [{ line: 'stoker node declare-lost app-1' }],
	positionals: [NODE_POSITIONAL],
	options: [{ flags: '--yes', description: 'do not ask' }],
	read: (reader) => ({ node: reader.positional('NODE'), isConfirmed: reader.flag('yes') }),
};

export const nodeRemoveSpec: CommandSpec<NodeRemoveValues> = {
	path: 'node remove',
	summary: 'Forget a node: its certificates are revoked, its stream is closed',
	examples: [{ line: 'stoker node remove app-1' }, { line: 'stoker node remove app-1 --yes', note: 'without asking' }],
	positionals: [NODE_POSITIONAL],
	options: [{ flags: '--yes', description: 'do not ask' }],
	read: (reader) => ({ node: reader.positional('NODE'), isConfirmed: reader.flag('yes') }),
};
