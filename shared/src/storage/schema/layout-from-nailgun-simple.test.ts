import { expect, test } from 'vitest';
import { machineDisk, machineWith } from '../../../../test/support/storage-machine.js';
import type { JsonObject } from '../../model/task.js';
import { MEBIBYTE } from '../disk-space.js';
import type { PartitionContent } from '../inventory.js';
import { layoutFromNailgunSimple } from './layout-from-nailgun-simple.js';

const OPTIONS = { unit: 'MiB', images: new Map(), kernelParameters: 'quiet' } as const;

function partition(count: number, [begin, end]: readonly [number, number], rest: JsonObject = {}): JsonObject {
	const device = '/dev/sda';
	return { name: `${device}${count}`, count, device, begin, end, partition_type: 'primary', ...rest };
}

const SCHEME = {
	parteds: [
		{
			name: '/dev/sda',
			label: 'gpt',
			install_bootloader: true,
			partitions: [
				partition(1, [1, 25], { flags: ['bios_grub'] }),
				partition(2, [25, 225]),
				partition(3, [225, 425]),
				partition(4, [425, 20_425]),
				partition(5, [20_425, 20_445], { configdrive: true }),
			],
		},
	],
	pvs: [{ name: '/dev/sda4', metadatasize: 28 }],
	vgs: [{ name: 'os', pvnames: ['/dev/sda4'] }],
	lvs: [{ name: 'my-root', vgname: 'os', size: 15_000, keep_data: true }],
	fss: [
		{ device: '/dev/sda3', mount: '/boot', fs_type: 'ext2' },
		{ device: '/dev/mapper/os-my--root', mount: '/', fs_type: 'ext4', fs_label: 'root' },
	],
};

test('takes a static scheme as it is', () => {
	const { layout, diagnostics } = layoutFromNailgunSimple(SCHEME, machineWith(machineDisk('sda')), OPTIONS);
	expect(diagnostics).toEqual([]);
	expect(
		layout?.partitions.map(({ number, startBytes, sizeBytes, purpose, preserve }) => [
			number,
			startBytes / MEBIBYTE,
			sizeBytes / MEBIBYTE,
			purpose,
			preserve,
		]),
	).toEqual([
		[1, 1, 24, 'bios_boot', 'clean'],
		[2, 25, 200, 'reserved', 'clean'],
		[3, 225, 200, 'boot', 'clean'],
		[4, 425, 20_000, 'physical_volume', 'keep'],
		[5, 20_425, 20, 'configdrive', 'clean'],
	]);
	expect(layout?.boot).toEqual({ firmware: 'bios', kernelParameters: 'quiet', configDriveId: 'partition:sda:5' });
	expect(layout?.fileSystems.map(({ onId, mount, preserve }) => [onId, mount, preserve])).toEqual([
		['partition:sda:3', '/boot', 'clean'],
		['volume:os:my-root', '/', 'keep'],
	]);
});

test('sizes may be bytes; then partitions follow each other, aligned', () => {
	const partitions = [partition(1, [1, 24 * MEBIBYTE]), partition(2, [24 * MEBIBYTE + 1, 124 * MEBIBYTE])];
	const scheme = { parteds: [{ name: '/dev/sda', label: 'gpt', partitions }] };
	const { layout } = layoutFromNailgunSimple(scheme, machineWith(machineDisk('sda')), { ...OPTIONS, unit: 'bytes' });
	expect(layout?.partitions.map(({ startBytes, sizeBytes }) => [startBytes / MEBIBYTE, sizeBytes / MEBIBYTE])).toEqual([
		[1, 24],
		[25, 100],
	]);
});

test('a partition that the scheme only uses must be on the machine, and stays as it is', () => {
	const scheme = {
		...SCHEME,
		pvs: [...SCHEME.pvs, { name: '/dev/sdb3' }],
		vgs: [{ name: 'os', pvnames: ['/dev/sda4', '/dev/sdb3'] }],
	};
	const refused = layoutFromNailgunSimple(scheme, machineWith(machineDisk('sda'), machineDisk('sdb')), OPTIONS);
	expect(refused.diagnostics.map(({ code, path }) => [code, path])).toContainEqual([
		'REFERENCE_UNKNOWN',
		'pvs[1].name',
	]);
	const place = { number: 3, startBytes: MEBIBYTE, sizeBytes: 1000 * MEBIBYTE };
	const existing: PartitionContent = {
		...place,
		typeGuid: '',
		guid: '',
		name: '',
		flags: [],
		signatures: [],
		holders: [],
	};
	const content = { table: { label: 'gpt', guid: '', partitions: [existing] }, signatures: [], holders: [] } as const;
	const { layout } = layoutFromNailgunSimple(
		scheme,
		machineWith(machineDisk('sda'), machineDisk('sdb', { content })),
		OPTIONS,
	);
	expect(layout?.disks.map(({ device, preserve }) => [device, preserve])).toEqual([
		['/dev/sda', 'keep'],
		['/dev/sdb', 'verify'],
	]);
	expect(layout?.partitions.find(({ id }) => id === 'partition:sdb:3')).toMatchObject({ ...place, preserve: 'verify' });
});

test.each([
	['a field nobody knows', { lvs: [{ ...SCHEME.lvs[0], bogus: 1 }] }, 'FIELD_INVALID lvs[0]'],
	['a volume without a group', { lvs: [{ name: 'root', size: 1 }] }, 'FIELD_MISSING lvs[0].vgname'],
	['a volume of an unknown group', { lvs: [{ ...SCHEME.lvs[0], vgname: 'x' }], fss: [] }, 'REFERENCE_UNKNOWN lvs[0]'],
	['a device that is nowhere', { fss: [{ device: '/dev/sdz1', mount: '/x' }] }, 'REFERENCE_UNKNOWN fss[0].device'],
	[
		'two file systems on one device',
		{ fss: [...SCHEME.fss, { device: '/dev/sda3', mount: '/x' }] },
		'NAME_DUPLICATE fss[2]',
	],
	[
		'an array of an unknown level',
		{ mds: [{ name: '/dev/md0', level: 'raid7', devices: [] }] },
		'RAID_INVALID mds[0].level',
	],
	[
		'an array with too few members',
		{ mds: [{ name: '/dev/md0', level: 5, devices: ['/dev/sda2'] }] },
		'RAID_INVALID mds[0]',
	],
	[
		'a name that is not that of the number',
		{ parteds: [{ name: '/dev/sda', label: 'gpt', partitions: [{ ...partition(1, [1, 25]), name: '/dev/sda7' }] }] },
		'FIELD_INVALID parteds[0].partitions[0].name',
	],
	[
		'partitions that overlap',
		{ parteds: [{ name: '/dev/sda', label: 'gpt', partitions: [partition(1, [1, 25]), partition(2, [24, 30])] }] },
		'PARTITION_MISPLACED parteds[0].partitions[1]',
	],
])('refuses %s, and says where', (_title, change, problem) => {
	const { layout, diagnostics } = layoutFromNailgunSimple(
		{ ...SCHEME, ...change },
		machineWith(machineDisk('sda')),
		OPTIONS,
	);
	expect(layout).toBeUndefined();
	expect(diagnostics.map(({ code, path }) => `${code} ${path}`)).toContain(problem);
});
