import type { DiskInventory } from '@stoker/shared/storage/inventory.js';
import type { ActionDisk, DiskRegion, StoragePlace } from '@stoker/shared/storage/storage-action.js';
import { parseMountInfo } from '../discovery/parse-mount-info.js';
import type { RunTool } from '../system/run-tool.js';
import { StorageFailure } from '../system/storage-failure.js';
import { sysFiles } from '../system/sys-files.js';
import { KERNEL_SECTOR_BYTES, kernelPartitions } from './kernel-partitions.js';
import { KnownDisks } from './known-disks.js';
import { type DiskTable, parseTable } from './parse-table.js';
import { partitionChanges } from './partition-changes.js';

/** Looks at the disks of a machine. */
export interface DiskReader {
	/** Which ones there are; what is on them is not looked at. */
	list(): Promise<readonly DiskInventory[]>;
	read(): Promise<readonly DiskInventory[]>;
}

interface DevicesOptions {
	readonly reader: DiskReader;
	readonly run: RunTool;
	/** Disks of the plan; undefined until there is one. */
	readonly disks?: readonly ActionDisk[];
}

const BLOCK = '/sys/class/block';

const SETTLE_SECONDS = 60;
/** udev reads a table anew whenever a disk was written to, and may be faster or slower than we are. */
const MOST_TRIES = 5;
const DEEPEST_STACK = 16;
const NO_TABLE = /does not contain a recognized partition table/;

/**
 * The block devices of this machine as a plan names them.
 *
 * INVARIANTS: a device is looked up whenever it is asked for, because kernel names change; a disk is known by what it says of
 * itself; nothing is handed out that lies, wholly or in part, on a disk that is not one of the plan.
 */
export class Devices {
	readonly #options: DevicesOptions;
	readonly #known: KnownDisks;

	constructor(options: DevicesOptions) {
		this.#options = options;
		this.#known = new KnownDisks(() => options.reader.list());
	}

	/** The same devices, for a plan with these disks. */
	limitedTo(disks: readonly ActionDisk[]): Devices {
		return new Devices({ ...this.#options, disks });
	}

	/** The disks with what is on them now. */
	read(): Promise<readonly DiskInventory[]> {
		return this.#options.reader.read();
	}

	/** Device of a disk, for example /dev/sda. Throws a StorageFailure where it is not there as the plan saw it. */
	diskNode(disk: ActionDisk): Promise<string> {
		return this.#known.nodeOf(disk);
	}

	/** Bytes of a device. */
	async sizeOf(node: string): Promise<number> {
		const name = kernelName(await sysFiles.resolve(node));
		return Number(await sysFiles.readText(`${BLOCK}/${name}/size`)) * KERNEL_SECTOR_BYTES;
	}

	/** Device of a place, for example /dev/sda1 or /dev/mapper/os-root. Throws a StorageFailure. */
	async nodeOf(place: StoragePlace): Promise<string> {
		switch (place.kind) {
			case 'disk':
				return this.diskNode(place.disk);
			case 'partition':
				return this.#partitionNode(place);
			case 'device':
				return this.volumeNode(place.path);
		}
	}

	/** Device of a volume, if it lies on disks of the plan alone. Throws a StorageFailure. */
	async volumeNode(path: string): Promise<string> {
		const subject = { device: path };
		const real = await sysFiles.resolve(path);
		if (real === '') {
			throw new StorageFailure('DISK_NOT_FOUND', `${path} is not there`, { subject });
		}
		const bases = await basesOf(kernelName(real));
		const own = await this.#ownNames();
		const foreign = bases.filter((name) => !own.has(name));
		if (foreign.length > 0 || bases.length === 0) {
			const where = foreign.length === 0 ? 'no disk' : foreign.map((name) => `/dev/${name}`).join(', ');
			const message = `${path} lies on ${where}, which the plan does not name`;
			throw new StorageFailure('DISK_CHANGED', message, { subject });
		}
		return path;
	}

	/** Whether there is such a volume now, on disks of the plan or not. */
	async isThere(path: string): Promise<boolean> {
		return (await sysFiles.resolve(path)) !== '';
	}

	/** The partition table on a disk; undefined where there is none that is known. */
	async tableOf(disk: ActionDisk): Promise<DiskTable | undefined> {
		return this.#readTable(await this.diskNode(disk));
	}

	/** Devices of the partitions that the kernel has at these places of a disk. */
	async partitionNodes(disk: ActionDisk, regions: readonly DiskRegion[]): Promise<readonly string[]> {
		const known = await kernelPartitions(await this.diskNode(disk), this.#options.run);
		const isMeant = (one: DiskRegion) =>
			regions.some(({ startBytes, sizeBytes }) => startBytes === one.startBytes && sizeBytes === one.sizeBytes);
		return known.filter(isMeant).map(({ node }) => node);
	}

	/** Lets the kernel know the partitions that are in the table of a disk, and waits until their devices are there. */
	async tellKernel(disk: ActionDisk): Promise<void> {
		const node = await this.diskNode(disk);
		for (let tries = 1; ; tries++) {
			await this.settle();
			try {
				if (await this.#matchPartitions(node)) {
					return;
				}
			} catch (error) {
				if (tries === MOST_TRIES) {
					throw error;
				}
			}
			if (tries === MOST_TRIES) {
				const message = `The kernel does not take over the partitions of ${node}`;
				throw new StorageFailure('STORAGE_NOT_VERIFIED', message, { subject: { device: node } });
			}
		}
	}

	/** Where something that lies on these devices, or on parts of them, is mounted; in the order of the mounting. */
	async mountsOn(nodes: readonly string[]): Promise<readonly string[]> {
		const names = new Set(await Promise.all(nodes.map(async (node) => kernelName(await sysFiles.resolve(node)))));
		const mounts = parseMountInfo(await sysFiles.readText('/proc/self/mountinfo'));
		const found = [...mounts].map(async ([number, points]) => {
			const folder = await sysFiles.resolve(`/sys/dev/block/${number}`);
			const name = folder.split('/').at(-1) ?? '';
			const isOn = names.has(name) || (await basesOf(name)).some((base) => names.has(base));
			return folder !== '' && isOn ? points : [];
		});
		return (await Promise.all(found)).flat();
	}

	/** Waits until udev has dealt with everything that happened. */
	async settle(): Promise<void> {
		await this.#options.run('udevadm', ['settle', `--timeout=${SETTLE_SECONDS}`], { isQuiet: true });
	}

	async #readTable(node: string): Promise<DiskTable | undefined> {
		try {
			return parseTable(await this.#options.run('sfdisk', ['--json', node], { isQuiet: true }));
		} catch (error) {
			if (error instanceof StorageFailure && NO_TABLE.test(error.message)) {
				return undefined;
			}
			throw error;
		}
	}

	/** Whether the kernel knew everything already. */
	async #matchPartitions(node: string): Promise<boolean> {
		const { run } = this.#options;
		const table = await this.#readTable(node);
		const { removed, added } = partitionChanges(await kernelPartitions(node, run), table?.partitions ?? []);
		const isSame = removed.length === 0 && added.length === 0;
		if (node.startsWith('/dev/mapper/')) {
			// Where there is no table any more kpartx leaves what it made.
			for (const partition of removed) {
				await run('dmsetup', ['remove', '--retry', partition.node]);
			}
			if (added.length > 0) {
				await run('kpartx', ['-u', '-s', '-p', '-part', node]);
			}
			return isSame;
		}
		for (const { number } of removed) {
			await run('delpart', [node, String(number)]);
		}
		for (const { number, startBytes, sizeBytes } of added) {
			const place = [startBytes, sizeBytes].map((bytes) => String(bytes / KERNEL_SECTOR_BYTES));
			await run('addpart', [node, String(number), ...place]);
		}
		return isSame;
	}

	async #partitionNode(place: Extract<StoragePlace, { kind: 'partition' }>): Promise<string> {
		const { disk, number, startBytes, sizeBytes } = place;
		const node = await this.diskNode(disk);
		const find = async () => {
			const known = (await kernelPartitions(node, this.#options.run)).find((one) => one.number === number);
			return known?.startBytes === startBytes && known.sizeBytes === sizeBytes ? known : undefined;
		};
		let found = await find();
		if (found === undefined) {
			await this.tellKernel(disk);
			found = await find();
		}
		if (found === undefined) {
			const message = `${node} has no partition ${number} at ${startBytes} of ${sizeBytes} bytes`;
			throw new StorageFailure('DISK_CHANGED', message, { subject: { device: node, item: place.itemId } });
		}
		return found.node;
	}

	/** Kernel names of the disks of the plan; those behind a multipath map among them. */
	async #ownNames(): Promise<ReadonlySet<string>> {
		const nodes: string[] = [];
		for (const disk of this.#options.disks ?? []) {
			nodes.push(await this.diskNode(disk));
		}
		const names = nodes.map(async (node) => {
			const name = kernelName(await sysFiles.resolve(node));
			return [name, ...(await basesOf(name))];
		});
		return new Set((await Promise.all(names)).flat());
	}
}

/** Of /dev/cciss/c0d0 it is cciss!c0d0. */
function kernelName(node: string): string {
	return node.replace(/^\/dev\//, '').replaceAll('/', '!');
}

/** Kernel names of the disks that a device lies on in the end; none for one that is not a block device. */
async function basesOf(name: string, depth = 0): Promise<readonly string[]> {
	const folder = await sysFiles.resolve(`${BLOCK}/${name}`);
	if (folder === '' || depth > DEEPEST_STACK) {
		return [];
	}
	if ((await sysFiles.readText(`${folder}/partition`)) !== '') {
		return basesOf(folder.split('/').at(-2) ?? '', depth + 1);
	}
	const lower = await sysFiles.listNames(`${folder}/slaves`);
	return lower.length === 0 ? [name] : (await Promise.all(lower.map((one) => basesOf(one, depth + 1)))).flat();
}
