import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AssignmentId, BootId, DeploymentId, JournalId } from '@stoker/shared/model/ids.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLog } from '../../../test/support/attempt-rig.js';
import { Journal } from './journal.js';
import { decodeRecords, encodeRecord, type JournalRecord } from './journal-record.js';
import { applyRecord, emptyJournalState, type JournalState, recordsOf } from './journal-state.js';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'stoker-journal-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const assignmentIds = ['a', 'b', 'c'].map((id) => id as AssignmentId);
const outcome = {
	outcome: 'failed',
	reason: 'exit_code',
	exitCode: 3,
	signal: '',
	message: 'it failed',
	startedAtMs: 5,
	durationMs: 6,
	logLength: 7,
} as const;

function recordOf(kind: JournalRecord['kind'], assignmentId: AssignmentId): JournalRecord {
	const assignment = { assignmentId, deploymentId: 'd' as DeploymentId, taskId: 't', attempt: 1 };
	switch (kind) {
		case 'opened':
			return { kind, journalId: 'j' as JournalId };
		case 'accepted':
			return { kind, assignment: { ...assignment, taskType: 'shell', timeoutSeconds: 0, isNoop: true } };
		case 'started':
			return { kind, assignmentId, bootId: 'boot' as BootId, startedAtMs: 1 };
		case 'finished':
			return { kind, assignmentId, outcome };
		default:
			return { kind, assignmentId };
	}
}

const kinds = ['accepted', 'started', 'restart_ordered', 'finished', 'acknowledged', 'dropped', 'closed'] as const;
const records = fc.array(
	fc.tuple(fc.constantFrom(...kinds), fc.constantFrom(...assignmentIds)).map(([kind, id]) => recordOf(kind, id)),
	{ maxLength: 30 },
);

function stateAfter(list: readonly JournalRecord[]): JournalState {
	const state = emptyJournalState();
	for (const record of list) {
		applyRecord(state, record);
	}
	return state;
}

function openAt(path: string, id = 'fresh'): Promise<Journal> {
	return Journal.open({ path, newJournalId: () => id as JournalId, log: silentLog });
}

describe('records', () => {
	it('cut off at any byte are read up to the last whole one', () => {
		fc.assert(
			fc.property(records, fc.nat(), fc.boolean(), (list, cut, hasZeros) => {
				const whole = Buffer.concat(list.map(encodeRecord));
				const kept = whole.subarray(0, whole.length === 0 ? 0 : cut % (whole.length + 1));
				const data = hasZeros ? Buffer.concat([kept, Buffer.alloc(64)]) : kept;
				const decoded = decodeRecords(data);
				expect(decoded.records).toEqual(list.slice(0, decoded.records.length));
				expect(decoded.validBytes).toBeLessThanOrEqual(kept.length);
				const next = list[decoded.records.length];
				expect(next === undefined || decoded.validBytes + encodeRecord(next).length > kept.length).toBe(true);
			}),
		);
	});

	it('with a flipped bit end the reading there', () => {
		fc.assert(
			fc.property(records, fc.nat(), fc.integer({ min: 0, max: 7 }), (list, at, bit) => {
				const data = Buffer.concat(list.map(encodeRecord));
				fc.pre(data.length > 0);
				data.writeUInt8(data.readUInt8(at % data.length) ^ (1 << bit), at % data.length);
				const decoded = decodeRecords(data).records;
				expect(decoded).toEqual(list.slice(0, decoded.length));
				expect(decoded.length).toBeLessThan(list.length);
			}),
		);
	});

	it('compacted lead to the same state', () => {
		fc.assert(
			fc.property(records, (list) => {
				const state = stateAfter(list);
				expect(stateAfter(recordsOf(state))).toEqual(state);
			}),
		);
	});

	it('never bring an attempt back to an earlier phase', () => {
		const order = ['accepted', 'started', 'finished', 'acknowledged'];
		fc.assert(
			fc.property(records, (list) => {
				const state = emptyJournalState();
				for (const record of list.filter((item) => item.kind !== 'dropped' && item.kind !== 'closed')) {
					const before = new Map(state.entries);
					applyRecord(state, record);
					for (const [id, entry] of before) {
						expect(order.indexOf(state.entries.get(id)?.phase ?? '')).toBeGreaterThanOrEqual(
							order.indexOf(entry.phase),
						);
					}
				}
			}),
		);
	});
});

describe('a journal', () => {
	it('remembers what was appended, cut off at any byte, under the same id', async () => {
		const path = join(folder, 'journal');
		const list = kinds.flatMap((kind) => assignmentIds.map((id) => recordOf(kind, id)));
		const journal = await openAt(path, 'first');
		await Promise.all(list.map((record) => journal.append(record)));
		await journal.close();
		const whole = readFileSync(path);
		const header = encodeRecord({ kind: 'opened', journalId: 'first' as JournalId }).length;
		for (let length = header; length <= whole.length; length += 7) {
			writeFileSync(path, whole.subarray(0, length));
			const reopened = await openAt(path);
			expect(reopened.id).toBe('first');
			await reopened.append(recordOf('accepted', 'z' as AssignmentId));
			await reopened.close();
			const again = await openAt(path);
			expect(again.state.entries.has('z' as AssignmentId)).toBe(true);
			await again.close();
		}
	});

	it('that cannot be read is put aside and begun anew under another id', async () => {
		const path = join(folder, 'damaged');
		writeFileSync(path, 'no journal');
		const journal = await openAt(path, 'second');
		expect(journal.id).toBe('second');
		await journal.close();
		expect(readFileSync(`${path}.damaged`, 'utf8')).toBe('no journal');
	});

	it('stays small and private however much passes through it', { timeout: 60_000 }, async () => {
		const path = join(folder, 'long');
		const journal = await openAt(path);
		for (let round = 0; round < 3_000; round += 1) {
			const id = `attempt-${round}` as AssignmentId;
			const passing = (['accepted', 'started', 'finished', 'closed'] as const).map((kind) => recordOf(kind, id));
			await Promise.all(passing.map((record) => journal.append(record)));
		}
		await journal.append(recordOf('accepted', 'kept' as AssignmentId));
		await journal.close();
		expect(statSync(path).size).toBeLessThan(600 * 1024);
		expect(statSync(path).mode & 0o777).toBe(0o600);
		const reopened = await openAt(path);
		expect([...reopened.state.entries.keys()]).toEqual(['kept']);
		expect(reopened.state.closed.size).toBe(1024);
		await reopened.close();
	});
});
