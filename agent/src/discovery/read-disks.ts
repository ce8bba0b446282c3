import type { DiskInventory } from '@stoker/shared/storage/inventory.js';
import { readCommand } from '../system/run-command.js';
import { sysFiles } from '../system/sys-files.js';
import type { DiskSources, PartitionPlace } from './disk-content.js';
import { disksOf } from './disks-of.js';
import { type BlockDevice, LSBLK_ARGUMENTS, parseLsblk } from './parse-lsblk.js';
import { parseMappedPartition } from './parse-mapped-partition.js';
import { parseMountInfo } from './parse-mount-info.js';
import { parseUdev } from './parse-udev.js';
import { parseWipefs } from './parse-wipefs.js';

const BLOCK = '/sys/class/block';
/** The kernel counts in these, whatever the sectors of a disk are. */
const SYSFS_SECTOR_BYTES = 512;

/** Looks at the disks of this machine and at what is on them; only reads. */
export async function readDisks(): Promise<readonly DiskInventory[]> {
	const sources = await readSources();
	const devices = stackOf(sources.devices.filter(({ type }) => type === 'disk'));
	const [signatures, partitions] = await Promise.all([readSignatures(devices), readPartitions(devices)]);
	return disksOf({ ...sources, signatures, partitions });
}

/** Which disks there are; what is on them is not looked at. */
export async function readDiskNames(): Promise<readonly DiskInventory[]> {
	return disksOf(await readSources());
}

async function readSources(): Promise<DiskSources> {
	const [lsblk, udev, mountInfo] = await Promise.all([
		readCommand('lsblk', ...LSBLK_ARGUMENTS),
		readCommand('udevadm', 'info', '--export-db'),
		sysFiles.readText('/proc/self/mountinfo'),
	]);
	return {
		devices: parseLsblk(lsblk),
		udev: parseUdev(udev),
		signatures: new Map(),
		mounts: parseMountInfo(mountInfo),
		partitions: new Map(),
	};
}

function stackOf(devices: readonly BlockDevice[]): readonly BlockDevice[] {
	return devices.flatMap((device) => [device, ...stackOf(device.children)]);
}

/** Only of what holds something: a drive without a medium is not woken. */
async function readSignatures(devices: readonly BlockDevice[]): Promise<DiskSources['signatures']> {
	const paths = new Set(devices.filter(({ sizeBytes }) => sizeBytes > 0).map(({ path }) => path));
	return paths.size === 0 ? new Map() : parseWipefs(await readCommand('wipefs', '--json', ...paths));
}

async function readPartitions(devices: readonly BlockDevice[]): Promise<DiskSources['partitions']> {
	const names = devices.filter(({ type }) => type === 'part').map(({ kernelName }) => kernelName);
	const places = names.map(async (name) => [name, await readPlace(`${BLOCK}/${name.replaceAll('/', '!')}`)] as const);
	return new Map(await Promise.all(places));
}

async function readPlace(folder: string): Promise<PartitionPlace> {
	const [number, start] = await Promise.all(
		['partition', 'start'].map((file) => sysFiles.readText(`${folder}/${file}`)),
	);
	return number === ''
		? readMappedPlace(folder)
		: { number: Number(number), startBytes: Number(start) * SYSFS_SECTOR_BYTES };
}

/** A partition of a multipath map is a map too, and the kernel does not know what of. */
async function readMappedPlace(folder: string): Promise<PartitionPlace> {
	const uuid = await sysFiles.readText(`${folder}/dm/uuid`);
	const table = await readCommand('dmsetup', 'table', await sysFiles.readText(`${folder}/dm/name`));
	return parseMappedPartition(uuid, table) ?? { number: 0, startBytes: 0 };
}
