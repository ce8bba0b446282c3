import type { AssignmentId } from '@stoker/shared/model/ids.js';
import type { Assignment, Cancel, Verdict } from '@stoker/shared/model/session.js';
import { isSpoolName } from '../journal/attempt-id.js';
import type { JournalEntry, JournalState } from '../journal/journal-state.js';

/** What the agent shall do about one attempt. */
export type AttemptAction =
	/** Take it into the journal and run it when a slot is free. */
	| { readonly action: 'accept'; readonly assignment: Assignment }
	/** End it, if it still runs, and report. */
	| { readonly action: 'cancel'; readonly assignmentId: AssignmentId; readonly graceSeconds: number }
	/** Never seen: remember that it must never run, and report it as cancelled. */
	| { readonly action: 'entomb'; readonly assignmentId: AssignmentId }
	/** Over and done with before: report that it will not run again. */
	| { readonly action: 'refuse'; readonly assignmentId: AssignmentId }
	/** Report its outcome. */
	| { readonly action: 'report'; readonly assignmentId: AssignmentId }
	/** End whatever still runs of it and keep nothing. */
	| { readonly action: 'discard'; readonly assignmentId: AssignmentId }
	/** Its id cannot be one of ours; nothing can be kept about it. */
	| { readonly action: 'invalid'; readonly assignmentId: AssignmentId }
	/** It goes on by itself. */
	| { readonly action: 'none' };

const NONE: AttemptAction = { action: 'none' };

/** What the journal says about one attempt. */
function phaseOf(journal: JournalState, assignmentId: AssignmentId): JournalEntry['phase'] | 'closed' | 'unknown' {
	return journal.entries.get(assignmentId)?.phase ?? (journal.closed.has(assignmentId) ? 'closed' : 'unknown');
}

/** The answer to a verdict of the welcome. An attempt may have gone on since the hello that asked for it. */
export function decideVerdict(
	journal: JournalState,
	assignmentId: AssignmentId,
	verdict: Verdict,
	graceSeconds: number,
): AttemptAction {
	const phase = phaseOf(journal, assignmentId);
	if (phase === 'unknown' || phase === 'closed' || phase === 'acknowledged') {
		return NONE;
	}
	switch (verdict) {
		case 'forget':
			return { action: 'discard', assignmentId };
		case 'kill':
			return phase === 'finished'
				? { action: 'report', assignmentId }
				: { action: 'cancel', assignmentId, graceSeconds };
		case 'keep':
		case 'resend':
			return phase === 'finished' ? { action: 'report', assignmentId } : NONE;
	}
}

/** The answer to an assignment. Whatever was seen before is never run again. */
export function decideAssignment(journal: JournalState, assignment: Assignment): AttemptAction {
	const { assignmentId } = assignment;
	if (!isSpoolName(assignmentId)) {
		return { action: 'invalid', assignmentId };
	}
	switch (phaseOf(journal, assignmentId)) {
		case 'unknown':
			return { action: 'accept', assignment };
		case 'closed':
			return { action: 'refuse', assignmentId };
		case 'finished':
			return { action: 'report', assignmentId };
		case 'accepted':
		case 'started':
		case 'acknowledged':
			return NONE;
	}
}

/** The answer to a cancel, which the controller repeats until the attempt ends. */
export function decideCancel(journal: JournalState, cancel: Cancel): AttemptAction {
	const { assignmentId, graceSeconds } = cancel;
	if (!isSpoolName(assignmentId)) {
		return { action: 'invalid', assignmentId };
	}
	switch (phaseOf(journal, assignmentId)) {
		case 'unknown':
			return { action: 'entomb', assignmentId };
		case 'accepted':
		case 'started':
			return { action: 'cancel', assignmentId, graceSeconds };
		case 'finished':
			return { action: 'report', assignmentId };
		case 'acknowledged':
		case 'closed':
			return NONE;
	}
}
