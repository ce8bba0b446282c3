import type { LayoutItemId } from '@stoker/shared/model/ids.js';
import type { HolderContent } from '@stoker/shared/storage/inventory.js';
import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';
import { describe, expect, test } from 'vitest';
import { MIB, makeContent, makeDisk, makeInventory, makePartition } from '../../../test/support/storage-fixtures.js';
import { planFor } from '../../../test/support/storage-rig.js';
import { unagreed } from './unagreed.js';

const EXT4 = { type: 'ext4', label: '', uuid: '11111111-2222-4333-8444-555555555555' };
const XFS = { type: 'xfs', label: '', uuid: '99999999-2222-4333-8444-555555555555' };

function mount(name: string): HolderContent {
	return { kind: 'mount', name, signatures: [], holders: [] };
}

function judge(plan: StoragePlan, disk: ReturnType<typeof makeDisk>, claimed: readonly string[] = []) {
	const [planned] = plan.disks;
	if (planned === undefined) {
		throw new Error('the plan has no disk');
	}
	return unagreed({ plan, planned, disk, claimed: new Set(claimed) }).map(({ what, isInUse }) =>
		isInUse ? `in use: ${what}` : what,
	);
}

describe('of a disk that gets a new table', () => {
	const before = makeDisk('sda', {
		content: makeContent([
			makePartition(1, [1, 99], { signatures: [EXT4], holders: [mount('/mnt')] }),
			makePartition(2, [100, 900], { signatures: [XFS] }),
		]),
	});
	const layout = {
		disks: [{ id: 'a', selector: { serial: 'serial-sda' }, preserve: 'keep' }],
		partitions: [
			{ id: 'new', diskId: 'a', sizeBytes: '50 MiB' },
			{ id: 'kept', diskId: 'a', startBytes: 100 * MIB, sizeBytes: 900 * MIB, preserve: 'keep' },
		],
	};
	const plan = planFor(layout, makeInventory([before]));
	const changed = (rest: Parameters<typeof makePartition>[2]) =>
		judge(
			plan,
			makeDisk('sda', { content: makeContent([makePartition(1, [1, 99], rest), makePartition(2, [100, 900])]) }),
		);

	test('what the destroy list has may go, and what is kept does not matter', () => {
		expect(judge(plan, before)).toEqual([]);
		expect(changed({})).toEqual([]);
	});

	test('another file system, another user and another partition were not agreed to', () => {
		expect(changed({ signatures: [XFS] })).toEqual([`partition 1 holds xfs ${XFS.uuid}`]);
		expect(changed({ signatures: [EXT4], holders: [mount('/srv')] })).toEqual(['in use: partition 1 is used by /srv']);
		const more = makeContent([...before.content.table.partitions, makePartition(3, [2000, 10])]);
		expect(judge(plan, makeDisk('sda', { content: more }))).toEqual([
			'partition 3 holds a partition that was not there',
		]);
	});

	test('the running system may never be on it, whatever the list says', () => {
		const released = { ...plan, actions: [...plan.actions] };
		const root: StoragePlan = {
			...released,
			actions: [
				{
					...{ kind: 'release_holder', id: 'release_holder:mount:/', diskIds: ['a' as LayoutItemId] },
					holder: { kind: 'mount', name: '/' },
				},
				...plan.actions,
			],
		};
		const disk = makeDisk('sda', { content: makeContent([makePartition(1, [1, 99], { holders: [mount('/')] })]) });
		expect(judge(root, disk)).toEqual(['in use: partition 1 is used by /']);
	});
});

describe('of a disk that keeps its table', () => {
	const volume = (signatures: HolderContent['signatures']): HolderContent => ({
		...{ kind: 'lvm', name: '/dev/mapper/os-root', holders: [], signatures },
	});
	const diskWith = (signatures: HolderContent['signatures']) =>
		makeDisk('sda', {
			content: makeContent([
				makePartition(1, [1, 9000], {
					signatures: [{ type: 'LVM2_member', label: '', uuid: 'pv' }],
					holders: [volume(signatures)],
				}),
				makePartition(2, [9001, 100], { signatures: [XFS] }),
			]),
		});
	const layout = {
		disks: [{ id: 'a', selector: { serial: 'serial-sda' }, preserve: 'verify' }],
		partitions: [
			{ id: 'pv-part', diskId: 'a', startBytes: MIB, sizeBytes: 9000 * MIB, preserve: 'verify' },
			{ id: 'other', diskId: 'a', startBytes: 9001 * MIB, sizeBytes: 100 * MIB, preserve: 'verify' },
		],
		physicalVolumes: [{ id: 'pv', onId: 'pv-part', preserve: 'verify' }],
		volumeGroups: [{ id: 'os', name: 'os', physicalVolumeIds: ['pv'], preserve: 'verify' }],
		logicalVolumes: [{ id: 'root', volumeGroupId: 'os', name: 'root', sizeBytes: '1 GiB', preserve: 'verify' }],
		fileSystems: [{ id: 'root-fs', onId: 'root', type: 'ext4' }],
	};
	const plan = planFor(layout, makeInventory([diskWith([EXT4])]));

	test('only the places that something is made on count', () => {
		expect(plan.disks[0]?.change).toBe('refilled');
		expect(plan.actions.map(({ kind }) => kind)).toContain('make_file_system');
		expect(judge(plan, diskWith([EXT4]))).toEqual([]);
		expect(judge(plan, diskWith([]))).toEqual([]);
	});

	test('what came onto a volume was not agreed to, unless the plan itself began there', () => {
		expect(judge(plan, diskWith([XFS]))).toEqual([`/dev/mapper/os-root holds xfs ${XFS.uuid}`]);
		expect(judge(plan, diskWith([XFS]), ['/dev/mapper/os-root'])).toEqual([]);
		const made = plan.actions.flatMap((action) => (action.kind === 'make_file_system' ? [action.uuid] : []));
		expect(judge(plan, diskWith([{ type: 'ext4', label: '', uuid: made[0] ?? '' }]))).toEqual([]);
	});
});
