import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TaskRunView } from '@stoker/shared/model/views.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Cluster, until } from '../support/cluster.js';
import { FleetProcess, type FleetProcessOptions } from '../support/fleet-process.js';
import { type ShellTask, shellRelease } from '../support/shell-release.js';

const AGENTS = 12;
const TASKS: readonly ShellTask[] = ['one', 'two', 'three'].map((id, index, all) => ({
	id,
	cmd: 'exit 1',
	requires: all.slice(Math.max(0, index - 1), index),
}));

let cluster: Cluster;
let fleets: FleetProcess[];

beforeEach(async () => {
	cluster = await Cluster.start();
	fleets = [];
});

afterEach(async () => {
	await Promise.all(fleets.map((fleet) => fleet.stop('SIGKILL')));
	await cluster.stop();
});

async function startFleet(options: Omit<FleetProcessOptions, 'cluster' | 'count'>): Promise<FleetProcess> {
	const fleet = new FleetProcess({ cluster, count: AGENTS, ...options });
	fleets.push(fleet);
	await fleet.until('every agent is online', ({ online }) => online === AGENTS);
	return fleet;
}

async function nodeIds(): Promise<readonly string[]> {
	const ids: string[] = [];
	for await (const { id } of cluster.client.nodes.list()) {
		ids.push(id);
	}
	return ids.filter((id) => id !== 'master');
}

/** Deploys the tasks on every node; answers with the id of the deployment. */
async function deploy(name: string): Promise<string> {
	const { client } = cluster;
	await client.releases.import(shellRelease(name, TASKS), false);
	await client.environments.create(name, name);
	const nodes = await nodeIds();
	await client.environments.assign(
		name,
		nodes.map((node) => ({ node, roles: ['app'] })),
	);
	const plan = await client.deployments.plan(name);
	return (await client.deployments.start(plan.id, plan.digest)).id;
}

async function untilEnded(deploymentId: string): Promise<readonly TaskRunView[]> {
	await until(
		'the deployment ends',
		async () => {
			const { state } = (await cluster.client.deployments.get(deploymentId)).deployment;
			return state !== 'running' && state !== 'stopping';
		},
		60_000,
	);
	const runs: TaskRunView[] = [];
	for await (const run of cluster.client.deployments.taskRuns({ deploymentId })) {
		runs.push(run);
	}
	return runs;
}

describe('a fleet of pretend agents', () => {
	it('runs a deployment to its end, with output, and every outcome acknowledged', async () => {
		const fleet = await startFleet({
			token: await cluster.createToken(AGENTS),
			flags: ['--task-seconds', '0-0.1', '--output-bytes', '500'],
		});
		const deploymentId = await deploy('whole');
		const runs = await untilEnded(deploymentId);
		expect(runs.map(({ state }) => state)).toEqual(runs.map(() => 'succeeded'));
		expect(runs).toHaveLength(AGENTS * TASKS.length);
		expect(runs.map(({ attempts }) => attempts.length)).toEqual(runs.map(() => 1));
		const reading = await fleet.until('all is acknowledged', ({ acknowledged }) => acknowledged === runs.length);
		expect(reading).toMatchObject({ agents: AGENTS, joined: AGENTS, running: 0, ended: runs.length, failed: 0 });
		const { planId } = (await cluster.client.deployments.get(deploymentId)).deployment;
		for await (const { items } of cluster.client.graphs.tasks(planId)) {
			expect(items.map(({ taskId }) => taskId)).toEqual(TASKS.map(({ id }) => id));
			for (const { usualDurationMs = -1 } of items) {
				expect(usualDurationMs).toBeGreaterThanOrEqual(0);
				expect(usualDurationMs).toBeLessThan(100);
			}
		}
		const { node, inventory } = await cluster.client.nodes.get('fleet-0001');
		expect(node.memoryBytes).toBe(128 * 1024 ** 3);
		expect(inventory?.system.product).toBe('Pretend machine');
	});

	it('fails the same runs whenever the seed is the same', async () => {
		const flags = ['--task-seconds', '0-0.05', '--fail', '20%', '--seed', '4'];
		const failedRuns = (runs: readonly TaskRunView[]): readonly string[] =>
			runs.filter(({ state }) => state === 'failed').map(({ taskId, nodeName }) => `${taskId}@${nodeName}`);
		const fleet = await startFleet({ token: await cluster.createToken(AGENTS), flags });
		const deploymentId = await deploy('seeded');
		const first = failedRuns(await untilEnded(deploymentId));
		await fleet.stop();
		await startFleet({ flags });
		const plan = await cluster.client.deployments.plan('seeded');
		const again = failedRuns(await untilEnded((await cluster.client.deployments.start(plan.id, plan.digest)).id));
		expect(first.length).toBeGreaterThan(0);
		expect(first.length).toBeLessThan(AGENTS);
		expect([...again].sort()).toEqual([...first].sort());
	});

	it('keeps its identities: a second start needs no token and makes no new nodes', async () => {
		const fleet = await startFleet({ token: await cluster.createToken(AGENTS) });
		const before = await nodeIds();
		const { exitCode, last } = await fleet.stop();
		expect(exitCode).toBe(0);
		expect(last).toMatchObject({ online: 0, lost: 0 });
		await startFleet({});
		expect(await nodeIds()).toEqual(before);
		expect(before).toHaveLength(AGENTS);
	});

	it('comes back whole when the controller was killed, and ends what it had begun', async () => {
		const fleet = await startFleet({
			token: await cluster.createToken(AGENTS),
			flags: ['--task-seconds', '1-2'],
		});
		const deploymentId = await deploy('killed');
		await fleet.until('tasks are running', ({ running }) => running === AGENTS);
		await cluster.killController();
		await fleet.until('every session is lost', ({ lost }) => lost === AGENTS);
		await cluster.startController();
		const runs = await untilEnded(deploymentId);
		expect(runs.map(({ state, attempts }) => [state, attempts.length])).toEqual(runs.map(() => ['succeeded', 1]));
	});

	it('says who refused it, and joins the rest with another token', async () => {
		const refused = new FleetProcess({ cluster, count: AGENTS, token: await cluster.createToken(5) });
		const { exitCode, errors } = await refused.ended();
		expect(exitCode).toBe(3);
		expect(errors).toContain('(TOKEN_');
		expect(readdirSync(join(cluster.folder, 'fleet'))).toContain('fleet-id');
		await startFleet({ token: await cluster.createToken(AGENTS) });
		expect(await nodeIds()).toHaveLength(AGENTS);
	});
});
