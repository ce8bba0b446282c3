import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { Cluster, until } from '../support/cluster.js';
import { randomNumbers } from '../support/random-numbers.js';
import { BenchFleet } from './bench-fleet.js';
import { type CpuPart, type CpuWindow, splitCpu } from './cpu-split.js';
import { loadAverage, quantile, type Reading, readProcess, residentBytesOf } from './measure.js';
import type { Figure } from './report.js';

/** How large the fleet and its work are. */
export interface DispatchSettings {
	readonly agents: number;
	readonly tasksPerAgent: number;
	readonly seed: number;
}

/** Tasks of each agent in the paced phase. */
const PACED_TASKS = 40;
const WARM_UP_TASKS = 3_000;
/** Every so many tasks a node waits for the leader's. */
const LEADER_EVERY = 10;

interface Chains {
	readonly length: number;
	readonly hasLeader: boolean;
}

/** Chains on every node; with a leader, each tenth task stands behind one of the leader's. */
function chainRelease(
	name: string,
	{ length, hasLeader }: Chains,
): readonly { readonly path: string; readonly content: Uint8Array }[] {
	const id = (prefix: string, index: number): string => `${prefix}${String(index).padStart(4, '0')}`;
	const task = (prefix: string, index: number, role: string): object => ({
		id: id(prefix, index),
		type: 'shell',
		version: '2.1.0',
		roles: [role],
		requires: index > 0 ? [id(prefix, index - 1)] : [],
		'cross-depends':
			hasLeader && prefix === 't' && index % LEADER_EVERY === LEADER_EVERY - 1
				? [{ name: id('l', Math.floor(index / LEADER_EVERY)), role: 'leader' }]
				: [],
		parameters: { cmd: 'true' },
	});
	const tasks = [
		...Array.from({ length: Math.floor(length / LEADER_EVERY) }, (_, index) => task('l', index, 'leader')),
		...Array.from({ length }, (_, index) => task('t', index, 'app')),
	];
	const release = { name, version: '1', roles_metadata: { app: { name: 'App' }, leader: { name: 'Leader' } } };
	return [
		{ path: 'release.yaml', content: Buffer.from(stringify(release)) },
		{ path: 'graphs/default.tasks.yaml', content: Buffer.from(stringify(tasks)) },
	];
}

async function prepare(
	cluster: Cluster,
	fleet: BenchFleet,
	name: string,
	chains: Chains,
): Promise<() => Promise<string>> {
	const { client } = cluster;
	await client.releases.import(chainRelease(name, chains), false);
	await client.environments.create(name, name);
	const [first] = fleet.identities;
	await client.environments.assign(
		name,
		fleet.identities.map(({ nodeId }) => ({
			node: nodeId,
			roles: nodeId === first?.nodeId ? ['app', 'leader'] : ['app'],
		})),
	);
	const plan = await client.deployments.plan(name);
	return async () => (await client.deployments.start(plan.id, plan.digest)).id;
}

async function release(cluster: Cluster, fleet: BenchFleet, name: string): Promise<void> {
	await cluster.client.environments.unassign(
		name,
		fleet.identities.map(({ nodeId }) => nodeId),
	);
}

async function untilSucceeded(cluster: Cluster, deploymentId: string): Promise<void> {
	let state = 'running';
	await until(
		'the deployment ends',
		async () => {
			state = (await cluster.client.deployments.get(deploymentId)).deployment.state;
			return state !== 'running';
		},
		120_000,
	);
	if (state !== 'succeeded') {
		throw new Error(`the bench deployment ended as ${state}`);
	}
}

/** What a phase measured. */
interface Saturated {
	readonly tasks: number;
	readonly window: CpuWindow;
	readonly memoryBytes: number;
	readonly load: number;
}

/** Every task ends at once: what the controller can do, and what a task costs it. */
async function saturate(cluster: Cluster, fleet: BenchFleet, settings: DispatchSettings): Promise<Saturated> {
	const chains = { length: settings.tasksPerAgent, hasLeader: true };
	const start = await prepare(cluster, fleet, 'saturated', chains);
	const total = settings.agents * settings.tasksPerAgent;
	// The end, when only stragglers are left, is no steady state.
	const stopAt = Math.floor(total * 0.95);
	const readings: (Reading & { readonly done: number })[] = [];
	let done = 0;
	await fleet.connect({
		taskMs: () => 0,
		dispatched: () => undefined,
		acknowledged: (count) => {
			done += count;
			const isDue = done >= (readings.length === 0 ? WARM_UP_TASKS : stopAt);
			if (isDue && readings.length < 2) {
				readings.push({ ...readProcess(cluster.controllerPid), done });
			}
		},
	});
	const load = loadAverage();
	const deploymentId = await start();
	await until('every task is acknowledged', () => done >= total, 120_000);
	await untilSucceeded(cluster, deploymentId);
	const [begin, end] = readings;
	if (begin === undefined || end === undefined) {
		throw new Error('the bench ended before it was warm');
	}
	const memoryBytes = residentBytesOf(cluster.controllerPid);
	fleet.disconnect();
	await release(cluster, fleet, 'saturated');
	return { tasks: end.done - begin.done, window: { pid: cluster.controllerPid, begin, end }, memoryBytes, load };
}

function cpuPerTask({ tasks, window }: Saturated): number {
	return ((window.end.cpuSeconds - window.begin.cpuSeconds) / tasks) * 1e6;
}

function tasksPerSecond({ tasks, window }: Saturated): number {
	return tasks / ((window.end.atMs - window.begin.atMs) / 1_000);
}

/** Tasks take 200 to 400 ms: how long a node waits for its next one. */
async function pace(
	cluster: Cluster,
	fleet: BenchFleet,
	settings: DispatchSettings,
): Promise<{ p50: number; p99: number; rate: number; load: number }> {
	const start = await prepare(cluster, fleet, 'paced', { length: PACED_TASKS, hasLeader: false });
	const random = randomNumbers(settings.seed);
	const latencies: number[] = [];
	let acknowledged = 0;
	await fleet.connect({
		taskMs: () => 200 + random() * 200,
		dispatched: (latencyMs) => {
			if (latencyMs !== undefined) {
				latencies.push(latencyMs);
			}
		},
		acknowledged: (count) => {
			acknowledged += count;
		},
	});
	const load = loadAverage();
	const startedAt = performance.now();
	const deploymentId = await start();
	await until('every task is acknowledged', () => acknowledged >= settings.agents * PACED_TASKS, 120_000);
	await untilSucceeded(cluster, deploymentId);
	const rate = acknowledged / ((performance.now() - startedAt) / 1_000);
	fleet.disconnect();
	await release(cluster, fleet, 'paced');
	return { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), rate, load };
}

/** 200 agent sessions over mTLS, every hop durable. */
export async function benchDispatch(settings: DispatchSettings): Promise<readonly Figure[]> {
	const cluster = await Cluster.start();
	let saturated: Saturated;
	let paced: Awaited<ReturnType<typeof pace>>;
	try {
		const fleet = new BenchFleet();
		await fleet.enrol(cluster, settings.agents);
		saturated = await saturate(cluster, fleet, settings);
		paced = await pace(cluster, fleet, settings);
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
		const fleet = new BenchFleet();
		await fleet.enrol(cluster, settings.agents);
		const { tasks, window } = await saturate(cluster, fleet, settings);
		await cluster.killController('SIGTERM');
		const seconds = splitCpu(folder, window);
		return Object.fromEntries(
			Object.entries(seconds).map(([part, value]) => [part, (value / tasks) * 1e6]),
		) as unknown as Record<CpuPart, number>;
	} finally {
		await cluster.stop();
	}
}
