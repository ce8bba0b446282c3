import type { DeploymentState } from '@stoker/shared/model/deployment.js';
import type { DeploymentControl, RunLimits } from '@stoker/shared/model/deployment-control.js';
import { stateCell } from './cells.js';
import { formatCount } from './format.js';
import type { Cell } from './table.js';

/** The state of a deployment, and that it is paused. */
export function courseCell(state: DeploymentState, control: DeploymentControl): Cell {
	const isHeldBack = control.isPaused && (state === 'running' || state === 'preparing');
	return isHeldBack ? { text: `${state} (${pauseText(control)})`, tone: 'warn' } : stateCell(state);
}

/** `paused`, `paused, 2 steps left`. */
export function pauseText({ stepsLeft }: DeploymentControl): string {
	return stepsLeft === 0 ? 'paused' : `paused, ${formatCount(stepsLeft, 'step')} left`;
}

/** `5 nodes at once, 2 slots a node, 3 of deploy at once`; empty without limits. */
export function limitsText({ nodesAtOnce, slotsPerNode, tasks }: RunLimits): string {
	const words = Object.entries(tasks).map(([taskId, atOnce]) =>
		atOnce === 0 ? `any number of ${taskId} at once` : `${atOnce} of ${taskId} at once`,
	);
	return [
		...(nodesAtOnce > 0 ? [`${formatCount(nodesAtOnce, 'node')} at once`] : []),
		...(slotsPerNode > 0 ? [`${formatCount(slotsPerNode, 'slot')} a node`] : []),
		...words,
	].join(', ');
}
