import type { EnvironmentPlanValues } from '../arguments/environment.js';
import { PLAN_DETAILS } from '../views/plan-view.js';
import type { Run } from './command-context.js';
import { EXIT } from './exit-codes.js';

export const planEnvironment: Run<EnvironmentPlanValues> = async (values, context) => {
	const client = await context.connect();
	const plan = await client.deployments.plan(values.environment, values.graphType, values);
	await context.printer.item(PLAN_DETAILS, plan);
	await context.say(`Its graph: stoker graph vertices ${plan.id}`);
	return EXIT.ok;
};
