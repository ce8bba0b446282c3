import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineWorld, outcome, settle, TestAgent, task, until } from '../../../test/support/engine-world.js';
import { type Store, StoreConstraintError, StoreFullError, StoreIoError } from '../store/store.js';

let folder: string;
let world: EngineWorld;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'stoker-faults-'));
	world = new EngineWorld(join(folder, 'stoker.db'), { heartbeatSeconds: 1 });
});

afterEach(async () => {
	expect(world.fatal).toEqual([]);
	await world.crash();
	rmSync(folder, { recursive: true });
});

/** A store with some of its methods changed. */
function changed(store: Store, changes: Partial<Store>): Store {
	return {
		commit: (batches) => store.commit(batches),
		write: (work) => store.write(work),
		read: (work) => store.read(work),
		onEvents: (listener) => store.onEvents(listener),
		close: () => store.close(),
		...changes,
	};
}

/** A store that keeps one answer back. */
class ReadGate {
	/** Answers that pass before the one that waits; undefined while the gate stands open. */
	left: number | undefined;
	#open: () => void = () => undefined;
	#opened: Promise<void> = Promise.resolve();

	closeAfter(reads: number): void {
		this.left = reads;
		this.#opened = new Promise((resolve) => {
			this.#open = resolve;
		});
	}

	open(): void {
		this.left = undefined;
		this.#open();
	}

	readonly wrap = (store: Store): Store =>
		changed(store, {
			read: async (work) => {
				const isHeld = this.left !== undefined && this.left-- === 0;
				const result = await store.read(work);
				if (isHeld) {
					await this.#opened;
				}
				return result;
			},
		});
}

/** Ends a deployment whose one attempt was given up as lost; the agent's journal still holds it. */
async function loseAttempt(agent: TestAgent): Promise<void> {
	world = new EngineWorld(world.path, { leaseSeconds: 0, lostExtraSeconds: 0, heartbeatSeconds: 1 });
	await world.start();
	const { id } = await world.prepare([task('a', { parameters: { cmd: 'true', timeout: 1 } })], [agent.nodeId]);
	agent.behaviour = () => undefined;
	await agent.connect(world);
	await world.engine.startDeployment(id);
	await until(() => agent.assignments.length === 1);
	agent.disconnect();
	await world.untilEnded(id);
}

describe('a late report', () => {
	it('that is made twice at once is answered twice, and later ones after it', async () => {
		const agent = new TestAgent('1');
		await loseAttempt(agent);
		await agent.connect(world);
		const [assignmentId] = agent.journal.keys();
		if (!agent.session || !assignmentId) {
			throw new Error('no session');
		}
		const report = { assignmentId, outcome: outcome() };
		world.engine.receive(agent.session, {
			results: [
				{ ...report, report: 1 },
				{ ...report, report: 2 },
				{ ...report, report: 3, assignmentId: 'nobody' as never },
			],
		});
		await until(() => agent.received.some((envelope) => envelope.acknowledgement?.throughReport === 3));
		expect(agent.received.flatMap((envelope) => envelope.acknowledgement?.dispositions ?? [])).toEqual([
			{ report: 1, disposition: 'stale' },
			{ report: 2, disposition: 'stale' },
			{ report: 3, disposition: 'unknown' },
		]);
	});
});

describe('an event loop that stood still', () => {
	it('adds its lag to every lease: nobody is lost who could not be heard', async () => {
		world = new EngineWorld(world.path, { leaseSeconds: 5, lostExtraSeconds: 1, unreachableSeconds: 3 });
		await world.start();
		const { id } = await world.prepare([task('a', { parameters: { cmd: 'true', timeout: 1 } })], ['1']);
		const agent = new TestAgent('1');
		agent.behaviour = () => undefined;
		await agent.connect(world);
		await world.engine.startDeployment(id);
		await until(() => agent.journal.size === 1);
		world.stall(30_000);
		await settle(2_500);
		expect(world.engine.connectivity(agent.nodeId)).toBe('online');
		expect(await world.runStates(id)).toEqual({ 'a@1': 'running' });
		for (const assignmentId of agent.journal.keys()) {
			agent.finish(assignmentId, outcome());
		}
		expect((await world.untilEnded(id)).state).toBe('succeeded');
	});
});

describe('a deployment that halts', () => {
	it('ends, answers every report in the end, and leaves nodes and environment to be used again', async () => {
		let isBroken = true;
		await world.start((store) =>
			changed(store, {
				commit: async (batches) => {
					if (isBroken && batches.some((batch) => batch.ends.length > 0)) {
						throw new StoreConstraintError('a row is not as it should be');
					}
					await store.commit(batches);
				},
			}),
		);
		const { id } = await world.prepare([task('a'), task('b', { requires: ['a'] })], ['1', '2']);
		const agents = ['1', '2'].map((nodeId) => new TestAgent(nodeId));
		const [first, second] = agents as [TestAgent, TestAgent];
		second.behaviour = () => undefined;
		await first.connect(world);
		await second.connect(world);
		await world.engine.startDeployment(id);
		const ended = await world.untilEnded(id);
		expect(ended.state).toBe('failed');
		expect(ended.message).toContain('a row is not as it should be');
		await until(() => agents.every((agent) => agent.session?.isClosed === true));
		expect(await world.runStates(id)).toEqual({
			'a@1': 'cancelled',
			'b@1': 'cancelled',
			'a@2': 'cancelled',
			'b@2': 'cancelled',
		});
		const nodes = await world.store.read(({ db }) => db.selectFrom('node').select('status').execute());
		expect(nodes.map((node) => node.status)).toEqual(['error', 'error']);
		isBroken = false;
		for (const agent of agents) {
			await agent.connect(world);
		}
		second.finish([...second.journal.keys()][0] ?? ('' as never), outcome());
		await until(() => agents.every((agent) => agent.journal.size === 0));
		expect(world.engine.deploymentCount()).toBe(0);
		const again = await world.prepare([task('a')], ['1', '2']);
		second.behaviour = () => outcome();
		for (const agent of agents) {
			await agent.connect(world);
		}
		await world.engine.startDeployment(again.id);
		expect((await world.untilEnded(again.id)).state).toBe('succeeded');
	});

	it('keeps no other one from starting, when what is stored of it cannot be read', async () => {
		await world.start();
		const bad = await world.prepare([task('a')], ['1']);
		const good = await world.prepare([task('a')], ['2']);
		for (const { id } of [bad, good]) {
			await world.engine.startDeployment(id);
		}
		await world.store.write(async ({ db }) => {
			const { plan_id } = await db
				.selectFrom('deployment')
				.select('plan_id')
				.where('id', '=', bad.id)
				.executeTakeFirstOrThrow();
			await db
				.updateTable('plan')
				.set({ graph: new Uint8Array(9) })
				.where('id', '=', plan_id)
				.execute();
		});
		await world.crash();
		await world.start();
		expect((await world.untilEnded(bad.id)).state).toBe('failed');
		const agent = new TestAgent('2');
		await agent.connect(world);
		expect((await world.untilEnded(good.id)).state).toBe('succeeded');
	});
});

describe('a stop', () => {
	it('that comes while its deployment is being taken up is heard', async () => {
		const gate = new ReadGate();
		let isStarted = (): Promise<boolean> => Promise.resolve(false);
		await world.start((store) => {
			const row = () => store.read(({ db }) => db.selectFrom('deployment').select('state').executeTakeFirst());
			isStarted = async () => (await row())?.state === 'running';
			return gate.wrap(store);
		});
		const { id } = await world.prepare([task('a'), task('b', { requires: ['a'] })], ['1']);
		gate.closeAfter(0);
		const starting = world.engine.startDeployment(id);
		const stopping = (async () => {
			while (!(await isStarted())) {
				await settle(1);
			}
			await world.engine.stopDeployment(id, { now: false, actor: 'test' });
		})();
		await settle(100);
		gate.open();
		await Promise.all([starting, stopping]);
		const agent = new TestAgent('1');
		await agent.connect(world);
		expect((await world.untilEnded(id)).state).toBe('stopped');
		expect(agent.starts).toEqual([]);
	});
});

describe('a hello', () => {
	it('that comes while an assignment is being stored delivers it once', async () => {
		let isSlow = false;
		await world.start((store) =>
			changed(store, {
				commit: async (batches) => {
					if (isSlow && batches.some((batch) => batch.attempts.length > 0)) {
						await settle(200);
					}
					await store.commit(batches);
				},
			}),
		);
		const { id } = await world.prepare([task('a')], ['1']);
		const agent = new TestAgent('1');
		await agent.connect(world);
		isSlow = true;
		const starting = world.engine.startDeployment(id);
		await settle(100);
		agent.disconnect();
		await agent.connect(world);
		await starting;
		expect((await world.untilEnded(id)).state).toBe('succeeded');
		expect(agent.assignments).toHaveLength(1);
	});

	it('gives no slot to a new deployment before it is known what else holds it', async () => {
		const agent = new TestAgent('1');
		await loseAttempt(agent);
		const [lost] = agent.journal.keys();
		await world.crash();
		const gate = new ReadGate();
		await world.start(gate.wrap);
		const { id } = await world.prepare([task('b')], ['1']);
		agent.behaviour = () => outcome();
		gate.closeAfter(1);
		const connecting = agent.connect(world);
		await until(() => world.engine.connectivity('1' as never) === 'online');
		await settle();
		gate.left = Number.POSITIVE_INFINITY;
		await world.engine.startDeployment(id);
		await settle();
		expect(await world.runStates(id)).toEqual({ 'b@1': 'ready' });
		gate.open();
		await connecting;
		await settle();
		expect(await world.runStates(id)).toEqual({ 'b@1': 'ready' });
		agent.finish(lost ?? ('' as never), outcome());
		expect((await world.untilEnded(id)).state).toBe('succeeded');
	});

	it.each([0, 1])('of a node that is turned away meanwhile is refused, after %i reads', async (reads) => {
		const gate = new ReadGate();
		await world.start(gate.wrap);
		const { id } = await world.prepare([task('a')], ['1']);
		await world.engine.startDeployment(id);
		const agent = new TestAgent('1');
		gate.closeAfter(reads);
		const connecting = agent.connect(world).then(
			() => 'welcome',
			(error: StokerError) => error.code,
		);
		await settle(100);
		gate.left = Number.POSITIVE_INFINITY;
		world.engine.disconnectNode('1' as never, new StokerError('CERTIFICATE_REVOKED', 'removed'));
		gate.open();
		expect(await connecting).toBe('CERTIFICATE_REVOKED');
		expect(world.engine.connectivity('1' as never)).toBe('offline');
		await settle();
		expect(await world.runStates(id)).toEqual({ 'a@1': 'ready' });
	});
});

describe('a full disk', () => {
	it('delays the end of a deployment, and nothing more', async () => {
		let refusals = 0;
		await world.start((store) =>
			changed(store, {
				write: async (work) => {
					if (refusals > 0) {
						refusals--;
						throw new StoreFullError('full');
					}
					return store.write(work);
				},
			}),
		);
		const { id } = await world.prepare([task('a')], ['1']);
		const agent = new TestAgent('1');
		agent.behaviour = ({ assignmentId }) => {
			refusals = 2;
			setImmediate(() => agent.finish(assignmentId, outcome()));
			return undefined;
		};
		await agent.connect(world);
		await world.engine.startDeployment(id);
		expect((await world.untilEnded(id)).state).toBe('succeeded');
	});
});

describe('a drain', () => {
	it('stores and answers what came before it, hands out nothing new, and loses nothing', async () => {
		await world.start();
		const names = Array.from({ length: 40 }, (_, index) => `t${index}`);
		const tasks = names.map((name, index) => task(name, { requires: names.slice(Math.max(0, index - 1), index) }));
		const { id } = await world.prepare(tasks, ['1']);
		const agent = new TestAgent('1');
		await agent.connect(world);
		await world.engine.startDeployment(id);
		await until(() => agent.starts.length > 5);
		await world.engine.drain();
		const handedOut = agent.starts.length;
		expect(handedOut).toBeLessThan(names.length);
		expect(agent.session?.isClosed).toBe(true);
		await settle();
		expect(agent.starts).toHaveLength(handedOut);
		await expect(world.engine.startDeployment(id)).rejects.toMatchObject({ code: 'NOT_SERVING' });
		await world.crash();
		await world.start();
		await agent.connect(world);
		expect((await world.untilEnded(id)).state).toBe('succeeded');
		expect(new Set(agent.starts).size).toBe(agent.starts.length);
		expect(agent.starts).toHaveLength(names.length);
	});

	it('ends also when nothing can be stored any more', async () => {
		let isBroken = false;
		await world.start((store) =>
			changed(store, {
				commit: async (batches) => {
					if (isBroken) {
						throw new StoreIoError('the disk is gone');
					}
					await store.commit(batches);
				},
			}),
		);
		const { id } = await world.prepare([task('a')], ['1']);
		const agent = new TestAgent('1');
		agent.behaviour = () => undefined;
		await agent.connect(world);
		await world.engine.startDeployment(id);
		await until(() => agent.assignments.length === 1);
		isBroken = true;
		agent.finish([...agent.journal.keys()][0] ?? ('' as never), outcome());
		await world.engine.drain();
		expect(world.fatal.splice(0).map(String)).toEqual(['StoreIoError: the disk is gone']);
	});
});
