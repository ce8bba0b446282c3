import type { DeploymentControl, RunLimits } from '../model/deployment-control.js';
import type * as wire from '../wire/stoker/v1/deployment.js';

/** Writes for the wire how much may be at work at once. */
function encodeRunLimits({ nodesAtOnce, slotsPerNode, tasks }: RunLimits): wire.RunLimits {
	const rows = Object.entries(tasks).map(([taskId, atOnce]) => ({ taskId, atOnce }));
	return { nodesAtOnce, slotsPerNode, tasks: rows };
}

/** Reads how much may be at work at once; what is absent is not limited. */
function decodeRunLimits(message: wire.RunLimits | undefined): RunLimits {
	const { nodesAtOnce = 0, slotsPerNode = 0, tasks = [] } = message ?? {};
	return { nodesAtOnce, slotsPerNode, tasks: Object.fromEntries(tasks.map((row) => [row.taskId, row.atOnce])) };
}

/** Writes for the wire what operators have said. */
export function encodeDeploymentControl(control: DeploymentControl): wire.DeploymentControl {
	const { isPaused, stepsLeft, breakpoints, limits } = control;
	return { isPaused, stepsLeft, breakpoints: [...breakpoints], limits: encodeRunLimits(limits) };
}

/** Reads what operators have said; nothing was said where it is absent. */
export function decodeDeploymentControl(message: wire.DeploymentControl | undefined): DeploymentControl {
	const { isPaused = false, stepsLeft = 0, breakpoints = [], limits } = message ?? {};
	return { isPaused, stepsLeft, breakpoints, limits: decodeRunLimits(limits) };
}
