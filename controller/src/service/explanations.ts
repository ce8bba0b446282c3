import type { PlanGraph } from '@stoker/shared/graph/plan-graph.js';
import { findVertex } from '@stoker/shared/graph-query/explain-vertex.js';
import type { Blocker } from '@stoker/shared/model/blocker.js';
import type { TaskRunState } from '@stoker/shared/model/deployment.js';
import type { ExplanationSubject, ExplanationView, RunRef, Some } from '@stoker/shared/model/explanation.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { DeploymentDetailView } from '@stoker/shared/model/views.js';
import type { Kysely } from 'kysely';
import { type DeploymentMoment, explainRun, type RunRecord, refOf, summarise } from '../domain/explain-runs.js';
import type { DeploymentInsight } from '../engine/explain-deployment.js';
import type { Database } from '../store/schema.js';
import { getDeployment } from './deployments.js';
import type { ServicePorts } from './ports.js';
import { readRunRecords } from './run-records.js';
import { findPlanNode } from './task-runs.js';
import { boundedText, refuseField } from './violations.js';

type Ports = Omit<ServicePorts, 'logFiles' | 'newId'>;

/** What shall be explained. */
export interface GetExplanation {
	readonly deploymentId: string;
	/** Id or name; empty for the whole deployment. */
	readonly node: string;
	/** On that node; empty for the whole node. */
	readonly taskId: string;
}

const MOST_FAILED = 20;

/**
 * Why a deployment, one of its nodes or one of its runs does not move.
 * Throws DEPLOYMENT_NOT_FOUND, NODE_NOT_FOUND or TASK_RUN_NOT_FOUND.
 */
export async function getExplanation(ports: Ports, request: GetExplanation): Promise<ExplanationView> {
	if (request.taskId !== '' && request.node === '') {
		refuseField('node', 'is missing: a task is explained on one node');
	}
	const detail = await getDeployment(ports, request.deploymentId);
	const deploymentId = detail.deployment.id;
	const { graph } = await ports.planGraphs.load(detail.deployment.planId);
	const nodeId = request.node === '' ? undefined : findPlanNode(graph, request.node);
	const vertex = nodeId === undefined || request.taskId === '' ? undefined : requireRun(graph, request, nodeId);
	const stored = await ports.store.read(async ({ db }) => ({
		records: await readRunRecords(db, { deploymentId, graph, vertex }),
		waitingForAccept: await readWaiting(db),
	}));
	// From here on nothing is awaited: the engine's memory is read at one moment.
	const moment = momentOf(graph, stored, ports.engine.explain(deploymentId));
	const isOfNode = (each: number): boolean => nodeId === undefined || nodeOf(graph, each) === nodeId;
	return {
		atMs: ports.clock.wallMs(),
		deployment: detail.deployment,
		subject: subjectOf(moment, detail, { nodeId, vertex }),
		...summarise(moment, isOfNode),
		failed: failedRuns(moment, stored.records, isOfNode),
	};
}

interface Stored {
	readonly records: ReadonlyMap<number, RunRecord>;
	/** Nodes that an administrator has to accept. */
	readonly waitingForAccept: ReadonlySet<string>;
}

/** Of a deployment that has ended only what is stored is known: then nothing is held back. */
function momentOf(
	graph: PlanGraph,
	{ records, waitingForAccept }: Stored,
	insight: DeploymentInsight | undefined,
): DeploymentMoment {
	const recordOf = (vertex: number): RunRecord | undefined => records.get(vertex);
	if (insight === undefined) {
		const stateOf = (vertex: number): TaskRunState => records.get(vertex)?.state ?? 'succeeded';
		return { graph, stateOf, blockersOf: () => [], recordOf };
	}
	return {
		graph,
		stateOf: (vertex) => insight.stateOf(vertex),
		blockersOf: (vertex) => withAcceptance(insight.blockersOf(vertex), waitingForAccept),
		recordOf,
	};
}

/** An agent that is away because nobody has accepted its machine yet: the engine does not know of those. */
function withAcceptance(blockers: readonly Blocker[], waiting: ReadonlySet<string>): readonly Blocker[] {
	return blockers.flatMap((blocker): readonly Blocker[] => {
		const isAway = blocker.kind === 'agent_absent' || blocker.kind === 'agent_silent';
		return isAway && waiting.has(blocker.nodeId)
			? [{ kind: 'waiting_for_accept', nodeId: blocker.nodeId }, blocker]
			: [blocker];
	});
}

async function readWaiting(db: Kysely<Database>): Promise<ReadonlySet<string>> {
	const rows = await db.selectFrom('node').select('id').where('pending_key_digest', 'is not', null).execute();
	return new Set(rows.map((row) => row.id));
}

function subjectOf(
	moment: DeploymentMoment,
	{ nodes }: DeploymentDetailView,
	asked: { readonly nodeId: NodeId | undefined; readonly vertex: number | undefined },
): ExplanationSubject {
	if (asked.vertex !== undefined) {
		return { kind: 'run', explained: explainRun(moment, asked.vertex) };
	}
	const node = nodes.find(({ nodeId }) => nodeId === asked.nodeId);
	return node === undefined ? { kind: 'deployment' } : { kind: 'node', node };
}

/** Failures that nobody tolerates: whatever did not run, did not run because of these. */
function failedRuns(
	moment: DeploymentMoment,
	records: ReadonlyMap<number, RunRecord>,
	isAsked: (vertex: number) => boolean,
): Some<RunRef> {
	const { graph } = moment;
	const failed = [...records]
		.filter(([vertex, { state }]) => state === 'failed' && isAsked(vertex))
		.filter(([vertex]) => graph.tasks[graph.vertexTask[vertex] ?? -1]?.failOnError !== false);
	return { items: failed.slice(0, MOST_FAILED).map(([vertex]) => refOf(moment, vertex)), total: failed.length };
}

function requireRun(graph: PlanGraph, request: GetExplanation, nodeId: NodeId): number {
	const wanted = boundedText('task_id', request.taskId);
	const vertex = findVertex(graph, wanted, nodeId);
	if (vertex === undefined) {
		throw new StokerError('TASK_RUN_NOT_FOUND', `The deployment has no task "${wanted}" on node ${request.node}.`, {
			subject: { task: wanted, node: request.node },
		});
	}
	return vertex;
}

function nodeOf({ nodes, vertexNode }: PlanGraph, vertex: number): NodeId | undefined {
	return nodes[vertexNode[vertex] ?? -1]?.id;
}
