import type { Diagnostic } from '../../model/diagnostic.js';
import type { TaskDefinition } from '../../model/task.js';
import { diagnose } from '../diagnostic-codes.js';
import { type Cycle, findCycles } from '../find-cycles.js';
import type { PlanGraph } from '../plan-graph.js';

const MAX_CYCLES = 100;
const MAX_VERTICES_SHOWN = 40;
const MAX_REASONS_SHOWN = 5;

/** One error for each cycle; cycles of the same tasks on other nodes are counted, not repeated. */
export function describeCycles(tasks: readonly TaskDefinition[], graph: PlanGraph): readonly Diagnostic[] {
	const alike = new Map<string, { readonly cycle: Cycle; count: number }>();
	for (const cycle of findCycles(graph)) {
		const key = cycle.vertices.map((vertex) => graph.tasks[graph.vertexTask[vertex] ?? -1]?.id).join();
		const known = alike.get(key);
		if (known === undefined) {
			alike.set(key, { cycle, count: 1 });
		} else {
			known.count++;
		}
	}
	const kinds = [...alike.values()];
	const shown = kinds.slice(0, MAX_CYCLES).map(({ cycle, count }) => describe(tasks, graph, cycle, count));
	const hidden = kinds.length - shown.length;
	return hidden > 0 ? [...shown, diagnose('GRAPH_CYCLE', `There are ${hidden} more cycles`)] : shown;
}

function describe(tasks: readonly TaskDefinition[], graph: PlanGraph, cycle: Cycle, count: number): Diagnostic {
	const first = cycle.vertices[0] ?? 0;
	const taskId = graph.tasks[graph.vertexTask[first] ?? 0]?.id;
	const labels = cycle.vertices.slice(0, MAX_VERTICES_SHOWN).map((vertex) => labelOf(graph, vertex));
	const hidden = cycle.vertices.length - labels.length;
	const path = [...labels, ...(hidden > 0 ? [`${hidden} more`] : []), labelOf(graph, first)].join(' -> ');
	const others = count > 1 ? `, and ${count - 1} more of the same tasks on other nodes` : '';
	const reasons = new Set(cycle.reasons.map((reason) => graph.reasons[reason] ?? ''));
	const hint = `Remove one of: ${[...reasons].slice(0, MAX_REASONS_SHOWN).join('; ')}.`;
	const source = tasks.find(({ id }) => id === taskId)?.source;
	return diagnose('GRAPH_CYCLE', `Tasks wait for each other: ${path}${others}`, { ...source, hint });
}

function labelOf(graph: PlanGraph, vertex: number): string {
	const task = graph.tasks[graph.vertexTask[vertex] ?? -1]?.id ?? '';
	const node = graph.nodes[graph.vertexNode[vertex] ?? -1]?.name ?? '';
	return `${task}@${node}`;
}
