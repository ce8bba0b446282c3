import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOW_MS, sampleAttempt, sampleDeployment, sampleRun } from '../../../test/support/view-samples.js';
import { computeTimes } from './deployment-times.js';

const START_MS = NOW_MS - 100_000;
const DEPLOYMENT = sampleDeployment({ startedAtMs: START_MS, endedAtMs: NOW_MS });

function run(readyS: number, fromS: number, toS: number) {
	return sampleRun(0, {
		readyAtMs: START_MS + readyS * 1000,
		endedAtMs: START_MS + toS * 1000,
		attempts: [sampleAttempt({ assignedAtMs: START_MS + fromS * 1000, endedAtMs: START_MS + toS * 1000 })],
	});
}

describe('where the time went', () => {
	it('counts overlapping runs once and waiting only where nothing runs', () => {
		const [node] = computeTimes(DEPLOYMENT, [run(5, 10, 30), run(5, 20, 40), run(35, 50, 60)], NOW_MS).nodes;
		expect(node).toMatchObject({
			taskCount: 3,
			runningMs: 40_000,
			waitingMs: 15_000,
			idleMs: 45_000,
			finishedAfterMs: 60_000,
		});
	});

	it('counts what still runs up to now', () => {
		const running = sampleDeployment({ startedAtMs: START_MS, endedAtMs: undefined, state: 'running' });
		const open = sampleRun(0, {
			state: 'running',
			readyAtMs: START_MS,
			endedAtMs: undefined,
			attempts: [sampleAttempt({ assignedAtMs: START_MS + 40_000, endedAtMs: undefined })],
		});
		const { nodes, longestRuns, elapsedMs } = computeTimes(running, [open], NOW_MS);
		expect(elapsedMs).toBe(100_000);
		expect(nodes[0]).toMatchObject({ runningMs: 60_000, waitingMs: 40_000, idleMs: 0, finishedAfterMs: undefined });
		expect(longestRuns[0]?.tookMs).toBe(60_000);
	});

	it('leaves out nodes that ran nothing', () => {
		expect(computeTimes(DEPLOYMENT, [sampleRun(0, { attempts: [], readyAtMs: undefined })], NOW_MS).nodes).toEqual([]);
	});

	it('always adds up to the time of the deployment', () => {
		const seconds = fc.integer({ min: -20, max: 140 });
		fc.assert(
			fc.property(fc.array(fc.tuple(seconds, seconds, seconds), { minLength: 1 }), (spans) => {
				const runs = spans.map((span) => {
					const [ready, from, to] = [...span].sort((a, b) => a - b);
					return run(ready ?? 0, from ?? 0, to ?? 0);
				});
				const [node] = computeTimes(DEPLOYMENT, runs, NOW_MS).nodes;
				expect((node?.runningMs ?? 0) + (node?.waitingMs ?? 0) + (node?.idleMs ?? 0)).toBe(100_000);
				expect(Math.min(node?.runningMs ?? -1, node?.waitingMs ?? -1, node?.idleMs ?? -1)).toBeGreaterThanOrEqual(0);
			}),
		);
	});
});
