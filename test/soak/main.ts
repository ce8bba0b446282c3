/**
 * Deploys again and again while something always breaks; prints what was broken and what came of it. `SOAK_MINUTES`
 * shortens it, `SOAK_SEED` draws other faults.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Cluster } from '../support/cluster.js';
import { chain, deploy, start, startsOf, untilEnded } from '../support/counted-deployment.js';
import { flood } from '../support/flood.js';
import { brokenPromises } from '../support/kill-storm.js';
import { memoryOf } from '../support/memory-watch.js';
import { randomNumbers } from '../support/random-numbers.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { FAULTS, type FaultName, type SoakStage } from './faults.js';

const AGENTS = 4;
const TASKS = 20;
const DEFAULT_MINUTES = 30;
const CALM_MS = { shortest: 500, longest: 3_500 };
/** Faults of one deployment; after them it must come to its end by itself. */
const FAULTS_EACH = 12;
const END_MS = 180_000;
const MEBI = 1024 * 1024;
/** Of 60 MiB each. */
const GIBIBYTE_PIECES = 18;

const minutes = Number(process.env['SOAK_MINUTES'] ?? DEFAULT_MINUTES);
const seed = Number(process.env['SOAK_SEED'] ?? Date.now() % 100_000);
const random = randomNumbers(seed);
const names = Object.keys(FAULTS) as FaultName[];

interface Totals {
	deployments: number;
	runs: number;
	starts: number;
	broken: number;
	readonly faults: Partial<Record<FaultName, number>>;
	/** Seconds from the last fault to the end. */
	readonly recoverySeconds: number[];
	readonly controllerMegabytes: number[];
	readonly agentMegabytes: number[];
}

async function disturb(stage: SoakStage, totals: Totals): Promise<void> {
	for (let count = 0; count < FAULTS_EACH; count += 1) {
		await pause(CALM_MS.shortest + random() * (CALM_MS.longest - CALM_MS.shortest));
		const name = names[Math.floor(random() * names.length)] ?? 'kill controller';
		totals.faults[name] = (totals.faults[name] ?? 0) + 1;
		await FAULTS[name](stage, random);
	}
}

async function oneDeployment(stage: SoakStage, totals: Totals): Promise<readonly string[]> {
	const { cluster } = stage;
	for (const { root } of cluster.agents) {
		rmSync(join(root, 'starts'), { force: true });
	}
	const deploymentId = await start(cluster, 'faults');
	await disturb(stage, totals);
	const calmAtMs = performance.now();
	const state = await untilEnded(cluster, deploymentId, END_MS);
	totals.recoverySeconds.push((performance.now() - calmAtMs) / 1_000);
	totals.deployments += 1;
	totals.runs += AGENTS * TASKS;
	totals.starts += startsOf(cluster).length;
	totals.controllerMegabytes.push(megabytesOf(cluster.controllerPid));
	totals.agentMegabytes.push(...cluster.agents.map((agent) => megabytesOf(agent.process?.pid ?? 0)));
	const broken = await brokenPromises(cluster, deploymentId);
	return state === 'succeeded' ? broken : [`the deployment is ${state}`, ...broken];
}

const megabytesOf = (pid: number): number => Math.round(memoryOf(pid) / MEBI);

/** A GiB of output, at full speed. */
async function floodOnce(): Promise<void> {
	const cluster = await Cluster.start();
	try {
		await cluster.addAgents(1);
		console.log(JSON.stringify({ flood: await flood(cluster, GIBIBYTE_PIECES) }));
	} finally {
		await cluster.stop();
	}
}

async function soak(): Promise<number> {
	const totals: Totals = {
		...{ deployments: 0, runs: 0, starts: 0, broken: 0, faults: {} },
		...{ recoverySeconds: [], controllerMegabytes: [], agentMegabytes: [] },
	};
	const cluster = await Cluster.start();
	const proxy = await TcpProxy.open(cluster.agentAddress);
	try {
		await cluster.addAgents(AGENTS);
		for (const agent of cluster.agents) {
			await cluster.killAgent(agent);
			cluster.dialThrough(agent, proxy.address);
			cluster.startAgent(agent);
		}
		await cluster.untilOnline(AGENTS);
		const tasks = chain(TASKS, 1).map((task) => ({ ...task, retryOnLost: true }));
		await untilEnded(cluster, await deploy(cluster, tasks));
		const endAtMs = performance.now() + minutes * 60_000;
		while (performance.now() < endAtMs) {
			const broken = await oneDeployment({ cluster, proxy }, totals);
			totals.broken += broken.length;
			console.log(JSON.stringify({ deployment: totals.deployments, starts: totals.starts, broken }));
		}
	} finally {
		await cluster.stop();
		await proxy.close();
	}
	report(totals);
	return totals.broken;
}

function report({ recoverySeconds, controllerMegabytes, agentMegabytes, ...counts }: Totals): void {
	const slowest = Math.max(...recoverySeconds).toFixed(1);
	const sorted = recoverySeconds.toSorted((a, b) => a - b);
	console.log(
		JSON.stringify({
			...{ minutes, seed, ...counts },
			repeatedRuns: counts.starts - counts.runs,
			recoverySeconds: { median: sorted[Math.floor(sorted.length / 2)]?.toFixed(1), slowest },
			controllerMegabytes: { first: controllerMegabytes[0], most: Math.max(...controllerMegabytes) },
			agentMegabytes: { first: agentMegabytes[0], most: Math.max(...agentMegabytes) },
		}),
	);
}

await floodOnce();
process.exit((await soak()) > 0 ? 1 : 0);
