import type { DeploymentControl, RunLimits } from '@stoker/shared/model/deployment-control.js';
import type { TaskLimitView } from '@stoker/shared/model/views.js';

/** What shall be different; undefined stays as it is. */
export interface LimitChange {
	readonly nodesAtOnce?: number | undefined;
	readonly slotsPerNode?: number | undefined;
	readonly tasks: readonly TaskLimitView[];
	/** Tasks that take the limit of the plan again. */
	readonly plannedTaskIds: readonly string[];
}

/** What shall be different of the break-points. */
export interface BreakpointChange {
	readonly added: readonly string[];
	readonly removed: readonly string[];
	/** None of those there were stays. */
	readonly isCleared: boolean;
}

/** The limits after a change. */
export function changeLimits(before: RunLimits, change: LimitChange): RunLimits {
	const kept = Object.entries(before.tasks).filter(([taskId]) => !change.plannedTaskIds.includes(taskId));
	const changed = change.tasks.map(({ taskId, atOnce }) => [taskId, atOnce] as const);
	return {
		nodesAtOnce: change.nodesAtOnce ?? before.nodesAtOnce,
		slotsPerNode: change.slotsPerNode ?? before.slotsPerNode,
		tasks: Object.fromEntries([...kept, ...changed]),
	};
}

/** The break-points after a change, in the order they were set; each once. */
export function changeBreakpoints(
	before: DeploymentControl['breakpoints'],
	{ added, removed, isCleared }: BreakpointChange,
): readonly string[] {
	const kept = isCleared ? [] : before.filter((name) => !removed.includes(name));
	return [...new Set([...kept, ...added])];
}

/** A change of limits in words, for those who read of it later. */
export function limitWords({ nodesAtOnce, slotsPerNode, tasks, plannedTaskIds }: LimitChange): string {
	return [
		...(nodesAtOnce === undefined ? [] : [`nodes at once ${nodesAtOnce}`]),
		...(slotsPerNode === undefined ? [] : [`slots per node ${slotsPerNode}`]),
		...tasks.map(({ taskId, atOnce }) => `${taskId} ${atOnce}`),
		...plannedTaskIds.map((taskId) => `${taskId} as planned`),
	].join(', ');
}

/** A change of break-points in words: `+deploy -store@3`, `none +deploy`. */
export function breakpointWords({ added, removed, isCleared }: BreakpointChange): string {
	const gone = isCleared ? ['none'] : removed.map((name) => `-${name}`);
	return [...gone, ...added.map((name) => `+${name}`)].join(' ');
}
