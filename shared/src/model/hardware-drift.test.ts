import { describe, expect, test } from 'vitest';
import { SAMPLE_NODE_DETAIL } from '../../../test/support/view-samples.js';
import { hardwareDrift, newDrift } from './hardware-drift.js';
import type { Inventory } from './inventory.js';

const { inventory: sample } = SAMPLE_NODE_DETAIL;
if (sample === undefined) {
	throw new Error('the sample has no inventory');
}
const AGREED: Inventory = sample;
const [DISK] = AGREED.disks;
const kinds = (now: Inventory, agreed = AGREED) => hardwareDrift(agreed, now).map(({ kind }) => kind);

describe('hardware that was agreed to', () => {
	test('has not drifted while it is the same, has other names, or more was added', () => {
		const second = { ...DISK, name: 'sdx', serial: 'new' } as (typeof AGREED.disks)[number];
		expect(kinds(AGREED)).toEqual([]);
		expect(
			kinds({ ...AGREED, disks: AGREED.disks.map((disk) => ({ ...disk, name: 'sdz', device: '/dev/sdz' })) }),
		).toEqual([]);
		expect(kinds({ ...AGREED, disks: [...AGREED.disks, second], memoryBytes: AGREED.memoryBytes * 2 })).toEqual([]);
	});

	test.each<readonly [string, Partial<Inventory>, string]>([
		['a disk is gone', { disks: [] }, 'disk_gone'],
		['a disk has another size', { disks: AGREED.disks.map((disk) => ({ ...disk, sizeBytes: 1 })) }, 'disk_resized'],
		['memory is less', { memoryBytes: AGREED.memoryBytes / 2 }, 'memory_less'],
		[
			'a memory module is gone',
			{ memory: { ...AGREED.memory, modules: AGREED.memory.modules.slice(1) } },
			'memory_module_gone',
		],
		['a processor is gone', { cpu: { ...AGREED.cpu, sockets: 1 } }, 'processors_less'],
		['a network card is gone', { nics: [] }, 'nic_gone'],
		['an accelerator is gone', { accelerators: [] }, 'accelerator_gone'],
	])('has drifted when %s', (_, change, kind) => {
		expect(kinds({ ...AGREED, ...change })).toEqual([kind]);
		expect(hardwareDrift(AGREED, { ...AGREED, ...change })[0]?.message).not.toContain('undefined');
	});

	test('has not drifted because a kernel keeps more memory for itself, or nobody could ask the firmware', () => {
		const memory = { slots: 0, maximumBytes: 0, modules: [] };
		expect(kinds({ ...AGREED, memory, memoryBytes: Math.floor(AGREED.memoryBytes * 0.98) })).toEqual([]);
	});

	test('counts two paths to one disk', () => {
		const twice = { ...AGREED, disks: [...AGREED.disks, ...AGREED.disks] };
		expect(kinds(AGREED, twice)).toEqual(['disk_gone']);
		expect(kinds(twice, twice)).toEqual([]);
	});

	test('names what is in the place of a disk that is gone, which is no further loss', () => {
		const place = 'disk/by-path/pci-0000:00:05.0';
		const placed = (serial: string) => [
			{ ...DISK, name: 'sdq', serial, links: [`disk/by-id/${serial}`, place] } as (typeof AGREED.disks)[number],
		];
		const agreed = { ...AGREED, disks: placed('OLD') };
		const empty = { ...AGREED, disks: [] };
		const refilled = { ...AGREED, disks: placed('NEW') };
		const [gone] = hardwareDrift(agreed, empty);
		const [replaced] = hardwareDrift(agreed, refilled);
		expect(gone?.message).toMatch(/^disk OLD \(.+\) is gone$/);
		expect(replaced?.message).toMatch(/^disk OLD \(.+\) is gone; in its place there is disk NEW \(.+\)$/);
		expect(newDrift(hardwareDrift(agreed, empty), hardwareDrift(agreed, refilled))).toEqual([]);
	});

	test('tells of each loss once', () => {
		const first = hardwareDrift(AGREED, { ...AGREED, disks: [] });
		const later = hardwareDrift(AGREED, { ...AGREED, disks: [], nics: [] });
		expect(newDrift(first, later).map(({ kind }) => kind)).toEqual(['nic_gone']);
		expect(newDrift(later, first)).toEqual([]);
	});
});
