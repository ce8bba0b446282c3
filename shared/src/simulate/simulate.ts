import { priorities } from '../graph/longest-chain.js';
import { type PlanGraph, type PlanTask, VERTEX_BARRIER } from '../graph/plan-graph.js';
import { type RunCounts, TASK_RUN_STATES, type TaskRunState } from '../model/deployment.js';
import { UNCONTROLLED } from '../model/deployment-control.js';
import { SYNC_NODE_ID } from '../model/ids.js';
import { Dispatcher } from '../scheduler/dispatcher.js';
import { faultGroupsOf } from '../scheduler/fault-policy.js';
import type { Transition } from '../scheduler/schedule.js';
import { hasEnded } from '../scheduler/task-run-state.js';
import { timeoutSecondsOf } from '../task-type/run-pace.js';
import { drawRun } from './draw-run.js';
import type { SimulationInput } from './simulation-input.js';
import type { SimulatedAttempt, SimulatedEnding, SimulationResult, StalledRun } from './simulation-result.js';
import { criticalPath, nodesAtWork, utilisation } from './summarise.js';
import { TimeQueue } from './time-queue.js';

/** An attempt under way. */
interface Running {
	readonly vertex: number;
	readonly attempt: number;
	readonly readyMs: number;
	readonly startMs: number;
	readonly after: number | undefined;
}

type Happening =
	| { readonly kind: 'ended'; readonly run: Running; readonly ending: 'succeeded' | 'failed' | 'timeout' }
	| { readonly kind: 'died'; readonly node: number }
	| { readonly kind: 'declared_lost'; readonly node: number }
	| { readonly kind: 'lost'; readonly run: Running };

/** After the silence of a lease comes the clock of loss, then this much more; the controller's defaults. */
const LEASE_MS = 60_000;
const LOST_EXTRA_MS = 60_000;
const MOST_STALLED = 20;

/**
 * Carries a plan out on a virtual clock: the scheduler is the engine's own, time and outcomes are drawn. Agents take no
 * time of their own, and the controller none either.
 */
export function simulate(input: SimulationInput): SimulationResult {
	return new Simulation(input).run();
}

class Simulation {
	readonly #input: SimulationInput;
	readonly #graph: PlanGraph;
	readonly #dispatcher: Dispatcher;
	readonly #happenings = new TimeQueue<Happening>();
	readonly #running = new Map<number, Running>();
	readonly #dead = new Set<number>();
	readonly #attempts: SimulatedAttempt[] = [];
	readonly #failed: number[] = [];
	readonly #readyMs: Float64Array;
	/** Index of the attempt that readied each vertex, less one for none. */
	readonly #readiedBy: Int32Array;
	readonly #attemptCounts: Int32Array;
	/** Attempts that ended at this instant. */
	#endedNow: number[] = [];
	#nowMs = 0;

	constructor(input: SimulationInput) {
		const { graph, limits } = input;
		this.#input = input;
		this.#graph = graph;
		this.#dispatcher = new Dispatcher({
			graph,
			priorities: priorities(graph),
			faultGroups: faultGroupsOf(graph),
			control: { ...UNCONTROLLED, limits },
		});
		const size = graph.vertexKind.length;
		this.#readyMs = new Float64Array(size);
		this.#readiedBy = new Int32Array(size).fill(-1);
		this.#attemptCounts = new Int32Array(size);
	}

	run(): SimulationResult {
		this.#follow(this.#dispatcher.settle(), -1);
		// The master is an executor even where the graph does not have it.
		for (let executor = 0; executor <= this.#graph.nodes.length; executor++) {
			this.#dispatcher.setSlots(executor, this.#input.slots);
		}
		for (const { nodeId, atSeconds } of this.#input.deaths) {
			const node = this.#graph.nodes.findIndex(({ id }) => id === nodeId);
			this.#happenings.add(atSeconds * 1000, { kind: 'died', node });
		}
		for (this.#beginAll(); this.#advance(); this.#beginAll()) {
			for (let next = this.#happenings.takeUntil(this.#nowMs); next; next = this.#happenings.takeUntil(this.#nowMs)) {
				this.#happen(next);
			}
		}
		return this.#result();
	}

	/** Moves the clock to the next thing that happens; false when nothing does any more. */
	#advance(): boolean {
		this.#endedNow = [];
		if (this.#dispatcher.isFinished) {
			return false;
		}
		const next = Math.min(this.#happenings.nextMs ?? Infinity, this.#dispatcher.nextDueMs ?? Infinity);
		this.#nowMs = Math.max(this.#nowMs, next);
		return Number.isFinite(next);
	}

	#beginAll(): void {
		for (let begun = this.#dispatcher.next(this.#nowMs); begun; begun = this.#dispatcher.next(this.#nowMs)) {
			this.#begin(begun.vertex);
		}
	}

	#begin(vertex: number): void {
		const attempt = (this.#attemptCounts[vertex] ?? 0) + 1;
		this.#attemptCounts[vertex] = attempt;
		const readyMs = this.#readyMs[vertex] ?? 0;
		const run = { vertex, attempt, readyMs, startMs: this.#nowMs, after: this.#beginner(vertex, readyMs) };
		this.#running.set(vertex, run);
		const drawn = drawRun(this.#input, this.#taskOf(vertex), this.#nodeName(vertex), attempt);
		this.#happenings.add(this.#nowMs + drawn.durationMs, { kind: 'ended', run, ending: drawn.ending });
	}

	/** The attempt whose end let a run begin now. */
	#beginner(vertex: number, readyMs: number): number | undefined {
		const readiedBy = this.#readiedBy[vertex] ?? -1;
		if (this.#nowMs > readyMs) {
			const executor = this.#dispatcher.executorOf(vertex);
			const taskId = this.#taskOf(vertex).id;
			const ends = this.#endedNow.map((index) => ({ index, vertex: this.#attempts[index]?.vertex ?? -1 }));
			const freed =
				ends.find((end) => this.#dispatcher.executorOf(end.vertex) === executor) ??
				ends.find((end) => this.#taskOf(end.vertex).id === taskId) ??
				ends[0];
			if (freed !== undefined) {
				return freed.index;
			}
		}
		return readiedBy < 0 ? undefined : readiedBy;
	}

	#happen(happening: Happening): void {
		switch (happening.kind) {
			case 'ended':
				// The end of a run whose node has died in the meantime is never told.
				if (this.#running.get(happening.run.vertex) === happening.run && !this.#isDead(happening.run.vertex)) {
					this.#end(happening.run, happening.ending);
				}
				return;
			case 'died':
				this.#die(happening.node);
				return;
			case 'declared_lost':
				this.#declareLost(happening.node);
				return;
			case 'lost':
				if (this.#running.get(happening.run.vertex) === happening.run) {
					this.#end(happening.run, 'lost');
				}
		}
	}

	#end(run: Running, ending: SimulatedEnding): void {
		const { vertex } = run;
		this.#running.delete(vertex);
		const index = this.#attempts.push({ ...run, endMs: this.#nowMs, ending }) - 1;
		this.#endedNow.push(index);
		const transitions =
			ending === 'lost'
				? this.#dispatcher.lose(vertex)
				: this.#dispatcher.finish(vertex, ending === 'succeeded' ? 'succeeded' : 'failed', this.#nowMs);
		this.#follow(transitions, index);
	}

	/** Its agent falls silent: what runs there is judged lost once its timeout and the lease have passed. */
	#die(node: number): void {
		this.#dead.add(node);
		this.#dispatcher.setSlots(node, 0);
		for (const run of this.#running.values()) {
			if (this.#dispatcher.executorOf(run.vertex) === node) {
				const task = this.#taskOf(run.vertex);
				const timeoutAtMs = run.startMs + timeoutSecondsOf(task.type, task.timeoutSeconds) * 1000;
				const lostAtMs = Math.max(this.#nowMs + LEASE_MS, timeoutAtMs) + LOST_EXTRA_MS;
				this.#happenings.add(lostAtMs, { kind: 'lost', run });
			}
		}
		const { declareLostAfterSeconds } = this.#input;
		if (declareLostAfterSeconds !== undefined) {
			this.#happenings.add(this.#nowMs + declareLostAfterSeconds * 1000, { kind: 'declared_lost', node });
		}
	}

	#declareLost(node: number): void {
		for (const run of [...this.#running.values()]) {
			if (this.#dispatcher.executorOf(run.vertex) === node) {
				this.#end(run, 'lost');
			}
		}
		const nodeId = this.#graph.nodes[node]?.id;
		if (nodeId !== undefined) {
			this.#follow(this.#dispatcher.exclude({ nodeId, reason: 'lost' }), this.#attempts.length - 1);
		}
	}

	#follow(transitions: readonly Transition[], attempt: number): void {
		for (const { vertex, to } of transitions) {
			if (to === 'ready') {
				this.#readyMs[vertex] = this.#dispatcher.retryOf(vertex)?.untilMs ?? this.#nowMs;
				this.#readiedBy[vertex] = attempt;
			} else if (to === 'failed') {
				this.#failed.push(vertex);
			}
		}
	}

	#isDead(vertex: number): boolean {
		return this.#dead.has(this.#dispatcher.executorOf(vertex));
	}

	#taskOf(vertex: number): PlanTask {
		const task = this.#graph.tasks[this.#graph.vertexTask[vertex] ?? -1];
		if (task === undefined) {
			throw new RangeError(`vertex ${vertex} is no task`);
		}
		return task;
	}

	#nodeName(vertex: number): string {
		return this.#graph.nodes[this.#graph.vertexNode[vertex] ?? -1]?.name ?? SYNC_NODE_ID;
	}

	#result(): SimulationResult {
		const { exceeded, isFinished } = this.#dispatcher;
		const attempts = this.#attempts;
		const nodes = nodesAtWork(attempts, (vertex) => this.#dispatcher.executorOf(vertex));
		const makespanMs = attempts.reduce((latest, { endMs }) => Math.max(latest, endMs), 0);
		return {
			outcome: isFinished ? (exceeded === undefined ? 'succeeded' : 'failed') : 'stalled',
			makespanMs,
			counts: this.#counts(),
			attempts,
			criticalPath: criticalPath(attempts),
			nodes,
			utilisation: utilisation(nodes, makespanMs),
			exceeded,
			failed: this.#failed,
			stalled: isFinished ? [] : this.#stalled(),
		};
	}

	#counts(): RunCounts {
		const counts = Object.fromEntries(TASK_RUN_STATES.map((state) => [state, 0])) as Record<TaskRunState, number>;
		for (const vertex of this.#runs()) {
			counts[this.#dispatcher.stateOf(vertex)] += 1;
		}
		return counts;
	}

	#stalled(): readonly StalledRun[] {
		const stalled: StalledRun[] = [];
		for (const vertex of this.#runs()) {
			const state = this.#dispatcher.stateOf(vertex);
			if (state !== 'running' && !hasEnded(state) && stalled.length < MOST_STALLED) {
				const isNodeDead = this.#isDead(vertex);
				stalled.push({ vertex, isNodeDead, blockers: this.#dispatcher.blockersOf(vertex) });
			}
		}
		return stalled;
	}

	*#runs(): Iterable<number> {
		for (const [vertex, kind] of this.#graph.vertexKind.entries()) {
			if (kind !== VERTEX_BARRIER) {
				yield vertex;
			}
		}
	}
}
