import type { PlanGraph } from '@stoker/shared/graph/plan-graph.js';
import type { DeploymentControl } from '@stoker/shared/model/deployment-control.js';
import type { LimitChange } from '../domain/change-limits.js';
import { breakpointProblem, findRuns, type RunName, taskProblem } from '../domain/name-runs.js';
import { refuseField, Violations } from './violations.js';

const MOST_RUNS = 1_000;
const MOST_BREAKPOINTS = 100;
const LARGEST_LIMIT = 1_000_000;

/** Vertices of runs that are named. Throws INVALID_REQUEST with everything the plan does not have. */
export function requireRuns(graph: PlanGraph, runs: readonly RunName[]): readonly number[] {
	if (runs.length > MOST_RUNS) {
		refuseField('runs', `has ${runs.length} items; at most ${MOST_RUNS} are allowed`);
	}
	const { vertices, problems } = findRuns(graph, runs);
	const violations = new Violations();
	for (const { field, description } of problems) {
		violations.add(field, description);
	}
	violations.throwIfAny();
	return vertices;
}

/** Throws INVALID_REQUEST with every break-point that would never be met. */
export function checkBreakpoints(graph: PlanGraph, field: string, names: readonly string[]): void {
	if (names.length > MOST_BREAKPOINTS) {
		refuseField(field, `has ${names.length} items; at most ${MOST_BREAKPOINTS} are allowed`);
	}
	const violations = new Violations();
	for (const [index, name] of names.entries()) {
		const problem = breakpointProblem(graph, name);
		if (problem !== undefined) {
			violations.add(`${field}[${index}]`, problem);
		}
	}
	violations.throwIfAny();
}

/** Throws INVALID_REQUEST with everything in the control of a new deployment that the plan does not have. */
export function checkControl(graph: PlanGraph, { breakpoints, limits }: DeploymentControl): void {
	checkBreakpoints(graph, 'control.breakpoints', breakpoints);
	const tasks = Object.entries(limits.tasks).map(([taskId, atOnce]) => ({ taskId, atOnce }));
	checkLimits(graph, { ...limits, tasks, plannedTaskIds: [] });
}

/** Throws INVALID_REQUEST with every limit that is no sensible number, or of a task the plan does not have. */
export function checkLimits(
	graph: PlanGraph,
	{ nodesAtOnce = 0, slotsPerNode = 0, tasks, plannedTaskIds }: LimitChange,
) {
	const violations = new Violations();
	const numbers: readonly (readonly [field: string, value: number])[] = [
		['nodes_at_once', nodesAtOnce],
		['slots_per_node', slotsPerNode],
		...tasks.map(({ atOnce }, index) => [`tasks[${index}].at_once`, atOnce] as const),
	];
	for (const [field, value] of numbers) {
		if (value > LARGEST_LIMIT) {
			violations.add(field, `is ${value}; at most ${LARGEST_LIMIT} is allowed`);
		}
	}
	const names: readonly (readonly [field: string, taskId: string])[] = [
		...tasks.map(({ taskId }, index) => [`tasks[${index}].task_id`, taskId] as const),
		...plannedTaskIds.map((taskId, index) => [`planned_task_ids[${index}]`, taskId] as const),
	];
	for (const [field, taskId] of names) {
		const problem = taskProblem(graph, taskId);
		if (problem !== undefined) {
			violations.add(field, problem);
		}
	}
	violations.throwIfAny();
}
