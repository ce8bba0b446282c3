import { compareUrgency, orderBlockers } from '@stoker/shared/explain/order-blockers.js';
import { unfinishedBefore } from '@stoker/shared/explain/unfinished-before.js';
import { longestChain } from '@stoker/shared/graph/longest-chain.js';
import { type PlanGraph, VERTEX_BARRIER } from '@stoker/shared/graph/plan-graph.js';
import type { Blocker } from '@stoker/shared/model/blocker.js';
import type { TaskRunState } from '@stoker/shared/model/deployment.js';
import type {
	BlockerView,
	ExplainedRun,
	HeldRuns,
	NodeRef,
	RootRun,
	RunRef,
	Some,
} from '@stoker/shared/model/explanation.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import { hasEnded } from '@stoker/shared/scheduler/task-run-state.js';

/** A deployment at one moment. */
export interface DeploymentMoment {
	readonly graph: PlanGraph;
	readonly stateOf: (vertex: number) => TaskRunState;
	/** Everything that holds a run back; empty for one that has ended. */
	readonly blockersOf: (vertex: number) => readonly Blocker[];
	/** What is stored of a run, if anything was read. */
	readonly recordOf: (vertex: number) => RunRecord | undefined;
}

/** What is stored of a run. */
export type RunRecord = Pick<RunRef, 'sinceMs' | 'attempt' | 'timeoutAtMs' | 'message'> & {
	/** The times belong to this state. */
	readonly state: TaskRunState;
};

/** What runs, what is held back and what is the longest way to go, of a deployment or of one of its nodes. */
export interface MomentSummary {
	readonly running: Some<ExplainedRun>;
	readonly held: readonly HeldRuns[];
	readonly chain: Some<RunRef>;
}

const MOST_NAMED = 10;
const MOST_RUNNING = 20;
const MOST_GROUPS = 50;

/** A run and everything that holds it back, the decisive thing first. */
export function explainRun(moment: DeploymentMoment, vertex: number): ExplainedRun {
	const blockers = orderBlockers(moment.blockersOf(vertex));
	return { run: refOf(moment, vertex), blockers: blockers.map((blocker) => viewOf(moment, vertex, blocker)) };
}

/** What goes on among the runs that are asked about. */
export function summarise(moment: DeploymentMoment, isAsked: (vertex: number) => boolean): MomentSummary {
	const vertices = [...moment.graph.vertexKind.keys()].filter((vertex) => isRun(moment.graph, vertex));
	const open = vertices.filter((vertex) => !hasEnded(moment.stateOf(vertex)));
	const asked = open.filter(isAsked);
	const chain = longestChain(moment.graph, (vertex) => !hasEnded(moment.stateOf(vertex)));
	return {
		running: runningOf(moment, asked),
		held: groupHeld(moment, asked, open),
		chain: some(chain, MOST_RUNNING, (vertex) => refOf(moment, vertex)),
	};
}

/** A run by name. */
export function refOf({ graph, stateOf, recordOf }: DeploymentMoment, vertex: number): RunRef {
	const state = stateOf(vertex);
	const record = recordOf(vertex);
	const isFresh = record?.state === state;
	return {
		vertex,
		taskId: graph.tasks[graph.vertexTask[vertex] ?? -1]?.id ?? '',
		...nodeRefAt(graph, graph.vertexNode[vertex] ?? -1),
		state,
		sinceMs: isFresh ? record.sinceMs : undefined,
		attempt: record?.attempt ?? 0,
		timeoutAtMs: isFresh && state === 'running' ? record.timeoutAtMs : undefined,
		message: isFresh ? record.message : '',
	};
}

function runningOf(moment: DeploymentMoment, vertices: readonly number[]): Some<ExplainedRun> {
	const sinceOf = (vertex: number): number => moment.recordOf(vertex)?.sinceMs ?? Number.POSITIVE_INFINITY;
	const running = vertices.filter((vertex) => moment.stateOf(vertex) === 'running');
	const longestFirst = running.toSorted((a, b) => sinceOf(a) - sinceOf(b) || a - b);
	return some(longestFirst, MOST_RUNNING, (vertex) => explainRun(moment, vertex));
}

/** Runs that the same thing holds back; the blocker is that of the first. */
interface BlockedGroup {
	readonly blocker: Blocker;
	readonly first: number;
	readonly vertices: number[];
}

function groupHeld(moment: DeploymentMoment, asked: readonly number[], open: readonly number[]): readonly HeldRuns[] {
	const groups = new Map<string, BlockedGroup>();
	for (const vertex of asked.filter((each) => moment.stateOf(each) === 'ready')) {
		const [blocker] = orderBlockers(moment.blockersOf(vertex));
		if (blocker !== undefined) {
			const key = groupKey(blocker);
			const group = groups.get(key) ?? { blocker, first: vertex, vertices: [] };
			group.vertices.push(vertex);
			groups.set(key, isSooner(blocker, group.blocker) ? { ...group, blocker, first: vertex } : group);
		}
	}
	const held = [...groups.values()].map(({ blocker, first, vertices }) => ({
		blocker: viewOf(moment, first, blocker),
		runs: some([first, ...vertices.filter((each) => each !== first)], MOST_NAMED, (each) => refOf(moment, each)),
	}));
	const urgent = held.toSorted((a, b) => compareUrgency(a.blocker.kind, b.blocker.kind) || b.runs.total - a.runs.total);
	const pending = asked.filter((vertex) => moment.stateOf(vertex) === 'pending');
	const waiting = pending.length === 0 ? [] : [waitingGroup(moment, pending, open)];
	return [...urgent.slice(0, MOST_GROUPS - 1), ...waiting];
}

/** Of retries the next one is told. */
function isSooner(a: Blocker, b: Blocker): boolean {
	return a.kind === 'retry_wait' && b.kind === 'retry_wait' && a.untilMs < b.untilMs;
}

/** Everything that waits for others: together they wait for what waits for nobody. */
function waitingGroup(moment: DeploymentMoment, pending: readonly number[], open: readonly number[]): HeldRuns {
	const roots = open.filter((vertex) => moment.stateOf(vertex) !== 'pending');
	return {
		blocker: {
			kind: 'dependency',
			roots: some(roots, MOST_NAMED, (root) => rootOf(moment, root)),
			total: open.length,
		},
		runs: some(pending, MOST_NAMED, (vertex) => refOf(moment, vertex)),
	};
}

/** Blockers with the same key are told as one. */
function groupKey(blocker: Blocker): string {
	switch (blocker.kind) {
		case 'strategy':
			return `strategy ${blocker.taskId}`;
		case 'break_point':
			return `break_point ${blocker.name}`;
		case 'agent_silent':
		case 'agent_absent':
		case 'waiting_for_accept':
		case 'foreign_slot':
			return `${blocker.kind} ${blocker.nodeId}`;
		default:
			return blocker.kind;
	}
}

function viewOf(moment: DeploymentMoment, vertex: number, blocker: Blocker): BlockerView {
	const { graph } = moment;
	switch (blocker.kind) {
		case 'dependency': {
			const { roots, total } = unfinishedBefore(graph, vertex, (each) => hasEnded(moment.stateOf(each)));
			return { kind: 'dependency', roots: some(roots, MOST_NAMED, (root) => rootOf(moment, root)), total };
		}
		case 'slot':
			return {
				kind: 'slot',
				node: nodeRefAt(graph, graph.vertexNode[vertex] ?? -1),
				slots: blocker.slots,
				holders: some(blocker.holders, MOST_NAMED, (holder) => refOf(moment, holder)),
			};
		case 'strategy':
			return { ...blocker, holders: some(blocker.holders, MOST_NAMED, (holder) => refOf(moment, holder)) };
		case 'node_limit':
			return {
				kind: 'node_limit',
				limit: blocker.limit,
				nodes: some(blocker.nodeIds, MOST_NAMED, (nodeId) => nodeRefOf(graph, nodeId)),
			};
		case 'agent_silent': {
			const { nodeId, ...times } = blocker;
			return { ...times, node: nodeRefOf(graph, nodeId) };
		}
		case 'agent_absent':
		case 'waiting_for_accept':
			return { kind: blocker.kind, node: nodeRefOf(graph, blocker.nodeId) };
		case 'foreign_slot':
			return { kind: 'foreign_slot', node: nodeRefOf(graph, blocker.nodeId), attempts: blocker.attempts };
		default:
			return blocker;
	}
}

/** What a root waits for is never another run, so this goes one step deep. */
function rootOf(moment: DeploymentMoment, vertex: number): RootRun {
	const [decisive] = orderBlockers(moment.blockersOf(vertex).filter(({ kind }) => kind !== 'dependency'));
	return {
		run: refOf(moment, vertex),
		blocker: decisive === undefined ? undefined : viewOf(moment, vertex, decisive),
	};
}

function isRun({ vertexKind }: PlanGraph, vertex: number): boolean {
	return vertexKind[vertex] !== VERTEX_BARRIER;
}

function nodeRefAt({ nodes }: PlanGraph, index: number): NodeRef {
	const node = nodes[index];
	return { nodeId: node?.id ?? ('' as NodeId), nodeName: node?.name ?? '' };
}

function nodeRefOf({ nodes }: PlanGraph, nodeId: NodeId): NodeRef {
	return { nodeId, nodeName: nodes.find((node) => node.id === nodeId)?.name ?? nodeId };
}

function some<From, To>(items: readonly From[], most: number, show: (item: From) => To): Some<To> {
	return { items: items.slice(0, most).map(show), total: items.length };
}
