import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { appendFile, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
	digestOf,
	hasImageTools,
	makeDiskImage,
	makeFileSystemImage,
	makeTree,
	pack,
} from '../../../test/support/image-files.js';
import { hasLoopDevices, LoopMachine } from '../../../test/support/loop-device.js';
import { planFor, storageTools } from '../../../test/support/storage-rig.js';
import { taskWrapper } from '../../../test/support/task-wrapper.js';
import { applyPlan } from '../storage/apply-plan.js';
import { kernelPartitions } from '../storage/kernel-partitions.js';
import { probe } from '../storage/signatures.js';
import { writeDevice } from '../system/block-device.js';
import { toolRunner } from '../system/run-tool.js';
import { imageOpener } from './open-image.js';

process.env['STOKER_AGENT_WRAPPER'] = taskWrapper();
const run = promisify(execFile);
const MIB = 1024 * 1024;
const tool = toolRunner({ signal: new AbortController().signal, write: () => undefined });

interface Wanted {
	readonly uri: string;
	readonly format?: string;
	readonly compression?: string;
	readonly sizeBytes?: number;
	readonly checksums?: object;
	readonly type?: string;
	readonly partitionMebibytes?: number;
	readonly logicalSectorBytes?: number;
}

/** One disk with one partition, or with an image on the whole of it. */
function layoutOf({
	uri,
	format = 'ext4',
	compression = 'none',
	type = format,
	partitionMebibytes = 96,
	logicalSectorBytes: _,
	...rest
}: Wanted) {
	const image = { id: 'image', uri, format, compression, ...rest };
	return type === 'none'
		? { disks: [{ id: 'a', selector: { serial: 'A' }, table: 'none' }], images: [{ ...image, targetId: 'a' }] }
		: {
				disks: [{ id: 'a', selector: { serial: 'A' } }],
				partitions: [{ id: 'data', diskId: 'a', sizeBytes: `${partitionMebibytes} MiB` }],
				fileSystems: [{ id: 'fs', onId: 'data', type, label: '', mount: type === 'swap' ? 'swap' : '/data' }],
				images: [{ ...image, targetId: 'fs' }],
			};
}

type Answer = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;

/** A web server of a folder, with parts and strong tags. */
const sendFile: Answer = async (request, response, path) => {
	const found = await stat(path).catch(() => undefined);
	if (found === undefined) {
		response.writeHead(404).end();
		return;
	}
	const start = /^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1];
	const etag = `"${found.mtimeMs}"`;
	const begin = start === undefined ? 0 : Number(start);
	response.writeHead(start === undefined ? 200 : 206, {
		etag,
		'content-length': found.size - begin,
		...(start === undefined ? {} : { 'content-range': `bytes ${begin}-${found.size - 1}/${found.size}` }),
	});
	createReadStream(path, { start: begin }).pipe(response);
};

describe.runIf(hasLoopDevices && hasImageTools)('an image on a loop device', () => {
	let machine: LoopMachine;
	let server: Server;
	let answer: Answer;
	let base: string;
	const asked: string[] = [];

	beforeEach(async () => {
		machine = new LoopMachine();
		answer = sendFile;
		asked.length = 0;
		server = createServer((request, response) => {
			asked.push(request.url ?? '');
			void answer(request, response, join(machine.folder, request.url ?? ''));
		}).listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});

	afterEach(() => {
		server.closeAllConnections();
		server.close();
		machine.close();
	});

	const inFolder = (name: string) => join(machine.folder, name);

	function toolsFor(signal?: AbortSignal) {
		const openImage = imageOpener({ connectionsOf: () => undefined, silenceMs: 500, shortestPauseMs: 1 });
		return { ...storageTools(machine, signal), openImage };
	}

	/** Makes what the image is to lie on. */
	async function prepare(wanted: Wanted) {
		const { partitionMebibytes = 96, logicalSectorBytes = 512 } = wanted;
		await machine.add({ serial: 'A', sizeBytes: (partitionMebibytes + 16) * MIB, logicalSectorBytes });
		const plan = planFor(layoutOf(wanted), await machine.inventory());
		const tools = toolsFor();
		await applyPlan(plan, ['partition'], tools);
		const action = plan.actions.find(({ kind }) => kind === 'write_image');
		if (action?.kind !== 'write_image') {
			throw new Error('the plan writes no image');
		}
		const node = await tools.devices.limitedTo(plan.disks.map(({ disk }) => disk)).nodeOf(action.on);
		return { plan, action, node };
	}

	/** Writes it; a failure tells what was said. */
	async function write(plan: Awaited<ReturnType<typeof prepare>>['plan'], tools = toolsFor()) {
		const applied = await applyPlan(plan, ['write_image'], tools);
		const outcome = applied.actions.find(({ id }) => id === 'write_image:image')?.outcome;
		return { said: tools.said(), outcome };
	}

	async function expectRefused(wanted: Wanted, code: string, text: string) {
		const { plan, node } = await prepare(wanted);
		const before = await digestOf(node);
		const refusal = write(plan);
		await expect(refusal).rejects.toMatchObject({ code });
		await expect(refusal).rejects.toThrow(text);
		expect(await digestOf(node)).toBe(before);
	}

	const mountedSize = async (node: string, type: string) => {
		const folder = inFolder('look');
		await run('mount', ['-m', '-t', type, '-o', 'ro', node, folder]);
		try {
			const { stdout } = await run('df', ['-B1', '--output=size', folder]);
			return Number(stdout.split('\n')[1]);
		} finally {
			await run('umount', [folder]);
		}
	};

	test.each([
		['ext2', 'gzip', 24],
		['ext3', 'none', 24],
		['ext4', 'zstd', 24],
		['xfs', 'xz', 310],
		['btrfs', 'zstd', 150],
	] as const)('%s packed with %s is written, grown and marked by its UUID', async (type, compression, megabytes) => {
		const tree = type === 'xfs' ? undefined : await makeTree(inFolder('tree'));
		const path = await makeFileSystemImage(type, inFolder('root.img'), megabytes, tree);
		const packed = compression === 'none' ? path : await pack(path, compression);
		const uri = packed.replace(machine.folder, base);
		const checksums = { sha256: await digestOf(path) };
		const { plan, action, node } = await prepare({
			uri,
			format: type,
			compression,
			checksums,
			partitionMebibytes: 400,
		});
		const before = await probe(path, tool);
		expect((await write(plan)).outcome).toBe('ran');
		expect(await probe(node, tool)).toEqual({ type, label: 'image', uuid: action.uuid });
		expect(before?.uuid).not.toBe(action.uuid);
		expect(await mountedSize(node, type)).toBeGreaterThan((megabytes + 20) * MIB);
		expect((await write(plan)).outcome).toBe('was_done');
	});

	test.each(['vfat', 'swap'])('%s is written and marked, and stays as large as it is', async (type) => {
		const path = await makeFileSystemImage(type, inFolder('small.img'), 34);
		const { plan, action, node } = await prepare({ uri: `file://${path}`, format: type });
		await write(plan);
		expect(await probe(node, tool)).toEqual({ type, label: type === 'vfat' ? 'IMAGE' : 'image', uuid: action.uuid });
	});

	test('a raw image may hold any file system', async () => {
		const path = await makeFileSystemImage('ext4', inFolder('root.raw'), 24);
		const { plan, action, node } = await prepare({ uri: `file://${path}`, format: 'raw', type: 'ext4' });
		await write(plan);
		expect((await probe(node, tool))?.uuid).toBe(action.uuid);
	});

	test('a whole disk is filled with a raw image, and known again', async () => {
		const path = await makeFileSystemImage('ext4', inFolder('disk.raw'), 65);
		await appendFile(path, 'an end that is no whole sector');
		const { plan, node } = await prepare({ uri: `file://${path}`, format: 'raw', type: 'none' });
		expect((await write(plan)).outcome).toBe('ran');
		const { size } = await stat(path);
		expect(await digestOf(node, 'sha256', size)).toBe(await digestOf(path));
		expect((await write(plan)).outcome).toBe('was_done');
	});

	test.each(['gpt', 'dos'])('the kernel has the partitions of a whole disk with a table (%s)', async (label) => {
		const path = await makeDiskImage(inFolder('disk.raw'), label, await makeTree(inFolder('tree')));
		await run('qemu-img', ['convert', '-O', 'qcow2', path, inFolder('disk.qcow2')]);
		for (const format of ['raw', 'qcow2']) {
			const { plan, node } = await prepare({ uri: `file://${inFolder(`disk.${format}`)}`, format, type: 'none' });
			expect(await kernelPartitions(node, tool)).toEqual([]);
			expect((await write(plan)).outcome).toBe('ran');
			const found = await kernelPartitions(node, tool);
			expect(found.map(({ number, startBytes, sizeBytes }) => [number, startBytes, sizeBytes])).toEqual([
				[1, MIB, 8 * MIB],
				[2, 16 * MIB, 24 * MIB],
			]);
			expect((await probe(found[1]?.node ?? '', tool))?.label).toBe('image');
			const again = await write(plan);
			expect(again.outcome).toBe('was_done');
			expect(again.said).toContain('Nothing had to be done');
			expect(await kernelPartitions(node, tool)).toEqual(found);
			machine.detach(machine.disks[0] as (typeof machine.disks)[number]);
		}
	});

	test('partitions that an earlier image left are not written over while they are used, and go with the next image', async () => {
		const path = await makeDiskImage(inFolder('disk.raw'), 'gpt', await makeTree(inFolder('tree')));
		const { plan, node } = await prepare({ uri: `file://${path}`, format: 'raw', type: 'none' });
		await write(plan);
		// As a run that was killed before its last words leaves it.
		await writeDevice(node, 112 * MIB - 8192, Buffer.alloc(4096));
		await run('mkswap', [`${node}p1`]);
		await run('swapon', [`${node}p1`]);
		try {
			const refusal = write(plan);
			await expect(refusal).rejects.toMatchObject({ code: 'DISK_IN_USE' });
			await expect(refusal).rejects.toThrow(`${node}p1 is used by swap`);
		} finally {
			await run('swapoff', [`${node}p1`]);
		}
		await run('sfdisk', ['--quiet', '--no-reread', '--no-tell-kernel', '--delete', path, '1']);
		expect((await write(plan)).outcome).toBe('ran');
		expect((await kernelPartitions(node, tool)).map(({ number }) => number)).toEqual([2]);
	});

	test('qcow2 is converted onto a disk', async () => {
		const path = await makeFileSystemImage('ext4', inFolder('disk.raw'), 64, await makeTree(inFolder('tree')));
		await run('qemu-img', ['convert', '-O', 'qcow2', '-c', path, inFolder('disk.qcow2')]);
		const packed = await pack(inFolder('disk.qcow2'), 'zstd');
		const uri = packed.replace(machine.folder, base);
		const { plan, node } = await prepare({ uri, format: 'qcow2', type: 'none', compression: 'zstd' });
		await write(plan);
		expect(await digestOf(node, 'sha256', 64 * MIB)).toBe(await digestOf(path));
		expect((await write(plan)).outcome).toBe('was_done');
	});

	test('a tree of tar or squashfs keeps owners, modes, links and attributes', async () => {
		const tree = await makeTree(inFolder('tree'));
		await run('tar', ['--xattrs', '-C', tree, '-cf', inFolder('root.tar'), '.']);
		await run('mksquashfs', [tree, inFolder('root.squashfs'), '-quiet', '-no-progress']);
		const packed = await pack(inFolder('root.tar'), 'gzip');
		for (const wanted of [
			{ uri: packed.replace(machine.folder, base), format: 'tar', compression: 'gzip', type: 'ext4' },
			{ uri: `file://${inFolder('root.squashfs')}`, format: 'squashfs', type: 'xfs', partitionMebibytes: 310 },
		]) {
			const { plan, node } = await prepare(wanted);
			await write(plan);
			expect((await write(plan)).outcome).toBe('was_done');
			const folder = inFolder('look');
			await run('mount', ['-m', '-o', 'ro', node, folder]);
			try {
				const compare = ['-aHAXn', '--checksum', '--delete', '--itemize-changes', '--exclude=/lost+found'];
				const { stdout } = await run('rsync', [...compare, '--exclude=/.stoker-image', `${tree}/`, `${folder}/`]);
				expect(stdout.split('\n').filter((line) => line !== '' && !line.startsWith('.d'))).toEqual([]);
			} finally {
				await run('umount', [folder]);
				machine.detach(machine.disks[0] as (typeof machine.disks)[number]);
			}
		}
	});

	test('writes only what a block map beside the image maps', async () => {
		const path = await makeFileSystemImage('ext4', inFolder('root.img'), 80, await makeTree(inFolder('tree')));
		await writeFile(inFolder('root.img.zst.bmap'), (await run('bmaptool', ['create', path])).stdout);
		const packed = await pack(path, 'zstd');
		const { plan, action, node } = await prepare({ uri: packed.replace(machine.folder, base), compression: 'zstd' });
		await run('sh', ['-c', `yes dirt | dd of=${node} bs=1M count=90 iflag=fullblock oflag=direct status=none`]);
		const { said } = await write(plan);
		expect(said).toContain('only those are written');
		expect((await probe(node, tool))?.uuid).toBe(action.uuid);
		await run('e2fsck', ['-f', '-n', node]);
		const { stdout } = await run('grep', ['-c', '-a', 'dirt', node]);
		expect(Number(stdout)).toBeGreaterThan(1000);
	});

	test('refuses content that is not what its block map says', async () => {
		const path = await makeFileSystemImage('ext4', inFolder('root.img'), 24);
		const map = (await run('bmaptool', ['create', path])).stdout;
		await run('sh', ['-c', `printf changed | dd of=${path} bs=1 seek=1100 conv=notrunc status=none`]);
		await writeFile(`${path}.bmap`, map);
		const { plan, action, node } = await prepare({ uri: `file://${path}` });
		await expect(write(plan)).rejects.toMatchObject({ code: 'IMAGE_CHECKSUM_MISMATCH' });
		expect((await probe(node, tool))?.uuid).not.toBe(action.uuid);
	});

	test('goes on over a server that drops its connections', async () => {
		const path = await makeFileSystemImage('ext4', inFolder('root.img'), 32, await makeTree(inFolder('tree')));
		let count = 0;
		answer = async (request, response, file) => {
			await sendFile(request, response, file);
			if (request.url === '/root.img') {
				count += 1;
				if (count < 6) {
					setTimeout(() => response.destroy(), 15);
				}
			}
		};
		const checksums = { sha512: await digestOf(path, 'sha512'), md5: await digestOf(path, 'md5') };
		const { plan, action, node } = await prepare({ uri: `${base}/root.img`, checksums });
		await write(plan);
		expect((await probe(node, tool))?.uuid).toBe(action.uuid);
	});

	test('is written again after a run that was cut off', async () => {
		await makeFileSystemImage('ext4', inFolder('root.img'), 24);
		const { plan, action, node } = await prepare({ uri: `${base}/root.img` });
		const abort = new AbortController();
		answer = async (request, response, file) => {
			if (request.url === '/root.img') {
				const content = await readFile(file);
				response.writeHead(200, { 'content-length': content.length });
				response.write(content.subarray(0, 10 * MIB), () => setTimeout(() => abort.abort(new Error('cancelled')), 50));
			} else {
				await sendFile(request, response, file);
			}
		};
		await expect(write(plan, toolsFor(abort.signal))).rejects.toThrow('cancelled');
		expect((await probe(node, tool))?.uuid ?? '').not.toBe(action.uuid);
		answer = sendFile;
		expect((await write(plan)).outcome).toBe('ran');
		expect((await probe(node, tool))?.uuid).toBe(action.uuid);
	});

	test('what is another file system when it is read back leaves no mark', async () => {
		const path = await makeFileSystemImage('ext4', inFolder('root.raw'), 305);
		await makeFileSystemImage('xfs', inFolder('other.raw'), 305);
		// Both at once: the beginning looks like one, and nobody can tell which it is.
		await run('dd', [`if=${inFolder('other.raw')}`, `of=${path}`, 'bs=512', 'count=1', 'conv=notrunc', 'status=none']);
		const wanted = { uri: `file://${path}`, format: 'raw', type: 'xfs', partitionMebibytes: 310 };
		const { plan, node } = await prepare(wanted);
		const refusal = write(plan);
		await expect(refusal).rejects.toMatchObject({ code: 'IMAGE_FORMAT_MISMATCH', subject: { device: node } });
		await expect(refusal).rejects.toThrow('should hold xfs after its image was written, and holds several');
		await expect(write(plan)).rejects.toMatchObject({ code: 'IMAGE_FORMAT_MISMATCH' });
	});

	test('a wrong checksum leaves no mark', async () => {
		const path = await makeFileSystemImage('ext4', inFolder('root.img'), 24);
		const { plan, action, node } = await prepare({ uri: `file://${path}`, checksums: { sha256: 'a'.repeat(64) } });
		await expect(write(plan)).rejects.toMatchObject({ code: 'IMAGE_CHECKSUM_MISMATCH' });
		expect((await probe(node, tool))?.uuid).not.toBe(action.uuid);
	});

	test('a checksum file and a description beside the image are heeded', async () => {
		const path = await makeFileSystemImage('ext4', inFolder('root.img'), 24);
		await writeFile(`${path}.sha256`, `${'b'.repeat(64)}  root.img\n`);
		const { plan } = await prepare({ uri: `file://${path}` });
		await expect(write(plan)).rejects.toThrow('the file beside it');
		await writeFile(`${path}.sha256`, `${await digestOf(path)}  root.img\n`);
		const meta = (md5: string) => `images:\n  - { container_name: root.img, raw_size: ${24 * MIB}, raw_md5: ${md5} }\n`;
		await writeFile(inFolder('root.yaml'), meta('c'.repeat(32)));
		await expect(write(plan)).rejects.toThrow('its description');
		await writeFile(inFolder('root.yaml'), meta(await digestOf(path, 'md5')));
		expect((await write(plan)).outcome).toBe('ran');
	});

	test('a truncated image is found however it is packed', async () => {
		const path = await makeFileSystemImage('ext4', inFolder('root.img'), 24, await makeTree(inFolder('tree')));
		for (const compression of ['gzip', 'xz', 'zstd'] as const) {
			const packed = await pack(path, compression);
			await truncate(packed, (await stat(packed)).size - 20);
			const { plan } = await prepare({ uri: `file://${packed}`, compression });
			// Where a packed file is cut off, its end may say anything.
			const code = compression === 'gzip' ? /^IMAGE_(DAMAGED|TOO_LARGE)$/ : /^IMAGE_DAMAGED$/;
			await expect(write(plan)).rejects.toMatchObject({ code: expect.stringMatching(code) as string });
			machine.detach(machine.disks[0] as (typeof machine.disks)[number]);
		}
	});

	test('a store that forbids what is not there has nothing beside its images', async () => {
		await makeFileSystemImage('ext4', inFolder('root.img'), 24);
		answer = async (request, response, file) => {
			if (request.url === '/root.img') {
				await sendFile(request, response, file);
			} else {
				response.writeHead(403).end();
			}
		};
		const { plan } = await prepare({ uri: `${base}/root.img` });
		const { outcome, said } = await write(plan);
		expect(outcome).toBe('ran');
		expect(said).toContain('root.img.bmap is not used');
	});

	test('what must lie here whole is refused where there is no room for it', async () => {
		await writeFile(inFolder('content'), 'x'.repeat(3 * MIB));
		await run('mksquashfs', [inFolder('content'), inFolder('root.squashfs'), '-noD', '-noF', '-quiet', '-no-progress']);
		const { plan } = await prepare({ uri: `file://${inFolder('root.squashfs')}`, format: 'squashfs', type: 'ext4' });
		const tools = toolsFor();
		await run('mount', ['-m', '-t', 'tmpfs', '-o', 'size=130M', 'tmpfs', tools.target]);
		try {
			await expect(write(plan, tools)).rejects.toMatchObject({ code: 'IMAGE_STAGING_FULL' });
		} finally {
			await run('umount', [tools.target]);
		}
	});

	describe('is refused before anything is written when', () => {
		test('nothing is there', () => expectRefused({ uri: `${base}/none.img` }, 'IMAGE_NOT_FOUND', 'none.img'));

		test('its server is away', () =>
			expectRefused({ uri: 'http://127.0.0.1:9/root.img' }, 'IMAGE_UNREACHABLE', 'after 30 more tries'));

		test('it is larger than its place', async () => {
			const path = await makeFileSystemImage('ext4', inFolder('root.img'), 150);
			await expectRefused({ uri: `file://${path}` }, 'IMAGE_TOO_LARGE', 'has 100663296');
		});

		test.each(['gzip', 'xz', 'zstd'] as const)('it would be larger unpacked, by what %s says', async (compression) => {
			const path = inFolder('root.img');
			await run('truncate', ['-s', '150M', path]);
			const uri = `file://${await pack(path, compression)}`;
			await expectRefused({ uri, compression }, 'IMAGE_TOO_LARGE', 'by its own words');
		});

		test('its file system says that it is larger than the content that is left', async () => {
			const path = await makeFileSystemImage('ext4', inFolder('root.img'), 150);
			const packed = join(machine.folder, 'cut.img.zst');
			await run('sh', ['-c', `head -c 1000000 ${path} | zstd -q > ${packed}`]);
			await expectRefused({ uri: `file://${packed}`, compression: 'zstd' }, 'IMAGE_TOO_LARGE', 'is a file system of');
		});

		test('it is something else than the layout says', async () => {
			const path = await makeFileSystemImage('ext2', inFolder('root.img'), 24);
			await expectRefused({ uri: `file://${path}` }, 'IMAGE_FORMAT_MISMATCH', 'should be ext4, and is ext2');
		});

		test.each([
			['raw', 'none'],
			['raw', 'zstd'],
			['qcow2', 'gzip'],
		] as const)('its file system is of another type than that of the layout (%s, %s)', async (format, compression) => {
			const path = await makeFileSystemImage('ext4', inFolder('root.raw'), 24);
			await run('qemu-img', ['convert', '-O', 'qcow2', path, inFolder('root.qcow2')]);
			const file = inFolder(`root.${format}`);
			const uri = `file://${compression === 'none' ? file : await pack(file, compression)}`;
			const wanted = { uri, format, compression, type: 'xfs', partitionMebibytes: 310 };
			await expectRefused(wanted, 'IMAGE_FORMAT_MISMATCH', 'should be xfs, the type of its file system in the layout');
		});

		test('its table is for sectors of another size', async () => {
			const path = await makeDiskImage(inFolder('disk.raw'), 'gpt', await makeTree(inFolder('tree')));
			const wanted = { uri: `file://${path}`, format: 'raw', type: 'none', logicalSectorBytes: 4096 };
			await expectRefused(wanted, 'IMAGE_FORMAT_MISMATCH', 'is for sectors of 512 bytes');
			await run('qemu-img', ['convert', '-O', 'qcow2', path, inFolder('disk.qcow2')]);
			machine.detach(machine.disks[0] as (typeof machine.disks)[number]);
			const converted = { ...wanted, uri: `file://${inFolder('disk.qcow2')}`, format: 'qcow2' };
			await expectRefused(converted, 'IMAGE_FORMAT_MISMATCH', 'is for sectors of 512 bytes');
		});

		test('it is packed in another way than the layout says', async () => {
			const packed = await pack(await makeFileSystemImage('ext4', inFolder('root.img'), 24), 'gzip');
			const wanted = { uri: `file://${packed}`, compression: 'zstd' };
			await expectRefused(wanted, 'IMAGE_FORMAT_MISMATCH', 'packed with zstd, and is packed with gzip');
		});

		test('the layout says another size', async () => {
			const path = await makeFileSystemImage('ext4', inFolder('root.img'), 24);
			await expectRefused({ uri: `file://${path}`, sizeBytes: MIB }, 'IMAGE_DAMAGED', 'should have 1048576');
		});

		test('the block map beside it was changed', async () => {
			const path = await makeFileSystemImage('ext4', inFolder('root.img'), 24);
			const map = (await run('bmaptool', ['create', path])).stdout;
			await writeFile(`${path}.bmap`, map.replace('<BlockSize> 4096', '<BlockSize> 4097'));
			await expectRefused({ uri: `file://${path}` }, 'IMAGE_SIDE_FILE_INVALID', 'root.img.bmap');
		});

		test('qcow2 leads to another file', async () => {
			const base_ = await makeFileSystemImage('ext4', inFolder('base.raw'), 64);
			const path = inFolder('root.qcow2');
			await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-F', 'raw', '-b', base_, path]);
			await expectRefused(
				{ uri: `file://${path}`, format: 'qcow2', type: 'ext4' },
				'IMAGE_UNSAFE',
				'differs from another',
			);
			const apart = inFolder('apart.qcow2');
			await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-o', `data_file=${inFolder('data')}`, apart, '64M']);
			machine.detach(machine.disks[0] as (typeof machine.disks)[number]);
			await expectRefused({ uri: `file://${apart}`, format: 'qcow2', type: 'ext4' }, 'IMAGE_UNSAFE', 'in another file');
		});

		test('the disk of a qcow2 image is larger', async () => {
			const path = inFolder('root.qcow2');
			await run('qemu-img', ['create', '-q', '-f', 'qcow2', path, '1G']);
			await expectRefused({ uri: `file://${path}`, format: 'qcow2', type: 'ext4' }, 'IMAGE_TOO_LARGE', '1073741824');
		});
	});

	test('content without end stops at the size of its place', async () => {
		const path = await makeFileSystemImage('ext4', inFolder('root.img'), 24);
		const bomb = inFolder('bomb.img.zst');
		await run('sh', ['-c', `(cat ${path}; head -c 300M /dev/zero) | zstd -q > ${bomb}`]);
		const { plan, action, node } = await prepare({ uri: `file://${bomb}`, compression: 'zstd' });
		await expect(write(plan)).rejects.toMatchObject({ code: 'IMAGE_TOO_LARGE' });
		expect((await probe(node, tool))?.uuid).not.toBe(action.uuid);
	});

	test.each([
		['a name that climbs out', `b = tarfile.TarInfo('../../evil'); b.size = 1; t.addfile(b, io.BytesIO(b'x'))`],
		[
			'a hard link that climbs out',
			`b = tarfile.TarInfo('evil'); b.type = tarfile.LNKTYPE; b.linkname = '../../etc/passwd'; t.addfile(b)`,
		],
	])('a tar with %s is refused', async (_, member) => {
		const path = inFolder('evil.tar');
		const script = `import io, tarfile\nt = tarfile.open('${path}', 'w')\n${member}\nt.close()`;
		await run('python3', ['-c', script]);
		const { plan } = await prepare({ uri: `file://${path}`, format: 'tar', type: 'ext4' });
		await expect(write(plan)).rejects.toMatchObject({ code: 'IMAGE_UNSAFE' });
		await expect(stat(inFolder('evil'))).rejects.toThrow('ENOENT');
	});

	test('a tar whose links lead out does not write through them', async () => {
		const path = inFolder('evil.tar');
		const script = `import io, tarfile
t = tarfile.open('${path}', 'w')
l = tarfile.TarInfo('out'); l.type = tarfile.SYMTYPE; l.linkname = '${machine.folder}'; t.addfile(l)
b = tarfile.TarInfo('out/evil'); b.size = 1; t.addfile(b, io.BytesIO(b'x'))
t.close()`;
		await run('python3', ['-c', script]);
		const { plan } = await prepare({ uri: `file://${path}`, format: 'tar', type: 'ext4' });
		await write(plan).catch(() => undefined);
		await expect(stat(inFolder('evil'))).rejects.toThrow('ENOENT');
	});
});
