import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Cluster, until } from '../support/cluster.js';
import { loadAverage, residentBytesOf } from './measure.js';
import type { Figure } from './report.js';

const STOKER = resolve(import.meta.dirname, '../../cli/dist/bundle/stoker.js');
const CLI_RUNS = 9;
const SETTLE_MS = 3_000;

/** Milliseconds of the quickest of several runs: what the program needs when nothing else is in the way. */
function quickestRun(args: readonly string[]): number {
	const times = Array.from({ length: CLI_RUNS }, () => {
		const startedAt = performance.now();
		const { status, stderr } = spawnSync(process.execPath, [STOKER, ...args], { encoding: 'utf8' });
		if (status !== 0) {
			throw new Error(`stoker ${args.join(' ')} ended with ${status}: ${stderr}`);
		}
		return performance.now() - startedAt;
	});
	return Math.min(...times);
}

/** Start-up times and memory of the three programs. */
export async function benchPrograms(): Promise<readonly Figure[]> {
	const cluster = await Cluster.start();
	try {
		const load = loadAverage();
		await new Promise((done) => setTimeout(done, SETTLE_MS));
		const idle = residentBytesOf(cluster.controllerPid);
		await cluster.addAgents(1);
		const [agent] = cluster.agents;
		if (agent?.process?.pid === undefined) {
			throw new Error('the agent did not start');
		}
		await cluster.killAgent(agent);
		const logged = readFileSync(agent.logFile, 'utf8').length;
		const startedAt = performance.now();
		cluster.startAgent(agent);
		await until('the agent is connected', () =>
			readFileSync(agent.logFile, 'utf8').slice(logged).includes('session is open'),
		);
		const connectedMs = performance.now() - startedAt;
		await new Promise((done) => setTimeout(done, SETTLE_MS));
		const agentBytes = residentBytesOf(agent.process?.pid ?? 0);
		const context = ['--context-file', join(cluster.dataFolder, 'admin.context.yaml')];
		const wall = { kind: 'wall', unit: 'ms', load } as const;
		const memory = { kind: 'memory', unit: 'MB', load } as const;
		return [
			{ ...memory, name: 'controller, idle', value: idle / 1e6, budget: 150 },
			{ ...memory, name: 'agent, idle', value: agentBytes / 1e6, budget: 65 },
			{ ...wall, name: 'agent, start to connected', value: connectedMs, budget: 500 },
			{ ...wall, name: 'stoker --version', value: quickestRun(['--version']), budget: 150 },
			{ ...wall, name: 'stoker node list', value: quickestRun([...context, 'node', 'list']), budget: 150 },
		];
	} finally {
		await cluster.stop();
	}
}
