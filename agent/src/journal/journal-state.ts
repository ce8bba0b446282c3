import type { AttemptOutcome } from '@stoker/shared/model/deployment.js';
import type { AssignmentId, BootId, JournalId } from '@stoker/shared/model/ids.js';
import type { AcceptedAssignment, JournalRecord } from './journal-record.js';

/** An attempt the agent still has something to do for. */
export interface JournalEntry {
	readonly assignmentId: AssignmentId;
	/** Undefined for a tombstone: cancelled before it was ever received. */
	readonly assignment: AcceptedAssignment | undefined;
	readonly phase: 'accepted' | 'started' | 'finished' | 'acknowledged';
	/** The kernel it was started under. */
	readonly bootId: BootId | undefined;
	readonly startedAtMs: number;
	/** The machine was told, or about to be told, to restart for it. */
	readonly isRestartOrdered?: true;
	readonly outcome: AttemptOutcome | undefined;
}

/** What the journal says. */
export interface JournalState {
	readonly journalId: JournalId | undefined;
	readonly entries: ReadonlyMap<AssignmentId, JournalEntry>;
	/** The newest attempts that are over and done with: none of them ever runs again. */
	readonly closed: ReadonlySet<AssignmentId>;
}

/** The same, in the hands of its owner. */
export interface MutableJournalState extends JournalState {
	journalId: JournalId | undefined;
	readonly entries: Map<AssignmentId, JournalEntry>;
	readonly closed: Set<AssignmentId>;
}

/** How many ids of closed attempts are remembered. */
const CLOSED_KEPT = 1024;

export function emptyJournalState(): MutableJournalState {
	return { journalId: undefined, entries: new Map(), closed: new Set() };
}

/** Applies one record. Records that do not fit (repeated, or of a closed attempt) change nothing. */
export function applyRecord(state: MutableJournalState, record: JournalRecord): void {
	switch (record.kind) {
		case 'opened':
			state.journalId = record.journalId;
			return;
		case 'accepted':
			accept(state, record.assignment);
			return;
		case 'started':
			advance(state, record.assignmentId, ['accepted'], {
				phase: 'started',
				bootId: record.bootId,
				startedAtMs: record.startedAtMs,
			});
			return;
		case 'restart_ordered':
			advance(state, record.assignmentId, ['started'], { isRestartOrdered: true });
			return;
		case 'finished':
			finish(state, record.assignmentId, record.outcome);
			return;
		case 'acknowledged':
			advance(state, record.assignmentId, ['finished'], { phase: 'acknowledged' });
			return;
		case 'dropped':
			state.entries.delete(record.assignmentId);
			return;
		case 'closed':
			close(state, record.assignmentId);
			return;
	}
}

/** The shortest list of records that leads to this state. */
export function recordsOf(state: JournalState): readonly JournalRecord[] {
	const records: JournalRecord[] = [];
	if (state.journalId !== undefined) {
		records.push({ kind: 'opened', journalId: state.journalId });
	}
	for (const assignmentId of state.closed) {
		records.push({ kind: 'closed', assignmentId });
	}
	for (const entry of state.entries.values()) {
		records.push(...recordsOfEntry(entry));
	}
	return records;
}

function recordsOfEntry(entry: JournalEntry): readonly JournalRecord[] {
	const { assignmentId, assignment, bootId, startedAtMs, outcome } = entry;
	const records: JournalRecord[] = [];
	if (assignment !== undefined) {
		records.push({ kind: 'accepted', assignment });
	}
	if (bootId !== undefined) {
		records.push({ kind: 'started', assignmentId, bootId, startedAtMs });
	}
	if (entry.isRestartOrdered) {
		records.push({ kind: 'restart_ordered', assignmentId });
	}
	if (outcome !== undefined) {
		records.push({ kind: 'finished', assignmentId, outcome });
	}
	if (entry.phase === 'acknowledged') {
		records.push({ kind: 'acknowledged', assignmentId });
	}
	return records;
}

function accept(state: MutableJournalState, assignment: AcceptedAssignment): void {
	const { assignmentId } = assignment;
	if (state.entries.has(assignmentId) || state.closed.has(assignmentId)) {
		return;
	}
	state.entries.set(assignmentId, {
		assignmentId,
		assignment,
		phase: 'accepted',
		bootId: undefined,
		startedAtMs: 0,
		outcome: undefined,
	});
}

function finish(state: MutableJournalState, assignmentId: AssignmentId, outcome: AttemptOutcome): void {
	if (state.entries.has(assignmentId)) {
		advance(state, assignmentId, ['accepted', 'started'], { phase: 'finished', outcome });
		return;
	}
	const tombstone = { assignmentId, assignment: undefined, bootId: undefined, startedAtMs: 0 };
	state.closed.delete(assignmentId);
	state.entries.set(assignmentId, { ...tombstone, phase: 'finished', outcome });
}

function advance(
	state: MutableJournalState,
	assignmentId: AssignmentId,
	from: readonly JournalEntry['phase'][],
	change: Partial<JournalEntry>,
): void {
	const entry = state.entries.get(assignmentId);
	if (entry !== undefined && from.includes(entry.phase)) {
		state.entries.set(assignmentId, { ...entry, ...change });
	}
}

function close(state: MutableJournalState, assignmentId: AssignmentId): void {
	state.entries.delete(assignmentId);
	state.closed.add(assignmentId);
	for (const oldest of state.closed) {
		if (state.closed.size <= CLOSED_KEPT) {
			return;
		}
		state.closed.delete(oldest);
	}
}
