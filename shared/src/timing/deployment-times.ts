import { groupBy } from '../model/group-by.js';
import type { DeploymentView, TaskRunView } from '../model/views.js';
import { lifeOf, type RunLife, splitLife } from './run-times.js';
import { coveredMs, joinSpans, type Span } from './spans.js';
import { sumSplits, type TimeSplit } from './time-split.js';

/** Where the time of a node went; running, retrying, waiting and idle add up to the time of the deployment. */
export interface NodeTimes {
	readonly nodeId: string;
	readonly nodeName: string;
	readonly taskCount: number;
	/** The last attempt of at least one of its runs was with the agent. */
	readonly runningMs: number;
	/** None was, and at least one was tried again. */
	readonly retryingMs: number;
	/** Neither, and at least one could have begun. */
	readonly waitingMs: number;
	/** None of that: it waited for others, or had finished. */
	readonly idleMs: number;
	/** When its last run ended, counted from the start. */
	readonly finishedAfterMs: number | undefined;
	/** Its runs together. */
	readonly split: TimeSplit;
}

/** Where the time of all runs of a task went. */
export interface TaskTimes {
	readonly taskId: string;
	readonly runCount: number;
	readonly attemptCount: number;
	readonly split: TimeSplit;
}

/** Where the time of a run went; its kinds add up to the time of the deployment. */
export interface RunTimes {
	readonly taskId: string;
	readonly nodeId: string;
	readonly nodeName: string;
	readonly attemptCount: number;
	readonly split: TimeSplit;
}

/** Where the time of a deployment went. Splits of nodes, and splits of tasks, add up to the deployment's. */
export interface DeploymentTimes {
	readonly deployment: DeploymentView;
	readonly elapsedMs: number;
	/** All runs together. */
	readonly split: TimeSplit;
	readonly nodes: readonly NodeTimes[];
	/** Those that took most first. */
	readonly tasks: readonly TaskTimes[];
	/** Those that took most first. */
	readonly runs: readonly RunTimes[];
}

interface TimedRun {
	readonly life: RunLife;
	readonly times: RunTimes;
}

/** The time from the start of a deployment to its end, or to now. */
export function wholeOf({ startedAtMs, endedAtMs }: DeploymentView, nowMs: number): Span {
	return { fromMs: startedAtMs, toMs: Math.max(endedAtMs ?? nowMs, startedAtMs) };
}

/**
 * Computes where the time went, all by the controller's clock. Runs count that had an attempt or could have one: what
 * was left out, or never could begin, took no time of anybody.
 */
export function computeTimes(deployment: DeploymentView, runs: readonly TaskRunView[], nowMs: number): DeploymentTimes {
	const whole = wholeOf(deployment, nowMs);
	const lives = runs.filter((run) => run.attempts.length > 0 || run.state === 'ready').map((run) => lifeOf(run, whole));
	const timed: TimedRun[] = [];
	const nodes: NodeTimes[] = [];
	for (const ofNode of groupBy(lives, ({ run }) => run.nodeId).values()) {
		const busy = joinSpans(ofNode.flatMap(({ retrying, running }) => [retrying, running]));
		const runsOfNode = ofNode.map((life) => ({ life, times: timesOf(life, splitLife(life, whole, busy)) }));
		timed.push(...runsOfNode);
		nodes.push(nodeTimes(runsOfNode, whole));
	}
	const tasks = [...groupBy(timed, ({ times }) => times.taskId)].map(([taskId, ofTask]) => ({
		taskId,
		runCount: ofTask.length,
		attemptCount: ofTask.reduce((sum, { times }) => sum + times.attemptCount, 0),
		split: sumSplits(ofTask.map(({ times }) => times.split)),
	}));
	const byWork = (a: { readonly split: TimeSplit }, b: { readonly split: TimeSplit }) =>
		workOf(b.split) - workOf(a.split);
	return {
		deployment,
		elapsedMs: whole.toMs - whole.fromMs,
		split: sumSplits(timed.map(({ times }) => times.split)),
		nodes: nodes.filter(({ taskCount }) => taskCount > 0),
		tasks: tasks.toSorted(byWork),
		runs: timed.map(({ times }) => times).toSorted(byWork),
	};
}

/** What runs cost their nodes. */
function workOf({ running, retrying }: TimeSplit): number {
	return running + retrying;
}

function timesOf({ run }: RunLife, split: TimeSplit): RunTimes {
	const { taskId, nodeId, nodeName, attempts } = run;
	return { taskId, nodeId, nodeName, attemptCount: attempts.at(-1)?.number ?? 0, split };
}

function nodeTimes(runs: readonly TimedRun[], whole: Span): NodeTimes {
	const first = runs[0]?.life.run;
	const running = runs.map(({ life }) => life.running);
	const trying = [...running, ...runs.map(({ life }) => life.retrying)];
	const runningMs = coveredMs(running, whole);
	const tryingMs = coveredMs(trying, whole);
	const busyMs = coveredMs([...trying, ...runs.map(({ life }) => life.ready)], whole);
	const ends = runs.flatMap(({ life }) => (life.run.attempts.length > 0 ? (life.run.endedAtMs ?? []) : []));
	return {
		nodeId: first?.nodeId ?? '',
		nodeName: first?.nodeName ?? '',
		taskCount: runs.filter(({ times }) => times.attemptCount > 0).length,
		runningMs,
		retryingMs: tryingMs - runningMs,
		waitingMs: busyMs - tryingMs,
		idleMs: whole.toMs - whole.fromMs - busyMs,
		finishedAfterMs: ends.length === 0 ? undefined : Math.max(0, Math.max(...ends) - whole.fromMs),
		split: sumSplits(runs.map(({ times }) => times.split)),
	};
}
