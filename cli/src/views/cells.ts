import type { DeploymentState, RunCounts, TaskRunState } from '@stoker/shared/model/deployment.js';
import type { EnvironmentStatus } from '@stoker/shared/model/environment.js';
import type { Connectivity, NodeStatus } from '@stoker/shared/model/node.js';
import { formatAge, formatTime } from './format.js';
import type { Style, Tone } from './style.js';
import type { Cell } from './table.js';

type State = NodeStatus | Connectivity | EnvironmentStatus | DeploymentState | TaskRunState;

const SECOND_MS = 1000;

const TONES: Readonly<Record<State, Tone>> = {
	pending: 'dim',
	discover: 'plain',
	provisioned: 'plain',
	deploying: 'active',
	ready: 'good',
	error: 'bad',
	stopped: 'warn',
	online: 'good',
	unreachable: 'warn',
	offline: 'dim',
	new: 'plain',
	operational: 'good',
	partially_deployed: 'warn',
	preparing: 'active',
	running: 'active',
	stopping: 'warn',
	succeeded: 'good',
	failed: 'bad',
	skipped: 'dim',
	dep_failed: 'dim',
	cancelled: 'warn',
};

/** A state in the colour it has everywhere. */
export function stateCell(state: State): Cell {
	return { text: state, tone: TONES[state] };
}

/** How long ago; empty when never. */
export function ageCell(atMs: number | undefined, style: Style): string {
	return atMs === undefined ? '' : formatAge(style.nowMs - atMs);
}

/** Date, time, and how long ago; empty when never. */
export function timeText(atMs: number | undefined, style: Style): string {
	if (atMs === undefined) {
		return '';
	}
	const distanceMs = style.nowMs - atMs;
	// What was just done may be some milliseconds later than the beginning of the command.
	const distance = distanceMs > -SECOND_MS ? `${formatAge(distanceMs)} ago` : `in ${formatAge(-distanceMs)}`;
	return `${formatTime(atMs, style.offsetMinutes(atMs))} (${distance})`;
}

/** Date and time; empty when never. */
export function dateText(atMs: number | undefined, style: Style): string {
	return atMs === undefined ? '' : formatTime(atMs, style.offsetMinutes(atMs));
}

/** How far runs are, those left out apart: a run that failed, or never could start, is settled but not done. */
export function progressOf(counts: RunCounts): {
	readonly done: number;
	readonly isSettled: boolean;
	readonly total: number;
} {
	const open = counts.pending + counts.ready + counts.running;
	const settled = counts.succeeded + counts.failed + counts.dep_failed + counts.cancelled;
	return { done: counts.succeeded, isSettled: open === 0, total: open + settled };
}

/** `41 succeeded, 1 failed, 3 skipped`: only what there is. */
export function countsText(counts: RunCounts): string {
	const words: readonly (readonly [TaskRunState, string])[] = [
		['failed', 'failed'],
		['dep_failed', 'not run because of a failure'],
		['running', 'running'],
		['ready', 'ready'],
		['pending', 'pending'],
		['succeeded', 'succeeded'],
		['cancelled', 'cancelled'],
		['skipped', 'skipped'],
	];
	return words
		.filter(([state]) => counts[state] > 0)
		.map(([state, word]) => `${counts[state]} ${word}`)
		.join(', ');
}

/** What people call a node: the sync node has no name of its own. */
export function nodeLabel(node: { readonly nodeId: string; readonly nodeName: string }): string {
	return node.nodeId === 'null' ? '(sync)' : node.nodeName || node.nodeId;
}
