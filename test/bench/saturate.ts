import type { Cluster } from '../support/cluster.js';
import type { FleetProcess } from '../support/fleet-process.js';
import { type Chains, planChains } from './chains.js';
import type { CpuWindow } from './cpu-split.js';
import { loadAverage, type Reading, readProcess, residentBytesOf } from './measure.js';

/** What a fleet whose tasks end at once measured. */
export interface Saturated {
	/** Tasks within the window. */
	readonly tasks: number;
	/** What the controller used. */
	readonly window: CpuWindow;
	/** CPU seconds that the fleet used meanwhile. */
	readonly fleetCpuSeconds: number;
	/** Of the controller, at the end. */
	readonly memoryBytes: number;
	readonly load: number;
}

interface Sample {
	readonly done: number;
	readonly controller: Reading;
	readonly fleetCpuSeconds: number;
}

const WARM_UP_TASKS = 3_000;
/** The end, when only stragglers are left, is no steady state. */
const STEADY_SHARE = 0.95;
const END_LIMIT_MS = 300_000;

/** Deploys chains of tasks that end at once: what the controller can do, and what a task costs it. */
export async function saturate(cluster: Cluster, fleet: FleetProcess, chains: Chains): Promise<Saturated> {
	const planned = await planChains(cluster, 'saturated', chains);
	const before = fleet.latest?.acknowledged ?? 0;
	const samples: Sample[] = [];
	fleet.watch(({ acknowledged }) => {
		samples.push({
			done: acknowledged - before,
			controller: readProcess(cluster.controllerPid),
			fleetCpuSeconds: readProcess(fleet.pid).cpuSeconds,
		});
	});
	const load = loadAverage();
	const deploymentId = await planned.start();
	await fleet.until('every task is acknowledged', (now) => now.acknowledged - before >= planned.tasks, END_LIMIT_MS);
	await planned.finish(deploymentId);
	const begin = samples.find(({ done }) => done >= WARM_UP_TASKS);
	const end = samples.findLast(({ done }) => done <= planned.tasks * STEADY_SHARE);
	if (begin === undefined || end === undefined || end.done <= begin.done) {
		throw new Error('the bench ended before it was warm');
	}
	return {
		tasks: end.done - begin.done,
		window: { pid: cluster.controllerPid, begin: begin.controller, end: end.controller },
		fleetCpuSeconds: end.fleetCpuSeconds - begin.fleetCpuSeconds,
		memoryBytes: residentBytesOf(cluster.controllerPid),
		load,
	};
}

/** CPU of the controller for one task, microseconds. */
export function cpuPerTask({ tasks, window }: Saturated): number {
	return ((window.end.cpuSeconds - window.begin.cpuSeconds) / tasks) * 1e6;
}

export function tasksPerSecond({ tasks, window }: Saturated): number {
	return tasks / ((window.end.atMs - window.begin.atMs) / 1_000);
}
