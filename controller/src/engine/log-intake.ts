import type { AssignmentId, DeploymentId, NodeId } from '@stoker/shared/model/ids.js';
import type { Log } from '@stoker/shared/model/ports.js';
import type { LogChunk } from '@stoker/shared/model/session.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { Meters } from '../meter/meters.js';
import type { AgentSession } from './agent-session.js';

/** Where output is kept; answers with the bytes stored of the attempt afterwards. */
export interface LogStore {
	append(deploymentId: DeploymentId, assignmentId: AssignmentId, chunk: LogChunk): Promise<number>;
	length(deploymentId: DeploymentId, assignmentId: AssignmentId): Promise<number>;
}

interface IntakePorts {
	readonly logs: LogStore;
	readonly log: Log;
	readonly meters: Meters;
	sleep(milliseconds: number): Promise<void>;
	/** The deployment of an attempt of this node; undefined when there is none. */
	deploymentOf(assignmentId: AssignmentId, nodeId: NodeId): Promise<DeploymentId | undefined>;
}

/** Attempts whose deployment is remembered. */
const MAX_REMEMBERED = 4_096;
/** Bytes a session may have waiting; its agent keeps a quarter of that unacknowledged. */
const MAX_WAITING_BYTES = 1024 * 1024;
/** After output could not be stored, before the agent is asked for it again. */
const RETRY_MS = 2_000;

/** Takes output in, off the engine's turns. */
export class LogIntake {
	readonly #ports: IntakePorts;
	readonly #deployments = new Map<AssignmentId, DeploymentId>();
	readonly #waitingBytes = new WeakMap<AgentSession, number>();

	constructor(ports: IntakePorts) {
		this.#ports = ports;
	}

	/** @throws StokerError when the agent sends more than it may. */
	take(session: AgentSession, chunks: readonly LogChunk[]): void {
		const bytes = chunks.reduce((sum, chunk) => sum + chunk.data.length, 0);
		const waiting = (this.#waitingBytes.get(session) ?? 0) + bytes;
		if (waiting > MAX_WAITING_BYTES) {
			throw new StokerError('INVALID_REQUEST', `${waiting} bytes of output wait to be acknowledged`);
		}
		this.#waitingBytes.set(session, waiting);
		this.#ports.meters.logBytes += bytes;
		void this.#store(session, chunks).finally(() => {
			this.#waitingBytes.set(session, (this.#waitingBytes.get(session) ?? 0) - bytes);
		});
	}

	/** Bytes stored of an attempt; 0 when it is nobody's. */
	async storedLength(assignmentId: AssignmentId, nodeId: NodeId): Promise<number> {
		const deploymentId = await this.#resolve(assignmentId, nodeId);
		return deploymentId === undefined ? 0 : this.#ports.logs.length(deploymentId, assignmentId);
	}

	async #store(session: AgentSession, chunks: readonly LogChunk[]): Promise<void> {
		for (const chunk of chunks) {
			const stored = await this.#append(session, chunk);
			if (stored !== undefined) {
				session.logStored(chunk.assignmentId, stored);
			}
		}
		session.flush();
	}

	/** The length to go on from; undefined when nobody waits for it any more. */
	async #append(session: AgentSession, chunk: LogChunk): Promise<number | undefined> {
		const { logs, log } = this.#ports;
		const { assignmentId, offset, data } = chunk;
		const { nodeId } = session;
		for (let isFirst = true; !session.isClosed; isFirst = false) {
			try {
				const deploymentId = await this.#resolve(assignmentId, nodeId);
				// Output of an attempt that is nobody's is thrown away, and the agent's spool drained.
				if (deploymentId === undefined) {
					this.#ports.meters.logBytesDropped += data.length;
					return offset + data.length;
				}
				// What could not be stored is asked for again: what came after it meanwhile left a gap.
				return isFirst
					? await logs.append(deploymentId, assignmentId, chunk)
					: await logs.length(deploymentId, assignmentId);
			} catch (error) {
				log.error({ nodeId, assignmentId, err: error }, 'output not stored');
				await this.#ports.sleep(RETRY_MS);
			}
		}
		return undefined;
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
