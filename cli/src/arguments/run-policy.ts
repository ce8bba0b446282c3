import type { ArgumentReader } from './argument-reader.js';
import type { OptionSpec } from './command-spec.js';

/** How many runs of a task may be at work at once: a number, 0 for any number, or what the plan says. */
export interface TaskLimitValue {
	readonly taskId: string;
	readonly atOnce: number | 'plan';
}

/** How much may be at work at once; what is undefined was not said. */
export interface LimitValues {
	/** 0: any number. */
	readonly nodesAtOnce: number | undefined;
	/** 0: as many as each agent offers. */
	readonly slotsPerNode: number | undefined;
	readonly taskLimits: readonly TaskLimitValue[];
}

/** What a deployment is started with. */
export interface RunPolicyValues extends LimitValues {
	readonly breakpoints: readonly string[];
	readonly isPaused: boolean;
}

const MOST_AT_ONCE = 1_000_000;

export const LIMIT_OPTIONS: readonly OptionSpec[] = [
	{ flags: '--nodes-at-once N', description: 'so many nodes may be at work together; 0 for any number' },
	{ flags: '--slots N', description: 'so many runs of one node at once; 0 for as many as its agent offers' },
	{
		flags: '--limit TASK=N...',
		description: 'so many runs of a task at once, over all nodes; 0 for any number, TASK=plan for what the plan says',
	},
];

/** With what a deployment may be started. */
export const RUN_POLICY_OPTIONS: readonly OptionSpec[] = [
	...LIMIT_OPTIONS,
	{ flags: '--break TASK[@NODE]...', description: 'pause instead of beginning such a run' },
	{ flags: '--paused', description: 'begin nothing before `stoker deployment resume` or `step`' },
];

export function readLimits(reader: ArgumentReader): LimitValues {
	const bounds = { minimum: 0, maximum: MOST_AT_ONCE };
	return {
		nodesAtOnce: reader.integer('nodes-at-once', bounds),
		slotsPerNode: reader.integer('slots', bounds),
		taskLimits: reader.texts('limit').flatMap((text) => readTaskLimit(reader, text)),
	};
}

export function readRunPolicy(reader: ArgumentReader): RunPolicyValues {
	return { ...readLimits(reader), breakpoints: reader.texts('break'), isPaused: reader.flag('paused') };
}

// A task's id may hold an equals sign, a number may not.
function readTaskLimit(reader: ArgumentReader, text: string): readonly TaskLimitValue[] {
	const [, taskId = '', value = ''] = /^(.+)=(\d{1,7}|plan)$/.exec(text) ?? [];
	const atOnce = value === 'plan' ? value : Number(value);
	if (taskId === '' || (atOnce !== 'plan' && atOnce > MOST_AT_ONCE)) {
		reader.problems.push(`'${text}' is not TASK=N, for example deploy-db=2; N is at most ${MOST_AT_ONCE}`);
		return [];
	}
	return [{ taskId, atOnce }];
}
