import type { PlanTask } from '../graph/plan-graph.js';
import { timeoutSecondsOf } from '../task-type/run-pace.js';
import { drawNumber } from './draw-number.js';
import type { SecondsRange, SimulationInput } from './simulation-input.js';

/** What one attempt comes to, if its node lives. */
export interface DrawnRun {
	readonly durationMs: number;
	readonly ending: 'succeeded' | 'failed' | 'timeout';
}

type DrawInput = Pick<SimulationInput, 'seed' | 'durations' | 'failures'>;

/**
 * Draws an attempt of a task on a node. The number depends on task, node and attempt only: other limits change when
 * things happen, never what happens. Only a duration that somebody gave, or that was seen, is longer than the timeout.
 */
export function drawRun(input: DrawInput, task: PlanTask, nodeName: string, attempt: number): DrawnRun {
	const key = `${task.id}@${nodeName}#${attempt}`;
	const timeoutMs = timeoutSecondsOf(task.type, task.timeoutSeconds) * 1000;
	const knownMs = knownDurationMs(input, task.id, key);
	const durationMs = knownMs ?? Math.min(drawMs(input, input.durations.standard, key), timeoutMs);
	if (durationMs > timeoutMs) {
		return { durationMs: timeoutMs, ending: 'timeout' };
	}
	const share = input.failures.tasks.get(task.id) ?? input.failures.standard;
	return { durationMs, ending: drawNumber(input.seed, `failure ${key}`) < share ? 'failed' : 'succeeded' };
}

function knownDurationMs(input: DrawInput, taskId: string, key: string): number | undefined {
	const given = input.durations.given.get(taskId);
	return given === undefined ? input.durations.remembered.get(taskId) : drawMs(input, given, key);
}

function drawMs({ seed }: DrawInput, { least, most }: SecondsRange, key: string): number {
	return Math.round((least + drawNumber(seed, `duration ${key}`) * (most - least)) * 1000);
}
