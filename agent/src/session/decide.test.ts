import type { AssignmentId, BootId, DeploymentId } from '@stoker/shared/model/ids.js';
import type { Verdict } from '@stoker/shared/model/session.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignmentOf } from '../../../test/support/attempt-rig.js';
import { failure } from '../executor/outcome.js';
import type { JournalRecord } from '../journal/journal-record.js';
import { applyRecord, emptyJournalState, type JournalState } from '../journal/journal-state.js';
import { decideAssignment, decideCancel, decideVerdict } from './decide.js';

const assignment = assignmentOf({ cmd: 'true' });
const { assignmentId } = assignment;
const accepted: JournalRecord = {
	kind: 'accepted',
	assignment: {
		assignmentId,
		deploymentId: 'd' as DeploymentId,
		taskId: 't',
		attempt: 1,
		taskType: 'shell',
		timeoutSeconds: 0,
	},
};
const started: JournalRecord = { kind: 'started', assignmentId, bootId: 'b' as BootId, startedAtMs: 1 };
const finished: JournalRecord = { kind: 'finished', assignmentId, outcome: failure('cancelled', '') };
const acknowledged: JournalRecord = { kind: 'acknowledged', assignmentId };
const closed: JournalRecord = { kind: 'closed', assignmentId };

const lives: Readonly<Record<string, readonly JournalRecord[]>> = {
	unknown: [],
	accepted: [accepted],
	started: [accepted, started],
	finished: [accepted, started, finished],
	tombstone: [finished],
	acknowledged: [accepted, started, finished, acknowledged],
	closed: [accepted, started, finished, acknowledged, closed],
};

function journalOf(life: string): JournalState {
	const state = emptyJournalState();
	for (const record of lives[life] ?? []) {
		applyRecord(state, record);
	}
	return state;
}

const anyLife = fc.constantFrom(...Object.keys(lives));
const anyVerdict = fc.constantFrom<Verdict>('keep', 'kill', 'forget', 'resend');

describe('an assignment', () => {
	it('is accepted only when nothing was ever heard of it', () => {
		fc.assert(
			fc.property(anyLife, (life) => {
				const { action } = decideAssignment(journalOf(life), assignment);
				expect(action === 'accept').toBe(life === 'unknown');
			}),
		);
	});

	it('that is over is answered, so that its sender does not wait', () => {
		expect(decideAssignment(journalOf('finished'), assignment).action).toBe('report');
		expect(decideAssignment(journalOf('tombstone'), assignment).action).toBe('report');
		expect(decideAssignment(journalOf('closed'), assignment).action).toBe('refuse');
	});

	it('whose id could name another folder is never kept', () => {
		fc.assert(
			fc.property(fc.constantFrom('', '.', '..', 'a/b', '../x', 'a\0b', 'x'.repeat(65)), (id) => {
				const bad = { ...assignment, assignmentId: id as AssignmentId };
				expect(decideAssignment(journalOf('unknown'), bad).action).toBe('invalid');
				const cancel = { assignmentId: bad.assignmentId, graceSeconds: 1 };
				expect(decideCancel(journalOf('unknown'), cancel).action).toBe('invalid');
			}),
		);
	});
});

describe('a cancel', () => {
	it('of an attempt never seen keeps it from ever running', () => {
		const journal = emptyJournalState();
		expect(decideCancel(journal, { assignmentId, graceSeconds: 1 }).action).toBe('entomb');
		applyRecord(journal, finished);
		expect(decideAssignment(journal, assignment).action).toBe('report');
	});

	it('ends what has not ended and answers what has', () => {
		const actions = Object.keys(lives).map((life) => [
			life,
			decideCancel(journalOf(life), { assignmentId, graceSeconds: 1 }).action,
		]);
		expect(Object.fromEntries(actions)).toEqual({
			unknown: 'entomb',
			accepted: 'cancel',
			started: 'cancel',
			finished: 'report',
			tombstone: 'report',
			acknowledged: 'none',
			closed: 'none',
		});
	});
});

describe('a verdict', () => {
	it('never starts anything', () => {
		fc.assert(
			fc.property(anyLife, anyVerdict, (life, verdict) => {
				const { action } = decideVerdict(journalOf(life), assignmentId, verdict, 10);
				expect(['none', 'report', 'cancel', 'discard']).toContain(action);
			}),
		);
	});

	it('other than forget never drops an outcome', () => {
		fc.assert(
			fc.property(anyVerdict, (verdict) => {
				const { action } = decideVerdict(journalOf('finished'), assignmentId, verdict, 10);
				expect(action).toBe(verdict === 'forget' ? 'discard' : 'report');
			}),
		);
	});
});
