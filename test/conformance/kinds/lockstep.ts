import { FaultPolicy, type FaultRules } from '@stoker/shared/scheduler/fault-policy.js';
import { Schedule } from '@stoker/shared/scheduler/schedule.js';
import type { ExecutionInput } from './execution-input.js';

/** More ticks than any case has tasks. */
const MAX_TICKS = 10_000;

/** How a deployment went. */
export interface LockstepResult {
	readonly schedule: Schedule;
	readonly isSuccess: boolean;
	/** Indices of nodes that hold something failed or given up. */
	readonly failedNodes: ReadonlySet<number>;
}

/**
 * Runs a graph with all nodes in step: in each tick every node, in order, ends what it runs and takes its next task.
 * A lost critical node brakes from the next tick on, an exceeded group at once.
 */
export function runInLockstep(input: ExecutionInput, priorities: Int32Array, rules: FaultRules): LockstepResult {
	const run = new Lockstep(input, priorities, rules);
	for (let tick = 0; tick < MAX_TICKS && !run.schedule.isFinished; tick++) {
		run.tick();
	}
	return { schedule: run.schedule, isSuccess: run.policy.isSuccess, failedNodes: run.policy.failedNodes };
}

class Lockstep {
	readonly schedule: Schedule;
	readonly policy: FaultPolicy;
	readonly #input: ExecutionInput;
	/** What each node runs. */
	readonly #running = new Map<number, number>();
	#isBraking = false;

	constructor(input: ExecutionInput, priorities: Int32Array, rules: FaultRules) {
		this.#input = input;
		this.schedule = new Schedule(input.graph, priorities, undefined, input.syncNode);
		this.policy = new FaultPolicy(rules);
		this.schedule.settle();
	}

	tick(): void {
		this.#isBraking ||= this.policy.hasLostCriticalNode;
		for (const node of this.#input.nodes.values()) {
			this.#end(node);
			if (this.#isBraking) {
				this.schedule.cancelWaiting(node);
			}
			this.#chargeFailures();
			this.#isBraking ||= this.policy.isToleranceExceeded;
			if (!this.#isBraking) {
				this.#start(node);
			}
		}
	}

	#end(node: number): void {
		const vertex = this.#running.get(node);
		if (vertex === undefined) {
			return;
		}
		this.#running.delete(node);
		const hasFailed = this.#input.tasks[vertex]?.fails === true;
		this.schedule.finish(vertex, hasFailed ? 'attempt_failed' : 'attempt_succeeded');
		if (hasFailed && this.#input.graph.tasks[vertex]?.failOnError !== false) {
			this.schedule.failNode(node, vertex);
		}
	}

	/** A node that only holds what was given up for others counts as failed too. */
	#chargeFailures(): void {
		const { graph } = this.#input;
		for (const [vertex, node] of graph.vertexNode.entries()) {
			const state = this.schedule.stateOf(vertex);
			if (state === 'dep_failed' || (state === 'failed' && graph.tasks[vertex]?.failOnError !== false)) {
				this.policy.charge(node);
			}
		}
	}

	#start(node: number): void {
		const assigned = this.schedule.assign(node, (vertex) => this.#mayStart(vertex));
		if (assigned !== undefined) {
			this.#running.set(node, assigned.vertex);
		}
	}

	#mayStart(vertex: number): boolean {
		const { graph, tasks } = this.#input;
		const id = graph.tasks[vertex]?.id;
		const limit = Math.max(...tasks.map(({ concurrency }, other) => (graph.tasks[other]?.id === id ? concurrency : 0)));
		const active = [...this.#running.values()].filter((other) => graph.tasks[other]?.id === id).length;
		return limit === 0 || active < limit;
	}
}
