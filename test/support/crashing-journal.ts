import { appendFileSync } from 'node:fs';
import { Journal } from '../../agent/src/journal/journal.js';
import { encodeRecord, type JournalRecord } from '../../agent/src/journal/journal-record.js';
import type { JournalId } from '../../shared/src/model/ids.js';
import { type CrashPoints, never } from './crash-points.js';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

interface CrashingJournalOptions {
	readonly path: string;
	readonly newJournalId: () => JournalId;
	readonly points: CrashPoints;
	/** The process that holds the journal dies now: nothing it does afterwards may count. */
	readonly onCrash: () => void;
}

/** A real journal whose process dies at chosen records, leaving the file as a crash does: cut off where it was. */
export class CrashingJournal implements Pick<Journal, 'id' | 'state' | 'append'> {
	readonly #options: CrashingJournalOptions;
	readonly #journal: Journal;
	#isDead = false;

	private constructor(options: CrashingJournalOptions, journal: Journal) {
		this.#options = options;
		this.#journal = journal;
	}

	static async open(options: CrashingJournalOptions): Promise<CrashingJournal> {
		return new CrashingJournal(options, await Journal.open({ ...options, log: QUIET }));
	}

	get id(): Journal['id'] {
		return this.#journal.id;
	}

	get state(): Journal['state'] {
		return this.#journal.state;
	}

	async append(record: JournalRecord): Promise<void> {
		if (this.#isDead) {
			return never();
		}
		const kind = this.#options.points.next();
		if (kind === undefined) {
			await this.#journal.append(record);
			return this.#isDead ? never() : undefined;
		}
		this.#isDead = true;
		if (kind === 'after') {
			await this.#journal.append(record);
		}
		// What was on its way to the disk before gets there; the record of the crash may be a piece of itself.
		await this.#journal.close();
		if (kind === 'torn') {
			const frame = encodeRecord(record);
			appendFileSync(this.#options.path, frame.subarray(0, frame.length / 2));
		}
		this.#options.onCrash();
		return never();
	}

	/** The process dies at no record in particular. */
	async kill(): Promise<void> {
		if (!this.#isDead) {
			this.#isDead = true;
			await this.#journal.close();
		}
	}
}
