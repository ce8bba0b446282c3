import type { MountedFileSystem } from '@stoker/shared/storage/storage-action.js';
import type { HandlerTools } from '../storage/storage-tools.js';
import { StorageFailure } from '../system/storage-failure.js';

/** The UUIDs that are really on file systems, in their order. Throws where one is another than the plan's. */
export async function uuidsOf(
	fileSystems: readonly MountedFileSystem[],
	{ devices, run }: HandlerTools,
): Promise<readonly string[]> {
	const nodes: string[] = [];
	for (const { on } of fileSystems) {
		nodes.push(await devices.nodeOf(on));
	}
	const found = parseUuids(await run('blkid', ['-p', '-s', 'UUID', '-o', 'export', ...nodes], { isQuiet: true }));
	return fileSystems.map(({ uuid: planned, mount }, index) => {
		const node = nodes[index] ?? '';
		const uuid = found.get(node) ?? '';
		if (uuid === '' || (planned !== '' && uuid !== planned)) {
			const message = `The file system of ${mount} on ${node} has the UUID "${uuid}", and should have "${planned}"`;
			throw new StorageFailure('STORAGE_NOT_VERIFIED', message, { subject: { device: node, mount } });
		}
		return uuid;
	});
}

/** By device, out of `blkid -o export`. */
function parseUuids(text: string): ReadonlyMap<string, string> {
	const uuids = new Map<string, string>();
	let node = '';
	for (const line of text.split('\n')) {
		const [, key, value = ''] = /^(DEVNAME|UUID)=(.*)$/.exec(line) ?? [];
		if (key === 'DEVNAME') {
			node = value;
		} else if (key === 'UUID') {
			uuids.set(node, value);
		}
	}
	return uuids;
}
