import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TaskRunView } from '@stoker/shared/model/views.js';
import { expect } from 'vitest';
import { type Cluster, until } from './cluster.js';
import { counted, type ShellTask, shellRelease } from './shell-release.js';

const ENDED_MS = 120_000;

/** Deploys tasks on all agents, each with role app; answers with the id of the deployment. */
export async function deploy(cluster: Cluster, tasks: readonly ShellTask[], name = 'faults'): Promise<string> {
	const { client } = cluster;
	await client.releases.import(shellRelease(name, tasks), false);
	await client.environments.create(name, name);
	const nodes = await Promise.all(nodeIds(cluster).map((id) => client.nodes.get(id)));
	await client.environments.assign(
		name,
		nodes.map(({ node }) => ({ node: node.id, roles: ['app'] })),
	);
	return start(cluster, name);
}

/** Deploys an environment once more. */
export async function start({ client }: Cluster, environment: string): Promise<string> {
	const plan = await client.deployments.plan(environment);
	return (await client.deployments.start(plan.id, plan.digest)).id;
}

/** Ids of the nodes of a cluster whose agents joined in the order of their indexes. */
export function nodeIds(cluster: Cluster): readonly string[] {
	return cluster.agents.map((_, index) => String(index + 1));
}

export async function runsOf({ client }: Cluster, deploymentId: string): Promise<readonly TaskRunView[]> {
	const all: TaskRunView[] = [];
	for await (const item of client.deployments.taskRuns({ deploymentId })) {
		all.push(item);
	}
	return all;
}

/** Waits for the end of a deployment, over restarts of the controller; answers with its state. */
export async function untilEnded({ client }: Cluster, deploymentId: string, limitMs = ENDED_MS): Promise<string> {
	let state = 'running';
	await until(
		'the deployment ends',
		async () => {
			// While the controller is away nothing has ended.
			state = await client.deployments.get(deploymentId).then(
				({ deployment }) => deployment.state,
				() => 'running',
			);
			return state !== 'running' && state !== 'stopping';
		},
		limitMs,
	);
	return state;
}

/** One line for each start of a task, over all agents: what the tasks themselves wrote. */
export function startsOf(cluster: Cluster): readonly string[] {
	return cluster.agents
		.map((agent) => join(agent.root, 'starts'))
		.filter((path) => existsSync(path))
		.flatMap((path) => readFileSync(path, 'utf8').trim().split('\n'));
}

/** Pids of processes whose command line holds every one of these words. */
export function processesOf(...words: readonly string[]): readonly number[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.filter((pid) => {
			try {
				const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
				return words.every((word) => commandLine.includes(word));
			} catch {
				// It has ended in the meantime.
				return false;
			}
		})
		.map(Number);
}

/** Counted tasks, each after the one before; every fourth waits for all nodes. */
export function chain(length: number, seconds: number): readonly ShellTask[] {
	return Array.from({ length }, (_, index) => ({
		id: `t${index}`,
		cmd: counted(`sleep ${seconds}; echo done`),
		requires: index > 0 ? [`t${index - 1}`] : [],
		crossDepends: index > 0 && index % 4 === 0 ? [{ name: `t${index - 1}`, role: '*' }] : [],
	}));
}

/** What an undisturbed run leaves: every task succeeded at its first attempt, started once. */
export async function expectUndisturbed(
	cluster: Cluster,
	deploymentId: string,
	tasks: readonly ShellTask[],
): Promise<void> {
	expect(await untilEnded(cluster, deploymentId)).toBe('succeeded');
	const all = await runsOf(cluster, deploymentId);
	const expected = tasks.flatMap(({ id }) => nodeIds(cluster).map((node) => `${id}@${node}`)).sort();
	expect(all.map((run) => `${run.taskId}@${run.nodeId}`).sort()).toEqual(expected);
	expect(new Set(all.map((run) => run.state))).toEqual(new Set(['succeeded']));
	expect(all.map((run) => run.attempts.length)).toEqual(expected.map(() => 1));
	expect([...startsOf(cluster)].sort()).toEqual(expected.map((name) => `${name}#1`));
}
