import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditRecordView } from '@stoker/shared/model/views.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Cluster, type ClusterAgent, until } from '../support/cluster.js';
import {
	chain,
	deploy,
	expectUndisturbed,
	runsOf,
	start,
	startsOf,
	untilEnded,
} from '../support/counted-deployment.js';
import { copyAsCrashed } from '../support/crash-rehearsal.js';
import { counted } from '../support/shell-release.js';

let cluster: Cluster;

beforeEach(async () => {
	cluster = await Cluster.start({
		settings: {
			STOKER_AGENTS_HEARTBEAT_SECONDS: '1',
			STOKER_AGENTS_UNREACHABLE_SECONDS: '2',
			STOKER_AGENTS_LEASE_SECONDS: '3',
			STOKER_AGENTS_LOST_EXTRA_SECONDS: '1',
		},
	});
	await cluster.addAgents(1);
});

afterEach(() => cluster.stop());

function onlyAgent(): ClusterAgent {
	const [agent] = cluster.agents;
	if (agent === undefined) {
		throw new Error('no agent');
	}
	return agent;
}

async function auditRecords(): Promise<readonly AuditRecordView[]> {
	const records: AuditRecordView[] = [];
	for await (const record of cluster.client.system.auditRecords()) {
		records.push(record);
	}
	return records;
}

async function connectivity(): Promise<string> {
	return (await cluster.client.nodes.get('1')).node.connectivity;
}

/** The same release once more, on a machine that has been through something: it must be usable. */
async function expectUsable(): Promise<void> {
	rmSync(join(onlyAgent().root, 'starts'), { force: true });
	expect(await untilEnded(cluster, await start(cluster, 'faults'))).toBe('succeeded');
}

describe('an old backup, restored under living agents,', () => {
	it('leads to no wrong outcome and no end of waiting; what it does not know of goes on record', async () => {
		const deploymentId = await deploy(cluster, [
			{ id: 'first', cmd: counted('sleep 1') },
			{ id: 'second', cmd: counted('sleep 1'), requires: ['first'] },
		]);
		await until('the first task runs', () => startsOf(cluster).length === 1);
		const database = join(cluster.dataFolder, 'stoker.db');
		const backup = join(cluster.folder, 'backup.db');
		// At rest, so that the copy is of one moment.
		process.kill(cluster.controllerPid, 'SIGSTOP');
		copyAsCrashed(database, backup, false);
		process.kill(cluster.controllerPid, 'SIGCONT');
		await until('the second task runs', () => startsOf(cluster).length === 2);
		await cluster.killController();
		await until('the second task has ended', () =>
			readFileSync(onlyAgent().logFile, 'utf8').includes('"taskId":"second"'),
		);
		for (const suffix of ['', '-wal', '-shm']) {
			rmSync(database + suffix, { force: true });
		}
		copyAsCrashed(backup, database, false);
		await cluster.startController();
		expect(await untilEnded(cluster, deploymentId)).toBe('failed');
		const [first, second] = await runsOf(cluster, deploymentId);
		// Its journal says that it is over, and nobody knows any more how: it is not run again, and not called a success.
		expect(first).toMatchObject({ taskId: 'first', state: 'failed', attempts: [{ number: 1, reason: 'interrupted' }] });
		expect(second).toMatchObject({ taskId: 'second', state: 'dep_failed', attempts: [] });
		expect(startsOf(cluster)).toHaveLength(2);
		const foreign = (await auditRecords()).filter((record) => JSON.stringify(record).includes("not this node's"));
		expect(foreign).toHaveLength(1);
		await expectUsable();
	});
});

describe('a spool that is wiped in the middle of a task', () => {
	const tasks = [{ id: 'long', cmd: counted('sleep 3'), retryOnLost: true }];

	it('with its journal leaves an unknown outcome, which is never a success', async () => {
		const deploymentId = await deploy(cluster, tasks);
		await until('the task runs', () => startsOf(cluster).length === 1);
		const agent = onlyAgent();
		await cluster.killAgent(agent);
		for (const name of readdirSync(agent.stateFolder).filter((entry) => entry !== 'identity')) {
			rmSync(join(agent.stateFolder, name), { recursive: true, force: true });
		}
		cluster.startAgent(agent);
		expect(await untilEnded(cluster, deploymentId)).toBe('failed');
		// The kernel is the same one, so it may still run: nobody tries again.
		expect(await runsOf(cluster, deploymentId)).toMatchObject([
			{ state: 'failed', attempts: [{ number: 1, reason: 'outcome_unknown' }] },
		]);
		await expectUsable();
	});

	it('under a living agent fails the run, and the agent goes on', async () => {
		const deploymentId = await deploy(cluster, [{ id: 'long', cmd: counted('sleep 2') }]);
		await until('the task runs', () => startsOf(cluster).length === 1);
		rmSync(join(onlyAgent().stateFolder, 'attempts'), { recursive: true, force: true });
		expect(await untilEnded(cluster, deploymentId)).toBe('failed');
		expect(await runsOf(cluster, deploymentId)).toMatchObject([
			{ state: 'failed', attempts: [{ number: 1, reason: 'outcome_unknown' }] },
		]);
		await expectUsable();
	});
});

describe('a process that stands still', () => {
	const tasks = chain(6, 0.3);

	it('changes nothing in the end when it is an agent, which is seen to be silent', async () => {
		const deploymentId = await deploy(cluster, tasks);
		await until('a task was started', () => startsOf(cluster).length > 0);
		const pid = onlyAgent().process?.pid ?? 0;
		process.kill(pid, 'SIGSTOP');
		try {
			await until('it is seen to be silent', async () => (await connectivity()) === 'unreachable');
		} finally {
			process.kill(pid, 'SIGCONT');
		}
		await expectUndisturbed(cluster, deploymentId, tasks);
	});

	it('changes nothing in the end when it is the controller, whose leases get the time added', async () => {
		const deploymentId = await deploy(cluster, tasks);
		await until('a task was started', () => startsOf(cluster).length > 0);
		process.kill(cluster.controllerPid, 'SIGSTOP');
		// Far longer than a lease and the time after it.
		await new Promise((resolve) => setTimeout(resolve, 9_000));
		process.kill(cluster.controllerPid, 'SIGCONT');
		await expectUndisturbed(cluster, deploymentId, tasks);
	});
});

describe('two agents with one identity', () => {
	it('are never both heard; the second one is refused while the first one lives, and that goes on record', async () => {
		const agent = onlyAgent();
		const copy = join(cluster.folder, 'copy');
		mkdirSync(join(copy, 'root'), { recursive: true });
		cpSync(join(agent.stateFolder, 'identity'), join(copy, 'state/identity'), { recursive: true });
		const second: ClusterAgent = {
			...{ index: 1, stateFolder: join(copy, 'state'), root: join(copy, 'root') },
			...{ logFile: join(copy, 'agent.log'), process: undefined },
		};
		const tasks = chain(6, 0.5);
		const deploymentId = await deploy(cluster, tasks);
		try {
			cluster.startAgent(second);
			await until('it is refused', () => readFileSync(second.logFile, 'utf8').includes('AGENT_IDENTITY_IN_USE'));
			expect(await connectivity()).toBe('online');
			await expectUndisturbed(cluster, deploymentId, tasks);
			expect(readdirSync(second.root)).toEqual([]);
		} finally {
			await cluster.killAgent(second);
		}
		const refused = (await auditRecords()).filter((record) => JSON.stringify(record).includes('identity in use'));
		expect(refused.length).toBeGreaterThan(0);
	});
});
