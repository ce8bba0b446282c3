import type { DeploymentView } from '@stoker/shared/model/views.js';
import type { DeploymentValues } from '../arguments/deployment.js';
import type {
	DeploymentBreakValues,
	DeploymentDecisionValues,
	DeploymentLimitsValues,
	DeploymentRemoveNodeValues,
	DeploymentRunsValues,
	DeploymentStepValues,
} from '../arguments/operation.js';
import type { StokerClient } from '../client/client.js';
import { CONTROL_DETAILS, controlReport } from '../views/control-view.js';
import { DEPLOYMENT_KIND } from '../views/deployment-view.js';
import { formatCount } from '../views/format.js';
import type { CommandContext, Run } from './command-context.js';
import { confirmByName, requireAnswerable } from './confirm.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { findDeploymentId } from './find-deployment.js';

export const pauseDeployment: Run<DeploymentValues> = (values, context) =>
	operate(values, context, async (client, id) => {
		const deployment = await client.deployments.pause(id);
		const { running } = deployment.counts;
		const ending =
			running === 0
				? 'Nothing is at work.'
				: `${formatCount(running, 'run')} at work ${running === 1 ? 'ends by itself' : 'end by themselves'}.`;
		return { deployment, message: `${ending} Go on with: stoker deployment resume ${values.deployment}` };
	});

export const resumeDeployment: Run<DeploymentValues> = (values, context) =>
	operate(values, context, async (client, id) => {
		const deployment = await client.deployments.resume(id);
		return { deployment, message: nextHint(values, deployment) };
	});

export const stepDeployment: Run<DeploymentStepValues> = (values, context) =>
	operate(values, context, async (client, id) => ({
		deployment: await client.deployments.step(id, values.count),
		message: `${formatCount(values.count, 'run')} may begin. What is next: stoker explain ${values.deployment}`,
	}));

export const changeBreakpoints: Run<DeploymentBreakValues> = async (values, context) => {
	const { names, isRemoval, isCleared } = values;
	const client = await context.connect();
	const id = await findDeploymentId(client, values.deployment);
	const isQuestion = names.length === 0 && !isCleared;
	const change = { added: isRemoval ? [] : names, removed: isRemoval ? names : [], isCleared };
	return printControl(
		isQuestion ? await current(client, id) : await client.deployments.changeBreakpoints(id, change),
		context,
	);
};

export const changeLimits: Run<DeploymentLimitsValues> = async (values, context) => {
	const { nodesAtOnce, slotsPerNode, taskLimits } = values;
	const client = await context.connect();
	const id = await findDeploymentId(client, values.deployment);
	const isQuestion = nodesAtOnce === undefined && slotsPerNode === undefined && taskLimits.length === 0;
	return printControl(
		isQuestion ? await current(client, id) : await client.deployments.changeLimits(id, values),
		context,
	);
};

export const retryRuns: Run<DeploymentRunsValues> = (values, context) =>
	operate(values, context, async (client, id) => {
		const deployment = await client.deployments.retry(id, values.runs);
		return { deployment, message: nextHint(values, deployment) };
	});

export const skipRuns: Run<DeploymentDecisionValues> = (values, context) =>
	operate(values, context, async (client, id) => {
		const deployment = await client.deployments.skip(id, values.runs, values.reason);
		return {
			deployment,
			message: `${formatCount(values.runs.length, 'run')} skipped. ${nextHint(values, deployment)}`,
		};
	});

export const markRunsDone: Run<DeploymentDecisionValues> = (values, context) =>
	operate(values, context, async (client, id) => {
		const deployment = await client.deployments.markDone(id, values.runs, values.reason);
		return {
			deployment,
			message: `${formatCount(values.runs.length, 'run')} marked done. ${nextHint(values, deployment)}`,
		};
	});

export const removeDeploymentNode: Run<DeploymentRemoveNodeValues> = async (values, context) => {
	requireAnswerable(values.isConfirmed, context, 'deployment remove-node');
	return operate(values, context, async (client, id) => {
		let { node } = values;
		if (!values.isConfirmed) {
			const found = (await client.nodes.get(node)).node;
			const { environmentName } = (await client.deployments.get(id)).deployment;
			const warning = `What ${found.name} runs for ${environmentName} will be ended, and it takes no further part.`;
			await confirmByName(found.name, warning, context);
			node = found.id;
		}
		const deployment = await client.deployments.removeNode(id, node);
		return { deployment, message: nextHint(values, deployment) };
	});
};

/** Does something with a deployment, shows it as it is then, and says what comes of it. */
async function operate(
	{ deployment: name }: DeploymentValues,
	context: CommandContext,
	work: (client: StokerClient, id: string) => Promise<{ deployment: DeploymentView; message: string }>,
): Promise<ExitCode> {
	const client = await context.connect();
	const { deployment, message } = await work(client, await findDeploymentId(client, name));
	await context.printer.list(DEPLOYMENT_KIND, [deployment]);
	await context.say(message);
	return EXIT.ok;
}

async function printControl(deployment: DeploymentView, context: CommandContext): Promise<ExitCode> {
	await context.printer.item(CONTROL_DETAILS, controlReport(deployment));
	return EXIT.ok;
}

async function current(client: StokerClient, id: string): Promise<DeploymentView> {
	return (await client.deployments.get(id)).deployment;
}

/** What a person may want next. Whoever takes up a deployment that is paused would wait in vain. */
function nextHint({ deployment: name }: DeploymentValues, { control }: DeploymentView): string {
	return control.isPaused
		? `It is paused. Go on with: stoker deployment resume ${name}`
		: `Follow it with: stoker deployment watch ${name}`;
}
