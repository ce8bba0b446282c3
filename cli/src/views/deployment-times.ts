import type { AttemptView, DeploymentView, TaskRunView } from '@stoker/shared/model/views.js';

/** Where the time of a node went; running, waiting and idle add up to the time of the deployment. */
export interface NodeTimes {
	readonly nodeId: string;
	readonly nodeName: string;
	readonly taskCount: number;
	/** At least one of its tasks was with the agent. */
	readonly runningMs: number;
	/** None was, and at least one was ready. */
	readonly waitingMs: number;
	/** Neither: it waited for others, or had finished. */
	readonly idleMs: number;
	/** When its last run ended, counted from the start. */
	readonly finishedAfterMs: number | undefined;
}

export interface RunTime {
	readonly taskId: string;
	readonly nodeId: string;
	readonly nodeName: string;
	readonly attempt: number;
	readonly tookMs: number;
}

export interface DeploymentTimes {
	readonly deployment: DeploymentView;
	readonly elapsedMs: number;
	readonly nodes: readonly NodeTimes[];
	readonly longestRuns: readonly RunTime[];
}

interface Span {
	readonly fromMs: number;
	readonly toMs: number;
}

interface NodeSpans {
	readonly nodeName: string;
	readonly running: Span[];
	readonly ready: Span[];
	taskCount: number;
	lastEndMs: number | undefined;
}

const MOST_RUNS = 10;

/** Computes where the time went, all by the controller's clock. */
export function computeTimes(deployment: DeploymentView, runs: readonly TaskRunView[], nowMs: number): DeploymentTimes {
	const endMs = deployment.endedAtMs ?? Math.max(nowMs, deployment.startedAtMs);
	const whole = { fromMs: deployment.startedAtMs, toMs: endMs };
	const byNode = new Map<string, NodeSpans>();
	const times: RunTime[] = [];
	for (const run of runs) {
		const node = byNode.get(run.nodeId) ?? newNode(run.nodeName);
		byNode.set(run.nodeId, node);
		addRun(node, run, endMs);
		times.push(...run.attempts.map((attempt) => runTime(run, attempt, endMs)));
	}
	const nodes = [...byNode].filter(([, node]) => node.taskCount > 0);
	return {
		deployment,
		elapsedMs: endMs - whole.fromMs,
		nodes: nodes.map(([nodeId, node]) => nodeTimes(nodeId, node, whole)),
		longestRuns: times.sort((a, b) => b.tookMs - a.tookMs).slice(0, MOST_RUNS),
	};
}

function newNode(nodeName: string): NodeSpans {
	return { nodeName, running: [], ready: [], taskCount: 0, lastEndMs: undefined };
}

function addRun(node: NodeSpans, run: TaskRunView, endMs: number): void {
	const [first] = run.attempts;
	if (first !== undefined) {
		node.taskCount += 1;
	}
	for (const { assignedAtMs, endedAtMs } of run.attempts) {
		node.running.push({ fromMs: assignedAtMs, toMs: endedAtMs ?? endMs });
	}
	const readyUntilMs = first?.assignedAtMs ?? (run.state === 'ready' ? endMs : undefined);
	if (run.readyAtMs !== undefined && readyUntilMs !== undefined) {
		node.ready.push({ fromMs: run.readyAtMs, toMs: readyUntilMs });
	}
	if (first !== undefined && run.endedAtMs !== undefined) {
		node.lastEndMs = Math.max(node.lastEndMs ?? 0, run.endedAtMs);
	}
}

function nodeTimes(nodeId: string, node: NodeSpans, whole: Span): NodeTimes {
	const runningMs = unionMs(node.running, whole);
	const busyMs = unionMs([...node.running, ...node.ready], whole);
	return {
		nodeId,
		nodeName: node.nodeName,
		taskCount: node.taskCount,
		runningMs,
		waitingMs: busyMs - runningMs,
		idleMs: whole.toMs - whole.fromMs - busyMs,
		finishedAfterMs: node.lastEndMs === undefined ? undefined : Math.max(0, node.lastEndMs - whole.fromMs),
	};
}

/** Time covered by at least one span, within the whole. */
function unionMs(spans: readonly Span[], whole: Span): number {
	let coveredMs = 0;
	let reachedMs = whole.fromMs;
	for (const { fromMs, toMs } of [...spans].sort((a, b) => a.fromMs - b.fromMs)) {
		const beginMs = Math.max(fromMs, reachedMs);
		const endMs = Math.min(toMs, whole.toMs);
		if (endMs > beginMs) {
			coveredMs += endMs - beginMs;
			reachedMs = endMs;
		}
	}
	return coveredMs;
}

function runTime(run: TaskRunView, attempt: AttemptView, endMs: number): RunTime {
	const { taskId, nodeId, nodeName } = run;
	const spanMs = (attempt.endedAtMs ?? endMs) - attempt.assignedAtMs;
	return { taskId, nodeId, nodeName, attempt: attempt.number, tookMs: Math.max(0, spanMs) };
}
