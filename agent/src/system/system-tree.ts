import { lstat, mkdir, open, readdir, readFile, readlink, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { openConfinedFolder } from './confined-folder.js';
import { type ConfinedWrite, inspectConfined, writeConfined } from './confined-write.js';
import { ConfinementError, confineFile, confineFolder } from './confinement.js';
import { errorCode, syncFolder } from './durable-file.js';
import { textContent } from './file-content.js';
import { StorageFailure } from './storage-failure.js';

/** A file of an installed system; it belongs to root. */
export interface SystemFile {
	/** As the installed system names it. */
	readonly path: string;
	readonly text: string;
	readonly mode: number;
	/** Of folders that are made on the way. */
	readonly folderMode: number;
}

/** What is known of a file without its content. */
export interface FileStamp {
	readonly sizeBytes: number;
	readonly modifiedMs: number;
}

const TEMPORARY = '.stoker-new';
/** Nothing that a system is configured by is longer. */
const MAX_BYTES = 4 * 1024 * 1024;

/** The files of a system that is mounted below a folder. Links of that system never lead out of it. */
export class SystemTree {
	readonly root: string;

	constructor(root: string) {
		this.root = root;
	}

	/** Content of a file; '' where there is none. */
	async read(path: string): Promise<string> {
		const place = await this.#within(path, confineFile(this.root, path));
		if (place.missing.length > 0) {
			return '';
		}
		const real = join(place.existing, place.name);
		const found = await this.#unlessMissing(lstat(real));
		if (found === undefined || !found.isFile() || found.size > MAX_BYTES) {
			return '';
		}
		return readFile(real, 'utf8');
	}

	/** The first bytes of a file as text; '' where there is none. */
	async readStart(path: string, lengthBytes: number): Promise<string> {
		if ((await this.stamp(path)) === undefined) {
			return '';
		}
		const file = await open(join((await this.#folderOf(dirname(path))) ?? '', basename(path)));
		try {
			const { buffer, bytesRead } = await file.read(Buffer.alloc(lengthBytes), 0, lengthBytes, 0);
			return buffer.subarray(0, bytesRead).toString('latin1');
		} finally {
			await file.close();
		}
	}

	/** Names in a folder, sorted; none where there is none. */
	async list(path: string): Promise<readonly string[]> {
		const folder = await this.#folderOf(path);
		return folder === undefined ? [] : (await readdir(folder)).sort();
	}

	/** Whether there is something of this name, be it a link. */
	async has(path: string): Promise<boolean> {
		return (await this.#find(path)) !== undefined;
	}

	/** Undefined where there is none, or what is there is no file. */
	async stamp(path: string): Promise<FileStamp | undefined> {
		const found = await this.#find(path);
		return found?.isFile() === true ? { sizeBytes: found.size, modifiedMs: Math.floor(found.mtimeMs) } : undefined;
	}

	/** Writes a file as a whole or not at all. */
	async write(file: SystemFile, signal: AbortSignal): Promise<void> {
		await this.#within(file.path, writeConfined(this.#toWrite(file), signal));
	}

	/** Whether exactly this file is there, with its permissions and owner. */
	async isWritten(file: SystemFile): Promise<boolean> {
		return (await this.#within(file.path, inspectConfined(this.#toWrite(file)))) === 'unchanged';
	}

	/** Where a link leads; '' where there is none. */
	async readLink(path: string): Promise<string> {
		const folder = await this.#folderOf(dirname(path));
		const target = folder && (await this.#unlessMissing(readlink(join(folder, basename(path)))));
		return target ?? '';
	}

	/** Makes a link, in place of what was there. */
	async link(path: string, target: string): Promise<void> {
		const folder = await this.makeFolder(dirname(path));
		await rm(join(folder, TEMPORARY), { force: true });
		await symlink(target, join(folder, TEMPORARY));
		await rename(join(folder, TEMPORARY), join(folder, basename(path)));
		await syncFolder(folder);
	}

	/** Removes a file or a link, if it is there. */
	async remove(path: string): Promise<void> {
		const folder = await this.#folderOf(dirname(path));
		if (folder !== undefined) {
			await rm(join(folder, basename(path)), { force: true });
		}
	}

	/** Where a folder of the system really lies; it is made where it is missing. */
	async makeFolder(path: string): Promise<string> {
		const folder = await this.#within(path, openConfinedFolder({ root: this.root, path, isMade: true }));
		await folder?.close();
		return this.#within(path, confineFolder(this.root, path));
	}

	/** Where a folder of the system really lies; '' where it is missing. */
	async findFolder(path: string): Promise<string> {
		return (await this.#folderOf(path)) ?? '';
	}

	#toWrite({ path, text, mode, folderMode }: SystemFile): ConfinedWrite {
		return {
			...{ root: this.root, path, mode, folderMode, userId: 0, groupId: 0, overwrite: true, parents: true },
			content: textContent(text),
			temporaryName: TEMPORARY,
		};
	}

	async #find(path: string) {
		const folder = await this.#folderOf(dirname(path));
		return folder === undefined ? undefined : this.#unlessMissing(lstat(join(folder, basename(path))));
	}

	async #folderOf(path: string): Promise<string | undefined> {
		const folder = await openConfinedFolder({ root: this.root, path, isMade: false }).catch((error: unknown) => {
			if (errorCode(error) === 'ENOTDIR' || error instanceof ConfinementError) {
				return undefined;
			}
			throw error;
		});
		await folder?.close();
		return folder && confineFolder(this.root, path);
	}

	async #within<Result>(path: string, work: Promise<Result>): Promise<Result> {
		try {
			return await work;
		} catch (cause) {
			if (cause instanceof ConfinementError) {
				const message = `${path} of the installed system cannot be used: ${cause.message}`;
				throw new StorageFailure('BOOT_IMAGE_INCOMPLETE', message, { subject: { path }, cause });
			}
			throw cause;
		}
	}

	async #unlessMissing<Found>(looking: Promise<Found>): Promise<Found | undefined> {
		try {
			return await looking;
		} catch (error) {
			if (['ENOENT', 'ENOTDIR', 'EINVAL'].includes(errorCode(error))) {
				return undefined;
			}
			throw error;
		}
	}
}

/** A folder of the running system that only root looks into; made where it is missing. */
export async function makeMountFolder(path: string): Promise<void> {
	await mkdir(path, { recursive: true, mode: 0o700 });
}
