import { setTimeout as pause } from 'node:timers/promises';
import { type Cluster, isAlive } from './cluster.js';
import { processesOf, runsOf, startsOf } from './counted-deployment.js';
import { dyingAt } from './crashing-programs.js';
import { randomNumbers } from './random-numbers.js';

/** Who was killed how often. */
export interface Kills {
	controller: number;
	agents: number;
	wrappers: number;
	/** Of these, times controller and agents were killed together. */
	together: number;
}

interface StormOptions {
	readonly seed: number;
	/** Kills after which everybody is left alone. */
	readonly kills: number;
	/** A storm that has nothing more to kill is over, too. */
	readonly limitMs: number;
}

/** Most durable writes that a controller or an agent makes before it dies. */
const LONGEST_LIFE = { controller: 12, agent: 14 };
const EVERY_SO_MANY = 6;

/**
 * Kills everything, at seeded durable writes: each process is started so that it dies at one of its next ones, and is
 * started again. Every few kills a task wrapper is killed with -9 too, and every few controller and agents together.
 * In the end everybody lives, and nobody is to die.
 */
export async function storm(cluster: Cluster, { seed, kills, limitMs }: StormOptions): Promise<Kills> {
	const random = randomNumbers(seed);
	const count: Kills = { controller: 0, agents: 0, wrappers: 0, together: 0 };
	const total = (): number => count.controller + count.agents + count.wrappers;
	const doom = (longest: number) => dyingAt(1 + Math.floor(random() * longest), random() < 0.5 ? 'before' : 'after');
	const deadlineMs = performance.now() + limitMs;
	await killAll(cluster);
	let extra = EVERY_SO_MANY;
	while (total() < kills && performance.now() < deadlineMs) {
		if (!cluster.isControllerAlive) {
			count.controller += 1;
			// It may die at a write of its start.
			await cluster.startController(doom(LONGEST_LIFE.controller)).catch(() => undefined);
		}
		for (const agent of cluster.agents.filter(({ process: child }) => !isAlive(child))) {
			count.agents += 1;
			cluster.startAgent(agent, doom(LONGEST_LIFE.agent));
		}
		if (total() >= extra && killOneWrapper(cluster, random())) {
			count.wrappers += 1;
			extra = total() + EVERY_SO_MANY;
			if (random() < 0.5) {
				count.together += 1;
				await killAll(cluster);
			}
		}
		await pause(20);
	}
	await calm(cluster);
	return count;
}

async function killAll(cluster: Cluster): Promise<void> {
	await Promise.all([cluster.killController(), ...cluster.agents.map((agent) => cluster.killAgent(agent))]);
}

async function calm(cluster: Cluster): Promise<void> {
	await killAll(cluster);
	await cluster.startController();
	for (const agent of cluster.agents) {
		cluster.startAgent(agent);
	}
	await cluster.untilOnline(cluster.agents.length);
}

function killOneWrapper(cluster: Cluster, random: number): boolean {
	const wrappers = processesOf('stoker-wrapper', cluster.folder);
	const pid = wrappers[Math.floor(random * wrappers.length)];
	if (pid === undefined) {
		return false;
	}
	try {
		process.kill(pid, 'SIGKILL');
		return true;
	} catch {
		// It has ended in the meantime.
		return false;
	}
}

/** Everything in which a deployment that ended well after kills differs from what was promised, in words. */
export async function brokenPromises(cluster: Cluster, deploymentId: string): Promise<readonly string[]> {
	const broken: string[] = [];
	const lines = new Map<string, number>();
	for (const line of startsOf(cluster)) {
		lines.set(line, (lines.get(line) ?? 0) + 1);
	}
	for (const [line, times] of lines) {
		if (times > 1) {
			broken.push(`${line} was started ${times} times`);
		}
	}
	for (const { taskId, nodeId, state, attempts } of await runsOf(cluster, deploymentId)) {
		const name = `${taskId}@${nodeId}`;
		const ends = attempts.map(({ reason }) => reason ?? 'succeeded');
		if (state !== 'succeeded' || ends.at(-1) !== 'succeeded' || !lines.has(`${name}#${attempts.length}`)) {
			broken.push(`${name} is ${state} after attempts that ended as ${ends.join()}`);
		}
		if (ends.slice(0, -1).some((reason) => reason !== 'interrupted')) {
			broken.push(`${name} was repeated after ${ends.join()}`);
		}
	}
	return broken;
}
