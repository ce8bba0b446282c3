import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hasLoopDevices, type LoopDisk, LoopMachine } from '../../../test/support/loop-device.js';
import { handlersThat, planFor, storageTools } from '../../../test/support/storage-rig.js';
import { actionHandlers } from './action-handlers.js';
import { applyPlan } from './apply-plan.js';

const SIZE_BYTES = 256 * 1024 ** 2;

const LAYOUT = {
	disks: [{ id: 'a', selector: { serial: 'A' } }],
	partitions: [
		{ id: 'one', diskId: 'a', sizeBytes: '64 MiB' },
		{ id: 'two', diskId: 'a', sizeBytes: '64 MiB' },
	],
	fileSystems: [
		{ id: 'one-fs', onId: 'one', type: 'ext4', mount: '/one' },
		{ id: 'two-fs', onId: 'two', type: 'ext2', mount: '/two' },
	],
};

describe.runIf(hasLoopDevices)('disks that are not what they seem', () => {
	let machine: LoopMachine;
	let first: LoopDisk;
	let second: LoopDisk;
	beforeEach(async () => {
		machine = new LoopMachine();
		first = await machine.add({ serial: 'A', sizeBytes: SIZE_BYTES });
		second = await machine.add({ serial: 'B', sizeBytes: SIZE_BYTES });
	});
	afterEach(() => machine.close());

	const fileOf = (serial: string) => join(machine.folder, `${serial}.img`);
	const isBlank = (serial: string) => readFileSync(fileOf(serial)).every((byte) => byte === 0);
	const plan = async () => planFor(LAYOUT, await machine.inventory());

	/** What a plan is refused by; fails where it is not. */
	async function refusal(made: StoragePlan): Promise<{ readonly code: unknown; readonly message: string }> {
		const tools = storageTools(machine);
		const error: unknown = await applyPlan(made, ['partition'], tools).then(
			() => new Error(`it was carried out\n${tools.said()}`),
			(cause: unknown) => cause,
		);
		const { code, message } = error as { code?: unknown; message: string };
		return { code, message };
	}

	async function expectRefusal(made: StoragePlan, code: string, words: string): Promise<void> {
		const refused = await refusal(made);
		expect(refused.code).toBe(code);
		expect(refused.message).toContain(words);
	}

	test('two disks that swap their names: the one with the serial number is written', async () => {
		const made = await plan();
		machine.detach(first);
		machine.detach(second);
		await machine.attach(fileOf('B'), { serial: 'B' });
		await machine.attach(fileOf('A'), { serial: 'A' });
		await applyPlan(made, ['partition'], storageTools(machine));
		const [b, a] = await machine.reader.read();
		expect(a?.content.table.partitions).toHaveLength(2);
		expect(b?.content.table.label).toBe('');
		expect(isBlank('B')).toBe(true);
	});

	test('another disk in its place is left alone', async () => {
		const made = await plan();
		machine.detach(first);
		await writeFile(fileOf('C'), '');
		await truncate(fileOf('C'), SIZE_BYTES);
		const other = await machine.attach(fileOf('C'), { serial: 'C' });
		const { code, message } = await refusal({
			...made,
			disks: made.disks.map((one) => ({ ...one, disk: { ...one.disk, device: other.node } })),
		});
		expect([code, message]).toEqual(['DISK_CHANGED', expect.stringContaining('serial C')]);
		expect(isBlank('C')).toBe(true);
	});

	test('a disk that is gone is missed', async () => {
		const made = await plan();
		machine.detach(first);
		machine.detach(second);
		expect((await refusal(made)).code).toBe('DISK_NOT_FOUND');
	});

	test('two disks with one serial number are told apart by nobody', async () => {
		const made = await plan();
		machine.detach(second);
		await machine.attach(fileOf('B'), { serial: 'A' });
		expect((await refusal(made)).code).toBe('DISK_AMBIGUOUS');
	});

	test('a disk that is smaller than it was is refused', async () => {
		const made = await plan();
		machine.detach(first);
		await truncate(fileOf('A'), SIZE_BYTES / 2);
		await machine.attach(fileOf('A'), { serial: 'A' });
		expect((await refusal(made)).code).toBe('DISK_CHANGED');
		expect(isBlank('A')).toBe(true);
	});

	test('a disk that cannot be written to is refused', async () => {
		const made = await plan();
		spawnSync('blockdev', ['--setro', first.node]);
		expect((await refusal(made)).code).toBe('DISK_READ_ONLY');
		spawnSync('blockdev', ['--setrw', first.node]);
	});

	test('what came onto a disk after the plan was agreed to is named, and stays', async () => {
		const made = await plan();
		spawnSync('mkfs.ext4', ['-q', '-L', 'new', first.node]);
		const before = readFileSync(fileOf('A'));
		const { code, message } = await refusal(made);
		expect([code, message]).toEqual(['DISK_CHANGED', expect.stringMatching(/the disk holds ext4 [0-9a-f-]{36}/)]);
		expect(readFileSync(fileOf('A')).equals(before)).toBe(true);
	});

	test('a partition that came after the plan was agreed to counts, even if nothing is known of its content', async () => {
		const made = await plan();
		spawnSync('sfdisk', ['--quiet', '--no-reread', '--no-tell-kernel', first.node], {
			input: 'label: gpt\nstart=2048, size=4096\n',
		});
		await expectRefusal(made, 'DISK_CHANGED', 'partition 1');
	});

	test('a disk that somebody mounted meanwhile is refused with the place', async () => {
		spawnSync('mkfs.ext4', ['-q', first.node]);
		const made = await plan();
		const point = join(machine.folder, 'mounted');
		mkdirSync(point);
		spawnSync('mount', [first.node, point]);
		await expectRefusal(made, 'DISK_IN_USE', point);
	});

	test('a mount that the plan takes down is not torn from under a process', async () => {
		spawnSync('mkfs.ext4', ['-q', first.node]);
		const point = join(machine.folder, 'mounted');
		mkdirSync(point);
		spawnSync('mount', [first.node, point]);
		const made = await plan();
		const user = spawn('sleep', ['300'], { cwd: point });
		try {
			await expectRefusal(made, 'DISK_IN_USE', `sleep (${user.pid ?? ''})`);
		} finally {
			user.kill('SIGKILL');
			await new Promise((resolve) => user.on('close', resolve));
		}
		const tools = storageTools(machine);
		await applyPlan(made, ['partition'], tools);
		expect(tools.said()).toContain(`$ umount --recursive ${point}`);
	});

	test('a disk that vanishes in the middle is a clear failure', async () => {
		const made = await plan();
		const handlers = handlersThat(actionHandlers, 2, () => machine.detach(first));
		const tools = storageTools(machine);
		await expect(applyPlan(made, ['partition'], tools, handlers)).rejects.toMatchObject({ code: 'DISK_NOT_FOUND' });
	});

	test('a volume that lies on a disk nobody named is not handed out', async () => {
		const made = await plan();
		const { devices } = storageTools(machine);
		const limited = devices.limitedTo(made.disks.map(({ disk }) => disk));
		await expect(limited.volumeNode(second.node)).rejects.toMatchObject({ code: 'DISK_CHANGED' });
		expect(await limited.volumeNode(first.node)).toBe(first.node);
	});

	test('a finished disk beside one that was emptied again is not taken for finished', async () => {
		const layout = {
			disks: [...LAYOUT.disks, { id: 'b', selector: { serial: 'B' } }],
			partitions: [...LAYOUT.partitions, { id: 'three', diskId: 'b', sizeBytes: '64 MiB' }],
			fileSystems: [...LAYOUT.fileSystems, { id: 'three-fs', onId: 'three', type: 'ext4', mount: '/three' }],
		};
		const made = planFor(layout, await machine.inventory());
		await applyPlan(made, ['partition'], storageTools(machine));
		spawnSync('wipefs', ['--all', '--force', second.node]);
		await expectRefusal(made, 'DISK_CHANGED', 'partition 1');
	});

	test('images are not written to disks without the partitions of the plan', async () => {
		const made = await plan();
		const tools = storageTools(machine);
		await expect(applyPlan(made, ['write_image'], tools)).rejects.toMatchObject({ code: 'STORAGE_STAGE_MISSING' });
	});

	test('an agent that is confined to a folder touches no disk', async () => {
		const made = await plan();
		const tools = { ...storageTools(machine), root: machine.folder };
		await expect(applyPlan(made, ['partition'], tools)).rejects.toMatchObject({ code: 'STORAGE_ACTION_UNSUPPORTED' });
		expect(isBlank('A')).toBe(true);
	});
});
