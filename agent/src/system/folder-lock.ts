import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { makePrivateFolder } from './durable-file.js';
import { lockDescriptor } from './wrapper-process.js';

/** Held until it is closed, or the process ends in any way. */
export interface FolderLock {
	close(): Promise<void>;
}

/** Makes this process the only owner of a state folder for its life; undefined when another one is. */
export async function lockFolder(folder: string, wrapperPath: string): Promise<FolderLock | undefined> {
	await makePrivateFolder(folder);
	const file = await open(join(folder, 'lock'), 'a', 0o600);
	if (await lockDescriptor(wrapperPath, file.fd)) {
		return file;
	}
	await file.close();
	return undefined;
}
