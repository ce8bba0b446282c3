import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planStorage } from '@stoker/shared/storage/plan/plan-storage.js';
import type { ProvisionedSystem } from '@stoker/shared/storage/provisioned-system.js';
import { layoutFromAny } from '@stoker/shared/storage/schema/layout-from-any.js';
import type { StorageAction } from '@stoker/shared/storage/storage-action.js';
import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unmountLeft } from '../../agent/src/boot/mount-system.js';
import { actionHandlers } from '../../agent/src/storage/action-handlers.js';
import type { ActionHandler, HandlerTools } from '../../agent/src/storage/storage-tools.js';
import { hasLoopDevices, LoopMachine, loopTools } from '../support/loop-device.js';
import { describeWithProgram } from '../support/needed-program.js';
import { makeSmallSystem, SMALL_KERNEL } from '../support/small-system.js';

const MIB = 1024 ** 2;

/** Kernels without vfat can read no EFI system partition. */
const hasVfat = readFileSync('/proc/filesystems', 'utf8').includes('vfat');

const diskItems = (name: string) => ({
	disk: { id: name, selector: { serial: name }, isBootDisk: true },
	partitions: [
		{ id: `${name}-bios`, diskId: name, purpose: 'bios_boot', sizeBytes: 2 * MIB },
		{ id: `${name}-esp`, diskId: name, purpose: 'esp', sizeBytes: 40 * MIB },
	],
	fileSystem: { id: `${name}-esp-fs`, onId: `${name}-esp`, type: 'vfat', mount: name === 'A' ? '/boot/efi' : '' },
});

const [A, B] = [diskItems('A'), diskItems('B')];
const layoutFor = (firmware: 'bios' | 'uefi') => ({
	disks: [A.disk, B.disk],
	partitions: [
		...A.partitions,
		{ id: 'boot', diskId: 'A', purpose: 'boot', sizeBytes: 60 * MIB },
		{ id: 'root', diskId: 'A', sizeBytes: 120 * MIB },
		{ id: 'drive', diskId: 'A', purpose: 'configdrive', sizeBytes: 20 * MIB },
		...B.partitions,
		{ id: 'swap', diskId: 'B', purpose: 'swap', sizeBytes: 20 * MIB },
	],
	fileSystems: [
		...(firmware === 'uefi' ? [A.fileSystem, B.fileSystem] : []),
		{ id: 'boot-fs', onId: 'boot', type: 'ext2', mount: '/boot' },
		{ id: 'root-fs', onId: 'root', type: 'ext4', mount: '/' },
		{ id: 'swap-fs', onId: 'swap', type: 'swap', mount: 'swap' },
	],
	images: [{ id: 'image', targetId: 'root-fs', uri: 'http://images.example/root.tar', format: 'tar' }],
	boot: { firmware, configDriveId: 'drive', kernelParameters: 'nofb memmap=4G$8G' },
});

const SYSTEM: ProvisionedSystem = {
	hostName: 'node-1',
	fqdn: 'node-1.example.net',
	networkCards: [{ mac: '52:54:00:aa:bb:01', name: 'lan0' }],
	consoles: ['tty0', 'ttyS0,115200'],
	kernelParameters: '',
	sshKeys: ['ssh-ed25519 AAAA somebody'],
	timeZone: 'Etc/UTC',
	seed: { kind: 'configdrive', metaData: '{"uuid":"1"}', userData: '#cloud-config\n', networkConfig: '{}' },
	agent: { controller: 'master:7440', token: 'pin.very-secret', stateFolder: '/var/lib/stoker-agent' },
};

describe.skipIf(!hasLoopDevices)('installing boot loaders on loop devices', () => {
	describeWithProgram('grub-install', 'making a system start from its disks', defineTests);
});

function defineTests(): void {
	let machine: LoopMachine;
	let folder: string;
	let output: string;
	let abort: AbortController;
	let onOutput: (text: string) => void;

	beforeEach(async () => {
		machine = new LoopMachine();
		folder = mkdtempSync(join(tmpdir(), 'stoker-boot-'));
		output = '';
		abort = new AbortController();
		onOutput = () => undefined;
		await machine.add({ serial: 'A', sizeBytes: 260 * MIB });
		await machine.add({ serial: 'B', sizeBytes: 80 * MIB });
	});

	afterEach(() => {
		machine.close();
		expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(folder);
		rmSync(folder, { recursive: true, force: true });
	});

	async function planFor(firmware: 'bios' | 'uefi'): Promise<StoragePlan> {
		const inventory = await machine.inventory(firmware);
		const { layout, diagnostics } = layoutFromAny(layoutFor(firmware), inventory, { format: 'layout' });
		expect(diagnostics).toEqual([]);
		const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
		const planned = layout && planStorage({ inventory, layout, seed: 'test', consents: [], sha256 });
		if (planned?.plan === undefined) {
			throw new Error(JSON.stringify(planned?.diagnostics));
		}
		return planned.plan;
	}

	function toolsFor(plan: StoragePlan, system: ProvisionedSystem | undefined = SYSTEM): HandlerTools {
		const write = (text: string) => {
			output += text;
			onOutput(text);
		};
		const { run, devices } = loopTools(() => machine.disks, abort.signal, write);
		return {
			root: '/',
			signal: abort.signal,
			write,
			run,
			devices: devices.limitedTo(plan.disks.map(({ disk }) => disk)),
			target: join(folder, 'target'),
			mounts: join(folder, 'mounts'),
			lock: () => Promise.resolve({ close: () => Promise.resolve() }),
			system,
			openImage: () => Promise.reject(new Error('there are no images')),
			keyOf: () => Promise.reject(new Error('there are no keys')),
			plan,
		};
	}

	async function apply(kind: StorageAction['kind'], tools: HandlerTools): Promise<void> {
		for (const action of tools.plan.actions.filter((one) => one.kind === kind)) {
			const handler = actionHandlers[kind] as ActionHandler<StorageAction['kind']>;
			expect(await handler.isDone(action, tools)).toBe(false);
			await handler.run(action, tools);
			expect(await handler.isDone(action, tools)).toBe(true);
		}
	}

	/** What the actions before those of the boot stage leave: tables, file systems, and a system in the root. */
	async function prepare(tools: HandlerTools, small: Parameters<typeof makeSmallSystem>[1]): Promise<void> {
		for (const action of tools.plan.actions) {
			if (action.kind === 'create_table') {
				const rows = action.partitions.map(({ number, startBytes, sizeBytes, typeGuid, guid }) => {
					return `${number} : start=${startBytes / 512}, size=${sizeBytes / 512}, type=${typeGuid}, uuid=${guid}`;
				});
				const node = await tools.devices.diskNode(action.disk);
				await tools.run('sfdisk', ['--wipe=never', node], { input: ['label: gpt', ...rows, ''].join('\n') });
				await tools.devices.tellKernel(action.disk);
			}
		}
		const fileSystems = tools.plan.actions.flatMap((action) =>
			action.kind === 'make_file_system' || (action.kind === 'write_image' && action.uuid !== '')
				? [{ on: action.on, uuid: action.uuid, type: action.kind === 'make_file_system' ? action.type : 'ext4' }]
				: [],
		);
		for (const { on, type, uuid } of fileSystems) {
			const node = await tools.devices.nodeOf(on);
			const words =
				type === 'vfat' ? ['-i', uuid.replace('-', '')] : [...(type === 'swap' ? [] : ['-q', '-F']), '-U', uuid];
			await tools.run(type === 'swap' ? 'mkswap' : `mkfs.${type}`, [...words, node]);
		}
		await inspect(tools, (root) => {
			makeSmallSystem(root, small);
		});
	}

	/** The installed system as somebody else mounts it. */
	async function inspect<Result>(tools: HandlerTools, look: (root: string) => Result): Promise<Result> {
		const root = join(folder, 'inspected');
		mkdirSync(root, { recursive: true });
		const action = tools.plan.actions.find((one) => one.kind === 'write_fstab');
		const mounts = action?.kind === 'write_fstab' ? action.fileSystems.filter(({ type }) => type !== 'swap') : [];
		const ordered = mounts.toSorted((a, b) => a.mount.length - b.mount.length);
		try {
			for (const { on, mount } of ordered) {
				mkdirSync(join(root, mount), { recursive: true });
				execFileSync('mount', [await tools.devices.nodeOf(on), join(root, mount)]);
			}
			return look(root);
		} finally {
			execFileSync('umount', ['-R', root]);
		}
	}

	const read = (root: string, path: string) => readFileSync(join(root, path), 'utf8');

	async function expectBiosBoot(tools: HandlerTools): Promise<void> {
		await inspect(tools, (root) => {
			const fstab = read(root, 'etc/fstab').split('# Stoker')[1] ?? '';
			const uuid = /UUID=(\S+) \/ ext4/.exec(fstab)?.[1] ?? '';
			expect(uuid).toMatch(/^[0-9a-f-]{36}$/);
			const config = read(root, 'boot/grub/grub.cfg');
			expect(config).toContain(
				`linux /vmlinuz-${SMALL_KERNEL} root=UUID=${uuid} ro nofb "memmap=4G\\$8G" console=tty0 console=ttyS0,115200`,
			);
			expect(config).toContain(`initrd /initrd.img-${SMALL_KERNEL}`);
			expect(read(root, 'etc/default/grub')).toContain('GRUB_SERIAL_COMMAND');
			expect(existsSync(join(root, 'boot/grub/i386-pc/normal.mod'))).toBe(true);
		});
		for (const { node } of machine.disks) {
			const sector = execFileSync('dd', [`if=${node}`, 'bs=512', 'count=1'], { stdio: 'pipe' });
			expect(sector.includes('GRUB')).toBe(true);
		}
		expect(output).not.toContain('very-secret');
	}

	it.each(['installed', 'running'] as const)('from both disks by BIOS, by the %s GRUB', async (owner) => {
		const tools = toolsFor(await planFor('bios'));
		await prepare(tools, { hasGrub: owner === 'installed' });
		await apply('write_fstab', tools);
		await apply('install_boot_loader', tools);
		await expectBiosBoot(tools);
		expect(output.includes('that of the running system')).toBe(owner === 'running');
		// A loader that is gone from one disk is found, and put there again.
		const [, second] = machine.disks;
		execFileSync('dd', ['if=/dev/zero', `of=${second?.node ?? ''}`, 'bs=440', 'count=1', 'conv=notrunc'], {
			stdio: 'pipe',
		});
		await apply('install_boot_loader', tools);
		await expectBiosBoot(tools);
	});

	it.skipIf(!hasVfat)('from both disks by both firmwares', async () => {
		const tools = toolsFor(await planFor('uefi'));
		await prepare(tools, { hasGrub: true });
		await apply('write_fstab', tools);
		await apply('install_boot_loader', tools);
		await expectBiosBoot(tools);
		await inspect(tools, (root) => {
			expect(read(root, 'boot/efi/EFI/BOOT/BOOTX64.EFI').slice(0, 2)).toBe('MZ');
			expect(existsSync(join(root, 'boot/grub/x86_64-efi/normal.mod'))).toBe(true);
		});
	});

	it('with its own name, cards, keys, time zone and agent, and says nothing of the token', async () => {
		const tools = toolsFor(await planFor('bios'));
		await prepare(tools, { hasGrub: true });
		await apply('write_fstab', tools);
		await inspect(tools, (root) => {
			expect(read(root, 'etc/hostname')).toBe('node-1\n');
			expect(read(root, 'etc/hosts')).toContain('# 127.0.1.1 builder');
			expect(read(root, 'etc/systemd/network/10-stoker-lan0.link')).toContain('MACAddress=52:54:00:aa:bb:01');
			expect(read(root, 'root/.ssh/authorized_keys')).toContain('ssh-ed25519 AAAA somebody');
			expect(read(root, 'etc/default/stoker-agent')).toContain('STOKER_AGENT_CONTROLLER=master:7440\n');
			expect(read(root, 'var/lib/stoker-agent/join.token')).toBe('pin.very-secret\n');
			expect(statSync(join(root, 'var/lib/stoker-agent/join.token')).mode & 0o777).toBe(0o600);
			expect(statSync(join(root, 'var/lib/stoker-agent')).mode & 0o777).toBe(0o700);
		});
		expect(output).not.toContain('very-secret');
		// The same plan for a machine whose card has another name: the old name goes.
		const renamed = toolsFor(tools.plan, { ...SYSTEM, networkCards: [{ mac: '52:54:00:aa:bb:01', name: 'lan1' }] });
		await apply('write_fstab', renamed);
		await inspect(tools, (root) => {
			expect(readdirSync(join(root, 'etc/systemd/network'))).toEqual(['10-stoker-lan1.link']);
		});
	});

	it('with a configdrive that cloud-init finds', async () => {
		const tools = toolsFor(await planFor('bios'));
		await prepare(tools, { hasGrub: false });
		await apply('write_configdrive', tools);
		const drive = tools.plan.actions.find((action) => action.kind === 'write_configdrive');
		const node = drive?.kind === 'write_configdrive' ? await tools.devices.nodeOf(drive.on) : '';
		expect(execFileSync('blkid', ['-p', '-s', 'LABEL', '-o', 'value', node], { encoding: 'utf8' })).toBe('config-2\n');
		const point = join(folder, 'drive');
		mkdirSync(point);
		execFileSync('mount', ['-o', 'ro', node, point]);
		try {
			expect(read(point, 'openstack/latest/meta_data.json')).toBe('{"uuid":"1"}');
			expect(read(point, 'openstack/latest/user_data')).toBe('#cloud-config\n');
		} finally {
			execFileSync('umount', [point]);
		}
		const handler = actionHandlers.write_configdrive;
		const other = toolsFor(tools.plan, { ...SYSTEM, seed: { ...SYSTEM.seed, userData: '#cloud-config\n{}' } });
		expect(drive?.kind === 'write_configdrive' && (await handler.isDone(drive, other))).toBe(false);
		const none = toolsFor(tools.plan, { ...SYSTEM, seed: { ...SYSTEM.seed, kind: 'none' } });
		await expect(drive?.kind === 'write_configdrive' && handler.run(drive, none)).rejects.toMatchObject({
			code: 'SYSTEM_INVALID',
		});
	});

	it('makes the initial file system anew only where something it carries has changed', async () => {
		const plain = { ...SYSTEM, networkCards: [] };
		const tools = toolsFor(await planFor('bios'), plain);
		await prepare(tools, { hasGrub: false, hasInitramfs: true });
		await apply('write_fstab', tools);
		await apply('install_boot_loader', tools);
		await inspect(tools, (root) => {
			expect(read(root, `boot/initrd.img-${SMALL_KERNEL}`)).toBe('from the image');
		});
		const named = toolsFor(tools.plan);
		await apply('write_fstab', named);
		await apply('install_boot_loader', named);
		await inspect(tools, (root) => {
			expect(read(root, `boot/initrd.img-${SMALL_KERNEL}`)).toBe('made with 6 lines\n');
		});
		expect(output.match(/update-initramfs -u -t -k/g)).toHaveLength(1 + 1);
	});

	it.each([['no kernel', { hasGrub: true, hasKernel: false }, 'BOOT_IMAGE_INCOMPLETE', 'vmlinuz-VERSION']] as const)(
		'refuses an image with %s',
		async (_, small, code, text) => {
			const tools = toolsFor(await planFor('bios'));
			await prepare(tools, small);
			await apply('write_fstab', tools);
			const refused = expect(apply('install_boot_loader', tools)).rejects;
			await refused.toMatchObject({ code, message: expect.stringContaining(text) as unknown });
		},
	);

	it('takes everything off again when it is stopped, and when the run before was killed', async () => {
		const tools = toolsFor(await planFor('bios'));
		await prepare(tools, { hasGrub: false });
		await apply('write_fstab', tools);
		const action = tools.plan.actions.find((one) => one.kind === 'install_boot_loader');
		if (action?.kind !== 'install_boot_loader') {
			throw new Error('the plan installs no boot loader');
		}
		// A run of another attempt that was killed while everything was mounted.
		const left = join(folder, 'other', 'stoker-mount', 'system');
		mkdirSync(left, { recursive: true });
		const root = action.fileSystems.find(({ mount }) => mount === '/')?.on;
		execFileSync('mount', [root === undefined ? '' : await tools.devices.nodeOf(root), left]);
		execFileSync('mount', ['--bind', '/dev', join(left, 'dev')]);
		writeFileSync(join(left, 'usr/sbin/update-initramfs'), '#!/bin/sh\nkill -STOP $$\n', { mode: 0o755 });
		expect(readFileSync('/proc/self/mountinfo', 'utf8')).toContain(left);
		onOutput = (text) => {
			if (text.includes('update-initramfs')) {
				setTimeout(() => abort.abort(new Error('stopped')), 100);
			}
		};
		await unmountLeft(tools);
		expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(left);
		const running = actionHandlers.install_boot_loader.run(action, tools);
		await expect(running).rejects.toThrow('stopped');
		expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(folder);
	});
}
