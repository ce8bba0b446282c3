import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Cluster } from '../support/cluster.js';
import { FleetProcess } from '../support/fleet-process.js';
import { planChains } from './chains.js';
import { type CpuPart, splitCpu } from './cpu-split.js';
import { loadAverage } from './measure.js';
import type { Figure } from './report.js';
import { cpuPerTask, type Saturated, saturate, tasksPerSecond } from './saturate.js';

/** How large the fleet and its work are. */
export interface DispatchSettings {
	readonly agents: number;
	readonly tasksPerAgent: number;
	readonly seed: number;
}

/** Tasks of each agent in the paced phase. */
const PACED_TASKS = 40;
const END_LIMIT_MS = 120_000;

/** A fleet that is online; with a token when it has not been before. */
async function startFleet(
	cluster: Cluster,
	{ agents, seed }: DispatchSettings,
	{ taskSeconds, isFresh }: { readonly taskSeconds: string; readonly isFresh: boolean },
): Promise<FleetProcess> {
	const fleet = new FleetProcess({
		cluster,
		count: agents,
		...(isFresh && { token: await cluster.createToken(agents) }),
		flags: ['--task-seconds', taskSeconds, '--output-bytes', '0', '--seed', String(seed)],
	});
	await fleet.until('every agent is online', ({ online }) => online === agents, END_LIMIT_MS);
	return fleet;
}

async function benchSaturated(cluster: Cluster, settings: DispatchSettings): Promise<Saturated> {
	const fleet = await startFleet(cluster, settings, { taskSeconds: '0', isFresh: true });
	const saturated = await saturate(cluster, fleet, { length: settings.tasksPerAgent, hasLeader: true });
	await fleet.stop();
	return saturated;
}

/** Tasks take 200 to 400 ms: how long a node waits for its next one. */
async function benchPaced(
	cluster: Cluster,
	settings: DispatchSettings,
): Promise<{ readonly p50: number; readonly p99: number; readonly rate: number; readonly load: number }> {
	const fleet = await startFleet(cluster, settings, { taskSeconds: '0.2-0.4', isFresh: false });
	const planned = await planChains(cluster, 'paced', { length: PACED_TASKS, hasLeader: false });
	const load = loadAverage();
	const startedAt = performance.now();
	const deploymentId = await planned.start();
	const isDone = ({ acknowledged }: { readonly acknowledged: number }): boolean => acknowledged >= planned.tasks;
	const { waitMs } = await fleet.until('every task is acknowledged', isDone, END_LIMIT_MS);
	const rate = planned.tasks / ((performance.now() - startedAt) / 1_000);
	await planned.finish(deploymentId);
	await fleet.stop();
	return { p50: waitMs?.p50 ?? Number.NaN, p99: waitMs?.p99 ?? Number.NaN, rate, load };
}

/** 200 agent sessions over mTLS from a process of their own, every hop durable. */
export async function benchDispatch(settings: DispatchSettings): Promise<readonly Figure[]> {
	const cluster = await Cluster.start();
	let saturated: Saturated;
	let paced: Awaited<ReturnType<typeof benchPaced>>;
	try {
		saturated = await benchSaturated(cluster, settings);
		paced = await benchPaced(cluster, settings);
	} finally {
		await cluster.stop();
	}
	const parts = await profile(settings);
	const cpu = { kind: 'cpu', unit: 'µs', load: saturated.load } as const;
	const wall = { kind: 'wall', load: paced.load } as const;
	const split = (Object.entries(parts) as [CpuPart, number][]).map(
		([part, value]): Figure => ({ ...cpu, name: `  of it ${part}, profiled`, value }),
	);
	return [
		{ ...cpu, name: 'server CPU per task', value: cpuPerTask(saturated), budget: 120 },
		...split,
		{
			kind: 'wall',
			unit: 'tasks/s',
			load: saturated.load,
			name: 'tasks, saturated',
			value: tasksPerSecond(saturated),
			budget: 3_000,
			better: 'more',
		},
		{ kind: 'info', unit: 'tasks/s', load: paced.load, name: 'tasks, paced', value: paced.rate },
		{ ...wall, unit: 'ms', name: 'dispatch p50, paced', value: paced.p50, budget: 5 },
		{ ...wall, unit: 'ms', name: 'dispatch p99, paced', value: paced.p99, budget: 50 },
		{ kind: 'memory', unit: 'MB', load: saturated.load, name: 'controller memory', value: saturated.memoryBytes / 1e6 },
	];
}

/** Microseconds of a task by part: the same load once more under the profiler, from unbundled code, so that functions tell which room they belong to. */
async function profile(settings: DispatchSettings): Promise<Readonly<Record<CpuPart, number>>> {
	const cluster = await Cluster.start({ isProfiled: true });
	const folder = join(cluster.folder, 'profiles');
	mkdirSync(folder, { recursive: true });
	try {
		const { tasks, window } = await benchSaturated(cluster, settings);
		await cluster.killController('SIGTERM');
		const seconds = splitCpu(folder, window);
		return Object.fromEntries(
			Object.entries(seconds).map(([part, value]) => [part, (value / tasks) * 1e6]),
		) as unknown as Record<CpuPart, number>;
	} finally {
		await cluster.stop();
	}
}
