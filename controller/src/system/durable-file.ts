import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export const PRIVATE_FILE = 0o600;
export const PUBLIC_FILE = 0o644;

/** Writes a file so that after a crash it is either as before or complete; its folder is made if need be. */
export function writeDurably(path: string, content: string, mode: number): void {
	mkdirSync(dirname(path), { recursive: true });
	const temporary = `${path}.new`;
	rmSync(temporary, { force: true });
	const file = openSync(temporary, 'wx', mode);
	try {
		writeSync(file, content);
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
	renameSync(temporary, path);
	syncFolder(dirname(path));
}

/** The content of a text file; undefined when there is none. */
export function readTextIfPresent(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		if (isMissing(error)) {
			return undefined;
		}
		throw error;
	}
}

/** Removes a file; nothing happens when there is none. */
export function removeFile(path: string): void {
	rmSync(path, { force: true });
}

export function isMissing(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Makes what was created, renamed or removed in a folder outlive a power loss. */
export function syncFolder(folder: string): void {
	const handle = openSync(folder, 'r');
	try {
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
}
