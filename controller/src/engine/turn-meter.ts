import type { PlanGraph } from '@stoker/shared/graph/plan-graph.js';
import type { Histogram } from '../meter/histogram.js';
import type { Meters } from '../meter/meters.js';
import type { Turn } from './turn-record.js';

/** When a turn began and when its effects had left; monotonic milliseconds. */
export interface TurnTimes {
	readonly begunMs: number;
	readonly leftMs: number;
}

/** Counts what the durable turns of one deployment did. Everything is looked up by number; nothing is allocated. */
export class TurnMeter {
	readonly #meters: Meters;
	/** When each vertex became ready; 0 when it is not, or became so before this process began. */
	readonly #readyMs: Float64Array;
	/** By index into the tasks of the plan. */
	readonly #taskSeconds: readonly Histogram[];
	readonly #vertexTask: Int32Array;

	constructor(graph: PlanGraph, meters: Meters) {
		this.#meters = meters;
		this.#readyMs = new Float64Array(graph.vertexKind.length);
		this.#taskSeconds = graph.tasks.map((task) => meters.ofTask(task.id));
		this.#vertexTask = graph.vertexTask;
	}

	/** Takes a turn whose effects have left. */
	count(turn: Turn<unknown>, { begunMs, leftMs }: TurnTimes): void {
		const meters = this.#meters;
		for (const { runs, attempts } of turn.batches) {
			for (const { state, vertex } of runs) {
				if (state === 'ready') {
					this.#readyMs[vertex] = begunMs;
				}
			}
			for (const { vertex, number } of attempts) {
				const readyMs = this.#readyMs[vertex] || begunMs;
				this.#readyMs[vertex] = 0;
				meters.dispatchSeconds.observe((leftMs - readyMs) / 1_000);
				meters.retries += number > 1 ? 1 : 0;
			}
		}
		for (const [index, { outcome }] of turn.ends.entries()) {
			meters.reportSeconds.observe((leftMs - begunMs) / 1_000);
			const vertex = turn.endVertices[index] ?? -1;
			this.#taskSeconds[this.#vertexTask[vertex] ?? -1]?.observe(outcome.durationMs / 1_000);
		}
		for (const effect of turn.effects) {
			if (effect.kind === 'dispose' && effect.disposition === 'duplicate') {
				meters.duplicateReports += 1;
			}
		}
	}
}
