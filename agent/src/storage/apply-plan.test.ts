import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hasLoopDevices, LoopMachine } from '../../../test/support/loop-device.js';
import { planFor, storageTools } from '../../../test/support/storage-rig.js';
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
});
