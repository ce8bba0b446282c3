import { constants } from 'node:fs';
import { chmod, type FileHandle, lstat, mkdir, open, readlink, realpath, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type ConfinedPath, ConfinementError, confineFile, isWithin } from './confinement.js';
import { errorCode, syncFolder } from './durable-file.js';
import type { FileContent } from './file-content.js';

/** A file to be written below the root. */
export interface ConfinedWrite {
	readonly root: string;
	/** As the task names it. */
	readonly path: string;
	readonly content: FileContent;
	readonly mode: number;
	readonly folderMode: number;
	readonly userId: number;
	readonly groupId: number;
	readonly overwrite: boolean;
	/** Whether missing folders on the way are made. */
	readonly parents: boolean;
	/** Name of the temporary file beside it: its own for each attempt, known again after a kill. */
	readonly temporaryName: string;
}

/** What a write came to. */
export type WriteResult = 'written' | 'unchanged' | 'exists';

/** What is there before a write; `exists`: another content that may not be overwritten. */
export type PresentFile = 'missing' | 'other' | 'unchanged' | 'exists';

const PERMISSION_BITS = 0o7777;

/**
 * Writes a file so that after a kill at any point the old or the new content is there, never a part of it.
 * Parents are made where missing. `exists`: another content is there and may not be overwritten; nothing was done.
 */
export async function writeConfined(write: ConfinedWrite, signal: AbortSignal): Promise<WriteResult> {
	const place = await confineFile(write.root, write.path);
	const folder = await openParent(write, place);
	try {
		// Through the open folder: a link swapped in meanwhile cannot lead elsewhere.
		const target = `/proc/self/fd/${folder.fd}/${place.name}`;
		const present = await inspect(target, write);
		if (present !== 'missing' && present !== 'other') {
			return present;
		}
		await replace(folder, target, write, signal);
		return 'written';
	} finally {
		await folder.close();
	}
}

/** What is there now; nothing is changed. */
export async function inspectConfined(write: ConfinedWrite): Promise<PresentFile> {
	const place = await confineFile(write.root, write.path);
	return place.missing.length > 0 ? 'missing' : inspect(`${place.existing}/${place.name}`, write);
}

/**
 * After a kill: whether exactly this file is there, with content, permissions and owner.
 * Removes what the interrupted attempt left beside it.
 */
export async function isWritten(write: ConfinedWrite): Promise<boolean> {
	const place = await confineFile(write.root, write.path);
	if (place.missing.length > 0) {
		return false;
	}
	await rm(`${place.existing}/${write.temporaryName}`, { force: true });
	return (await inspect(`${place.existing}/${place.name}`, write)) === 'unchanged';
}

async function openParent(write: ConfinedWrite, place: ConfinedPath): Promise<FileHandle> {
	let path = place.existing;
	if (place.missing.length > 0 && !write.parents) {
		throw new ConfinementError(`the folder of ${write.path} is missing, and parents is false`);
	}
	for (const name of place.missing) {
		path = `${path}/${name}`;
		await makeFolder(path, write);
	}
	const folder = await open(path, 'r');
	const real = await readlink(`/proc/self/fd/${folder.fd}`);
	if (!isWithin(await realpath(write.root), real)) {
		await folder.close();
		throw new ConfinementError(`${write.path} leads out of ${write.root}`);
	}
	return folder;
}

async function makeFolder(path: string, write: ConfinedWrite): Promise<void> {
	try {
		await mkdir(path);
	} catch (error) {
		if (errorCode(error) === 'EEXIST') {
			return;
		}
		throw error;
	}
	// Not by mkdir: the umask would take bits away.
	await chmod(path, write.folderMode);
	const folder = await open(path, 'r');
	try {
		await giveTo(folder, write);
		await folder.sync();
	} finally {
		await folder.close();
	}
	await syncFolder(dirname(path));
}

async function inspect(target: string, write: ConfinedWrite): Promise<PresentFile> {
	const found = await lstat(target).catch((error: unknown) => {
		if (errorCode(error) === 'ENOENT') {
			return undefined;
		}
		throw error;
	});
	if (found === undefined) {
		return 'missing';
	}
	if (!found.isFile()) {
		throw new ConfinementError(`${write.path} is there and not a regular file`);
	}
	if (!(await write.content.isIn(target, found.size))) {
		return write.overwrite ? 'other' : 'exists';
	}
	const isSameOwner = found.uid === write.userId && found.gid === write.groupId;
	return isSameOwner && (found.mode & PERMISSION_BITS) === write.mode ? 'unchanged' : 'other';
}

async function replace(folder: FileHandle, target: string, write: ConfinedWrite, signal: AbortSignal): Promise<void> {
	const temporary = `/proc/self/fd/${folder.fd}/${write.temporaryName}`;
	try {
		await rm(temporary, { force: true });
		await write.content.writeTo(temporary, signal);
		const file = await open(temporary, constants.O_RDWR | constants.O_NOFOLLOW);
		try {
			await giveTo(file, write);
			await file.chmod(write.mode);
			await file.sync();
		} finally {
			await file.close();
		}
		signal.throwIfAborted();
		await rename(temporary, target);
	} catch (error) {
		await rm(temporary, { force: true });
		throw error;
	}
	await folder.sync();
}

async function giveTo(file: FileHandle, write: ConfinedWrite): Promise<void> {
	const present = await file.stat();
	if (present.uid !== write.userId || present.gid !== write.groupId) {
		await file.chown(write.userId, write.groupId);
	}
}
