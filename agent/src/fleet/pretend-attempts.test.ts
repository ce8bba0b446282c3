import type { AssignmentId, BootId, DeploymentId, JournalId } from '@stoker/shared/model/ids.js';
import type { Assignment } from '@stoker/shared/model/session.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FleetFigures } from './fleet-figures.js';
import { PretendAttempts } from './pretend-attempts.js';
import type { FleetBehaviour } from './pretend-work.js';

const BEHAVIOUR: FleetBehaviour = {
	seed: 1,
	taskSeconds: { least: 2, most: 2 },
	failShare: 0,
	slowShare: 0,
	slowFactor: 10,
	outputBytes: 100,
};

beforeEach(() => {
	vi.useFakeTimers();
});

afterEach(() => {
	vi.useRealTimers();
});

function assignment(id: string, timeoutSeconds = 0): Assignment {
	return {
		assignmentId: id as AssignmentId,
		deploymentId: 'deployment' as DeploymentId,
		taskId: `task-${id}`,
		attempt: 1,
		taskType: 'shell',
		parametersJson: Buffer.from('{}'),
		timeoutSeconds,
		isNoop: false,
	};
}

function makeAttempts(behaviour: Partial<FleetBehaviour> = {}, slots = 1) {
	const figures = new FleetFigures(1);
	const attempts = new PretendAttempts({
		agentName: 'fleet-0001',
		slots,
		behaviour: { ...BEHAVIOUR, ...behaviour },
		journalId: 'journal' as JournalId,
		bootId: 'boot' as BootId,
		clock: { wallMs: () => Date.now(), monotonicMs: () => Date.now() },
		witness: figures,
		onSessionEnded: () => undefined,
	});
	const told: string[] = [];
	attempts.listen({
		started: ({ assignmentId }) => told.push(`started ${assignmentId}`),
		finished: (assignmentId) => told.push(`finished ${assignmentId}`),
	});
	return { attempts, figures, told };
}

describe('the attempts of a pretend agent', () => {
	it('takes as many at once as it has slots, the others in order', () => {
		const { attempts, figures, told } = makeAttempts({}, 2);
		for (const id of ['a', 'b', 'c']) {
			attempts.accept(assignment(id));
		}
		expect(told).toEqual(['started a', 'started b']);
		expect(figures.read(0).running).toBe(2);
		vi.advanceTimersByTime(2_000);
		expect(told).toEqual(['started a', 'started b', 'finished a', 'started c', 'finished b']);
		vi.advanceTimersByTime(2_000);
		expect(figures.read(0)).toMatchObject({ running: 0, ended: 3, failed: 0, acknowledged: 0 });
	});

	it('reports an outcome until it is acknowledged, and forgets it once its output is stored', async () => {
		const { attempts, figures } = makeAttempts();
		const { assignmentId } = assignment('a');
		attempts.accept(assignment('a'));
		expect(await attempts.outputLength(assignmentId)).toBe(50);
		vi.advanceTimersByTime(2_000);
		expect(attempts.finished()).toEqual([assignmentId]);
		expect(await attempts.reports()).toEqual([{ assignmentId, progress: 'finished', logLength: 100 }]);
		attempts.acknowledge(assignmentId, true);
		expect(await attempts.reports()).toEqual([]);
		expect((await attempts.readOutput(assignmentId, 60, 1_000)).length).toBe(40);
		attempts.outputStored(assignmentId);
		expect(attempts.journal.entries.size).toBe(0);
		expect([...attempts.journal.closed]).toEqual([assignmentId]);
		expect(figures.read(0).acknowledged).toBe(1);
	});

	it('ends what is cancelled at once and goes on with the next', () => {
		const { attempts } = makeAttempts();
		attempts.accept(assignment('a'));
		attempts.accept(assignment('b'));
		attempts.cancel(assignment('a').assignmentId);
		expect(attempts.outcomeOf(assignment('a').assignmentId)?.reason).toBe('cancelled');
		expect(attempts.running().map(({ assignmentId }) => assignmentId)).toEqual(['b']);
		vi.advanceTimersByTime(2_000);
		expect(attempts.outcomeOf(assignment('a').assignmentId)?.reason).toBe('cancelled');
		expect(attempts.outcomeOf(assignment('b').assignmentId)?.outcome).toBe('succeeded');
	});

	it('never runs what was cancelled before it came, and keeps nothing of what is discarded', async () => {
		const { attempts, figures, told } = makeAttempts({ taskSeconds: { least: 0, most: 0 } });
		attempts.entomb(assignment('gone').assignmentId);
		expect(attempts.outcomeOf(assignment('gone').assignmentId)?.reason).toBe('cancelled');
		attempts.accept(assignment('a'));
		attempts.discard(assignment('a').assignmentId);
		await Promise.resolve();
		expect(told).toEqual(['finished gone', 'started a']);
		expect([...attempts.journal.entries.keys()]).toEqual(['gone']);
		expect(figures.read(0).running).toBe(0);
	});

	it('ends at the timeout what would take longer', () => {
		const { attempts } = makeAttempts({ taskSeconds: { least: 9, most: 9 } });
		attempts.accept(assignment('a', 5));
		vi.advanceTimersByTime(4_999);
		expect(attempts.finished()).toEqual([]);
		vi.advanceTimersByTime(1);
		expect(attempts.outcomeOf(assignment('a').assignmentId)).toMatchObject({ reason: 'timeout', durationMs: 5_000 });
	});

	it('measures how long it had nothing to do', () => {
		const { attempts, figures } = makeAttempts();
		attempts.accept(assignment('a'));
		vi.advanceTimersByTime(2_000);
		expect(figures.read(0).waitMs).toBeUndefined();
		vi.advanceTimersByTime(40);
		attempts.accept(assignment('b'));
		expect(figures.read(0).waitMs?.p50).toBeGreaterThanOrEqual(40);
		expect(figures.read(0).waitMs?.p50).toBeLessThanOrEqual(42);
	});
});
