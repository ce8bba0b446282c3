import type { HardwareIdentity } from './enrolment.js';
import type { EnvironmentId, NodeId } from './ids.js';

/** Where a node is in its life. `pending` waits for an administrator. */
export type NodeStatus = 'pending' | 'discover' | 'deploying' | 'ready' | 'error' | 'stopped';

/** Whether the controller hears a node. */
export type Connectivity = 'online' | 'unreachable' | 'offline';

/** A machine, as the store has it. Times are wall-clock milliseconds since 1970. */
export interface Node {
	readonly id: NodeId;
	readonly name: string;
	readonly status: NodeStatus;
	readonly statusMessage: string;
	readonly environmentId: EnvironmentId | undefined;
	readonly roles: readonly string[];
	readonly hardware: HardwareIdentity;
	readonly agentVersion: string;
	readonly lastSeenAtMs: number | undefined;
	readonly certificateExpiresAtMs: number | undefined;
	readonly createdAtMs: number;
}
