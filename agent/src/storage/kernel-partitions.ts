import { isMappedPartition, parseMappedPartition } from '../discovery/parse-mapped-partition.js';
import type { RunTool } from '../system/run-tool.js';
import { sysFiles } from '../system/sys-files.js';
import type { KernelPartition } from './partition-changes.js';

const BLOCK = '/sys/class/block';
/** The kernel counts in these, whatever the sectors of a disk are. */
export const KERNEL_SECTOR_BYTES = 512;

/** Partitions of a disk that the kernel knows, by number; those of a multipath map are maps of their own. */
export async function kernelPartitions(node: string, run: RunTool): Promise<readonly KernelPartition[]> {
	const disk = (await sysFiles.resolve(node)).replace(/^\/dev\//, '').replaceAll('/', '!');
	const folder = `${BLOCK}/${disk}`;
	const own = (await sysFiles.listNames(folder)).map((name) => plainPartition(folder, name));
	const maps = (await sysFiles.listNames(`${folder}/holders`)).map((name) => mappedPartition(name, run));
	const found = await Promise.all([...own, ...maps]);
	return found.filter((one) => one !== undefined).toSorted((a, b) => a.number - b.number);
}

async function plainPartition(folder: string, name: string): Promise<KernelPartition | undefined> {
	const [number, start, size] = await Promise.all(
		['partition', 'start', 'size'].map((file) => sysFiles.readText(`${folder}/${name}/${file}`)),
	);
	return number === undefined || number === ''
		? undefined
		: {
				number: Number(number),
				startBytes: Number(start) * KERNEL_SECTOR_BYTES,
				sizeBytes: Number(size) * KERNEL_SECTOR_BYTES,
				node: `/dev/${name.replaceAll('!', '/')}`,
			};
}

async function mappedPartition(name: string, run: RunTool): Promise<KernelPartition | undefined> {
	const folder = `${BLOCK}/${name}/dm`;
	const uuid = await sysFiles.readText(`${folder}/uuid`);
	if (!isMappedPartition(uuid)) {
		return undefined;
	}
	const map = await sysFiles.readText(`${folder}/name`);
	const place = parseMappedPartition(uuid, await run('dmsetup', ['table', map], { isQuiet: true }));
	return place && { ...place, node: `/dev/mapper/${map}` };
}
