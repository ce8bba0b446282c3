import type { StokerClient } from '../client/client.js';
import { CliError } from './cli-error.js';

const IDENTITY = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id of a deployment that a person named by its id, or by an environment, which means its latest. */
export async function findDeploymentId(client: StokerClient, name: string): Promise<string> {
	if (IDENTITY.test(name)) {
		return name;
	}
	const { deploymentId, name: environment } = await client.environments.get(name);
	if (deploymentId === undefined) {
		throw new CliError('NO_DEPLOYMENT', `Nothing was deployed in ${environment} yet.`);
	}
	return deploymentId;
}
