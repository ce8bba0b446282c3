import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { WriteImageAction } from '@stoker/shared/storage/storage-action.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { imageOpener } from '../../agent/src/image/open-image.js';
import { applyPlan } from '../../agent/src/storage/apply-plan.js';
import { kernelPartitions } from '../../agent/src/storage/kernel-partitions.js';
import { probe } from '../../agent/src/storage/signatures.js';
import { toolRunner } from '../../agent/src/system/run-tool.js';
import { eventually } from '../support/attempt-rig.js';
import { digestOf, hasImageTools, makeDiskImage, makeFileSystemImage, makeTree, pack } from '../support/image-files.js';
import { hasLoopDevices, LoopMachine } from '../support/loop-device.js';
import { startChild } from '../support/storage-child.js';
import { planFor, storageTools } from '../support/storage-rig.js';
import { taskWrapper } from '../support/task-wrapper.js';

process.env['STOKER_AGENT_WRAPPER'] = taskWrapper();
const run = promisify(execFile);
const tool = toolRunner({ signal: new AbortController().signal, write: () => undefined });
const MIB = 1024 * 1024;
const GPT_BYTES = 34 * 512;
/** Of a file that no packing makes smaller, so that much has to be sent. */
const CONTENT_BYTES = 20 * MIB;

/** What is written, how much of it comes before its server falls silent, and what shows that the agent is in the middle. */
const IMAGES = [
	{ format: 'ext4', compression: 'zstd', share: 0.4, isAtWork: holdsBegin },
	{ format: 'ext4', compression: 'none', share: 0.9, isAtWork: holdsBegin },
	{ format: 'tar', compression: 'gzip', share: 0.6, isAtWork: isUnpacking },
	{ format: 'qcow2', compression: 'none', share: 0.5, isAtWork: isStaging },
] as const;

const LAYOUT = {
	disks: [{ id: 'a', selector: { serial: 'A' } }],
	partitions: [
		{ id: 'root', diskId: 'a', sizeBytes: '96 MiB' },
		{ id: 'data', diskId: 'a', sizeBytes: '32 MiB', startBytes: 128 * MIB, preserve: 'keep' },
	],
	fileSystems: [
		{ id: 'root-fs', onId: 'root', type: 'ext4', mount: '/srv' },
		{ id: 'data-fs', onId: 'data', type: 'ext4', mount: '/data', preserve: 'keep' },
	],
};

describe.runIf(hasLoopDevices && hasImageTools)('an agent killed with SIGKILL while it writes an image', () => {
	let machine: LoopMachine;
	let server: Server;
	let base: string;
	/** What of an image is sent before nothing more comes; 1 for all of it. */
	let share: number;

	beforeEach(async () => {
		machine = new LoopMachine();
		share = 1;
		server = createServer((request, response) => {
			const path = join(machine.folder, request.url ?? '');
			if (!existsSync(path)) {
				response.writeHead(404).end();
				return;
			}
			const content = readFileSync(path);
			response.writeHead(200, { 'content-length': content.length });
			response.write(content.subarray(0, Math.floor(content.length * share)));
			if (share === 1) {
				response.end();
			}
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

	async function apply(plan: ReturnType<typeof planFor>) {
		const tools = { ...storageTools(machine), openImage: imageOpener({ connectionsOf: () => undefined }) };
		const { actions } = await applyPlan(plan, ['partition', 'write_image'], tools);
		return { said: tools.said(), ran: actions.filter(({ outcome }) => outcome === 'ran').map(({ id }) => id) };
	}

	/** Starts the work and kills it when it is at this point. */
	async function killWhen(plan: ReturnType<typeof planFor>, isThere: () => Promise<boolean>) {
		const child = startChild(machine, { plan, stages: ['write_image'], dieAfterActions: -1, dieInTool: -1 });
		const early = child.ended.then((end) => expect.fail(`it ended by itself: ${end}`));
		await Promise.race([eventually(isThere, 'the image is being written', 60_000), early]);
		child.process.kill('SIGKILL');
		expect(await child.ended).toBe('SIGKILL');
	}

	/** A disk that data stay on, partitioned by a plan with this image. */
	async function prepare({ format, compression }: (typeof IMAGES)[number]) {
		const tree = await makeTree(inFolder('tree'));
		await run('sh', ['-c', `head -c ${CONTENT_BYTES} /dev/urandom > ${join(tree, 'release')}`]);
		await makeFileSystemImage('ext4', inFolder('image.ext4'), 64, tree);
		await run('tar', ['--xattrs', '-C', tree, '-cf', inFolder('image.tar'), '.']);
		await run('qemu-img', ['convert', '-O', 'qcow2', inFolder('image.ext4'), inFolder('image.qcow2')]);
		const plain = inFolder(`image.${format}`);
		const file = compression === 'none' ? plain : await pack(plain, compression);
		const { node } = await machine.add({ serial: 'A', sizeBytes: 192 * MIB });
		const table = run('sfdisk', ['--quiet', '--label=gpt', '--no-reread', '--no-tell-kernel', node]);
		table.child.stdin?.end('start=128MiB, size=32MiB, name=data\n');
		await table;
		await machine.inventory();
		await makeFileSystemImage('ext4', inFolder('data'), 32, tree);
		await run('dd', [`if=${inFolder('data')}`, `of=${node}p1`, 'bs=1M', 'oflag=direct', 'status=none']);
		const uri = file.replace(machine.folder, base);
		const checksums = format === 'qcow2' ? {} : { sha256: await digestOf(plain) };
		const images = [{ id: 'image', targetId: 'root-fs', uri, format, compression, checksums }];
		const plan = planFor({ ...LAYOUT, images }, await machine.inventory());
		await applyPlan(plan, ['partition'], storageTools(machine));
		const nodeOf = (id: string) => {
			const rows = plan.disks.flatMap(({ partitions }) => partitions);
			return `${node}p${rows.find(({ itemId }) => itemId === id)?.number ?? 0}`;
		};
		const action = plan.actions.find((one): one is WriteImageAction => one.kind === 'write_image');
		return { plan, node, rootNode: nodeOf('root'), keptNode: nodeOf('data'), uuid: action?.uuid ?? '', tree };
	}

	test.each(IMAGES)('$format packed with $compression: the next run ends as if nothing had been', async (wanted) => {
		const { plan, node, rootNode, keptNode, uuid, tree } = await prepare(wanted);
		const table = await digestOf(node, 'sha256', GPT_BYTES);
		const kept = await digestOf(keptNode);
		share = wanted.share;
		await killWhen(plan, () => wanted.isAtWork(machine, rootNode));
		if (wanted.format !== 'tar') {
			expect((await probe(rootNode, tool))?.uuid ?? '').not.toBe(uuid);
		}
		expect(await digestOf(node, 'sha256', GPT_BYTES)).toBe(table);
		expect(await digestOf(keptNode)).toBe(kept);
		share = 1;
		expect((await apply(plan)).ran.slice(-2)).toEqual(['write_image:image', 'seal_disk:a']);
		expect(await probe(rootNode, tool)).toMatchObject({ type: 'ext4', uuid });
		expect(await differences(machine, rootNode, tree)).toEqual([]);
		await run('e2fsck', ['-f', '-n', rootNode]);
		expect(await digestOf(keptNode)).toBe(kept);
		const again = await apply(plan);
		expect(again.ran).toEqual([]);
		expect(again.said).toContain('Nothing had to be done');
	});

	test('a whole disk is the image again, byte by byte, and the kernel has its partitions', async () => {
		const path = await makeDiskImage(inFolder('disk.raw'), 'gpt', await makeTree(inFolder('tree')));
		const { node } = await machine.add({ serial: 'A', sizeBytes: 96 * MIB });
		const image = { id: 'image', targetId: 'a', uri: `${base}/disk.raw`, format: 'raw' };
		const disks = [{ id: 'a', selector: { serial: 'A' }, table: 'none' }];
		const plan = planFor({ disks, images: [image] }, await machine.inventory());
		await applyPlan(plan, ['partition'], storageTools(machine));
		share = 0.5;
		await killWhen(plan, async () => (await digestOf(node, 'sha256', MIB)) === (await digestOf(path, 'sha256', MIB)));
		share = 1;
		expect((await apply(plan)).ran).toEqual(['write_image:image']);
		expect(await digestOf(node, 'sha256', statSync(path).size)).toBe(await digestOf(path));
		expect((await kernelPartitions(node, tool)).map(({ number }) => number)).toEqual([1, 2]);
		expect((await apply(plan)).ran).toEqual([]);
	});
});

/** The first bytes of the image are on the device. */
async function holdsBegin({ folder }: LoopMachine, node: string): Promise<boolean> {
	return (await digestOf(node, 'sha256', MIB)) === (await digestOf(join(folder, 'image.ext4'), 'sha256', MIB));
}

/** Files of the tree are in the file system, which is mounted. */
async function isUnpacking({ folder }: LoopMachine): Promise<boolean> {
	const names = await readdir(join(folder, 'target/mounts/stoker-mount/image')).catch(() => []);
	return names.some((name) => name !== 'lost+found');
}

/** Some of the image lies beside the attempt. */
async function isStaging({ folder }: LoopMachine): Promise<boolean> {
	const found = await stat(join(folder, 'target/stoker-staged/image')).catch(() => undefined);
	return (found?.size ?? 0) > 0;
}

/** What of a tree is otherwise on a device: files, owners, modes, times, attributes. */
async function differences({ folder }: LoopMachine, node: string, tree: string): Promise<readonly string[]> {
	const look = join(folder, 'look');
	await run('mount', ['-m', '-o', 'ro', node, look]);
	try {
		const compare = ['-aHAXn', '--checksum', '--delete', '--itemize-changes', '--exclude=/lost+found'];
		const { stdout } = await run('rsync', [...compare, '--exclude=/.stoker-image', `${tree}/`, `${look}/`]);
		return stdout.split('\n').filter((line) => line !== '' && !line.startsWith('.d'));
	} finally {
		await run('umount', [look]);
	}
}
