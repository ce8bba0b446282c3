import { stringify } from 'yaml';
import { type Cluster, until } from '../support/cluster.js';

/** Chains of tasks, one on every node. */
export interface Chains {
	/** Tasks of each node. */
	readonly length: number;
	/** Each tenth task stands behind one of the first node's. */
	readonly hasLeader: boolean;
}

/** Every so many tasks a node waits for the leader's. */
const LEADER_EVERY = 10;
const END_LIMIT_MS = 300_000;
/** Nodes assigned at once. */
const ASSIGN_WIDTH = 500;

/** Tasks of a deployment of chains. */
function countTasks({ length, hasLeader }: Chains, nodes: number): number {
	return nodes * length + (hasLeader ? Math.floor(length / LEADER_EVERY) : 0);
}

function chainRelease(
	name: string,
	{ length, hasLeader }: Chains,
): readonly { readonly path: string; readonly content: Uint8Array }[] {
	const id = (prefix: string, index: number): string => `${prefix}${String(index).padStart(4, '0')}`;
	const leads = hasLeader ? Math.floor(length / LEADER_EVERY) : 0;
	const task = (prefix: string, index: number, role: string): object => ({
		id: id(prefix, index),
		type: 'shell',
		version: '2.1.0',
		roles: [role],
		requires: index > 0 ? [id(prefix, index - 1)] : [],
		'cross-depends':
			leads > 0 && prefix === 't' && index % LEADER_EVERY === LEADER_EVERY - 1
				? [{ name: id('l', Math.floor(index / LEADER_EVERY)), role: 'leader' }]
				: [],
		parameters: { cmd: 'true' },
	});
	const tasks = [
		...Array.from({ length: leads }, (_, index) => task('l', index, 'leader')),
		...Array.from({ length }, (_, index) => task('t', index, 'app')),
	];
	const release = { name, version: '1', roles_metadata: { app: { name: 'App' }, leader: { name: 'Leader' } } };
	return [
		{ path: 'release.yaml', content: Buffer.from(stringify(release)) },
		{ path: 'graphs/default.tasks.yaml', content: Buffer.from(stringify(tasks)) },
	];
}

/** A planned deployment of chains on all nodes of a cluster. */
export interface PlannedChains {
	readonly tasks: number;
	/** Starts it and answers with its id. */
	start(): Promise<string>;
	/** Waits for its end, which must be a good one, and frees the nodes. */
	finish(deploymentId: string): Promise<void>;
}

export async function planChains(cluster: Cluster, name: string, chains: Chains): Promise<PlannedChains> {
	const { client } = cluster;
	const nodes: string[] = [];
	for await (const { id } of client.nodes.list()) {
		if (id !== 'master') {
			nodes.push(id);
		}
	}
	await client.releases.import(chainRelease(name, chains), false);
	await client.environments.create(name, name);
	for (let first = 0; first < nodes.length; first += ASSIGN_WIDTH) {
		await client.environments.assign(
			name,
			nodes
				.slice(first, first + ASSIGN_WIDTH)
				.map((node, index) => ({ node, roles: first + index === 0 ? ['app', 'leader'] : ['app'] })),
		);
	}
	const plan = await client.deployments.plan(name);
	return {
		tasks: countTasks(chains, nodes.length),
		start: async () => (await client.deployments.start(plan.id, plan.digest)).id,
		async finish(deploymentId) {
			await untilSucceeded(cluster, deploymentId);
			for (let first = 0; first < nodes.length; first += ASSIGN_WIDTH) {
				await client.environments.unassign(name, nodes.slice(first, first + ASSIGN_WIDTH));
			}
		},
	};
}

async function untilSucceeded(cluster: Cluster, deploymentId: string): Promise<void> {
	let state = 'running';
	await until(
		'the deployment ends',
		async () => {
			state = (await cluster.client.deployments.get(deploymentId)).deployment.state;
			return state !== 'running';
		},
		END_LIMIT_MS,
	);
	if (state !== 'succeeded') {
		throw new Error(`the bench deployment ended as ${state}`);
	}
}
