import type { AttemptOutcome, TaskRunState } from '@stoker/shared/model/deployment.js';
import type { DeploymentControl, NodeExclusion } from '@stoker/shared/model/deployment-control.js';
import type { Event, NewEvent } from '@stoker/shared/model/event.js';
import type { AssignmentId, BootId, DeploymentId, InstanceId, JournalId, NodeId } from '@stoker/shared/model/ids.js';
import type { Kysely } from 'kysely';
import type { Database } from './schema.js';

/** A task run whose state changed. */
export interface RunUpdate {
	readonly deploymentId: DeploymentId;
	readonly vertex: number;
	readonly state: TaskRunState;
	readonly atMs: number;
	readonly message: string;
}

/** An attempt that is being handed to an agent. */
export interface NewAttempt {
	readonly assignmentId: AssignmentId;
	readonly deploymentId: DeploymentId;
	readonly vertex: number;
	readonly number: number;
	readonly nodeId: NodeId;
	/** The spool and kernel it is meant for. */
	readonly journalId: JournalId;
	readonly bootId: BootId;
	readonly assignedAtMs: number;
}

/** An attempt that ended. */
export interface AttemptEnd {
	readonly assignmentId: AssignmentId;
	readonly endedAtMs: number;
	readonly outcome: AttemptOutcome;
	/** False: the run had ended before, so the outcome is kept for the record only. */
	readonly isDecisive: boolean;
}

/** An attempt whose process was started. */
export interface AttemptStart {
	readonly assignmentId: AssignmentId;
	/** Wall clock of the node. */
	readonly startedAtMs: number;
}

/** An agent that said hello. */
export interface NodeHello {
	readonly nodeId: NodeId;
	readonly epoch: number;
	readonly instanceId: InstanceId;
	readonly bootId: BootId;
	readonly journalId: JournalId;
	readonly agentVersion: string;
	readonly atMs: number;
}

/** What an operator has said about the course of a deployment. */
export interface ControlUpdate {
	readonly deploymentId: DeploymentId;
	readonly control: DeploymentControl;
	readonly excluded: readonly NodeExclusion[];
}

/** A run that an operator wants tried again. */
export interface RetryMark {
	readonly deploymentId: DeploymentId;
	readonly vertex: number;
	/** Attempts made so far. */
	readonly attemptsBefore: number;
}

/** What one turn of an actor makes durable. All of it or nothing. */
export interface CommitBatch {
	readonly runs: readonly RunUpdate[];
	readonly attempts: readonly NewAttempt[];
	readonly starts: readonly AttemptStart[];
	readonly ends: readonly AttemptEnd[];
	/** Assignments the controller wants ended; kept until they are. */
	readonly cancels: readonly AssignmentId[];
	readonly hellos: readonly NodeHello[];
	readonly controls: readonly ControlUpdate[];
	readonly retries: readonly RetryMark[];
	readonly events: readonly NewEvent[];
}

/** A batch broke a constraint: the batch is at fault, not the database. Nothing of it was stored. */
export class StoreConstraintError extends Error {
	override readonly name = 'StoreConstraintError';
}

/** The disk is full: nothing was stored, trying again later may work. */
export class StoreFullError extends Error {
	override readonly name = 'StoreFullError';
}

/** Reading or writing failed below the database: nothing may be promised any more. */
export class StoreIoError extends Error {
	override readonly name = 'StoreIoError';
}

/** A transaction handle. Await nothing but the handle inside. */
export interface WriteTransaction {
	readonly db: Kysely<Database>;
	/** Numbers and stores events; they are published after the commit, in order. */
	readonly appendEvents: (events: readonly NewEvent[]) => Promise<void>;
}

/** A read-only snapshot. Await nothing but the handle inside. */
export interface ReadTransaction {
	readonly db: Kysely<Database>;
}

/**
 * Where everything durable lives. Two levels: `commit` is the engine's hot path in prepared bulk statements,
 * `write` and `read` are for everything else. All writes pass one queue, in the order of the calls.
 *
 * Every method rejects with {@link StoreConstraintError}, {@link StoreFullError} or {@link StoreIoError}.
 */
export interface Store {
	/** Stores all batches in one durable transaction. */
	commit(batches: readonly CommitBatch[]): Promise<void>;
	write<Result>(work: (transaction: WriteTransaction) => Promise<Result>): Promise<Result>;
	read<Result>(work: (transaction: ReadTransaction) => Promise<Result>): Promise<Result>;
	/**
	 * Registers the one listener for committed events. It is called after the commit and before the promise of
	 * `commit` or `write` resolves, in the order of the sequence numbers of each stream.
	 */
	onEvents(listener: (events: readonly Event[]) => void): void;
	/** Waits for queued writes, then closes. */
	close(): Promise<void>;
}
