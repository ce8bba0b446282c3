import fc from 'fast-check';
import { expect, test } from 'vitest';
import { machineDisk } from '../../../../test/support/storage-machine.js';
import type { JsonObject } from '../../model/task.js';
import { MEBIBYTE } from '../disk-space.js';
import type { DiskInventory, StorageInventory } from '../inventory.js';
import type { Layout } from '../layout.js';
import { layoutFromGeneric } from './layout-from-generic.js';

function genericDisk(name: string, index: number): DiskInventory {
	return machineDisk(name, {
		sizeBytes: 20_000 * MEBIBYTE,
		links: [`disk/by-path/pci-${index}`, `disk/by-partuuid/AB-${index}`],
		scsiAddress: `0:0:0:${index}`,
	});
}

function machine(firmware: StorageInventory['firmware'] = 'bios'): StorageInventory {
	return { firmware, memoryBytes: 0, disks: ['vda', 'vdb', 'nvme0n1'].map(genericDisk) };
}

const ROOT = { type: 'partition', mount: '/', size: '2 GiB', file_system: 'ext4' };
const IMAGES = [{ name: 'debian', image_pull_url: 'http://images.example/debian.img', target: '/' }];

function disk(name: string, ...volumes: readonly JsonObject[]): JsonObject {
	return { type: 'disk', id: { type: 'name', value: name }, size: '20 GB', volumes };
}

function group(id: string, ...volumes: readonly JsonObject[]): JsonObject {
	return { type: 'vg', id, volumes };
}

function read(partitions: readonly JsonObject[], rest: JsonObject = {}, firmware: 'bios' | 'uefi' = 'bios') {
	return layoutFromGeneric({ partitions, images: IMAGES, ...rest }, machine(firmware));
}

function layoutOf(...given: Parameters<typeof read>): Layout {
	const { layout, diagnostics } = read(...given);
	expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
	if (layout === undefined) {
		throw new Error('no layout');
	}
	return layout;
}

function problemsOf(...given: Parameters<typeof read>): readonly string[] {
	return read(...given).diagnostics.map(({ code, path }) => `${code} ${path}`);
}

test.each([
	['a bad unit', [disk('vda', { ...ROOT, size: '10 gib' })], 'FIELD_INVALID partitions[0].volumes[0].size'],
	['a disk twice', [disk('vda', ROOT), disk('vda', ROOT)], 'NAME_DUPLICATE partitions[1]'],
	['a number for a size', [disk('vda', { ...ROOT, size: 10 })], 'FIELD_INVALID partitions[0].volumes[0].size'],
	['a volume without a size', [disk('vda', { type: 'pv', vg: 'x' })], 'FIELD_MISSING partitions[0].volumes[0].size'],
	[
		'a partition without a mount',
		[disk('vda', { type: 'partition', size: '1 GiB' })],
		'FIELD_MISSING partitions[0].volumes[0].mount',
	],
	[
		'two that take what remains',
		[disk('vda', { ...ROOT, size: 'remaining' }, { ...ROOT, mount: '/var', size: 'remaining' })],
		'FIELD_INVALID partitions[0].volumes[1].size',
	],
	[
		'two that take what remains of a group',
		[
			disk('vda', { type: 'pv', vg: 'g', size: '5 GiB' }),
			group('g', { type: 'lv', name: 'a', size: 'remaining' }, { type: 'lv', name: 'b', size: 'remaining' }),
		],
		'FIELD_INVALID partitions[1].volumes[1].size',
	],
	['a group without physical volumes', [disk('vda', ROOT), group('g')], 'REFERENCE_UNKNOWN partitions[1]'],
	[
		'a physical volume of no group',
		[disk('vda', ROOT, { type: 'pv', vg: 'g', size: '1 GiB' })],
		'REFERENCE_UNKNOWN partitions[0].volumes[1].vg',
	],
	[
		'volumes larger than their group',
		[disk('vda', { type: 'pv', vg: 'g', size: '1 GiB' }), group('g', { type: 'lv', name: 'a', size: '1 GiB' })],
		'GROUP_TOO_SMALL partitions[1]',
	],
	[
		'more than the disk has',
		[disk('vda', ROOT), disk('vdb', { ...ROOT, mount: '/srv', size: '20 GiB' })],
		'DISK_TOO_SMALL partitions[1]',
	],
	['a disk the machine lacks', [disk('vdq', ROOT)], 'DISK_NOT_FOUND partitions[0].id'],
	[
		'one disk meant twice',
		[disk('vda', ROOT), { ...disk('/dev/vda', ROOT), size: '1 GB' }],
		'DISK_AMBIGUOUS partitions[1].id',
	],
	['one mount point twice', [disk('vda', ROOT, ROOT)], 'MOUNT_DUPLICATE partitions[0].volumes[1].mount'],
	[
		'an unknown file system',
		[disk('vda', { ...ROOT, file_system: 'foofs' })],
		'FILE_SYSTEM_UNKNOWN partitions[0].volumes[0].file_system',
	],
	[
		'an array without a mount point',
		[disk('vda', { type: 'raid', mount: 'None', size: '1 GiB' })],
		'FIELD_INVALID partitions[0].volumes[0].mount',
	],
	[
		'two volumes to boot from',
		[disk('vda', { type: 'boot', size: '1 GiB' }, { type: 'boot', size: '2 GiB' })],
		'FIELD_INVALID partitions[0].volumes[1].type',
	],
	['groups alone', [group('g')], 'FIELD_INVALID partitions'],
])('refuses %s, and says where', (_title, partitions, problem) => {
	expect(problemsOf(partitions)).toContain(problem);
});

test('tells every problem at once', () => {
	expect(
		problemsOf([
			disk('vdq', ROOT),
			disk('vda', { ...ROOT, file_system: 'x' }),
			disk('vdb', { ...ROOT, size: '99%' }, { ...ROOT, size: '99%' }),
		]),
	).toEqual([
		'DISK_NOT_FOUND partitions[0].id',
		'FILE_SYSTEM_UNKNOWN partitions[1].volumes[0].file_system',
		'DISK_TOO_SMALL partitions[2]',
	]);
});

test.each([
	['scsi', '0:0:0:1', '/dev/vdb'],
	['name', '/dev/vdb', '/dev/vdb'],
	['path', '/dev/disk/by-path/pci-1', '/dev/vdb'],
	['path', 'disk/by-partuuid/aB-2', '/dev/nvme0n1'],
])('finds a disk by %s %s', (type, value, device) => {
	const { disks } = layoutOf([{ ...disk('', ROOT), id: { type, value } }]);
	expect(disks.map((found) => found.device)).toEqual([device]);
});

test('makes mirrors of volumes with one mount point, and names them by those in turn', () => {
	const raid = (mount: string) => ({ type: 'raid', mount, size: '1 GiB', file_system: 'ext4' });
	const layout = layoutOf([disk('vda', raid('/var'), raid('/')), disk('nvme0n1', raid('/'), raid('/var'))]);
	expect(layout.raids.map(({ name, level, memberIds }) => [name, level, memberIds])).toEqual([
		['md0', 1, ['partition:vda:3', 'partition:nvme0n1:2']],
		['md1', 1, ['partition:vda:2', 'partition:nvme0n1:3']],
	]);
	expect(layout.fileSystems.map(({ onId, mount }) => [onId, mount])).toEqual([
		['raid:md0', '/'],
		['raid:md1', '/var'],
	]);
});

test('shares a group in whole extents', () => {
	const volume = (name: string, size: string) => ({ type: 'lv', name, size, mount: `/${name}` });
	const layout = layoutOf([
		disk('vda', ROOT, { type: 'pv', vg: 'g', size: '8225 MiB' }),
		group('g', volume('a', '10%'), volume('b', 'remaining'), volume('c', '1001 MiB')),
	]);
	expect(layout.logicalVolumes.map(({ sizeBytes }) => sizeBytes / MEBIBYTE)).toEqual([820, 6368, 1001]);
});

test('shares that make 100% of a group fit', () => {
	const volume = (name: string) => ({ type: 'lv', name, size: '33.3%', mount: `/${name}` });
	const pv = { type: 'pv', vg: 'g', size: '8225 MiB' };
	expect(
		layoutOf([disk('vda', ROOT, pv), group('g', volume('a'), volume('b'), volume('c'))]).logicalVolumes,
	).toHaveLength(3);
	const halves = ['a', 'b'].map((name) => ({ ...volume(name), size: '50%' }));
	expect(layoutOf([disk('vda', ROOT, { ...pv, size: '8221 MiB' }), group('g', ...halves)]).logicalVolumes).toHaveLength(
		2,
	);
});

test('makes an EFI system partition on UEFI machines, mounted once, unless the document has its own', () => {
	const layout = layoutOf([disk('vda', ROOT), disk('vdb', { ...ROOT, mount: '/srv' })], {}, 'uefi');
	expect(layout.partitions.map(({ purpose }) => purpose)).toEqual(['esp', 'data', 'esp', 'data']);
	expect(layout.fileSystems.map(({ mount }) => mount)).toEqual(['/boot/efi', '/', '', '/srv']);
	const own = layoutOf(
		[disk('vda', { type: 'partition', mount: '/boot/efi', size: '1 GiB', file_system: 'fat32' }, ROOT)],
		{},
		'uefi',
	);
	expect(own.partitions.map(({ purpose, sizeBytes }) => [purpose, sizeBytes / MEBIBYTE])).toEqual([
		['esp', 1024],
		['data', 2048],
	]);
});

test('two operating systems have mount points of their own, and a menu before them', () => {
	const images = [...IMAGES, { name: 'rescue', image_pull_url: 'http://images.example/rescue.img', target: '/' }];
	const layout = layoutOf(
		[disk('vda', ROOT, { ...ROOT, images: ['rescue'] }, { ...ROOT, mount: '/home', images: ['debian', 'rescue'] })],
		{ images, partitions_policy: 'clean' },
	);
	expect(layout.partitions.map(({ name, sizeBytes }) => [name, sizeBytes / MEBIBYTE]).slice(0, 2)).toEqual([
		['bios_boot', 24],
		['multiboot', 100],
	]);
	expect(layout.fileSystems.map(({ mount, systemIds }) => [mount, systemIds])).toEqual([
		['', []],
		['/', ['debian']],
		['/', ['rescue']],
		['/home', ['debian', 'rescue']],
	]);
	expect(layout.images.map(({ targetId, systemId }) => [targetId, systemId])).toEqual([
		['filesystem:partition:vda:3', 'debian'],
		['filesystem:partition:vda:4', 'rescue'],
	]);
});

test('warns of volumes of operating systems that are not there', () => {
	const { layout, diagnostics } = read([disk('vda', ROOT, { ...ROOT, images: ['ghost'] })]);
	expect(diagnostics.map(({ code, path }) => `${code} ${path}`)).toEqual([
		'FIELD_WITHOUT_EFFECT partitions[0].volumes[1].images[0]',
	]);
	expect(layout?.fileSystems.map(({ systemIds }) => systemIds)).toEqual([['debian'], ['ghost']]);
});

test.each([
	['verify', { ...ROOT, keep_data: false }, ['verify', 'clean', 0]],
	['verify', ROOT, ['verify', 'keep', 0]],
	['clean', ROOT, ['clean', 'clean', 1]],
	['nailgun_legacy', ROOT, ['verify', 'keep', 0]],
	['nailgun_legacy', { ...ROOT, keep_data: false }, ['clean', 'clean', 1]],
])('policy %s says what becomes of what is there', (policy, root, expected) => {
	const { partitions, fileSystems, images } = layoutOf([disk('vda', root)], { partitions_policy: policy });
	expect([partitions[1]?.preserve, fileSystems[0]?.preserve, images.length]).toEqual(expected);
});

test('under nailgun_legacy what is not kept is made in the tables there are, and gets its image', () => {
	const data = { ...ROOT, mount: '/data', keep_data: true };
	const { disks, partitions, fileSystems, images } = layoutOf([disk('vda', { ...ROOT, keep_data: false }, data)], {
		partitions_policy: 'nailgun_legacy',
	});
	expect([...disks, ...partitions].map(({ preserve }) => preserve)).toEqual(Array(4).fill('verify'));
	expect(fileSystems.map(({ mount, preserve }) => `${mount} ${preserve}`)).toEqual(['/ clean', '/data keep']);
	expect(images.map(({ targetId }) => targetId)).toEqual([fileSystems[0]?.id]);
});

test('whatever is written gives a layout without overlaps, or problems with paths', () => {
	const size = fc.oneof(
		fc.constantFrom('remaining', '50%', '100%', '1 GiB', '0', '9999999999 YB', 'x'),
		fc.string({ maxLength: 8 }),
	);
	const volume = fc.record(
		{
			type: fc.constantFrom('partition', 'raid', 'pv', 'boot', 'lv', 'lvm_meta_pool', 'zpool', '__proto__'),
			size,
			mount: fc.constantFrom('/', '/var', 'swap', 'none', '../x', ''),
			name: fc.constantFrom('a', 'b', '-rf', 'x/y'),
			vg: fc.constantFrom('g', 'h', '__proto__'),
			file_system: fc.constantFrom('ext4', 'swap', 'fat32', 'constructor'),
		},
		{ requiredKeys: ['type', 'size'] },
	);
	const device = fc.record({
		type: fc.constantFrom('disk', 'vg', 'tape'),
		id: fc.oneof(
			fc.constantFrom('g', 'h', '__proto__'),
			fc.record({ type: fc.constantFrom('name', 'scsi', 'path'), value: fc.constantFrom('vda', 'vdb', '0:0:0:2', '') }),
		),
		size,
		volumes: fc.array(volume, { maxLength: 5 }),
	});
	const document = fc.record({
		partitions: fc.oneof(fc.array(device, { maxLength: 4 }), fc.anything()),
		images: fc.constantFrom(IMAGES, [], null),
	});
	fc.assert(
		fc.property(fc.oneof(document, fc.anything()), (written) => {
			const { layout, diagnostics } = layoutFromGeneric(written, machine());
			expect(layout === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
			expect(diagnostics.every(({ path }) => path !== undefined)).toBe(true);
			expect(diagnostics.length).toBeLessThanOrEqual(200);
		}),
		{ numRuns: 1000 },
	);
});

test('tells all problems at once, and none that only follow from others', () => {
	const twins = [...IMAGES, { ...IMAGES[0], target: '/nowhere' }] as JsonObject[];
	const rests = ['/a', '/b'].map((mount) => ({ ...ROOT, mount, size: 'remaining' }));
	expect(
		problemsOf(
			[
				disk('vda', { ...ROOT, size: '1 TiB', disk_label: 'a\nb' }, { type: 'pv', vg: 'nix', size: '1 GiB' }),
				disk('vdb', ...rests, { ...ROOT, mount: 'relative' }),
			],
			{ images: twins, partitions_policy: 'clean' },
		),
	).toEqual([
		'FIELD_INVALID partitions[1].volumes[1].size',
		'NAME_DUPLICATE images[1].name',
		'DISK_TOO_SMALL partitions[0]',
		'IMAGE_WITHOUT_TARGET images[1].target',
		'MOUNT_INVALID partitions[1].volumes[2].mount',
	]);
});
