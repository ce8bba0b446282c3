import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SystemTree } from './system-tree.js';

describe('the files of a mounted system', () => {
	let folder: string;
	let tree: SystemTree;

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'stoker-tree-'));
		mkdirSync(join(folder, 'root/usr/sbin'), { recursive: true });
		mkdirSync(join(folder, 'root/etc'));
		mkdirSync(join(folder, 'outside'));
		writeFileSync(join(folder, 'outside/hosts'), 'of the running system');
		symlinkSync('usr/sbin', join(folder, 'root/sbin'));
		tree = new SystemTree(join(folder, 'root'));
	});

	afterEach(() => {
		rmSync(folder, { recursive: true });
	});

	it('are found through its own links, and are empty where they are missing', async () => {
		writeFileSync(join(folder, 'root/usr/sbin/grub-install'), 'MZ and more');
		expect(await tree.has('/sbin/grub-install')).toBe(true);
		expect(await tree.readStart('/sbin/grub-install', 2)).toBe('MZ');
		expect(await tree.list('/sbin')).toEqual(['grub-install']);
		expect(await tree.has('/sbin/other')).toBe(false);
		expect(await tree.read('/etc/nothing/here')).toBe('');
		expect(await tree.readStart('/etc/nothing', 2)).toBe('');
		expect(await tree.list('/nowhere')).toEqual([]);
		expect(await tree.findFolder('/nowhere')).toBe('');
	});

	it('never lead out of it: neither reading nor writing, nor a folder to mount on', async () => {
		symlinkSync(join(folder, 'outside/hosts'), join(folder, 'root/etc/hosts'));
		symlinkSync(join(folder, 'outside'), join(folder, 'root/srv'));
		const file = { path: '/etc/hosts', text: 'ours', mode: 0o644, folderMode: 0o755 };
		const { signal } = new AbortController();
		await expect(tree.read('/etc/hosts')).rejects.toMatchObject({ code: 'BOOT_IMAGE_INCOMPLETE' });
		await expect(tree.write(file, signal)).rejects.toMatchObject({ code: 'BOOT_IMAGE_INCOMPLETE' });
		await expect(tree.makeFolder('/srv')).rejects.toMatchObject({ code: 'BOOT_IMAGE_INCOMPLETE' });
		await expect(tree.makeFolder('/srv/data')).rejects.toMatchObject({ code: 'BOOT_IMAGE_INCOMPLETE' });
		expect(await tree.findFolder('/srv')).toBe('');
		expect(readFileSync(join(folder, 'outside/hosts'), 'utf8')).toBe('of the running system');
	});

	it.skipIf(process.getuid?.() !== 0)('are written with their permissions, and known again', async () => {
		const file = { path: '/var/lib/agent/join.token', text: 'secret', mode: 0o600, folderMode: 0o700 };
		expect(await tree.isWritten(file)).toBe(false);
		await tree.write(file, new AbortController().signal);
		expect(await tree.isWritten(file)).toBe(true);
		expect(await tree.isWritten({ ...file, mode: 0o644 })).toBe(false);
		expect(statSync(join(folder, 'root/var/lib/agent')).mode & 0o777).toBe(0o700);
	});

	it('has links that replace what was there', async () => {
		writeFileSync(join(folder, 'root/etc/localtime'), 'a file');
		await tree.link('/etc/localtime', '../usr/share/zoneinfo/Etc/UTC');
		expect(await tree.readLink('/etc/localtime')).toBe('../usr/share/zoneinfo/Etc/UTC');
		await tree.remove('/etc/localtime');
		expect(await tree.readLink('/etc/localtime')).toBe('');
	});
});
