import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_LIMITS } from '@stoker/shared/model/deployment-control.js';
import type { DeploymentId, NodeId } from '@stoker/shared/model/ids.js';
import type { Assignment } from '@stoker/shared/model/session.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineWorld, outcome, settle, TestAgent, task, until } from '../../../test/support/engine-world.js';
import type { OperatorCommand } from './operator-command.js';

let folder: string;
let world: EngineWorld;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'stoker-operator-'));
	world = new EngineWorld(join(folder, 'stoker.db'), { heartbeatSeconds: 1 });
	await world.start();
});

afterEach(async () => {
	expect(world.fatal).toEqual([]);
	await world.crash();
	rmSync(folder, { recursive: true });
});

const chain = [task('a'), task('b', { requires: ['a'] }), task('c', { requires: ['b'] })];

async function agentOn(nodeId: string, behaviour: TestAgent['behaviour']): Promise<TestAgent> {
	const agent = new TestAgent(nodeId);
	agent.behaviour = behaviour;
	await agent.connect(world);
	return agent;
}

function operate(id: DeploymentId, command: OperatorCommand): Promise<void> {
	return world.engine.operate(id, command, { actor: 'alice' });
}

const failing = (taskId: string) => (assignment: Assignment) => {
	return outcome(assignment.taskId === taskId ? 'exit_code' : undefined);
};

async function vertexOf(id: DeploymentId, taskId: string): Promise<number> {
	const row = await world.store.read(({ db }) =>
		db
			.selectFrom('task_run')
			.select('vertex')
			.where('deployment_id', '=', id)
			.where('task_id', '=', taskId)
			.executeTakeFirstOrThrow(),
	);
	return row.vertex;
}

async function controlOf(id: DeploymentId): Promise<unknown> {
	const row = await world.store.read(({ db }) =>
		db.selectFrom('deployment').select('control').where('id', '=', id).executeTakeFirstOrThrow(),
	);
	return JSON.parse(row.control);
}

describe('an operator', () => {
	it('pauses, steps and resumes, and a restart changes nothing of it', async () => {
		const { id } = await world.prepare(chain, ['1']);
		await world.engine.startDeployment(id);
		await operate(id, { kind: 'pause' });
		const agent = await agentOn('1', () => outcome());
		await settle();
		expect(agent.starts).toEqual([]);
		await operate(id, { kind: 'step', runs: 1 });
		await until(() => agent.starts.length === 1);
		await world.crash();
		agent.disconnect();
		await world.start();
		await agent.connect(world);
		await settle();
		expect(agent.starts).toEqual(['a#1']);
		expect(await controlOf(id)).toMatchObject({ isPaused: true, stepsLeft: 0 });
		expect(world.engine.explain(id)?.blockersOf(await vertexOf(id, 'b'))).toEqual([{ kind: 'paused' }]);
		await operate(id, { kind: 'resume' });
		expect((await world.untilEnded(id)).state).toBe('succeeded');
	});

	it('stops at a break-point that is told of, and goes past it', async () => {
		const { id } = await world.prepare(chain, ['1']);
		await world.engine.startDeployment(id);
		await operate(id, { kind: 'change_breakpoints', change: () => ['b'] });
		const vertex = await vertexOf(id, 'b');
		const agent = await agentOn('1', () => outcome());
		await until(() => world.engine.explain(id)?.blockersOf(vertex)[0]?.kind === 'break_point');
		expect(agent.starts).toEqual(['a#1']);
		await operate(id, { kind: 'resume' });
		expect((await world.untilEnded(id)).state).toBe('succeeded');
		const events = await world.store.read(({ db }) => db.selectFrom('event').select('body').execute());
		const told = events.map(({ body }) => JSON.parse(body) as { kind: string; message: string });
		expect(told.filter(({ kind }) => kind === 'deployment_control_changed').map(({ message }) => message)).toEqual([
			'break-points changed by alice',
			'paused at a break-point',
			'resumed by alice',
		]);
	});

	it('changes limits while it runs', async () => {
		const { id } = await world.prepare([task('a'), task('b')], ['1', '2']);
		await world.engine.startDeployment(id);
		await operate(id, { kind: 'change_limits', change: () => ({ ...NO_LIMITS, nodesAtOnce: 1 }) });
		const agents = [await agentOn('1', () => undefined), await agentOn('2', () => undefined)];
		await until(() => agents.some(({ starts }) => starts.length === 1));
		await settle();
		expect(agents.flatMap(({ starts }) => starts)).toHaveLength(1);
		await operate(id, { kind: 'change_limits', change: () => NO_LIMITS });
		await until(() => agents.every(({ starts }) => starts.length === 1));
	});

	it('retries what failed in a deployment that has ended', async () => {
		const { id } = await world.prepare(chain, ['1', '2']);
		const agent = await agentOn('1', failing('b'));
		await agentOn('2', () => outcome());
		await world.engine.startDeployment(id);
		expect((await world.untilEnded(id)).state).toBe('failed');
		await expect(operate(id, { kind: 'pause' })).rejects.toMatchObject({ code: 'DEPLOYMENT_ENDED' });
		agent.behaviour = () => outcome();
		await operate(id, { kind: 'retry', vertices: undefined });
		expect(await world.untilEnded(id)).toEqual({ state: 'succeeded', message: '' });
		expect(agent.starts).toEqual(['a#1', 'b#1', 'b#2', 'c#1']);
		expect(new Set(Object.values(await world.runStates(id)))).toEqual(new Set(['succeeded']));
		await expect(operate(id, { kind: 'retry', vertices: undefined })).rejects.toMatchObject({
			code: 'NOTHING_TO_RETRY',
		});
	});

	it('has retries counted anew after a retry, also by the next process', async () => {
		const once = task('a', { parameters: { cmd: 'true', retries: 1, interval: 0 } });
		const { id } = await world.prepare([once], ['1']);
		const agent = await agentOn('1', () => outcome('exit_code'));
		await world.engine.startDeployment(id);
		await world.untilEnded(id);
		expect(agent.starts).toEqual(['a#1', 'a#2']);
		agent.behaviour = () => undefined;
		await operate(id, { kind: 'retry', vertices: undefined });
		await until(() => agent.starts.length === 3);
		await world.crash();
		agent.disconnect();
		agent.behaviour = () => outcome('exit_code');
		await world.start();
		await agent.connect(world);
		agent.finish([...agent.journal.keys()][0] ?? ('' as never), outcome('exit_code'));
		await world.untilEnded(id);
		expect(agent.starts).toEqual(['a#1', 'a#2', 'a#3', 'a#4']);
	});

	it('has a late success adopted instead of running it again', async () => {
		const { id } = await world.prepare(chain, ['1']);
		const agent = await agentOn('1', () => undefined);
		await world.engine.startDeployment(id);
		await until(() => agent.starts.length === 1);
		agent.disconnect();
		await operate(id, { kind: 'declare_lost', nodeId: '1' as NodeId });
		const ended = await world.untilEnded(id);
		expect(ended.state).toBe('failed');
		expect(ended.message).toContain('agent_lost: declared lost by alice');
		agent.behaviour = () => outcome();
		await agent.connect(world);
		agent.finish([...agent.journal.keys()][0] ?? ('' as never), outcome());
		await until(() => agent.journal.size === 0);
		await operate(id, { kind: 'retry', vertices: undefined });
		expect((await world.untilEnded(id)).state).toBe('succeeded');
		expect(agent.starts).toEqual(['a#1', 'b#1', 'c#1']);
	});

	it('marks done what was done by hand, and skips, with reasons that are kept', async () => {
		const { id } = await world.prepare(chain, ['1']);
		const agent = await agentOn('1', failing('a'));
		await world.engine.startDeployment(id);
		await world.untilEnded(id);
		await operate(id, { kind: 'mark_done', vertices: [await vertexOf(id, 'a')], reason: 'by hand' });
		expect((await world.untilEnded(id)).state).toBe('succeeded');
		expect(agent.starts).toEqual(['a#1', 'b#1', 'c#1']);
		const row = await world.store.read(({ db }) =>
			db.selectFrom('task_run').selectAll().where('task_id', '=', 'a').executeTakeFirstOrThrow(),
		);
		expect(row).toMatchObject({ state: 'succeeded', message: 'marked done by alice: by hand' });
	});

	it('is told when a run is not in a state for it', async () => {
		const { id } = await world.prepare(chain, ['1']);
		const agent = await agentOn('1', () => undefined);
		await world.engine.startDeployment(id);
		await until(() => agent.starts.length === 1);
		const vertices = [await vertexOf(id, 'a')];
		await expect(operate(id, { kind: 'skip', vertices, reason: 'x' })).rejects.toMatchObject({
			code: 'TASK_RUN_STATE',
			message: expect.stringContaining('a@node-1 is running') as unknown,
		});
	});

	it('takes a node out: what runs there is ended, others go on as the tolerance says', async () => {
		const { id } = await world.prepare([task('a'), task('b')], ['1', '2']);
		const agent = await agentOn('1', () => undefined);
		await world.engine.startDeployment(id);
		await until(() => agent.starts.length === 1);
		await operate(id, { kind: 'remove_node', nodeId: '1' as NodeId });
		const ended = await world.untilEnded(id);
		expect(ended.message).toContain('fault tolerance exceeded');
		expect(await world.runStates(id)).toMatchObject({ 'a@1': 'cancelled', 'b@1': 'cancelled' });
		expect(agent.journal.size).toBe(0);
	});
});

describe('a failed attempt', () => {
	it('is repeated after its interval', async () => {
		const { id } = await world.prepare([task('a', { parameters: { cmd: 'true', retries: 1, interval: 1 } })], ['1']);
		const agent = await agentOn('1', ({ attempt }) => outcome(attempt === 1 ? 'exit_code' : undefined));
		await world.engine.startDeployment(id);
		expect((await world.untilEnded(id)).state).toBe('succeeded');
		expect(agent.starts).toEqual(['a#1', 'a#2']);
	});

	it('waits as long whatever happens to the controller meanwhile', async () => {
		const { id } = await world.prepare([task('a', { parameters: { cmd: 'true', retries: 1, interval: 200 } })], ['1']);
		const agent = await agentOn('1', () => outcome('exit_code'));
		await world.engine.startDeployment(id);
		const vertex = await vertexOf(id, 'a');
		const dueMs = (): number => {
			const wait = world.engine.explain(id)?.blockersOf(vertex)[0];
			return wait?.kind === 'retry_wait' ? wait.untilMs : 0;
		};
		await until(() => dueMs() > 0);
		const before = dueMs();
		await world.crash();
		agent.disconnect();
		await world.start();
		await agent.connect(world);
		expect(Math.abs(dueMs() - before)).toBeLessThan(1_000);
		expect(agent.starts).toEqual(['a#1']);
	});
});

describe('a task for the master', () => {
	it('runs on the agent of the master, and its result is that of its node', async () => {
		await world.store.write(({ db }) => db.deleteFrom('node').where('id', '=', 'master').execute());
		const tasks = [task('m', { type: 'master_shell' }), task('b', { requires: ['m'] })];
		const { id } = await world.prepare(tasks, ['1']);
		await world.addNode('master');
		const agent = await agentOn('1', () => outcome());
		const master = await agentOn('master', () => outcome());
		await world.engine.startDeployment(id);
		expect((await world.untilEnded(id)).state).toBe('succeeded');
		expect([master.starts, agent.starts]).toEqual([['m#1'], ['b#1']]);
		const attempts = await world.store.read(({ db }) => db.selectFrom('attempt').select('node_id').execute());
		expect(attempts.map(({ node_id }) => node_id).sort()).toEqual(['1', 'master']);
		expect(await world.runStates(id)).toEqual({ 'm@1': 'succeeded', 'b@1': 'succeeded' });
	});
});
