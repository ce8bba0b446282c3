import type { AssignmentId } from '@stoker/shared/model/ids.js';
import type { JournalState } from '../journal/journal-state.js';

/** Output of acknowledged attempts that the spool keeps for a controller that does not take it. */
const KEPT_BYTES = 512 * 1024 * 1024;

/** Acknowledged attempts whose output is beyond what the spool keeps, oldest first. */
export function surplusOutputs(journal: JournalState, keptBytes = KEPT_BYTES): readonly AssignmentId[] {
	const surplus: AssignmentId[] = [];
	let bytes = 0;
	for (const entry of [...journal.entries.values()].reverse()) {
		if (entry.phase === 'acknowledged') {
			bytes += entry.outcome?.logLength ?? 0;
			if (bytes > keptBytes) {
				surplus.unshift(entry.assignmentId);
			}
		}
	}
	return surplus;
}
