import { type PlanGraph, VERTEX_BARRIER } from '../graph/plan-graph.js';
import type { SchedulingBlocker } from '../model/blocker.js';
import type { DeploymentControl } from '../model/deployment-control.js';
import type { ExceededGroup } from './fault-policy.js';
import type { HandOut } from './hand-out.js';
import type { RetryWait } from './retry-waits.js';
import type { Schedule } from './schedule.js';
import { hasEnded } from './task-run-state.js';

/** What the scheduler knows of a deployment, and of the run that is asked about. */
export interface SchedulerFacts {
	readonly graph: PlanGraph;
	readonly schedule: Schedule;
	readonly handOut: HandOut;
	readonly control: DeploymentControl;
	readonly syncNode: number;
	readonly exceeded: ExceededGroup | undefined;
	readonly breakPoint: string | undefined;
	readonly wait: RetryWait | undefined;
	readonly isStopping: boolean;
	readonly isHeld: boolean;
}

/** Runs that one blocker names; the total tells of the others. */
const MAX_NAMED = 50;

/** Why a run does not begin, the decisive reason first. */
export function blockersOf(vertex: number, facts: SchedulerFacts): readonly SchedulingBlocker[] {
	const state = facts.schedule.stateOf(vertex);
	if (state === 'cancelled' && facts.exceeded !== undefined) {
		return [{ kind: 'tolerance', ...facts.exceeded }];
	}
	if (facts.graph.vertexKind[vertex] === VERTEX_BARRIER || hasEnded(state) || state === 'running') {
		return [];
	}
	const whole = blockersOfAll(facts);
	return state === 'pending'
		? [dependency(vertex, facts), ...whole]
		: [...whole, ...blockersOfReady(vertex, facts), ...pauseOf(facts)];
}

/** What keeps anything from beginning. */
function blockersOfAll({ exceeded, isStopping, isHeld }: SchedulerFacts): readonly SchedulingBlocker[] {
	return [
		...(isStopping ? [{ kind: 'stopping' } as const] : []),
		...(exceeded === undefined ? [] : [{ kind: 'tolerance', ...exceeded } as const]),
		...(isHeld ? [{ kind: 'held' } as const] : []),
	];
}

function pauseOf({ control, breakPoint }: SchedulerFacts): readonly SchedulingBlocker[] {
	if (!control.isPaused || control.stepsLeft > 0) {
		return [];
	}
	return [breakPoint === undefined ? { kind: 'paused' } : { kind: 'break_point', name: breakPoint }];
}

function blockersOfReady(vertex: number, facts: SchedulerFacts): readonly SchedulingBlocker[] {
	const { graph, handOut, control, wait } = facts;
	const blockers: SchedulingBlocker[] = [];
	if (wait !== undefined) {
		blockers.push({ kind: 'retry_wait', untilMs: wait.untilMs, attempt: wait.failures + 1 });
	}
	const slots = slotBlocker(vertex, facts);
	if (slots !== undefined) {
		blockers.push(slots);
	}
	if (handOut.work.isTaskFull(vertex)) {
		const taskId = taskIdOf(vertex, graph);
		const holders = runningOf(facts).filter((other) => taskIdOf(other, graph) === taskId);
		blockers.push({
			kind: 'strategy',
			taskId,
			limit: handOut.work.limitOf(vertex),
			holders: holders.slice(0, MAX_NAMED),
		});
	}
	if (handOut.work.isNodeShutOut(vertex)) {
		const nodes = new Set(runningOf(facts).map((other) => graph.vertexNode[other] ?? -1));
		const nodeIds = [...nodes].flatMap((node) => (node === facts.syncNode ? [] : (graph.nodes[node]?.id ?? [])));
		blockers.push({ kind: 'node_limit', limit: control.limits.nodesAtOnce, nodeIds: nodeIds.slice(0, MAX_NAMED) });
	}
	return blockers;
}

/** Undefined when it has a slot, and when nobody of this deployment has those there are. */
function slotBlocker(vertex: number, { graph, handOut }: SchedulerFacts): SchedulingBlocker | undefined {
	const executor = handOut.executorOf(vertex);
	const node = graph.vertexNode[vertex] ?? -1;
	const [hasSlot, hasOwnSlot] = [handOut.hasSlot(executor), handOut.hasOwnSlot(vertex)];
	if (hasSlot && hasOwnSlot && !handOut.isHeld(vertex)) {
		return undefined;
	}
	const holders = [...handOut.holds()].filter((other) => {
		const isOnExecutor = !hasSlot && (handOut.executorOf(other) === executor || graph.vertexNode[other] === executor);
		return other === vertex || isOnExecutor || (!hasOwnSlot && graph.vertexNode[other] === node);
	});
	const slots = hasSlot ? handOut.ownSlotsOf(node) : handOut.slotsOf(executor);
	return holders.length === 0 ? undefined : { kind: 'slot', slots, holders: holders.slice(0, MAX_NAMED) };
}

function runningOf({ handOut, schedule }: SchedulerFacts): readonly number[] {
	return [...handOut.holds()].filter((vertex) => schedule.isRunning(vertex));
}

function taskIdOf(vertex: number, graph: PlanGraph): string {
	return graph.tasks[graph.vertexTask[vertex] ?? -1]?.id ?? '';
}

/** The nearest runs before a vertex that it still waits for, looking through barriers. */
function dependency(vertex: number, { graph, schedule, syncNode }: SchedulerFacts): SchedulingBlocker {
	const waitsForEnds = graph.vertexNode[vertex] === syncNode;
	const vertices: number[] = [];
	const seen = new Set([vertex]);
	const work = [vertex];
	for (let after = work.pop(); after !== undefined; after = work.pop()) {
		for (let edge = firstEdgeTo(graph, after); graph.edgeAfter[edge] === after; edge++) {
			const before = graph.edgeBefore[edge] ?? -1;
			if (seen.has(before)) {
				continue;
			}
			seen.add(before);
			if (graph.vertexKind[before] === VERTEX_BARRIER) {
				work.push(before);
			} else if (!(waitsForEnds ? hasEnded(schedule.stateOf(before)) : schedule.hasPassed(before))) {
				vertices.push(before);
			}
		}
	}
	vertices.sort((a, b) => a - b);
	return { kind: 'dependency', vertices: vertices.slice(0, MAX_NAMED), total: vertices.length };
}

/** Edges are ordered by where they lead to. */
function firstEdgeTo({ edgeAfter }: PlanGraph, vertex: number): number {
	let low = 0;
	let high = edgeAfter.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((edgeAfter[middle] ?? 0) < vertex) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}
