import type { Caller } from '@stoker/shared/model/access.js';
import type { SystemInfoView } from '@stoker/shared/model/views.js';
import type { ServicePorts } from './ports.js';

/** Facts about this process that only the composition root knows. */
export interface SystemFacts {
	readonly version: string;
	readonly startedAtMs: number;
	/** SHA-256 of the root certificate's public key, hexadecimal. */
	readonly caPin: string;
	/** Resident memory, bytes. */
	memoryBytes(): number;
}

type Ports = Pick<ServicePorts, 'store' | 'engine'>;

/** Versions, load and who is asking. */
export async function getSystemInfo(ports: Ports, facts: SystemFacts, caller: Caller): Promise<SystemInfoView> {
	const { nodes, deployments } = await ports.store.read(async ({ db }) => {
		const node = await db
			.selectFrom('node')
			.select(({ fn }) => fn.countAll().as('count'))
			.executeTakeFirstOrThrow();
		const deployment = await db
			.selectFrom('deployment')
			.select(({ fn }) => fn.countAll().as('count'))
			.where('state', 'in', ['running', 'stopping'])
			.executeTakeFirstOrThrow();
		return { nodes: Number(node.count), deployments: Number(deployment.count) };
	});
	return {
		version: facts.version,
		protocol: 'stoker.v1',
		startedAtMs: facts.startedAtMs,
		nodesOnline: ports.engine.onlineCount(),
		nodesTotal: nodes,
		deploymentsRunning: deployments,
		callerName: caller.name,
		callerRole: caller.role,
		memoryBytes: facts.memoryBytes(),
		caPin: facts.caPin,
	};
}
