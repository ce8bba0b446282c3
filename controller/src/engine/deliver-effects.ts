import type { AssignmentId, NodeId } from '@stoker/shared/model/ids.js';
import type { Assignment } from '@stoker/shared/model/session.js';
import type { AgentSession } from './agent-session.js';
import type { ReportOrigin } from './deployment-actor.js';
import type { PreparedAssignment } from './run-catalog.js';
import type { SessionRegistry } from './session-registry.js';
import type { Effect } from './turn-record.js';

export interface DeliveryPorts {
	readonly registry: SessionRegistry;
	/** Seconds between SIGTERM and SIGKILL. */
	readonly killGraceSeconds: number;
	/** Completes an assignment that takes files or has large parameters; undefined when it can leave as it is. */
	prepare(assignment: Assignment): Promise<PreparedAssignment> | undefined;
	/** An assignment that cannot be completed: its attempt has failed, and never left. */
	refuse(assignment: Assignment, problem: string): void;
	/** A report about an attempt that is not this node's. */
	onForeignReport(nodeId: NodeId, assignmentId: AssignmentId): void;
}

/** Effects of a durable turn leave: at most one envelope for each agent. */
export function deliverEffects(ports: DeliveryPorts, effects: readonly Effect<ReportOrigin>[]): void {
	const touched = new Set<AgentSession>();
	for (const effect of effects) {
		const session = deliver(ports, effect);
		if (session !== undefined) {
			touched.add(session);
		}
	}
	for (const session of touched) {
		session.flush();
	}
}

/** The session that has something to send now. */
function deliver(ports: DeliveryPorts, effect: Effect<ReportOrigin>): AgentSession | undefined {
	if (effect.kind === 'dispose') {
		const { session, assignmentId, report } = effect.origin;
		if (effect.disposition === 'unknown') {
			ports.onForeignReport(session.nodeId, assignmentId);
		}
		session.dispose(report, effect.disposition);
		return session;
	}
	const session = ports.registry.get(effect.nodeId);
	if (session === undefined || session.isClosed) {
		return undefined;
	}
	if (effect.kind === 'cancel') {
		session.cancel({ assignmentId: effect.assignmentId, graceSeconds: ports.killGraceSeconds });
		return session;
	}
	// A later session of the node learns of the attempt by its own reconciliation, which may judge that it never began.
	if (effect.epoch !== session.epoch) {
		return undefined;
	}
	const completing = ports.prepare(effect.assignment);
	if (completing !== undefined) {
		void assignLater(ports, session, effect.assignment, completing);
		return undefined;
	}
	session.assign(effect.assignment);
	return session;
}

/** Never rejects. When the session has ended meanwhile, the next one's reconciliation judges the attempt. */
async function assignLater(
	ports: DeliveryPorts,
	session: AgentSession,
	assignment: Assignment,
	completing: Promise<PreparedAssignment>,
): Promise<void> {
	const prepared = await completing.catch((error: unknown) => ({ problem: String(error) }));
	if (session.isClosed || ports.registry.get(session.nodeId) !== session) {
		return;
	}
	if ('problem' in prepared) {
		ports.refuse(assignment, prepared.problem);
	} else {
		session.assign(prepared.assignment);
		session.flush();
	}
}
