import type { AttemptOutcome } from '@stoker/shared/model/deployment.js';
import type { AssignmentId, DeploymentId, NodeId } from '@stoker/shared/model/ids.js';
import type { NewAttempt } from '../store/store.js';

/** An attempt that has not been seen to end. */
export interface OpenAttempt extends Omit<NewAttempt, 'deploymentId' | 'assignedAtMs'> {
	isCancelRequested: boolean;
	/** When its agent began it, by the agent's clock; undefined until it has told. */
	startedAtMs: number | undefined;
}

/** The attempts of one deployment: which are open on which node, which have ended, how many a run has had. */
export class AttemptBook {
	readonly #open = new Map<AssignmentId, OpenAttempt>();
	readonly #openOfNode = new Map<NodeId, Set<OpenAttempt>>();
	/** Ended attempts and their nodes, so that a repeated report is recognised without asking the store. */
	readonly #ended = new Map<AssignmentId, NodeId>();
	readonly #counts: Map<number, number>;

	/** @param counts attempts made so far, by vertex */
	constructor(open: readonly OpenAttempt[], counts: ReadonlyMap<number, number>) {
		this.#counts = new Map(counts);
		for (const attempt of open) {
			this.add({ ...attempt });
		}
	}

	add(attempt: OpenAttempt): void {
		this.#open.set(attempt.assignmentId, attempt);
		const ofNode = this.#openOfNode.get(attempt.nodeId) ?? new Set();
		ofNode.add(attempt);
		this.#openOfNode.set(attempt.nodeId, ofNode);
	}

	close(attempt: OpenAttempt): void {
		this.#open.delete(attempt.assignmentId);
		this.#openOfNode.get(attempt.nodeId)?.delete(attempt);
		this.#ended.set(attempt.assignmentId, attempt.nodeId);
	}

	/** An open attempt of this node. */
	find(assignmentId: AssignmentId, nodeId: NodeId): OpenAttempt | undefined {
		const attempt = this.#open.get(assignmentId);
		return attempt?.nodeId === nodeId ? attempt : undefined;
	}

	get(assignmentId: AssignmentId): OpenAttempt | undefined {
		return this.#open.get(assignmentId);
	}

	/** Whether an attempt of this node was seen to end. */
	hasEnded(assignmentId: AssignmentId, nodeId: NodeId): boolean {
		return this.#ended.get(assignmentId) === nodeId;
	}

	/** The node of an attempt, open or ended. */
	nodeOf(assignmentId: AssignmentId): NodeId | undefined {
		return this.#open.get(assignmentId)?.nodeId ?? this.#ended.get(assignmentId);
	}

	openCount(nodeId: NodeId): number {
		return this.#openOfNode.get(nodeId)?.size ?? 0;
	}

	/** A copy, so that attempts may be closed while walking it. */
	openOfNode(nodeId: NodeId): readonly OpenAttempt[] {
		return [...(this.#openOfNode.get(nodeId) ?? [])];
	}

	allOpen(): readonly OpenAttempt[] {
		return [...this.#open.values()];
	}

	/** Attempts that a run has had. */
	countOf(vertex: number): number {
		return this.#counts.get(vertex) ?? 0;
	}

	/** Counts one more attempt of a run and answers with its number, from 1. */
	nextNumber(vertex: number): number {
		const number = (this.#counts.get(vertex) ?? 0) + 1;
		this.#counts.set(vertex, number);
		return number;
	}
}

/** An attempt as it is stored when it is handed out. */
export function attemptRow(attempt: OpenAttempt, deploymentId: DeploymentId, assignedAtMs: number): NewAttempt {
	const { assignmentId, vertex, number, nodeId, journalId, bootId } = attempt;
	return { assignmentId, deploymentId, vertex, number, nodeId, journalId, bootId, assignedAtMs };
}

/** The reason of an outcome in one sentence. */
export function describeOutcome({ reason, message }: AttemptOutcome): string {
	return reason ? `${reason}: ${message}` : message;
}
