import { randomBytes } from 'node:crypto';
import { type FileHandle, lstat, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Text of a file; undefined when there is none. */
export async function readTextFile(path: string): Promise<string | undefined> {
	try {
		return await readFile(path, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
			return undefined;
		}
		throw error;
	}
}

/** Replaces a file that only its owner may read: a reader, or a crash, sees the old text or the new one. */
export async function replacePrivateFile(path: string, text: string): Promise<void> {
	const folder = dirname(path);
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const temporary = `${path}.${randomBytes(6).toString('hex')}`;
	try {
		await withFile(await open(temporary, 'wx', 0o600), async (file) => {
			await file.writeFile(text);
			await file.sync();
		});
		await rename(temporary, path);
	} catch (error) {
		await rm(temporary, { force: true });
		throw error;
	}
	await withFile(await open(folder, 'r'), (handle) => handle.sync());
}

/** A file that is there, empty, and waits for its text. */
export interface ReservedFile {
	write(text: string): Promise<void>;
	/** Removes it. */
	discard(): Promise<void>;
}

/** Makes a file that only its owner may read; undefined when something is there already. */
export async function reservePrivateFile(path: string): Promise<ReservedFile | undefined> {
	try {
		await (await open(path, 'wx', 0o600)).close();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
			return undefined;
		}
		throw error;
	}
	return { write: (text) => replacePrivateFile(path, text), discard: () => rm(path, { force: true }) };
}

/** Whether a socket lies at the path. */
export async function isSocket(path: string): Promise<boolean> {
	try {
		return (await lstat(path)).isSocket();
	} catch {
		return false;
	}
}

async function withFile(file: FileHandle, work: (file: FileHandle) => Promise<void>): Promise<void> {
	try {
		await work(file);
	} finally {
		await file.close();
	}
}
