import {
	type DeploymentKind,
	type DeploymentState,
	TASK_RUN_STATES,
	type TaskRunState,
} from '@stoker/shared/model/deployment.js';
import type { DeploymentControl } from '@stoker/shared/model/deployment-control.js';
import type { EventBody } from '@stoker/shared/model/event.js';
import { SYNC_NODE_ID } from '@stoker/shared/model/ids.js';
import type { DeploymentView, NodeProgressView, TaskRunView } from '@stoker/shared/model/views.js';

type Counts = Record<TaskRunState, number>;
type TaskRunChanged = Extract<EventBody, { kind: 'task_run_changed' }>;

export interface NodeTrack {
	readonly nodeId: string;
	readonly nodeName: string;
	readonly counts: Counts;
	/** Tasks with the agent, and since when by the local monotonic clock. */
	readonly running: Map<string, number>;
}

/** A root cause: a run that failed by itself. */
export interface FailureTrack {
	readonly taskId: string;
	readonly nodeId: string;
	readonly nodeName: string;
	readonly message: string;
}

/** A run that just changed. */
export interface RunChange {
	readonly taskId: string;
	readonly node: NodeTrack;
	readonly to: TaskRunState;
	readonly attempt: number;
	readonly message: string;
	/** How long it was with the agent; undefined when that is not known. */
	readonly tookMs: number | undefined;
}

const ENDED: readonly DeploymentState[] = ['succeeded', 'failed', 'stopped'];

/** Whether nothing of a deployment happens any more. */
export function hasEnded({ state }: Pick<DeploymentView, 'state'>): boolean {
	return ENDED.includes(state);
}

/**
 * What is known of a running deployment: loaded from a snapshot, kept by events.
 * INVARIANT: `totals` is the sum of the counts of all nodes.
 */
export class DeploymentProgress {
	readonly deploymentId: string;
	readonly environmentName: string;
	readonly totals: Counts;
	readonly nodes = new Map<string, NodeTrack>();
	readonly failures = new Map<number, FailureTrack>();
	/** Beginning by the local monotonic clock. */
	readonly startedMs: number;
	readonly kind: DeploymentKind;
	state: DeploymentState;
	control: DeploymentControl;
	/** What was left by the controller's reckoning, and when it said so by the local monotonic clock. */
	#estimate: { readonly remainingMs: number; readonly atMs: number } | undefined;

	constructor(deployment: DeploymentView, nodes: readonly NodeProgressView[], startedMs: number) {
		this.deploymentId = deployment.id;
		this.environmentName = deployment.environmentName;
		this.kind = deployment.kind;
		this.state = deployment.state;
		this.control = deployment.control;
		this.startedMs = startedMs;
		this.totals = noCounts();
		for (const { nodeId, nodeName, counts } of nodes) {
			this.nodes.set(nodeId, { nodeId, nodeName, counts: { ...counts }, running: new Map() });
			for (const state of TASK_RUN_STATES) {
				this.totals[state] += counts[state];
			}
		}
	}

	get hasEnded(): boolean {
		return hasEnded(this);
	}

	/** Takes in what the controller reckons is left; undefined when it does not know. */
	estimate(remainingMs: number | undefined, nowMs: number): void {
		this.#estimate = remainingMs === undefined ? undefined : { remainingMs, atMs: nowMs };
	}

	/** What is left by now; undefined when nobody knows, when nothing moves, and when it takes longer than reckoned. */
	remainingMs(nowMs: number): number | undefined {
		if (this.#estimate === undefined || this.state !== 'running' || this.control.isPaused) {
			return undefined;
		}
		const leftMs = this.#estimate.remainingMs - (nowMs - this.#estimate.atMs);
		return leftMs > 0 ? leftMs : undefined;
	}

	/** What machines do: the anchors of the sync node are no work, and no plan counts them. */
	totalsOfNodes(): Counts {
		const sync = this.nodes.get(SYNC_NODE_ID);
		return sync === undefined ? this.totals : subtract(this.totals, sync.counts);
	}

	/** Adds what a snapshot does not hold: why runs failed, and since when others run. */
	addRun(run: TaskRunView, runningSinceMs: number): void {
		if (run.state === 'failed') {
			this.failures.set(run.vertex, run);
		} else if (run.state === 'running') {
			this.#node(run.nodeId).running.set(run.taskId, runningSinceMs);
		}
	}

	/** Takes in an event; undefined when it is about something else. */
	apply(body: EventBody, nowMs: number): RunChange | undefined {
		if (body.kind === 'deployment_changed' && body.deploymentId === this.deploymentId) {
			this.state = body.state;
		}
		if (body.kind === 'deployment_control_changed' && body.deploymentId === this.deploymentId) {
			this.control = body.control;
		}
		return body.kind === 'task_run_changed' && body.deploymentId === this.deploymentId
			? this.#applyRun(body, nowMs)
			: undefined;
	}

	#applyRun(body: TaskRunChanged, nowMs: number): RunChange {
		const { taskId, vertex, from, to, attempt, message } = body;
		const node = this.#node(body.nodeId);
		for (const counts of [node.counts, this.totals]) {
			counts[from] = Math.max(0, counts[from] - 1);
			counts[to] += 1;
		}
		const sinceMs = node.running.get(taskId);
		node.running.delete(taskId);
		if (to === 'running') {
			node.running.set(taskId, nowMs);
		}
		this.failures.delete(vertex);
		if (to === 'failed') {
			this.failures.set(vertex, { taskId, nodeId: node.nodeId, nodeName: node.nodeName, message });
		}
		return { taskId, node, to, attempt, message, tookMs: sinceMs === undefined ? undefined : nowMs - sinceMs };
	}

	#node(nodeId: string): NodeTrack {
		const known = this.nodes.get(nodeId);
		if (known !== undefined) {
			return known;
		}
		const node = { nodeId, nodeName: nodeId, counts: noCounts(), running: new Map<string, number>() };
		this.nodes.set(nodeId, node);
		return node;
	}
}

function subtract(counts: Counts, less: Counts): Counts {
	return Object.fromEntries(TASK_RUN_STATES.map((state) => [state, counts[state] - less[state]])) as Counts;
}

function noCounts(): Counts {
	return Object.fromEntries(TASK_RUN_STATES.map((state) => [state, 0])) as Counts;
}
