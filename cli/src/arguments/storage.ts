import { LAYOUT_FORMATS, type LayoutFormat } from '@stoker/shared/storage/schema/layout-formats.js';
import { parseSize } from '@stoker/shared/storage/size.js';
import type { ArgumentReader } from './argument-reader.js';
import type { CommandSpec, OptionSpec } from './command-spec.js';
import { NODE_POSITIONAL, type NodeValues } from './node.js';

const PLAN_FORMATS = ['table', 'json', 'yaml', 'svg'] as const;
const MEBIBYTE = 1024 * 1024;
const VERSIONS = { minimum: 1, maximum: 4_000_000_000 };

interface PlanOutput {
	/** Serial numbers or WWNs. */
	readonly consents: readonly string[];
	readonly format: (typeof PLAN_FORMATS)[number];
}

/** Of a node: what the controller knows of it is planned. */
export interface NodePlanValues extends PlanOutput, NodeValues {
	readonly kind: 'node';
	readonly isForced: boolean;
}

/** Of files, without a controller. */
export interface FilePlanValues extends PlanOutput {
	readonly kind: 'files';
	readonly schema: string;
	readonly inventory: string;
	/** Undefined: the one the schema looks like. */
	readonly schemaFormat: LayoutFormat | undefined;
	readonly seed: string;
}

export type StoragePlanValues = NodePlanValues | FilePlanValues;

export interface LayoutChangeValues extends NodeValues {
	/** The version that was looked at; 0 for whatever it is. */
	readonly expectedVersion: number;
}

export interface StorageSetValues extends LayoutChangeValues {
	readonly file: string;
	readonly schemaFormat: LayoutFormat | undefined;
}

export interface StorageClearValues extends LayoutChangeValues {
	readonly isConfirmed: boolean;
}

/** Size of a volume on a disk. */
export interface VolumeSize {
	/** Link or kernel name. */
	readonly disk: string;
	readonly volume: string;
	readonly sizeMib: number;
}

export interface StorageEditValues extends LayoutChangeValues {
	readonly sizes: readonly VolumeSize[];
	/** Volumes whose content is to be kept, or not any more. */
	readonly kept: readonly string[];
	readonly notKept: readonly string[];
	/** Link or kernel name; undefined leaves it. */
	readonly bootDisk: string | undefined;
}

const CONSENT_OPTION: OptionSpec = {
	flags: '--consent SERIAL...',
	description: 'disks, by serial number or WWN, whose shared file systems may be destroyed',
};
const FORMAT_OPTION: OptionSpec = {
	flags: '--format FORMAT',
	description: `format of the schema: ${LAYOUT_FORMATS.join(', ')} (default: what it looks like)`,
};
const VERSION_OPTION: OptionSpec = {
	flags: '--if-version NUMBER',
	description: 'only if the layout still has this version',
};

export const storagePlanSpec: CommandSpec<StoragePlanValues> = {
	path: 'storage plan',
	summary: 'Show what would be done to the disks of a machine, and what would be lost',
	description:
		'Of a node: its layout, with the images of the graph `provision` of its environment, against the disks that its ' +
		'agent found. Of files: without a controller. Writes to no disk. Each disk is drawn before and after, to scale. ' +
		'Problems go to standard error, all at once; errors end with 1. Planned again with the same seed, disks that ' +
		'are already as a plan left them are left alone; another seed makes anew whatever is not kept.',
	examples: [
		{ line: 'stoker storage plan app-1' },
		{ line: 'stoker storage plan app-1 --force', note: 'as if nothing were there yet' },
		{ line: 'stoker storage plan --schema layout.yaml --inventory machine.json' },
		{ line: 'stoker storage plan --schema layout.yaml --inventory machine.json -o svg > disks.svg' },
		{ line: 'stoker storage plan --schema ks_spaces.json --format ks_spaces --inventory machine.json -o json' },
	],
	positionals: [{ ...NODE_POSITIONAL, isOptional: true }],
	options: [
		{ flags: '--force', description: 'of a node: make anew whatever is not kept' },
		{ flags: '--schema FILE', description: 'YAML or JSON: what is to be on the disks' },
		{ flags: '--inventory FILE', description: 'YAML or JSON: the disks and what is on them now' },
		FORMAT_OPTION,
		{ flags: '--seed TEXT', description: 'what makes the identifiers of this plan its own (default: none)' },
		CONSENT_OPTION,
	],
	formats: PLAN_FORMATS,
	read: (reader) => {
		const output = {
			consents: reader.texts('consent'),
			format: reader.choice('output', PLAN_FORMATS) ?? 'table',
		};
		const node = reader.positional('NODE');
		return node === '' ? { ...output, ...readFiles(reader) } : { ...output, ...readNode(reader, node) };
	},
};

function readNode(reader: ArgumentReader, node: string): Omit<NodePlanValues, keyof PlanOutput> {
	for (const option of ['schema', 'inventory', 'format', 'seed']) {
		if (reader.text(option) !== undefined) {
			reader.problems.push(`--${option} goes with files, not with a node`);
		}
	}
	return { kind: 'node', node, isForced: reader.flag('force') };
}

function readFiles(reader: ArgumentReader): Omit<FilePlanValues, keyof PlanOutput> {
	if (reader.flag('force')) {
		reader.problems.push('--force goes with a node; of files, take another --seed');
	}
	return {
		kind: 'files',
		schema: reader.requiredText('schema'),
		inventory: reader.requiredText('inventory'),
		schemaFormat: reader.choice('format', LAYOUT_FORMATS),
		seed: reader.text('seed') ?? '',
	};
}

export const storageShowSpec: CommandSpec<NodeValues> = {
	path: 'storage show',
	summary: 'Show what is to be on the disks of a node, and where that comes from',
	examples: [{ line: 'stoker storage show app-1' }, { line: 'stoker storage show app-1 -o yaml' }],
	positionals: [NODE_POSITIONAL],
	read: (reader) => ({ node: reader.positional('NODE') }),
};

export const storageSetSpec: CommandSpec<StorageSetValues> = {
	path: 'storage set',
	summary: 'Set the schema of the disks of a node',
	description:
		'Kept as it is written; it counts instead of what the roles of the node ask for. It must fit the disks that the ' +
		'agent found: every problem is told. Nothing is written to disks before a plan is deployed.',
	examples: [
		{ line: 'stoker storage set app-1 layout.yaml' },
		{ line: 'stoker storage set app-1 spaces.yaml --format dynamic' },
	],
	positionals: [NODE_POSITIONAL, { name: 'FILE', description: 'YAML or JSON' }],
	options: [FORMAT_OPTION, VERSION_OPTION],
	read: (reader) => ({
		node: reader.positional('NODE'),
		file: reader.positional('FILE'),
		schemaFormat: reader.choice('format', LAYOUT_FORMATS),
		expectedVersion: reader.integer('if-version', VERSIONS) ?? 0,
	}),
};

export const storageClearSpec: CommandSpec<StorageClearValues> = {
	path: 'storage clear',
	summary: 'Take the schema and the edits of a node away: its roles decide again',
	examples: [{ line: 'stoker storage clear app-1' }],
	positionals: [NODE_POSITIONAL],
	options: [VERSION_OPTION, { flags: '--yes', description: 'do not ask' }],
	read: (reader) => ({
		node: reader.positional('NODE'),
		isConfirmed: reader.flag('yes'),
		expectedVersion: reader.integer('if-version', VERSIONS) ?? 0,
	}),
};

export const storageEditSpec: CommandSpec<StorageEditValues> = {
	path: 'storage edit',
	summary: 'Change the sizes of what the roles of a node ask for',
	description:
		'What is not named stays as it is shown by `stoker storage show`. The changes are kept when roles change, and ' +
		'shown as edits. Sizes are whole MiB, or have a unit.',
	examples: [
		{ line: 'stoker storage edit app-1 sda/os=40GiB sdb/vm=0' },
		{ line: 'stoker storage edit app-1 --keep vm', note: 'its content survives' },
		{ line: 'stoker storage edit app-1 --boot sdb' },
	],
	positionals: [
		NODE_POSITIONAL,
		{ name: 'DISK/VOLUME=SIZE', description: 'size of a volume on a disk', isOptional: true, isVariadic: true },
	],
	options: [
		{ flags: '--keep VOLUME...', description: 'keep what is on this volume' },
		{ flags: '--no-keep VOLUME...', description: 'do not keep it any more' },
		{ flags: '--boot DISK', description: 'the disk to boot from' },
		VERSION_OPTION,
	],
	read: (reader) => {
		const sizes = reader.positionals('DISK/VOLUME=SIZE').flatMap((text) => readVolumeSize(reader, text));
		const [kept, notKept, bootDisk] = [reader.texts('keep'), reader.texts('no-keep'), reader.text('boot')];
		if (sizes.length + kept.length + notKept.length === 0 && bootDisk === undefined) {
			reader.problems.push('nothing to change: give DISK/VOLUME=SIZE, --keep, --no-keep or --boot');
		}
		const expectedVersion = reader.integer('if-version', VERSIONS) ?? 0;
		return { node: reader.positional('NODE'), sizes, kept, notKept, bootDisk, expectedVersion };
	},
};

/** Links of disks hold slashes of their own; names of volumes do not. */
function readVolumeSize(reader: ArgumentReader, text: string): readonly VolumeSize[] {
	const [, disk, volume, written = ''] = /^(.+)\/([^/=]+)=([^=]+)$/.exec(text) ?? [];
	const size = /^0+$/.test(written) ? ({ kind: 'bytes', bytes: 0 } as const) : parseSize(written);
	if (disk === undefined || volume === undefined || size?.kind !== 'bytes') {
		reader.problems.push(`'${text}' is not DISK/VOLUME=SIZE, for example sda/os=40GiB`);
		return [];
	}
	return [{ disk, volume, sizeMib: Math.floor(size.bytes / MEBIBYTE) }];
}
