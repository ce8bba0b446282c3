import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const TOOLS = ['mkfs.ext4', 'mkfs.xfs', 'mkfs.btrfs', 'mkfs.vfat', 'mksquashfs', 'qemu-img', 'zstd', 'xz', 'bmaptool'];
/** Whether everything is installed that images are made with in tests. In CI it must be, or tests fail. */
export const hasImageTools =
	process.env['CI'] === 'true' || TOOLS.every((tool) => spawnSync('which', [tool], { stdio: 'ignore' }).status === 0);

/** A folder of files that a copy must keep in every respect: owners, modes, links, attributes. */
export async function makeTree(folder: string): Promise<string> {
	await mkdir(join(folder, 'etc'), { recursive: true });
	await writeFile(join(folder, 'etc/motd'), 'hello\n');
	await writeFile(join(folder, 'secret'), 'x'.repeat(100_000), { mode: 0o640 });
	await run('chown', ['123:456', join(folder, 'secret')]);
	await run('ln', [join(folder, 'secret'), join(folder, 'hard')]);
	await run('ln', ['-s', '../etc/motd', join(folder, 'etc/link')]);
	await writeFile(join(folder, 'tool'), '#!/bin/sh\n', { mode: 0o755 });
	await run('chmod', ['4755', join(folder, 'tool')]);
	await run('python3', [
		'-c',
		`import os; os.setxattr(${JSON.stringify(join(folder, 'secret'))}, 'user.colour', b'blue')`,
	]);
	return folder;
}

/** Makes a file system in a file, with the tree in it where the type allows. */
export async function makeFileSystemImage(
	type: string,
	path: string,
	megabytes: number,
	tree?: string,
): Promise<string> {
	await mkdir(dirname(path), { recursive: true });
	await run('truncate', ['-s', `${megabytes}M`, path]);
	const from = (flag: string) => (tree === undefined ? [] : [flag, tree]);
	const words: Readonly<Record<string, readonly string[]>> = {
		ext2: ['mkfs.ext2', '-q', '-F', '-L', 'image', ...from('-d')],
		ext3: ['mkfs.ext3', '-q', '-F', '-L', 'image', ...from('-d')],
		ext4: ['mkfs.ext4', '-q', '-F', '-L', 'image', ...from('-d')],
		xfs: ['mkfs.xfs', '-q', '-f', '-L', 'image'],
		btrfs: ['mkfs.btrfs', '-q', '-f', '-L', 'image', ...from('--rootdir')],
		vfat: ['mkfs.vfat', '-n', 'IMAGE'],
		swap: ['mkswap', '-L', 'image'],
	};
	const [program = '', ...rest] = words[type] ?? [];
	await run(program, [...rest, path]);
	return path;
}

/** Makes a disk of 64 MiB in a file: a table with two partitions, the second one an ext4 with the tree in it. */
export async function makeDiskImage(path: string, label: string, tree: string): Promise<string> {
	const root = await makeFileSystemImage('ext4', `${path}.root`, 24, tree);
	await run('truncate', ['-s', '64M', path]);
	const sfdisk = run('sfdisk', ['--quiet', '--label', label, path]);
	sfdisk.child.stdin?.end('start=1MiB, size=8MiB\nstart=16MiB, size=24MiB\n');
	await sfdisk;
	await run('dd', [`if=${root}`, `of=${path}`, 'bs=1M', 'seek=16', 'conv=notrunc', 'status=none']);
	return path;
}

/** Packs a file beside itself; returns the packed one. */
export async function pack(path: string, compression: 'gzip' | 'xz' | 'zstd'): Promise<string> {
	const [program, suffix] = {
		gzip: ['gzip', '.gz'] as const,
		xz: ['xz', '.xz'] as const,
		zstd: ['zstd', '.zst'] as const,
	}[compression];
	await run(program, ['-k', '-q', '-f', '-1', path]);
	return `${path}${suffix}`;
}

export async function digestOf(
	path: string,
	algorithm = 'sha256',
	endBytes = Number.POSITIVE_INFINITY,
): Promise<string> {
	const hash = createHash(algorithm);
	for await (const part of createReadStream(path, { end: endBytes - 1 })) {
		hash.update(part as Buffer);
	}
	return hash.digest('hex');
}
