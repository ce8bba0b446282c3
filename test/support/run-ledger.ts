import { type PlanGraph, VERTEX_TASK } from '../../shared/src/graph/plan-graph.js';
import type { AttemptOutcome } from '../../shared/src/model/deployment.js';
import type { AssignmentId, NodeId } from '../../shared/src/model/ids.js';
import type { Assignment } from '../../shared/src/model/session.js';

/** What really happened on the machines of one deployment; objects at once to what must never happen. */
export class RunLedger {
	readonly #graph: PlanGraph;
	readonly #before: readonly number[][];
	readonly #alive = new Map<number, AssignmentId>();
	readonly #vertices = new Map<AssignmentId, number>();
	/** Runs whose successors may start, by what is known on the machines. */
	readonly #passed = new Set<number>();
	readonly outcomes = new Map<AssignmentId, AttemptOutcome>();

	constructor(graph: PlanGraph) {
		this.#graph = graph;
		this.#before = [...graph.vertexKind].map((): number[] => []);
		for (const [edge, after] of graph.edgeAfter.entries()) {
			this.#before[after]?.push(graph.edgeBefore[edge] ?? -1);
		}
	}

	hasStarted(assignmentId: AssignmentId): boolean {
		return this.#vertices.has(assignmentId);
	}

	started({ assignmentId, taskId }: Assignment, nodeId: NodeId): void {
		const vertex = this.#vertexOf(taskId, nodeId);
		if (this.#vertices.has(assignmentId)) {
			throw new Error(`attempt ${assignmentId} of ${taskId}@${nodeId} was started twice`);
		}
		if (this.#alive.has(vertex)) {
			throw new Error(`two attempts of ${taskId}@${nodeId} are alive at once`);
		}
		if (!(this.#before[vertex] ?? []).every((earlier) => this.#hasPassed(earlier))) {
			throw new Error(`${taskId}@${nodeId} was started before everything it depends on had ended well`);
		}
		this.#vertices.set(assignmentId, vertex);
		this.#alive.set(vertex, assignmentId);
	}

	ended(assignmentId: AssignmentId, outcome: AttemptOutcome): void {
		const vertex = this.#vertices.get(assignmentId);
		this.outcomes.set(assignmentId, outcome);
		if (vertex === undefined) {
			return;
		}
		this.#alive.delete(vertex);
		if (outcome.outcome === 'succeeded' || this.#isTolerated(vertex)) {
			this.#passed.add(vertex);
		}
	}

	/** A machine lost its journal: nobody can tell how anything ended there. Only a reboot tells that it has. */
	lost(nodeId: NodeId, isReboot: boolean): void {
		for (const [vertex, node] of this.#graph.vertexNode.entries()) {
			if (this.#graph.nodes[node]?.id === nodeId && this.#graph.vertexKind[vertex] === VERTEX_TASK) {
				if (isReboot) {
					this.#alive.delete(vertex);
				}
				if (this.#isTolerated(vertex)) {
					this.#passed.add(vertex);
				}
			}
		}
	}

	#hasPassed(vertex: number): boolean {
		return this.#graph.vertexKind[vertex] === VERTEX_TASK
			? this.#passed.has(vertex)
			: (this.#before[vertex] ?? []).every((earlier) => this.#hasPassed(earlier));
	}

	#isTolerated(vertex: number): boolean {
		return this.#graph.tasks[this.#graph.vertexTask[vertex] ?? -1]?.failOnError === false;
	}

	#vertexOf(taskId: string, nodeId: NodeId): number {
		return this.#graph.vertexKind.findIndex(
			(kind, vertex) =>
				kind === VERTEX_TASK &&
				this.#graph.tasks[this.#graph.vertexTask[vertex] ?? -1]?.id === taskId &&
				this.#graph.nodes[this.#graph.vertexNode[vertex] ?? -1]?.id === nodeId,
		);
	}
}
