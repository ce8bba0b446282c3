import type { Agent } from 'node:https';
import { join } from 'node:path';
import { MachineRefusal } from '../system/machine-control.js';
import type { StorageControl, StorageWork } from '../system/storage-control.js';
import { StorageFailure } from '../system/storage-failure.js';
import type { StorageTools } from './storage-tools.js';

/** Connections with the node's own certificate, for addresses of its controller; undefined for all others. */
type ConnectionsOf = (url: URL) => Agent | undefined;

/**
 * The disks of the machine this agent runs on; what works on them is loaded when it is needed. An agent that is confined
 * to a folder never touches them.
 */
export function storageOf(root: string, connectionsOf: ConnectionsOf): StorageControl {
	return {
		async apply({ plan, stages, ...work }, tools) {
			if (root !== '/') {
				throw new MachineRefusal(`an agent confined to ${root} does not touch the disks of the machine`);
			}
			const { applyPlan } = await import('./apply-plan.js');
			await applyPlan(plan, stages, await toolsOf({ plan, root, connectionsOf, ...work }, tools));
		},
		async isDone({ plan, stages, ...work }) {
			if (root !== '/') {
				return false;
			}
			const { isApplied } = await import('./apply-plan.js');
			const quiet = { signal: new AbortController().signal, write: () => undefined };
			return isApplied(plan, stages, await toolsOf({ plan, root, connectionsOf, ...work }, quiet));
		},
	};
}

interface Surroundings extends Pick<StorageWork, 'plan' | 'system' | 'folder'> {
	readonly root: string;
	readonly connectionsOf: ConnectionsOf;
}

async function toolsOf(
	{ plan, root, connectionsOf, system, folder }: Surroundings,
	tools: Pick<StorageTools, 'signal' | 'write'>,
): Promise<StorageTools> {
	const [{ machineStorageTools }, { imageOpener }] = await Promise.all([
		import('./machine-tools.js'),
		import('../image/open-image.js'),
	]);
	const openImage = imageOpener({ connectionsOf });
	return machineStorageTools(plan, { ...tools, root, system, target: join(folder, 'target'), openImage, keyOf: noKey });
}

function noKey(reference: string): Promise<never> {
	const message = `The controller hands out no keys, and ${reference} is one`;
	return Promise.reject(new StorageFailure('STORAGE_ACTION_UNSUPPORTED', message, { subject: { key: reference } }));
}
