import { diagnose } from '@stoker/shared/graph/diagnostic-codes.js';
import { type PlanGraph, type PlanTask, VERTEX_TASK } from '@stoker/shared/graph/plan-graph.js';
import type { Diagnostic } from '@stoker/shared/model/diagnostic.js';
import type { TaskDefinition } from '@stoker/shared/model/task.js';
import { checkParameters } from '@stoker/shared/task-type/check-parameters.js';
import { describeProblem, showPath } from '@stoker/shared/task-type/parameter-problem.js';
import { parseParameters } from '@stoker/shared/task-type/parse-parameters.js';

/** Every problem of the tasks a plan would run: what no agent could carry out is refused before anything is stored. */
export function checkPlanTasks(graph: PlanGraph, definitions: readonly TaskDefinition[]): readonly Diagnostic[] {
	const sources = new Map(definitions.map(({ id, source }) => [id, source]));
	const found = new Map<string, Diagnostic>();
	for (const task of executedTasks(graph)) {
		const source = sources.get(task.id);
		for (const diagnostic of [...checkTask(task, source), ...checkReceivers(graph, task, source)]) {
			// Variants of one task mostly have the same problem.
			found.set(`${diagnostic.path} ${diagnostic.message}`, diagnostic);
		}
	}
	return [...found.values()];
}

function executedTasks(graph: PlanGraph): readonly PlanTask[] {
	const isExecuted = new Uint8Array(graph.tasks.length);
	for (const [vertex, kind] of graph.vertexKind.entries()) {
		if (kind === VERTEX_TASK) {
			isExecuted[graph.vertexTask[vertex] ?? 0] = 1;
		}
	}
	return graph.tasks.filter((_, index) => isExecuted[index] === 1);
}

function checkTask(task: PlanTask, source: TaskDefinition['source'] | undefined): readonly Diagnostic[] {
	const place = source ?? { path: task.id };
	if (task.type === 'role') {
		const hint = 'Use `stage` or `skipped` for a task that only orders others.';
		const message = `Task "${task.id}" is of type role, which only describes: it cannot be run.`;
		return [diagnose('TASK_TYPE_NOT_RUN', message, { ...place, hint })];
	}
	return checkParameters(task.type, task.parameters).map((problem) => {
		const code = problem.isMissing ? 'PARAMETER_MISSING' : 'PARAMETER_INVALID';
		const path = `${place.path}.${showPath(problem.path)}`;
		return diagnose(code, `Task "${task.id}", ${describeProblem(problem)}.`, { ...place, path });
	});
}

/** Each node writes its own files of an `upload_files` task, so files for a node that does not run it reach nobody. */
function checkReceivers(
	graph: PlanGraph,
	task: PlanTask,
	source: TaskDefinition['source'] | undefined,
): readonly Diagnostic[] {
	const parsed = task.type === 'upload_files' ? parseParameters('upload_files', task.parameters) : undefined;
	if (parsed === undefined || 'problems' in parsed) {
		return [];
	}
	const runners = nodesOf(graph, task.id);
	const place = source ?? { path: task.id };
	return parsed.parameters.nodes.flatMap(({ uid }, index) => {
		const path = `${place.path}.parameters.nodes[${index}].uid`;
		const message = `Task "${task.id}" has files for node ${uid}, which does not run it: they would reach nobody.`;
		return runners.has(uid) ? [] : [diagnose('PARAMETER_INVALID', message, { ...place, path })];
	});
}

function nodesOf(graph: PlanGraph, taskId: string): ReadonlySet<string> {
	const found = new Set<string>();
	for (const [vertex, kind] of graph.vertexKind.entries()) {
		if (kind === VERTEX_TASK && graph.tasks[graph.vertexTask[vertex] ?? -1]?.id === taskId) {
			found.add(graph.nodes[graph.vertexNode[vertex] ?? -1]?.id ?? '');
		}
	}
	return found;
}
