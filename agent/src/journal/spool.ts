import { type FileHandle, mkdir, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AssignmentId } from '@stoker/shared/model/ids.js';
import { errorCode, makePrivateFolder, readIfPresent } from '../system/durable-file.js';
import type { ProcessIdentity } from '../system/processes.js';
import { isSpoolName } from './attempt-id.js';
import { type ExitRecord, parseExitRecord } from './exit-record.js';

/** What a process attempt is started with; kept in files because arguments are for everybody to see. */
export interface CommandFiles {
	readonly script: string;
	readonly environment: Readonly<Record<string, string>>;
}

/** An output file, open for appending. */
export type OutputFile = FileHandle;

/** Most bytes of output kept of one attempt. */
export const OUTPUT_LIMIT_BYTES = 64 * 1024 * 1024;

/**
 * One private folder for each attempt: its parameters, command, output and what the wrapper leaves there.
 * Nothing here is promised to anybody but `claim`, so only the wrapper's records are flushed.
 */
export class Spool {
	readonly #path: string;

	constructor(path: string) {
		this.#path = path;
	}

	folderOf(assignmentId: AssignmentId): string {
		return join(this.#path, assignmentId);
	}

	scriptOf(assignmentId: AssignmentId): string {
		return join(this.folderOf(assignmentId), 'script');
	}

	/** Makes the attempt's folder with its parameters. */
	async create(assignmentId: AssignmentId, parametersJson: Uint8Array): Promise<void> {
		await makePrivateFolder(this.folderOf(assignmentId));
		await this.#write(assignmentId, 'parameters', parametersJson);
	}

	/** The parameters as JSON; undefined when they were erased or never reached the disk. */
	readParameters(assignmentId: AssignmentId): Promise<string | undefined> {
		return readIfPresent(join(this.folderOf(assignmentId), 'parameters'));
	}

	/** Where parameters are to be fetched to; nothing is there afterwards. */
	async clearParameters(assignmentId: AssignmentId): Promise<string> {
		const path = join(this.folderOf(assignmentId), 'parameters');
		await rm(path, { force: true });
		return path;
	}

	async writeCommand(assignmentId: AssignmentId, files: CommandFiles): Promise<void> {
		const environment = Object.entries(files.environment).map(([name, value]) => `${name}=${value}\0`);
		await this.#write(assignmentId, 'environment', environment.join(''));
		await this.#write(assignmentId, 'script', files.script);
	}

	/** Opens the output for appending: cutting it back then never leaves a hole. */
	openOutput(assignmentId: AssignmentId): Promise<OutputFile> {
		return open(join(this.folderOf(assignmentId), 'output'), 'a', 0o600);
	}

	async outputLength(assignmentId: AssignmentId): Promise<number> {
		try {
			const { size } = await stat(join(this.folderOf(assignmentId), 'output'));
			return size;
		} catch (error) {
			if (errorCode(error) === 'ENOENT') {
				return 0;
			}
			throw error;
		}
	}

	/** Reads at most `most` bytes of output; fewer at its end. */
	async readOutput(assignmentId: AssignmentId, offset: number, most: number): Promise<Buffer> {
		const file = await open(join(this.folderOf(assignmentId), 'output'), 'r');
		try {
			const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(most), 0, most, offset);
			return buffer.subarray(0, bytesRead);
		} finally {
			await file.close();
		}
	}

	/** Whether anything is left of the attempt's folder: somebody may have wiped the spool. */
	async has(assignmentId: AssignmentId): Promise<boolean> {
		try {
			await stat(this.folderOf(assignmentId));
			return true;
		} catch (error) {
			if (errorCode(error) === 'ENOENT') {
				return false;
			}
			throw error;
		}
	}

	/** Takes the right to start the attempt; false when it was taken before. Whoever gets true is the only one. */
	async claim(assignmentId: AssignmentId): Promise<boolean> {
		try {
			await makePrivateFolder(this.folderOf(assignmentId));
			await mkdir(join(this.folderOf(assignmentId), 'claim'), { mode: 0o700 });
			return true;
		} catch (error) {
			if (errorCode(error) === 'EEXIST') {
				return false;
			}
			throw error;
		}
	}

	/** The wrapper that runs or ran the attempt. */
	async readWrapper(assignmentId: AssignmentId): Promise<ProcessIdentity | undefined> {
		const text = await readIfPresent(join(this.folderOf(assignmentId), 'wrapper'));
		const [pid = '', startTicks = ''] = text?.trim().split(' ') ?? [];
		return pid === '' || startTicks === '' ? undefined : { pid: Number(pid), startTicks };
	}

	/** How the attempt ended; undefined while nobody recorded it. */
	async readExit(assignmentId: AssignmentId): Promise<ExitRecord | undefined> {
		const text = await readIfPresent(join(this.folderOf(assignmentId), 'exit'));
		return text === undefined ? undefined : parseExitRecord(text);
	}

	/** Tells the wrapper, now or when it starts, to end the attempt. */
	async requestCancel(assignmentId: AssignmentId, graceSeconds: number): Promise<void> {
		await makePrivateFolder(this.folderOf(assignmentId));
		await this.#write(assignmentId, 'cancel', `${graceSeconds}\n`);
	}

	/** Removes what may hold secrets. */
	async erasePayload(assignmentId: AssignmentId): Promise<void> {
		for (const name of ['parameters', 'script', 'environment']) {
			await rm(join(this.folderOf(assignmentId), name), { force: true });
		}
	}

	async remove(assignmentId: AssignmentId): Promise<void> {
		await rm(this.folderOf(assignmentId), { recursive: true, force: true });
	}

	/** Ids of all attempts that have a folder. */
	async list(): Promise<readonly AssignmentId[]> {
		await makePrivateFolder(this.#path);
		const names = await readdir(this.#path);
		return names.filter(isSpoolName).map((name) => name as AssignmentId);
	}

	#write(assignmentId: AssignmentId, name: string, content: string | Uint8Array): Promise<void> {
		return writeFile(join(this.folderOf(assignmentId), name), content, { mode: 0o600 });
	}
}
