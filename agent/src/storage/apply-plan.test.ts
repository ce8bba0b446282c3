import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StorageAction } from '@stoker/shared/storage/storage-action.js';
import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hasLoopDevices, LoopMachine } from '../../../test/support/loop-device.js';
import { handlersThat, planFor, storageTools } from '../../../test/support/storage-rig.js';
import { actionHandlers } from './action-handlers.js';
import { applyPlan } from './apply-plan.js';

const GIB = 1024 ** 3;

const PLAIN = {
	disks: [{ id: 'a', selector: { serial: 'A' }, isBootDisk: true }],
	partitions: [
		{ id: 'grub', diskId: 'a', sizeBytes: '1 MiB', purpose: 'bios_boot' },
		{ id: 'efi', diskId: 'a', sizeBytes: '64 MiB', purpose: 'esp' },
		{ id: 'root', diskId: 'a', sizeBytes: '2 GiB' },
		{ id: 'data', diskId: 'a', sizeBytes: '1 GiB' },
		{ id: 'more', diskId: 'a', sizeBytes: '1 GiB' },
		{ id: 'swap', diskId: 'a', sizeBytes: '256 MiB', purpose: 'swap' },
	],
	fileSystems: [
		{ id: 'efi-fs', onId: 'efi', type: 'vfat', label: 'efi system', mount: '/boot/efi' },
		{ id: 'root-fs', onId: 'root', type: 'ext4', label: 'root of a machine with a long name', mount: '/' },
		{ id: 'data-fs', onId: 'data', type: 'xfs', label: 'data', mount: '/data' },
		{ id: 'more-fs', onId: 'more', type: 'btrfs', label: 'more', mount: '/more' },
		{ id: 'swap-fs', onId: 'swap', type: 'swap', mount: 'swap' },
	],
};

describe.runIf(hasLoopDevices)('a plan on a loop device', () => {
	let machine: LoopMachine;
	beforeEach(() => {
		machine = new LoopMachine();
	});
	afterEach(() => machine.close());

	test('is carried out once, and a second time there is nothing to do', async () => {
		await machine.add({ serial: 'A', sizeBytes: 8 * GIB });
		const plan = planFor(PLAIN, await machine.inventory());
		const tools = storageTools(machine);
		const first = await applyPlan(plan, ['partition'], tools).catch((error: unknown) => {
			throw new Error(`${String(error)}\n${tools.said()}`);
		});
		expect(first.actions.map(({ id }) => id)).toEqual(plan.actions.map(({ id }) => id));
		const again = storageTools(machine);
		const second = await applyPlan(plan, ['partition'], again);
		expect(second.actions.filter(({ outcome }) => outcome === 'ran')).toEqual([]);
		expect(again.said()).toContain('Nothing had to be done');
		expect(planFor(PLAIN, await machine.inventory()).actions).toEqual([]);
	});

	test('disks without a table are known by their mark, and then by what lies on them', async () => {
		const group = `stoker-test-${process.pid}`;
		const layout = {
			disks: ['a', 'b', 'c'].map((id) => ({ id, selector: { serial: id.toUpperCase() }, table: 'none' })),
			physicalVolumes: ['a', 'b'].map((id) => ({ id: `${id}-pv`, onId: id, metadataCopies: 2 })),
			volumeGroups: [{ id: 'vg', name: group, physicalVolumeIds: ['a-pv', 'b-pv'] }],
			fileSystems: [{ id: 'c-fs', onId: 'c', type: 'xfs', label: 'whole' }],
		};
		for (const serial of ['A', 'B', 'C']) {
			const { node } = await machine.add({ serial, sizeBytes: GIB });
			spawnSync('mkfs.ext4', ['-q', node]);
		}
		const plan = planFor(layout, await machine.inventory());
		expect(plan.disks.map(({ change }) => change)).toEqual(['emptied', 'emptied', 'emptied']);
		for (let actions = 0; actions <= plan.actions.length; actions++) {
			const stop = new AbortController();
			const handlers = handlersThat(actionHandlers, actions === plan.actions.length ? -1 : 1, () =>
				stop.abort('cut off'),
			);
			await applyPlan(plan, ['partition'], storageTools(machine, stop.signal), handlers).catch((error: unknown) => {
				expect(error).toBe('cut off');
			});
		}
		const again = await applyPlan(plan, ['partition'], storageTools(machine));
		expect(again.actions.filter(({ outcome }) => outcome === 'ran')).toEqual([]);
		const found = (await machine.reader.read()).map(({ content }) =>
			content.signatures.map(({ type, uuid }) => [type, uuid]),
		);
		const uuids = plan.actions.flatMap((action) => ('uuid' in action ? [action.uuid] : []));
		expect(found).toEqual([[['LVM2_member', uuids[0]]], [['LVM2_member', uuids[1]]], [['xfs', uuids[2]]]]);
		expect(spawnSync('vgs', ['--noheadings', '-o', 'pv_count', group], { encoding: 'utf8' }).stdout.trim()).toBe('2');
	});

	test('a finished disk is made anew where it shares a group with one that was replaced', async () => {
		const layout = {
			disks: ['a', 'b'].map((id) => ({ id, selector: { serial: id.toUpperCase() } })),
			partitions: ['a', 'b'].map((id) => ({
				...{ id: `${id}-part`, diskId: id, sizeBytes: '512 MiB', purpose: 'physical_volume' },
			})),
			physicalVolumes: ['a', 'b'].map((id) => ({ id: `${id}-pv`, onId: `${id}-part` })),
			volumeGroups: [{ id: 'vg', name: `stoker-test-${process.pid}`, physicalVolumeIds: ['a-pv', 'b-pv'] }],
		};
		const [, second] = [
			await machine.add({ serial: 'A', sizeBytes: GIB }),
			await machine.add({ serial: 'B', sizeBytes: GIB }),
		];
		await applyPlan(planFor(layout, await machine.inventory()), ['partition'], storageTools(machine));
		spawnSync('dd', ['if=/dev/zero', `of=${second.node}`, 'bs=1M', 'count=1024', 'conv=fsync']);
		const plan = planFor(layout, await machine.inventory());
		expect(plan.disks.map(({ change }) => change)).toEqual(['rebuilt', 'rebuilt']);
		await applyPlan(plan, ['partition'], storageTools(machine));
		const again = await applyPlan(plan, ['partition'], storageTools(machine));
		expect(again.actions.filter(({ outcome }) => outcome === 'ran')).toEqual([]);
	});

	test.each(['ext4', 'xfs', 'btrfs'])('a kept %s grows with its partition, and its files stay', async (type) => {
		const { node } = await machine.add({ serial: 'A', sizeBytes: 2 * GIB });
		const input = 'label: gpt\nstart=2048, size=786432, name="data"\n';
		spawnSync('sfdisk', ['--quiet', '--no-reread', '--no-tell-kernel', node], { input });
		await machine.reader.read();
		spawnSync(`mkfs.${type}`, ['-q', `${node}p1`]);
		const point = join(machine.folder, 'mounted');
		mkdirSync(point);
		spawnSync('mount', [`${node}p1`, point]);
		writeFileSync(join(point, 'file'), 'content');
		spawnSync('umount', [point]);
		const layout = {
			disks: [{ id: 'a', selector: { serial: 'A' }, preserve: 'keep' }],
			partitions: [
				{ id: 'data', diskId: 'a', startBytes: '1 MiB', sizeBytes: '1536 MiB', preserve: 'keep', canGrow: true },
			],
			fileSystems: [{ id: 'data-fs', onId: 'data', type, mount: '/data', preserve: 'keep' }],
		};
		const plan = planFor(layout, await machine.inventory());
		expect(plan.actions.map(({ kind }) => kind)).toContain('grow_file_system');
		for (let actions = 0; actions <= plan.actions.length; actions++) {
			const stop = new AbortController();
			const handlers = handlersThat(actionHandlers, 1, () => stop.abort('cut off'));
			const isLast = actions === plan.actions.length;
			await applyPlan(
				plan,
				['partition'],
				storageTools(machine, stop.signal),
				isLast ? actionHandlers : handlers,
			).catch((error: unknown) => expect(error).toBe('cut off'));
		}
		const again = await applyPlan(plan, ['partition'], storageTools(machine));
		expect(again.actions.filter(({ outcome }) => outcome === 'ran')).toEqual([]);
		spawnSync('mount', [`${node}p1`, point]);
		const { blocks, bsize } = statfsSync(point);
		expect(blocks * bsize).toBeGreaterThan(1.3 * GIB);
		expect(readFileSync(join(point, 'file'), 'utf8')).toBe('content');
		spawnSync('umount', [point]);
	});

	test('an old table has its logical partitions where the layout has them, and a kept one stays', async () => {
		const { node } = await machine.add({ serial: 'A', sizeBytes: 2 * GIB });
		const layoutWith = (rest: object) => ({
			disks: [{ id: 'a', selector: { serial: 'A' }, table: 'msdos', ...rest }],
			partitions: [
				{ id: 'boot', diskId: 'a', sizeBytes: '128 MiB', purpose: 'boot', flags: ['boot'] },
				{ id: 'more', diskId: 'a', sizeBytes: '1 GiB', purpose: 'extended', place: 'extended', number: 4 },
				{ id: 'five', diskId: 'a', startBytes: '131 MiB', sizeBytes: '200 MiB', place: 'logical', number: 5 },
				{ id: 'six', diskId: 'a', startBytes: '333 MiB', sizeBytes: '200 MiB', place: 'logical', number: 6, ...rest },
			],
			fileSystems: [
				{ id: 'five-fs', onId: 'five', type: 'ext4', mount: '/five' },
				{ id: 'six-fs', onId: 'six', type: 'ext2', mount: '/six', ...rest },
			],
			boot: { firmware: 'bios' },
		});
		const point = join(machine.folder, 'mounted');
		mkdirSync(point);
		await applyPlan(planFor(layoutWith({}), await machine.inventory('bios')), ['partition'], storageTools(machine));
		const [disk] = await machine.reader.read();
		expect(disk?.content.table.partitions.map(({ number, typeGuid, flags }) => [number, typeGuid, flags])).toEqual([
			[1, '83', ['boot']],
			[4, '05', []],
			[5, '83', []],
			[6, '83', []],
		]);
		spawnSync('mount', [`${node}p6`, point]);
		writeFileSync(join(point, 'file'), 'content');
		spawnSync('umount', [point]);
		const keeping = planFor(layoutWith({ preserve: 'keep' }), await machine.inventory('bios'), 'another seed');
		await applyPlan(keeping, ['partition'], storageTools(machine));
		expect(
			(await applyPlan(keeping, ['partition'], storageTools(machine))).actions.map(({ outcome }) => outcome),
		).not.toContain('ran');
		spawnSync('mount', [`${node}p6`, point]);
		expect(readFileSync(join(point, 'file'), 'utf8')).toBe('content');
		spawnSync('umount', [point]);
	});

	test('a key reaches cryptsetup, and nobody else', async () => {
		const layout = {
			disks: [{ id: 'a', selector: { serial: 'A' } }],
			partitions: [{ id: 'secret', diskId: 'a', sizeBytes: '64 MiB', purpose: 'encrypted' }],
			encryptions: [{ id: 'vault', onId: 'secret', name: `stoker-test-${process.pid}`, keyReference: 'data-key' }],
		};
		const { node } = await machine.add({ serial: 'A', sizeBytes: GIB });
		const plan = planFor(layout, await machine.inventory());
		const tools = storageTools(machine);
		// Where the kernel has no device-mapper it can be made and not be opened.
		const error = await applyPlan(plan, ['partition'], tools).then(
			() => undefined,
			(cause: unknown) => cause,
		);
		expect(spawnSync('cryptsetup', ['luksUUID', `${node}p1`], { encoding: 'utf8' }).stdout.trim()).toBe(
			uuidOf(plan, 'encrypt'),
		);
		const opening = ['open', '--test-passphrase', '--key-file=-', `${node}p1`];
		expect(spawnSync('cryptsetup', opening, { input: 'a key of a test' }).status).toBe(0);
		expect(`${tools.said()}${String(error)}`).not.toContain('a key of a test');
		expect(JSON.stringify(plan)).not.toContain('a key of a test');
	});
});

function uuidOf(plan: StoragePlan, kind: StorageAction['kind']): string {
	return plan.actions.flatMap((action) => (action.kind === kind && 'uuid' in action ? [action.uuid] : []))[0] ?? '';
}
