import type { Assignment } from '@stoker/shared/model/session.js';
import { drawNumber } from '@stoker/shared/simulate/draw-number.js';
import { timeoutSecondsOf } from '@stoker/shared/task-type/run-pace.js';

/** How pretend agents behave. Shares are from 0 to 1. */
export interface FleetBehaviour {
	readonly seed: number;
	/** Seconds a task takes, drawn evenly between the two. */
	readonly taskSeconds: { readonly least: number; readonly most: number };
	/** Share of attempts that fail. */
	readonly failShare: number;
	/** Share of agents on which everything takes `slowFactor` times as long. */
	readonly slowShare: number;
	readonly slowFactor: number;
	/** Bytes of output of each attempt. */
	readonly outputBytes: number;
}

/** What one attempt does: nothing, for so long. */
export interface PretendWork {
	readonly durationMs: number;
	readonly result: 'succeeded' | 'failed' | 'timeout';
}

/** What an assignment comes to on an agent: the same for equal task, agent, attempt and seed, whenever it is run. */
export function pretendWork(
	behaviour: FleetBehaviour,
	agentName: string,
	assignment: Pick<Assignment, 'taskId' | 'attempt' | 'taskType' | 'timeoutSeconds'>,
): PretendWork {
	const { seed, taskSeconds, failShare, slowFactor } = behaviour;
	const key = `${assignment.taskId}@${agentName}#${assignment.attempt}`;
	const drawn = taskSeconds.least + drawNumber(seed, `duration ${key}`) * (taskSeconds.most - taskSeconds.least);
	const seconds = drawn * (isSlow(behaviour, agentName) ? slowFactor : 1);
	const timeoutSeconds = timeoutSecondsOf(assignment.taskType, assignment.timeoutSeconds);
	if (seconds > timeoutSeconds) {
		return { durationMs: timeoutSeconds * 1000, result: 'timeout' };
	}
	const hasFailed = drawNumber(seed, `failure ${key}`) < failShare;
	return { durationMs: seconds * 1000, result: hasFailed ? 'failed' : 'succeeded' };
}

/** Whether everything takes longer on this agent. */
function isSlow({ seed, slowShare }: FleetBehaviour, agentName: string): boolean {
	return drawNumber(seed, `slow ${agentName}`) < slowShare;
}

/** Output of an attempt, exactly so long; every line says whose it is. */
export function pretendOutput(label: string, sizeBytes: number): Buffer {
	return Buffer.alloc(sizeBytes, `${label}: nothing was done\n`);
}
