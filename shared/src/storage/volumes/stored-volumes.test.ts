import { expect, test } from 'vitest';
import { readSchema } from '../schema/read-schema.js';
import type { VolumeInputs } from './default-volumes.js';
import { orderRoles } from './node-spaces.js';
import { simpleDisksOf } from './simple-disks.js';
import { editVolumes, type RefreshedVolumes, refreshVolumes } from './stored-volumes.js';
import { joinVolumeMetadata, type VolumeMetadata, volumeMetadataSchema } from './volume-metadata.js';

const GROUP = (id: string, minimum: number | object) => ({ id, type: 'vg', label: id, min_size: minimum, volumes: [] });

function metadataOf(written: object): VolumeMetadata {
	const read = readSchema(volumeMetadataSchema, written);
	if ('diagnostics' in read) {
		throw new Error(JSON.stringify(read.diagnostics));
	}
	return read.value;
}

const METADATA = metadataOf({
	volumes_roles_mapping: {
		controller: [
			{ id: 'os', allocate_size: 'min' },
			{ id: 'logs', allocate_size: 'min' },
		],
		compute: [
			{ id: 'os', allocate_size: 'min' },
			{ id: 'vm', allocate_size: 'all' },
		],
		other: [{ id: 'os', allocate_size: 'all' }],
	},
	volumes: [GROUP('os', { generator: 'calc_min_os_size' }), GROUP('logs', 10_240), GROUP('vm', 5120)],
});

const INPUTS: VolumeInputs = {
	metadata: METADATA,
	disks: ['sda', 'sdb'].map((name) => ({ id: name, name, extra: [], sizeMib: 102_400 })),
	ramMib: 4096,
	roles: ['compute'],
	hasImagesInCeph: false,
};

const digest = (text: string) => text;

/** Sizes by disk and space. */
function sizesOf(refreshed: RefreshedVolumes | undefined): readonly string[] {
	return simpleDisksOf(refreshed?.stored.volumes ?? []).flatMap(({ name, volumes }) => {
		return volumes.map((volume) => `${name} ${volume.name} ${volume.size}${volume.keep_data ? ' kept' : ''}`);
	});
}

/** What the operator writes: the defaults with another size of one volume. */
function edited(space: string, size: number, isKept = false): RefreshedVolumes {
	const disks = simpleDisksOf(refreshVolumes(undefined, INPUTS, digest)?.stored.volumes ?? []);
	const written = disks.map((disk) => ({
		...disk,
		volumes: disk.volumes.map((volume) => {
			return volume.name === space
				? { ...volume, size: disk.name === 'sda' ? size : volume.size, keep_data: isKept }
				: volume;
		}),
	}));
	return editVolumes(written, INPUTS, digest);
}

test('nothing is computed again while nothing changed', () => {
	const first = refreshVolumes(undefined, INPUTS, digest);
	expect(first?.stored.isModified).toBe(false);
	expect(refreshVolumes(first?.stored, { ...INPUTS, disks: INPUTS.disks.toReversed() }, digest)).toBeUndefined();
	expect(refreshVolumes(first?.stored, { ...INPUTS, ramMib: 8192 }, digest)).toBeDefined();
});

test('writing the defaults is no edit', () => {
	const { stored } = editVolumes(
		simpleDisksOf(refreshVolumes(undefined, INPUTS, digest)?.stored.volumes ?? []),
		INPUTS,
		digest,
	);
	expect(stored).toMatchObject({ isModified: false, edits: { volumes: [] } });
});

test('edits stay when roles change, and everything else follows', () => {
	const before = edited('os', 40_000);
	expect(before.stored).toMatchObject({
		isModified: true,
		edits: { volumes: [{ diskId: 'sda', space: 'os', sizeMib: 40_000 }] },
	});
	const after = refreshVolumes(before.stored, { ...INPUTS, roles: ['compute', 'controller'] }, digest);
	expect(after?.diagnostics).toEqual([]);
	expect(sizesOf(after)).toEqual([
		'sda os 40000',
		'sda logs 10240',
		'sda vm 51468',
		'sdb os 0',
		'sdb logs 0',
		'sdb vm 101708',
	]);
	expect(after?.stored.isModified).toBe(true);
});

test('what an operator wants to keep stays marked', () => {
	const { stored } = edited('vm', 77_132, true);
	const after = refreshVolumes(stored, { ...INPUTS, ramMib: 2048 }, digest);
	expect(sizesOf(after).filter((size) => size.endsWith('kept'))).toEqual(['sda vm 77132 kept', 'sdb vm 101772 kept']);
});

test('edits that no longer fit stay, and are told with what is missing', () => {
	const before = edited('os', 101_000);
	expect(before.diagnostics).toEqual([]);
	const after = refreshVolumes(before.stored, { ...INPUTS, roles: ['compute', 'controller'] }, digest);
	expect(after?.diagnostics.map(({ code, path, message }) => `${code} ${path}: ${message}`)).toEqual([
		'DISK_TOO_SMALL disks.sda: The volumes on sda need 9532 MiB more than the disk has',
	]);
	expect(sizesOf(after)).toContain('sda os 101000');
});

test('edits of a space that no role asks for wait for its return', () => {
	const { stored } = edited('vm', 1000);
	const without = refreshVolumes(stored, { ...INPUTS, roles: ['controller'] }, digest);
	expect(sizesOf(without).join()).not.toContain('vm');
	expect(sizesOf(refreshVolumes(without?.stored, INPUTS, digest))).toContain('sda vm 1000');
});

test('one set of roles has one order, whatever order it comes in', () => {
	expect(orderRoles(METADATA, ['zeta', 'compute', 'alpha', 'controller', 'compute'])).toEqual([
		'controller',
		'compute',
		'alpha',
		'zeta',
	]);
});

test('plugins replace mappings and add volumes', () => {
	const plugin = metadataOf({
		volumes_roles_mapping: { compute: [{ id: 'scratch', allocate_size: 'full-disk' }] },
		volumes: [{ id: 'scratch', type: 'partition', min_size: 1 }],
	});
	const refreshed = refreshVolumes(undefined, { ...INPUTS, metadata: joinVolumeMetadata([METADATA, plugin]) }, digest);
	expect(sizesOf(refreshed)).toEqual(['sda scratch 101900', 'sdb scratch 101900']);
});

test('an unknown generator and a pattern that cannot be read are problems with their places', () => {
	const metadata = {
		...METADATA,
		volumes: [
			...METADATA.volumes.slice(1),
			{ ...GROUP('os', 1), type: 'vg' as const, min_size: { generator: 'calc_moon', generator_args: [] } },
		],
		rule_to_pick_boot_disk: [{ type: 'exclude_disks_by_name' as const, regex: '(', root_mount: '/' }],
	};
	const refreshed = refreshVolumes(undefined, { ...INPUTS, metadata }, digest);
	expect(refreshed?.diagnostics.map(({ code, path }) => `${code} ${path}`)).toEqual([
		'FIELD_INVALID rule_to_pick_boot_disk[0].regex',
		'FIELD_INVALID volumes.os.min_size',
	]);
});
