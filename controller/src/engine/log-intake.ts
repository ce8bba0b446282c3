import type { AssignmentId, DeploymentId, NodeId } from '@stoker/shared/model/ids.js';
import type { Log } from '@stoker/shared/model/ports.js';
import type { LogChunk } from '@stoker/shared/model/session.js';
import type { AgentSession } from './agent-session.js';

/** Where output is kept; answers with the bytes stored of the attempt afterwards. */
export interface LogStore {
	append(deploymentId: DeploymentId, assignmentId: AssignmentId, chunk: LogChunk): Promise<number>;
	length(deploymentId: DeploymentId, assignmentId: AssignmentId): Promise<number>;
}

interface IntakePorts {
	readonly logs: LogStore;
	readonly log: Log;
	/** The deployment of an attempt of this node; undefined when there is none. */
	deploymentOf(assignmentId: AssignmentId, nodeId: NodeId): Promise<DeploymentId | undefined>;
}

/** Attempts whose deployment is remembered. */
const MAX_REMEMBERED = 4_096;

/** Takes output in, off the engine's turns. An agent keeps at most 256 KiB unacknowledged, which bounds the queue. */
export class LogIntake {
	readonly #ports: IntakePorts;
	readonly #deployments = new Map<AssignmentId, DeploymentId>();

	constructor(ports: IntakePorts) {
		this.#ports = ports;
	}

	take(session: AgentSession, chunks: readonly LogChunk[]): void {
		void this.#store(session, chunks).catch((error: unknown) => {
			this.#ports.log.error({ nodeId: session.nodeId, err: error }, 'output not stored');
		});
	}

	/** Bytes stored of an attempt; 0 when it is nobody's. */
	async storedLength(assignmentId: AssignmentId, nodeId: NodeId): Promise<number> {
		const deploymentId = await this.#resolve(assignmentId, nodeId);
		return deploymentId === undefined ? 0 : this.#ports.logs.length(deploymentId, assignmentId);
	}

	async #store(session: AgentSession, chunks: readonly LogChunk[]): Promise<void> {
		for (const chunk of chunks) {
			const deploymentId = await this.#resolve(chunk.assignmentId, session.nodeId);
			// Output of an attempt that is nobody's is thrown away, and the agent's spool drained.
			const stored =
				deploymentId === undefined
					? chunk.offset + chunk.data.length
					: await this.#ports.logs.append(deploymentId, chunk.assignmentId, chunk);
			session.logStored(chunk.assignmentId, stored);
		}
		session.flush();
	}

	async #resolve(assignmentId: AssignmentId, nodeId: NodeId): Promise<DeploymentId | undefined> {
		const remembered = this.#deployments.get(assignmentId);
		if (remembered !== undefined) {
			return remembered;
		}
		const deploymentId = await this.#ports.deploymentOf(assignmentId, nodeId);
		if (deploymentId !== undefined) {
			if (this.#deployments.size >= MAX_REMEMBERED) {
				this.#deployments.clear();
			}
			this.#deployments.set(assignmentId, deploymentId);
		}
		return deploymentId;
	}
}
