import type { RenderedParameters } from '@stoker/shared/graph/parameter-renderer.js';
import { MAX_PARAMETER_BYTES } from '@stoker/shared/graph/parameter-size.js';
import type { PlanGraph, PlanTask } from '@stoker/shared/graph/plan-graph.js';
import type { DeploymentId, NodeId } from '@stoker/shared/model/ids.js';
import type { Assignment } from '@stoker/shared/model/session.js';
import { checkParameters } from '@stoker/shared/task-type/check-parameters.js';
import { describeProblem } from '@stoker/shared/task-type/parameter-problem.js';
import { timeoutSecondsOf } from '@stoker/shared/task-type/run-pace.js';
import type { OpenAttempt } from './attempt-book.js';

/** A task run as events and rows name it. */
export interface RunIdentity {
	readonly taskId: string;
	readonly nodeId: NodeId;
}

/** Gives runs the parameters that were too large to be kept in their plan. */
export type RenderParameters = (task: PlanTask, nodeId: NodeId) => RenderedParameters;

/** What is sent to an agent, or why nothing can be. */
export type PreparedAssignment = { readonly assignment: Assignment } | { readonly problem: string };

/** What the vertices of a plan stand for, and what is sent to an agent for them. */
export class RunCatalog {
	readonly #graph: PlanGraph;
	/** Parameters are shared by all nodes of a task, so they are encoded once. */
	readonly #parameters = new Map<number, Uint8Array>();

	readonly #render: RenderParameters;

	constructor(graph: PlanGraph, render: RenderParameters) {
		this.#graph = graph;
		this.#render = render;
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

	/** "task@node", for people: the node by its name. */
	nameOf(vertex: number): string {
		const { taskId, nodeId } = this.identify(vertex);
		return `${taskId}@${this.#graph.nodes[this.#graph.vertexNode[vertex] ?? -1]?.name ?? nodeId}`;
	}

	/** Seconds a run of this vertex may take. */
	timeoutSeconds(vertex: number): number {
		const task = this.taskOf(vertex);
		return task ? timeoutSecondsOf(task.type, task.timeoutSeconds) : 0;
	}

	skipReason(vertex: number): string {
		return this.#graph.skipReasons.get(vertex) ?? '';
	}

	assignmentOf(deploymentId: DeploymentId, attempt: OpenAttempt): PreparedAssignment {
		const task = this.taskOf(attempt.vertex);
		const prepared = this.#parametersOf(attempt);
		if ('problem' in prepared) {
			return prepared;
		}
		const assignment = {
			assignmentId: attempt.assignmentId,
			deploymentId,
			taskId: task?.id ?? '',
			attempt: attempt.number,
			taskType: task?.type ?? '',
			parametersJson: prepared.json,
			timeoutSeconds: this.timeoutSeconds(attempt.vertex),
			isNoop: this.#graph.isNoop === true,
		};
		return { assignment };
	}

	#parametersOf({ vertex }: OpenAttempt): { readonly json: Uint8Array } | { readonly problem: string } {
		const taskIndex = this.#graph.vertexTask[vertex] ?? -1;
		const task = this.#graph.tasks[taskIndex];
		if (task?.isDeferred === true) {
			return this.#renderOn(task, this.identify(vertex).nodeId);
		}
		let json = this.#parameters.get(taskIndex);
		if (json === undefined) {
			json = Buffer.from(JSON.stringify(task?.parameters ?? {}));
			this.#parameters.set(taskIndex, json);
		}
		return { json };
	}

	#renderOn(task: PlanTask, nodeId: NodeId): { readonly json: Uint8Array } | { readonly problem: string } {
		const rendered = this.#render(task, nodeId);
		if ('problem' in rendered) {
			return rendered;
		}
		const misfits = checkParameters(task.type, rendered.parameters);
		if (misfits.length > 0) {
			return { problem: misfits.map(describeProblem).join('; ') };
		}
		const json = Buffer.from(JSON.stringify(rendered.parameters));
		const problem = `its parameters are larger than ${MAX_PARAMETER_BYTES / 1024 / 1024} MiB`;
		return json.length > MAX_PARAMETER_BYTES ? { problem } : { json };
	}
}
