import type { NodeId } from '@stoker/shared/model/ids.js';
import type { Clock, Log } from '@stoker/shared/model/ports.js';
import { PeerLimits } from './door/peer-limits.js';
import { appendAudit } from './service/audit.js';
import type { Store } from './store/store.js';

interface AgentAuditPorts {
	readonly store: Store;
	readonly clock: Clock;
	readonly log: Log;
}

// An agent gone mad, or in foreign hands, must not fill the audit log and the disk with what it claims.
const FINDINGS = { burst: 100, perSecond: 1 / 60 };

/** Puts what is found out about agents on record, aside from the turn that found it; of one agent so much and no more. */
export function agentAudit({ store, clock, log }: AgentAuditPorts): (nodeId: NodeId, action: string) => void {
	const limits = new PeerLimits(FINDINGS);
	const muted = new Set<NodeId>();
	const record = (nodeId: NodeId, action: string): void => {
		const entry = { atMs: clock.wallMs(), actor: `agent ${nodeId}`, action, object: `node ${nodeId}` };
		store
			.write((transaction) => appendAudit(transaction, { ...entry, requestId: '', outcome: 'ok', digest: '' }))
			.catch((error: unknown) => log.error({ nodeId, action, err: error }, 'not audited'));
	};
	return (nodeId, action) => {
		if (limits.allows(nodeId, clock.monotonicMs())) {
			limits.take(nodeId, clock.monotonicMs());
			muted.delete(nodeId);
			record(nodeId, action);
		} else if (!muted.has(nodeId)) {
			muted.add(nodeId);
			record(nodeId, 'gave rise to more findings than are recorded');
			log.warn({ nodeId, action }, 'too many findings, some are not audited');
		}
	};
}
