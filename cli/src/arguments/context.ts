import type { CommandSpec } from './command-spec.js';

export interface ContextAddValues {
	readonly name: string;
	readonly file: string;
	readonly address: string | undefined;
	readonly use: boolean;
}

export interface ContextNameValues {
	readonly name: string;
}

const NAME_POSITIONAL = { name: 'NAME', description: 'name of the context' };

export const contextAddSpec: CommandSpec<ContextAddValues> = {
	path: 'context add',
	summary: 'Add a context from a file of credentials',
	description:
		'Copies the current context of the file (or its only one) under NAME. `stokerd init` writes such a file ' +
		'(admin.context.yaml in its data folder). The first context added becomes the current one.',
	examples: [
		{ line: 'stoker context add prod --file admin.context.yaml' },
		{
			line: 'stoker context add prod --file admin.context.yaml --address 10.20.0.2:7442',
			note: 'reached by this address',
		},
	],
	positionals: [NAME_POSITIONAL],
	options: [
		{ flags: '--file FILE', description: 'file of credentials (required)' },
		{ flags: '--use', description: 'make it the current context' },
	],
	read: (reader) => ({
		name: reader.positional('NAME'),
		file: reader.requiredText('file'),
		address: reader.text('address'),
		use: reader.flag('use'),
	}),
};

export const contextUseSpec: CommandSpec<ContextNameValues> = {
	path: 'context use',
	summary: 'Make a context the current one',
	examples: [{ line: 'stoker context use prod' }],
	positionals: [NAME_POSITIONAL],
	read: (reader) => ({ name: reader.positional('NAME') }),
};

export const contextListSpec: CommandSpec<Record<never, never>> = {
	path: 'context list',
	summary: 'List the contexts',
	examples: [{ line: 'stoker context list' }],
	read: () => ({}),
};

export const contextShowSpec: CommandSpec<ContextNameValues> = {
	path: 'context show',
	summary: 'Show a context, or the one in force and where it came from',
	examples: [{ line: 'stoker context show' }, { line: 'stoker context show prod -o json' }],
	positionals: [{ ...NAME_POSITIONAL, isOptional: true }],
	read: (reader) => ({ name: reader.positional('NAME') }),
};

export const contextRemoveSpec: CommandSpec<ContextNameValues> = {
	path: 'context remove',
	summary: 'Forget a context and its key',
	examples: [{ line: 'stoker context remove old-lab' }],
	positionals: [NAME_POSITIONAL],
	read: (reader) => ({ name: reader.positional('NAME') }),
};
