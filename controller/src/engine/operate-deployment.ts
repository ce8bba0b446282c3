import type { DeploymentId } from '@stoker/shared/model/ids.js';
import type { Clock } from '@stoker/shared/model/ports.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { loadActiveDeployment } from '../store/engine-reads.js';
import type { Store } from '../store/store.js';
import type { DeploymentDirectory } from './deployment-directory.js';
import { type OperatorWish, recordReopened, recordWish } from './deployment-records.js';
import { mayReopen, type OperatorCommand } from './operator-command.js';

interface DeskPorts {
	readonly store: Store;
	readonly clock: Clock;
	readonly directory: DeploymentDirectory;
}

/**
 * Brings what an operator asks for to a deployment at work, or takes up one that has ended. Resolves when it is
 * durable. Throws DEPLOYMENT_ENDED, or why it cannot be done now.
 */
export async function operateDeployment(
	ports: DeskPorts,
	deploymentId: DeploymentId,
	command: OperatorCommand,
	wish: OperatorWish,
): Promise<void> {
	const { store, directory } = ports;
	const actor = directory.get(deploymentId);
	if (actor?.isFinishing) {
		await directory.whenSettled();
		return operateDeployment(ports, deploymentId, command, wish);
	}
	if (actor === undefined) {
		return reopen(ports, deploymentId, command, wish);
	}
	throwIf(actor.machine.refusalOf(command));
	await recordWish(store, deploymentId, wish);
	throwIf(await actor.ask((machine) => machine.operate(command, wish.actor)));
}

async function reopen(
	{ store, clock, directory }: DeskPorts,
	deploymentId: DeploymentId,
	command: OperatorCommand,
	wish: OperatorWish,
): Promise<void> {
	const active = await loadActiveDeployment(store, deploymentId);
	if (!mayReopen(command) || active.deployment.state === 'preparing') {
		const { state } = active.deployment;
		throw new StokerError('DEPLOYMENT_ENDED', `Deployment ${deploymentId} has ended as ${state}.`, {
			subject: { deployment: deploymentId, state },
		});
	}
	const actor = await directory.build(active);
	throwIf(actor.machine.refusalOf(command));
	const nodeIds = actor.machine.graph.nodes.map(({ id }) => id);
	await recordReopened(store, deploymentId, { wish, nodeIds }, clock.wallMs());
	await directory.run(actor, (machine) => void machine.operate(command, wish.actor));
}

function throwIf(error: StokerError | undefined): void {
	if (error !== undefined) {
		throw error;
	}
}
