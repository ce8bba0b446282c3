import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Cluster, type ClusterAgent, until } from '../support/cluster.js';
import {
	chain,
	deploy,
	expectUndisturbed,
	processesOf,
	runsOf,
	startsOf,
	untilEnded,
} from '../support/counted-deployment.js';
import { counted } from '../support/shell-release.js';

let cluster: Cluster;

beforeEach(async () => {
	cluster = await Cluster.start();
});

afterEach(async () => {
	await cluster.stop();
});

function killWrapper(agent: ClusterAgent): void {
	const wrappers = processesOf('stoker-wrapper', agent.stateFolder);
	expect(wrappers).toHaveLength(1);
	for (const pid of wrappers) {
		process.kill(pid, 'SIGKILL');
	}
}

async function restartAgent(agent: ClusterAgent): Promise<void> {
	cluster.startAgent(agent);
	await cluster.untilOnline(cluster.agents.length);
}

describe('kill -9', () => {
	it('of the controller in the middle of a deployment changes nothing in the end', async () => {
		await cluster.addAgents(3);
		const tasks = chain(10, 0.1);
		const deploymentId = await deploy(cluster, tasks);
		for (const count of [5, 14]) {
			await until(`${count} tasks were started`, () => startsOf(cluster).length >= count);
			await cluster.killController();
			await cluster.startController();
		}
		await expectUndisturbed(cluster, deploymentId, tasks);
	});

	it('of an agent in the middle of a task lets the task go on and adopts it', async () => {
		await cluster.addAgents(2);
		const tasks = chain(3, 1);
		const deploymentId = await deploy(cluster, tasks);
		await until('the first tasks run', () => startsOf(cluster).length >= 2);
		const [agent] = cluster.agents;
		if (agent) {
			await cluster.killAgent(agent);
			await restartAgent(agent);
		}
		await expectUndisturbed(cluster, deploymentId, tasks);
	});

	it('of controller and agents together changes nothing in the end', async () => {
		await cluster.addAgents(2);
		const tasks = chain(4, 0.5);
		const deploymentId = await deploy(cluster, tasks);
		await until('a task of the second step runs', () => startsOf(cluster).length >= 3);
		await Promise.all([cluster.killController(), ...cluster.agents.map((agent) => cluster.killAgent(agent))]);
		await cluster.startController();
		for (const agent of cluster.agents) {
			cluster.startAgent(agent);
		}
		await expectUndisturbed(cluster, deploymentId, tasks);
	});

	it('of agent and wrapper ends every remnant, and fails the run as interrupted', async () => {
		await cluster.addAgents(1);
		const marker = `remnant-${process.pid}`;
		const cmd = counted(`setsid bash -c 'exec -a ${marker} sleep 300' & exec -a ${marker} sleep 300`);
		const deploymentId = await deploy(cluster, [
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
		expect(await untilEnded(cluster, deploymentId)).toBe('failed');
		expect(processesOf(marker)).toEqual([]);
		const [long, after] = await runsOf(cluster, deploymentId);
		expect(long).toMatchObject({ taskId: 'long', state: 'failed', attempts: [{ number: 1, reason: 'interrupted' }] });
		expect(after).toMatchObject({
			taskId: 'after',
			state: 'dep_failed',
			message: expect.stringMatching(/^long@/) as unknown,
		});
		expect(startsOf(cluster)).toEqual(['long@1#1']);
	});

	it('of agent and wrapper is followed by another attempt where the task allows it', async () => {
		await cluster.addAgents(1);
		const cmd = counted('if [ "$STOKER_ATTEMPT" = 1 ]; then sleep 300; fi');
		const deploymentId = await deploy(cluster, [{ id: 'again', cmd, retryOnLost: true }]);
		await until('the task runs', () => startsOf(cluster).length === 1);
		const [agent] = cluster.agents;
		if (agent === undefined) {
			throw new Error('no agent');
		}
		await cluster.killAgent(agent);
		killWrapper(agent);
		await restartAgent(agent);
		expect(await untilEnded(cluster, deploymentId)).toBe('succeeded');
		expect(startsOf(cluster)).toEqual(['again@1#1', 'again@1#2']);
		const [run] = await runsOf(cluster, deploymentId);
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
		const deploymentId = await deploy(cluster, [
			{ id: 'code', cmd: 'echo to stderr >&2; exit 7' },
			{ id: 'signal', cmd: 'kill -SEGV $$' },
			{ id: 'late', cmd: `(exec -a ${marker} sleep 300) & sleep 300`, timeout: 1 },
		]);
		expect(await untilEnded(cluster, deploymentId)).toBe('failed');
		const byTask = new Map((await runsOf(cluster, deploymentId)).map((run) => [run.taskId, run.attempts[0]]));
		expect(byTask.get('code')).toMatchObject({ reason: 'exit_code', exitCode: 7 });
		expect(byTask.get('signal')).toMatchObject({ reason: 'signal', signal: 'SIGSEGV' });
		expect(byTask.get('late')).toMatchObject({ reason: 'timeout' });
		expect(processesOf(marker)).toEqual([]);
	});

	it('streams its output while it runs, and replays it from any offset', async () => {
		await cluster.addAgents(1);
		const deploymentId = await deploy(cluster, [
			{ id: 'talk', cmd: 'for i in 1 2 3 4 5 6; do echo line $i; sleep 0.3; done' },
		]);
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
		await until('the task runs', async () => (await runsOf(cluster, deploymentId))[0]?.state === 'running');
		const live = await read(0, true);
		expect(live.text).toBe('line 1\nline 2\nline 3\nline 4\nline 5\nline 6\n');
		expect(live.endedAtMs - live.firstAtMs).toBeGreaterThan(1_000);
		expect((await read(14, false)).text).toBe('line 3\nline 4\nline 5\nline 6\n');
	});

	it('is ended with its process group when the deployment is stopped now', async () => {
		await cluster.addAgents(1);
		const marker = `stopped-${process.pid}`;
		const deploymentId = await deploy(cluster, [
			{ id: 'long', cmd: `(exec -a ${marker} sleep 300) & exec -a ${marker} sleep 300` },
			{ id: 'after', cmd: 'true', requires: ['long'] },
		]);
		await until('the task runs', () => processesOf(marker).length >= 2);
		await cluster.client.deployments.stop(deploymentId, true);
		expect(await untilEnded(cluster, deploymentId)).toBe('stopped');
		expect((await runsOf(cluster, deploymentId)).map((run) => run.state)).toEqual(['cancelled', 'cancelled']);
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
