import type { AssignmentId } from '@stoker/shared/model/ids.js';
import type { LogAcknowledgement, LogChunk } from '@stoker/shared/model/session.js';
import type { JournalEntry, JournalState } from '../journal/journal-state.js';
import { OUTPUT_LIMIT_BYTES } from '../journal/spool.js';
import { errorCode } from '../system/durable-file.js';

/** Where output is read from; the spool. */
export interface OutputSource {
	outputLength(assignmentId: AssignmentId): Promise<number>;
	readOutput(assignmentId: AssignmentId, offset: number, most: number): Promise<Buffer>;
}

interface LogSenderOptions {
	readonly source: OutputSource;
	readonly journal: () => JournalState;
	/** The controller has everything of an attempt that has ended. */
	readonly onStored: (assignmentId: AssignmentId) => void;
}

interface Position {
	sent: number;
	stored: number;
}

const CHUNK_BYTES = 64 * 1024;
const UNACKNOWLEDGED_BYTES = 256 * 1024;

/** Follows the output of all attempts within one session, and never has more than 256 KiB under way. */
export class LogSender {
	readonly #options: LogSenderOptions;
	readonly #positions = new Map<AssignmentId, Position>();

	constructor(options: LogSenderOptions) {
		this.#options = options;
	}

	/** What the controller has stored, as the welcome tells. */
	resume(assignmentId: AssignmentId, storedLength: number): void {
		this.#positions.set(assignmentId, { sent: storedLength, stored: storedLength });
		this.#tellIfComplete(assignmentId, storedLength);
	}

	acknowledge(acknowledgement: LogAcknowledgement): void {
		const { assignmentId, storedLength } = acknowledgement;
		const position = this.#positions.get(assignmentId);
		if (position === undefined) {
			return;
		}
		// Without progress a chunk was dropped for a gap before it: go on from what is stored.
		const isGap = storedLength <= position.stored && position.sent > storedLength;
		position.sent = isGap ? storedLength : Math.max(position.sent, storedLength);
		position.stored = storedLength;
		this.#tellIfComplete(assignmentId, storedLength);
	}

	/** An attempt has ended: its output may have been stored before its outcome was known. */
	finished(assignmentId: AssignmentId): void {
		const position = this.#positions.get(assignmentId);
		if (position !== undefined) {
			this.#tellIfComplete(assignmentId, position.stored);
		}
	}

	/** What can be sent now, at most 256 KiB less what is under way. */
	async collect(): Promise<readonly LogChunk[]> {
		const chunks: LogChunk[] = [];
		const entries = [...this.#options.journal().entries.values()];
		this.#forgetOthers(entries);
		let room = UNACKNOWLEDGED_BYTES - this.#underWay();
		for (const entry of entries) {
			if (room <= 0) {
				break;
			}
			const read = await this.#read(entry, room).catch(nothingIfRemoved);
			chunks.push(...read);
			room -= read.reduce((sum, chunk) => sum + chunk.data.length, 0);
		}
		return chunks;
	}

	async #read(entry: JournalEntry, room: number): Promise<readonly LogChunk[]> {
		const { assignmentId, phase } = entry;
		if (phase === 'accepted') {
			return [];
		}
		const { source } = this.#options;
		const end = entry.outcome?.logLength ?? Math.min(await source.outputLength(assignmentId), OUTPUT_LIMIT_BYTES);
		const position = this.#positionOf(assignmentId);
		const chunks: LogChunk[] = [];
		for (let left = Math.min(end - position.sent, room); left > 0; ) {
			const data = await source.readOutput(assignmentId, position.sent, Math.min(left, CHUNK_BYTES));
			if (data.length === 0) {
				this.#tellIfCutOff(entry, position);
				break;
			}
			chunks.push({ assignmentId, offset: position.sent, data });
			position.sent += data.length;
			left -= data.length;
		}
		return chunks;
	}

	#positionOf(assignmentId: AssignmentId): Position {
		const position = this.#positions.get(assignmentId) ?? { sent: 0, stored: 0 };
		this.#positions.set(assignmentId, position);
		return position;
	}

	#underWay(): number {
		return [...this.#positions.values()].reduce((sum, { sent, stored }) => sum + sent - stored, 0);
	}

	#forgetOthers(entries: readonly JournalEntry[]): void {
		const known = new Set(entries.map((entry) => entry.assignmentId));
		for (const assignmentId of this.#positions.keys()) {
			if (!known.has(assignmentId)) {
				this.#positions.delete(assignmentId);
			}
		}
	}

	/** A power loss may have taken the end of the output: what is there is all there will be. */
	#tellIfCutOff(entry: JournalEntry, position: Position): void {
		if (entry.outcome !== undefined && position.stored >= position.sent) {
			this.#options.onStored(entry.assignmentId);
		}
	}

	#tellIfComplete(assignmentId: AssignmentId, storedLength: number): void {
		const outcome = this.#options.journal().entries.get(assignmentId)?.outcome;
		if (outcome !== undefined && storedLength >= outcome.logLength) {
			this.#options.onStored(assignmentId);
		}
	}
}

/** The attempt may have been closed while its output was being read. */
function nothingIfRemoved(error: unknown): readonly LogChunk[] {
	if (errorCode(error) === 'ENOENT') {
		return [];
	}
	throw error;
}
