import type { MountedFileSystem } from '@stoker/shared/storage/storage-action.js';
import type { HandlerTools } from '../storage/storage-tools.js';
import { StorageFailure } from '../system/storage-failure.js';

/** The UUID that is really on a file system. Throws where it is another one than the plan's. */
export async function uuidOf(fileSystem: MountedFileSystem, { devices, run }: HandlerTools): Promise<string> {
	const { on, uuid: planned, mount } = fileSystem;
	const node = await devices.nodeOf(on);
	const uuid = (await run('blkid', ['-p', '-s', 'UUID', '-o', 'value', node], { isQuiet: true })).trim();
	if (uuid === '' || (planned !== '' && uuid !== planned)) {
		const message = `The file system of ${mount} on ${node} has the UUID "${uuid}", and should have "${planned}"`;
		throw new StorageFailure('STORAGE_NOT_VERIFIED', message, { subject: { device: node, mount } });
	}
	return uuid;
}
