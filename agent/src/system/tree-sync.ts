import { constants } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import type { ManifestEntry } from '@stoker/shared/task-type/manifest-entry.js';
import { openConfinedFolder } from './confined-folder.js';
import { errorCode } from './durable-file.js';
import { type FetchBlob, FetchFailure } from './fetch-blob.js';
import { blobContent } from './file-content.js';
import { readCommand } from './run-command.js';

interface TreeSyncOptions {
	readonly root: string;
	/** As the task names it. */
	readonly folder: string;
	readonly manifest: readonly ManifestEntry[];
	/** Absent: nothing is changed, what would be is only told. */
	readonly fetchBlob?: FetchBlob;
	readonly temporaryName: string;
	readonly signal: AbortSignal;
	/** Told of every change, for example "write a/b"; bounded. */
	readonly tell: (change: string) => void;
}

type FileEntry = Extract<ManifestEntry, { type: 'file' }>;
type LinkEntry = Extract<ManifestEntry, { type: 'link' }>;

interface WantedFolder {
	readonly mode: number | undefined;
	readonly children: Map<string, WantedFolder | FileEntry | LinkEntry>;
}

/** A place below an open folder: no link swapped in above it can lead elsewhere. */
interface Spot {
	/** Through the open folder. */
	readonly path: string;
	/** Below the folder that is synchronised, for people. */
	readonly name: string;
	readonly present: 'missing' | 'file' | 'folder' | 'link' | 'other';
}

const PERMISSION_BITS = 0o7777;
const FOLDER_MODE = 0o755;
const MOST_TOLD = 10_000;

/**
 * Makes a tree what a manifest says, folder by folder: new and other files are written beside their place and renamed,
 * then what the manifest does not name goes. After a kill every file is the old one or the new one, and a second run
 * does the rest. Never leaves the folder: links are compared and replaced, not followed.
 */
export class TreeSync {
	readonly #options: TreeSyncOptions;
	#changes = 0;

	constructor(options: TreeSyncOptions) {
		this.#options = options;
	}

	/** Resolves with the number of changes that were, or would be, made. */
	async run(): Promise<number> {
		const { root, folder, fetchBlob, manifest } = this.#options;
		const wanted = treeOf(manifest);
		const open = await openConfinedFolder({ root, path: folder, isMade: fetchBlob !== undefined });
		if (open === undefined) {
			this.#note(`make ${folder} with ${manifest.length} entries`);
			return this.#changes;
		}
		try {
			await this.#visit(open, '', wanted);
			if (this.#changes > 0 && fetchBlob !== undefined) {
				// One flush for all of it: a power loss before leaves what the next run repairs.
				await readCommand('sync', '--file-system', `/proc/${process.pid}/fd/${open.fd}`);
			}
		} finally {
			await open.close();
		}
		return this.#changes;
	}

	async #visit(folder: FileHandle, name: string, wanted: WantedFolder): Promise<void> {
		await this.#setMode(folder, name === '' ? '.' : name, wanted.mode);
		const base = `/proc/self/fd/${folder.fd}`;
		const present = new Set(await readdir(base));
		for (const [child, entry] of wanted.children) {
			this.#options.signal.throwIfAborted();
			present.delete(child);
			const path = `${base}/${child}`;
			const spot = { path, name: name === '' ? child : `${name}/${child}`, present: await kindOf(path) };
			if ('children' in entry) {
				await this.#placeFolder(spot, entry);
			} else if (entry.type === 'file') {
				await this.#placeFile(spot, entry, base);
			} else {
				await this.#placeLink(spot, entry, base);
			}
		}
		for (const surplus of present) {
			this.#options.signal.throwIfAborted();
			await this.#change(`remove ${name === '' ? surplus : `${name}/${surplus}`}`, () =>
				rm(`${base}/${surplus}`, { recursive: true, force: true }),
			);
		}
	}

	async #placeFolder(spot: Spot, wanted: WantedFolder): Promise<void> {
		if (spot.present !== 'folder') {
			await this.#change(`make ${spot.name}/`, async () => {
				await rm(spot.path, { force: true });
				await mkdir(spot.path, { mode: 0o700 });
			});
			if (this.#isLooking) {
				this.#tellBelow(spot.name, wanted);
				return;
			}
		}
		const folder = await open(spot.path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
		try {
			await this.#visit(folder, spot.name, { ...wanted, mode: wanted.mode ?? FOLDER_MODE });
		} finally {
			await folder.close();
		}
	}

	async #placeFile(spot: Spot, entry: FileEntry, base: string): Promise<void> {
		const content = blobContent(entry.sha256, entry.size, this.#options.fetchBlob ?? refuseToFetch);
		if (spot.present === 'file') {
			const file = await open(spot.path, constants.O_RDONLY | constants.O_NOFOLLOW);
			try {
				const { size } = await file.stat();
				if (await content.isIn(`/proc/self/fd/${file.fd}`, size)) {
					await this.#setMode(file, spot.name, entry.mode);
					return;
				}
			} finally {
				await file.close();
			}
		}
		await this.#change(`write ${spot.name} (${entry.size} bytes)`, async () => {
			const temporary = `${base}/${this.#options.temporaryName}`;
			await rm(temporary, { recursive: true, force: true });
			await content.writeTo(temporary, this.#options.signal);
			const file = await open(temporary, constants.O_RDONLY | constants.O_NOFOLLOW);
			try {
				await file.chmod(entry.mode);
			} finally {
				await file.close();
			}
			await this.#replace(spot, temporary);
		});
	}

	async #placeLink(spot: Spot, entry: LinkEntry, base: string): Promise<void> {
		if (spot.present === 'link' && (await readlink(spot.path)) === entry.target) {
			return;
		}
		await this.#change(`link ${spot.name} to ${entry.target}`, async () => {
			const temporary = `${base}/${this.#options.temporaryName}`;
			await rm(temporary, { recursive: true, force: true });
			await symlink(entry.target, temporary);
			await this.#replace(spot, temporary);
		});
	}

	async #replace(spot: Spot, temporary: string): Promise<void> {
		if (spot.present === 'folder') {
			await rm(spot.path, { recursive: true, force: true });
		}
		await rename(temporary, spot.path);
	}

	async #setMode(file: FileHandle, name: string, mode: number | undefined): Promise<void> {
		const present = (await file.stat()).mode & PERMISSION_BITS;
		if (mode !== undefined && mode !== present) {
			await this.#change(`set ${name} to ${mode.toString(8).padStart(4, '0')}`, () => file.chmod(mode));
		}
	}

	#tellBelow(name: string, wanted: WantedFolder): void {
		for (const [child, entry] of wanted.children) {
			this.#note(`make ${name}/${child}`);
			if ('children' in entry) {
				this.#tellBelow(`${name}/${child}`, entry);
			}
		}
	}

	get #isLooking(): boolean {
		return this.#options.fetchBlob === undefined;
	}

	async #change(what: string, apply: () => Promise<void>): Promise<void> {
		if (!this.#isLooking) {
			await apply();
		}
		this.#note(what);
	}

	#note(what: string): void {
		this.#changes += 1;
		if (this.#changes <= MOST_TOLD) {
			this.#options.tell(what);
		} else if (this.#changes === MOST_TOLD + 1) {
			this.#options.tell('and more, which are only counted');
		}
	}
}

/** The manifest as a tree; folders that only their content names are made with the usual mode. */
function treeOf(manifest: readonly ManifestEntry[]): WantedFolder {
	const self = manifest.find((entry) => entry.path === '.');
	const top: WantedFolder = { mode: self?.type === 'folder' ? self.mode : undefined, children: new Map() };
	for (const entry of manifest.filter(({ path }) => path !== '.')) {
		const steps = entry.path.split('/');
		const name = steps.pop() ?? '';
		const parent = steps.reduce(folderIn, top);
		if (entry.type !== 'folder') {
			parent.children.set(name, entry);
			continue;
		}
		const known = parent.children.get(name);
		const children =
			known !== undefined && 'children' in known
				? known.children
				: new Map<string, WantedFolder | FileEntry | LinkEntry>();
		parent.children.set(name, { mode: entry.mode, children });
	}
	return top;
}

function folderIn(parent: WantedFolder, name: string): WantedFolder {
	const known = parent.children.get(name);
	if (known !== undefined && 'children' in known) {
		return known;
	}
	const made: WantedFolder = { mode: undefined, children: new Map() };
	parent.children.set(name, made);
	return made;
}

async function kindOf(path: string): Promise<Spot['present']> {
	try {
		const found = await lstat(path);
		if (found.isFile()) {
			return 'file';
		}
		if (found.isDirectory()) {
			return 'folder';
		}
		return found.isSymbolicLink() ? 'link' : 'other';
	} catch (error) {
		if (errorCode(error) === 'ENOENT') {
			return 'missing';
		}
		throw error;
	}
}

const refuseToFetch: FetchBlob = () => Promise.reject(new FetchFailure('nothing is fetched to look at a tree'));
