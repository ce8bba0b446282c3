import type { BlockerView, ExplanationView, NodeRef, RunRef } from '@stoker/shared/model/explanation.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import { NOW_MS, sampleCounts, sampleDeployment, sampleProgress } from './view-samples.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

export function sampleNodeRef(number: number): NodeRef {
	return { nodeId: String(number) as NodeId, nodeName: `app-${number}` };
}

/** `task@app-NUMBER`, in its state for 41 seconds. */
export function sampleRef(taskId: string, number: number, changes: Partial<RunRef> = {}): RunRef {
	return {
		vertex: number,
		taskId,
		...sampleNodeRef(number),
		state: 'ready',
		sinceMs: NOW_MS - 41 * SECOND_MS,
		attempt: 0,
		timeoutAtMs: undefined,
		message: '',
		...changes,
	};
}

/** At work for 3 minutes and 12 seconds, with an hour given. */
export function sampleRunning(taskId: string, number: number, changes: Partial<RunRef> = {}): RunRef {
	const sinceMs = NOW_MS - 3 * MINUTE_MS - 12 * SECOND_MS;
	return sampleRef(taskId, number, {
		state: 'running',
		sinceMs,
		attempt: 1,
		timeoutAtMs: sinceMs + 60 * MINUTE_MS,
		...changes,
	});
}

/** One of each kind. */
export const SAMPLE_BLOCKERS: { readonly [Kind in BlockerView['kind']]: Extract<BlockerView, { kind: Kind }> } = {
	dependency: {
		kind: 'dependency',
		roots: {
			items: [
				{ run: sampleRunning('store', 1), blocker: undefined },
				{ run: sampleRef('fill', 2), blocker: { kind: 'paused' } },
			],
			total: 2,
		},
		total: 5,
	},
	slot: {
		kind: 'slot',
		node: sampleNodeRef(1),
		slots: 1,
		holders: { items: [sampleRunning('configure', 1)], total: 1 },
	},
	strategy: {
		kind: 'strategy',
		taskId: 'migrate',
		limit: 2,
		holders: { items: [sampleRunning('migrate', 2), sampleRunning('migrate', 3)], total: 2 },
	},
	node_limit: {
		kind: 'node_limit',
		limit: 10,
		nodes: { items: [1, 2, 3, 4].map(sampleNodeRef), total: 10 },
	},
	tolerance: { kind: 'tolerance', group: 'compute', failures: 3, allowed: 2 },
	paused: { kind: 'paused' },
	break_point: { kind: 'break_point', name: 'start-app@3' },
	retry_wait: { kind: 'retry_wait', attempt: 3, untilMs: NOW_MS + 12 * SECOND_MS },
	stopping: { kind: 'stopping' },
	held: { kind: 'held' },
	agent_silent: {
		kind: 'agent_silent',
		node: sampleNodeRef(3),
		sinceMs: NOW_MS - 41 * SECOND_MS,
		leaseEndsAtMs: NOW_MS + 19 * SECOND_MS,
		lostAtMs: NOW_MS + 57 * MINUTE_MS,
	},
	agent_absent: { kind: 'agent_absent', node: sampleNodeRef(3) },
	waiting_for_accept: { kind: 'waiting_for_accept', node: sampleNodeRef(3) },
	foreign_slot: { kind: 'foreign_slot', node: sampleNodeRef(3), attempts: 1 },
};

/** A deployment that stands still for several reasons. */
export function sampleExplanation(changes: Partial<ExplanationView> = {}): ExplanationView {
	const counts = sampleCounts({ succeeded: 38, running: 2, ready: 13, pending: 66, failed: 1 });
	const silent = sampleRunning('configure', 3, { attempt: 2 });
	return {
		atMs: NOW_MS,
		deployment: sampleDeployment({
			state: 'running',
			endedAtMs: undefined,
			message: '',
			counts,
			startedAtMs: NOW_MS - 12 * MINUTE_MS,
			control: { ...sampleDeployment().control, isPaused: true },
		}),
		subject: { kind: 'deployment' },
		running: {
			items: [
				{ run: silent, blockers: [SAMPLE_BLOCKERS.agent_silent] },
				{ run: sampleRunning('store', 1), blockers: [] },
			],
			total: 2,
		},
		held: [
			{ blocker: SAMPLE_BLOCKERS.paused, runs: { items: [1, 2, 4].map((n) => sampleRef('app', n)), total: 12 } },
			{ blocker: SAMPLE_BLOCKERS.retry_wait, runs: { items: [sampleRef('fetch', 5)], total: 1 } },
			{
				blocker: SAMPLE_BLOCKERS.dependency,
				runs: { items: [1, 2].map((n) => sampleRef('end', n, { state: 'pending', sinceMs: undefined })), total: 66 },
			},
		],
		failed: {
			items: [sampleRef('probe', 6, { state: 'failed', attempt: 3, message: 'exit_code: exit code 3' })],
			total: 1,
		},
		chain: { items: [sampleRunning('store', 1), sampleRef('app', 1), sampleRef('end', 1)], total: 3 },
		...changes,
	};
}

/** The same about one node. */
export const SAMPLE_NODE_SUBJECT = {
	kind: 'node',
	node: sampleProgress('3', { succeeded: 4, running: 1, pending: 2 }, ['configure']),
} as const;
