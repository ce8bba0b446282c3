import { isMappedPartition } from '../discovery/parse-mapped-partition.js';
import { parseMountInfo } from '../discovery/parse-mount-info.js';
import { StorageFailure } from '../system/storage-failure.js';
import { sysFiles } from '../system/sys-files.js';

const BLOCK = '/sys/class/block';

/** Who uses a device now: what stands on it, where it is mounted, whether it is swapped to. Partitions are not looked at. */
export async function usersOf(node: string): Promise<readonly string[]> {
	const real = await sysFiles.resolve(node);
	const name = real.replace(/^\/dev\//, '').replaceAll('/', '!');
	const [holders, number, mountInfo, swaps] = await Promise.all([
		holdersOf(name),
		sysFiles.readText(`${BLOCK}/${name}/dev`),
		sysFiles.readText('/proc/self/mountinfo'),
		sysFiles.readText('/proc/swaps'),
	]);
	const isSwap = swaps.split('\n').some((line) => line.split(' ')[0] === real);
	return [
		...holders.map((holder) => `/dev/${holder}`),
		...(parseMountInfo(mountInfo).get(number) ?? []),
		...(isSwap ? ['swap'] : []),
	];
}

/** Names of the kernel. Partitions of a multipath map are maps that hold it, and partitions all the same. */
async function holdersOf(name: string): Promise<readonly string[]> {
	const holders = await sysFiles.listNames(`${BLOCK}/${name}/holders`);
	const uuids = await Promise.all(holders.map((holder) => sysFiles.readText(`${BLOCK}/${holder}/dm/uuid`)));
	return holders.filter((_holder, index) => !isMappedPartition(uuids[index] ?? ''));
}

/** Throws a StorageFailure that says who uses one of these devices. */
export async function requireUnused(nodes: readonly string[]): Promise<void> {
	const used = await Promise.all(nodes.map(async (node) => ({ node, users: await usersOf(node) })));
	const found = used.filter(({ users }) => users.length > 0);
	if (found.length > 0) {
		const message = found.map(({ node, users }) => `${node} is used by ${users.join(', ')}`).join('; ');
		throw new StorageFailure('DISK_IN_USE', message, { subject: { device: found[0]?.node ?? '' } });
	}
}
