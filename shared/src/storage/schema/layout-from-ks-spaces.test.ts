import { expect, test } from 'vitest';
import { machineDisk, machineWith } from '../../../../test/support/storage-machine.js';
import type { JsonObject } from '../../model/task.js';
import { MEBIBYTE } from '../disk-space.js';
import type { DiskInventory, StorageInventory } from '../inventory.js';
import { type KsLayoutOptions, layoutFromKsSpaces } from './layout-from-ks-spaces.js';

const ROOT_IMAGE = { uri: 'http://images.example/root.img.gz', format: 'ext4', container: 'gzip' };
const OPTIONS: KsLayoutOptions = {
	hasConfigDrive: false,
	isGrubOne: false,
	images: new Map([['/', ROOT_IMAGE]]),
	kernelParameters: '',
};

function machine(firmware: 'bios' | 'uefi', ...disks: readonly DiskInventory[]): StorageInventory {
	return { ...machineWith(...disks), firmware };
}

function disk(name: string, ...volumes: readonly JsonObject[]): JsonObject {
	return { type: 'disk', id: name, name, size: 102_400, free_space: 0, extra: [], volumes };
}

const BOOT = { type: 'raid', mount: '/boot', size: 200, file_system: 'ext2', name: 'Boot' };
const ROOT = { type: 'partition', mount: '/', size: 10_000, file_system: 'ext4', name: 'root' };

/** Codes and paths of what is refused. */
function problemsOf(spaces: unknown, options: Partial<KsLayoutOptions> = {}): readonly string[] {
	const { layout, diagnostics } = layoutFromKsSpaces(spaces, machine('bios', machineDisk('sda'), machineDisk('sdb')), {
		...OPTIONS,
		...options,
	});
	expect(layout === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
	return diagnostics.map(({ code, path }) => `${code} ${path}`);
}

test.each([
	[
		'a mount point that is not absolute',
		[disk('sda', BOOT, ROOT, { ...ROOT, mount: 'var' })],
		'MOUNT_INVALID [0].volumes[2].mount',
	],
	[
		'a mount point above the root',
		[disk('sda', BOOT, ROOT, { ...ROOT, mount: '/var/../..' })],
		'MOUNT_INVALID [0].volumes[2].mount',
	],
	[
		'one mount point twice',
		[disk('sda', BOOT, ROOT, { ...ROOT, mount: '//' })],
		'MOUNT_DUPLICATE [0].volumes[2].mount',
	],
	[
		'an unknown file system',
		[disk('sda', BOOT, ROOT, { ...ROOT, mount: '/x', file_system: 'foofs' })],
		'FILE_SYSTEM_UNKNOWN [0].volumes[2].file_system',
	],
	['a disk twice, also an empty one', [disk('sda', BOOT, ROOT), disk('sdb'), disk('sdb')], 'NAME_DUPLICATE [2]'],
	['more than the disk has', [disk('sda', BOOT, { ...ROOT, size: 102_400 })], 'DISK_TOO_SMALL [0]'],
	[
		'a physical volume of no group',
		[disk('sda', BOOT, ROOT, { type: 'pv', vg: 'ghost', size: 5000 })],
		'REFERENCE_UNKNOWN [0].volumes[2].vg',
	],
	[
		'a disk the machine lacks',
		[disk('sda', BOOT, ROOT), disk('sdq', { ...ROOT, mount: '/srv' })],
		'DISK_NOT_FOUND [1]',
	],
	[
		'one disk meant twice',
		[disk('sda', BOOT, ROOT), { ...disk('sda', { ...ROOT, mount: '/srv' }), free_space: 1 }],
		'DISK_AMBIGUOUS [1]',
	],
	['a size in words', [disk('sda', BOOT, { ...ROOT, size: '10 GiB' })], 'FIELD_INVALID [0].volumes[1].size'],
	[
		'a size beyond what bytes can count',
		[disk('sda', BOOT, { ...ROOT, size: 2 ** 40 })],
		'FIELD_INVALID [0].volumes[1].size',
	],
	['a volume of unknown type', [disk('sda', BOOT, { ...ROOT, type: 'zpool' })], 'FIELD_INVALID [0].volumes[1].type'],
	['a root beyond 16 TiB', [disk('sda', BOOT, { ...ROOT, size: 16_777_217 })], 'FIELD_INVALID [0].volumes[1].size'],
	[
		'two disks marked as bootable',
		[
			{ ...disk('sda', BOOT, ROOT), bootable: true },
			{ ...disk('sdb', BOOT, { ...ROOT, mount: '/srv' }), bootable: true },
		],
		'BOOT_DISK_AMBIGUOUS [1].bootable',
	],
	[
		'no room for journals',
		[
			disk('sda', BOOT, ROOT, ...[1, 2, 3].map(() => ({ type: 'partition', name: 'ceph', size: 10 })), {
				type: 'partition',
				name: 'cephjournal',
				size: 2,
			}),
		],
		'FIELD_INVALID [0].volumes[5].size',
	],
	['no schema at all', null, 'FIELD_INVALID '],
])('refuses %s, and says where', (_title, spaces, problem) => {
	expect(problemsOf(spaces)).toContain(problem);
});

const GROUP = {
	type: 'vg',
	id: 'os',
	label: 'os',
	min_size: 0,
	volumes: [{ type: 'lv', name: 'root', mount: '/', size: 15_000 }],
};

test('refuses logical volumes larger than their group, and a group without physical volumes', () => {
	expect(problemsOf([disk('sda', BOOT, { type: 'pv', vg: 'os', size: 15_050 }), GROUP])).toEqual([
		'GROUP_TOO_SMALL [1]',
	]);
	expect(problemsOf([disk('sda', BOOT, ROOT), { ...GROUP, id: 'x' }])).toContain('REFERENCE_UNKNOWN [1]');
});

test('refuses images that cannot be written, and configdrives without a place', () => {
	const images = new Map([
		['/', { ...ROOT_IMAGE, container: 'bzip2' }],
		['/var', ROOT_IMAGE],
	]);
	const spaces = [disk('sda', BOOT, ROOT)];
	expect(problemsOf(spaces, { images })).toEqual([
		'IMAGE_INVALID image_data./.container',
		'IMAGE_WITHOUT_TARGET image_data./var',
	]);
	const rootless = [disk('sda', { ...ROOT, mount: '/srv' })];
	expect(problemsOf(rootless, { images: new Map(), hasConfigDrive: true })).toEqual(['CONFIG_DRIVE_NOT_PLACED ']);
});

test('what is mounted gets the default file system where it names none, and what is not mounted gets none', () => {
	const data = { type: 'partition', size: 100, file_system: 'none' };
	const group = {
		type: 'vg',
		id: 'os',
		volumes: [{ type: 'lv', name: 'srv', size: 100, mount: '/srv', file_system: 'none' }],
	};
	const spaces = [
		disk(
			'sda',
			BOOT,
			ROOT,
			{ ...data, mount: '/data' },
			{ ...data, mount: 'none' },
			{ type: 'pv', vg: 'os', size: 500 },
		),
		group,
	];
	const { layout } = layoutFromKsSpaces(spaces, machine('bios', machineDisk('sda')), OPTIONS);
	expect(layout?.fileSystems.map(({ mount, type }) => `${mount} ${type}`)).toEqual([
		'/boot ext2',
		'/ ext4',
		'/data xfs',
		'/srv xfs',
	]);
});

test('tells all problems at once', () => {
	const wrong = [disk('sda', { ...BOOT, size: 'x' }, { type: 'pv', size: 1 }), { type: 'vg', id: 3, volumes: [] }];
	expect(problemsOf(wrong)).toEqual([
		'FIELD_INVALID [0].volumes[0].size',
		'FIELD_MISSING [0].volumes[1].vg',
		'FIELD_INVALID [1].id',
	]);
});

test('NVMe disks hold /boot on UEFI machines only, where each boot disk has an EFI system partition', () => {
	const disks = ['nvme0n1', 'nvme1n1'].map((name) => machineDisk(name));
	const spaces = [disk('nvme0n1', BOOT, ROOT), disk('nvme1n1', BOOT, { ...ROOT, mount: '/srv' })];
	const bios = layoutFromKsSpaces(spaces, machine('bios', ...disks), OPTIONS);
	expect(bios.diagnostics.map(({ code }) => code)).toEqual(['BOOT_NOT_PLACED']);
	const { layout } = layoutFromKsSpaces(spaces, machine('uefi', ...disks), OPTIONS);
	expect(layout?.partitions.filter(({ purpose }) => purpose === 'esp').map(({ diskId }) => diskId)).toEqual([
		'disk:nvme0n1',
		'disk:nvme1n1',
	]);
	expect(layout?.fileSystems.map(({ onId, type, mount }) => [onId, type, mount])).toEqual([
		['partition:nvme0n1:2', 'vfat', '/boot/efi'],
		['partition:nvme0n1:3', 'ext2', '/boot'],
		['partition:nvme0n1:4', 'ext4', '/'],
		['partition:nvme1n1:2', 'vfat', ''],
		['partition:nvme1n1:3', 'ext4', '/srv'],
	]);
});

test('keeping one physical volume keeps its group, everything in it and everything below', () => {
	const spaces = [
		disk('sda', BOOT, { type: 'pv', vg: 'os', size: 20_000, keep_data: true }),
		disk('sdb', { type: 'pv', vg: 'os', size: 20_000 }),
		GROUP,
	];
	const { layout } = layoutFromKsSpaces(spaces, machine('bios', machineDisk('sda'), machineDisk('sdb')), OPTIONS);
	const lists =
		layout === undefined
			? []
			: [
					layout.disks,
					layout.partitions,
					layout.physicalVolumes,
					layout.volumeGroups,
					layout.logicalVolumes,
					layout.fileSystems,
				];
	expect(
		lists
			.flat()
			.filter(({ preserve }) => preserve === 'keep')
			.map(({ id }) => id),
	).toEqual([
		'disk:sda',
		'disk:sdb',
		'partition:sda:4',
		'partition:sdb:3',
		'physical_volume:partition:sda:4',
		'physical_volume:partition:sdb:3',
		'group:os',
		'volume:os:root',
		'filesystem:volume:os:root',
	]);
});

test('partitions begin at stripes of a wider array behind the disk, but not at the size of its largest transfer', () => {
	const starts = (optimalIoBytes: number) => {
		const inventory = machine('bios', machineDisk('sda', { optimalIoBytes }));
		const { layout } = layoutFromKsSpaces([disk('sda', BOOT, ROOT)], inventory, OPTIONS);
		return layout?.partitions.map(({ startBytes }) => startBytes / MEBIBYTE);
	};
	expect(starts(512 * 1024)).toEqual([1, 25, 225, 425]);
	expect(starts(4 * MEBIBYTE)).toEqual([4, 28, 228, 428]);
	expect(starts(33_553_920)).toEqual([1, 25, 225, 425]);
});

test('a disk is told from others by what only it has', () => {
	const twins = ['nvme0n1', 'nvme1n1'].map((name) =>
		machineDisk(name, { serial: 'S1', links: ['disk/by-id/nvme-S1', `disk/by-path/${name}`] }),
	);
	const { layout } = layoutFromKsSpaces([disk('nvme1n1', ROOT)], machine('uefi', ...twins), OPTIONS);
	expect(layout?.disks[0]?.selector).toEqual({
		serial: '',
		wwn: '',
		links: ['disk/by-path/nvme1n1'],
		scsiAddress: '',
		name: '',
		hints: {},
	});
});

test('what is mounted at /boot/efi is an EFI system partition', () => {
	const volumes = [
		{ type: 'partition', mount: '/boot/efi', size: 300, file_system: 'vfat' },
		{ type: 'partition', mount: '/', size: 5000 },
	];
	const spaces = [{ type: 'disk', id: 'sda', name: 'sda', size: 1, extra: [], free_space: 0, volumes }];
	const machine = { ...machineWith(machineDisk('sda')), firmware: 'uefi' } as const;
	const options = { images: new Map(), kernelParameters: '', hasConfigDrive: false, isGrubOne: false };
	const { layout } = layoutFromKsSpaces(spaces, machine, options);
	expect(layout?.partitions.map(({ purpose }) => purpose)).toEqual(['bios_boot', 'esp', 'esp', 'data']);
	expect(layout?.fileSystems.map(({ mount }) => mount)).toEqual(['', '/boot/efi', '/']);
});
