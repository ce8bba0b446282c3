import { type FileHandle, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JournalId } from '@stoker/shared/model/ids.js';
import type { Log } from '@stoker/shared/model/ports.js';
import { errorCode, syncFolder, writeDurably } from '../system/durable-file.js';
import { decodeRecords, encodeRecord, type JournalRecord } from './journal-record.js';
import {
	applyRecord,
	emptyJournalState,
	type JournalState,
	type MutableJournalState,
	recordsOf,
} from './journal-state.js';

interface Waiting {
	readonly frame: Buffer;
	readonly resolve: () => void;
	readonly reject: (error: unknown) => void;
}

interface OpenJournalOptions {
	readonly path: string;
	readonly newJournalId: () => JournalId;
	readonly log: Log;
}

/** Below this size a rewrite is not worth its flush. */
const COMPACTION_FLOOR_BYTES = 256 * 1024;
const COMPACTION_FACTOR = 4;
const FULL_DISK_RETRY_MS = 1_000;

/**
 * The agent's memory across kills: one append-only file of checksummed records, rewritten when it has grown.
 *
 * INVARIANTS
 * - `append` resolves only after the record is on the disk; nothing may be promised or started before.
 * - Records reach the disk in the order of the calls; many calls share one flush.
 * - On a full disk it waits for room, and nothing is promised meanwhile. On any other failure it refuses everything:
 *   the process must end and read the file again, for after a failed flush nobody knows what is on the disk.
 */
export class Journal {
	readonly #path: string;
	readonly #log: Log;
	readonly #state: MutableJournalState;
	#file: FileHandle;
	#bytes: number;
	#compactedBytes: number;
	#waiting: Waiting[] = [];
	#flushing: Promise<void> | undefined;
	#failure: Error | undefined;
	#isClosed = false;

	private constructor(options: OpenJournalOptions, state: MutableJournalState, file: FileHandle, bytes: number) {
		this.#path = options.path;
		this.#log = options.log;
		this.#state = state;
		this.#file = file;
		this.#bytes = bytes;
		this.#compactedBytes = bytes;
	}

	/** Opens the journal, or begins a new one with a new id when there is none that can be read. */
	static async open(options: OpenJournalOptions): Promise<Journal> {
		const { path, log } = options;
		const data = await readOrEmpty(path);
		const { records, validBytes } = decodeRecords(data);
		const state = emptyJournalState();
		for (const record of records) {
			applyRecord(state, record);
		}
		if (state.journalId === undefined) {
			return Journal.#begin(options, data.length > 0);
		}
		const file = await open(path, 'r+');
		if (validBytes < data.length) {
			log.warn({ path, lostBytes: data.length - validBytes }, 'journal tail was cut off, going on before it');
			await file.truncate(validBytes);
			await file.sync();
		}
		return new Journal(options, state, file, validBytes);
	}

	static async #begin(options: OpenJournalOptions, isDamaged: boolean): Promise<Journal> {
		const { path, log } = options;
		if (isDamaged) {
			log.error({ path }, 'journal cannot be read, beginning a new one');
			await rename(path, `${path}.damaged`);
		}
		const record: JournalRecord = { kind: 'opened', journalId: options.newJournalId() };
		const frame = encodeRecord(record);
		await writeDurably(path, frame);
		const state = emptyJournalState();
		applyRecord(state, record);
		return new Journal(options, state, await open(path, 'r+'), frame.length);
	}

	/** Identity of this spool. */
	get id(): JournalId {
		if (this.#state.journalId === undefined) {
			throw new Error('a journal always begins with its id');
		}
		return this.#state.journalId;
	}

	/** What was appended so far, including what is not on the disk yet. */
	get state(): JournalState {
		return this.#state;
	}

	/** Resolves when the record is durable. */
	append(record: JournalRecord): Promise<void> {
		if (this.#failure !== undefined || this.#isClosed) {
			return Promise.reject(this.#failure ?? new Error('the journal is closed'));
		}
		applyRecord(this.#state, record);
		return new Promise((resolve, reject) => {
			this.#waiting.push({ frame: encodeRecord(record), resolve, reject });
			this.#flushing ??= this.#flush();
		});
	}

	/** Waits for what was appended, then closes the file. */
	async close(): Promise<void> {
		this.#isClosed = true;
		await this.#flushing;
		await this.#file.close();
	}

	async #flush(): Promise<void> {
		// One turn later, so that all records of this turn share the flush.
		await Promise.resolve();
		while (this.#waiting.length > 0) {
			const batch = this.#waiting;
			this.#waiting = [];
			try {
				await this.#writeOrWait(Buffer.concat(batch.map((item) => item.frame)));
				for (const item of batch) {
					item.resolve();
				}
				await this.#compactIfGrown();
			} catch (error) {
				this.#refuse(error, batch);
			}
		}
		this.#flushing = undefined;
	}

	async #writeOrWait(data: Buffer): Promise<void> {
		for (;;) {
			try {
				await this.#writeAt(data, this.#bytes);
				await this.#file.datasync();
				this.#bytes += data.length;
				return;
			} catch (error) {
				if (!isDiskFull(error)) {
					throw error;
				}
				this.#log.error({ path: this.#path }, 'no room for the journal, trying again');
				await this.#file.truncate(this.#bytes);
				await pause(FULL_DISK_RETRY_MS);
			}
		}
	}

	async #writeAt(data: Buffer, position: number): Promise<void> {
		for (let written = 0; written < data.length; ) {
			const { bytesWritten } = await this.#file.write(data, written, data.length - written, position + written);
			written += bytesWritten;
		}
	}

	async #compactIfGrown(): Promise<void> {
		if (this.#bytes < Math.max(COMPACTION_FLOOR_BYTES, this.#compactedBytes * COMPACTION_FACTOR)) {
			return;
		}
		try {
			await this.#compact();
		} catch (error) {
			if (!isDiskFull(error)) {
				throw error;
			}
			this.#compactedBytes = this.#bytes;
		}
	}

	async #compact(): Promise<void> {
		// Records that wait already changed the state: written here and appended again they change nothing.
		const content = Buffer.concat(recordsOf(this.#state).map(encodeRecord));
		await writeDurably(this.#path, content);
		const old = this.#file;
		this.#file = await open(this.#path, 'r+');
		await old.close();
		this.#bytes = content.length;
		this.#compactedBytes = content.length;
	}

	#refuse(error: unknown, batch: readonly Waiting[]): void {
		this.#failure = new Error(`the journal ${this.#path} cannot be written`, { cause: error });
		for (const item of [...batch, ...this.#waiting]) {
			item.reject(this.#failure);
		}
		this.#waiting = [];
	}
}

function isDiskFull(error: unknown): boolean {
	return errorCode(error) === 'ENOSPC' || errorCode(error) === 'EDQUOT';
}

async function readOrEmpty(path: string): Promise<Buffer> {
	try {
		return await readFile(path);
	} catch (error) {
		if (errorCode(error) === 'ENOENT') {
			await syncFolder(dirname(path));
			return Buffer.alloc(0);
		}
		throw error;
	}
}

function pause(milliseconds: number): Promise<void> {
	return new Promise((resolve) => {
		setTimeout(resolve, milliseconds);
	});
}
