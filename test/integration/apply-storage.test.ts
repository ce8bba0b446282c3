import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { imageOpener } from '../../agent/src/image/open-image.js';
import { actionHandlers } from '../../agent/src/storage/action-handlers.js';
import { applyPlan } from '../../agent/src/storage/apply-plan.js';
import { hasLoopDevices, type LoopDisk, LoopMachine } from '../support/loop-device.js';
import { startChild } from '../support/storage-child.js';
import { readExample } from '../support/storage-examples.js';
import { handlersThat, planFor, storageTools, toolThat } from '../support/storage-rig.js';

/** Disks of the example machines that the layouts here use. */
const DISKS = [
	{ serial: 'NV480-0001', sizeBytes: 515_396_075_520, rest: { transport: 'nvme' } },
	{ serial: 'SP1000-0001', sizeBytes: 1_073_741_824_000, rest: { isRotational: true } },
] as const;

/** What this kernel can do on loop devices: no md, no device-mapper, no bcache. Images are not of these tests. */
const EXAMPLES = [
	'01-plain-uefi.yaml',
	'02-plain-bios.yaml',
	'11-keep-data.yaml',
	'12-verified-table.yaml',
	'15-msdos.yaml',
	'16-hints.yaml',
	'17-configdrive.yaml',
] as const;

/** What the disk carried before: a system, data behind it, and a file in them. */
const USED = [
	['start=2048, size=1048576, type=c12a7328-f81f-11d2-ba4b-00a0c93ec93b, name="efi"', 'vfat'],
	['start=1050624, size=125829120, type=0fc63daf-8483-4772-8e79-3d69d8477de4, name="old root"', 'ext4'],
	[
		'start=209715200, size=629145600, type=0fc63daf-8483-4772-8e79-3d69d8477de4, name="data", attrs="GUID:60,63"',
		'xfs',
	],
] as const;

function call(program: string, ...words: readonly string[]): string {
	const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8' });
	if (status !== 0) {
		throw new Error(`${program} ${words.join(' ')}: ${stderr}`);
	}
	return stdout;
}

async function makeMachine(): Promise<LoopMachine> {
	const machine = new LoopMachine();
	for (const disk of DISKS) {
		await machine.add(disk);
	}
	const node = nodeOf(machine, 'NV480-0001');
	const script = ['label: gpt', 'unit: sectors', ...USED.map(([row], index) => `${index + 1} : ${row}`)].join('\n');
	spawnSync('sfdisk', ['--quiet', '--no-reread', '--no-tell-kernel', node], { input: `${script}\n` });
	await machine.reader.read();
	USED.forEach(([, type], index) => {
		call(
			`mkfs.${type}`,
			...(type === 'xfs' ? ['-q', '-m', 'crc=1'] : type === 'ext4' ? ['-q'] : []),
			`${node}p${index + 1}`,
		);
	});
	withMount(machine, `${node}p3`, (folder) => writeFileSync(join(folder, 'kept.bin'), 'what must stay\n'.repeat(4096)));
	return machine;
}

/** A system in a small file system; resolves with its address. */
function makeImage(machine: LoopMachine): string {
	const file = join(machine.folder, 'image.ext4');
	const tree = join(machine.folder, 'tree');
	mkdirSync(tree);
	writeFileSync(join(tree, 'release'), 'one\n'.repeat(100_000));
	call('truncate', '--size=64M', file);
	call('mkfs.ext4', '-q', '-d', tree, file);
	return `file://${file}`;
}

function nodeOf(machine: LoopMachine, serial: string): string {
	return machine.disks.find((disk) => disk.serial === serial)?.node ?? '';
}

function withMount<Result>(machine: LoopMachine, node: string, work: (folder: string) => Result): Result {
	const folder = join(machine.folder, 'mount');
	mkdirSync(folder, { recursive: true });
	call('mount', node, folder);
	try {
		return work(folder);
	} finally {
		call('umount', folder);
	}
}

/** An example as this kernel can apply it: without images, which the writer of images has tests of. */
function documentOf(name: string): unknown {
	const { images: _images, ...rest } = readExample(name) as Record<string, unknown>;
	return rest;
}

/** Everything that must be the same however often the plan was cut off: tables to the byte, identifiers, kept content. */
async function stateOf(machine: LoopMachine): Promise<unknown> {
	const disks = await machine.reader.read();
	return disks.map(({ device, sizeBytes, serial, content }) => ({
		serial,
		head: digestOf(device, 0, 34 * 512),
		tail: digestOf(device, sizeBytes - 33 * 512, 33 * 512),
		signatures: content.signatures,
		partitions: content.table.partitions.map((one) => ({ ...one, sound: '' })),
		kept: content.table.partitions
			.filter(({ name }) => name === 'data')
			.map(({ number }) => withMount(machine, `${device}p${number}`, (folder) => digestFile(join(folder, 'kept.bin')))),
	}));
}

function digestOf(node: string, offset: number, length: number): string {
	const bytes = Buffer.alloc(length);
	const file = openSync(node, 'r');
	readSync(file, bytes, 0, length, offset);
	closeSync(file);
	return createHash('sha256').update(bytes).digest('hex');
}

function digestFile(path: string): string {
	return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'gone';
}

/** Puts the disks back to what they were. */
class Snapshot {
	readonly #machine: LoopMachine;
	readonly #disks: readonly LoopDisk[];

	constructor(machine: LoopMachine) {
		this.#machine = machine;
		this.#disks = [...machine.disks];
		for (const { serial } of this.#disks) {
			call('cp', '--sparse=always', this.#file(serial), `${this.#file(serial)}.before`);
		}
	}

	async restore(): Promise<void> {
		for (const disk of this.#disks) {
			const current = this.#machine.disks.find(({ serial }) => serial === disk.serial);
			if (current !== undefined) {
				this.#machine.detach(current);
			}
			call('cp', '--sparse=always', `${this.#file(disk.serial)}.before`, this.#file(disk.serial));
			await this.#machine.attach(this.#file(disk.serial), { serial: disk.serial, rest: disk.rest ?? {} });
		}
	}

	#file(serial: string): string {
		return join(this.#machine.folder, `${serial}.img`);
	}
}

describe.runIf(hasLoopDevices)('storage plans on loop devices', () => {
	let machine: LoopMachine;
	beforeEach(async () => {
		machine = await makeMachine();
	});
	afterEach(() => machine.close());

	async function apply(plan: StoragePlan) {
		const tools = storageTools(machine);
		try {
			return await applyPlan(plan, ['partition'], tools);
		} catch (error) {
			throw new Error(`${String(error)}\n${tools.said()}`, { cause: error });
		}
	}

	test.each(EXAMPLES)('%s: the second run has nothing to do', async (name) => {
		const plan = planFor(documentOf(name), await machine.inventory());
		const first = await apply(plan);
		expect(first.actions.filter(({ outcome }) => outcome === 'ran').length).toBeGreaterThan(0);
		const state = await stateOf(machine);
		expect((await apply(plan)).actions.filter(({ outcome }) => outcome === 'ran')).toEqual([]);
		expect(await stateOf(machine)).toEqual(state);
	});

	test.each(EXAMPLES)('%s: cut off after any action, the next run ends in the same state', async (name) => {
		const plan = planFor(documentOf(name), await machine.inventory());
		const before = new Snapshot(machine);
		const ran = (await apply(plan)).actions.filter(({ outcome }) => outcome === 'ran').length;
		const wanted = await stateOf(machine);
		for (let actions = 0; actions <= ran; actions++) {
			await before.restore();
			const stop = new AbortController();
			const handlers = handlersThat(actionHandlers, actions, () => stop.abort(new Error('cut off')));
			await applyPlan(plan, ['partition'], storageTools(machine, stop.signal), handlers).catch(() => undefined);
			expect(stop.signal.aborted).toBe(true);
			await apply(plan);
			expect({ actions, state: await stateOf(machine) }).toEqual({ actions, state: wanted });
		}
	});

	test.each(['11-keep-data.yaml', '15-msdos.yaml'])('%s: cut off within any tool, too', async (name) => {
		const plan = planFor(documentOf(name), await machine.inventory());
		const before = new Snapshot(machine);
		let tools = 0;
		const counted = storageTools(machine);
		await applyPlan(plan, ['partition'], {
			...counted,
			run: (program, words, options) => {
				tools += options?.isQuiet === true ? 0 : 1;
				return counted.run(program, words, options);
			},
		});
		const wanted = await stateOf(machine);
		for (let tool = 0; tool < tools; tool++) {
			await before.restore();
			const stop = new AbortController();
			const cut = storageTools(machine, stop.signal);
			const run = toolThat(cut.run, tool, () => setTimeout(() => stop.abort(new Error('cut off')), tool % 4));
			await applyPlan(plan, ['partition'], { ...cut, run }).catch(() => undefined);
			await apply(plan);
			expect({ tool, state: await stateOf(machine) }).toEqual({ tool, state: wanted });
		}
	});

	test.each(['01-plain-uefi.yaml', '12-verified-table.yaml'])(
		'%s with its image: cut off anywhere, also while the image is written',
		async (name) => {
			const document = readExample(name) as Record<string, unknown>;
			const images = [{ id: 'system', targetId: 'root-fs', uri: makeImage(machine), format: 'ext4' }];
			const plan = planFor({ ...document, images }, await machine.inventory());
			const before = new Snapshot(machine);
			const stages = ['partition', 'write_image'] as const;
			const toolsWith = (signal?: AbortSignal) => {
				const openImage = imageOpener({ connectionsOf: () => undefined });
				return { ...storageTools(machine, signal), openImage };
			};
			const applyAll = async () => {
				const tools = toolsWith();
				return applyPlan(plan, stages, tools).catch((error: unknown) => {
					throw new Error(`${String(error)}\n${tools.said()}`, { cause: error });
				});
			};
			const ran = (await applyAll()).actions.filter(({ outcome }) => outcome === 'ran').length;
			const wanted = await stateOf(machine);
			expect((await applyAll()).actions.filter(({ outcome }) => outcome === 'ran')).toEqual([]);
			for (const delayMs of [0, 20, 60, 150, 400, 800]) {
				await before.restore();
				const stop = new AbortController();
				const handlers = handlersThat(actionHandlers, ran - 1, () => {
					setTimeout(() => stop.abort(new Error('cut off')), delayMs);
				});
				await applyPlan(plan, stages, toolsWith(stop.signal), handlers).catch(() => undefined);
				await applyAll();
				expect({ delayMs, state: await stateOf(machine) }).toEqual({ delayMs, state: wanted });
			}
		},
	);

	test('an agent killed with SIGKILL leaves no tool at work, and the next one goes on', async () => {
		const plan = planFor(documentOf('11-keep-data.yaml'), await machine.inventory());
		const before = new Snapshot(machine);
		await apply(plan);
		const wanted = await stateOf(machine);
		const cutOff = async (moment: { readonly dieAfterActions: number; readonly dieInTool: number }) => {
			await before.restore();
			const end = await startChild(machine, { plan, stages: ['partition'], ...moment }).ended;
			await apply(plan);
			expect({ moment, state: await stateOf(machine) }).toEqual({ moment, state: wanted });
			return end;
		};
		for (const dieAfterActions of [0, 1, 3]) {
			expect(await cutOff({ dieAfterActions, dieInTool: -1 })).toBe('SIGKILL');
		}
		let dieInTool = 0;
		while ((await cutOff({ dieAfterActions: -1, dieInTool })) === 'SIGKILL') {
			dieInTool++;
		}
		expect(dieInTool).toBeGreaterThan(4);
	});
});
