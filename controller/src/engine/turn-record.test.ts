import type { TaskRunState } from '@stoker/shared/model/deployment.js';
import { describe, expect, it } from 'vitest';
import { outcome } from '../../../test/support/engine-world.js';
import { TurnRecord } from './turn-record.js';

const CONTEXT = {
	deploymentId: 'd' as never,
	environmentId: 'e' as never,
	nowMs: 1,
	identify: () => ({ taskId: 't', nodeId: '1' as never }),
};

function end(record: TurnRecord<never>, vertex: number): void {
	const assignmentId = `ended-${vertex}` as never;
	record.end(vertex, { assignmentId, endedAtMs: 1, outcome: outcome(), isDecisive: true });
}

function begin(record: TurnRecord<never>, vertex: number): void {
	const ids = { assignmentId: `begun-${vertex}`, deploymentId: 'd', nodeId: '1', journalId: 'j', bootId: 'b' };
	record.assign({ ...ids, vertex, number: 1, assignedAtMs: 1 } as never, {} as never, 1);
}

/** What recovery finds of a run when only the first chunks were stored. */
function isUnderstood(stored: readonly { vertex: number; state: TaskRunState }[], vertex: number): boolean {
	return stored.some((run) => run.vertex === vertex);
}

describe('a turn of more than one transaction', () => {
	it('stores every end and every new attempt together with its run', () => {
		const record = new TurnRecord<never>();
		// Two outcomes with a thousand consequences each, then as many runs that begin.
		for (const root of [0, 2_000]) {
			end(record, root);
			record.change({ vertex: root, from: 'running', to: 'failed' }, '', 1);
			for (let vertex = root + 1; vertex < root + 1_100; vertex++) {
				record.change({ vertex, from: 'pending', to: 'dep_failed' }, '', 0);
			}
		}
		for (let vertex = 5_000; vertex < 6_100; vertex++) {
			record.change({ vertex, from: 'ready', to: 'running' }, '', 1);
			begin(record, vertex);
		}
		const { batches } = record.close(CONTEXT);
		expect(batches.map((batch) => batch.runs.length)).toEqual([1_000, 1_000, 1_000, 300]);
		for (const batch of batches) {
			for (const { assignmentId } of batch.ends) {
				expect(isUnderstood(batch.runs, Number(assignmentId.slice('ended-'.length)))).toBe(true);
			}
			expect(batch.attempts.map(({ vertex }) => vertex)).toEqual(
				batch.runs.filter(({ state }) => state === 'running').map(({ vertex }) => vertex),
			);
		}
		expect(batches.flatMap((batch) => batch.ends)).toHaveLength(2);
		expect(batches.flatMap((batch) => batch.attempts)).toHaveLength(1_100);
	});

	it('ends an attempt and begins the next of the same run in one transaction', () => {
		const record = new TurnRecord<never>();
		end(record, 7);
		record.change({ vertex: 7, from: 'running', to: 'ready' }, '', 1);
		record.change({ vertex: 7, from: 'ready', to: 'running' }, '', 2);
		begin(record, 7);
		for (let vertex = 100; vertex < 2_200; vertex++) {
			record.change({ vertex, from: 'pending', to: 'cancelled' }, '', 0);
		}
		const { batches } = record.close(CONTEXT);
		const holders = batches.filter((batch) => batch.ends.length + batch.attempts.length > 0);
		expect(holders.map((batch) => [batch.ends.length, batch.attempts.length])).toEqual([[1, 1]]);
	});
});
