import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonValue } from '../../model/task.js';
import { MEBIBYTE } from '../disk-space.js';
import type { DiskInventory, StorageInventory } from '../inventory.js';
import { layoutFromSpaces } from './layout-from-spaces.js';
import { loadLinearSolver } from './load-linear-solver.js';

const solve = await loadLinearSolver();
const GIBIBYTE = 1024 * MEBIBYTE;

function machineDisk(name: string, sizeGibibytes: number, rest: Partial<DiskInventory> = {}): DiskInventory {
	return {
		name,
		device: `/dev/${name}`,
		sizeBytes: sizeGibibytes * GIBIBYTE,
		logicalSectorBytes: 512,
		physicalSectorBytes: 512,
		optimalIoBytes: 0,
		model: '',
		vendor: '',
		serial: `serial-${name}`,
		wwn: '',
		transport: '',
		isRotational: true,
		isRemovable: false,
		isReadOnly: false,
		links: [],
		scsiAddress: '',
		paths: [],
		content: { table: { label: '', guid: '', partitions: [] }, signatures: [], holders: [] },
		...rest,
	};
}

const MACHINE: StorageInventory = {
	firmware: 'uefi',
	memoryBytes: 4 * GIBIBYTE,
	disks: [
		machineDisk('sda', 100),
		machineDisk('sdb', 200),
		machineDisk('nvme0n1', 20, { isRotational: false, optimalIoBytes: 3 * MEBIBYTE }),
		machineDisk('sdz', 8, { isRemovable: true }),
	],
};

const SCHEMA: JsonValue = [
	{ id: 'boot', type: 'partitions', size: 1024, mount: '/boot', fs_type: 'ext4' },
	{ id: 'os', type: 'vg', contains: [{ id: 'swap' }, 'root'] },
	{ id: 'swap', type: 'lv', size: 'yaql=$.ram / 2', fs_type: 'swap' },
	{ id: 'root', type: 'lv', size: 51_201, mount: '/', fs_type: 'ext4' },
	{ id: 'journal', type: 'partitions', best_with_disks: 'yaql=$.disks.where($.type = ssd)', size: 10_000 },
	{ id: 'bulk', type: 'vg', contains: ['data'] },
	{ id: 'data', type: 'lv', mount: '/srv', min_size: 1024 },
];

test('lays out spaces so that each gets what it asks for, beside loaders and LVM', () => {
	const { layout, diagnostics } = layoutFromSpaces(SCHEMA, MACHINE, solve);
	expect(diagnostics).toEqual([]);
	const rows = layout?.partitions.map(({ diskId, name, purpose }) => `${diskId} ${name} ${purpose}`);
	expect(rows).toEqual([
		'disk:sda efi esp',
		'disk:sda boot boot',
		'disk:sda os physical_volume',
		'disk:sda bulk physical_volume',
		'disk:sdb efi esp',
		'disk:sdb bulk physical_volume',
		'disk:nvme0n1 efi esp',
		'disk:nvme0n1 journal data',
	]);
	const volumes = layout?.logicalVolumes.map(({ name, sizeBytes }) => [name, sizeBytes / MEBIBYTE]);
	expect(volumes?.slice(0, 2)).toEqual([
		['swap', 2048],
		['root', 51_201],
	]);
	expect(layout?.fileSystems.map(({ mount }) => mount).filter((mount) => mount !== '')).toEqual([
		'/boot/efi',
		'/boot',
		'swap',
		'/',
		'/srv',
	]);
});

function problemsOf(schema: JsonValue): readonly string[] {
	const { layout, diagnostics } = layoutFromSpaces(schema, MACHINE, solve);
	expect(layout === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
	return diagnostics.map(({ code, path }) => `${code} ${path}`);
}

const LV = { id: 'a', type: 'lv' };
const VG = { id: 'g', type: 'vg', contains: ['a'] };

test.each<readonly [string, JsonValue, string]>([
	['no list', 'x', 'FIELD_INVALID '],
	['a space without a type', [{ id: 'a' }], 'FIELD_MISSING [0].type'],
	['two of one name', [LV, LV], 'NAME_DUPLICATE [1].id'],
	['less at most than at least', [{ ...LV, min_size: 5, max_size: 4 }, VG], 'SPACE_TOO_SMALL [0].max_size'],
	['a size below 0', [{ ...LV, size: -1 }, VG], 'FIELD_INVALID [0].size'],
	['a logical volume of no group', [LV], 'REFERENCE_UNKNOWN [0]'],
	['a logical volume of two groups', [LV, VG, { ...VG, id: 'h' }], 'REFERENCE_UNKNOWN [0]'],
	['a group of what is not there', [LV, { ...VG, contains: ['a', 'b'] }], 'REFERENCE_UNKNOWN [1].contains[1]'],
	['an expression that cannot be read', [{ ...LV, size: 'yaql=$.' }, VG], 'EXPRESSION_UNREADABLE [0].size'],
	[
		'an expression without a value',
		[{ ...LV, size: 'yaql=$.disks.first().nothing' }, VG],
		'EXPRESSION_FAILED [0].size',
	],
	['an expression without an end', [{ ...LV, size: 'yaql=def(f, f()) -> f()' }, VG], 'EXPRESSION_FAILED [0].size'],
	['an expression of another type', [{ ...LV, size: 'yaql=$.disks' }, VG], 'FIELD_INVALID [0].size'],
	['more than the disks have', [{ ...LV, min_size: 400_000 }, VG], 'SPACE_TOO_SMALL [0].min_size'],
	[
		'a mounted space that gets nothing',
		[
			{ ...LV, weight: 0 },
			{ id: 'b', type: 'lv', weight: 0, mount: '/b' },
			{ ...VG, contains: ['a', 'b'] },
		],
		'SPACE_TOO_SMALL [1]',
	],
	[
		'a file system on several disks at one mount point',
		[{ id: 'a', type: 'partitions', mount: '/a' }],
		'MOUNT_DUPLICATE [0].mount',
	],
	['an unknown file system', [{ ...LV, mount: '/', fs_type: 'foofs' }, VG], 'FILE_SYSTEM_UNKNOWN [0].fs_type'],
])('refuses %s, and says where', (_title, schema, problem) => {
	expect(problemsOf(schema)).toContain(problem);
});

test('warns of what has no effect', () => {
	expect(
		problemsOf([
			LV,
			VG,
			{ id: 'p', type: 'partition', size: 10 },
			{ id: 'q', type: 'partitions', size: 10, best_with_disks: ['sdq'] },
		]),
	).toEqual(['FIELD_WITHOUT_EFFECT [2].type', 'FIELD_WITHOUT_EFFECT [3].best_with_disks[0]']);
});

test('whatever is written gives a layout, or problems with paths', () => {
	const value = fc.oneof(
		fc.nat(100_000),
		fc.constantFrom(-1, 1e300, null, 'yaql=$.ram', 'yaql=(', 'yaql=$.disks', '__proto__', ['sda', 'sdq', 7]),
	);
	const space = fc.dictionary(
		fc.constantFrom(
			'id',
			'type',
			'min_size',
			'max_size',
			'size',
			'weight',
			'best_with_disks',
			'contains',
			'mount',
			'fs_type',
		),
		value,
		{ maxKeys: 6 },
	);
	const named = fc.record({
		id: fc.constantFrom('a', 'b', 'c'),
		type: fc.constantFrom('lv', 'vg', 'partitions', 'x'),
		rest: space,
	});
	const schema = fc.array(
		named.map(({ id, type, rest }) => ({ ...rest, id, type })),
		{ maxLength: 4 },
	);
	fc.assert(
		fc.property(fc.oneof(schema, fc.jsonValue()), (written) => {
			const { layout, diagnostics } = layoutFromSpaces(written as JsonValue, MACHINE, solve);
			expect(layout === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
			expect(diagnostics.every(({ path }) => path !== undefined)).toBe(true);
		}),
		{ numRuns: 300 },
	);
});

test('a space whose data are kept is kept with everything below it', () => {
	const { layout } = layoutFromSpaces(
		[
			{ id: 'os', type: 'vg', contains: ['root', 'data'] },
			{ id: 'root', type: 'lv', size: 5000, mount: '/' },
			{ id: 'data', type: 'lv', size: 5000, mount: '/srv', keep_data: true },
			{ id: 'journal', type: 'partitions', size: 100 },
		],
		MACHINE,
		solve,
	);
	const kept = [...(layout?.partitions ?? []), ...(layout?.logicalVolumes ?? []), ...(layout?.fileSystems ?? [])];
	expect(kept.filter(({ preserve }) => preserve === 'keep').map(({ id }) => id)).toEqual([
		'partition:sda:2',
		'volume:os:data',
		'filesystem:volume:os:data',
	]);
});

test('a machine without a disk that may be used is told so, at the size that asks for one', () => {
	const machine = { ...MACHINE, disks: MACHINE.disks.filter(({ isRemovable }) => isRemovable) };
	const { diagnostics } = layoutFromSpaces([{ id: 'p', type: 'partitions', size: 100 }], machine, solve);
	expect(diagnostics.map(({ code, path, message }) => [code, path, message])).toEqual([
		[
			'SPACE_TOO_SMALL',
			'[0].size',
			'Space p needs 100 MiB, and there is no disk for it: removable and read-only ones are left alone',
		],
	]);
});
