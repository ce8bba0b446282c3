import type { LayoutItemId } from '@stoker/shared/model/ids.js';
import type {
	ActionDisk,
	InstallBootLoaderAction,
	MountedFileSystem,
	StorageAction,
	TablePartition,
} from '@stoker/shared/storage/storage-action.js';
import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';
import { describe, expect, it } from 'vitest';
import { parseBlockStack } from './block-stack.js';
import { bootTargets } from './boot-targets.js';
import { checkSystem } from './check-system.js';
import { coreSector, isCoreStart } from './grub-embedding.js';
import { holderOf, installedSystems, mountOrder } from './installed-systems.js';
import { mountsBelow, parseMountPoints } from './mount-points.js';
import { loaderEntryText } from './text/loader-entries.js';

const id = (name: string) => name as LayoutItemId;

function disk(name: string): ActionDisk {
	const size = { sizeBytes: 1e9, logicalSectorBytes: 512 };
	return { id: id(name), serial: name, wwn: '', links: [], device: `/dev/${name}`, ...size };
}

function row(itemId: string, purpose: TablePartition['purpose'], number: number): TablePartition {
	const place = { startBytes: number * 1e6, sizeBytes: 1e6, place: 'primary', flags: [], isKept: false } as const;
	return { itemId: id(itemId), number, typeGuid: '', guid: `guid-${itemId}`, name: '', purpose, ...place };
}

function fileSystem(mount: string, systemIds: readonly string[] = [], type: MountedFileSystem['type'] = 'ext4') {
	const on = { kind: 'device', itemId: id(`on-${mount}`), path: `/dev/${mount}` } as const;
	const fstab = { isEnabled: true, options: 'defaults', passNumber: 2 } as const;
	return { on, type, uuid: mount, mount, fstab, systemIds };
}

describe('where boot loaders go', () => {
	const [a, b] = [disk('a'), disk('b')];
	const plan = (actions: readonly StorageAction[]): StoragePlan => ({
		digest: '',
		destroys: [],
		actions,
		disks: [
			{ disk: a, model: '', change: 'rebuilt', partitions: [row('a-bios', 'bios_boot', 1), row('a-esp', 'esp', 2)] },
			{ disk: b, model: '', change: 'rebuilt', partitions: [row('b-esp', 'esp', 1)] },
		],
	});
	const action = (firmware: 'bios' | 'uefi'): InstallBootLoaderAction => ({
		kind: 'install_boot_loader',
		id: 'x',
		diskIds: [],
		firmware,
		disks: [a, b],
		efiPartitions: [],
		fileSystems: [],
		kernelParameters: '',
	});
	const makes = (itemId: string): StorageAction => ({
		kind: 'make_file_system',
		id: itemId,
		diskIds: [],
		on: { kind: 'device', itemId: id(itemId), path: '' },
		...{ type: 'vfat', uuid: '', label: '', options: '' },
	});

	it('is every EFI partition, and every disk with room for a BIOS, under UEFI', () => {
		const targets = bootTargets(action('uefi'), plan([]));
		expect(targets.efi.map(({ disk: on, number, guid }) => [on.id, number, guid])).toEqual([
			['a', 2, 'guid-a-esp'],
			['b', 1, 'guid-b-esp'],
		]);
		expect(targets.bios.map(({ id: on }) => on)).toEqual(['a']);
		expect(targets.withoutRoom).toEqual([]);
	});

	it('is every disk under a BIOS, and EFI partitions only where they get a file system', () => {
		const targets = bootTargets(action('bios'), plan([makes('b-esp')]));
		expect(targets.withoutRoom.map(({ id: on }) => on)).toEqual(['b']);
		expect(targets.efi.map(({ disk: on }) => on.id)).toEqual(['b']);
	});
});

describe('systems of a machine', () => {
	const shared = fileSystem('/home');
	const all = [
		fileSystem('/', ['one']),
		fileSystem('/boot', ['one']),
		shared,
		fileSystem('/boot/efi', [], 'vfat'),
		fileSystem('swap', [], 'swap'),
		fileSystem('/', ['two']),
	];

	it('share what belongs to none of them', () => {
		expect(
			installedSystems(all).map(({ id: system, fileSystems }) => [system, fileSystems.map((one) => one.mount)]),
		).toEqual([
			['one', ['/', '/boot', '/home', '/boot/efi', 'swap']],
			['two', ['/', '/home', '/boot/efi', 'swap']],
		]);
	});

	it('are mounted from above, and know what holds their kernels', () => {
		const [one, two] = installedSystems(all);
		expect(one && mountOrder(one).map(({ mount }) => mount)).toEqual(['/', '/boot', '/home', '/boot/efi']);
		expect(one && holderOf(one, '/boot').mount).toBe('/boot');
		expect(two && holderOf(two, '/boot').mount).toBe('/');
		expect(one && holderOf(one, '/bootleg').mount).toBe('/');
	});
});

describe('what is read', () => {
	it('the stack below a file system, as lsblk of util-linux 2.38 shows it', () => {
		const listed = `{"blockdevices":[{"name":"/dev/mapper/os-root","type":"lvm","children":[
			{"name":"/dev/mapper/vault","type":"crypt","children":[{"name":"/dev/md127","type":"raid1","children":[
				{"name":"/dev/vda4","type":"part","children":[{"name":"/dev/vda","type":"disk"}]}]}]}]}]}`;
		expect(parseBlockStack(listed)).toEqual({
			hasRaid: true,
			hasVolumes: true,
			encrypted: [{ name: 'vault', backing: '/dev/md127' }],
		});
		expect(parseBlockStack('{"blockdevices":[{"name":"/dev/vda1","type":"part"}]}')).toEqual({
			hasRaid: false,
			hasVolumes: false,
			encrypted: [],
		});
	});

	it('mounts of a folder, the last one first', () => {
		const text = `27 1 254:0 / / rw - ext4 /dev/vda rw
83 27 259:3 / /run/a\\040b rw,relatime shared:1 - ext4 /dev/vdb1 rw
84 83 0:6 / /run/a\\040b/dev rw - devtmpfs devtmpfs rw
85 27 0:7 / /run/a\\040bc rw - tmpfs tmpfs rw`;
		const mounts = parseMountPoints(text);
		expect(mounts[1]).toEqual({ path: '/run/a b', source: '/dev/vdb1' });
		expect(mountsBelow(mounts, '/run/a b')).toEqual(['/run/a b/dev', '/run/a b']);
	});

	it('a boot sector of GRUB, and no other', () => {
		const sector = Buffer.alloc(512);
		expect(coreSector(sector)).toBeUndefined();
		sector.write('GRUB ', 0x180);
		sector.writeBigUInt64LE(2048n, 0x5c);
		expect(coreSector(sector)).toBeUndefined();
		sector.writeUInt16LE(0xaa55, 510);
		expect(coreSector(sector)).toBe(2048n);
		expect(coreSector(sector.subarray(0, 100))).toBeUndefined();
		expect(isCoreStart(Buffer.from('\u0000loading\u0000'))).toBe(true);
		expect(isCoreStart(Buffer.alloc(512))).toBe(false);
	});
});

it('an entry of the boot loader specification gets the command line of the machine', () => {
	const present = 'title RHEL (5.14)\nversion 5.14\nlinux /vmlinuz-5.14\noptions root=UUID=of-the-builder ro\n\n';
	expect(loaderEntryText(present, 'root=UUID=x ro')).toBe(
		'title RHEL (5.14)\nversion 5.14\nlinux /vmlinuz-5.14\noptions root=UUID=x ro\n',
	);
});

it('a plan with a configdrive is refused before it begins where there is nothing to put on it', () => {
	const on = { kind: 'device', itemId: id('drive'), path: '' } as const;
	const actions: readonly StorageAction[] = [{ kind: 'write_configdrive', id: 'x', diskIds: [], on }];
	expect(() => {
		checkSystem({ digest: '', disks: [], destroys: [], actions }, undefined);
	}).toThrow('seed of that kind');
});
