import { constants } from 'node:fs';
import { type FileHandle, open, readdir, readlink, realpath, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import type { BlobReference } from '@stoker/shared/model/blob.js';
import type { Clock } from '@stoker/shared/model/ports.js';
import type { ManifestEntryInput } from '@stoker/shared/task-type/manifest-entry.js';
import type { BlobLease, BlobStore } from './blob-store.js';

/** Why a source cannot be taken. */
export type SourceFault = 'not_allowed' | 'unreadable' | 'too_large';

/** A source that cannot be taken, with a reason for people that begins with what is wrong with it. */
export class SourceError extends Error {
	override readonly name = 'SourceError';
	readonly fault: SourceFault;

	constructor(fault: SourceFault, message: string) {
		super(message);
		this.fault = fault;
	}
}

/** A file of the controller's disk that was taken as a blob. */
export interface TakenFile {
	readonly blob: BlobReference;
	/** Permission bits. */
	readonly mode: number;
}

/** A folder that was taken: what is in it, and the blobs of its files. */
export interface TakenTree {
	readonly entries: readonly ManifestEntryInput[];
	readonly files: readonly BlobReference[];
}

/** How much a folder may hold. */
export interface TreeBounds {
	readonly mostEntries: number;
	readonly mostBytes: number;
}

interface KnownDigest {
	/** Everything that changes with the content. */
	readonly identity: string;
	readonly blob: BlobReference;
}

const BOUNDS: TreeBounds = { mostEntries: 100_000, mostBytes: 4 * 1024 * 1024 * 1024 };
const CHUNK_BYTES = 256 * 1024;
const MOST_KNOWN = 200_000;
const PERMISSIONS = 0o7777;
const SETTLED_MS = 1_000;

/**
 * Takes files and folders of the controller's disk as blobs, from within the folders it is told of. Links are never
 * followed out of them. A file that has not changed since it was taken is not read again.
 */
export class SourceReader {
	readonly #blobs: BlobStore;
	readonly #clock: Clock;
	readonly #bounds: TreeBounds;
	/** By real path; the one taken longest ago first. */
	readonly #known = new Map<string, KnownDigest>();

	constructor(blobs: BlobStore, clock: Clock, bounds: TreeBounds = BOUNDS) {
		this.#blobs = blobs;
		this.#clock = clock;
		this.#bounds = bounds;
	}

	/** Takes one file that lies within one of the folders, wherever links lead. Throws SourceError. */
	async takeFile(path: string, folders: readonly string[], lease: BlobLease): Promise<TakenFile> {
		return this.#take(await confine(path, folders), lease);
	}

	/**
	 * Takes a folder or a file within a folder, as `rsync -r -l` would: links as they are, whatever is neither file nor
	 * folder not at all; a path that ends with a slash gives what is in the folder, another one the folder itself.
	 * Throws SourceError.
	 */
	async takeTree(path: string, folder: string, lease: BlobLease): Promise<TakenTree> {
		const root = await confine(path, [folder]);
		const found = { entries: [] as ManifestEntryInput[], files: [] as BlobReference[], bytes: 0 };
		const top = path.endsWith('/') ? '' : basename(path);
		const { isFolder, mode } = await kindOf(root);
		if (!isFolder) {
			await this.#addFile(found, root, basename(path), lease);
			return found;
		}
		if (top !== '') {
			found.entries.push({ path: top, type: 'folder', mode: formatMode(mode) });
		}
		// A stack of folders instead of a recursion: a tree may be as deep as a path is long.
		const waiting = [top];
		for (let below = waiting.pop(); below !== undefined; below = waiting.pop()) {
			waiting.push(...(await this.#walk(found, { root, top, below }, lease)));
		}
		return found;
	}

	/** Adds what lies in one folder; answers with the folders in it. */
	async #walk(
		found: FoundTree,
		{ root, top, below }: { readonly root: string; readonly top: string; readonly below: string },
		lease: BlobLease,
	): Promise<readonly string[]> {
		const folder = join(root, top === '' ? below : below.slice(top.length));
		if ((await reading(folder, () => realpath(folder))) !== folder) {
			throw new SourceError('unreadable', `${folder} changed while it was read`);
		}
		const folders: string[] = [];
		for (const entry of await reading(folder, () => readdir(folder, { withFileTypes: true }))) {
			const path = below === '' ? entry.name : `${below}/${entry.name}`;
			const real = join(folder, entry.name);
			if (entry.isDirectory()) {
				found.entries.push({ path, type: 'folder', mode: formatMode((await kindOf(real)).mode) });
				folders.push(path);
			} else if (entry.isSymbolicLink()) {
				found.entries.push({ path, type: 'link', target: await reading(real, () => readlink(real)) });
			} else if (entry.isFile()) {
				await this.#addFile(found, real, path, lease);
			}
			if (found.entries.length > this.#bounds.mostEntries) {
				throw new SourceError('too_large', `${root} holds more than ${this.#bounds.mostEntries} files and folders`);
			}
		}
		return folders;
	}

	async #addFile(found: FoundTree, real: string, path: string, lease: BlobLease): Promise<void> {
		const { blob, mode } = await this.#take(real, lease);
		found.bytes += blob.sizeBytes;
		if (found.bytes > this.#bounds.mostBytes) {
			throw new SourceError('too_large', `the folder of ${real} holds more than ${this.#bounds.mostBytes} bytes`);
		}
		found.files.push(blob);
		found.entries.push({ path, type: 'file', mode: formatMode(mode), size: blob.sizeBytes, sha256: blob.sha256 });
	}

	async #take(real: string, lease: BlobLease): Promise<TakenFile> {
		return reading(real, async () => {
			const handle = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
			try {
				const before = await handle.stat({ bigint: true });
				if (!before.isFile()) {
					throw new SourceError('unreadable', `${real} is not a file`);
				}
				if (before.size > BigInt(this.#bounds.mostBytes)) {
					throw new SourceError('too_large', `${real} is larger than ${this.#bounds.mostBytes} bytes`);
				}
				const identity = identityOf(before);
				const known = this.#known.get(real);
				const isKnown = known?.identity === identity;
				const blob = await this.#blobs.putStream(isKnown ? known.blob : undefined, () => chunksOf(handle), lease);
				if (identityOf(await handle.stat({ bigint: true })) !== identity) {
					throw new SourceError('unreadable', `${real} changed while it was read`);
				}
				// A file that has just changed may change once more within the same tick of its time stamps.
				if (this.#clock.wallMs() - Number(before.ctimeMs) > SETTLED_MS) {
					this.#remember(real, { identity, blob });
				}
				return { blob, mode: Number(before.mode) & PERMISSIONS };
			} finally {
				await handle.close();
			}
		});
	}

	#remember(real: string, known: KnownDigest): void {
		this.#known.delete(real);
		this.#known.set(real, known);
		if (this.#known.size > MOST_KNOWN) {
			const [oldest = real] = this.#known.keys();
			this.#known.delete(oldest);
		}
	}
}

interface FoundTree {
	readonly entries: ManifestEntryInput[];
	readonly files: BlobReference[];
	bytes: number;
}

/** The real path of a source. Throws when it lies in none of the folders. */
async function confine(path: string, folders: readonly string[]): Promise<string> {
	// Judged by its name first: who may not read there learns nothing of what is there.
	if (!isNamedWithin(path, folders)) {
		throw new SourceError('not_allowed', describeOutside(path));
	}
	const real = await reading(path, () => realpath(path));
	const roots = await Promise.all(folders.map((folder) => realpath(folder).catch(() => undefined)));
	if (!roots.some((root) => root !== undefined && isWithin(real, root))) {
		throw new SourceError('not_allowed', `${path} leads to ${real}, outside of the folders that tasks may read from`);
	}
	return real;
}

/** Whether a path lies in one of the folders by its name alone. */
export function isNamedWithin(path: string, folders: readonly string[]): boolean {
	return folders.some((folder) => isWithin(plain(path), plain(folder)));
}

export function describeOutside(path: string): string {
	return `${path} is in none of the folders that tasks may read from`;
}

/** Without steps up and without a slash at the end. */
function plain(path: string): string {
	return join(path, '.').replace(/(.)\/$/, '$1');
}

function isWithin(path: string, folder: string): boolean {
	return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

async function kindOf(path: string): Promise<{ readonly isFolder: boolean; readonly mode: number }> {
	const found = await reading(path, () => stat(path));
	return { isFolder: found.isDirectory(), mode: found.mode & PERMISSIONS };
}

async function reading<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof SourceError) {
			throw error;
		}
		const code = (error as NodeJS.ErrnoException).code;
		if (code === 'ENOENT' || code === 'ENOTDIR') {
			throw new SourceError('unreadable', `${path} does not exist`);
		}
		if (code === 'EACCES' || code === 'EPERM' || code === 'ELOOP' || code === 'EISDIR' || code === 'ENXIO') {
			throw new SourceError('unreadable', `${path} cannot be read: ${(error as Error).message}`);
		}
		throw error;
	}
}

function identityOf(found: { dev: bigint; ino: bigint; size: bigint; mtimeNs: bigint; ctimeNs: bigint }): string {
	const { dev, ino, size, mtimeNs, ctimeNs } = found;
	return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

async function* chunksOf(handle: FileHandle): AsyncGenerator<Uint8Array> {
	for (let position = 0; ; ) {
		const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
		const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, position);
		if (bytesRead === 0) {
			return;
		}
		position += bytesRead;
		yield buffer.subarray(0, bytesRead);
	}
}

export function formatMode(mode: number): string {
	return `0${mode.toString(8).padStart(3, '0')}`;
}
