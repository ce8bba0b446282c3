import type { CommandSpec } from './command-spec.js';

export interface ReleaseImportValues {
	readonly folder: string;
	readonly validateOnly: boolean;
}

export interface ReleaseValues {
	readonly release: string;
}

export interface ReleaseDeleteValues extends ReleaseValues {
	readonly isConfirmed: boolean;
}

const RELEASE_POSITIONAL = { name: 'RELEASE', description: 'id, name, or NAME@VERSION' };

export const releaseImportSpec: CommandSpec<ReleaseImportValues> = {
	path: 'release import',
	summary: 'Check a release folder and store it',
	description: 'Every problem is shown with its file, line and column; nothing is stored when there is an error.',
	examples: [
		{ line: 'stoker release import examples/webshop' },
		{ line: 'stoker release import . --validate-only', note: 'only check' },
	],
	positionals: [{ name: 'DIR', description: 'folder with release.yaml and graphs/*.yaml' }],
	options: [{ flags: '--validate-only', description: 'check, store nothing' }],
	read: (reader) => ({ folder: reader.positional('DIR'), validateOnly: reader.flag('validate-only') }),
};

export const releaseListSpec: CommandSpec<Record<never, never>> = {
	path: 'release list',
	summary: 'List releases',
	examples: [{ line: 'stoker release list' }],
	read: () => ({}),
};

export const releaseShowSpec: CommandSpec<ReleaseValues> = {
	path: 'release show',
	summary: 'Show a release: its roles and graphs',
	examples: [{ line: 'stoker release show shop' }, { line: 'stoker release show shop@1.2' }],
	positionals: [RELEASE_POSITIONAL],
	read: (reader) => ({ release: reader.positional('RELEASE') }),
};

export const releaseDeleteSpec: CommandSpec<ReleaseDeleteValues> = {
	path: 'release delete',
	summary: 'Delete a release that no environment uses',
	examples: [{ line: 'stoker release delete shop@1.1' }],
	positionals: [RELEASE_POSITIONAL],
	options: [{ flags: '--yes', description: 'do not ask' }],
	read: (reader) => ({ release: reader.positional('RELEASE'), isConfirmed: reader.flag('yes') }),
};
