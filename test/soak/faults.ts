import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster, ClusterAgent } from '../support/cluster.js';
import { processesOf } from '../support/counted-deployment.js';
import type { TcpProxy } from '../support/tcp-proxy.js';

/** What a soak breaks. */
export interface SoakStage {
	readonly cluster: Cluster;
	/** Between the controller and all agents. */
	readonly proxy: TcpProxy;
}

export type FaultName =
	| 'kill controller'
	| 'kill agent'
	| 'kill all'
	| 'kill wrapper'
	| 'stop controller'
	| 'stop agent'
	| 'cut network'
	| 'silent network'
	| 'slow network'
	| 'restart controller';

/** Breaks something, and mends it again. */
type Fault = (stage: SoakStage, random: () => number) => Promise<void>;

const STANDSTILL_MS = { shortest: 500, longest: 9_000 };

const standstill = (random: () => number): Promise<void> =>
	pause(STANDSTILL_MS.shortest + random() * (STANDSTILL_MS.longest - STANDSTILL_MS.shortest));

function anyAgent(cluster: Cluster, random: () => number): ClusterAgent {
	const agent = cluster.agents[Math.floor(random() * cluster.agents.length)];
	if (agent === undefined) {
		throw new Error('no agents');
	}
	return agent;
}

export const FAULTS: Readonly<Record<FaultName, Fault>> = {
	'kill controller': async ({ cluster }) => {
		await cluster.killController();
		await cluster.startController();
	},
	'restart controller': async ({ cluster }) => {
		await cluster.killController('SIGTERM');
		await cluster.startController();
	},
	'kill agent': async ({ cluster }, random) => {
		const agent = anyAgent(cluster, random);
		await cluster.killAgent(agent);
		cluster.startAgent(agent);
	},
	'kill all': async ({ cluster }) => {
		await Promise.all([cluster.killController(), ...cluster.agents.map((agent) => cluster.killAgent(agent))]);
		await cluster.startController();
		for (const agent of cluster.agents) {
			cluster.startAgent(agent);
		}
	},
	'kill wrapper': async ({ cluster }, random) => {
		const wrappers = processesOf('stoker-wrapper', cluster.folder);
		const pid = wrappers[Math.floor(random() * wrappers.length)];
		try {
			if (pid !== undefined) {
				process.kill(pid, 'SIGKILL');
			}
		} catch {
			// It has ended in the meantime.
		}
	},
	'stop controller': async ({ cluster }, random) => {
		process.kill(cluster.controllerPid, 'SIGSTOP');
		await standstill(random);
		process.kill(cluster.controllerPid, 'SIGCONT');
	},
	'stop agent': async ({ cluster }, random) => {
		const pid = anyAgent(cluster, random).process?.pid;
		if (pid !== undefined) {
			process.kill(pid, 'SIGSTOP');
			await standstill(random);
			process.kill(pid, 'SIGCONT');
		}
	},
	'cut network': async ({ proxy }) => {
		proxy.cut();
	},
	'silent network': async ({ proxy }, random) => {
		proxy.silence();
		await standstill(random);
		proxy.restore();
	},
	'slow network': async ({ proxy }, random) => {
		proxy.delay(300);
		await standstill(random);
		proxy.delay(0);
	},
};
