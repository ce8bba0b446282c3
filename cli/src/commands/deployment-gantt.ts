import { writeChromeTrace } from '@stoker/shared/picture/gantt/chrome-trace.js';
import { drawGantt } from '@stoker/shared/picture/gantt/draw-gantt.js';
import type { GanttInput } from '@stoker/shared/picture/gantt/gantt-input.js';
import { wholeOf } from '@stoker/shared/timing/deployment-times.js';
import { pathTaken } from '@stoker/shared/timing/path-taken.js';
import type { DeploymentGanttValues } from '../arguments/deployment.js';
import type { StokerClient } from '../client/client.js';
import { reservePrivateFile } from '../system/files.js';
import { CliError } from './cli-error.js';
import type { Run } from './command-context.js';
import { EXIT } from './exit-codes.js';
import { findDeploymentId } from './find-deployment.js';
import { loadPlanGraph } from './load-plan-graph.js';

export const drawDeployment: Run<DeploymentGanttValues> = async ({ deployment, format, file }, context) => {
	const reserved = file === undefined ? undefined : await reservePrivateFile(file);
	if (file !== undefined && reserved === undefined) {
		throw new CliError('FILE_EXISTS', `There is something at ${file} already.`);
	}
	try {
		const client = await context.connect();
		const input = await loadInput(client, await findDeploymentId(client, deployment), context.clock.wallMs());
		const text = format === 'svg' ? drawGantt(input) : writeChromeTrace(input);
		if (reserved === undefined) {
			await context.terminal.stdout.write(text);
		} else {
			await reserved.write(text);
			await context.say(`Wrote ${file}.`);
		}
		return EXIT.ok;
	} catch (error) {
		await reserved?.discard();
		throw error;
	}
};

async function loadInput(client: StokerClient, deploymentId: string, nowMs: number): Promise<GanttInput> {
	const { deployment } = await client.deployments.get(deploymentId);
	const { plan, graph } = await loadPlanGraph(client, deployment.planId);
	const runs = [];
	for await (const run of client.deployments.taskRuns({ deploymentId })) {
		runs.push(run);
	}
	const whole = wholeOf(deployment, nowMs);
	return {
		title: `Deployment ${deployment.graphType} of ${deployment.environmentName}: ${deployment.state}`,
		whole,
		nodes: plan.nodes.map(({ nodeId, nodeName, roles }) => ({ id: nodeId, name: nodeName || nodeId, roles })),
		runs,
		path: pathTaken(graph, runs, whole).map(({ vertex }) => vertex),
	};
}
