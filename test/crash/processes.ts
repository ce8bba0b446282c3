import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Cluster, type ClusterAgent, isAlive, until } from '../support/cluster.js';
import { chain, deploy, start, untilEnded } from '../support/counted-deployment.js';
import { buildCrashingPrograms, dyingAt } from '../support/crashing-programs.js';
import { brokenPromises } from '../support/kill-storm.js';

const AGENTS = 2;
const TASKS = 4;
const KINDS = ['before', 'after'] as const;
/** More than either makes during a deployment of this size. */
const WRITES = { controller: 40, agent: 20 };

type Target = keyof typeof WRITES;

/** Kills real processes at each of their durable writes; answers with how many deployments ended differently. */
export async function killAtEveryWrite(): Promise<number> {
	const programs = await buildCrashingPrograms();
	const cluster = await Cluster.start({ controllerProgram: programs.stokerd, agentProgram: programs.agent });
	let kills = 0;
	let failed = 0;
	try {
		await cluster.addAgents(AGENTS);
		const tasks = chain(TASKS, 0.05).map((task) => ({ ...task, retryOnLost: true }));
		await untilEnded(cluster, await deploy(cluster, tasks));
		for (const target of ['controller', 'agent'] as const) {
			for (let write = 1; write <= WRITES[target]; write += 1) {
				for (const kind of KINDS) {
					const { isKilled, found } = await killOnce(cluster, target, dyingAt(write, kind));
					kills += Number(isKilled);
					failed += Number(found.length > 0);
					console.log(JSON.stringify({ target, write, kind, isKilled, found }));
				}
			}
		}
	} finally {
		await cluster.stop();
	}
	console.log(`${kills} processes killed at a durable write, ${failed} deployments ended differently`);
	return failed;
}

/** One deployment during which the target dies, if it comes to that write, and is started again. */
async function killOnce(cluster: Cluster, target: Target, environment: Readonly<Record<string, string>>) {
	for (const { root } of cluster.agents) {
		rmSync(join(root, 'starts'), { force: true });
	}
	const [agent] = cluster.agents;
	if (agent === undefined) {
		throw new Error('no agent');
	}
	const deploymentId = await start(cluster, 'faults');
	if (target === 'controller') {
		await cluster.killController();
		await cluster.startController(environment).catch(() => undefined);
	} else {
		await cluster.killAgent(agent);
		cluster.startAgent(agent, environment);
	}
	const isOver = async (): Promise<boolean> => {
		const isDead = !cluster.isControllerAlive || !isAlive(agent.process);
		return isDead || (await cluster.client.deployments.get(deploymentId).then(hasEnded, () => false));
	};
	await until('it dies or is done', isOver, 120_000);
	const isKilled = !cluster.isControllerAlive || !isAlive(agent.process);
	// Also when it did not come to that write: it must not die later.
	await replace(cluster, target, agent);
	await cluster.untilOnline(AGENTS);
	const state = await untilEnded(cluster, deploymentId);
	const found = await brokenPromises(cluster, deploymentId);
	return { isKilled, found: state === 'succeeded' ? found : [`the deployment is ${state}`, ...found] };
}

async function replace(cluster: Cluster, target: Target, agent: ClusterAgent): Promise<void> {
	if (target === 'controller') {
		await cluster.killController();
		await cluster.startController();
	} else {
		await cluster.killAgent(agent);
		cluster.startAgent(agent);
	}
}

function hasEnded({ deployment }: { readonly deployment: { readonly state: string } }): boolean {
	return deployment.state !== 'running';
}
