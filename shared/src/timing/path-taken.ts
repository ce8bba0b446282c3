import { groupEdges, neighbours } from '../graph/adjacency.js';
import { type PlanGraph, VERTEX_BARRIER } from '../graph/plan-graph.js';
import { topologicalOrder } from '../graph/topological-order.js';
import type { TaskRunView } from '../model/views.js';
import { lifeOf } from './run-times.js';
import type { Span } from './spans.js';

/** A run on the chain that decided when a deployment ended. */
export interface PathStep {
	readonly vertex: number;
	/** Why it did not begin earlier: the step before it, of which it waited for the end or for the slot. */
	readonly waitedFor: 'start' | 'dependency' | 'slot';
}

/**
 * The chain of runs that a deployment really took its time for, first to last: from what ended last back to what it
 * waited for longest, a run before it or one that had its node's slot, and so on to the start.
 */
export function pathTaken(graph: PlanGraph, runs: readonly TaskRunView[], whole: Span): readonly PathStep[] {
	const ends = new RunEnds(graph, runs, whole);
	const steps: PathStep[] = [];
	const seen = new Set<number>();
	for (let vertex = ends.lastOfAll(); vertex !== undefined && !seen.has(vertex); ) {
		seen.add(vertex);
		const slot = ends.slotBefore(vertex);
		const before: number | undefined = slot ?? ends.dependencyBefore(vertex);
		const waitedFor = slot !== undefined ? 'slot' : before === undefined ? 'start' : 'dependency';
		steps.push({ vertex, waitedFor });
		vertex = before;
	}
	return steps.reverse();
}

/** When runs ended and what they could have waited for. */
class RunEnds {
	readonly #runs: ReadonlyMap<number, TaskRunView>;
	readonly #ofNode = new Map<string, TaskRunView[]>();
	readonly #predecessors: ReturnType<typeof groupEdges>;
	readonly #endsMs: Float64Array;
	readonly #whole: Span;

	constructor(graph: PlanGraph, runs: readonly TaskRunView[], whole: Span) {
		this.#whole = whole;
		this.#runs = new Map(runs.map((run) => [run.vertex, run]));
		for (const run of runs.filter(({ attempts }) => attempts.length > 0)) {
			const ofNode = this.#ofNode.get(run.nodeId) ?? [];
			ofNode.push(run);
			this.#ofNode.set(run.nodeId, ofNode);
		}
		this.#predecessors = groupEdges(graph.edgeAfter, graph.edgeBefore, graph.vertexKind.length);
		this.#endsMs = Float64Array.from(graph.vertexKind, (_kind, vertex) => this.#endOf(this.#runs.get(vertex)));
		for (const vertex of topologicalOrder(graph).order) {
			if (graph.vertexKind[vertex] === VERTEX_BARRIER) {
				const before = neighbours(this.#predecessors, vertex);
				this.#endsMs[vertex] = before.reduce((latest, other) => Math.max(latest, this.#endsMs[other] ?? 0), 0);
			}
		}
	}

	lastOfAll(): number | undefined {
		let last: TaskRunView | undefined;
		for (const run of this.#runs.values()) {
			if (run.attempts.length > 0 && (last === undefined || this.#endOf(run) > this.#endOf(last))) {
				last = run;
			}
		}
		return last?.vertex;
	}

	/** The run on the same node that ended last while this one could have begun. */
	slotBefore(vertex: number): number | undefined {
		const run = this.#runs.get(vertex);
		if (run === undefined) {
			return undefined;
		}
		const { ready } = lifeOf(run, this.#whole);
		let found: TaskRunView | undefined;
		for (const other of this.#ofNode.get(run.nodeId) ?? []) {
			const endMs = this.#endOf(other);
			const hasHeldUp = other !== run && endMs > ready.fromMs && endMs <= ready.toMs;
			if (hasHeldUp && (found === undefined || endMs > this.#endOf(found))) {
				found = other;
			}
		}
		return found?.vertex;
	}

	/** The run before this one that ended last; what executes nothing is looked through. */
	dependencyBefore(vertex: number): number | undefined {
		const seen = new Set<number>();
		for (let at: number | undefined = this.#latestBefore(vertex); at !== undefined && !seen.has(at); ) {
			if ((this.#runs.get(at)?.attempts.length ?? 0) > 0) {
				return at;
			}
			seen.add(at);
			at = this.#latestBefore(at);
		}
		return undefined;
	}

	#latestBefore(vertex: number): number | undefined {
		let latest: number | undefined;
		for (const before of neighbours(this.#predecessors, vertex)) {
			if (latest === undefined || (this.#endsMs[before] ?? 0) > (this.#endsMs[latest] ?? 0)) {
				latest = before;
			}
		}
		return latest;
	}

	#endOf(run: TaskRunView | undefined): number {
		return run === undefined ? 0 : (run.endedAtMs ?? this.#whole.toMs);
	}
}
