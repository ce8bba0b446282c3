import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join, posix, relative } from 'node:path';
import { errorCode } from './durable-file.js';

/** A path leads out of the folder the agent is confined to, or nowhere. */
export class ConfinementError extends Error {
	override readonly name = 'ConfinementError';
}

/** Where a path of a task lies on this machine. */
export interface ConfinedPath {
	/** Deepest folder on the way that exists, without symbolic links. */
	readonly existing: string;
	/** Folders below it that have to be made. */
	readonly missing: readonly string[];
	/** Last part of the path. */
	readonly name: string;
}

/** The real path of an existing folder, given as tasks see it: "/" is the root the agent is confined to. */
export async function confineFolder(root: string, path: string): Promise<string> {
	const real = await resolveReal(join(root, asAbsolute(path)), path);
	if (!isWithin(await realpath(root), real)) {
		throw new ConfinementError(`${path} leads out of ${root}`);
	}
	return real;
}

/** Where a path of a task lies when nothing is followed; for commands, which follow links by themselves. */
export function placeBelow(root: string, path: string): string {
	return join(root, asAbsolute(path));
}

/** Finds out where a file is to be written, following symbolic links that stay within the root. */
export async function confineFile(root: string, path: string): Promise<ConfinedPath> {
	const target = asAbsolute(path);
	if (path.endsWith('/') || target === '/') {
		throw new ConfinementError(`${path} names a folder, not a file`);
	}
	const realRoot = await realpath(root);
	const full = await followFinalLink(join(realRoot, target), path);
	const parents = await deepestExisting(dirname(full));
	if (!isWithin(realRoot, parents.existing)) {
		throw new ConfinementError(`${path} leads out of ${root}`);
	}
	return { ...parents, name: basename(full) };
}

/** Whether a real path is the root or lies below it. */
export function isWithin(realRoot: string, realPath: string): boolean {
	const way = relative(realRoot, realPath);
	return way === '' || (way !== '..' && !way.startsWith('../'));
}

/** `..` never leads above the root: the path is normalised as if the root were the root of the file system. */
function asAbsolute(path: string): string {
	return posix.normalize(posix.join('/', path));
}

async function followFinalLink(full: string, path: string): Promise<string> {
	try {
		return (await lstat(full)).isSymbolicLink() ? await resolveReal(full, path) : full;
	} catch (error) {
		if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') {
			return full;
		}
		throw error;
	}
}

async function deepestExisting(folder: string): Promise<Omit<ConfinedPath, 'name'>> {
	const missing: string[] = [];
	let candidate = folder;
	for (;;) {
		try {
			return { existing: await realpath(candidate), missing };
		} catch (error) {
			if (errorCode(error) !== 'ENOENT' || (await isLink(candidate))) {
				throw new ConfinementError(`${candidate} cannot be followed: ${errorCode(error)}`);
			}
			missing.unshift(basename(candidate));
			candidate = dirname(candidate);
		}
	}
}

async function isLink(path: string): Promise<boolean> {
	return lstat(path).then(
		(found) => found.isSymbolicLink(),
		() => false,
	);
}

async function resolveReal(full: string, path: string): Promise<string> {
	try {
		return await realpath(full);
	} catch (error) {
		throw new ConfinementError(`${path} cannot be followed: ${errorCode(error)}`);
	}
}
