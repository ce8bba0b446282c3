import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type DiskInventory, NO_CONTENT, type StorageInventory } from '@stoker/shared/storage/inventory.js';
import { type DiskSources, diskContent, type PartitionPlace } from '../../agent/src/discovery/disk-content.js';
import { type BlockDevice, LSBLK_ARGUMENTS, parseLsblk } from '../../agent/src/discovery/parse-lsblk.js';
import { parseMountInfo } from '../../agent/src/discovery/parse-mount-info.js';
import type { UdevDevice } from '../../agent/src/discovery/parse-udev.js';
import { parseWipefs } from '../../agent/src/discovery/parse-wipefs.js';
import { Devices, type DiskReader } from '../../agent/src/storage/devices.js';
import { kernelPartitions } from '../../agent/src/storage/kernel-partitions.js';
import { type DiskPartition, type DiskTable, parseTable } from '../../agent/src/storage/parse-table.js';
import { partitionChanges } from '../../agent/src/storage/partition-changes.js';
import { type RunTool, toolRunner } from '../../agent/src/system/run-tool.js';
import { sysFiles } from '../../agent/src/system/sys-files.js';

const run = promisify(execFile);
const MOST_TRIES = 20;

/** Whether this machine lets tests make block devices: root, with loop devices. In CI they must be there, or tests fail. */
export const hasLoopDevices =
	process.env['CI'] === 'true' ||
	(process.getuid?.() === 0 && spawnSync('losetup', ['--find'], { stdio: 'ignore' }).status === 0);

/** A loop device and what its disk would say of itself. */
export interface LoopDisk {
	/** For example /dev/loop3. */
	readonly node: string;
	readonly serial: string;
	/** What discovery would say otherwise than of any disk. */
	readonly rest?: Partial<DiskInventory>;
}

export interface LoopOptions {
	readonly serial: string;
	readonly sizeBytes: number;
	/** 512 when absent. */
	readonly logicalSectorBytes?: number;
	readonly rest?: Partial<DiskInventory>;
}

/** A machine whose disks are loop devices on sparse files. It touches no device that it did not make. */
export class LoopMachine {
	readonly folder = mkdtempSync(join(tmpdir(), 'stoker-loop-'));
	readonly #disks: LoopDisk[] = [];
	readonly #onExit = (): void => this.close();

	constructor() {
		process.on('exit', this.#onExit);
	}

	get disks(): readonly LoopDisk[] {
		return this.#disks;
	}

	get reader(): DiskReader {
		return loopReader(() => this.#disks);
	}

	/** Adds a disk on a new sparse file. */
	async add({ serial, sizeBytes, logicalSectorBytes = 512, rest = {} }: LoopOptions): Promise<LoopDisk> {
		const file = join(this.folder, `${serial}.img`);
		await writeFile(file, '');
		await truncate(file, sizeBytes);
		return this.attach(file, { serial, logicalSectorBytes, rest });
	}

	/** Adds a disk on a file that is there. */
	async attach(
		file: string,
		{ serial, logicalSectorBytes = 512, rest = {} }: Omit<LoopOptions, 'sizeBytes'>,
	): Promise<LoopDisk> {
		const flags = ['--find', '--show', '--sector-size', String(logicalSectorBytes), file];
		for (let tries = 1; ; tries++) {
			try {
				const { stdout } = await run('losetup', flags);
				const disk = { node: stdout.trim(), serial, rest };
				this.#disks.push(disk);
				return disk;
			} catch (error) {
				// Others look for a free loop device, too, and one of them was faster.
				if (tries === MOST_TRIES) {
					throw error;
				}
			}
		}
	}

	/** Takes a disk out; what is on it stays in its file. */
	detach(disk: LoopDisk): void {
		this.#disks.splice(this.#disks.indexOf(disk), 1);
		detachLoop(disk.node);
	}

	async inventory(firmware: StorageInventory['firmware'] = 'uefi'): Promise<StorageInventory> {
		return { firmware, memoryBytes: 0, disks: await this.reader.read() };
	}

	/** Takes every disk away, with what is mounted from it and with its file. */
	close(): void {
		process.off('exit', this.#onExit);
		for (const { node } of this.#disks.splice(0)) {
			detachLoop(node);
		}
		rmSync(this.folder, { recursive: true, force: true });
	}
}

/** What tests of handlers need: tools that run, and the devices of these disks. */
export function loopTools(
	disks: () => readonly LoopDisk[],
	signal: AbortSignal,
	write: (text: string) => void,
): { readonly run: RunTool; readonly devices: Devices } {
	const tool = toolRunner({ signal, write });
	return { run: tool, devices: new Devices({ run: tool, reader: loopReader(disks) }) };
}

/** Looks at loop disks as discovery looks at real ones: their serial numbers are given, for they have none. */
export function loopReader(disks: () => readonly LoopDisk[]): DiskReader {
	return {
		list: async () => (await lookAt(disks())).map(({ inventory }) => inventory),
		read: async () => {
			for (const { node } of disks()) {
				await tellKernel(node);
			}
			const found = await lookAt(disks());
			return Promise.all(
				found.map(async ({ device, inventory }) => ({ ...inventory, content: await contentOf(device) })),
			);
		},
	};
}

function detachLoop(node: string): void {
	for (const [, point] of spawnSync('findmnt', ['-rno', 'SOURCE,TARGET'], { encoding: 'utf8' })
		.stdout.split('\n')
		.map((line) => line.split(' '))
		.filter(([source]) => source?.startsWith(node) === true)) {
		spawnSync('umount', ['-R', point ?? '']);
	}
	spawnSync('partx', ['-d', node], { stdio: 'ignore' });
	spawnSync('losetup', ['-d', node], { stdio: 'ignore' });
}

async function lookAt(disks: readonly LoopDisk[]) {
	if (disks.length === 0) {
		return [];
	}
	const { stdout } = await run('lsblk', [...LSBLK_ARGUMENTS, ...disks.map(({ node }) => node)]);
	const devices = parseLsblk(stdout);
	return disks.flatMap((disk) => {
		const device = devices.find(({ path }) => path === disk.node);
		return device === undefined ? [] : [{ device, inventory: inventoryOf(device, disk) }];
	});
}

function inventoryOf(device: BlockDevice, { node, serial, rest }: LoopDisk): DiskInventory {
	return {
		name: node.replace('/dev/', ''),
		device: node,
		sizeBytes: device.sizeBytes,
		logicalSectorBytes: device.logicalSectorBytes,
		physicalSectorBytes: device.physicalSectorBytes,
		optimalIoBytes: 0,
		model: 'LOOP',
		vendor: '',
		serial,
		wwn: '',
		transport: '',
		isRotational: false,
		isRemovable: false,
		isReadOnly: device.isReadOnly,
		links: [],
		scsiAddress: '',
		paths: [],
		content: NO_CONTENT,
		...rest,
	};
}

async function readTable(node: string): Promise<DiskTable | undefined> {
	try {
		return parseTable((await run('sfdisk', ['--json', node])).stdout);
	} catch {
		return undefined;
	}
}

/** Does what the kernel does where it knows partition tables: the one of a test may not. */
async function tellKernel(node: string): Promise<void> {
	const tool: RunTool = async (program, words) => (await run(program, [...words])).stdout;
	const { removed, added } = partitionChanges(
		await kernelPartitions(node, tool),
		(await readTable(node))?.partitions ?? [],
	);
	for (const { number } of removed) {
		await run('delpart', [node, String(number)]);
	}
	for (const { number, startBytes, sizeBytes } of added) {
		await run('addpart', [node, String(number), String(startBytes / 512), String(sizeBytes / 512)]);
	}
}

/** Does what udev does where it runs: it knows the table. */
async function contentOf(disk: BlockDevice): Promise<DiskInventory['content']> {
	const table = await readTable(disk.path);
	const parts = disk.children.filter(({ type }) => type === 'part');
	const places = new Map<string, PartitionPlace>();
	const children = await Promise.all(
		disk.children.map(async (child): Promise<BlockDevice> => {
			const number = Number(await sysFiles.readText(`/sys/class/block/${child.kernelName}/partition`));
			const row = table?.partitions.find((one) => one.number === number);
			if (row === undefined) {
				return child;
			}
			places.set(child.kernelName, { number, startBytes: row.startBytes });
			const { typeGuid: type, guid, name } = row;
			return { ...child, sizeBytes: row.sizeBytes, partition: { type, guid, name, flags: flagBits(row) } };
		}),
	);
	const { stdout } = await run('wipefs', ['--json', disk.path, ...parts.map(({ path }) => path)]);
	const properties = new Map(
		table === undefined
			? []
			: [
					['ID_PART_TABLE_TYPE', table.label === 'msdos' ? 'dos' : 'gpt'],
					['ID_PART_TABLE_UUID', table.guid],
				],
	);
	const udev: UdevDevice = { path: '', name: disk.kernelName, links: [], properties };
	const sources: DiskSources = {
		devices: [],
		udev: new Map([[disk.kernelName, udev]]),
		signatures: parseWipefs(stdout),
		mounts: parseMountInfo(await sysFiles.readText('/proc/self/mountinfo')),
		partitions: places,
	};
	return diskContent({ ...disk, children }, sources);
}

function flagBits({ attributes, isBootable }: DiskPartition): string {
	const words = ['RequiredPartition', 'NoBlockIOProtocol', 'LegacyBIOSBootable'];
	const bits = words.map((word, bit) => (attributes.includes(word) ? 1 << bit : 0));
	return String(bits.reduce((sum, bit) => sum | bit, isBootable ? 0x80 : 0));
}
