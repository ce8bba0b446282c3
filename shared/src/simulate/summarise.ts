import type { CriticalReason, CriticalStep, SimulatedAttempt, SimulatedNode } from './simulation-result.js';

/** The way that leads to the attempt that ended last: from each step to the one whose end let it begin. */
export function criticalPath(attempts: readonly SimulatedAttempt[]): readonly CriticalStep[] {
	const steps: CriticalStep[] = [];
	let index: number | undefined = lastEnded(attempts);
	while (index !== undefined) {
		const attempt: SimulatedAttempt | undefined = attempts[index];
		if (attempt === undefined) {
			break;
		}
		steps.push({ attempt: index, reason: reasonOf(attempt, attempts) });
		index = attempt.after;
	}
	return steps.reverse();
}

/** Nodes that ran anything, by index. */
export function nodesAtWork(
	attempts: readonly SimulatedAttempt[],
	executorOf: (vertex: number) => number,
): readonly SimulatedNode[] {
	const byNode = new Map<number, SimulatedAttempt[]>();
	for (const attempt of attempts) {
		const node = executorOf(attempt.vertex);
		const ofNode = byNode.get(node) ?? [];
		byNode.set(node, ofNode);
		ofNode.push(attempt);
	}
	return [...byNode]
		.sort(([a], [b]) => a - b)
		.map(([node, ofNode]) => ({
			node,
			attempts: ofNode.length,
			busyMs: coveredMs(ofNode),
			endMs: ofNode.reduce((latest, { endMs }) => Math.max(latest, endMs), 0),
		}));
}

/** Share of the time of all these nodes in which they were busy. */
export function utilisation(nodes: readonly SimulatedNode[], makespanMs: number): number {
	const busyMs = nodes.reduce((sum, node) => sum + node.busyMs, 0);
	return busyMs === 0 ? 0 : busyMs / (nodes.length * makespanMs);
}

function lastEnded(attempts: readonly SimulatedAttempt[]): number | undefined {
	let last: number | undefined;
	let latestMs = -1;
	for (const [index, { endMs }] of attempts.entries()) {
		if (endMs > latestMs) {
			latestMs = endMs;
			last = index;
		}
	}
	return last;
}

function reasonOf(attempt: SimulatedAttempt, attempts: readonly SimulatedAttempt[]): CriticalReason {
	if (attempt.after === undefined) {
		return 'start';
	}
	if (attempts[attempt.after]?.vertex === attempt.vertex) {
		return 'retry';
	}
	return attempt.startMs > attempt.readyMs ? 'slot_or_limit' : 'dependency';
}

/** Time within at least one of the attempts. */
function coveredMs(attempts: readonly SimulatedAttempt[]): number {
	let covered = 0;
	let reachedMs = 0;
	for (const { startMs, endMs } of [...attempts].sort((a, b) => a.startMs - b.startMs)) {
		const beginMs = Math.max(startMs, reachedMs);
		covered += Math.max(0, endMs - beginMs);
		reachedMs = Math.max(reachedMs, endMs);
	}
	return covered;
}
