import { describe, expect, test } from 'vitest';
import { machineDisk, machineWith } from '../../../test/support/storage-machine.js';
import { MEBIBYTE } from './disk-space.js';
import type { StorageInventory } from './inventory.js';
import { layoutFromDocument } from './schema/layout-from-document.js';
import { layoutFromKsSpaces } from './schema/layout-from-ks-spaces.js';

const MACHINE = machineWith(machineDisk('sda'), machineDisk('sdb'));
const disk = (name = 'sda', rest = {}) => ({ id: name, selector: { name }, ...rest });
const part = (id: string, rest = {}) => ({ id, diskId: 'sda', sizeBytes: '10 GiB', ...rest });
const group = (name: string, rest = {}) => ({ id: `vg-${name}`, name, physicalVolumeIds: ['pv'], ...rest });
const volume = (name: string) => ({ id: `lv-${name}`, volumeGroupId: 'vg-os', name, sizeBytes: '1 GiB' });

function found(document: unknown, machine: StorageInventory = MACHINE) {
	return layoutFromDocument(document, machine).diagnostics.map(({ code, path }) => `${code} ${path}`);
}

describe('names', () => {
	const volumes = (...names: readonly string[]) => ({
		disks: [disk()],
		partitions: [part('a'), part('b')],
		physicalVolumes: [{ id: 'pv', onId: 'a' }],
		volumeGroups: [group('os')],
		logicalVolumes: names.map(volume),
	});

	test.each(['snapshot', 'pvmove0', 'x_rimage_0', 'x_tmeta', 'lvol0_pmspare', 'a/b', 'ö', ''])(
		'of logical volumes are not what LVM keeps for itself or cannot read: %j',
		(name) => {
			expect(found(volumes(name))).toEqual(['FIELD_INVALID logicalVolumes[0].name']);
		},
	);

	test('of a group and a volume fit the device mapper together, hyphens twice', () => {
		expect(found(volumes('v'.repeat(124)))).toEqual([]);
		expect(found(volumes('v'.repeat(125)))).toEqual(['FIELD_INVALID logicalVolumes[0].name']);
		expect(found(volumes(`x${'-'.repeat(61)}`))).toEqual([]);
		expect(found(volumes(`x${'-'.repeat(62)}`))).toEqual(['FIELD_INVALID logicalVolumes[0].name']);
	});

	test('of encryptions and volumes are names of one device mapper', () => {
		const encryption = (name: string) => ({ id: 'e', onId: 'b', name, keyReference: 'key' });
		const both = (name: string) => ({ ...volumes('root'), encryptions: [encryption(name)] });
		expect(found(both('os-root'))).toEqual(['NAME_DUPLICATE encryptions[0]']);
		expect(found(both('control'))).toEqual(['FIELD_INVALID encryptions[0].name']);
		expect(found(both('os--root'))).toEqual([]);
	});

	test('of caches are those that the kernel gives', () => {
		const cache = (name: string) => ({
			disks: [disk()],
			partitions: [part('a'), part('b')],
			caches: [{ id: 'c', name, backingId: 'a', cachingId: 'b' }],
		});
		expect(found(cache('bcache0'))).toEqual([]);
		expect(found(cache('fast'))).toEqual(['FIELD_INVALID caches[0].name']);
	});

	test('that are there twice are told once, with nothing that follows from it', () => {
		expect(found({ ...volumes('root', 'root') })).toEqual(['NAME_DUPLICATE logicalVolumes[1]']);
	});
});

describe('texts', () => {
	const onPartition = (fileSystem: object, partition = {}, boot = {}) => ({
		disks: [disk()],
		partitions: [part('a', partition)],
		fileSystems: [{ id: 'f', onId: 'a', type: 'ext4', mount: '/', ...fileSystem }],
		boot,
	});

	test.each([
		['another line in fstab', onPartition({ fstab: { options: 'defaults 0 0\nx' } }), 'fileSystems[0].fstab.options'],
		['two words in fstab', onPartition({ fstab: { options: 'ro noatime' } }), 'fileSystems[0].fstab.options'],
		['no word in fstab', onPartition({ fstab: { options: '' } }), 'fileSystems[0].fstab.options'],
		['another device for mkfs', onPartition({ options: '-q /dev/sdb' }), 'fileSystems[0].options'],
		['two lines for the kernel', onPartition({}, {}, { kernelParameters: 'quiet\nx' }), 'boot.kernelParameters'],
		['a name of two lines', onPartition({}, { name: 'a\nb' }), 'partitions[0].name'],
		['flags that are none', onPartition({}, { flags: ['boot', 'a b'] }), 'partitions[0].flags'],
	])('that would be %s are refused', (_, document, path) => {
		expect(found(document)).toEqual([`FIELD_INVALID ${path}`]);
	});

	test('that are no type of a partition are warned of, and not written', () => {
		expect(found(onPartition({}, { typeGuid: '0FC63DAF-8483-4772-8E79-3D69D8477DE4' }))).toEqual([]);
		const { layout, diagnostics } = layoutFromDocument(onPartition({}, { typeGuid: '83' }), MACHINE);
		expect(layout).toBeDefined();
		expect(diagnostics.map(({ code, path }) => `${code} ${path}`)).toEqual([
			'FIELD_WITHOUT_EFFECT partitions[0].typeGuid',
		]);
	});

	test('are pointed at by the words of their own schema', () => {
		const volumes = [{ type: 'partition', mount: '/', size: 1000, disk_label: 'a\nb', partition_guid: 'x' }];
		const spaces = [{ type: 'disk', id: 'sda', name: 'sda', size: 100, extra: [], free_space: 0, volumes }];
		const options = { images: new Map(), kernelParameters: '', hasConfigDrive: false, isGrubOne: false };
		const { diagnostics } = layoutFromKsSpaces(spaces, MACHINE, options);
		expect(diagnostics.map(({ path }) => path)).toEqual(['[0].volumes[0].disk_label', '[0].volumes[0].partition_guid']);
	});
});

test.each(['/proc', '/dev/shm', '/sys/', '/run/x', '//dev'])(
	'nothing is mounted where the system shows itself: %s',
	(mount) => {
		const fileSystems = [{ id: 'f', onId: 'a', type: 'ext4', mount }];
		expect(found({ disks: [disk()], partitions: [part('a')], fileSystems })).toEqual([
			'MOUNT_INVALID fileSystems[0].mount',
		]);
	},
);

describe('a whole disk', () => {
	test('carries a table or something on it, and not both', () => {
		const fileSystems = [{ id: 'f', onId: 'sda', type: 'ext4' }];
		expect(found({ disks: [disk()], fileSystems })).toEqual(['VOLUME_IN_USE fileSystems[0]']);
		expect(found({ disks: [disk('sda', { table: 'none' })], fileSystems })).toEqual([]);
		const none = { disks: [disk('sda', { table: 'none' })], partitions: [part('a')] };
		expect(found(none)).toEqual(['PARTITION_MISPLACED partitions[0]']);
	});
});

describe('a table of type msdos', () => {
	const machine = (sizeGib: number, logicalSectorBytes: number) =>
		machineWith(machineDisk('sda', { sizeBytes: sizeGib * 1024 * MEBIBYTE, logicalSectorBytes }));
	const partitions = [part('a', { sizeBytes: '2047 GiB' }), part('b', { sizeBytes: '2 GiB' })];
	const document = (table: string) => ({ disks: [disk('sda', { table })], partitions });

	test('reaches as far as 32 bits count sectors', () => {
		expect(found(document('msdos'), machine(3000, 512))).toEqual(['DISK_TOO_SMALL disks[0]']);
		expect(found(document('msdos'), machine(3000, 4096))).toEqual([]);
		expect(found(document('gpt'), machine(3000, 512))).toEqual([]);
	});
});

test('sizes that are no whole sectors are rounded up where something is made, and read as they are where it is kept', () => {
	const machine = machineWith(machineDisk('sda', { logicalSectorBytes: 4096 }));
	const sizes = (preserve: string) => {
		const partitions = [part('a', { sizeBytes: '500 MB', preserve }), part('b', { sizeBytes: '10 GB', preserve })];
		return layoutFromDocument({ disks: [disk()], partitions }, machine).layout?.partitions.map(
			({ sizeBytes }) => sizeBytes,
		);
	};
	expect(sizes('clean')).toEqual([122_071 * 4096, 2_441_407 * 4096]);
	expect(sizes('keep')).toEqual([500e6, 10e9]);
});

test('names are cut to what a table holds between characters', () => {
	const { layout } = layoutFromDocument(
		{ disks: [disk()], partitions: [part(`${'a'.repeat(35)}😀b`), part('😀'.repeat(20))] },
		MACHINE,
	);
	expect(layout?.partitions.map(({ name }) => name)).toEqual(['a'.repeat(35), '😀'.repeat(18)]);
});
