import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TaskRunView } from '@stoker/shared/model/views.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Cluster, type ClusterAgent, until } from '../support/cluster.js';
import { counted, type ShellTask, shellRelease } from '../support/shell-release.js';

let cluster: Cluster;

beforeEach(async () => {
	cluster = await Cluster.start();
});

afterEach(async () => {
	await cluster.stop();
});

/** Deploys tasks on all agents, each with role app; answers with the id of the deployment. */
async function deploy(tasks: readonly ShellTask[]): Promise<string> {
	const { client } = cluster;
	await client.releases.import(shellRelease('faults', tasks), false);
	await client.environments.create('faults', 'faults');
	const nodes = await Promise.all(cluster.agents.map((_, index) => client.nodes.get(String(index + 1))));
	await client.environments.assign(
		'faults',
		nodes.map(({ node }) => ({ node: node.id, roles: ['app'] })),
	);
	const plan = await client.deployments.plan('faults');
	return (await client.deployments.start(plan.id, plan.digest)).id;
}

async function runs(deploymentId: string): Promise<readonly TaskRunView[]> {
	const all: TaskRunView[] = [];
	for await (const item of cluster.client.deployments.taskRuns({ deploymentId })) {
		all.push(item);
	}
	return all;
}

async function untilEnded(deploymentId: string): Promise<string> {
	let state = 'running';
	await until(
		'the deployment ends',
		async () => {
			state = (await cluster.client.deployments.get(deploymentId)).deployment.state;
			return state !== 'running' && state !== 'stopping';
		},
		60_000,
	);
	return state;
}

/** One line for each start of a task, over all agents. */
function starts(): readonly string[] {
	return cluster.agents
		.map((agent) => join(agent.root, 'starts'))
		.filter((path) => existsSync(path))
		.flatMap((path) => readFileSync(path, 'utf8').trim().split('\n'));
}

/** Pids of processes whose command line holds every one of these words. */
function processesOf(...words: readonly string[]): readonly number[] {
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

function killWrapper(agent: ClusterAgent): void {
	const wrappers = processesOf('stoker-wrapper', agent.stateFolder);
	expect(wrappers).toHaveLength(1);
	for (const pid of wrappers) {
		process.kill(pid, 'SIGKILL');
	}
}

const chain = (length: number, seconds: number): readonly ShellTask[] =>
	Array.from({ length }, (_, index) => ({
		id: `t${index}`,
		cmd: counted(`sleep ${seconds}; echo done`),
		requires: index > 0 ? [`t${index - 1}`] : [],
		crossDepends: index > 0 && index % 4 === 0 ? [{ name: `t${index - 1}`, role: '*' }] : [],
	}));

/** What an undisturbed run leaves: every task succeeded at its first attempt, started once. */
async function expectUndisturbed(deploymentId: string, tasks: readonly ShellTask[]): Promise<void> {
	expect(await untilEnded(deploymentId)).toBe('succeeded');
	const all = await runs(deploymentId);
	const nodes = cluster.agents.map((_, index) => String(index + 1));
	const expected = tasks.flatMap(({ id }) => nodes.map((node) => `${id}@${node}`)).sort();
	expect(all.map((run) => `${run.taskId}@${run.nodeId}`).sort()).toEqual(expected);
	expect(new Set(all.map((run) => run.state))).toEqual(new Set(['succeeded']));
	expect(all.map((run) => run.attempts.length)).toEqual(expected.map(() => 1));
	expect([...starts()].sort()).toEqual(expected.map((name) => `${name}#1`));
}

async function restartAgent(agent: ClusterAgent): Promise<void> {
	cluster.startAgent(agent);
	await cluster.untilOnline(cluster.agents.length);
}

describe('kill -9', () => {
	it('of the controller in the middle of a deployment changes nothing in the end', async () => {
		await cluster.addAgents(3);
		const tasks = chain(10, 0.1);
		const deploymentId = await deploy(tasks);
		for (const count of [5, 14]) {
			await until(`${count} tasks were started`, () => starts().length >= count);
			await cluster.killController();
			await cluster.startController();
		}
		await expectUndisturbed(deploymentId, tasks);
	});

	it('of an agent in the middle of a task lets the task go on and adopts it', async () => {
		await cluster.addAgents(2);
		const tasks = chain(3, 1);
		const deploymentId = await deploy(tasks);
		await until('the first tasks run', () => starts().length >= 2);
		const [agent] = cluster.agents;
		if (agent) {
			await cluster.killAgent(agent);
			await restartAgent(agent);
		}
		await expectUndisturbed(deploymentId, tasks);
	});

	it('of controller and agents together changes nothing in the end', async () => {
		await cluster.addAgents(2);
		const tasks = chain(4, 0.5);
		const deploymentId = await deploy(tasks);
		await until('a task of the second step runs', () => starts().length >= 3);
		await Promise.all([cluster.killController(), ...cluster.agents.map((agent) => cluster.killAgent(agent))]);
		await cluster.startController();
		for (const agent of cluster.agents) {
			cluster.startAgent(agent);
		}
		await expectUndisturbed(deploymentId, tasks);
	});

	it('of agent and wrapper ends every remnant, and fails the run as interrupted', async () => {
		await cluster.addAgents(1);
		const marker = `remnant-${process.pid}`;
		const cmd = counted(`setsid bash -c 'exec -a ${marker} sleep 300' & exec -a ${marker} sleep 300`);
		const deploymentId = await deploy([
			{ id: 'long', cmd },
			{ id: 'after', cmd: 'true', requires: ['long'] },
		]);
		await until('the task runs', () => processesOf(marker).length >= 2);
		const [agent] = cluster.agents;
		if (agent === undefined) {
			throw new Error('no agent');
		}
		await cluster.killAgent(agent);
		killWrapper(agent);
		await restartAgent(agent);
		expect(await untilEnded(deploymentId)).toBe('failed');
		expect(processesOf(marker)).toEqual([]);
		const [long, after] = await runs(deploymentId);
		expect(long).toMatchObject({ taskId: 'long', state: 'failed', attempts: [{ number: 1, reason: 'interrupted' }] });
		expect(after).toMatchObject({ taskId: 'after', state: 'dep_failed', message: 'long@1' });
		expect(starts()).toEqual(['long@1#1']);
	});

	it('of agent and wrapper is followed by another attempt where the task allows it', async () => {
		await cluster.addAgents(1);
		const cmd = counted('if [ "$STOKER_ATTEMPT" = 1 ]; then sleep 300; fi');
		const deploymentId = await deploy([{ id: 'again', cmd, retryOnLost: true }]);
		await until('the task runs', () => starts().length === 1);
		const [agent] = cluster.agents;
		if (agent === undefined) {
			throw new Error('no agent');
		}
		await cluster.killAgent(agent);
		killWrapper(agent);
		await restartAgent(agent);
		expect(await untilEnded(deploymentId)).toBe('succeeded');
		expect(starts()).toEqual(['again@1#1', 'again@1#2']);
		const [run] = await runs(deploymentId);
		expect(run?.attempts.map(({ number, reason }) => [number, reason])).toEqual([
			[1, 'interrupted'],
			[2, undefined],
		]);
	});
});

describe('a task', () => {
	it('fails by its exit code, a signal or the timeout, which ends the whole group', async () => {
		await cluster.addAgents(1);
		const marker = `timeout-${process.pid}`;
		const deploymentId = await deploy([
			{ id: 'code', cmd: 'echo to stderr >&2; exit 7' },
			{ id: 'signal', cmd: 'kill -SEGV $$' },
			{ id: 'late', cmd: `(exec -a ${marker} sleep 300) & sleep 300`, timeout: 1 },
		]);
		expect(await untilEnded(deploymentId)).toBe('failed');
		const byTask = new Map((await runs(deploymentId)).map((run) => [run.taskId, run.attempts[0]]));
		expect(byTask.get('code')).toMatchObject({ reason: 'exit_code', exitCode: 7 });
		expect(byTask.get('signal')).toMatchObject({ reason: 'signal', signal: 'SIGSEGV' });
		expect(byTask.get('late')).toMatchObject({ reason: 'timeout' });
		expect(processesOf(marker)).toEqual([]);
	});

	it('streams its output while it runs, and replays it from any offset', async () => {
		await cluster.addAgents(1);
		const deploymentId = await deploy([{ id: 'talk', cmd: 'for i in 1 2 3 4 5 6; do echo line $i; sleep 0.3; done' }]);
		const read = async (
			offset: number,
			follow: boolean,
		): Promise<{ text: string; firstAtMs: number; endedAtMs: number }> => {
			let text = '';
			let firstAtMs = 0;
			for await (const piece of cluster.client.logs.read({
				deploymentId,
				taskId: 'talk',
				node: '1',
				attempt: 0,
				offset,
				follow,
			})) {
				firstAtMs ||= Date.now();
				text += Buffer.from(piece.data).toString();
			}
			return { text, firstAtMs, endedAtMs: Date.now() };
		};
		await until('the task runs', async () => (await runs(deploymentId))[0]?.state === 'running');
		const live = await read(0, true);
		expect(live.text).toBe('line 1\nline 2\nline 3\nline 4\nline 5\nline 6\n');
		expect(live.endedAtMs - live.firstAtMs).toBeGreaterThan(1_000);
		expect((await read(14, false)).text).toBe('line 3\nline 4\nline 5\nline 6\n');
	});

	it('is ended with its process group when the deployment is stopped now', async () => {
		await cluster.addAgents(1);
		const marker = `stopped-${process.pid}`;
		const deploymentId = await deploy([
			{ id: 'long', cmd: `(exec -a ${marker} sleep 300) & exec -a ${marker} sleep 300` },
			{ id: 'after', cmd: 'true', requires: ['long'] },
		]);
		await until('the task runs', () => processesOf(marker).length >= 2);
		await cluster.client.deployments.stop(deploymentId, true);
		expect(await untilEnded(deploymentId)).toBe('stopped');
		expect((await runs(deploymentId)).map((run) => run.state)).toEqual(['cancelled', 'cancelled']);
		expect(processesOf(marker)).toEqual([]);
	});
});

describe('joining', () => {
	const refused = async (work: Promise<void>): Promise<string> => {
		try {
			await work;
		} catch (error) {
			return error instanceof Error ? error.message : String(error);
		}
		throw new Error('it was not refused');
	};

	it('is refused with a token that is used up, has ended, is damaged, or comes from another controller', async () => {
		await cluster.addAgents(1);
		const other = await Cluster.start();
		try {
			const file = (name: string, token: string): string => cluster.writeFile(name, token);
			const joinWith = (tokenFile: string): Promise<void> => cluster.joinFresh(tokenFile);
			const token = await cluster.createToken(1);
			await joinWith(file('once', token));
			expect(await refused(joinWith(file('once', token)))).toContain('TOKEN_USED_UP');
			const short = await cluster.client.tokens.create({ ttlSeconds: 1, uses: 1, hardware: '', requiresAccept: false });
			await new Promise((resolve) => setTimeout(resolve, 1_200));
			expect(await refused(joinWith(file('ended', short.joinToken)))).toContain('TOKEN_EXPIRED');
			expect(await refused(joinWith(file('damaged', `${token}x`)))).toContain('TOKEN_INVALID');
			expect(await refused(joinWith(file('foreign', await other.createToken(1))))).toContain('PIN_MISMATCH');
		} finally {
			await other.stop();
		}
	});

	it('gives nobody the identity of another node', async () => {
		await cluster.addAgents(2);
		const [agent] = cluster.agents;
		if (agent === undefined) {
			throw new Error('no agent');
		}
		await cluster.killAgent(agent);
		const path = join(agent.stateFolder, 'identity/identity.json');
		const identity = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
		writeFileSync(path, JSON.stringify({ ...identity, nodeId: '2' }));
		cluster.startAgent(agent);
		await until('it is refused', () => readFileSync(agent.logFile, 'utf8').includes('AGENT_IDENTITY_MISMATCH'));
		expect((await cluster.client.nodes.get('1')).node.connectivity).toBe('offline');
		expect((await cluster.client.nodes.get('2')).node.connectivity).toBe('online');
	});
});
