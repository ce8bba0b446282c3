import { constants, mkdirSync } from 'node:fs';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AssignmentId, DeploymentId } from '@stoker/shared/model/ids.js';
import type { LogChunk } from '@stoker/shared/model/session.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';

/** Most bytes kept of one attempt; what comes after is acknowledged and dropped. */
const MAX_LOG_BYTES = 64 * 1024 * 1024;

const MAX_OPEN_FILES = 128;
const MAX_QUEUED_BYTES = 64 * 1024 * 1024;
/** Deployments whose removal is remembered: late output must not bring their folders back. */
const MAX_REMOVED = 4_096;
const SAFE_NAME = /^[0-9A-Za-z][0-9A-Za-z-]{0,63}$/;
const CREATE = constants.O_RDWR | constants.O_CREAT;

interface LogFile {
	readonly path: string;
	readonly folder: string;
	handle: FileHandle | undefined;
	length: number;
	/** Work on this file runs one after the other; never rejects. */
	tail: Promise<void>;
	/** Calls that are queued or at work: an idle file may be closed. */
	users: number;
}

/** Bounds, changed by tests only. */
export interface LogFilesOptions {
	readonly maxBytes?: number;
	readonly maxOpenFiles?: number;
	readonly maxQueuedBytes?: number;
}

/**
 * Output of attempts, one file each: `<root>/<deploymentId>/<assignmentId>.log`.
 *
 * INVARIANTS. The stored length of an attempt is the length of its file: nothing else records it, so a kill at any
 * instruction leaves both equal. Bytes are only ever added at the end. Work on one file never overlaps.
 * Appended bytes survive a crash of the process at once; a power cut may take the last seconds of output, never an
 * outcome.
 */
export class LogFiles {
	readonly #root: string;
	readonly #maxBytes: number;
	readonly #maxOpenFiles: number;
	readonly #maxQueuedBytes: number;
	/** Least recently used first. */
	readonly #files = new Map<string, LogFile>();
	readonly #listeners = new Map<AssignmentId, Set<() => void>>();
	readonly #removed = new Set<DeploymentId>();
	#queuedBytes = 0;
	#isClosed = false;

	constructor(root: string, options: LogFilesOptions = {}) {
		this.#root = root;
		this.#maxBytes = options.maxBytes ?? MAX_LOG_BYTES;
		this.#maxOpenFiles = options.maxOpenFiles ?? MAX_OPEN_FILES;
		this.#maxQueuedBytes = options.maxQueuedBytes ?? MAX_QUEUED_BYTES;
		mkdirSync(root, { recursive: true, mode: 0o700 });
	}

	/** Most bytes kept of one attempt. */
	get maxBytes(): number {
		return this.#maxBytes;
	}

	/**
	 * Adds output and answers the length to go on from. Bytes below the stored length are ignored, a gap drops the
	 * piece. When too much waits for the disk the piece is dropped as well: the agent sends it again. Output of a removed
	 * deployment is taken and thrown away.
	 * Rejects with STORE_FAILED when the disk refuses.
	 */
	async append(
		deploymentId: DeploymentId,
		assignmentId: AssignmentId,
		{ offset, data }: Pick<LogChunk, 'offset' | 'data'>,
	): Promise<number> {
		const isAccepted = this.#queuedBytes + data.length <= this.#maxQueuedBytes;
		const queued = isAccepted ? data.length : 0;
		this.#queuedBytes += queued;
		try {
			return await this.#exclusive(deploymentId, assignmentId, async (file) => {
				if (this.#removed.has(deploymentId)) {
					return offset + data.length;
				}
				const handle = await this.#openToWrite(file);
				const isFull = file.length >= this.#maxBytes;
				if (!isFull && isAccepted && offset <= file.length) {
					await this.#write(file, handle, data.subarray(file.length - offset), assignmentId);
				}
				return file.length >= this.#maxBytes ? Math.max(file.length, offset + data.length) : file.length;
			});
		} finally {
			this.#queuedBytes -= queued;
		}
	}

	/** Bytes stored of an attempt; 0 when there are none. */
	async length(deploymentId: DeploymentId, assignmentId: AssignmentId): Promise<number> {
		return this.#exclusive(deploymentId, assignmentId, async (file) => {
			await this.#openToRead(file);
			return file.length;
		});
	}

	/** At most `maxBytes` bytes from `offset`; none at the end. */
	async read(
		deploymentId: DeploymentId,
		assignmentId: AssignmentId,
		offset: number,
		maxBytes: number,
	): Promise<Uint8Array> {
		return this.#exclusive(deploymentId, assignmentId, async (file) => {
			const handle = await this.#openToRead(file);
			const wanted = Math.min(maxBytes, file.length - offset);
			if (handle === undefined || wanted <= 0) {
				return new Uint8Array();
			}
			const buffer = new Uint8Array(wanted);
			const { bytesRead } = await handle.read(buffer, 0, wanted, offset);
			return buffer.subarray(0, bytesRead);
		});
	}

	/** Calls the listener after each growth of an attempt's output. Returns how to end that. */
	onAppend(assignmentId: AssignmentId, listener: () => void): () => void {
		const listeners = this.#listeners.get(assignmentId) ?? new Set();
		this.#listeners.set(assignmentId, listeners.add(listener));
		return () => {
			listeners.delete(listener);
			if (listeners.size === 0 && this.#listeners.get(assignmentId) === listeners) {
				this.#listeners.delete(assignmentId);
			}
		};
	}

	/** Deletes the output of a deployment, for good: what agents still send of it is thrown away. */
	async remove(deploymentId: DeploymentId): Promise<void> {
		const folder = this.#folder(deploymentId);
		this.#removed.add(deploymentId);
		for (const oldest of this.#removed) {
			if (this.#removed.size <= MAX_REMOVED) {
				break;
			}
			this.#removed.delete(oldest);
		}
		const files = [...this.#files.values()].filter((file) => file.folder === folder);
		await Promise.all(files.map((file) => this.#close(file)));
		await rm(folder, { recursive: true, force: true });
	}

	/** Waits for what is queued and closes every file. */
	async close(): Promise<void> {
		this.#isClosed = true;
		await Promise.all([...this.#files.values()].map((file) => this.#close(file)));
	}

	#folder(deploymentId: DeploymentId): string {
		return join(this.#root, checkName(deploymentId));
	}

	async #exclusive<Result>(
		deploymentId: DeploymentId,
		assignmentId: AssignmentId,
		work: (file: LogFile) => Promise<Result>,
	): Promise<Result> {
		if (this.#isClosed) {
			throw new StokerError('NOT_SERVING', 'The controller is stopping.');
		}
		const file = this.#touch(this.#folder(deploymentId), checkName(assignmentId));
		file.users += 1;
		const result = file.tail.then(() => work(file));
		file.tail = result.then(
			() => this.#release(file),
			() => this.#release(file),
		);
		return result.catch((error: unknown) => refuse(error, assignmentId));
	}

	#touch(folder: string, name: string): LogFile {
		const path = join(folder, `${name}.log`);
		const file = this.#files.get(path) ?? {
			path,
			folder,
			handle: undefined,
			length: 0,
			tail: Promise.resolve(),
			users: 0,
		};
		this.#files.delete(path);
		this.#files.set(path, file);
		return file;
	}

	// Runs at the end of a file's own queue, so it must wait for no queue: what it closes is idle.
	#release(file: LogFile): void {
		file.users -= 1;
		for (const candidate of this.#files.values()) {
			if (this.#files.size <= this.#maxOpenFiles) {
				return;
			}
			if (candidate.users === 0) {
				void this.#close(candidate);
			}
		}
	}

	async #close(file: LogFile): Promise<void> {
		if (this.#files.get(file.path) === file) {
			this.#files.delete(file.path);
		}
		const closing = file.tail.then(async () => {
			const { handle } = file;
			file.handle = undefined;
			await handle?.close();
		});
		file.tail = closing.catch(() => undefined);
		await file.tail;
	}

	async #openToWrite(file: LogFile): Promise<FileHandle> {
		const opened = await this.#openToRead(file);
		if (opened !== undefined) {
			return opened;
		}
		await mkdir(file.folder, { recursive: true, mode: 0o700 });
		file.handle = await open(file.path, CREATE, 0o600);
		file.length = (await file.handle.stat()).size;
		return file.handle;
	}

	async #openToRead(file: LogFile): Promise<FileHandle | undefined> {
		if (file.handle === undefined) {
			file.handle = await open(file.path, constants.O_RDWR).catch(undefinedWhenMissing);
			file.length = (await file.handle?.stat())?.size ?? 0;
		}
		return file.handle;
	}

	async #write(file: LogFile, handle: FileHandle, data: Uint8Array, assignmentId: AssignmentId): Promise<void> {
		const room = this.#maxBytes - file.length;
		const before = file.length;
		let rest = data.subarray(0, Math.max(0, room));
		while (rest.length > 0) {
			const { bytesWritten } = await handle.write(rest, 0, rest.length, file.length);
			file.length += bytesWritten;
			rest = rest.subarray(bytesWritten);
		}
		if (file.length > before) {
			for (const listener of this.#listeners.get(assignmentId) ?? []) {
				listener();
			}
		}
	}
}

// Ids become paths: whatever is no plain word never gets that far.
function checkName(id: string): string {
	if (!SAFE_NAME.test(id)) {
		throw new StokerError('INVALID_REQUEST', `"${id.slice(0, 64)}" cannot be the id of a deployment or attempt.`);
	}
	return id;
}

function undefinedWhenMissing(error: NodeJS.ErrnoException): undefined {
	if (error.code !== 'ENOENT') {
		throw error;
	}
	return undefined;
}

function refuse(error: unknown, assignmentId: AssignmentId): never {
	if (error instanceof StokerError) {
		throw error;
	}
	const reason = error instanceof Error ? error.message : String(error);
	throw new StokerError('STORE_FAILED', `The output of an attempt cannot be stored or read: ${reason}.`, {
		subject: { assignment: assignmentId },
		cause: error,
	});
}
