import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineWorld, outcome, settle, TestAgent, task, until } from '../../../test/support/engine-world.js';

let folder: string;
let world: EngineWorld;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'stoker-engine-'));
	world = new EngineWorld(join(folder, 'stoker.db'), { heartbeatSeconds: 1 });
});

afterEach(async () => {
	expect(world.fatal).toEqual([]);
	await world.crash();
	rmSync(folder, { recursive: true });
});

const chain = [task('a'), task('b', { requires: ['a'] }), task('c', { requires: ['b'] })];

describe('a deployment', () => {
	it('runs in the order of its graph, across nodes and anchors', async () => {
		await world.start();
		const tasks = [
			task('one'),
			task('gate', {
				type: 'stage',
				roles: undefined,
				crossDepends: [{ name: 'one', role: undefined, policy: 'all' }],
			}),
			task('two', { crossDepends: [{ name: 'gate', role: null, policy: 'all' }] }),
		];
		const { id } = await world.prepare(tasks, ['1', '2']);
		const order: string[] = [];
		for (const nodeId of ['1', '2']) {
			const agent = new TestAgent(nodeId);
			agent.behaviour = (assignment) => {
				order.push(assignment.taskId);
				return outcome();
			};
			await agent.connect(world);
		}
		await world.engine.startDeployment(id);
		expect(await world.untilEnded(id)).toEqual({ state: 'succeeded', message: '' });
		expect(order).toEqual(['one', 'one', 'two', 'two']);
		expect(await world.runStates(id)).toEqual({
			'one@1': 'succeeded',
			'one@2': 'succeeded',
			'two@1': 'succeeded',
			'two@2': 'succeeded',
			'gate@null': 'succeeded',
		});
	});

	it('ends only when its last outcome is durable, however slow the store is', async () => {
		await world.start((store) => ({
			commit: async (batches) => {
				await settle(30);
				await store.commit(batches);
			},
			write: (work) => store.write(work),
			read: (work) => store.read(work),
			onEvents: (listener) => store.onEvents(listener),
			close: () => store.close(),
		}));
		const { id } = await world.prepare([task('a')], ['1', '2']);
		for (const nodeId of ['1', '2']) {
			const agent = new TestAgent(nodeId);
			agent.behaviour = ({ assignmentId }) => {
				// The second outcome comes while the first one is being stored.
				setTimeout(() => agent.finish(assignmentId, outcome()), nodeId === '1' ? 20 : 35);
				return undefined;
			};
			await agent.connect(world);
		}
		await world.engine.startDeployment(id);
		await world.untilEnded(id);
		expect(await world.runStates(id)).toEqual({ 'a@1': 'succeeded', 'a@2': 'succeeded' });
		const events = await world.store.read(({ db }) =>
			db.selectFrom('event').select('body').where('stream', '!=', '').orderBy('sequence').execute(),
		);
		const kinds = events.map(({ body }) => (JSON.parse(body) as { kind: string }).kind);
		expect(kinds.lastIndexOf('task_run_changed')).toBeLessThan(kinds.lastIndexOf('deployment_changed'));
	});

	it('shows the root cause, and dep_failed for what could not run', async () => {
		await world.start();
		const { id } = await world.prepare(chain, ['1']);
		const agent = new TestAgent('1');
		agent.behaviour = ({ taskId }) => outcome(taskId === 'b' ? 'exit_code' : undefined);
		await agent.connect(world);
		await world.engine.startDeployment(id);
		expect(await world.untilEnded(id)).toEqual({
			state: 'failed',
			message:
				'b@node-1: exit_code: because of exit_code; fault tolerance exceeded: nodes in no group: 1 failed, none may',
		});
		expect(await world.runStates(id)).toEqual({ 'a@1': 'succeeded', 'b@1': 'failed', 'c@1': 'dep_failed' });
	});

	it('goes on behind a failure that does not count', async () => {
		await world.start();
		const { id } = await world.prepare([task('a', { failOnError: false }), task('b', { requires: ['a'] })], ['1']);
		const agent = new TestAgent('1');
		agent.behaviour = ({ taskId }) => outcome(taskId === 'a' ? 'exit_code' : undefined);
		await agent.connect(world);
		await world.engine.startDeployment(id);
		expect((await world.untilEnded(id)).state).toBe('succeeded');
		expect(await world.runStates(id)).toEqual({ 'a@1': 'failed', 'b@1': 'succeeded' });
	});

	it('never gives a node more than its slots', async () => {
		await world.start();
		const tasks = Array.from({ length: 12 }, (_, index) => task(`t${index}`));
		const { id } = await world.prepare(tasks, ['1']);
		const agent = new TestAgent('1');
		agent.slots = 3;
		let most = 0;
		agent.behaviour = (assignment) => {
			most = Math.max(most, [...agent.journal.values()].filter((entry) => entry.progress === 'running').length);
			setTimeout(() => agent.finish(assignment.assignmentId, outcome()), 5);
			return undefined;
		};
		await agent.connect(world);
		await world.engine.startDeployment(id);
		expect((await world.untilEnded(id)).state).toBe('succeeded');
		expect(most).toBe(3);
	});

	it('stops: what runs ends by itself, what waits is cancelled', async () => {
		await world.start();
		const { id } = await world.prepare(chain, ['1']);
		const agent = new TestAgent('1');
		agent.behaviour = () => undefined;
		await agent.connect(world);
		await world.engine.startDeployment(id);
		await until(() => agent.assignments.length === 1);
		const record = () => Promise.reject(new Error('cannot be recorded'));
		await expect(world.engine.stopDeployment(id, { now: false, actor: 'test', record })).rejects.toThrow('recorded');
		expect((await world.deploymentState(id)).state).toBe('running');
		await world.engine.stopDeployment(id, { now: false, actor: 'test' });
		expect((await world.deploymentState(id)).state).toBe('stopping');
		agent.finish([...agent.journal.keys()][0] ?? ('' as never), outcome());
		expect((await world.untilEnded(id)).state).toBe('stopped');
		expect(await world.runStates(id)).toEqual({ 'a@1': 'succeeded', 'b@1': 'cancelled', 'c@1': 'cancelled' });
	});

	it('stops now: what runs is ended too, even if the controller crashes in between', async () => {
		await world.start();
		const { id } = await world.prepare(chain, ['1']);
		const agent = new TestAgent('1');
		agent.behaviour = () => undefined;
		await agent.connect(world);
		await world.engine.startDeployment(id);
		await until(() => agent.assignments.length === 1);
		agent.disconnect();
		await world.engine.stopDeployment(id, { now: true, actor: 'test' });
		await world.crash();
		await world.start();
		await agent.connect(world);
		expect((await world.untilEnded(id)).state).toBe('stopped');
		expect(await world.runStates(id)).toMatchObject({ 'a@1': 'cancelled' });
	});
});

describe('a controller that crashes', () => {
	it('goes on where it was, starting nothing twice', async () => {
		await world.start();
		const { id } = await world.prepare(chain, ['1']);
		const agent = new TestAgent('1');
		agent.behaviour = () => undefined;
		await agent.connect(world);
		await world.engine.startDeployment(id);
		await until(() => agent.assignments.length === 1);
		await world.crash();
		agent.disconnect();
		const [running] = agent.journal.keys();
		agent.finish(running ?? ('' as never), outcome());
		agent.behaviour = () => outcome();
		await world.start();
		await agent.connect(world);
		expect((await world.untilEnded(id)).state).toBe('succeeded');
		expect(agent.starts).toEqual(['a#1', 'b#1', 'c#1']);
		expect(agent.journal.size).toBe(0);
	});

	it('forgets a deployment that was only being prepared', async () => {
		await world.start();
		const { id } = await world.prepare(chain, ['1']);
		await world.crash();
		await world.start();
		await expect(world.deploymentState(id)).rejects.toThrow();
		expect(await world.runStates(id)).toEqual({});
	});

	it('delivers again what was committed but never arrived', async () => {
		await world.start();
		const { id } = await world.prepare(chain, ['1']);
		const agent = new TestAgent('1');
		agent.behaviour = () => undefined;
		await agent.connect(world);
		await world.engine.startDeployment(id);
		await until(() => agent.assignments.length === 1);
		// As if the envelope had been lost on the way.
		agent.journal.clear();
		agent.starts.length = 0;
		agent.restart();
		agent.behaviour = () => outcome();
		await agent.connect(world);
		expect((await world.untilEnded(id)).state).toBe('succeeded');
		expect(agent.starts).toEqual(['a#1', 'b#1', 'c#1']);
		expect(new Set(agent.assignments.map((item) => item.assignmentId)).size).toBe(3);
	});
});

describe('an agent that loses its journal', () => {
	it('leaves an unknown outcome, which fails the run', async () => {
		await world.start();
		const { id } = await world.prepare(chain, ['1']);
		const agent = new TestAgent('1');
		agent.behaviour = () => undefined;
		await agent.connect(world);
		await world.engine.startDeployment(id);
		await until(() => agent.assignments.length === 1);
		agent.restart();
		agent.journal.clear();
		agent.journalId = 'another' as never;
		await agent.connect(world);
		const ended = await world.untilEnded(id);
		expect(ended.state).toBe('failed');
		expect(ended.message).toContain('outcome_unknown');
	});

	it('is tried again after a reboot, where the task allows it', async () => {
		await world.start();
		const { id } = await world.prepare([task('a', { retryOnLost: true })], ['1']);
		const agent = new TestAgent('1');
		agent.behaviour = () => undefined;
		await agent.connect(world);
		await world.engine.startDeployment(id);
		await until(() => agent.assignments.length === 1);
		agent.restart();
		agent.journal.clear();
		agent.journalId = 'another' as never;
		agent.bootId = 'rebooted' as never;
		agent.behaviour = () => outcome();
		await agent.connect(world);
		expect((await world.untilEnded(id)).state).toBe('succeeded');
		expect(agent.starts).toEqual(['a#1', 'a#2']);
	});

	it('has restarted its machine if it had begun to, and another kernel runs', async () => {
		await world.start();
		const { id } = await world.prepare([task('a', { type: 'reboot' }), task('b', { requires: ['a'] })], ['1']);
		const agent = new TestAgent('1');
		agent.behaviour = ({ taskId }) => (taskId === 'a' ? undefined : outcome());
		await agent.connect(world);
		await world.engine.startDeployment(id);
		await until(() => agent.assignments.length === 1);
		agent.assignments.forEach(({ assignmentId }) => agent.tellStarted(assignmentId));
		agent.restart();
		agent.journal.clear();
		agent.journalId = 'installed' as never;
		agent.bootId = 'installed' as never;
		await agent.connect(world);
		expect((await world.untilEnded(id)).state).toBe('succeeded');
		expect(agent.starts).toEqual(['a#1', 'b#1']);
	});

	it('is not tried again after an interruption unless the task allows it', async () => {
		await world.start();
		const { id } = await world.prepare([task('a', { failOnError: false }), task('b', { retryOnLost: true })], ['1']);
		const agent = new TestAgent('1');
		agent.behaviour = ({ taskId, attempt }) => outcome(taskId === 'b' && attempt === 2 ? undefined : 'interrupted');
		await agent.connect(world);
		await world.engine.startDeployment(id);
		expect((await world.untilEnded(id)).state).toBe('succeeded');
		expect(await world.runStates(id)).toEqual({ 'a@1': 'failed', 'b@1': 'succeeded' });
		expect([...agent.starts].sort()).toEqual(['a#1', 'b#1', 'b#2']);
	});
});

describe('reports', () => {
	it('are answered when repeated, stale, unknown or foreign, and never applied twice', async () => {
		await world.start();
		const { id } = await world.prepare(chain, ['1', '2']);
		const agent = new TestAgent('1');
		const other = new TestAgent('2');
		agent.behaviour = () => undefined;
		other.behaviour = () => undefined;
		await agent.connect(world);
		await other.connect(world);
		await world.engine.startDeployment(id);
		await until(() => agent.assignments.length === 1);
		const [mine] = agent.journal.keys();
		const first = agent.session;
		if (!first || !mine) {
			throw new Error('no session');
		}
		const report = { assignmentId: mine, outcome: outcome() };
		world.engine.receive(first, {
			results: [
				{ ...report, report: 1 },
				{ ...report, report: 2 },
			],
		});
		world.engine.receive(first, { results: [{ ...report, report: 3, assignmentId: 'nobody' as never }] });
		if (other.session) {
			world.engine.receive(other.session, { results: [{ ...report, report: 1 }] });
		}
		await until(() => agent.received.some((envelope) => envelope.acknowledgement?.throughReport === 3));
		const dispositions = agent.received.flatMap((envelope) => envelope.acknowledgement?.dispositions ?? []);
		expect(dispositions).toEqual([
			{ report: 2, disposition: 'duplicate' },
			{ report: 3, disposition: 'unknown' },
		]);
		await until(() => world.audits.length === 2);
		expect(world.audits).toContain(`2 reported attempt ${mine}, which is not this node's`);
		expect((await world.runStates(id))['a@2']).toBe('running');
	});

	it('of a lost attempt are kept, and change nothing', async () => {
		world = new EngineWorld(world.path, {
			leaseSeconds: 0,
			lostExtraSeconds: 0,
			unreachableSeconds: 1,
			heartbeatSeconds: 1,
		});
		await world.start();
		const { id } = await world.prepare([task('a', { parameters: { cmd: 'true', timeout: 1 } })], ['1']);
		const agent = new TestAgent('1');
		agent.behaviour = () => undefined;
		await agent.connect(world);
		await world.engine.startDeployment(id);
		await until(() => agent.assignments.length === 1);
		agent.disconnect();
		const ended = await world.untilEnded(id);
		expect(ended.state).toBe('failed');
		expect(ended.message).toContain('agent_lost');
		agent.finish([...agent.journal.keys()][0] ?? ('' as never), outcome());
		await agent.connect(world);
		await until(() => agent.journal.size === 0);
		expect(await world.runStates(id)).toEqual({ 'a@1': 'failed' });
		expect(agent.received.flatMap((envelope) => envelope.acknowledgement?.dispositions ?? [])).toEqual([
			{ report: 1, disposition: 'stale' },
		]);
	});
});

describe('a second agent with the same identity', () => {
	it('is refused while the first one lives', async () => {
		await world.start();
		await world.prepare(chain, ['1']);
		const first = new TestAgent('1');
		await first.connect(world);
		const beat = setInterval(() => {
			if (first.session) {
				world.engine.receive(first.session, { heartbeat: { sentAtMs: 1 } });
			}
		}, 50);
		const second = new TestAgent('1');
		await expect(second.connect(world)).rejects.toMatchObject({ code: 'AGENT_IDENTITY_IN_USE' });
		expect(world.audits).toEqual(['1 second agent refused: identity in use']);
		clearInterval(beat);
		expect(world.engine.connectivity('1' as never)).toBe('online');
	});

	it('replaces its own earlier stream at once', async () => {
		await world.start();
		await world.prepare(chain, ['1']);
		const agent = new TestAgent('1');
		await agent.connect(world);
		const before = agent.session;
		await agent.connect(world);
		expect(before?.isClosed).toBe(true);
		expect(agent.session?.epoch).toBe((before?.epoch ?? 0) + 1);
	});
});
