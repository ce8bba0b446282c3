import { afterEach, beforeEach, expect, it } from 'vitest';
import { Cluster } from '../support/cluster.js';
import { chain, deploy, runsOf, untilEnded } from '../support/counted-deployment.js';
import { buildCrashingPrograms } from '../support/crashing-programs.js';
import { brokenPromises, storm } from '../support/kill-storm.js';

const SEED = 20_262;
const KILLS = 30;
const AGENTS = 3;
const TASKS = 40;

let cluster: Cluster;

beforeEach(async () => {
	const programs = await buildCrashingPrograms();
	cluster = await Cluster.start({ controllerProgram: programs.stokerd, agentProgram: programs.agent });
});

afterEach(() => cluster.stop());

it('thirty times kill -9, of controller, agents, both and wrappers, starts nothing twice and loses nothing', async () => {
	await cluster.addAgents(AGENTS);
	const tasks = chain(TASKS, 0.2).map((task) => ({ ...task, retryOnLost: true }));
	const deploymentId = await deploy(cluster, tasks);
	const kills = await storm(cluster, { seed: SEED, kills: KILLS, limitMs: 120_000 });
	expect(kills.controller + kills.agents + kills.wrappers).toBeGreaterThanOrEqual(KILLS);
	expect(Math.min(kills.controller, kills.agents, kills.wrappers, kills.together)).toBeGreaterThan(0);
	expect(await untilEnded(cluster, deploymentId)).toBe('succeeded');
	expect(await brokenPromises(cluster, deploymentId)).toEqual([]);
	expect(await runsOf(cluster, deploymentId)).toHaveLength(AGENTS * TASKS);
});
