import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeExplanation } from '@stoker/shared/explain/describe-explanation.js';
import type { BlockerView, ExplanationView } from '@stoker/shared/model/explanation.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Cluster, until } from '../support/cluster.js';
import { runsOf, startsOf, untilEnded } from '../support/counted-deployment.js';
import { counted, type ShellTask, shellRelease } from '../support/shell-release.js';

let cluster: Cluster;

beforeEach(async () => {
	cluster = await Cluster.start();
});

afterEach(async () => {
	await cluster.stop();
});

/** Makes an environment of these tasks; the roles are those of the nodes by id. */
async function prepare(name: string, tasks: readonly ShellTask[], roles: Readonly<Record<string, string>>) {
	const { client } = cluster;
	await client.releases.import(shellRelease(name, tasks), false);
	await client.environments.create(name, name);
	const nodes = Object.entries(roles).map(([node, role]) => ({ node, roles: [role] }));
	await client.environments.assign(name, nodes);
	return client.deployments.plan(name);
}

async function start(...[name, tasks, roles]: Parameters<typeof prepare>): Promise<string> {
	const plan = await prepare(name, tasks, roles);
	return (await cluster.client.deployments.start(plan.id, plan.digest)).id;
}

async function statesOf(deploymentId: string): Promise<Readonly<Record<string, string>>> {
	const runs = await runsOf(cluster, deploymentId);
	return Object.fromEntries(runs.map(({ taskId, nodeId, state }) => [`${taskId}@${nodeId}`, state]));
}

async function untilStates(deploymentId: string, wanted: Readonly<Record<string, string>>): Promise<void> {
	await until(`the runs are ${JSON.stringify(wanted)}`, async () => {
		const states = await statesOf(deploymentId);
		return Object.entries(wanted).every(([run, state]) => states[run] === state);
	});
}

async function explain(deploymentId: string, run = ''): Promise<ExplanationView> {
	const [taskId = '', node = ''] = run.split('@');
	return cluster.client.deployments.explain(deploymentId, { node, taskId });
}

function blockersIn({ subject }: ExplanationView): readonly BlockerView['kind'][] {
	return subject.kind === 'run' ? subject.explained.blockers.map(({ kind }) => kind) : [];
}

async function blockersOf(deploymentId: string, run: string): Promise<readonly BlockerView['kind'][]> {
	return blockersIn(await explain(deploymentId, run));
}

const words = (view: ExplanationView) => describeExplanation(view, () => 'HH:MM:SS');

/** Ends the tasks that wait for it. */
function letGo(): void {
	for (const agent of cluster.agents) {
		writeFileSync(join(agent.root, 'go'), '');
	}
}

const WAIT = 'until [ -e "$STOKER_ROOT/go" ]; do sleep 0.1; done';

describe('explain', () => {
	it('names every reason for which a deployment stands still, and what was done about it', async () => {
		await cluster.addAgents(4);
		const [, , , silent] = cluster.agents;
		if (silent !== undefined) {
			await cluster.killAgent(silent);
		}
		const { client } = cluster;
		const one = { strategy: { type: 'parallel', amount: 1 } };
		const tasks: readonly ShellTask[] = [
			{ id: 'hold', cmd: WAIT, timeout: 600, parameters: one },
			{ id: 'beside', cmd: 'true' },
			{ id: 'after', cmd: 'true', requires: ['hold'] },
			{ id: 'shaky', cmd: 'exit 3', roles: ['store'], parameters: { retries: 3, interval: 120 } },
		];
		const id = await start('still', tasks, { 1: 'app', 2: 'app', 3: 'store', 4: 'store' });
		const [held, blocked] = ['hold@1', 'hold@2'];
		await untilStates(id, { [held]: 'running', [blocked]: 'ready', 'beside@2': 'succeeded', 'shaky@3': 'ready' });

		expect(await blockersOf(id, 'after@1')).toEqual(['dependency']);
		expect(await blockersOf(id, 'beside@1')).toEqual(['slot']);
		expect(await blockersOf(id, blocked)).toEqual(['strategy']);
		expect(await blockersOf(id, 'shaky@3')).toEqual(['retry_wait']);
		expect(await blockersOf(id, 'shaky@4')).toEqual(['agent_silent']);
		const after = words(await explain(id, 'after@2'));
		expect(after.reasons).toEqual([expect.stringMatching(/^It waits for hold@\S+ \(ready for \d+s\)\.$/)]);
		expect(after.next[0]).toMatch(/^hold@\S+ does not begin: at most 1 run of hold may be at work at once;/);

		await client.deployments.pause(id);
		expect(await blockersOf(id, 'beside@1')).toEqual(['paused', 'slot']);
		const whole = await explain(id);
		expect(new Set(whole.held.map(({ blocker }) => blocker.kind))).toEqual(
			new Set(['agent_silent', 'retry_wait', 'paused', 'dependency']),
		);
		expect(words(whole).headline).toMatch(/^The deployment of still \(default\) is paused, /);
		expect(whole.running.items.map(({ run }) => `${run.taskId}@${run.nodeId}`)).toEqual([held]);
		expect(whole.chain.items.map(({ taskId }) => taskId)).toEqual(['hold', 'after']);

		// What an operator said outlives the controller; of an agent that was not heard since, nothing else is known.
		await cluster.killController();
		await cluster.startController();
		await until('the deployment is taken up', async () => (await explain(id)).running.total === 1);
		expect((await explain(id)).deployment.control.isPaused).toBe(true);
		expect(await blockersOf(id, 'shaky@4')).toContain('agent_absent');

		letGo();
		await client.deployments.resume(id);
		await untilStates(id, { 'after@1': 'succeeded', 'after@2': 'succeeded' });
		const shaky = ['3', '4'].map((node) => ({ taskId: 'shaky', node }));
		await client.deployments.skip(id, shaky, 'not needed here');
		expect(await untilEnded(cluster, id)).toBe('succeeded');
		const skipped = (await runsOf(cluster, id)).filter(({ taskId }) => taskId === 'shaky');
		expect(skipped.map(({ state, message }) => [state, message])).toEqual([
			['skipped', 'skipped by admin admin: not needed here'],
			['skipped', 'skipped by admin admin: not needed here'],
		]);
		const ended = words(await explain(id, 'shaky@3'));
		expect(ended.headline).toContain('not needed here');
	});
});

describe('an operator', () => {
	it('lets a deployment begin step by step, and past break-points', async () => {
		await cluster.addAgents(1);
		const { client } = cluster;
		const tasks: readonly ShellTask[] = ['a', 'b', 'c', 'd'].map((taskId, index, all) => ({
			id: taskId,
			cmd: counted('true'),
			requires: index === 0 ? [] : [all[index - 1] ?? ''],
		}));
		const plan = await prepare('steps', tasks, { 1: 'app' });
		const none = { nodesAtOnce: 0, slotsPerNode: 0, tasks: {} };
		const control = { isPaused: true, stepsLeft: 0, breakpoints: ['c@1'], limits: none };
		const { id } = await client.deployments.start(plan.id, plan.digest, { control });
		await untilStates(id, { 'a@1': 'ready' });
		expect(await blockersOf(id, 'a@1')).toEqual(['paused']);
		expect(startsOf(cluster)).toEqual([]);

		await client.deployments.step(id, 1);
		await untilStates(id, { 'a@1': 'succeeded', 'b@1': 'ready' });
		expect(await blockersOf(id, 'b@1')).toEqual(['paused']);
		await client.deployments.resume(id);
		await untilStates(id, { 'b@1': 'succeeded', 'c@1': 'ready' });
		await until('it stands at the break-point', async () => (await blockersOf(id, 'c@1'))[0] === 'break_point');
		await client.deployments.resume(id);
		expect(await untilEnded(cluster, id)).toBe('succeeded');
		expect(startsOf(cluster)).toEqual(['a@1#1', 'b@1#1', 'c@1#1', 'd@1#1']);
	});

	it('takes up a deployment that has failed, and is told when there is nothing to take up', async () => {
		await cluster.addAgents(2);
		const { client } = cluster;
		const flaky = counted('[ -e "$STOKER_ROOT/go" ] || exit 3');
		const tasks: readonly ShellTask[] = [
			{ id: 'flaky', cmd: flaky, roles: ['store'], parameters: { retries: 0 } },
			{ id: 'next', cmd: counted('true'), crossDepends: [{ name: 'flaky', role: 'store' }] },
		];
		const id = await start('again', tasks, { 1: 'store', 2: 'app' });
		expect(await untilEnded(cluster, id)).toBe('failed');
		const { headline, next } = words(await explain(id, 'flaky@1'));
		expect(headline).toMatch(/^flaky@\S+ failed .*exit_code/);
		expect(next[0]).toMatch(/`stoker deployment retry \S+ flaky@\S+` tries it again/);
		await expect(client.deployments.pause(id)).rejects.toMatchObject({ status: { code: 'DEPLOYMENT_ENDED' } });
		const wrong = client.deployments.retry(id, [{ taskId: 'next', node: '2' }]);
		await expect(wrong).rejects.toMatchObject({ status: { code: 'TASK_RUN_STATE' } });

		letGo();
		expect((await client.deployments.retry(id)).state).toBe('running');
		expect(await untilEnded(cluster, id)).toBe('succeeded');
		expect(startsOf(cluster).toSorted()).toEqual(['flaky@1#1', 'flaky@1#2', 'next@2#1']);
		await expect(client.deployments.retry(id)).rejects.toMatchObject({ status: { code: 'NOTHING_TO_RETRY' } });
	});
});
