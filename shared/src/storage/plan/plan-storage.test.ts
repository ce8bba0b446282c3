import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	afterActions,
	GIB,
	MIB,
	makeContent,
	makeDisk,
	makeInventory,
	makePartition,
} from '../../../../test/support/storage-fixtures.js';
import type { StorageInventory } from '../inventory.js';
import { layoutFromDocument } from '../schema/layout-from-document.js';
import type { PlannedStorage, StoragePlan } from '../storage-plan.js';
import { planStorage } from './plan-storage.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function tryPlan(document: unknown, inventory: StorageInventory, rest: { seed?: string; consents?: string[] } = {}) {
	const { layout, diagnostics } = layoutFromDocument(document, inventory);
	if (layout === undefined) {
		throw new Error(diagnostics.map(({ message }) => message).join('\n'));
	}
	return planStorage({ inventory, layout, seed: '', consents: [], sha256, ...rest });
}

function plan(document: unknown, inventory: StorageInventory, rest: { seed?: string } = {}): StoragePlan {
	const planned = tryPlan(document, inventory, rest);
	if (planned.plan === undefined) {
		throw new Error(planned.diagnostics.map(({ message }) => message).join('\n'));
	}
	return planned.plan;
}

const codes = ({ diagnostics }: PlannedStorage) => diagnostics.map(({ code }) => code);
const kinds = ({ actions }: StoragePlan) => actions.map(({ id }) => id);

const disk = (name: string, rest = {}) => ({ id: name, selector: { serial: `serial-${name}` }, ...rest });
const part = (diskId: string, number: number, size: string, rest = {}) => ({
	id: `${diskId}${number}`,
	diskId,
	sizeBytes: size,
	...rest,
});

/** Two mirrored disks, LVM above, with an EFI system partition on each. */
const MIRROR = {
	disks: [disk('sda', { isBootDisk: true }), disk('sdb', { isBootDisk: true })],
	partitions: ['sda', 'sdb'].flatMap((name) => [
		part(name, 1, '512 MiB', { purpose: 'esp' }),
		part(name, 2, '80 GiB', { purpose: 'raid_member' }),
	]),
	raids: [{ id: 'md', name: 'md0', level: 1, memberIds: ['sda2', 'sdb2'] }],
	physicalVolumes: [{ id: 'pv', onId: 'md' }],
	volumeGroups: [{ id: 'vg', name: 'os', physicalVolumeIds: ['pv'] }],
	logicalVolumes: [{ id: 'root', volumeGroupId: 'vg', name: 'root', sizeBytes: '20 GiB' }],
	fileSystems: [
		{ id: 'fs-esp', onId: 'sda1', type: 'vfat', mount: '/boot/efi' },
		{ id: 'fs-esp-copy', onId: 'sdb1', type: 'vfat' },
		{ id: 'fs-root', onId: 'root', type: 'ext4', mount: '/' },
	],
	images: [{ id: 'image', targetId: 'fs-root', uri: 'https://images/root.img', format: 'ext4' }],
};

/** A system partition that is made anew in front of data that stay. */
const AROUND_DATA = {
	disks: [disk('sda')],
	partitions: [
		part('sda', 1, '10 GiB'),
		part('sda', 2, '50 GiB', { startBytes: '20 GiB', preserve: 'keep' }),
		part('sda', 3, '10 GiB', { startBytes: '80 GiB' }),
	],
	fileSystems: [
		{ id: 'fs-1', onId: 'sda1', type: 'ext4', mount: '/' },
		{ id: 'fs-2', onId: 'sda2', type: 'xfs', mount: '/data', preserve: 'keep' },
	],
};
const xfs = { type: 'xfs', label: 'data', uuid: '11111111-2222-4333-8444-555555555555' };
const ext4 = { type: 'ext4', label: '', uuid: '99999999-2222-4333-8444-555555555555' };
const withData = makeDisk('sda', {
	content: makeContent([
		makePartition(1, [1, 1024], { signatures: [ext4] }),
		makePartition(7, [20 * 1024, 50 * 1024], { signatures: [xfs], name: 'old-data' }),
	]),
});

describe('a plan for empty disks', () => {
	const made = plan(MIRROR, makeInventory([makeDisk('sda'), makeDisk('sdb')]));

	test('goes from the disks up to the boot loader, and seals them last', () => {
		expect(kinds(made)).toEqual([
			'wipe_disk:sda',
			'wipe_disk:sdb',
			'create_table:sda',
			'wipe_partition:sda1',
			'wipe_partition:sda2',
			'create_table:sdb',
			'wipe_partition:sdb1',
			'wipe_partition:sdb2',
			'create_raid:md',
			'create_physical_volume:pv',
			'create_volume_group:vg',
			'create_logical_volume:root',
			'make_file_system:fs-esp',
			'make_file_system:fs-esp-copy',
			'write_image:image',
			'write_fstab:fs-root',
			'install_boot_loader:fs-root',
			'seal_disk:sda',
			'seal_disk:sdb',
		]);
	});

	test('loses nothing, and names disks by serial number', () => {
		expect(made.destroys).toEqual([]);
		const serials = made.actions.flatMap((action) => ('disk' in action ? [action.disk.serial] : []));
		expect(new Set(serials)).toEqual(new Set(['serial-sda', 'serial-sdb']));
	});

	test('tells fstab the UUIDs that file systems will have', () => {
		const fstab = made.actions.find((action) => action.kind === 'write_fstab');
		const image = made.actions.find((action) => action.kind === 'write_image');
		expect(fstab?.fileSystems.map(({ mount }) => mount)).toEqual(['/boot/efi', '/']);
		expect(fstab?.fileSystems[1]?.uuid).toBe(image?.uuid);
		expect(fstab?.fileSystems[0]?.uuid).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/);
		expect(fstab?.fileSystems[1]?.on).toMatchObject({ kind: 'device', path: '/dev/mapper/os-root' });
	});

	test('is the same whenever it is made, and another one with another seed', () => {
		const inventory = makeInventory([makeDisk('sda'), makeDisk('sdb')]);
		expect(plan(MIRROR, inventory)).toEqual(made);
		expect(plan(MIRROR, inventory, { seed: 'again' }).digest).not.toBe(made.digest);
	});
});

describe('a plan made again', () => {
	const before = makeInventory([makeDisk('sda'), makeDisk('sdb'), makeDisk('sdc')]);
	const made = plan(MIRROR, before);

	test('has nothing to do when the disks are as the first one left them', () => {
		const again = plan(MIRROR, afterActions(before, made.actions));
		expect(again.actions).toEqual([]);
		expect(again.destroys).toEqual([]);
		expect(again.disks.map(({ change }) => change)).toEqual(['unchanged', 'unchanged']);
	});

	test('has something to do after every action but the last', () => {
		for (let count = 0; count < made.actions.length; count++) {
			const cut = afterActions(before, made.actions.slice(0, count));
			const again = plan(MIRROR, cut);
			expect(kinds(again).at(-1)).toBe('seal_disk:sdb');
			const end = afterActions(cut, again.actions);
			expect(plan(MIRROR, end).actions).toEqual([]);
		}
	});

	test('still holds when kernel names have changed', () => {
		const after = afterActions(before, made.actions);
		const renamed = { ...after, disks: after.disks.map((one) => ({ ...one, device: `${one.device}x`, name: 'x' })) };
		expect(plan(MIRROR, renamed).actions).toEqual([]);
	});

	test('makes everything anew with another seed, and says what is lost', () => {
		const after = afterActions(before, made.actions);
		const again = plan(MIRROR, after, { seed: 'again' });
		expect(kinds(again)).toContain('create_table:sda');
		expect(again.destroys.map(({ serial }) => serial)).toEqual(['serial-sda', 'serial-sdb']);
	});

	test('rebuilds the sound half of a mirror whose other disk was replaced, and says so', () => {
		const after = afterActions(before, made.actions);
		const replaced = { ...after, disks: [after.disks[0] ?? makeDisk('x'), makeDisk('sdb')] };
		const again = plan(MIRROR, replaced);
		expect(again.disks.map(({ change }) => change)).toEqual(['rebuilt', 'rebuilt']);
		expect(again.destroys.map(({ serial }) => serial)).toEqual(['serial-sda']);
	});
});

describe('what is kept', () => {
	test('does not write the image of what is kept, of whatever type it is', () => {
		const images = [{ id: 'image', targetId: 'fs-2', uri: 'https://images/data.img', format: 'ext4' }];
		const made = plan({ ...AROUND_DATA, images }, makeInventory([withData]));
		expect(kinds(made)).toContain('create_table:sda');
		expect(kinds(made)).not.toContain('write_image:image');
	});

	test('stays in a table that is rebuilt around it', () => {
		const made = plan(AROUND_DATA, makeInventory([withData]));
		const table = made.actions.find((action) => action.kind === 'create_table');
		expect(table?.partitions.map(({ itemId, isKept, guid, name }) => [itemId, isKept, guid, name])).toEqual([
			['sda1', false, expect.any(String), 'sda1'],
			['sda2', true, '00000000-0000-4000-8000-000000000007', 'old-data'],
			['sda3', false, expect.any(String), 'sda3'],
		]);
		expect(made.actions[0]).toMatchObject({ kind: 'check_kept', signatureType: 'xfs', uuid: xfs.uuid });
		expect(made.actions).toContainEqual(expect.objectContaining({ kind: 'wipe_disk', isTableWiped: false }));
		expect(kinds(made)).not.toContain('wipe_partition:sda2');
		expect(kinds(made)).not.toContain('make_file_system:fs-2');
		expect(made.destroys.flatMap(({ items }) => items.map(({ number }) => number))).toEqual([1]);
	});

	test('may lie up to one MiB from where the layout has it, and is not moved', () => {
		const near = makePartition(7, [20 * 1024, 50 * 1024], { signatures: [xfs] });
		const moved = { ...near, startBytes: near.startBytes + 512 * 1024 };
		const made = plan(AROUND_DATA, makeInventory([makeDisk('sda', { content: makeContent([moved]) })]));
		const table = made.actions.find((action) => action.kind === 'create_table');
		expect(table?.partitions[1]).toMatchObject({ startBytes: moved.startBytes, sizeBytes: moved.sizeBytes });
	});

	test.each([
		['is not there', makePartition(7, [21 * 1024, 50 * 1024], { signatures: [xfs] }), 'KEPT_NOT_FOUND'],
		['holds something else', makePartition(7, [20 * 1024, 50 * 1024], { signatures: [ext4] }), 'KEPT_NOT_FOUND'],
		['holds nothing', makePartition(7, [20 * 1024, 50 * 1024]), 'KEPT_NOT_FOUND'],
	])('is refused where it %s', (_, partition, code) => {
		const planned = tryPlan(AROUND_DATA, makeInventory([makeDisk('sda', { content: makeContent([partition]) })]));
		expect(planned.plan).toBeUndefined();
		expect(codes(planned)).toContain(code);
	});

	test('is refused where something new would reach into it', () => {
		const tight = {
			...AROUND_DATA,
			partitions: [
				part('sda', 1, '10 GiB'),
				part('sda', 2, '50 GiB', { startBytes: 10 * GIB + MIB, preserve: 'keep' }),
			],
		};
		const lower = makePartition(2, [10 * 1024 + 1, 50 * 1024], { signatures: [xfs] });
		const shifted = { ...lower, startBytes: lower.startBytes - 512 * 1024 };
		const planned = tryPlan(tight, makeInventory([makeDisk('sda', { content: makeContent([shifted]) })]));
		expect(codes(planned)).toEqual(['KEPT_IN_THE_WAY']);
	});

	test('in a verified table lets its neighbours be made anew, and the table is not written', () => {
		const document = {
			disks: [disk('sda', { preserve: 'verify' })],
			partitions: [
				part('sda', 1, '1 GiB', { preserve: 'verify' }),
				part('sda', 7, '50 GiB', { number: 7, startBytes: '20 GiB', preserve: 'keep' }),
			],
			fileSystems: [
				{ id: 'fs-1', onId: 'sda1', type: 'ext4' },
				{ id: 'fs-7', onId: 'sda7', type: 'xfs', preserve: 'keep' },
			],
		};
		const inventory = makeInventory([withData]);
		const made = plan(document, inventory);
		expect(kinds(made)).toEqual(['check_kept:sda1', 'check_kept:sda7', 'make_file_system:fs-1']);
		expect(made.destroys[0]?.items.map(({ number, signatures }) => [number, signatures])).toEqual([[1, [ext4]]]);
		expect(plan(document, afterActions(inventory, made.actions)).actions).toEqual([]);
	});
});

describe('a disk is refused', () => {
	const SIMPLE = { disks: [disk('sda')], partitions: [part('sda', 1, '1 GiB')] };
	const mount = (name: string) => ({ kind: 'mount' as const, name, signatures: [], holders: [] });

	test.each([
		['that vanished', [makeDisk('sdb')], 'DISK_NOT_FOUND'],
		['that is another one than the layout means', [makeDisk('sda', { serial: 'other' })], 'DISK_CHANGED'],
		['that two disks could be', [makeDisk('sda'), makeDisk('sdb', { serial: 'serial-sda' })], 'DISK_AMBIGUOUS'],
		['that cannot be written to', [makeDisk('sda', { isReadOnly: true })], 'DISK_READ_ONLY'],
		['that is too small', [makeDisk('sda', { sizeBytes: GIB })], 'DISK_TOO_SMALL'],
	])('%s', (_, disks, code) => {
		const known = makeInventory([makeDisk('sda')]);
		const device = { ...SIMPLE, disks: [disk('sda', { device: '/dev/sda', sizeBytes: '100 GiB' })] };
		const { layout } = layoutFromDocument(device, known);
		const inventory = makeInventory(disks);
		const planned = layout && planStorage({ inventory, layout, seed: '', consents: [], sha256 });
		expect(planned?.plan).toBeUndefined();
		expect(planned?.diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
	});

	test('with what was asked for and what is there', () => {
		const chosen = { id: 'sda', selector: { hints: { transport: 'nvme', size: '>= 1 TB' } } };
		const [none] = tryPlan({ ...SIMPLE, disks: [chosen] }, makeInventory([makeDisk('sda')])).diagnostics;
		expect(none?.message).toBe(
			'No disk is the one sda means (transport nvme, size >= 1 TB): there are /dev/sda (serial serial-sda)',
		);
		const any = { id: 'sda', selector: { hints: { size: '>= 1 B' } } };
		const [many] = tryPlan({ ...SIMPLE, disks: [any] }, makeInventory([makeDisk('sda'), makeDisk('sdb')])).diagnostics;
		expect(many?.message).toBe('sda (size >= 1 B) means /dev/sda (serial serial-sda) and /dev/sdb (serial serial-sdb)');
		expect([none?.path, many?.path]).toEqual(['sda', 'sda']);
	});

	test('that the running system stands on, through whatever it does', () => {
		const volume = { kind: 'lvm' as const, name: '/dev/mapper/os-root', signatures: [], holders: [mount('/')] };
		const content = makeContent([makePartition(1, [1, 1024], { holders: [volume] })]);
		const planned = tryPlan(SIMPLE, makeInventory([makeDisk('sda', { content })]));
		expect(codes(planned)).toEqual(['DISK_IN_USE']);
		expect(planned.diagnostics[0]?.message).toContain('/ of the running system');
	});

	test('that other machines may use, until somebody consents', () => {
		const content = makeContent([makePartition(1, [1, 1024], { signatures: [{ type: 'gfs2', label: '', uuid: '' }] })]);
		const inventory = makeInventory([makeDisk('sda', { content })]);
		expect(codes(tryPlan(SIMPLE, inventory))).toEqual(['DISK_SHARED']);
		const planned = tryPlan(SIMPLE, inventory, { consents: ['serial-sda'] });
		expect(planned.plan?.destroys[0]?.items[0]?.signatures[0]?.type).toBe('gfs2');
	});

	test('that holds half of an array whose other half is not in the layout', () => {
		const array = { kind: 'md' as const, name: '/dev/md127', signatures: [], holders: [] };
		const half = makeContent([makePartition(1, [1, 1024], { holders: [array] })]);
		const disks = [makeDisk('sda', { content: half }), makeDisk('sdb', { content: half })];
		expect(codes(tryPlan(SIMPLE, makeInventory(disks)))).toEqual(['HOLDER_SHARED']);
		const both = { disks: [disk('sda'), disk('sdb')], partitions: [part('sda', 1, '1 GiB'), part('sdb', 1, '1 GiB')] };
		const releases = kinds(plan(both, makeInventory(disks))).filter((id) => id.startsWith('release'));
		expect(releases).toEqual(['release_holder:md:/dev/md127']);
	});
});

test('holders go before what they stand on, each once', () => {
	const root = { kind: 'lvm' as const, name: '/dev/mapper/os-data', signatures: [], holders: [] };
	const mounted = { ...root, holders: [{ kind: 'mount' as const, name: '/mnt/data', signatures: [], holders: [] }] };
	const array = { kind: 'md' as const, name: '/dev/md0', signatures: [], holders: [mounted] };
	const content = makeContent([makePartition(1, [1, 1024], { holders: [array] })]);
	const made = plan(MIRROR, makeInventory([makeDisk('sda', { content }), makeDisk('sdb', { content })]));
	expect(kinds(made).slice(0, 4)).toEqual([
		'release_holder:mount:/mnt/data',
		'release_holder:lvm:/dev/mapper/os-data',
		'release_holder:md:/dev/md0',
		'wipe_disk:sda',
	]);
	const holders = ['/dev/md0', '/dev/mapper/os-data', '/mnt/data'];
	expect(made.destroys.map(({ items }) => items[0]?.holders)).toEqual([holders, holders]);
});

test('items that lie on each other are a problem, not a hang', () => {
	const document = {
		disks: [disk('sda')],
		raids: [
			{ id: 'a', name: 'md1', level: 0, memberIds: ['b'] },
			{ id: 'b', name: 'md2', level: 0, memberIds: ['a'] },
		],
	};
	const { layout, diagnostics } = layoutFromDocument(document, makeInventory([makeDisk('sda')]));
	expect(layout).toBeUndefined();
	expect(diagnostics.map(({ code }) => code)).toEqual(['REFERENCE_UNKNOWN', 'REFERENCE_UNKNOWN']);
});

describe('any plan', () => {
	const current = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom('ext4', 'xfs', '')), {
		maxLength: 6,
	});
	const wanted = fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.boolean()), { minLength: 1, maxLength: 8 });

	test('touches only its disks, lists everything that goes, and leads to disks with nothing left to do', () => {
		fc.assert(
			fc.property(current, wanted, (sizes, parts) => {
				const old = sizes.map(([size, type], index) => {
					const start = 1 + sizes.slice(0, index).reduce((sum, [before]) => sum + before * 256, 0);
					const signatures = type === '' ? [] : [{ type, label: '', uuid: `uuid-${index}` }];
					return makePartition(index + 1, [start, size * 256], { signatures });
				});
				const inventory = makeInventory([makeDisk('sda', { content: makeContent(old) }), makeDisk('sdb')]);
				const kept = old.find(({ signatures }) => signatures.length > 0);
				const after = kept === undefined ? 0 : kept.startBytes + kept.sizeBytes;
				const document = {
					disks: [disk('sda')],
					partitions: [
						...(kept === undefined
							? []
							: [
									{
										id: 'kept',
										diskId: 'sda',
										preserve: 'keep',
										startBytes: kept.startBytes,
										sizeBytes: kept.sizeBytes,
									},
								]),
						...parts.map(([size], index) => ({
							id: `p${index}`,
							diskId: 'sda',
							sizeBytes: size * GIB,
							...(index === 0 && after > 0 && { startBytes: after }),
						})),
					],
					fileSystems: parts.flatMap(([, hasOne], index) =>
						hasOne ? [{ id: `fs${index}`, onId: `p${index}`, type: 'ext4' }] : [],
					),
				};
				const made = plan(document, inventory);
				expect(made.actions.flatMap(({ diskIds }) => diskIds).every((id) => id === 'sda')).toBe(true);
				const lost = made.destroys.flatMap(({ items }) => items.map(({ number }) => number));
				expect(lost).toEqual(old.filter((one) => one !== kept).map(({ number }) => number));
				const end = afterActions(inventory, made.actions);
				expect(plan(document, end).actions).toEqual([]);
				const stays = end.disks[0]?.content.table.partitions.filter(({ guid }) => guid === kept?.guid);
				expect(stays?.map(({ startBytes, sizeBytes, signatures }) => ({ startBytes, sizeBytes, signatures }))).toEqual(
					kept === undefined
						? []
						: [{ startBytes: kept.startBytes, sizeBytes: kept.sizeBytes, signatures: kept.signatures }],
				);
				expect(end.disks[1]).toBe(inventory.disks[1]);
			}),
			{ numRuns: 100 },
		);
	});
});
