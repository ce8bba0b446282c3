import type { NodeId } from '@stoker/shared/model/ids.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { NodeView } from '@stoker/shared/model/views.js';
import type { WriteTransaction } from '../store/store.js';
import type { AuditSubject } from './audit.js';
import { findNode } from './lookups.js';
import { recordMutation } from './mutation.js';
import { getNode } from './nodes.js';
import type { ServicePorts } from './ports.js';

type Ports = Pick<ServicePorts, 'store' | 'engine' | 'clock'>;

/** A node that is not waited for any longer, and how many of its attempts count as lost. */
export interface LostNode {
	readonly node: NodeView;
	readonly lostAttempts: number;
}

/**
 * Gives up waiting for a silent node: in every deployment at work what it runs counts as lost, and nothing more is
 * begun there. Throws NODE_NOT_FOUND, or NODE_HEARD for a node that is not silent.
 */
export async function declareNodeLost(ports: Ports, wanted: string, subject: AuditSubject): Promise<LostNode> {
	const { store, engine, clock } = ports;
	const row = await store.read(({ db }) => findNode(db, wanted));
	const nodeId = row.id as NodeId;
	if (engine.connectivity(nodeId) === 'online') {
		throw new StokerError('NODE_HEARD', `Node ${row.name} is heard, so it is not lost.`, { subject: { node: row.id } });
	}
	const mutation = { atMs: clock.wallMs(), subject, action: 'DeclareNodeLost', events: [] };
	let lostAttempts = 0;
	for (const deploymentId of engine.deploymentsOf(nodeId)) {
		const progress = engine.progress(deploymentId)?.find((node) => node.nodeId === nodeId);
		const object = `node ${nodeId} in deployment ${deploymentId}`;
		const record = (transaction: WriteTransaction) => recordMutation(transaction, { ...mutation, object });
		await engine.operate(deploymentId, { kind: 'declare_lost', nodeId }, { actor: subject.actor, record });
		lostAttempts += progress?.runningTasks.length ?? 0;
	}
	return { node: (await getNode(ports, nodeId)).node, lostAttempts };
}
