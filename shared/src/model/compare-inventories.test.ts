import { describe, expect, it } from 'vitest';
import { NO_CONTENT } from '../storage/inventory.js';
import { compareInventories } from './compare-inventories.js';
import { type Inventory, NO_BMC, NO_MEMORY } from './inventory.js';

const DISK: Inventory['disks'][number] = {
	name: 'sda',
	device: '/dev/sda',
	sizeBytes: 2 ** 30,
	logicalSectorBytes: 512,
	physicalSectorBytes: 512,
	optimalIoBytes: 0,
	model: 'Fast 5',
	vendor: '',
	serial: 'A',
	wwn: '',
	transport: 'sata',
	isRotational: false,
	isRemovable: false,
	isReadOnly: false,
	links: [],
	scsiAddress: '',
	paths: [],
	content: NO_CONTENT,
};

function machine(memoryBytes: number, ...disks: readonly Inventory['disks'][number][]): Inventory {
	const system = {
		...{ hostName: 'a', manufacturer: '', product: '', serialNumber: '', uuid: '', operatingSystem: '' },
		...{ kernel: '', architecture: 'x86_64', firmware: 'uefi' as const },
	};
	const cpu = { model: '', sockets: 1, cores: 1, threads: 1, numaNodes: [] };
	const none = { nics: [], bmc: NO_BMC, accelerators: [], storageControllers: [], memory: NO_MEMORY };
	return { system, cpu, memoryBytes, disks, ...none };
}

describe('two inventories', () => {
	it('that are equal have no difference', () => {
		expect(compareInventories(machine(1, DISK), machine(1, DISK))).toEqual([]);
	});

	it('differ by what came, went and changed', () => {
		const table = { label: 'gpt' as const, guid: '', partitions: [] };
		const renamed = { ...DISK, name: 'sdb', content: { ...NO_CONTENT, table } };
		const before = machine(1, DISK, { ...DISK, serial: 'B' });
		expect(compareInventories(before, machine(2, renamed, { ...DISK, serial: 'C' }))).toEqual([
			{ item: 'disk A', field: 'content.table.label', before: '', after: 'gpt' },
			{ item: 'disk A', field: 'name', before: 'sda', after: 'sdb' },
			{ item: 'disk B', field: '', before: 'sda, 1.00 GiB, Fast 5', after: '' },
			{ item: 'disk C', field: '', before: '', after: 'sda, 1.00 GiB, Fast 5' },
			{ item: 'memory', field: 'bytes', before: '1', after: '2' },
		]);
	});

	it('differ by the links and partitions that came and went, whatever their places in the lists', () => {
		const partition = { startBytes: 0, sizeBytes: 1, typeGuid: '', guid: '', name: 'data', flags: [] };
		const signatures = [{ type: 'ext4', label: '', uuid: '' }];
		const withParts = (links: readonly string[], ...numbers: readonly number[]) => {
			const partitions = numbers.map((number) => ({ ...partition, number, signatures, holders: [] }));
			return machine(1, { ...DISK, links, content: { ...NO_CONTENT, table: { label: 'gpt', guid: '', partitions } } });
		};
		expect(compareInventories(withParts(['a', 'b'], 1, 3), withParts(['b', 'c'], 3, 4))).toEqual([
			{ item: 'disk A', field: 'links.a', before: 'present', after: '' },
			{ item: 'disk A', field: 'links.c', before: '', after: 'present' },
			{ item: 'disk A partition 1', field: '', before: 'data, 1 B, ext4', after: '' },
			{ item: 'disk A partition 4', field: '', before: '', after: 'data, 1 B, ext4' },
		]);
		// What was on a disk that is gone is gone with it.
		expect(compareInventories(withParts([], 1), machine(1)).map(({ item }) => item)).toEqual(['disk A']);
	});

	it('tell disks apart that have one serial number', () => {
		const changes = compareInventories(machine(1, DISK, DISK), machine(1, DISK));
		expect(changes).toEqual([{ item: 'disk A (2)', field: '', before: 'sda, 1.00 GiB, Fast 5', after: '' }]);
	});
});
