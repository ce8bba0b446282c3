import type { DeploymentControl } from '@stoker/shared/model/deployment-control.js';
import type { DeploymentView, PlanView } from '@stoker/shared/model/views.js';
import type { EnvironmentDeployValues } from '../arguments/environment.js';
import type { RunPolicyValues } from '../arguments/run-policy.js';
import { CallError } from '../client/call-error.js';
import type { StokerClient } from '../client/client.js';
import { DEPLOYMENT_KIND } from '../views/deployment-view.js';
import { PLAN_DETAILS } from '../views/plan-view.js';
import type { CommandContext, Run } from './command-context.js';
import { confirmYes, requireAnswerable } from './confirm.js';
import { EXIT } from './exit-codes.js';
import { followDeployment } from './follow-deployment.js';

/** Plans, shows the plan, asks, starts exactly what was shown, and follows it. */
export const deployEnvironment: Run<EnvironmentDeployValues> = async (values, context) => {
	requireAnswerable(values.isConfirmed, context, 'env deploy');
	const client = await context.connect();
	const plan = await client.deployments.plan(values.environment, values.graphType, values);
	await context.say(PLAN_DETAILS.render(plan, context.messageStyle));
	const agreedDestroyDigest = await agree(plan, values, context);
	const deployment = await startPlan(client, { plan, control: controlOf(values), agreedDestroyDigest }, context);
	if (values.isDetached) {
		await context.printer.list(DEPLOYMENT_KIND, [deployment]);
		await context.say(`Follow it with: stoker deployment watch ${deployment.id}`);
		return EXIT.ok;
	}
	return followDeployment(deployment, { isFresh: true }, context);
};

/** Asks where somebody can answer. What is destroyed is asked for even where everything else was confirmed beforehand. */
async function agree(plan: PlanView, values: EnvironmentDeployValues, context: CommandContext): Promise<string> {
	const { destroyDigest, environmentName, isDryRun, isNoopRun } = plan;
	const isDestructive = destroyDigest !== '' && !isDryRun && !isNoopRun;
	if (!isDestructive || values.agreedDigest !== undefined) {
		if (!values.isConfirmed) {
			await confirmYes(`Deploy ${environmentName} as planned?`, context);
		}
		return values.agreedDigest ?? '';
	}
	if (!context.terminal.isInteractive) {
		return '';
	}
	await confirmYes(`Destroy what is listed as lost, and deploy ${environmentName} as planned?`, context);
	return destroyDigest;
}

interface PlannedStart {
	readonly plan: PlanView;
	readonly control: DeploymentControl;
	readonly agreedDestroyDigest: string;
}

async function startPlan(
	client: StokerClient,
	{ plan, ...start }: PlannedStart,
	context: CommandContext,
): Promise<DeploymentView> {
	try {
		return await client.deployments.start(plan.id, plan.digest, start);
	} catch (error) {
		if (!(error instanceof CallError) || error.status.status !== 'UNAVAILABLE' || context.signal.aborted) {
			throw error;
		}
		// The controller may have started it before it went away; asking again returns that deployment.
		return client.deployments.start(plan.id, plan.digest, { ...start, waitForReady: true });
	}
}

/** What the plan says anyway needs not be said again. */
function controlOf({
	isPaused,
	breakpoints,
	nodesAtOnce,
	slotsPerNode,
	taskLimits,
}: RunPolicyValues): DeploymentControl {
	const limits = taskLimits.flatMap(({ taskId, atOnce }) => (atOnce === 'plan' ? [] : [[taskId, atOnce] as const]));
	return {
		isPaused,
		stepsLeft: 0,
		breakpoints,
		limits: { nodesAtOnce: nodesAtOnce ?? 0, slotsPerNode: slotsPerNode ?? 0, tasks: Object.fromEntries(limits) },
	};
}
