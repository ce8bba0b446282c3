import type { PlanGraph, PlanTask } from '@stoker/shared/graph/plan-graph.js';
import type { DeploymentId, NodeId } from '@stoker/shared/model/ids.js';
import type { Assignment } from '@stoker/shared/model/session.js';
import { timeoutSecondsOf } from '@stoker/shared/model/task-timeouts.js';
import type { OpenAttempt } from './attempt-book.js';

/** A task run as events and rows name it. */
export interface RunIdentity {
	readonly taskId: string;
	readonly nodeId: NodeId;
}

/** What the vertices of a plan stand for, and what is sent to an agent for them. */
export class RunCatalog {
	readonly #graph: PlanGraph;
	/** Parameters are shared by all nodes of a task, so they are encoded once. */
	readonly #parameters = new Map<number, Uint8Array>();

	constructor(graph: PlanGraph) {
		this.#graph = graph;
	}

	taskOf(vertex: number): PlanTask | undefined {
		return this.#graph.tasks[this.#graph.vertexTask[vertex] ?? -1];
	}

	identify(vertex: number): RunIdentity {
		return {
			taskId: this.taskOf(vertex)?.id ?? '',
			nodeId: this.#graph.nodes[this.#graph.vertexNode[vertex] ?? -1]?.id ?? ('' as NodeId),
		};
	}

	/** "task@node". */
	nameOf(vertex: number): string {
		const { taskId, nodeId } = this.identify(vertex);
		return `${taskId}@${nodeId}`;
	}

	/** Seconds a run of this vertex may take. */
	timeoutSeconds(vertex: number): number {
		const task = this.taskOf(vertex);
		return task ? timeoutSecondsOf(task.type, task.timeoutSeconds) : 0;
	}

	skipReason(vertex: number): string {
		return this.#graph.skipReasons.get(vertex) ?? '';
	}

	assignmentOf(deploymentId: DeploymentId, attempt: OpenAttempt): Assignment {
		const task = this.taskOf(attempt.vertex);
		return {
			assignmentId: attempt.assignmentId,
			deploymentId,
			taskId: task?.id ?? '',
			attempt: attempt.number,
			taskType: task?.type ?? '',
			parametersJson: this.#parametersOf(attempt.vertex),
			timeoutSeconds: this.timeoutSeconds(attempt.vertex),
		};
	}

	#parametersOf(vertex: number): Uint8Array {
		const taskIndex = this.#graph.vertexTask[vertex] ?? -1;
		let bytes = this.#parameters.get(taskIndex);
		if (bytes === undefined) {
			bytes = Buffer.from(JSON.stringify(this.#graph.tasks[taskIndex]?.parameters ?? {}));
			this.#parameters.set(taskIndex, bytes);
		}
		return bytes;
	}
}
