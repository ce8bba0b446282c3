import type { EnvironmentView, NodeView } from '@stoker/shared/model/views.js';
import type {
	EnvironmentAssignValues,
	EnvironmentCreateValues,
	EnvironmentDeleteValues,
	EnvironmentUnassignValues,
	EnvironmentValues,
} from '../arguments/environment.js';
import { ENVIRONMENT_KIND, environmentDetails } from '../views/environment-view.js';
import { formatCount } from '../views/format.js';
import type { CommandContext, Run } from './command-context.js';
import { confirmByName, requireAnswerable } from './confirm.js';
import { EXIT } from './exit-codes.js';

export const createEnvironment: Run<EnvironmentCreateValues> = async ({ environment, release }, context) => {
	const client = await context.connect();
	const created = await client.environments.create(environment, release);
	await context.printer.list(ENVIRONMENT_KIND, [created]);
	await context.say(`Next: stoker env assign ${created.name} NODE=ROLE[,ROLE] …`);
	return EXIT.ok;
};

export const listEnvironments: Run<Record<never, never>> = async (_values, context) => {
	const client = await context.connect();
	const count = await context.printer.list(ENVIRONMENT_KIND, client.environments.list());
	if (count === 0) {
		await context.say('No environments yet. `stoker env create NAME --release RELEASE` makes one.');
	}
	return EXIT.ok;
};

export const showEnvironment: Run<EnvironmentValues> = async ({ environment }, context) => {
	const client = await context.connect();
	await printEnvironment(await client.environments.get(environment), context);
	return EXIT.ok;
};

export const deleteEnvironment: Run<EnvironmentDeleteValues> = async ({ environment, isConfirmed }, context) => {
	requireAnswerable(isConfirmed, context, 'env delete');
	const client = await context.connect();
	let wanted = environment;
	if (!isConfirmed) {
		const { id, name, nodes } = await client.environments.get(environment);
		const warning =
			`Environment ${name} will be deleted with its plans, deployments and logs; ` +
			`${formatCount(nodes.length, 'node')} will go back to the pool.`;
		await confirmByName(name, warning, context);
		wanted = id;
	}
	await client.environments.delete(wanted);
	await context.say(`Environment ${environment} is deleted.`);
	return EXIT.ok;
};

export const assignNodes: Run<EnvironmentAssignValues> = async ({ environment, nodes }, context) => {
	const client = await context.connect();
	await printEnvironment(await client.environments.assign(environment, nodes), context);
	return EXIT.ok;
};

export const unassignNodes: Run<EnvironmentUnassignValues> = async ({ environment, nodes }, context) => {
	const client = await context.connect();
	await printEnvironment(await client.environments.unassign(environment, nodes), context);
	return EXIT.ok;
};

async function printEnvironment(environment: EnvironmentView, context: CommandContext): Promise<void> {
	const nodes: NodeView[] = [];
	if (context.printer.isForPeople && environment.nodes.length > 0) {
		const client = await context.connect();
		for await (const node of client.nodes.list(environment.id)) {
			nodes.push(node);
		}
	}
	await context.printer.item(environmentDetails(nodes), environment);
}
