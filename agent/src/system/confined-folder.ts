import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readlink, realpath } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { ConfinementError, isWithin } from './confinement.js';
import { errorCode } from './durable-file.js';

interface FolderRequest {
	readonly root: string;
	/** As the task names it. */
	readonly path: string;
	/** Whether it is made, with its parents, when it is missing. */
	readonly isMade: boolean;
}

/** Opens a folder below the root, whatever links lead there; undefined when it is missing and not to be made. */
export async function openConfinedFolder({ root, path, isMade }: FolderRequest): Promise<FileHandle | undefined> {
	const realRoot = await realpath(root);
	let folder = await openFolder(realRoot);
	for (const step of posix.normalize(posix.join('/', path)).split('/').filter(Boolean)) {
		const next = await stepInto(folder, step, isMade).finally(() => folder.close());
		if (next === undefined) {
			return undefined;
		}
		folder = next;
		if (!isWithin(realRoot, await readlink(`/proc/self/fd/${folder.fd}`))) {
			await folder.close();
			throw new ConfinementError(`${path} leads out of ${root}`);
		}
	}
	return folder;
}

async function stepInto(parent: FileHandle, name: string, isMade: boolean): Promise<FileHandle | undefined> {
	const path = join(`/proc/self/fd/${parent.fd}`, name);
	try {
		return await openFolder(path);
	} catch (error) {
		if (errorCode(error) !== 'ENOENT') {
			throw error;
		}
		if (!isMade) {
			return undefined;
		}
	}
	await mkdir(path);
	return openFolder(path);
}

function openFolder(path: string): Promise<FileHandle> {
	return open(path, constants.O_RDONLY | constants.O_DIRECTORY);
}
