import { LAYOUT_FORMATS, type LayoutFormat } from '@stoker/shared/storage/schema/layout-formats.js';
import type { CommandSpec } from './command-spec.js';

const PLAN_FORMATS = ['table', 'json', 'yaml', 'svg'] as const;

export interface StoragePlanValues {
	readonly schema: string;
	readonly inventory: string;
	/** Undefined: the one the schema looks like. */
	readonly schemaFormat: LayoutFormat | undefined;
	readonly seed: string;
	/** Serial numbers or WWNs. */
	readonly consents: readonly string[];
	readonly format: (typeof PLAN_FORMATS)[number];
}

export const storagePlanSpec: CommandSpec<StoragePlanValues> = {
	path: 'storage plan',
	summary: 'Show what a storage schema would do to the disks of a machine, and what would be lost',
	description:
		'Works on files, without a controller, and writes to no disk. Each disk is drawn before and after, to scale. ' +
		'Problems go to standard error, all at once; errors end with 1. Planned again with the same seed, disks that ' +
		'are already as a plan left them are left alone; another seed makes anew whatever is not kept.',
	examples: [
		{ line: 'stoker storage plan --schema layout.yaml --inventory machine.json' },
		{ line: 'stoker storage plan --schema layout.yaml --inventory machine.json -o svg > disks.svg' },
		{ line: 'stoker storage plan --schema ks_spaces.json --format ks_spaces --inventory machine.json -o json' },
	],
	options: [
		{ flags: '--schema FILE', description: 'YAML or JSON: what is to be on the disks' },
		{ flags: '--inventory FILE', description: 'YAML or JSON: the disks and what is on them now' },
		{
			flags: '--format FORMAT',
			description: `format of the schema: ${LAYOUT_FORMATS.join(', ')} (default: what it looks like)`,
		},
		{ flags: '--seed TEXT', description: 'what makes the identifiers of this plan its own (default: none)' },
		{
			flags: '--consent SERIAL...',
			description: 'disks, by serial number or WWN, whose shared file systems may be destroyed',
		},
	],
	formats: PLAN_FORMATS,
	read: (reader) => ({
		schema: reader.requiredText('schema'),
		inventory: reader.requiredText('inventory'),
		schemaFormat: reader.choice('format', LAYOUT_FORMATS),
		seed: reader.text('seed') ?? '',
		consents: reader.texts('consent'),
		format: reader.choice('output', PLAN_FORMATS) ?? 'table',
	}),
};
