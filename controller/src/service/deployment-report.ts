import { type PlanGraph, VERTEX_TASK } from '@stoker/shared/graph/plan-graph.js';
import type { DeploymentId, NodeId } from '@stoker/shared/model/ids.js';
import type { DeploymentReportView, OperatorDecisionView, RootCauseView } from '@stoker/shared/model/report.js';
import type { AttemptView, TaskRunView } from '@stoker/shared/model/views.js';
import { lastLines } from '../domain/last-lines.js';
import { getDeployment } from './deployments.js';
import type { MeasurePorts } from './measure-deployment.js';
import type { ServicePorts } from './ports.js';
import { type RunRow, readAttempts, runView } from './task-runs.js';

type Ports = MeasurePorts & Pick<ServicePorts, 'logFiles'>;

const MOST_CAUSES = 20;
const MOST_BEHIND = 10;
const MOST_DECISIONS = 100;
const TAIL_BYTES = 8 * 1024;

/**
 * Why a deployment is where it is: what failed by itself, each with its output and with what could not begin because
 * of it; failures of tasks that may fail apart; and what operators took out of the way. Throws DEPLOYMENT_NOT_FOUND.
 */
export async function reportDeployment(ports: Ports, deploymentId: string): Promise<DeploymentReportView> {
	const detail = await getDeployment(ports, deploymentId);
	const { id, planId } = detail.deployment;
	const { graph } = await ports.planGraphs.load(planId);
	const rows = await ports.store.read(({ db }) =>
		db
			.selectFrom('task_run')
			.selectAll()
			.where('deployment_id', '=', id)
			.where((column) =>
				column.or([
					column('state', 'in', ['failed', 'skipped']),
					// What an operator marked as done says who and why; what agents did says nothing.
					column.and([column('state', '=', 'succeeded'), column('message', '!=', '')]),
				]),
			)
			.orderBy('ended_at')
			.orderBy('vertex')
			.execute(),
	);
	const failed = rows.filter(({ state }) => state === 'failed');
	const isTolerated = ({ vertex }: RunRow): boolean => taskOf(graph, vertex)?.failOnError === false;
	const counted = failed.filter((row) => !isTolerated(row));
	const tolerated = failed.filter(isTolerated);
	const decisions = rows.filter((row) => row.state !== 'failed' && graph.vertexKind[row.vertex] === VERTEX_TASK);
	return {
		...detail,
		rootCauses: await readCauses(ports, graph, counted.slice(0, MOST_CAUSES)),
		rootCauseCount: counted.length,
		tolerated: await readCauses(ports, graph, tolerated.slice(0, MOST_CAUSES)),
		toleratedCount: tolerated.length,
		decisions: decisions.slice(0, MOST_DECISIONS).map((row) => decisionView(row, graph)),
		decisionCount: decisions.length,
	};
}

function taskOf(graph: PlanGraph, vertex: number) {
	return graph.tasks[graph.vertexTask[vertex] ?? -1];
}

async function readCauses(ports: Ports, graph: PlanGraph, rows: readonly RunRow[]): Promise<readonly RootCauseView[]> {
	const [first] = rows;
	if (first === undefined) {
		return [];
	}
	const deploymentId = first.deployment_id as DeploymentId;
	const attempts = await readAttempts(ports, deploymentId, rows);
	const behind = await countBehind(ports, deploymentId);
	const causes: RootCauseView[] = [];
	for (const row of rows) {
		const run = runView(row, graph, attempts.get(row.vertex) ?? []);
		// As the engine names it where it says why another run could not run.
		const name = `${row.task_id}@${nodeName(graph, row)}`;
		const behindCount = behind.get(name) ?? 0;
		causes.push({
			run,
			output: await readTail(ports, deploymentId, run.attempts.at(-1)),
			behindCount,
			behind: behindCount === 0 ? [] : await nameBehind(ports, graph, { deploymentId, cause: name }),
		});
	}
	return causes;
}

/** How many runs wait in vain, by root cause: their message names it. */
async function countBehind({ store }: Ports, deploymentId: DeploymentId): Promise<ReadonlyMap<string, number>> {
	const rows = await store.read(({ db }) =>
		db
			.selectFrom('task_run')
			.select(({ fn }) => ['message', fn.countAll().as('count')])
			.where('deployment_id', '=', deploymentId)
			.where('state', '=', 'dep_failed')
			.groupBy('message')
			.execute(),
	);
	return new Map(rows.map((row) => [row.message, Number(row.count)]));
}

async function nameBehind(
	{ store }: Ports,
	graph: PlanGraph,
	{ deploymentId, cause }: { readonly deploymentId: DeploymentId; readonly cause: string },
): Promise<readonly string[]> {
	const rows = await store.read(({ db }) =>
		db
			.selectFrom('task_run')
			.select(['vertex', 'task_id', 'node_id'])
			.where('deployment_id', '=', deploymentId)
			.where('state', '=', 'dep_failed')
			.where('message', '=', cause)
			.orderBy('vertex')
			.limit(MOST_BEHIND)
			.execute(),
	);
	return rows.map((row) => `${row.task_id}@${nodeName(graph, row)}`);
}

async function readTail(
	{ logFiles }: Ports,
	deploymentId: DeploymentId,
	attempt: AttemptView | undefined,
): Promise<readonly string[]> {
	if (attempt === undefined) {
		return [];
	}
	const { assignmentId } = attempt;
	const length = await logFiles.length(deploymentId, assignmentId);
	const from = Math.max(0, length - TAIL_BYTES);
	const text = new TextDecoder().decode(await logFiles.read(deploymentId, assignmentId, from, TAIL_BYTES));
	// The first line is a piece of one when the reading begins within it.
	return lastLines(from === 0 ? text : text.slice(text.indexOf('\n') + 1));
}

function decisionView(row: RunRow, graph: PlanGraph): OperatorDecisionView {
	return {
		kind: row.state === 'skipped' ? 'skipped' : 'marked_done',
		taskId: row.task_id,
		nodeId: row.node_id as NodeId,
		nodeName: nodeName(graph, row),
		message: row.message,
		atMs: row.ended_at ?? undefined,
	};
}

function nodeName(graph: PlanGraph, { vertex, node_id }: Pick<RunRow, 'vertex' | 'node_id'>): TaskRunView['nodeName'] {
	return graph.nodes[graph.vertexNode[vertex] ?? -1]?.name ?? node_id;
}
