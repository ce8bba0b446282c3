import { computeTimes } from '@stoker/shared/timing/deployment-times.js';
import type {
	DeploymentListValues,
	DeploymentStopValues,
	DeploymentTasksValues,
	DeploymentValues,
} from '../arguments/deployment.js';
import { DEPLOYMENT_DETAILS, DEPLOYMENT_KIND } from '../views/deployment-view.js';
import { REPORT_DETAILS } from '../views/report-view.js';
import { TASK_RUN_KIND } from '../views/task-run-view.js';
import { TIMES_DETAILS } from '../views/times-view.js';
import type { Run } from './command-context.js';
import { confirmByName, requireAnswerable } from './confirm.js';
import { EXIT } from './exit-codes.js';
import { findDeploymentId } from './find-deployment.js';
import { followDeployment } from './follow-deployment.js';

export const listDeployments: Run<DeploymentListValues> = async ({ environment }, context) => {
	const client = await context.connect();
	const count = await context.printer.list(DEPLOYMENT_KIND, client.deployments.list(environment));
	if (count === 0) {
		await context.say('No deployments yet. `stoker env deploy ENV` starts one.');
	}
	return EXIT.ok;
};

export const showDeployment: Run<DeploymentValues> = async ({ deployment }, context) => {
	const client = await context.connect();
	const report = await client.deployments.report(await findDeploymentId(client, deployment));
	await context.printer.item(DEPLOYMENT_DETAILS, report);
	return EXIT.ok;
};

export const reportDeployment: Run<DeploymentValues> = async ({ deployment }, context) => {
	const client = await context.connect();
	const report = await client.deployments.report(await findDeploymentId(client, deployment));
	await context.printer.item(REPORT_DETAILS, report);
	return EXIT.ok;
};

export const listTasks: Run<DeploymentTasksValues> = async ({ deployment, node, task, states }, context) => {
	const client = await context.connect();
	const deploymentId = await findDeploymentId(client, deployment);
	const filter = {
		deploymentId,
		states,
		...(node !== undefined && { node }),
		...(task !== undefined && { taskId: task }),
	};
	const count = await context.printer.list(TASK_RUN_KIND, client.deployments.taskRuns(filter));
	if (count === 0) {
		await context.say('No such task runs.');
	}
	return EXIT.ok;
};

export const stopDeployment: Run<DeploymentStopValues> = async ({ deployment, now, isConfirmed }, context) => {
	const mustAsk = now && !isConfirmed;
	requireAnswerable(!mustAsk, context, 'deployment stop --now');
	const client = await context.connect();
	const deploymentId = await findDeploymentId(client, deployment);
	if (mustAsk) {
		const { environmentName, counts } = (await client.deployments.get(deploymentId)).deployment;
		const warning = `${counts.running} running tasks of ${environmentName} will be ended, with their process groups.`;
		await confirmByName(environmentName, warning, context);
	}
	const stopped = await client.deployments.stop(deploymentId, now);
	await context.printer.list(DEPLOYMENT_KIND, [stopped]);
	if (stopped.state === 'stopping') {
		await context.say(`What runs is ending. Follow it with: stoker deployment watch ${deploymentId}`);
	}
	return EXIT.ok;
};

export const watchDeployment: Run<DeploymentValues> = async ({ deployment }, context) => {
	const client = await context.connect();
	const deploymentId = await findDeploymentId(client, deployment);
	const { deployment: found } = await client.deployments.get(deploymentId);
	return followDeployment(found, { isFresh: false }, context);
};

export const showTimes: Run<DeploymentValues> = async ({ deployment }, context) => {
	const client = await context.connect();
	const deploymentId = await findDeploymentId(client, deployment);
	const { deployment: found } = await client.deployments.get(deploymentId);
	const runs = [];
	for await (const run of client.deployments.taskRuns({ deploymentId })) {
		runs.push(run);
	}
	await context.printer.item(TIMES_DETAILS, computeTimes(found, runs, context.clock.wallMs()));
	return EXIT.ok;
};
