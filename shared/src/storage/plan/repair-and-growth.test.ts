import { createHash } from 'node:crypto';
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
import type { DiskInventory, HolderContent, StorageInventory } from '../inventory.js';
import { layoutFromDocument } from '../schema/layout-from-document.js';
import type { PlannedStorage, StoragePlan } from '../storage-plan.js';
import { planStorage } from './plan-storage.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function tryPlan(document: unknown, disks: readonly DiskInventory[]): PlannedStorage {
	const inventory = makeInventory(disks);
	const { layout, diagnostics } = layoutFromDocument(document, inventory);
	return layout === undefined
		? { plan: undefined, diagnostics }
		: planStorage({ inventory, layout, seed: '', consents: [], sha256 });
}

function plan(document: unknown, disks: readonly DiskInventory[]): StoragePlan {
	const planned = tryPlan(document, disks);
	if (planned.plan === undefined) {
		throw new Error(planned.diagnostics.map(({ message }) => message).join('\n'));
	}
	return planned.plan;
}

const ids = ({ actions }: StoragePlan) => actions.map(({ id }) => id);
const codes = ({ diagnostics }: PlannedStorage) => diagnostics.map(({ code }) => code);
const after = (disks: readonly DiskInventory[], { actions }: StoragePlan) =>
	afterActions(makeInventory(disks), actions).disks;

const disk = (name: string, rest = {}) => ({ id: name, selector: { serial: `serial-${name}` }, ...rest });
const ARRAY = '3c3c3c3c-0000-4000-8000-000000000001';
const member = { type: 'linux_raid_member', label: 'any:0', uuid: ARRAY };
const RAID_TYPE = 'a19d880f-05fc-4d3b-a006-743f0f84911e';

/** A kept mirror, and a fresh EFI system partition on each of its disks. */
const MIRROR = {
	disks: [disk('sda', { isBootDisk: true }), disk('sdb', { isBootDisk: true })],
	partitions: ['sda', 'sdb'].flatMap((name) => [
		{ id: `${name}1`, diskId: name, sizeBytes: '512 MiB', purpose: 'esp' },
		{ id: `${name}2`, diskId: name, sizeBytes: '80 GiB', purpose: 'raid_member' },
	]),
	raids: [{ id: 'md', name: 'md0', level: 1, memberIds: ['sda2', 'sdb2'] }],
	fileSystems: [{ id: 'fs', onId: 'md', type: 'ext4', mount: '/srv', preserve: 'keep' }],
};

/** As the kernel names an array that it found by itself. */
const holder: HolderContent = {
	kind: 'md',
	name: '/dev/md127',
	signatures: [{ type: 'ext4', label: '', uuid: 'kept' }],
	holders: [],
};

function half(name: string, rest: Partial<Parameters<typeof makePartition>[2]> = {}): DiskInventory {
	const esp = makePartition(1, [1, 512]);
	const part = makePartition(2, [513, 80 * 1024], {
		typeGuid: RAID_TYPE,
		signatures: [member],
		holders: [holder],
		...rest,
	});
	return makeDisk(name, { content: makeContent([esp, part]) });
}

describe('a kept array that lacks a member', () => {
	const replaced = [half('sda'), makeDisk('sdb')];

	test('gets a fresh partition on the new disk, and nothing of it is lost', () => {
		const made = plan(MIRROR, replaced);
		expect(ids(made)).toContain('check_kept:sda2');
		expect(ids(made).filter((id) => id.includes('sdb2'))).toEqual(['wipe_partition:sdb2', 'add_raid_member:sdb2']);
		const added = made.actions.find((action) => action.kind === 'add_raid_member');
		expect(added).toMatchObject({ raid: { id: 'md', name: 'md0' }, uuid: ARRAY, diskIds: ['sda', 'sdb'] });
		expect(added?.member).toMatchObject({ kind: 'partition', number: 2, disk: { serial: 'serial-sdb' } });
		const lost = made.destroys.flatMap(({ items }) => items.map(({ number }) => number));
		expect(lost).toEqual([1]);
	});

	test('is whole afterwards: the next plan has nothing to do', () => {
		const made = plan(MIRROR, replaced);
		const end = after(replaced, made);
		expect(plan(MIRROR, end).actions).toEqual([]);
	});

	test('gets it after every place where the run was cut off', () => {
		const made = plan(MIRROR, replaced);
		for (let count = 0; count < made.actions.length; count++) {
			const cut = afterActions(makeInventory(replaced), made.actions.slice(0, count)).disks;
			const again = plan(MIRROR, cut);
			expect(plan(MIRROR, after(cut, again)).actions).toEqual([]);
			const sda = after(cut, again)[0];
			expect(sda?.content.table.partitions[1]?.signatures).toEqual([member]);
		}
	});

	test('takes a blank partition that somebody made at its place already', () => {
		const made = plan(MIRROR, [half('sda'), half('sdb', { signatures: [], holders: [] })]);
		expect(ids(made)).toContain('add_raid_member:sdb2');
	});

	test('leaves the sound disk alone where everything on it is kept', () => {
		const partitions = MIRROR.partitions.filter(({ id }) => id !== 'sda1').map(numbered);
		const alone = makeDisk('sda', { content: makeContent(half('sda').content.table.partitions.slice(1)) });
		const made = plan({ ...MIRROR, partitions }, [alone, makeDisk('sdb')]);
		expect(made.disks.map(({ change }) => change)).toEqual(['refilled', 'rebuilt']);
	});

	test.each([
		['both are gone', [makeDisk('sda'), makeDisk('sdb')], ['KEPT_NOT_FOUND']],
		[
			'the other place holds something else',
			[half('sda'), half('sdb', { signatures: [{ type: 'xfs', label: '', uuid: 'x' }], holders: [] })],
			['KEPT_NOT_FOUND'],
		],
		[
			'the other member is of another array',
			[half('sda'), half('sdb', { signatures: [{ ...member, uuid: 'other' }], holders: [] })],
			['KEPT_NOT_FOUND'],
		],
	])('is refused where %s', (_, disks, expected) => {
		const planned = tryPlan(MIRROR, disks);
		expect(planned.plan).toBeUndefined();
		expect([...new Set(codes(planned))]).toEqual(expected);
	});

	test('is refused where the member is there at another place, started or not', () => {
		for (const holders of [[holder], []]) {
			const moved = makePartition(2, [600, 80 * 1024], { signatures: [member], holders });
			const planned = tryPlan(MIRROR, [half('sda', { holders }), makeDisk('sdb', { content: makeContent([moved]) })]);
			expect(codes(planned)).toEqual(['HOLDER_SHARED']);
		}
	});

	test('may lack as many as its level allows', () => {
		const names = ['sda', 'sdb', 'sdc', 'sdd'];
		const document = (level: number) => ({
			disks: names.map((name) => disk(name)),
			partitions: names.map((name) => ({ id: `${name}1`, diskId: name, sizeBytes: '10 GiB', purpose: 'raid_member' })),
			raids: [{ id: 'md', name: 'md0', level, memberIds: names.map((name) => `${name}1`), preserve: 'keep' }],
		});
		const sound = (name: string) =>
			makeDisk(name, { content: makeContent([makePartition(1, [1, 10 * 1024], { signatures: [member] })]) });
		const lacking = (count: number) => names.map((name, index) => (index < count ? makeDisk(name) : sound(name)));
		const most = { 0: 0, 1: 3, 5: 1, 6: 2, 10: 1 };
		for (const [level, count] of Object.entries(most)) {
			const added = ids(plan(document(Number(level)), lacking(count))).filter((id) => id.startsWith('add_raid'));
			expect(added).toHaveLength(count);
			expect(tryPlan(document(Number(level)), lacking(count + 1)).plan).toBeUndefined();
		}
	});
});

function numbered<Part extends { readonly id: string }>(part: Part) {
	return part.id === 'sda2' ? { ...part, number: 2, startBytes: 513 * MIB } : part;
}

describe('volumes on whole disks', () => {
	const WHOLE = {
		disks: ['sda', 'sdb'].map((name) => disk(name, { table: 'none' })),
		raids: [{ id: 'md', name: 'md0', level: 1, memberIds: ['sda', 'sdb'] }],
		physicalVolumes: [{ id: 'pv', onId: 'md' }],
		volumeGroups: [{ id: 'vg', name: 'data', physicalVolumeIds: ['pv'] }],
		logicalVolumes: [{ id: 'lv', volumeGroupId: 'vg', name: 'srv', sizeBytes: '10 GiB' }],
		fileSystems: [{ id: 'fs', onId: 'lv', type: 'xfs', mount: '/srv' }],
	};
	const blank = [makeDisk('sda'), makeDisk('sdb')];
	const made = plan(WHOLE, blank);

	/** What discovery sees once somebody has started array and volumes. */
	function started(uuids: { readonly volume?: string; readonly fileSystem?: string } = {}): readonly DiskInventory[] {
		const { actions } = made;
		const volume = actions.find((action) => action.kind === 'create_physical_volume')?.uuid ?? '';
		const fileSystem = actions.find((action) => action.kind === 'make_file_system')?.uuid ?? '';
		const lv: HolderContent = {
			kind: 'lvm',
			name: '/dev/mapper/data-srv',
			signatures: [{ type: 'xfs', label: '', uuid: uuids.fileSystem ?? fileSystem }],
			holders: [],
		};
		const md: HolderContent = {
			kind: 'md',
			name: '/dev/md0',
			signatures: [{ type: 'LVM2_member', label: '', uuid: uuids.volume ?? volume }],
			holders: [lv],
		};
		return after(blank, made).map((one) => ({ ...one, content: { ...one.content, holders: [md] } }));
	}

	test('are known again by what they are called', () => {
		expect(made.disks.map(({ change }) => change)).toEqual(['emptied', 'emptied']);
		const again = plan(WHOLE, started());
		expect(again.actions).toEqual([]);
		expect(again.disks.map(({ change }) => change)).toEqual(['unchanged', 'unchanged']);
	});

	test.each([
		['the physical volume is another one', started({ volume: 'other' })],
		['the file system is another one', started({ fileSystem: 'other' })],
		['nobody started them', after(blank, made)],
	])('are made anew where %s, and what is lost is listed', (_, disks) => {
		const again = plan(WHOLE, disks);
		expect(again.disks.map(({ change }) => change)).toEqual(['emptied', 'emptied']);
		expect(again.destroys.map(({ serial }) => serial)).toEqual(['serial-sda', 'serial-sdb']);
	});

	test('a disk that is to be empty and is, is left alone', () => {
		const document = { disks: [disk('sda', { table: 'none' })] };
		expect(plan(document, [makeDisk('sda')]).actions).toEqual([]);
		expect(ids(plan(document, [half('sda', { holders: [] })]))).toEqual(['wipe_disk:sda']);
	});

	test('a kept array on whole disks gets a blank disk in the place of one that broke', () => {
		const kept = { ...WHOLE, raids: WHOLE.raids.map((raid) => ({ ...raid, preserve: 'keep' })) };
		const [sound = makeDisk('sda')] = started();
		const again = plan(kept, [sound, makeDisk('sdb')]);
		expect(ids(again)).toEqual([
			'check_kept:sda',
			'check_kept:md',
			'check_kept:lv',
			'wipe_disk:sdb',
			'add_raid_member:sdb',
		]);
		expect(again.destroys).toEqual([]);
	});
});

describe('a kept file system that may grow', () => {
	const GROWING = {
		disks: [disk('sda')],
		partitions: [
			{ id: 'a', diskId: 'sda', sizeBytes: '20 GiB', preserve: 'keep', canGrow: true },
			{ id: 'b', diskId: 'sda', sizeBytes: '5 GiB' },
		],
		fileSystems: [{ id: 'fs', onId: 'a', type: 'ext4', mount: '/srv', preserve: 'keep' }],
	};
	const ext4 = { type: 'ext4', label: '', uuid: '99999999-2222-4333-8444-555555555555' };
	const xfs = { ...ext4, type: 'xfs' };
	const small = [
		makeDisk('sda', {
			content: makeContent([
				makePartition(3, [1, 8 * 1024], { signatures: [ext4] }),
				makePartition(4, [10 * 1024, 1024], { signatures: [xfs] }),
			]),
		}),
	];

	test('grows with its partition over what is lost, and is looked at where it begins, before and after', () => {
		const made = plan(GROWING, small);
		const table = made.actions.find((action) => action.kind === 'create_table');
		expect(table?.partitions[0]).toMatchObject({ itemId: 'a', isKept: true, startBytes: MIB, sizeBytes: 20 * GIB });
		const check = made.actions.find((action) => action.kind === 'check_kept');
		expect(check?.on).toMatchObject({ startBytes: MIB, sizeBytes: 20 * GIB });
		const grow = made.actions.find((action) => action.kind === 'grow_file_system');
		expect(grow).toMatchObject({ type: 'ext4', uuid: ext4.uuid, on: { number: 1, sizeBytes: 20 * GIB } });
		expect(made.destroys.flatMap(({ items }) => items.map(({ number }) => number))).toEqual([4]);
	});

	test('is grown again after a cut, until its disk is sealed', () => {
		const made = plan(GROWING, small);
		for (let count = 0; count < made.actions.length; count++) {
			const cut = afterActions(makeInventory(small), made.actions.slice(0, count)).disks;
			const again = plan(GROWING, cut);
			expect(ids(again)).toContain('grow_file_system:fs');
			expect(plan(GROWING, after(cut, again)).actions).toEqual([]);
		}
	});

	test('never shrinks: a larger one is kept where nothing is in the way, and refused where something is', () => {
		const large = [
			makeDisk('sda', { content: makeContent([makePartition(1, [1, 40 * 1024], { signatures: [ext4] })]) }),
		];
		expect(codes(tryPlan(GROWING, large))).toContain('KEPT_NOT_FOUND');
	});

	test.each([
		['is not kept', { ...GROWING, fileSystems: [], partitions: [{ ...GROWING.partitions[0], preserve: 'clean' }] }],
		['is of a type that does not grow', { ...GROWING, fileSystems: [{ ...GROWING.fileSystems[0], type: 'vfat' }] }],
		['lies in a table that is verified', { ...GROWING, disks: [disk('sda', { preserve: 'verify' })] }],
	])('is refused where it %s', (_, document) => {
		expect(codes(tryPlan(document, small))).toContain('FIELD_INVALID');
	});
});

describe('an msdos table', () => {
	const at = (id: string, number: number, [startMib, sizeMib]: readonly [number, number], place = 'logical') => ({
		id,
		diskId: 'sda',
		number,
		startBytes: startMib * MIB,
		sizeBytes: sizeMib * MIB,
		place,
		...(place === 'extended' && { purpose: 'extended' }),
	});
	const document = (...partitions: readonly unknown[]) => ({ disks: [disk('sda', { table: 'msdos' })], partitions });
	const blank: readonly DiskInventory[] = [makeDisk('sda')];

	test('holds logical partitions from number 5, each behind its record, and they are not planned twice', () => {
		const wanted = document(
			at('p1', 1, [1, 1024], 'primary'),
			at('ext', 2, [2048, 20_480], 'extended'),
			at('l5', 5, [2049, 1024]),
			at('l6', 6, [3074, 1024]),
		);
		const made = plan(wanted, blank);
		const table = made.actions.find((action) => action.kind === 'create_table');
		expect(table?.partitions.map(({ number, place, typeGuid }) => [number, place, typeGuid])).toEqual([
			[1, 'primary', '83'],
			[2, 'extended', '05'],
			[5, 'logical', '83'],
			[6, 'logical', '83'],
		]);
		expect(ids(made)).not.toContain('wipe_partition:ext');
		expect(plan(wanted, after(blank, made)).actions).toEqual([]);
	});

	test.each([
		['a logical one outside', [at('ext', 1, [1, 1024], 'extended'), at('l5', 5, [2048, 1024])]],
		['a logical one without an extended one', [at('l5', 5, [2048, 1024])]],
		['two extended ones', [at('e1', 1, [1, 1024], 'extended'), at('e2', 2, [2048, 1024], 'extended')]],
		['a logical one with a number below 5', [at('ext', 1, [1, 4096], 'extended'), at('l2', 2, [2, 1024])]],
		['a primary one with a number above 4', [at('p5', 5, [1, 1024], 'primary')]],
		['no room for a record', [at('ext', 1, [1, 4096], 'extended'), at('l5', 5, [2, 1024]), at('l6', 6, [1026, 1024])]],
	])('is refused with %s', (_, partitions) => {
		expect(codes(tryPlan(document(...partitions), blank))).toContain('PARTITION_MISPLACED');
	});

	test('is the only one that has logical partitions', () => {
		const wanted = { disks: [disk('sda')], partitions: [at('l5', 5, [1, 1024])] };
		expect(codes(tryPlan(wanted, blank))).toContain('PARTITION_MISPLACED');
	});
});

test('half of an array that nobody started is refused where its other half lies on another disk', () => {
	const simple = { disks: [disk('sda')], partitions: [{ id: 'p', diskId: 'sda', sizeBytes: '1 GiB' }] };
	const disks = [half('sda', { holders: [] }), half('sdb', { holders: [] })];
	expect(codes(tryPlan(simple, disks))).toEqual(['HOLDER_SHARED']);
	expect(plan(simple, [half('sda', { holders: [] })]).destroys).toHaveLength(1);
});

test('inventories are data: planning does not change them', () => {
	const inventory: StorageInventory = makeInventory([half('sda'), makeDisk('sdb')]);
	const before = structuredClone(inventory);
	plan(MIRROR, inventory.disks);
	expect(inventory).toEqual(before);
});
