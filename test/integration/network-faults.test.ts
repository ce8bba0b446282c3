import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Cluster, until } from '../support/cluster.js';
import { chain, deploy, expectUndisturbed, nodeIds, runsOf, startsOf } from '../support/counted-deployment.js';
import { Herd } from '../support/herd.js';
import { randomNumbers } from '../support/random-numbers.js';
import { counted } from '../support/shell-release.js';
import { TcpProxy } from '../support/tcp-proxy.js';

const HERD = 1_000;

let cluster: Cluster;
let proxy: TcpProxy;

beforeEach(async () => {
	cluster = await Cluster.start({
		settings: { STOKER_AGENTS_UNREACHABLE_SECONDS: '2', STOKER_AGENTS_HEARTBEAT_SECONDS: '1' },
	});
	proxy = await TcpProxy.open(cluster.agentAddress);
});

afterEach(async () => {
	await cluster.stop();
	await proxy.close();
});

/** Agents whose sessions go through the proxy. */
async function addAgentsBehindProxy(count: number): Promise<void> {
	await cluster.addAgents(count);
	for (const agent of cluster.agents) {
		await cluster.killAgent(agent);
		cluster.dialThrough(agent, proxy.address);
		cluster.startAgent(agent);
	}
	await cluster.untilOnline(count);
}

async function connectivityOf(node: string): Promise<string> {
	return (await cluster.client.nodes.get(node)).node.connectivity;
}

describe('a network', () => {
	it('that is slow changes nothing but the time it takes', async () => {
		await addAgentsBehindProxy(2);
		proxy.delay(120);
		const tasks = chain(5, 0.1);
		await expectUndisturbed(cluster, await deploy(cluster, tasks), tasks);
	});

	it('that breaks again and again changes nothing in the end', async () => {
		await addAgentsBehindProxy(3);
		const random = randomNumbers(4_711);
		const tasks = chain(12, 0.2);
		const deploymentId = await deploy(cluster, tasks);
		let cuts = 0;
		for (let round = 0; round < 8; round += 1) {
			const seen = startsOf(cluster).length;
			await until('another task was started', () => startsOf(cluster).length > seen || seen === 36, 60_000);
			await pause(random() * 300);
			cuts += proxy.cut();
		}
		expect(cuts).toBeGreaterThan(8);
		await expectUndisturbed(cluster, deploymentId, tasks);
	});

	it('that goes silent is noticed by both sides, and everything that ended meanwhile is told afterwards', async () => {
		await addAgentsBehindProxy(2);
		const [cutOff] = cluster.agents;
		if (cutOff === undefined) {
			throw new Error('no agent');
		}
		const other = await TcpProxy.open(cluster.agentAddress);
		const [, direct] = cluster.agents;
		if (direct) {
			await cluster.killAgent(direct);
			cluster.dialThrough(direct, other.address);
			cluster.startAgent(direct);
		}
		const tasks = ['a', 'b', 'c'].map((id, index) => ({
			id,
			cmd: counted('sleep 1'),
			requires: index > 0 ? [['a', 'b'][index - 1] ?? ''] : [],
		}));
		await until('all are heard', async () => {
			const states = await Promise.all(nodeIds(cluster).map(connectivityOf));
			return states.every((state) => state === 'online');
		});
		const deploymentId = await deploy(cluster, tasks);
		await until('the first tasks run', () => startsOf(cluster).length === 2);
		proxy.silence();
		await until('the other node is done', async () => {
			const runs = await runsOf(cluster, deploymentId);
			return runs.filter((run) => run.nodeId === '2').every((run) => run.state === 'succeeded');
		});
		await until('it is seen to be silent', async () => (await connectivityOf('1')) === 'unreachable');
		// The agent finds out by itself and comes back on a new connection, which is silent too.
		await until('its stream is given up', async () => (await connectivityOf('1')) === 'offline', 90_000);
		proxy.restore();
		await expectUndisturbed(cluster, deploymentId, tasks);
		await other.close();
	});
});

it('a herd of a thousand agents that returns at once is welcome, and disturbs nobody', async () => {
	await addAgentsBehindProxy(1);
	const network = await TcpProxy.open(cluster.agentAddress);
	const herd = await Herd.enrol(cluster, HERD, network.address);
	await until('the herd is welcome', () => herd.welcomes === HERD, 60_000);
	const tasks = chain(4, 0.1);
	const deploymentId = await deploy(cluster, tasks);
	expect(network.cut()).toBe(HERD);
	await until('the herd is welcome again', () => herd.welcomes >= 2 * HERD, 60_000);
	await cluster.untilOnline(HERD + 1);
	await expectUndisturbed(cluster, deploymentId, tasks);
	herd.close();
	await network.close();
});
