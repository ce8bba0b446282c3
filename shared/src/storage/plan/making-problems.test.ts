import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { makeContent, makeDisk, makeInventory, makePartition } from '../../../../test/support/storage-fixtures.js';
import type { HolderContent, StorageInventory } from '../inventory.js';
import { layoutFromDocument } from '../schema/layout-from-document.js';
import { planStorage } from './plan-storage.js';

const BLANK = makeInventory([makeDisk('sda'), makeDisk('sdb')]);
const disk = (rest = {}) => ({ id: 'sda', selector: { serial: 'serial-sda' }, ...rest });
const part = (id: string, sizeBytes: string, rest = {}) => ({ id, diskId: 'sda', sizeBytes, ...rest });

function planOf(document: unknown, inventory: StorageInventory) {
	const { layout, diagnostics } = layoutFromDocument(document, inventory);
	expect(diagnostics).toEqual([]);
	const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
	return layout && planStorage({ inventory, layout, seed: '', consents: [], sha256 });
}

function problems(document: unknown, inventory: StorageInventory = BLANK): readonly string[] {
	const planned = planOf(document, inventory);
	const found = planned?.diagnostics.filter(({ severity }) => severity === 'error') ?? [];
	expect(planned?.plan === undefined).toBe(found.length > 0);
	return found.map(({ code, message }) => `${code} ${message}`);
}

/** What a document is warned of whose plan is made. */
function warningsOf(document: unknown, inventory: StorageInventory = BLANK): readonly string[] {
	const planned = planOf(document, inventory);
	expect(planned?.plan).toBeDefined();
	return (planned?.diagnostics ?? []).map(({ code }) => code);
}

describe('before anything is lost it is told that', () => {
	const fileSystem = (type: string, sizeBytes: string, rest = {}) => ({
		disks: [disk()],
		partitions: [part('a', sizeBytes)],
		fileSystems: [{ id: 'f', onId: 'a', type, ...rest }],
	});

	test('a partition is smaller than the least of its file system', () => {
		expect(problems(fileSystem('xfs', '299 MiB'))).toEqual([
			'VOLUME_TOO_SMALL f has 299 MiB; a file system of type xfs needs 300 MiB',
		]);
		expect(problems(fileSystem('btrfs', '108 MiB', { mount: '/srv' }))).toEqual([
			'VOLUME_TOO_SMALL f (/srv) has 108 MiB; a file system of type btrfs needs 109 MiB',
		]);
		for (const [type, size] of [
			['xfs', '300 MiB'],
			['btrfs', '109 MiB'],
			['ext4', '1 MiB'],
			['vfat', '1 MiB'],
		] as const) {
			expect(problems(fileSystem(type, size))).toEqual([]);
		}
		expect(problems(fileSystem('btrfs', '64 MiB', { options: '--mixed' }))).toEqual([]);
	});

	test('nothing is left of what an encryption or an array lies on', () => {
		const encryptions = [{ id: 'e', onId: 'a', name: 'vault', keyReference: 'key' }];
		const fileSystems = [{ id: 'f', onId: 'e', type: 'xfs' }];
		expect(problems({ disks: [disk()], partitions: [part('a', '16 MiB')], encryptions, fileSystems })).toEqual([
			'VOLUME_TOO_SMALL e would hold nothing: what it lies on is too small for it',
		]);
		const raids = [{ id: 'r', name: 'md0', level: 1, memberIds: ['a', 'b'] }];
		const members = [part('a', '2 MiB'), part('b', '2 MiB')];
		expect(problems({ disks: [disk()], partitions: members, raids })).toEqual([
			'VOLUME_TOO_SMALL r would hold nothing: what it lies on is too small for it',
		]);
	});

	test.each([
		[
			{ uri: 'ftp://images/a.img' },
			'i is at "ftp://images/a.img", which is no address that begins with http:, https: or file:',
		],
		[
			{ uri: 'https://images/a b.img' },
			'i is at "https://images/a b.img", which is no address that begins with http:, https: or file:',
		],
		[{ sizeBytes: '2 GiB' }, 'i is 1024 MiB larger than what it is written to'],
		[{ checksums: { sha256: 'abc' } }, 'i has a checksum sha256 that is not 64 hexadecimal digits'],
		[{ checksums: { md5: 'Z'.repeat(32) } }, 'i has a checksum md5 that is not 32 hexadecimal digits'],
	])('an image cannot be written: %j', (rest, message) => {
		const image = { id: 'i', targetId: 'f', uri: 'https://images/a.img', format: 'ext4', ...rest };
		expect(problems({ ...fileSystem('ext4', '1 GiB'), images: [image] })).toEqual([`IMAGE_INVALID ${message}`]);
	});

	test('nothing of an image that can be', () => {
		const images = [{ id: 'i', targetId: 'f', uri: 'file:///a.img', format: 'qcow2', sizeBytes: '2 GiB' }];
		const checksums = { sha256: 'ABCDEF01'.repeat(8) };
		expect(problems({ ...fileSystem('ext4', '1 GiB'), images: [{ ...images[0], checksums }] })).toEqual([]);
	});
});

describe('names', () => {
	const holding = (holder: Pick<HolderContent, 'kind' | 'name'>) => {
		const holders = [{ ...holder, signatures: [], holders: [] }];
		const content = makeContent([makePartition(1, [1, 1024], { holders })]);
		return makeInventory([makeDisk('sda'), makeDisk('sdb', { content })]);
	};
	const document = {
		disks: [disk()],
		partitions: [part('a', '1 GiB'), part('b', '1 GiB'), part('c', '1 GiB')],
		raids: [{ id: 'r', name: 'md0', level: 1, memberIds: ['a'] }],
		encryptions: [{ id: 'e', onId: 'b', name: 'vault', keyReference: 'key' }],
		physicalVolumes: [{ id: 'pv', onId: 'c' }],
		volumeGroups: [{ id: 'vg', name: 'my-os', physicalVolumeIds: ['pv'] }],
	};

	test.each([
		['md', '/dev/md0', '/dev/md0'],
		['crypt', '/dev/mapper/vault', '/dev/mapper/vault'],
		['lvm', '/dev/mapper/my--os-root', 'the volume group my-os'],
	] as const)('of what lies on other disks are not given again: %s', (kind, name, shown) => {
		expect(problems(document, holding({ kind, name }))).toEqual([
			`NAME_IN_USE There is ${shown} on /dev/sdb (serial serial-sdb) already, which the layout does not name`,
		]);
	});

	test.each([
		['md', '/dev/md1'],
		['lvm', '/dev/mapper/my-os--root'],
		['mount', '/dev/md0'],
	] as const)('that are free are given: %s %s', (kind, name) => {
		expect(problems(document, holding({ kind, name }))).toEqual([]);
	});
});

describe('a disk to boot from', () => {
	const boot = (firmware: 'bios' | 'uefi', { table = 'gpt', purpose = 'data' } = {}) => ({
		disks: [disk({ isBootDisk: true, table })],
		partitions: [part('a', '100 MiB', { purpose }), part('b', '1 GiB')],
		fileSystems: [
			{ id: 'f', onId: 'b', type: 'ext4', mount: '/' },
			...(purpose === 'esp' ? [{ id: 'e', onId: 'a', type: 'vfat', mount: '/boot/efi' }] : []),
		],
		images: [{ id: 'i', targetId: 'f', uri: 'https://images/a.img', format: 'ext4' }],
		boot: { firmware },
	});

	test('has room for its loader', () => {
		const bios = { ...BLANK, firmware: 'bios' } as const;
		expect(problems(boot('bios'), bios)).toEqual([
			'BOOT_LOADER_NO_ROOM The machine starts by a BIOS, and /dev/sda (serial serial-sda) has no room for its loader',
		]);
		expect(problems(boot('bios', { purpose: 'bios_boot' }), bios)).toEqual([]);
		expect(problems(boot('bios', { table: 'msdos' }), bios)).toEqual([]);
		expect(problems(boot('uefi'))).toEqual([
			'BOOT_LOADER_NO_ROOM The machine starts by UEFI, and no disk to boot from has an EFI system partition',
		]);
		expect(problems(boot('uefi', { purpose: 'esp' }))).toEqual([]);
	});

	test('is missed where a system is installed', () => {
		const document = { ...boot('uefi', { purpose: 'esp' }), disks: [disk()] };
		expect(warningsOf(document)).toEqual(['BOOT_DISK_MISSING']);
		expect(warningsOf({ ...document, images: [] })).toEqual([]);
	});
});

describe('a disk that could not be found again', () => {
	const document = { disks: [{ id: 'sda', selector: { name: 'sda' } }], partitions: [part('a', '1 GiB')] };
	const twin = { serial: 'one', wwn: '0x5' };

	test('is refused where two may be paths to one', () => {
		expect(problems(document, makeInventory([makeDisk('sda', twin), makeDisk('sdb', twin)]))).toEqual([
			'DISK_AMBIGUOUS /dev/sda (serial one) and /dev/sdb (serial one) cannot be told apart: they may be two paths to one disk',
		]);
		const others = [makeDisk('sda', { serial: '' }), makeDisk('sdb', { serial: 'one', wwn: '0x6' })];
		expect(problems(document, makeInventory(others))).toEqual([]);
	});
});

test('a disk without anything to find it by is warned of', () => {
	const inventory = makeInventory([makeDisk('sda', { serial: '', links: [] })]);
	const document = { disks: [{ id: 'sda', selector: { name: 'sda' } }] };
	expect(warningsOf(document, inventory)).toEqual(['DISK_UNIDENTIFIED']);
});

describe('what is to be kept on a blank disk', () => {
	test('is missed once, with the table', () => {
		const keep = { preserve: 'keep', startBytes: '1 MiB' };
		const partitions = [part('a', '1 GiB', keep), part('b', '1 GiB', { ...keep, startBytes: '2 GiB' })];
		expect(problems({ disks: [disk()], partitions })).toEqual([
			'KEPT_NOT_FOUND /dev/sda (serial serial-sda) has no partition table: nothing of it can be kept',
		]);
		const content = makeContent([makePartition(1, [3, 5])]);
		const used = makeInventory([makeDisk('sda', { content })]);
		expect(problems({ disks: [disk()], partitions: partitions.slice(0, 1) }, used)).toEqual([
			'KEPT_NOT_FOUND a is to be kept at 1-1025 MiB of /dev/sda (serial serial-sda); there are 1 at 3-8 MiB',
		]);
	});
});
