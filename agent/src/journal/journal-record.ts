import { crc32 } from 'node:zlib';
import type { BlobReference } from '@stoker/shared/model/blob.js';
import type { AttemptOutcome } from '@stoker/shared/model/deployment.js';
import type { AssignmentId, BootId, DeploymentId, JournalId } from '@stoker/shared/model/ids.js';

/** What the journal keeps of an assignment; its parameters lie in the attempt's folder, because they are erased earlier. */
export interface AcceptedAssignment {
	readonly assignmentId: AssignmentId;
	readonly deploymentId: DeploymentId;
	readonly taskId: string;
	readonly attempt: number;
	readonly taskType: string;
	/** 0 means the default of the type. */
	readonly timeoutSeconds: number;
	/** Absent means no. */
	readonly isNoop?: boolean;
	/** Where the parameters are that were too large to come along. */
	readonly parametersBlob?: BlobReference;
}

/** One line of the journal. */
export type JournalRecord =
	| { readonly kind: 'opened'; readonly journalId: JournalId }
	| { readonly kind: 'accepted'; readonly assignment: AcceptedAssignment }
	| {
			readonly kind: 'started';
			readonly assignmentId: AssignmentId;
			readonly bootId: BootId;
			readonly startedAtMs: number;
	  }
	/** The machine is about to be restarted for this attempt. */
	| { readonly kind: 'restart_ordered'; readonly assignmentId: AssignmentId }
	/** Also for an attempt never accepted: then it is a tombstone. */
	| { readonly kind: 'finished'; readonly assignmentId: AssignmentId; readonly outcome: AttemptOutcome }
	/** The controller has the outcome; output may still be on its way. */
	| { readonly kind: 'acknowledged'; readonly assignmentId: AssignmentId }
	/** Accepted, but its parameters did not outlive a power loss: as if it had never come. */
	| { readonly kind: 'dropped'; readonly assignmentId: AssignmentId }
	/** Nothing of the attempt is kept any more but its id. */
	| { readonly kind: 'closed'; readonly assignmentId: AssignmentId };

/** Records read from a journal file. */
export interface DecodedJournal {
	readonly records: readonly JournalRecord[];
	/** Bytes of whole records; what follows was cut off by a kill or damaged. */
	readonly validBytes: number;
}

const HEADER_BYTES = 8;
/** Far above any record; a length beyond it is damage. */
const LONGEST_RECORD = 1024 * 1024;

/** Frames a record: length, CRC-32 of the payload, payload in JSON. */
export function encodeRecord(record: JournalRecord): Buffer {
	const payload = Buffer.from(JSON.stringify(record));
	const frame = Buffer.alloc(HEADER_BYTES + payload.length);
	frame.writeUInt32LE(payload.length, 0);
	frame.writeUInt32LE(crc32(payload), 4);
	payload.copy(frame, HEADER_BYTES);
	return frame;
}

/** Reads records until the first one that is not whole. */
export function decodeRecords(data: Buffer): DecodedJournal {
	const records: JournalRecord[] = [];
	let offset = 0;
	for (let payload = payloadAt(data, offset); payload !== undefined; payload = payloadAt(data, offset)) {
		records.push(JSON.parse(payload.toString()) as JournalRecord);
		offset += HEADER_BYTES + payload.length;
	}
	return { records, validBytes: offset };
}

function payloadAt(data: Buffer, offset: number): Buffer | undefined {
	if (offset + HEADER_BYTES > data.length) {
		return undefined;
	}
	const length = data.readUInt32LE(offset);
	const payload = data.subarray(offset + HEADER_BYTES, offset + HEADER_BYTES + length);
	// A file system may leave zeros where a write was cut off: a record is never empty.
	const isWhole = length > 0 && length <= LONGEST_RECORD && payload.length === length;
	return isWhole && crc32(payload) === data.readUInt32LE(offset + 4) ? payload : undefined;
}
