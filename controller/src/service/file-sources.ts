import type { BlobReference } from '@stoker/shared/model/blob.js';
import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import { findRsyncSource, type RsyncFolders } from '../domain/rsync-source.js';
import { isMapping, withoutOwnKeys } from '../domain/task-sources.js';
import type { BlobLease, BlobStore } from '../store/blob-store.js';
import {
	describeOutside,
	formatMode,
	isNamedWithin,
	SourceError,
	type SourceFault,
	type SourceReader,
} from '../store/source-reader.js';

/** Where tasks may read from. */
export interface SourceFolders {
	readonly folders: readonly string[];
	readonly rsync: RsyncFolders;
}

/** A source as a task names it, with the digest of what was read. */
export interface BoundSource {
	readonly kind: 'file' | 'tree';
	readonly source: string;
	readonly sha256: string;
}

/** A source that cannot be taken. */
export interface SourceProblem {
	/** Steps from the parameters to it, for example `['files', 0, 'src']`. */
	readonly path: readonly (string | number)[];
	readonly fault: SourceFault;
	readonly message: string;
}

/** Parameters with the digests of their sources. */
export interface BoundParameters {
	readonly parameters: JsonObject;
	readonly sources: readonly BoundSource[];
	/** What attempts of the task must be able to fetch; the files of a tree are parts of it. */
	readonly blobs: readonly BlobReference[];
	readonly problems: readonly SourceProblem[];
}

/** The part of a task that says what it takes. */
export interface TaskParameters {
	readonly type: string;
	readonly parameters: JsonObject;
}

interface Taken {
	readonly blob: BlobReference;
	readonly mode: number;
}

/** Takes what tasks of type `copy_files` and `sync` want from the controller's disk, and names it in their parameters. */
export class FileSources {
	readonly #reader: SourceReader;
	readonly #blobs: BlobStore;
	readonly #folders: SourceFolders;

	constructor(reader: SourceReader, blobs: BlobStore, folders: SourceFolders) {
		this.#reader = reader;
		this.#blobs = blobs;
		this.#folders = folders;
	}

	/** Reads every source; what cannot be taken is told, all of it. */
	async bind({ type, parameters }: TaskParameters, lease: BlobLease): Promise<BoundParameters> {
		const own = withoutOwnKeys(parameters);
		return type === 'sync' ? this.#bindTree(own, lease) : this.#bindFiles(own, lease);
	}

	/** What is wrong with the names of sources that are not read yet. */
	checkNames({ type, parameters }: TaskParameters): readonly SourceProblem[] {
		const files = type === 'copy_files' && Array.isArray(parameters['files']) ? parameters['files'] : [];
		return files.flatMap((file: JsonValue, index): readonly SourceProblem[] => {
			const source = isMapping(file) ? file['src'] : undefined;
			return typeof source !== 'string' || isNamedWithin(source, this.#folders.folders)
				? []
				: [{ path: ['files', index, 'src'], fault: 'not_allowed', message: describeOutside(source) }];
		});
	}

	/** What a source holds now. Throws SourceError. */
	async digest({ kind, source }: Pick<BoundSource, 'kind' | 'source'>, lease: BlobLease): Promise<string> {
		const { blob } = kind === 'file' ? await this.#takeFile(source, lease) : await this.#takeTree(source, lease);
		return blob.sha256;
	}

	async #bindFiles(parameters: JsonObject, lease: BlobLease): Promise<BoundParameters> {
		const files: JsonValue[] = [];
		const sources: BoundSource[] = [];
		const blobs: BlobReference[] = [];
		const problems: SourceProblem[] = [];
		const written = Array.isArray(parameters['files']) ? (parameters['files'] as readonly JsonValue[]) : [];
		for (const [index, file] of written.entries()) {
			const source = isMapping(file) ? file['src'] : undefined;
			if (typeof source !== 'string') {
				// The check of the parameters tells of it.
				files.push(file);
				continue;
			}
			const taken = await tell(['files', index, 'src'], this.#takeFile(source, lease));
			if ('fault' in taken) {
				problems.push(taken);
				continue;
			}
			const { blob, mode } = taken;
			const own = { sha256: blob.sha256, size: blob.sizeBytes, mode: formatMode(mode) };
			files.push({ ...(file as JsonObject), ...own });
			sources.push({ kind: 'file', source, sha256: blob.sha256 });
			blobs.push(blob);
		}
		return { parameters: { ...parameters, files }, sources, blobs, problems };
	}

	async #bindTree(parameters: JsonObject, lease: BlobLease): Promise<BoundParameters> {
		const source = parameters['src'];
		if (typeof source !== 'string' || findRsyncSource(source, this.#folders.rsync) === undefined) {
			return { parameters, sources: [], blobs: [], problems: [] };
		}
		const taken = await tell(['src'], this.#takeTree(source, lease));
		if ('fault' in taken) {
			return { parameters, sources: [], blobs: [], problems: [taken] };
		}
		const { sha256, sizeBytes: size } = taken.blob;
		const sources = [{ kind: 'tree', source, sha256 }] as const;
		return { parameters: { ...parameters, tree: { sha256, size } }, sources, blobs: [taken.blob], problems: [] };
	}

	async #takeFile(source: string, lease: BlobLease): Promise<Taken> {
		return this.#reader.takeFile(source, this.#folders.folders, lease);
	}

	/** The list of what is in a folder is a blob itself, made of those of its files. */
	async #takeTree(source: string, lease: BlobLease): Promise<Taken> {
		const found = findRsyncSource(source, this.#folders.rsync);
		if (found === undefined) {
			throw new SourceError('not_allowed', `${source} stands for no folder of the controller`);
		}
		const tree = await this.#reader.takeTree(found.path, found.folder, lease);
		const entries = tree.entries.toSorted((a, b) => (a.path < b.path ? -1 : 1));
		const blob = await this.#blobs.put(Buffer.from(JSON.stringify(entries)), lease);
		await this.#blobs.recordWhole(blob, tree.files);
		return { blob, mode: 0 };
	}
}

async function tell(path: SourceProblem['path'], taking: Promise<Taken>): Promise<Taken | SourceProblem> {
	try {
		return await taking;
	} catch (error) {
		if (error instanceof SourceError) {
			return { path, fault: error.fault, message: error.message };
		}
		throw error;
	}
}
