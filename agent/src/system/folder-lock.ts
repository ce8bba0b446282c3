import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { makePrivateFolder } from './durable-file.js';

/** Held until it is closed, or the process ends in any way. */
export interface FolderLock {
	close(): Promise<void>;
}

const WRAPPER_LOCKED = 124;

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

/**
 * Takes the exclusive lock of an open file. The wrapper does it because Node.js has no flock: the lock belongs to the
 * open file that both share, and stays with ours.
 */
async function lockDescriptor(wrapperPath: string, descriptor: number): Promise<boolean> {
	const exitCode = await new Promise<number | null>((resolve, reject) => {
		const child = spawn(wrapperPath, ['lock', '0'], { stdio: [descriptor, 'ignore', 'inherit'] });
		child.once('error', reject);
		child.once('exit', resolve);
	});
	if (exitCode === 0 || exitCode === WRAPPER_LOCKED) {
		return exitCode === 0;
	}
	throw new Error(`${wrapperPath} could not lock the state folder: it ended with ${exitCode}`);
}
