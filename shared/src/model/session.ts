import type { BlobReference } from './blob.js';
import type { AttemptOutcome } from './deployment.js';
import type { AssignmentId, BootId, DeploymentId, InstanceId, JournalId, NodeId } from './ids.js';
import type { Inventory } from './inventory.js';

/** How far an agent got with an attempt. */
export type AttemptProgress = 'accepted' | 'running' | 'finished';

/** An attempt as the agent's journal has it. */
export interface AttemptReport {
	readonly assignmentId: AssignmentId;
	readonly progress: AttemptProgress;
	readonly logLength: number;
}

/** Who an agent is and what it still has to say. */
export interface Hello {
	readonly nodeId: NodeId;
	readonly instanceId: InstanceId;
	readonly bootId: BootId;
	readonly journalId: JournalId;
	readonly slots: number;
	readonly inventoryDigest: string;
	readonly attempts: readonly AttemptReport[];
	readonly agentVersion: string;
}

/** What an agent must do with an attempt of its hello. */
export type Verdict = 'keep' | 'kill' | 'forget' | 'resend';

export interface AttemptVerdict {
	readonly assignmentId: AssignmentId;
	readonly verdict: Verdict;
	readonly storedLogLength: number;
}

export interface Welcome {
	readonly sessionEpoch: number;
	readonly verdicts: readonly AttemptVerdict[];
	readonly heartbeatSeconds: number;
	readonly wantsInventory: boolean;
	readonly controllerVersion: string;
	readonly nodeName: string;
	/** What a digest is put behind to fetch a blob; empty when the controller serves none. */
	readonly blobUrl: string;
}

/** An outcome as it is reported; `report` numbers reports within a session from 1 without holes. */
export interface ResultReport {
	readonly report: number;
	readonly assignmentId: AssignmentId;
	readonly outcome: AttemptOutcome;
}

export interface StartedReport {
	readonly assignmentId: AssignmentId;
	readonly startedAtMs: number;
}

export interface LogChunk {
	readonly assignmentId: AssignmentId;
	readonly offset: number;
	readonly data: Uint8Array;
}

/** What became of a report. */
export type Disposition = 'applied' | 'duplicate' | 'stale' | 'unknown';

export interface ReportDisposition {
	readonly report: number;
	readonly disposition: Exclude<Disposition, 'applied'>;
}

/** One attempt of one task run, handed to an agent. */
export interface Assignment {
	readonly assignmentId: AssignmentId;
	readonly deploymentId: DeploymentId;
	readonly taskId: string;
	readonly attempt: number;
	readonly taskType: string;
	/** A JSON object in UTF-8; empty when it is a blob. */
	readonly parametersJson: Uint8Array;
	/** Parameters that are too large for an envelope. */
	readonly parametersBlob?: BlobReference;
	/** 0 means the default of the type. */
	readonly timeoutSeconds: number;
	/** Nothing may be changed, only told. */
	readonly isNoop: boolean;
}

export interface Cancel {
	readonly assignmentId: AssignmentId;
	readonly graceSeconds: number;
}

export interface LogAcknowledgement {
	readonly assignmentId: AssignmentId;
	readonly storedLength: number;
}

/** One envelope of an agent, its items in the order they are read. */
export interface AgentEnvelope {
	readonly hello?: Hello;
	readonly results?: readonly ResultReport[];
	readonly heartbeat?: { readonly sentAtMs: number };
	readonly started?: readonly StartedReport[];
	readonly logs?: readonly LogChunk[];
	readonly inventory?: { readonly digest: string; readonly inventory: Inventory };
}

/** One envelope of the controller, its items in the order they are read. */
export interface ControllerEnvelope {
	readonly welcome?: Welcome;
	readonly acknowledgement?: {
		readonly throughReport: number;
		readonly dispositions: readonly ReportDisposition[];
	};
	readonly cancels?: readonly Cancel[];
	readonly assignments?: readonly Assignment[];
	readonly logs?: readonly LogAcknowledgement[];
	readonly reconnectAfter?: { readonly delayMs: number; readonly reason: string };
}
