import { readFileSync } from 'node:fs';
import type { DiskInventory } from '@stoker/shared/storage/inventory.js';
import { describe, expect, it } from 'vitest';
import { disksOf } from './disks-of.js';
import { parseLsblk } from './parse-lsblk.js';
import { parseMappedPartition } from './parse-mapped-partition.js';
import { parseMountInfo } from './parse-mount-info.js';
import { parseUdev } from './parse-udev.js';
import { parseWipefs } from './parse-wipefs.js';

function captured(state: string): ReadonlyMap<string, DiskInventory> {
	const read = (name: string) => readFileSync(new URL(`fixtures/${state}/${name}`, import.meta.url), 'utf8');
	const places = read('partitions.txt')
		.trim()
		.split('\n')
		.map((line) => line.split(' '))
		.map(([name = '', number, start]) => [name, { number: Number(number), startBytes: Number(start) * 512 }] as const);
	const disks = disksOf({
		devices: parseLsblk(read('lsblk.json')),
		udev: parseUdev(read('udev.txt')),
		signatures: parseWipefs(read('wipefs.json')),
		mounts: parseMountInfo(read('mountinfo.txt')),
		partitions: new Map(places),
	});
	return new Map(disks.map((disk) => [disk.name, disk]));
}

describe('a machine with md, LVM, LUKS and mounts', () => {
	const disks = captured('stacked');

	it('has its fixed disks, and no drive', () => {
		expect([...disks.keys()]).toEqual(['nvme0n1', 'nvme1n1', 'sda', 'sdb', 'vda', 'vdb', 'vdc', 'vdd']);
		expect(disks.get('vda')).toMatchObject({
			device: '/dev/vda',
			serial: 'DISKA',
			transport: 'virtio',
			sizeBytes: 2 ** 29,
		});
		expect(disks.get('vda')?.links).toContain('disk/by-id/virtio-DISKA');
		// Another disk may have it after a restart.
		expect([...disks.values()].flatMap(({ links }) => links).join(' ')).not.toContain('by-diskseq');
		expect(disks.get('nvme1n1')).toMatchObject({ serial: 'NVME4K', transport: 'nvme', logicalSectorBytes: 4096 });
		expect(disks.get('sdb')).toMatchObject({ serial: 'PATHS', wwn: '0x5000c50015ea71ac', scsiAddress: '1:0:0:0' });
	});

	it('shows mirrors with what stands on them, down to mount points and swap', () => {
		const table = disks.get('vda')?.content.table;
		expect(table).toMatchObject({ label: 'gpt' });
		expect(table?.partitions.map(({ number, startBytes, name }) => [number, startBytes / 512, name])).toEqual([
			[1, 2048, 'bios'],
			[2, 6144, 'esp'],
			[3, 71680, 'boot'],
			[4, 202752, 'os'],
		]);
		expect(table?.partitions[0]?.typeGuid).toBe('21686148-6449-6e6f-744e-656564454649');
		expect(table?.partitions[1]?.signatures).toMatchObject([{ type: 'vfat', label: 'ESP' }]);
		const [, , boot, system] = table?.partitions ?? [];
		// Metadata 1.0 lies at the end, so that the file system of the array is seen at the start of each member too.
		expect(boot?.signatures).toMatchObject([{ type: 'linux_raid_member' }, { type: 'ext4', label: 'boot' }]);
		expect(boot?.holders).toMatchObject([
			{ kind: 'md', name: '/dev/md0', signatures: [{ type: 'ext4' }], holders: [{ kind: 'mount', name: '/mnt/a b' }] },
		]);
		expect(system?.holders).toMatchObject([
			{
				kind: 'md',
				signatures: [{ type: 'LVM2_member' }],
				holders: [
					{ kind: 'lvm', name: '/dev/mapper/os-root--fs', holders: [{ kind: 'mount', name: '/mnt/root' }] },
					{ kind: 'lvm', name: '/dev/mapper/os-swap', holders: [{ kind: 'swap' }] },
				],
			},
		]);
		expect(disks.get('vdb')?.content.table.partitions[3]?.holders).toEqual(system?.holders);
	});

	it('shows msdos tables and encryption', () => {
		const old = disks.get('vdc')?.content.table;
		expect(old?.label).toBe('msdos');
		expect(old?.partitions.map(({ typeGuid, flags }) => [typeGuid, ...flags])).toEqual([
			['83', 'boot'],
			['82'],
			['8e'],
		]);
		expect(disks.get('nvme0n1')?.content.table.partitions).toMatchObject([
			{
				name: 'data',
				flags: ['legacy_boot'],
				signatures: [{ type: 'crypto_LUKS' }],
				holders: [{ kind: 'crypt', name: '/dev/mapper/vault', signatures: [{ type: 'ext4', label: 'vault' }] }],
			},
		]);
		expect(disks.get('nvme1n1')?.content).toEqual({
			table: { label: '', guid: '', partitions: [] },
			signatures: [],
			holders: [],
		});
	});
});

describe('a machine with two paths to a disk', () => {
	it('has the map of the paths as one disk', () => {
		const disks = captured('multipath');
		expect([...disks.keys()]).toEqual(['mapper/mpatha', 'nvme0n1', 'nvme1n1', 'vda', 'vdb', 'vdc', 'vdd']);
		expect(disks.get('mapper/mpatha')).toMatchObject({
			device: '/dev/mapper/mpatha',
			paths: ['/dev/sda', '/dev/sdb'],
			serial: 'PATHS',
			wwn: '0x5000c50015ea71ac',
			model: 'QEMU HARDDISK',
			content: { signatures: [], holders: [] },
		});
	});
});

describe('a partition of a multipath map', () => {
	it('lies where its own map says', () => {
		expect(parseMappedPartition('part2-mpath-35000c50015ea71aa', '0 2097152 linear 254:0 1050624')).toEqual({
			number: 2,
			startBytes: 1050624 * 512,
			sizeBytes: 2 ** 30,
		});
		expect(parseMappedPartition('LVM-4fb2ca', '0 1048576 linear 254:2 2048')).toBeUndefined();
		expect(parseMappedPartition('part2-mpath-35000c50015ea71aa', '')).toBeUndefined();
	});
});

describe('a machine whose firmware knows a mirror', () => {
	const disks = captured('container');

	it('has the mirror as a disk, and neither its members nor the container', () => {
		expect([...disks.keys()].sort()).toEqual(['md126', 'vdc']);
		expect(disks.get('md126')).toMatchObject({ device: '/dev/md126', sizeBytes: 480 * 2 ** 20, isReadOnly: false });
		expect(disks.get('md126')?.links).toContain('disk/by-id/md-uuid-13494806:07ab6c91:767c9ad2:ec5974db');
		expect(disks.get('md126')?.content.table).toMatchObject({
			label: 'gpt',
			partitions: [{ number: 1, name: 'first', startBytes: 2 ** 20, sizeBytes: 100 * 2 ** 20 }],
		});
	});

	it('has a virtio disk with sectors of 4096 bytes and a file system on the whole of it', () => {
		expect(disks.get('vdc')).toMatchObject({ serial: 'DISKC', logicalSectorBytes: 4096, physicalSectorBytes: 4096 });
		expect(disks.get('vdc')?.content).toMatchObject({
			table: { label: '', partitions: [] },
			signatures: [{ type: 'ext4' }],
			holders: [{ kind: 'mount', name: '/mnt/srv' }],
		});
	});
});
