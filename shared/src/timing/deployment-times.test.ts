import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOW_MS, sampleAttempt, sampleDeployment, sampleRun } from '../../../test/support/view-samples.js';
import type { NodeId } from '../model/ids.js';
import { computeTimes } from './deployment-times.js';
import { sumSplits, TIME_KINDS } from './time-split.js';

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
		const { nodes, runs, elapsedMs } = computeTimes(running, [open], NOW_MS);
		expect(elapsedMs).toBe(100_000);
		expect(nodes[0]).toMatchObject({ runningMs: 60_000, waitingMs: 40_000, idleMs: 0, finishedAfterMs: undefined });
		expect(runs[0]?.split).toMatchObject({ running: 60_000, slot: 0, held: 40_000, after: 0 });
	});

	it('leaves out nodes that ran nothing', () => {
		expect(computeTimes(DEPLOYMENT, [sampleRun(0, { attempts: [], readyAtMs: undefined })], NOW_MS).nodes).toEqual([]);
	});

	it('tells what a run waited for: others, the slot of its node, or something that held it back', () => {
		const { runs } = computeTimes(DEPLOYMENT, [run(5, 10, 30), { ...run(20, 40, 50), taskId: 'second' }], NOW_MS);
		const second = runs.find(({ taskId }) => taskId === 'second');
		const split = { dependency: 20_000, slot: 10_000, held: 10_000, retrying: 0, running: 10_000, after: 50_000 };
		expect(second?.split).toEqual(split);
	});

	it('counts attempts before the last one, and the pauses between them, as trying again', () => {
		const [first, second] = [run(0, 10, 20), run(0, 50, 80)];
		const attempts = [...first.attempts, ...second.attempts.map((attempt) => ({ ...attempt, number: 2 }))];
		const again = { ...second, attempts };
		const { runs, nodes, tasks } = computeTimes(DEPLOYMENT, [again], NOW_MS);
		expect(runs[0]).toMatchObject({ attemptCount: 2, split: { held: 10_000, retrying: 40_000, running: 30_000 } });
		expect(nodes[0]).toMatchObject({ runningMs: 30_000, retryingMs: 40_000, waitingMs: 10_000, idleMs: 20_000 });
		expect(tasks).toMatchObject([{ runCount: 1, attemptCount: 2 }]);
		const pausing = { ...again, attempts: first.attempts, state: 'ready', endedAtMs: undefined } as const;
		expect(computeTimes(DEPLOYMENT, [pausing], NOW_MS).runs[0]?.split).toMatchObject({ retrying: 90_000, running: 0 });
	});

	it('adds up: kinds to the time of the deployment, runs to nodes, tasks and the whole', () => {
		const seconds = fc.integer({ min: -20, max: 140 });
		const arbitraryRun = fc.record({
			times: fc.tuple(seconds, seconds, seconds, seconds, seconds),
			isOrdered: fc.boolean(),
			node: fc.integer({ min: 1, max: 3 }),
			task: fc.constantFrom('a', 'b', 'c'),
		});
		fc.assert(
			fc.property(fc.array(arbitraryRun, { minLength: 1, maxLength: 30 }), (drawn) => {
				const runs = drawn.map(({ times, isOrdered, node, task }) => {
					const [ready = 0, a = 0, b = 0, c = 0, d = 0] = isOrdered ? times.toSorted((x, y) => x - y) : times;
					const last = run(ready, c, d);
					const attempts = [
						...run(ready, a, b).attempts,
						...last.attempts.map((attempt) => ({ ...attempt, number: 2 })),
					];
					return { ...last, attempts, taskId: task, nodeId: String(node) as NodeId };
				});
				const times = computeTimes(DEPLOYMENT, runs, NOW_MS);
				for (const { split } of times.runs) {
					expect(TIME_KINDS.reduce((sum, kind) => sum + split[kind], 0)).toBe(100_000);
					expect(Math.min(...TIME_KINDS.map((kind) => split[kind]))).toBeGreaterThanOrEqual(0);
				}
				for (const node of times.nodes) {
					const parts = [node.runningMs, node.retryingMs, node.waitingMs, node.idleMs];
					expect(parts.reduce((sum, ms) => sum + ms, 0)).toBe(100_000);
					expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
				}
				for (const parts of [times.runs, times.nodes, times.tasks]) {
					expect(sumSplits(parts.map(({ split }) => split))).toEqual(times.split);
				}
			}),
		);
	});
});
