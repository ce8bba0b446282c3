import type { AttemptView, TaskRunView } from '../../model/views.js';
import { lifeOf } from '../../timing/run-times.js';
import type { BarState, GanttBar, GanttChart, GanttLane } from './gantt-chart.js';
import { type BusyNode, busyNodes, type GanttInput } from './gantt-input.js';

/** Nodes that are drawn one by one; of more, only those that tell something of their own. */
const MOST_SINGLE = 40;
const MOST_SPECIAL = 16;

/**
 * Sorts attempts into lanes: one a node, or, of many nodes, one for all of equal roles. Nodes with failures, and nodes on
 * the path, keep lanes of their own.
 */
export function arrangeGantt(input: GanttInput): GanttChart {
	const arranger = new Arranger(input);
	const busy = busyNodes(input);
	const single = busy.length <= MOST_SINGLE ? new Set(busy) : new Set(arranger.special(busy));
	const lanes: GanttLane[] = [];
	const groups = new Map<string, BusyNode[]>();
	for (const entry of busy) {
		if (single.has(entry)) {
			lanes.push(arranger.nodeLane(entry));
		} else {
			const key = entry.node.roles.join(', ');
			groups.set(key, [...(groups.get(key) ?? []), entry]);
		}
	}
	for (const [roles, entries] of groups) {
		const [only] = entries;
		lanes.push(
			entries.length === 1 && only !== undefined ? arranger.nodeLane(only) : arranger.groupLane(roles, entries),
		);
	}
	const attempts = busy.reduce((sum, { runs }) => sum + runs.reduce((all, run) => all + run.attempts.length, 0), 0);
	const collapsed = busy.length - single.size;
	return {
		title: input.title,
		summary: [
			`${countOf(busy.length, 'node')}`,
			`${countOf(attempts, 'attempt')}`,
			...(collapsed > 0 ? [`${collapsed} nodes drawn together by role`] : []),
		].join(' · '),
		lengthMs: Math.max(1, input.whole.toMs - input.whole.fromMs),
		lanes,
	};
}

/** `1 node`, `2 nodes`. */
function countOf(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

class Arranger {
	readonly #input: GanttInput;
	readonly #stepOf: ReadonlyMap<number, number>;

	constructor(input: GanttInput) {
		this.#input = input;
		this.#stepOf = new Map(input.path.map((vertex, step) => [vertex, step]));
	}

	/** Nodes worth a lane of their own: those that failed first, then those with most of the path. */
	special(all: readonly BusyNode[]): readonly BusyNode[] {
		const rank = ({ runs }: BusyNode): number =>
			runs.filter(({ state }) => state === 'failed').length * 1_000 +
			runs.filter(({ vertex }) => this.#stepOf.has(vertex)).length;
		return all
			.filter((entry) => rank(entry) > 0)
			.toSorted((a, b) => rank(b) - rank(a))
			.slice(0, MOST_SPECIAL);
	}

	nodeLane({ node, runs }: BusyNode): GanttLane {
		const bars: GanttBar[] = [];
		const waits: { fromMs: number; toMs: number; bar: number }[] = [];
		for (const run of runs) {
			const { ready } = lifeOf(run, this.#input.whole);
			if (ready.toMs > ready.fromMs) {
				waits.push({ fromMs: this.#from(ready.fromMs), toMs: this.#from(ready.toMs), bar: bars.length });
			}
			bars.push(...run.attempts.map((attempt, index) => this.#attemptBar(run, attempt, index)));
		}
		return { label: node.name, detail: node.roles.join(', '), bars, waits };
	}

	groupLane(roles: string, entries: readonly BusyNode[]): GanttLane {
		const byTask = new Map<string, TaskRunView[]>();
		for (const run of entries.flatMap(({ runs }) => runs)) {
			byTask.set(run.taskId, [...(byTask.get(run.taskId) ?? []), run]);
		}
		const bars = [...byTask].map(([taskId, runs]) => this.#taskBar(taskId, runs, entries.length));
		return { label: roles || 'without roles', detail: `${entries.length} nodes`, bars, waits: [] };
	}

	#from(atMs: number): number {
		const { fromMs, toMs } = this.#input.whole;
		return Math.min(Math.max(atMs, fromMs), toMs) - fromMs;
	}

	#attemptBar(run: TaskRunView, attempt: AttemptView, index: number): GanttBar {
		const fromMs = this.#from(attempt.assignedAtMs);
		const toMs = Math.max(fromMs, this.#from(attempt.endedAtMs ?? this.#input.whole.toMs));
		const isLast = index === run.attempts.length - 1;
		const step = isLast ? this.#stepOf.get(run.vertex) : undefined;
		const state = stateOf(run, attempt, isLast);
		const again = attempt.number > 1 ? `, attempt ${attempt.number}` : '';
		const why = state === 'failed' || state === 'retried' ? `: ${attempt.message || attempt.reason || 'failed'}` : '';
		const tooltip = `${run.taskId} on ${run.nodeName}${again}, ${state}${why}\nfrom +${seconds(fromMs)} for ${seconds(toMs - fromMs)}`;
		const core = { coreFromMs: fromMs, coreToMs: toMs };
		return { label: run.taskId, tooltip, fromMs, toMs, ...core, state, isCritical: step !== undefined, step };
	}

	#taskBar(taskId: string, runs: readonly TaskRunView[], nodeCount: number): GanttBar {
		const bars = runs.flatMap((run) => run.attempts.map((attempt, index) => this.#attemptBar(run, attempt, index)));
		const froms = bars.map(({ fromMs }) => fromMs).toSorted((a, b) => a - b);
		const tos = bars.map(({ toMs }) => toMs).toSorted((a, b) => a - b);
		const [fromMs, toMs] = [froms[0] ?? 0, tos.at(-1) ?? 0];
		const [begun, ended] = [middleOf(froms), middleOf(tos)];
		const failed = bars.filter(({ state }) => state === 'failed').length;
		const isRunning = bars.some(({ state }) => state === 'running');
		const words = [`${taskId} on ${runs.length} of ${nodeCount} nodes`, ...(failed > 0 ? [`${failed} failed`] : [])];
		const times = `from +${seconds(fromMs)} to +${seconds(toMs)}; half had begun at +${seconds(begun)}, half had ended at +${seconds(ended)}`;
		return {
			label: `${taskId} ×${runs.length}`,
			tooltip: `${words.join(', ')}\n${times}`,
			fromMs,
			toMs,
			coreFromMs: Math.min(begun, ended),
			coreToMs: Math.max(begun, ended),
			state: failed > 0 ? 'failed' : isRunning ? 'running' : 'succeeded',
			isCritical: bars.some(({ isCritical }) => isCritical),
			step: bars.find(({ step }) => step !== undefined)?.step,
		};
	}
}

function stateOf(run: TaskRunView, attempt: AttemptView, isLast: boolean): BarState {
	if (attempt.outcome === undefined && attempt.endedAtMs === undefined && run.state === 'running') {
		return 'running';
	}
	if (attempt.outcome === 'succeeded') {
		return 'succeeded';
	}
	if (!isLast) {
		return 'retried';
	}
	return run.state === 'cancelled' ? 'cancelled' : run.state === 'succeeded' ? 'retried' : 'failed';
}

function middleOf(sorted: readonly number[]): number {
	return sorted[(sorted.length - 1) >>> 1] ?? 0;
}

function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(1)} s`;
}
