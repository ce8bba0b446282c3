import { explainVertex, findVertex } from '@stoker/shared/graph-query/explain-vertex.js';
import type { ExplainValues } from '../arguments/explain.js';
import type { RunName } from '../arguments/run-name.js';
import { CallError } from '../client/call-error.js';
import type { StokerClient } from '../client/client.js';
import { EXPLANATION_DETAILS, explainedView } from '../views/explanation-view.js';
import { PLACE_DETAILS } from '../views/place-view.js';
import { CliError } from './cli-error.js';
import type { CommandContext, Run } from './command-context.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { findDeploymentId } from './find-deployment.js';
import { loadPlanGraph } from './load-plan-graph.js';

/** Tells how something stands; of a plan, which does not stand anywhere, what place a task has in it. */
export const explain: Run<ExplainValues> = async ({ what, run, node, wantsPlace }, context) => {
	const client = await context.connect();
	const deploymentId = await findDeploymentId(client, what);
	if (run !== undefined && wantsPlace) {
		return explainPlace(await planOf(client, deploymentId), run, context);
	}
	const subject = { node: run?.node ?? node ?? '', taskId: run?.taskId ?? '' };
	try {
		const view = await client.deployments.explain(deploymentId, subject);
		await context.printer.item(EXPLANATION_DETAILS, explainedView(view, context.printer.style));
		return EXIT.ok;
	} catch (error) {
		if (run === undefined || !isUnknownDeployment(error)) {
			throw error;
		}
		// The id may be a plan's; when it is none either, the first answer is the right one.
		const plan = await client.deployments.getPlan(deploymentId).catch(() => undefined);
		if (plan === undefined) {
			throw error;
		}
		return explainPlace(plan.id, run, context);
	}
};

async function explainPlace(planId: string, { taskId, node }: RunName, context: CommandContext): Promise<ExitCode> {
	const { plan, graph } = await loadPlanGraph(await context.connect(), planId);
	const vertex = findVertex(graph, taskId, node);
	if (vertex === undefined) {
		throw new CliError('GRAPH_PART_EMPTY', `Plan ${plan.id} has no ${taskId}@${node}.`);
	}
	await context.printer.item(PLACE_DETAILS, explainVertex(graph, vertex));
	return EXIT.ok;
}

/** The plan of a deployment, or the plan itself. */
async function planOf(client: StokerClient, id: string): Promise<string> {
	try {
		return (await client.deployments.get(id)).deployment.planId;
	} catch (error) {
		if (!isUnknownDeployment(error)) {
			throw error;
		}
		return id;
	}
}

function isUnknownDeployment(error: unknown): boolean {
	return error instanceof CallError && error.status.code === 'DEPLOYMENT_NOT_FOUND';
}
