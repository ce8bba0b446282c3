import { describe, expect, it } from 'vitest';
import { type FleetBehaviour, pretendOutput, pretendWork } from './pretend-work.js';

const BEHAVIOUR: FleetBehaviour = {
	seed: 3,
	taskSeconds: { least: 2, most: 6 },
	failShare: 0.1,
	slowShare: 0.25,
	slowFactor: 4,
	outputBytes: 0,
};

function works(behaviour: FleetBehaviour) {
	return Array.from({ length: 400 }, (_, agent) =>
		Array.from({ length: 10 }, (_, task) =>
			pretendWork(behaviour, `fleet-${agent}`, {
				taskId: `task-${task}`,
				attempt: 1,
				taskType: 'puppet',
				timeoutSeconds: 0,
			}),
		),
	);
}

describe('pretend work', () => {
	it('is the same for an equal seed and another for another one', () => {
		expect(works(BEHAVIOUR)).toEqual(works(BEHAVIOUR));
		expect(works(BEHAVIOUR)).not.toEqual(works({ ...BEHAVIOUR, seed: 4 }));
	});

	it('fails the share that was asked for, and lasts as long', () => {
		const all = works({ ...BEHAVIOUR, slowShare: 0 }).flat();
		const failed = all.filter(({ result }) => result === 'failed').length / all.length;
		expect(failed).toBeGreaterThan(0.08);
		expect(failed).toBeLessThan(0.12);
		const seconds = all.map(({ durationMs }) => durationMs / 1000);
		expect(Math.min(...seconds)).toBeGreaterThanOrEqual(2);
		expect(Math.max(...seconds)).toBeLessThan(6);
		expect(seconds.reduce((sum, value) => sum + value, 0) / seconds.length).toBeCloseTo(4, 0);
	});

	it('is slow on whole agents', () => {
		const [normal, slowed] = [works({ ...BEHAVIOUR, slowShare: 0 }), works(BEHAVIOUR)];
		const factors = slowed.map((tasks, agent) =>
			tasks.map(({ durationMs }, task) => Math.round(durationMs / (normal[agent]?.[task]?.durationMs ?? 1))),
		);
		const slow = factors.filter((row) => row.every((factor) => factor === 4)).length;
		expect(factors.every((row) => new Set(row).size === 1)).toBe(true);
		expect(slow / factors.length).toBeGreaterThan(0.18);
		expect(slow / factors.length).toBeLessThan(0.32);
	});

	it('writes exactly as much output as was asked for', () => {
		expect(pretendOutput('task on fleet-1', 0)).toHaveLength(0);
		expect(pretendOutput('task on fleet-1', 100).toString()).toMatch(/^task on fleet-1: nothing was done\ntask/);
		expect(pretendOutput('task on fleet-1', 100)).toHaveLength(100);
	});
});
